"""All tables of this app, as the first release lays them."""

import core.constraints
import core.migrating
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models

# Django knows no foreign key over several columns. This one keeps the span of an engagement equal
# to its meeting's, whoever moves the meeting.
FOLLOW_THE_MEETING = """
ALTER TABLE training_engagement
ADD CONSTRAINT training_engagement_follows_its_meeting
FOREIGN KEY (meeting_id, starts_at, ends_at)
REFERENCES training_meeting (id, starts_at, ends_at) ON UPDATE CASCADE;
"""

DO_NOT_FOLLOW_THE_MEETING = """
ALTER TABLE training_engagement DROP CONSTRAINT training_engagement_follows_its_meeting;
"""

# Works out `completed_on` of some registrations anew, and writes what differs.
COMPLETE = """
CREATE FUNCTION training_complete(registrations bigint[]) RETURNS void
LANGUAGE sql AS $$
    UPDATE training_registration registration SET completed_on = found.day
    FROM (
        SELECT asked.id, CASE
            WHEN asked.status = 'confirmed'
                AND session.status IN ('published', 'held')
                AND meetings.number > 0
                AND meetings.number = meetings.attended
            THEN (meetings.last AT TIME ZONE 'Asia/Hong_Kong')::date
        END AS day
        FROM training_registration asked
        JOIN training_session session ON session.id = asked.session_id
        CROSS JOIN LATERAL (
            SELECT count(*) AS number, count(mark.id) AS attended, max(meeting.starts_at) AS last
            FROM training_meeting meeting
            LEFT JOIN training_attendance mark
                ON mark.meeting_id = meeting.id AND mark.registration_id = asked.id
                AND mark.status IN ('present', 'partly')
            WHERE meeting.session_id = asked.session_id
        ) meetings
        WHERE asked.id = ANY(registrations)
    ) found
    WHERE registration.id = found.id AND registration.completed_on IS DISTINCT FROM found.day
$$;
"""

FORGET_COMPLETE = "DROP FUNCTION training_complete(bigint[])"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('publications', '0001_initial'),
    ]

    operations = [
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Due',
                    fields=[
                        ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('due_on', models.DateField()),
                        ('done_on', models.DateField(null=True)),
                        ('previous_on', models.DateField(null=True)),
                        ('state', models.CharField(choices=[('due', 'Due'), ('overdue', 'Overdue'), ('on_time', 'Done on time'), ('late', 'Done late')], max_length=10)),
                    ],
                    options={
                        'db_table': 'training_due',
                        'ordering': ('due_on', 'person__name_en', 'pk'),
                        'managed': False,
                    },
                ),
                migrations.CreateModel(
                    name='Course',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title_en', models.CharField(max_length=200)),
                        ('title_zh_hant', models.CharField(max_length=200)),
                        ('title_zh_hans', models.CharField(max_length=200)),
                        ('summary_en', models.TextField(blank=True)),
                        ('summary_zh_hant', models.TextField(blank=True)),
                        ('summary_zh_hans', models.TextField(blank=True)),
                        ('kind', models.CharField(choices=[('workshop', 'Workshop'), ('seminar', 'Seminar'), ('webinar', 'Webinar')], max_length=20)),
                        ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('recruit', 'Recruits'), ('junior', 'Junior and front-line'), ('middle', 'Middle managers'), ('senior', 'Senior officers')], max_length=20), blank=True, default=list, size=None)),
                        ('minutes', models.PositiveIntegerField()),
                        ('language', models.CharField(choices=[('cantonese', 'Cantonese'), ('english', 'English'), ('putonghua', 'Putonghua')], default='cantonese', max_length=20)),
                        ('capacity', models.PositiveIntegerField()),
                        ('minimum', models.PositiveIntegerField(db_default=0, default=0)),
                        ('valid_months', models.PositiveIntegerField(blank=True, null=True)),
                        ('is_active', models.BooleanField(default=True)),
                        ('topics', models.ManyToManyField(related_name='courses', to='publications.topic')),
                    ],
                    options={
                        'ordering': ('title_en',),
                        'constraints': [models.UniqueConstraint(fields=('title_en',), name='training_course_title_unique'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1), ('minutes__gte', 1)), name='training_course_has_length_and_places'), models.CheckConstraint(condition=models.Q(('minimum__lte', models.F('capacity'))), name='training_course_minimum_within_capacity'), models.CheckConstraint(condition=models.Q(('valid_months__isnull', True), ('valid_months__gte', 6), _connector='OR'), name='training_course_valid_for_half_a_year')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_courseevent" ("capacity", "id", "is_active", "kind", "language", "levels", "minimum", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary_en", "summary_zh_hans", "summary_zh_hant", "title_en", "title_zh_hans", "title_zh_hant", "valid_months") VALUES (NEW."capacity", NEW."id", NEW."is_active", NEW."kind", NEW."language", NEW."levels", NEW."minimum", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."summary_en", NEW."summary_zh_hans", NEW."summary_zh_hant", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant", NEW."valid_months"); RETURN NULL;', hash='1b898b358007cfbf56fda2d6ebaf8d9e40006588', operation='INSERT', pgid='pgtrigger_insert_insert_bfc1a', table='training_course', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_courseevent" ("capacity", "id", "is_active", "kind", "language", "levels", "minimum", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary_en", "summary_zh_hans", "summary_zh_hant", "title_en", "title_zh_hans", "title_zh_hant", "valid_months") VALUES (NEW."capacity", NEW."id", NEW."is_active", NEW."kind", NEW."language", NEW."levels", NEW."minimum", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."summary_en", NEW."summary_zh_hans", NEW."summary_zh_hant", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant", NEW."valid_months"); RETURN NULL;', hash='80422dcae8a804c26a7c8c21aa0c1f098570a9c8', operation='UPDATE', pgid='pgtrigger_update_update_27da0', table='training_course', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_courseevent" ("capacity", "id", "is_active", "kind", "language", "levels", "minimum", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary_en", "summary_zh_hans", "summary_zh_hant", "title_en", "title_zh_hans", "title_zh_hant", "valid_months") VALUES (OLD."capacity", OLD."id", OLD."is_active", OLD."kind", OLD."language", OLD."levels", OLD."minimum", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."summary_en", OLD."summary_zh_hans", OLD."summary_zh_hant", OLD."title_en", OLD."title_zh_hans", OLD."title_zh_hant", OLD."valid_months"); RETURN NULL;', hash='5edb6d5ff9406ab70d8f73086cc46f797eac7157', operation='DELETE', pgid='pgtrigger_delete_delete_9186d', table='training_course', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                        ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('opens_at', models.DateTimeField(blank=True, null=True)),
                        ('opens_days_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('opens_time', models.TimeField(blank=True, null=True)),
                        ('closes_at', models.DateTimeField()),
                        ('closes_days_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('closes_time', models.TimeField(blank=True, null=True)),
                        ('cancel_by', models.DateTimeField(blank=True, null=True)),
                        ('cancel_days_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('cancel_time', models.TimeField(blank=True, null=True)),
                        ('kind', models.CharField(choices=[('workshop', 'Workshop'), ('seminar', 'Seminar'), ('webinar', 'Webinar')], max_length=20)),
                        ('title_en', models.CharField(max_length=200)),
                        ('title_zh_hant', models.CharField(max_length=200)),
                        ('title_zh_hans', models.CharField(max_length=200)),
                        ('language', models.CharField(choices=[('cantonese', 'Cantonese'), ('english', 'English'), ('putonghua', 'Putonghua')], max_length=20)),
                        ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('held', 'Held'), ('cancelled', 'Cancelled'), ('discarded', 'Discarded')], default='draft', max_length=20)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('capacity', models.PositiveIntegerField()),
                        ('minimum', models.PositiveIntegerField(db_default=0, default=0)),
                        ('places_taken', models.PositiveIntegerField(default=0)),
                        ('over_full', models.PositiveIntegerField(db_default=0, default=0)),
                        ('waiting_count', models.PositiveIntegerField(default=0)),
                        ('first_waiting_number', models.IntegerField(db_default=1, default=1)),
                        ('last_waiting_number', models.PositiveIntegerField(default=0)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('cancellation_reason', models.TextField(blank=True)),
                        ('discarded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('creation_key', models.UUIDField(blank=True, editable=False, null=True)),
                        ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                        ('calendar_uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('calendar_sequence', models.PositiveIntegerField(default=0)),
                        ('attendance_closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('search_text', models.TextField(blank=True, editable=False)),
                        ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='session', to='people.audience')),
                        ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='training.course')),
                        ('discarded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.department')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('starts_at', 'pk'),
                        'indexes': [models.Index(fields=['status', 'starts_at'], name='training_session_upcoming'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', name='gin_trgm_ops'), name='training_session_search')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('places_taken__lte', django.db.models.expressions.CombinedExpression(models.F('capacity'), '+', models.F('over_full')))), name='training_session_not_overbooked'), models.CheckConstraint(condition=models.Q(('over_full', 0), ('places_taken', django.db.models.expressions.CombinedExpression(models.F('capacity'), '+', models.F('over_full'))), _connector='OR'), name='training_session_over_full_by_no_more_than_it_is'), models.CheckConstraint(condition=models.Q(('cost__isnull', True), models.Q(('cost__gte', 0), ('status', 'held')), _connector='OR'), name='training_session_cost_of_what_was_held'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='training_session_has_places'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='training_session_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('closes_at__lte', models.F('starts_at'))), name='training_session_closes_by_its_start'), models.CheckConstraint(condition=models.Q(('opens_at__isnull', True), ('opens_at__lt', models.F('closes_at')), _connector='OR'), name='training_session_opens_before_it_closes'), models.CheckConstraint(condition=models.Q(('cancel_by__isnull', True), ('cancel_by__lte', models.F('starts_at')), _connector='OR'), name='training_session_cancellable_until_its_start'), models.CheckConstraint(condition=models.Q(('minimum__lte', models.F('capacity'))), name='training_session_minimum_within_capacity'), models.CheckConstraint(condition=models.Q(models.Q(('opens_days_before__isnull', True), ('opens_time__isnull', True)), models.Q(('opens_days_before__isnull', False), ('opens_time__isnull', False)), _connector='OR'), name='training_session_opens_days_with_time'), models.CheckConstraint(condition=models.Q(models.Q(('closes_days_before__isnull', True), ('closes_time__isnull', True)), models.Q(('closes_days_before__isnull', False), ('closes_time__isnull', False)), _connector='OR'), name='training_session_closes_days_with_time'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_days_before__isnull', True), ('cancel_time__isnull', True)), models.Q(('cancel_days_before__isnull', False), ('cancel_time__isnull', False)), _connector='OR'), name='training_session_cancel_days_with_time'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), _connector='OR'), name='training_session_cancelled_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('status', 'cancelled')), models.Q(models.Q(('status', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='training_session_cancelled_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', True), ('discarded_by__isnull', True)), models.Q(('discarded_at__isnull', False), ('discarded_by__isnull', False)), _connector='OR'), name='training_session_discarded_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', False), ('status', 'discarded')), models.Q(models.Q(('status', 'discarded'), _negated=True), ('discarded_at__isnull', True)), _connector='OR'), name='training_session_discarded_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('changed_at__isnull', True), ('changed_by__isnull', True)), models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), _connector='OR'), name='training_session_changed_by_and_when'), models.UniqueConstraint(condition=models.Q(('status', 'discarded'), _negated=True), fields=('creation_key',), name='training_session_one_for_each_form')],
                        'triggers': [pgtrigger.compiler.Trigger(name='complete_status', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (NEW.id))); RETURN NULL;', hash='502c4a21d17967f84f481093abd71d7cad9a9df2', operation='UPDATE OF "status"', pgid='pgtrigger_complete_status_9d384', table='training_session', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "cost", "course_id", "creation_key", "discarded_at", "discarded_by_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (NEW."attendance_closed_at", NEW."audience_id", NEW."calendar_sequence", NEW."calendar_uid", NEW."cancel_by", NEW."cancel_days_before", NEW."cancel_time", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."capacity", NEW."closes_at", NEW."closes_days_before", NEW."closes_time", NEW."cost", NEW."course_id", NEW."creation_key", NEW."discarded_at", NEW."discarded_by_id", NEW."ends_at", NEW."id", NEW."kind", NEW."language", NEW."minimum", NEW."opens_at", NEW."opens_days_before", NEW."opens_time", NEW."organiser_id", NEW."over_full", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."status", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant"); RETURN NULL;', hash='e0c8d3632bf600d37214356bb3842aa6d98df96f', operation='INSERT', pgid='pgtrigger_insert_insert_e932a', table='training_session', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."attendance_closed_at" IS DISTINCT FROM (NEW."attendance_closed_at") OR OLD."audience_id" IS DISTINCT FROM (NEW."audience_id") OR OLD."calendar_sequence" IS DISTINCT FROM (NEW."calendar_sequence") OR OLD."calendar_uid" IS DISTINCT FROM (NEW."calendar_uid") OR OLD."cancel_by" IS DISTINCT FROM (NEW."cancel_by") OR OLD."cancel_days_before" IS DISTINCT FROM (NEW."cancel_days_before") OR OLD."cancel_time" IS DISTINCT FROM (NEW."cancel_time") OR OLD."cancellation_reason" IS DISTINCT FROM (NEW."cancellation_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."closes_days_before" IS DISTINCT FROM (NEW."closes_days_before") OR OLD."closes_time" IS DISTINCT FROM (NEW."closes_time") OR OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."creation_key" IS DISTINCT FROM (NEW."creation_key") OR OLD."discarded_at" IS DISTINCT FROM (NEW."discarded_at") OR OLD."discarded_by_id" IS DISTINCT FROM (NEW."discarded_by_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."minimum" IS DISTINCT FROM (NEW."minimum") OR OLD."opens_at" IS DISTINCT FROM (NEW."opens_at") OR OLD."opens_days_before" IS DISTINCT FROM (NEW."opens_days_before") OR OLD."opens_time" IS DISTINCT FROM (NEW."opens_time") OR OLD."organiser_id" IS DISTINCT FROM (NEW."organiser_id") OR OLD."over_full" IS DISTINCT FROM (NEW."over_full") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_zh_hans" IS DISTINCT FROM (NEW."title_zh_hans") OR OLD."title_zh_hant" IS DISTINCT FROM (NEW."title_zh_hant"))', func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "cost", "course_id", "creation_key", "discarded_at", "discarded_by_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (NEW."attendance_closed_at", NEW."audience_id", NEW."calendar_sequence", NEW."calendar_uid", NEW."cancel_by", NEW."cancel_days_before", NEW."cancel_time", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."capacity", NEW."closes_at", NEW."closes_days_before", NEW."closes_time", NEW."cost", NEW."course_id", NEW."creation_key", NEW."discarded_at", NEW."discarded_by_id", NEW."ends_at", NEW."id", NEW."kind", NEW."language", NEW."minimum", NEW."opens_at", NEW."opens_days_before", NEW."opens_time", NEW."organiser_id", NEW."over_full", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."status", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant"); RETURN NULL;', hash='ef36aea518ac5f434ac988a0daaf9237ae8b69cb', operation='UPDATE', pgid='pgtrigger_update_update_4f7da', table='training_session', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "cost", "course_id", "creation_key", "discarded_at", "discarded_by_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (OLD."attendance_closed_at", OLD."audience_id", OLD."calendar_sequence", OLD."calendar_uid", OLD."cancel_by", OLD."cancel_days_before", OLD."cancel_time", OLD."cancellation_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."capacity", OLD."closes_at", OLD."closes_days_before", OLD."closes_time", OLD."cost", OLD."course_id", OLD."creation_key", OLD."discarded_at", OLD."discarded_by_id", OLD."ends_at", OLD."id", OLD."kind", OLD."language", OLD."minimum", OLD."opens_at", OLD."opens_days_before", OLD."opens_time", OLD."organiser_id", OLD."over_full", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at", OLD."status", OLD."title_en", OLD."title_zh_hans", OLD."title_zh_hant"); RETURN NULL;', hash='324d5580737dd22a1190ccea0b7c415233bbc267', operation='DELETE', pgid='pgtrigger_delete_delete_fe538', table='training_session', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Venue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name_en', models.CharField(max_length=150)),
                        ('name_zh_hant', models.CharField(max_length=150)),
                        ('name_zh_hans', models.CharField(max_length=150)),
                        ('address_en', models.CharField(blank=True, max_length=250)),
                        ('address_zh_hant', models.CharField(blank=True, max_length=250)),
                        ('address_zh_hans', models.CharField(blank=True, max_length=250)),
                        ('capacity', models.PositiveIntegerField()),
                        ('is_active', models.BooleanField(default=True)),
                    ],
                    options={
                        'ordering': ('name_en',),
                        'constraints': [models.UniqueConstraint(fields=('name_en',), name='training_venue_name_unique'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='training_venue_has_places')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_venueevent" ("address_en", "address_zh_hans", "address_zh_hant", "capacity", "id", "is_active", "name_en", "name_zh_hans", "name_zh_hant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address_en", NEW."address_zh_hans", NEW."address_zh_hant", NEW."capacity", NEW."id", NEW."is_active", NEW."name_en", NEW."name_zh_hans", NEW."name_zh_hant", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='2c9225a5b55d2bf50853320be9c6a7762172ec85', operation='INSERT', pgid='pgtrigger_insert_insert_cd2c1', table='training_venue', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_venueevent" ("address_en", "address_zh_hans", "address_zh_hant", "capacity", "id", "is_active", "name_en", "name_zh_hans", "name_zh_hant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address_en", NEW."address_zh_hans", NEW."address_zh_hant", NEW."capacity", NEW."id", NEW."is_active", NEW."name_en", NEW."name_zh_hans", NEW."name_zh_hant", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='22b46c9e17bbc87bb80a29881217041bdf570e44', operation='UPDATE', pgid='pgtrigger_update_update_0caec', table='training_venue', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_venueevent" ("address_en", "address_zh_hans", "address_zh_hant", "capacity", "id", "is_active", "name_en", "name_zh_hans", "name_zh_hant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."address_en", OLD."address_zh_hans", OLD."address_zh_hant", OLD."capacity", OLD."id", OLD."is_active", OLD."name_en", OLD."name_zh_hans", OLD."name_zh_hant", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='2910ba2b6939b6b84130f5c00e898217789f0b8e', operation='DELETE', pgid='pgtrigger_delete_delete_c91a2', table='training_venue', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('link', models.URLField(blank=True, max_length=500)),
                        ('holds_venue', models.BooleanField(default=False)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='training.session')),
                        ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='training.venue')),
                    ],
                    options={
                        'ordering': ('starts_at', 'pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='training_meeting_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('holds_venue', True)), expressions=[('venue', '='), (core.constraints.TimeSpan('starts_at', 'ends_at'), '&&')], name='training_meeting_venue_held_once'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('session', 'starts_at'), name='training_meeting_one_at_a_time_of_session'), models.UniqueConstraint(fields=('id', 'starts_at', 'ends_at'), name='training_meeting_with_its_span')],
                        'triggers': [pgtrigger.compiler.Trigger(name='complete_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (SELECT session_id FROM (SELECT * FROM new_rows) c))); RETURN NULL;', hash='0989376ce2f2ce6471fdced955d9ec182c4003c2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_complete_insert_53c5b', referencing='REFERENCING NEW TABLE AS new_rows ', table='training_meeting', when='AFTER')), pgtrigger.compiler.Trigger(name='complete_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (SELECT session_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) c))); RETURN NULL;', hash='e30b053d13406365052625ae8e84074f19482a4f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_complete_update_a596d', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='training_meeting', when='AFTER')), pgtrigger.compiler.Trigger(name='complete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (SELECT session_id FROM (SELECT * FROM old_rows) c))); RETURN NULL;', hash='eea1798c05c8c2af29dca959dfb7ad9bb0e020dc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_complete_delete_4e06a', referencing='REFERENCING OLD TABLE AS old_rows ', table='training_meeting', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_meetingevent" ("ends_at", "holds_venue", "id", "link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at", "venue_id") VALUES (NEW."ends_at", NEW."holds_venue", NEW."id", NEW."link", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."starts_at", NEW."venue_id"); RETURN NULL;', hash='bb7f43ceb3771488b318df11db130c24de41d5c0', operation='INSERT', pgid='pgtrigger_insert_insert_fd687', table='training_meeting', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_meetingevent" ("ends_at", "holds_venue", "id", "link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at", "venue_id") VALUES (NEW."ends_at", NEW."holds_venue", NEW."id", NEW."link", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."starts_at", NEW."venue_id"); RETURN NULL;', hash='d779a4e322ba56eb1bb302f986001ab80bb02af1', operation='UPDATE', pgid='pgtrigger_update_update_a0ed9', table='training_meeting', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_meetingevent" ("ends_at", "holds_venue", "id", "link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at", "venue_id") VALUES (OLD."ends_at", OLD."holds_venue", OLD."id", OLD."link", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id", OLD."starts_at", OLD."venue_id"); RETURN NULL;', hash='d1fb8420a92ec1bc51267af8dc61f362d07a9c94', operation='DELETE', pgid='pgtrigger_delete_delete_42b42', table='training_meeting', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='VenueEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name_en', models.CharField(max_length=150)),
                        ('name_zh_hant', models.CharField(max_length=150)),
                        ('name_zh_hans', models.CharField(max_length=150)),
                        ('address_en', models.CharField(blank=True, max_length=250)),
                        ('address_zh_hant', models.CharField(blank=True, max_length=250)),
                        ('address_zh_hans', models.CharField(blank=True, max_length=250)),
                        ('capacity', models.PositiveIntegerField()),
                        ('is_active', models.BooleanField(default=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.venue')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c0fda8c27cb989f377d3d5e5533c3c438cf0e597', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4aa89', table='training_venueevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Registration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', models.CharField(choices=[('confirmed', 'Registered'), ('waiting', 'Waiting'), ('cancelled', 'Cancelled')], max_length=20)),
                        ('registered_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('waiting_number', models.IntegerField(blank=True, null=True)),
                        ('waiting_reason', models.TextField(blank=True, db_default='', default='')),
                        ('calendar_sequence', models.PositiveIntegerField(db_default=0, default=0)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('cancellation_reason', models.TextField(blank=True)),
                        ('walk_in', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('completed_on', models.DateField(blank=True, editable=False, null=True)),
                        ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='people.person')),
                        ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='training.session')),
                    ],
                    options={
                        'ordering': ('registered_at', 'pk'),
                        'indexes': [models.Index(fields=['person', '-registered_at'], name='training_registration_record'), models.Index(fields=['session', 'status'], name='training_registration_status'), models.Index(condition=models.Q(('completed_on__isnull', False)), fields=['person', 'completed_on'], name='training_registration_complete')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'cancelled'), _negated=True), fields=('session', 'person'), name='training_registration_one_live_per_person'), models.UniqueConstraint(fields=('session', 'waiting_number'), name='training_registration_one_per_waiting_number'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'waiting'), ('waiting_number__isnull', False)), models.Q(models.Q(('status', 'waiting'), _negated=True), ('waiting_number__isnull', True)), _connector='OR'), name='training_registration_waits_with_a_number'), models.CheckConstraint(condition=models.Q(('waiting_number__isnull', True), ('waiting_number__gte', 1), models.Q(('waiting_reason', ''), _negated=True), _connector='OR'), name='training_registration_moved_ahead_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='training_registration_confirmed_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), _connector='OR'), name='training_registration_cancelled_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('status', 'cancelled')), models.Q(models.Q(('status', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='training_registration_cancelled_has_time')],
                        'triggers': [pgtrigger.compiler.Trigger(name='complete_status', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', func='PERFORM training_complete(ARRAY[NEW.id]); RETURN NULL;', hash='633e0765925811c4b8f41d33d3d4a45018812372', operation='UPDATE OF "status"', pgid='pgtrigger_complete_status_f1fbe', table='training_registration', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_registrationevent" ("calendar_sequence", "cancellation_reason", "cancelled_at", "cancelled_by_id", "confirmed_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "session_id", "status", "waiting_number", "waiting_reason", "walk_in") VALUES (NEW."calendar_sequence", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."confirmed_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."session_id", NEW."status", NEW."waiting_number", NEW."waiting_reason", NEW."walk_in"); RETURN NULL;', hash='d84541633a540927c473259753988176387933ef', operation='INSERT', pgid='pgtrigger_insert_insert_4c6eb', table='training_registration', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."calendar_sequence" IS DISTINCT FROM (NEW."calendar_sequence") OR OLD."cancellation_reason" IS DISTINCT FROM (NEW."cancellation_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."registered_by_id" IS DISTINCT FROM (NEW."registered_by_id") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."waiting_number" IS DISTINCT FROM (NEW."waiting_number") OR OLD."waiting_reason" IS DISTINCT FROM (NEW."waiting_reason") OR OLD."walk_in" IS DISTINCT FROM (NEW."walk_in"))', func='INSERT INTO "training_registrationevent" ("calendar_sequence", "cancellation_reason", "cancelled_at", "cancelled_by_id", "confirmed_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "session_id", "status", "waiting_number", "waiting_reason", "walk_in") VALUES (NEW."calendar_sequence", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."confirmed_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."session_id", NEW."status", NEW."waiting_number", NEW."waiting_reason", NEW."walk_in"); RETURN NULL;', hash='44be32140909d0c2e1dc9c5b80b8c0eb99253cf2', operation='UPDATE', pgid='pgtrigger_update_update_12ffa', table='training_registration', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_registrationevent" ("calendar_sequence", "cancellation_reason", "cancelled_at", "cancelled_by_id", "confirmed_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "session_id", "status", "waiting_number", "waiting_reason", "walk_in") VALUES (OLD."calendar_sequence", OLD."cancellation_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."confirmed_at", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registered_at", OLD."registered_by_id", OLD."session_id", OLD."status", OLD."waiting_number", OLD."waiting_reason", OLD."walk_in"); RETURN NULL;', hash='26126e5146936dec0c7e5c6b09f4c7d201fe7ada', operation='DELETE', pgid='pgtrigger_delete_delete_5382b', table='training_registration', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', models.CharField(choices=[('present', 'Present'), ('partly', 'Partly present'), ('excused', 'Excused'), ('absent', 'Absent')], max_length=20)),
                        ('marked_at', models.DateTimeField()),
                        ('reason', models.TextField(blank=True, db_default='')),
                        ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='training.meeting')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='training.registration')),
                    ],
                    options={
                        'ordering': ('pk',),
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'registration'), name='training_attendance_one_per_meeting_and_registration'), models.CheckConstraint(condition=models.Q(models.Q(('marked_at__isnull', False), ('marked_by__isnull', False)), ('status', 'absent'), _connector='OR'), name='training_attendance_by_itself_only_absent')],
                        'triggers': [pgtrigger.compiler.Trigger(name='complete_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT registration_id FROM (SELECT * FROM new_rows) changed)); RETURN NULL;', hash='cd03e5f6a27172979219b36f4d824cc208957ccd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_complete_insert_0fcbf', referencing='REFERENCING NEW TABLE AS new_rows ', table='training_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='complete_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT registration_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) changed)); RETURN NULL;', hash='2f66c28cf08249d39c1b9555264ff61ff83e1736', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_complete_update_39a7e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='training_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='complete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT registration_id FROM (SELECT * FROM old_rows) changed)); RETURN NULL;', hash='ded6588fe44124f267786112f8fe70c06d1fcb20', level='STATEMENT', operation='DELETE', pgid='pgtrigger_complete_delete_5b236', referencing='REFERENCING OLD TABLE AS old_rows ', table='training_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_attendanceevent" ("id", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registration_id", "status") VALUES (NEW."id", NEW."marked_at", NEW."marked_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."registration_id", NEW."status"); RETURN NULL;', hash='f812d93d61ef6778e7e057d4d3b320072c2fd796', operation='INSERT', pgid='pgtrigger_insert_insert_f3456', table='training_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_attendanceevent" ("id", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registration_id", "status") VALUES (NEW."id", NEW."marked_at", NEW."marked_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."registration_id", NEW."status"); RETURN NULL;', hash='be094eef662c464f4d3ba254c117eeca2e465d5b', operation='UPDATE', pgid='pgtrigger_update_update_8b904', table='training_attendance', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_attendanceevent" ("id", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registration_id", "status") VALUES (OLD."id", OLD."marked_at", OLD."marked_by_id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."registration_id", OLD."status"); RETURN NULL;', hash='f0a43633b729a2e8b7a0374405b748946e033b90', operation='DELETE', pgid='pgtrigger_delete_delete_75519', table='training_attendance', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('reset_at', models.DateTimeField()),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feed', to='people.person')),
                    ],
                    options={
                        'ordering': ('pk',),
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_calendarfeedevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reset_at"); RETURN NULL;', hash='ff0e4aa91670932522cf2036004867837a419215', operation='INSERT', pgid='pgtrigger_insert_insert_2cbc1', table='training_calendarfeed', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reset_at" IS DISTINCT FROM (NEW."reset_at"))', func='INSERT INTO "training_calendarfeedevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reset_at"); RETURN NULL;', hash='c517ab1c55a724d6fa910059d739a490dbcb3bca', operation='UPDATE', pgid='pgtrigger_update_update_3f5d0', table='training_calendarfeed', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_calendarfeedevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at") VALUES (OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reset_at"); RETURN NULL;', hash='6a47f5d16ef35252c82f970aa33d49067ebd4f29', operation='DELETE', pgid='pgtrigger_delete_delete_395bc', table='training_calendarfeed', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeedEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reset_at', models.DateTimeField()),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.calendarfeed')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fd9f55c9d8cae5c0003f4b5893dd84fa61eb5947', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1d2ce', table='training_calendarfeedevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CourseEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title_en', models.CharField(max_length=200)),
                        ('title_zh_hant', models.CharField(max_length=200)),
                        ('title_zh_hans', models.CharField(max_length=200)),
                        ('summary_en', models.TextField(blank=True)),
                        ('summary_zh_hant', models.TextField(blank=True)),
                        ('summary_zh_hans', models.TextField(blank=True)),
                        ('kind', models.CharField(choices=[('workshop', 'Workshop'), ('seminar', 'Seminar'), ('webinar', 'Webinar')], max_length=20)),
                        ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('recruit', 'Recruits'), ('junior', 'Junior and front-line'), ('middle', 'Middle managers'), ('senior', 'Senior officers')], max_length=20), blank=True, default=list, size=None)),
                        ('minutes', models.PositiveIntegerField()),
                        ('language', models.CharField(choices=[('cantonese', 'Cantonese'), ('english', 'English'), ('putonghua', 'Putonghua')], default='cantonese', max_length=20)),
                        ('capacity', models.PositiveIntegerField()),
                        ('minimum', models.PositiveIntegerField(db_default=0, default=0)),
                        ('valid_months', models.PositiveIntegerField(blank=True, null=True)),
                        ('is_active', models.BooleanField(default=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.course')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cc90b20b964f8dbf332d0e4bc923201fbcf5a0cf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_db2e4', table='training_courseevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CoursePublication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publication_links', to='training.course')),
                        ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='course_links', to='publications.publication')),
                    ],
                    options={
                        'ordering': ('pk',),
                        'constraints': [models.UniqueConstraint(fields=('course', 'publication'), name='training_course_publication_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_coursepublicationevent" ("course_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id") VALUES (NEW."course_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publication_id"); RETURN NULL;', hash='c94c4ecebe5ee7b7a4fdf0f1be7042f00b5ef8c5', operation='INSERT', pgid='pgtrigger_insert_insert_9920c', table='training_coursepublication', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_coursepublicationevent" ("course_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id") VALUES (NEW."course_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication_id"); RETURN NULL;', hash='5b943d69f933def54d072c11cd0ae9f842f84c3d', operation='UPDATE', pgid='pgtrigger_update_update_8cc32', table='training_coursepublication', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_coursepublicationevent" ("course_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_id") VALUES (OLD."course_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publication_id"); RETURN NULL;', hash='2763792adf63e90df54491c557600c66eebb1125', operation='DELETE', pgid='pgtrigger_delete_delete_488c3', table='training_coursepublication', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='CoursePublicationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('course', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.course')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.coursepublication')),
                        ('publication', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publications.publication')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bd6dc6f9d0b60164cd6297d6d9c9270b1b738e3e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_03804', table='training_coursepublicationevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='CourseTopicEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('course', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.course')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('topic', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publications.topic')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a72a17c08eeb551a69ba707e571e17016bf3d28', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_76246', table='training_coursetopicevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Speaker',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name_en', models.CharField(max_length=120)),
                        ('name_zh', models.CharField(blank=True, max_length=60)),
                        ('organisation', models.CharField(blank=True, max_length=150)),
                        ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='speaker', to='people.person')),
                    ],
                    options={
                        'ordering': ('name_en', 'pk'),
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_speakerevent" ("id", "name_en", "name_zh", "organisation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name_en", NEW."name_zh", NEW."organisation", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='22692c1e54e5a0dc94aa36e35e5bc1a112f57fcd', operation='INSERT', pgid='pgtrigger_insert_insert_706a4', table='training_speaker', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_speakerevent" ("id", "name_en", "name_zh", "organisation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name_en", NEW."name_zh", NEW."organisation", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='50d2358dd2778de99e3ed1aa6f939301302e855f', operation='UPDATE', pgid='pgtrigger_update_update_558f5', table='training_speaker', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_speakerevent" ("id", "name_en", "name_zh", "organisation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name_en", OLD."name_zh", OLD."organisation", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='54ce1c35ef1c6339abc10be124553447069d8d7d', operation='DELETE', pgid='pgtrigger_delete_delete_aa25b', table='training_speaker', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Engagement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_at', models.DateTimeField(editable=False, null=True)),
                        ('ends_at', models.DateTimeField(editable=False, null=True)),
                        ('holds_speaker', models.BooleanField(db_default=False, default=False)),
                        ('override_reason', models.CharField(blank=True, db_default='', default='', max_length=300)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='training.meeting')),
                        ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='training.speaker')),
                    ],
                    options={
                        'ordering': ('pk',),
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'speaker'), name='training_engagement_once_per_meeting'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('holds_speaker', True), ('override_reason', '')), expressions=[('speaker', '='), (core.constraints.TimeSpan('starts_at', 'ends_at'), '&&')], name='training_engagement_speaker_held_once'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', False), ('starts_at__isnull', False)), name='training_engagement_has_its_span')],
                        'triggers': [pgtrigger.compiler.Trigger(name='span_of_its_meeting', sql=pgtrigger.compiler.UpsertTriggerSql(func='SELECT starts_at, ends_at INTO NEW.starts_at, NEW.ends_at FROM training_meeting WHERE id = NEW.meeting_id; RETURN NEW;', hash='8bc90d44d270949f956cfce9277ce670074a54d4', operation='INSERT', pgid='pgtrigger_span_of_its_meeting_32b84', table='training_engagement', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_engagementevent" ("holds_speaker", "id", "meeting_id", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id") VALUES (NEW."holds_speaker", NEW."id", NEW."meeting_id", NEW."override_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."speaker_id"); RETURN NULL;', hash='5e61ff25d472e9e354e2fafd90d064867ef41cb1', operation='INSERT', pgid='pgtrigger_insert_insert_6c428', table='training_engagement', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."holds_speaker" IS DISTINCT FROM (NEW."holds_speaker") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."override_reason" IS DISTINCT FROM (NEW."override_reason") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id"))', func='INSERT INTO "training_engagementevent" ("holds_speaker", "id", "meeting_id", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id") VALUES (NEW."holds_speaker", NEW."id", NEW."meeting_id", NEW."override_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."speaker_id"); RETURN NULL;', hash='00823eb5c1c24805da84928ff681686e40bebeb0', operation='UPDATE', pgid='pgtrigger_update_update_1197d', table='training_engagement', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_engagementevent" ("holds_speaker", "id", "meeting_id", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id") VALUES (OLD."holds_speaker", OLD."id", OLD."meeting_id", OLD."override_reason", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."speaker_id"); RETURN NULL;', hash='c81e908d751dc9f82bd570d812ea0d13b68f05eb', operation='DELETE', pgid='pgtrigger_delete_delete_5692d', table='training_engagement', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='AttendanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('status', models.CharField(choices=[('present', 'Present'), ('partly', 'Partly present'), ('excused', 'Excused'), ('absent', 'Absent')], max_length=20)),
                        ('marked_at', models.DateTimeField()),
                        ('reason', models.TextField(blank=True, db_default='')),
                        ('marked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.attendance')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.meeting')),
                        ('registration', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.registration')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='051fe9da684cc3310e0c7c748b52b8e3fdfae86b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_621d9', table='training_attendanceevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReminderRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('unit', models.CharField(choices=[('days', 'Days before'), ('working_days', 'Working days before'), ('minutes', 'Minutes before')], max_length=20)),
                        ('amount', models.PositiveIntegerField()),
                        ('at', models.TimeField(blank=True, null=True)),
                        ('due_at', models.DateTimeField()),
                        ('planned_at', models.DateTimeField(blank=True, null=True)),
                        ('readers', models.CharField(choices=[('confirmed', 'Those who have a place'), ('live', 'Those who have a place, and those waiting')], db_default='confirmed', default='confirmed', max_length=20)),
                        ('if_late', models.CharField(choices=[('skip', 'Leave it out'), ('send', 'Send it at once')], db_default='skip', default='skip', max_length=20)),
                        ('armed_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminder_rules', to='training.session')),
                    ],
                    options={
                        'ordering': ('due_at', 'pk'),
                        'indexes': [models.Index(condition=models.Q(('planned_at__isnull', True)), fields=['due_at'], name='training_reminder_rule_due')],
                        'constraints': [models.UniqueConstraint(fields=('session', 'unit', 'amount', 'at'), name='training_reminder_rule_once_per_session', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='training_reminder_rule_ended_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('at__isnull', True), ('unit', 'minutes')), models.Q(models.Q(('unit', 'minutes'), _negated=True), ('at__isnull', False)), _connector='OR'), name='training_reminder_rule_hour_goes_with_days')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_reminderruleevent" ("amount", "at", "due_at", "ended_at", "ended_by_id", "id", "if_late", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readers", "session_id", "unit") VALUES (NEW."amount", NEW."at", NEW."due_at", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."if_late", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."readers", NEW."session_id", NEW."unit"); RETURN NULL;', hash='79232023f516baa1fd1fbad5c5d34b8ec453807f', operation='INSERT', pgid='pgtrigger_insert_insert_91e90', table='training_reminderrule', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."if_late" IS DISTINCT FROM (NEW."if_late") OR OLD."readers" IS DISTINCT FROM (NEW."readers") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='INSERT INTO "training_reminderruleevent" ("amount", "at", "due_at", "ended_at", "ended_by_id", "id", "if_late", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readers", "session_id", "unit") VALUES (NEW."amount", NEW."at", NEW."due_at", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."if_late", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."readers", NEW."session_id", NEW."unit"); RETURN NULL;', hash='74c009d337cfa8d7665c1719ccdaa47a581083ef', operation='UPDATE', pgid='pgtrigger_update_update_54aa4', table='training_reminderrule', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_reminderruleevent" ("amount", "at", "due_at", "ended_at", "ended_by_id", "id", "if_late", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readers", "session_id", "unit") VALUES (OLD."amount", OLD."at", OLD."due_at", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."if_late", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."readers", OLD."session_id", OLD."unit"); RETURN NULL;', hash='f2eb551d28ef84f38ed7fbd5c7d549217f1efa38', operation='DELETE', pgid='pgtrigger_delete_delete_8e448', table='training_reminderrule', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Requirement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('basis', models.CharField(choices=[('by_date', 'By a date'), ('after_appointment', 'Within so many days of appointment'), ('after_confirmation', 'Within so many days of confirmation'), ('within_probation', 'Within probation')], max_length=20)),
                        ('due_on', models.DateField(blank=True, null=True)),
                        ('days', models.PositiveIntegerField(blank=True, null=True)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='requirement', to='people.audience')),
                        ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='training.course')),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('course__title_en', 'starts_on', 'pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('basis', 'by_date'), ('due_on__isnull', False)), models.Q(models.Q(('basis', 'by_date'), _negated=True), ('due_on__isnull', True)), _connector='OR'), name='training_requirement_date_if_by_date'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'within_probation'), ('days__isnull', True)), models.Q(models.Q(('basis', 'within_probation'), _negated=True), ('days__gte', 1), ('days__isnull', False)), _connector='OR'), name='training_requirement_days_unless_within_probation'), models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', models.F('starts_on')), _connector='OR'), name='training_requirement_due_once_it_has_begun'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='training_requirement_ends_no_sooner_than_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='training_requirement_ended_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ends_on__isnull', True)), models.Q(('ended_at__isnull', False), ('ends_on__isnull', False)), _connector='OR'), name='training_requirement_ended_has_day')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_requirementevent" ("audience_id", "basis", "course_id", "created_at", "created_by_id", "days", "due_on", "ended_at", "ended_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."audience_id", NEW."basis", NEW."course_id", NEW."created_at", NEW."created_by_id", NEW."days", NEW."due_on", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='4e2e9d5e439ea7c1df2574a931db2b54e99ffb3e', operation='INSERT', pgid='pgtrigger_insert_insert_9195a', table='training_requirement', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_requirementevent" ("audience_id", "basis", "course_id", "created_at", "created_by_id", "days", "due_on", "ended_at", "ended_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."audience_id", NEW."basis", NEW."course_id", NEW."created_at", NEW."created_by_id", NEW."days", NEW."due_on", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;', hash='99f91ae48564aa60762dc87c63f1be4bf5759ef1', operation='UPDATE', pgid='pgtrigger_update_update_91d53', table='training_requirement', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_requirementevent" ("audience_id", "basis", "course_id", "created_at", "created_by_id", "days", "due_on", "ended_at", "ended_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."audience_id", OLD."basis", OLD."course_id", OLD."created_at", OLD."created_by_id", OLD."days", OLD."due_on", OLD."ended_at", OLD."ended_by_id", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;', hash='c642359854f9eb14c941b3f8160c0c64ca547786', operation='DELETE', pgid='pgtrigger_delete_delete_45dda', table='training_requirement', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='DueCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('counted', models.CharField(max_length=10)),
                        ('due', models.PositiveIntegerField()),
                        ('soon', models.PositiveIntegerField()),
                        ('overdue', models.PositiveIntegerField()),
                        ('on_time', models.PositiveIntegerField()),
                        ('late', models.PositiveIntegerField()),
                        ('stands_at', models.DateTimeField()),
                        ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.department')),
                        ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.requirement')),
                    ],
                    options={
                        'ordering': ('requirement', 'department'),
                        'constraints': [models.UniqueConstraint(fields=('counted', 'requirement', 'department'), name='training_due_count_once'), models.CheckConstraint(condition=models.Q(('soon__lte', models.F('due'))), name='training_due_count_soon_is_due')],
                    },
                ),
                migrations.CreateModel(
                    name='RequirementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('basis', models.CharField(choices=[('by_date', 'By a date'), ('after_appointment', 'Within so many days of appointment'), ('after_confirmation', 'Within so many days of confirmation'), ('within_probation', 'Within probation')], max_length=20)),
                        ('due_on', models.DateField(blank=True, null=True)),
                        ('days', models.PositiveIntegerField(blank=True, null=True)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('audience', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.audience')),
                        ('course', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.course')),
                        ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.requirement')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d3837eb6dcc404647639c47b2218bc1a9a3eba56', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_57630', table='training_requirementevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReminderRuleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('unit', models.CharField(choices=[('days', 'Days before'), ('working_days', 'Working days before'), ('minutes', 'Minutes before')], max_length=20)),
                        ('amount', models.PositiveIntegerField()),
                        ('at', models.TimeField(blank=True, null=True)),
                        ('due_at', models.DateTimeField()),
                        ('readers', models.CharField(choices=[('confirmed', 'Those who have a place'), ('live', 'Those who have a place, and those waiting')], db_default='confirmed', default='confirmed', max_length=20)),
                        ('if_late', models.CharField(choices=[('skip', 'Leave it out'), ('send', 'Send it at once')], db_default='skip', default='skip', max_length=20)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.reminderrule')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.session')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3d39f620569036788163a5877049385ee0e4260d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e7a16', table='training_reminderruleevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('status', models.CharField(choices=[('confirmed', 'Registered'), ('waiting', 'Waiting'), ('cancelled', 'Cancelled')], max_length=20)),
                        ('registered_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('waiting_number', models.IntegerField(blank=True, null=True)),
                        ('waiting_reason', models.TextField(blank=True, db_default='', default='')),
                        ('calendar_sequence', models.PositiveIntegerField(db_default=0, default=0)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('cancellation_reason', models.TextField(blank=True)),
                        ('walk_in', models.BooleanField(db_default=False, default=False, editable=False)),
                        ('cancelled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.registration')),
                        ('registered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.session')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f1be564b2e06cfe5793a348ee582751835b920ce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_72402', table='training_registrationevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SessionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('opens_at', models.DateTimeField(blank=True, null=True)),
                        ('opens_days_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('opens_time', models.TimeField(blank=True, null=True)),
                        ('closes_at', models.DateTimeField()),
                        ('closes_days_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('closes_time', models.TimeField(blank=True, null=True)),
                        ('cancel_by', models.DateTimeField(blank=True, null=True)),
                        ('cancel_days_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('cancel_time', models.TimeField(blank=True, null=True)),
                        ('kind', models.CharField(choices=[('workshop', 'Workshop'), ('seminar', 'Seminar'), ('webinar', 'Webinar')], max_length=20)),
                        ('title_en', models.CharField(max_length=200)),
                        ('title_zh_hant', models.CharField(max_length=200)),
                        ('title_zh_hans', models.CharField(max_length=200)),
                        ('language', models.CharField(choices=[('cantonese', 'Cantonese'), ('english', 'English'), ('putonghua', 'Putonghua')], max_length=20)),
                        ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('held', 'Held'), ('cancelled', 'Cancelled'), ('discarded', 'Discarded')], default='draft', max_length=20)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('capacity', models.PositiveIntegerField()),
                        ('minimum', models.PositiveIntegerField(db_default=0, default=0)),
                        ('over_full', models.PositiveIntegerField(db_default=0, default=0)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('cancellation_reason', models.TextField(blank=True)),
                        ('discarded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('creation_key', models.UUIDField(blank=True, editable=False, null=True)),
                        ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                        ('calendar_uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('calendar_sequence', models.PositiveIntegerField(default=0)),
                        ('attendance_closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('audience', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.audience')),
                        ('cancelled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('course', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.course')),
                        ('discarded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organiser', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                        ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.session')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d706217c4e984cdbc4b82e02b22f4de0aec2f202', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71683', table='training_sessionevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SessionNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('lessons', models.TextField(blank=True)),
                        ('challenges', models.TextField(blank=True)),
                        ('written_at', models.DateTimeField()),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='training.session')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('written_at', 'pk'),
                        'constraints': [models.UniqueConstraint(fields=('session', 'written_by'), name='training_session_note_one_each'), models.CheckConstraint(condition=models.Q(models.Q(('lessons', ''), _negated=True), models.Q(('challenges', ''), _negated=True), _connector='OR'), name='training_session_note_says_something')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionnoteevent" ("challenges", "id", "lessons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "written_at", "written_by_id") VALUES (NEW."challenges", NEW."id", NEW."lessons", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='9bf32bb0efad8429c8ddc5dda678755f83a74b3b', operation='INSERT', pgid='pgtrigger_insert_insert_d174f', table='training_sessionnote', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_sessionnoteevent" ("challenges", "id", "lessons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "written_at", "written_by_id") VALUES (NEW."challenges", NEW."id", NEW."lessons", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='431bc20442efb14aad4414b3f1fcb619ae939dc9', operation='UPDATE', pgid='pgtrigger_update_update_8d151', table='training_sessionnote', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionnoteevent" ("challenges", "id", "lessons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "written_at", "written_by_id") VALUES (OLD."challenges", OLD."id", OLD."lessons", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='b6573c760824aa9a8328bcc9c834d49293cf7127', operation='DELETE', pgid='pgtrigger_delete_delete_f166b', table='training_sessionnote', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='SessionNoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('lessons', models.TextField(blank=True)),
                        ('challenges', models.TextField(blank=True)),
                        ('written_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.sessionnote')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.session')),
                        ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b864ed9e3da0a1812f97deb8a349adc23b7185c6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5f523', table='training_sessionnoteevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='EngagementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('holds_speaker', models.BooleanField(db_default=False, default=False)),
                        ('override_reason', models.CharField(blank=True, db_default='', default='', max_length=300)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.engagement')),
                        ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.meeting')),
                        ('speaker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.speaker')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cc7918f6615eb6adef2c5a258fe5946ca86cbfad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fc1ef', table='training_engagementevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SpeakerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name_en', models.CharField(max_length=120)),
                        ('name_zh', models.CharField(blank=True, max_length=60)),
                        ('organisation', models.CharField(blank=True, max_length=150)),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.speaker')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e34c61bd747723c9e51b497b8c2116d98aff4872', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_81b57', table='training_speakerevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('link', models.URLField(blank=True, max_length=500)),
                        ('holds_venue', models.BooleanField(default=False)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='training.meeting')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.session')),
                        ('venue', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.venue')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='88de4aa0e104104d943873c5fcb657276b8d883d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_43d3b', table='training_meetingevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name='course',
            name='publications',
            field=models.ManyToManyField(blank=True, related_name='courses', through='training.CoursePublication', to='publications.publication'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='speakers',
            field=models.ManyToManyField(related_name='meetings', through='training.Engagement', to='training.speaker'),
        ),
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='CourseTopic',
                    fields=[
                    ],
                    options={
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_coursetopicevent" ("course_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "topic_id") VALUES (NEW."course_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."topic_id"); RETURN NULL;', hash='aab76d50c8a4a54127feae09b92a6805e10af213', operation='INSERT', pgid='pgtrigger_insert_insert_cdb16', table='training_course_topics', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_coursetopicevent" ("course_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "topic_id") VALUES (OLD."course_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."topic_id"); RETURN NULL;', hash='45625d0fe70debecefe057904bcdcccc2199d8a7', operation='DELETE', pgid='pgtrigger_delete_delete_8c123', table='training_course_topics', when='AFTER'))],
                    },
                    bases=('training.course_topics',),
                ),
            ],
        ),
        migrations.RunSQL(FOLLOW_THE_MEETING, DO_NOT_FOLLOW_THE_MEETING),
        migrations.RunSQL(COMPLETE, FORGET_COMPLETE),
        core.migrating.InstallTriggers(
            models=['Course', 'Session', 'Venue', 'Meeting', 'VenueEvent', 'Registration', 'Attendance', 'CalendarFeed', 'CalendarFeedEvent', 'CourseEvent', 'CoursePublication', 'CoursePublicationEvent', 'CourseTopicEvent', 'Speaker', 'Engagement', 'AttendanceEvent', 'ReminderRule', 'Requirement', 'RequirementEvent', 'ReminderRuleEvent', 'RegistrationEvent', 'SessionEvent', 'SessionNote', 'SessionNoteEvent', 'EngagementEvent', 'SpeakerEvent', 'MeetingEvent', 'CourseTopic'],
        ),
    ]
