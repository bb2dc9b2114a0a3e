import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# The constraint that goes is implied by the one that comes in its place, which what the code wrote
# has kept to since deadlines can follow from the start.
class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('training', '0005_attendance'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='session',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='session',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='session',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='session',
            name='training_session_closes_by_its_end',
        ),
        migrations.AddField(
            model_name='session',
            name='changed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='session',
            name='changed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='session',
            name='creation_key',
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='session',
            name='discarded_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='session',
            name='discarded_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='session',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='creation_key',
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='discarded_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='discarded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='session',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('held', 'Held'), ('cancelled', 'Cancelled'), ('discarded', 'Discarded')], default='draft', max_length=20),
        ),
        migrations.AlterField(
            model_name='sessionevent',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('held', 'Held'), ('cancelled', 'Cancelled'), ('discarded', 'Discarded')], default='draft', max_length=20),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "course_id", "creation_key", "discarded_at", "discarded_by_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (NEW."attendance_closed_at", NEW."audience_id", NEW."calendar_sequence", NEW."calendar_uid", NEW."cancel_by", NEW."cancel_days_before", NEW."cancel_time", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."capacity", NEW."closes_at", NEW."closes_days_before", NEW."closes_time", NEW."course_id", NEW."creation_key", NEW."discarded_at", NEW."discarded_by_id", NEW."ends_at", NEW."id", NEW."kind", NEW."language", NEW."minimum", NEW."opens_at", NEW."opens_days_before", NEW."opens_time", NEW."organiser_id", NEW."over_full", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."status", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant"); RETURN NULL;', hash='26cc5b22ec2cd89ab8616a3c9ceed88d0b5ce231', operation='INSERT', pgid='pgtrigger_insert_insert_e932a', table='training_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."attendance_closed_at" IS DISTINCT FROM (NEW."attendance_closed_at") OR OLD."audience_id" IS DISTINCT FROM (NEW."audience_id") OR OLD."calendar_sequence" IS DISTINCT FROM (NEW."calendar_sequence") OR OLD."calendar_uid" IS DISTINCT FROM (NEW."calendar_uid") OR OLD."cancel_by" IS DISTINCT FROM (NEW."cancel_by") OR OLD."cancel_days_before" IS DISTINCT FROM (NEW."cancel_days_before") OR OLD."cancel_time" IS DISTINCT FROM (NEW."cancel_time") OR OLD."cancellation_reason" IS DISTINCT FROM (NEW."cancellation_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."closes_days_before" IS DISTINCT FROM (NEW."closes_days_before") OR OLD."closes_time" IS DISTINCT FROM (NEW."closes_time") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."creation_key" IS DISTINCT FROM (NEW."creation_key") OR OLD."discarded_at" IS DISTINCT FROM (NEW."discarded_at") OR OLD."discarded_by_id" IS DISTINCT FROM (NEW."discarded_by_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."minimum" IS DISTINCT FROM (NEW."minimum") OR OLD."opens_at" IS DISTINCT FROM (NEW."opens_at") OR OLD."opens_days_before" IS DISTINCT FROM (NEW."opens_days_before") OR OLD."opens_time" IS DISTINCT FROM (NEW."opens_time") OR OLD."organiser_id" IS DISTINCT FROM (NEW."organiser_id") OR OLD."over_full" IS DISTINCT FROM (NEW."over_full") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_zh_hans" IS DISTINCT FROM (NEW."title_zh_hans") OR OLD."title_zh_hant" IS DISTINCT FROM (NEW."title_zh_hant"))', func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "course_id", "creation_key", "discarded_at", "discarded_by_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (NEW."attendance_closed_at", NEW."audience_id", NEW."calendar_sequence", NEW."calendar_uid", NEW."cancel_by", NEW."cancel_days_before", NEW."cancel_time", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."capacity", NEW."closes_at", NEW."closes_days_before", NEW."closes_time", NEW."course_id", NEW."creation_key", NEW."discarded_at", NEW."discarded_by_id", NEW."ends_at", NEW."id", NEW."kind", NEW."language", NEW."minimum", NEW."opens_at", NEW."opens_days_before", NEW."opens_time", NEW."organiser_id", NEW."over_full", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."status", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant"); RETURN NULL;', hash='bb84b8ffadc4746d671b919979640475d8079920', operation='UPDATE', pgid='pgtrigger_update_update_4f7da', table='training_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "course_id", "creation_key", "discarded_at", "discarded_by_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (OLD."attendance_closed_at", OLD."audience_id", OLD."calendar_sequence", OLD."calendar_uid", OLD."cancel_by", OLD."cancel_days_before", OLD."cancel_time", OLD."cancellation_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."capacity", OLD."closes_at", OLD."closes_days_before", OLD."closes_time", OLD."course_id", OLD."creation_key", OLD."discarded_at", OLD."discarded_by_id", OLD."ends_at", OLD."id", OLD."kind", OLD."language", OLD."minimum", OLD."opens_at", OLD."opens_days_before", OLD."opens_time", OLD."organiser_id", OLD."over_full", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at", OLD."status", OLD."title_en", OLD."title_zh_hans", OLD."title_zh_hant"); RETURN NULL;', hash='32fd154f51e7c1af017f94c719db8d0f3a5d8096', operation='DELETE', pgid='pgtrigger_delete_delete_fe538', table='training_session', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__lte', models.F('starts_at'))), name='training_session_closes_by_its_start'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', True), ('discarded_by__isnull', True)), models.Q(('discarded_at__isnull', False), ('discarded_by__isnull', False)), _connector='OR'), name='training_session_discarded_by_and_when'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', False), ('status', 'discarded')), models.Q(models.Q(('status', 'discarded'), _negated=True), ('discarded_at__isnull', True)), _connector='OR'), name='training_session_discarded_has_time'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('changed_at__isnull', True), ('changed_by__isnull', True)), models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), _connector='OR'), name='training_session_changed_by_and_when'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'discarded'), _negated=True), fields=('creation_key',), name='training_session_one_for_each_form'),
        ),
    ]
