import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0004_reminder_rules'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='registration',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='registration',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='registration',
            name='delete_delete',
        ),
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
        migrations.AddField(
            model_name='attendance',
            name='reason',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='reason',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='registration',
            name='walk_in',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name='registrationevent',
            name='walk_in',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name='session',
            name='attendance_closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='attendance_closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='attendance',
            name='marked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='attendanceevent',
            name='marked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_attendanceevent" ("id", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registration_id", "status") VALUES (NEW."id", NEW."marked_at", NEW."marked_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."registration_id", NEW."status"); RETURN NULL;', hash='f812d93d61ef6778e7e057d4d3b320072c2fd796', operation='INSERT', pgid='pgtrigger_insert_insert_f3456', table='training_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_attendanceevent" ("id", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registration_id", "status") VALUES (NEW."id", NEW."marked_at", NEW."marked_by_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."registration_id", NEW."status"); RETURN NULL;', hash='be094eef662c464f4d3ba254c117eeca2e465d5b', operation='UPDATE', pgid='pgtrigger_update_update_8b904', table='training_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_attendanceevent" ("id", "marked_at", "marked_by_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registration_id", "status") VALUES (OLD."id", OLD."marked_at", OLD."marked_by_id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."registration_id", OLD."status"); RETURN NULL;', hash='f0a43633b729a2e8b7a0374405b748946e033b90', operation='DELETE', pgid='pgtrigger_delete_delete_75519', table='training_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_registrationevent" ("calendar_sequence", "cancellation_reason", "cancelled_at", "cancelled_by_id", "confirmed_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "session_id", "status", "waiting_number", "waiting_reason", "walk_in") VALUES (NEW."calendar_sequence", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."confirmed_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."session_id", NEW."status", NEW."waiting_number", NEW."waiting_reason", NEW."walk_in"); RETURN NULL;', hash='d84541633a540927c473259753988176387933ef', operation='INSERT', pgid='pgtrigger_insert_insert_4c6eb', table='training_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_registrationevent" ("calendar_sequence", "cancellation_reason", "cancelled_at", "cancelled_by_id", "confirmed_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "session_id", "status", "waiting_number", "waiting_reason", "walk_in") VALUES (NEW."calendar_sequence", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."confirmed_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."session_id", NEW."status", NEW."waiting_number", NEW."waiting_reason", NEW."walk_in"); RETURN NULL;', hash='5d1e3a000cadfdfbfa109e227e272b075aab48c2', operation='UPDATE', pgid='pgtrigger_update_update_12ffa', table='training_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_registrationevent" ("calendar_sequence", "cancellation_reason", "cancelled_at", "cancelled_by_id", "confirmed_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "session_id", "status", "waiting_number", "waiting_reason", "walk_in") VALUES (OLD."calendar_sequence", OLD."cancellation_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."confirmed_at", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registered_at", OLD."registered_by_id", OLD."session_id", OLD."status", OLD."waiting_number", OLD."waiting_reason", OLD."walk_in"); RETURN NULL;', hash='26126e5146936dec0c7e5c6b09f4c7d201fe7ada', operation='DELETE', pgid='pgtrigger_delete_delete_5382b', table='training_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "course_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (NEW."attendance_closed_at", NEW."audience_id", NEW."calendar_sequence", NEW."calendar_uid", NEW."cancel_by", NEW."cancel_days_before", NEW."cancel_time", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."capacity", NEW."closes_at", NEW."closes_days_before", NEW."closes_time", NEW."course_id", NEW."ends_at", NEW."id", NEW."kind", NEW."language", NEW."minimum", NEW."opens_at", NEW."opens_days_before", NEW."opens_time", NEW."organiser_id", NEW."over_full", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."status", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant"); RETURN NULL;', hash='10e8e0028b8c2cedbfe7e0fa896f09ec29a95e3e', operation='INSERT', pgid='pgtrigger_insert_insert_e932a', table='training_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."attendance_closed_at" IS DISTINCT FROM (NEW."attendance_closed_at") OR OLD."audience_id" IS DISTINCT FROM (NEW."audience_id") OR OLD."calendar_sequence" IS DISTINCT FROM (NEW."calendar_sequence") OR OLD."calendar_uid" IS DISTINCT FROM (NEW."calendar_uid") OR OLD."cancel_by" IS DISTINCT FROM (NEW."cancel_by") OR OLD."cancel_days_before" IS DISTINCT FROM (NEW."cancel_days_before") OR OLD."cancel_time" IS DISTINCT FROM (NEW."cancel_time") OR OLD."cancellation_reason" IS DISTINCT FROM (NEW."cancellation_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."closes_days_before" IS DISTINCT FROM (NEW."closes_days_before") OR OLD."closes_time" IS DISTINCT FROM (NEW."closes_time") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."minimum" IS DISTINCT FROM (NEW."minimum") OR OLD."opens_at" IS DISTINCT FROM (NEW."opens_at") OR OLD."opens_days_before" IS DISTINCT FROM (NEW."opens_days_before") OR OLD."opens_time" IS DISTINCT FROM (NEW."opens_time") OR OLD."organiser_id" IS DISTINCT FROM (NEW."organiser_id") OR OLD."over_full" IS DISTINCT FROM (NEW."over_full") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_zh_hans" IS DISTINCT FROM (NEW."title_zh_hans") OR OLD."title_zh_hant" IS DISTINCT FROM (NEW."title_zh_hant"))', func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "course_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (NEW."attendance_closed_at", NEW."audience_id", NEW."calendar_sequence", NEW."calendar_uid", NEW."cancel_by", NEW."cancel_days_before", NEW."cancel_time", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."capacity", NEW."closes_at", NEW."closes_days_before", NEW."closes_time", NEW."course_id", NEW."ends_at", NEW."id", NEW."kind", NEW."language", NEW."minimum", NEW."opens_at", NEW."opens_days_before", NEW."opens_time", NEW."organiser_id", NEW."over_full", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."status", NEW."title_en", NEW."title_zh_hans", NEW."title_zh_hant"); RETURN NULL;', hash='ab65a3dc8e2584bbb5b6cc5b3399c494b91ce09b', operation='UPDATE', pgid='pgtrigger_update_update_4f7da', table='training_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_sessionevent" ("attendance_closed_at", "audience_id", "calendar_sequence", "calendar_uid", "cancel_by", "cancel_days_before", "cancel_time", "cancellation_reason", "cancelled_at", "cancelled_by_id", "capacity", "closes_at", "closes_days_before", "closes_time", "course_id", "ends_at", "id", "kind", "language", "minimum", "opens_at", "opens_days_before", "opens_time", "organiser_id", "over_full", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "title_en", "title_zh_hans", "title_zh_hant") VALUES (OLD."attendance_closed_at", OLD."audience_id", OLD."calendar_sequence", OLD."calendar_uid", OLD."cancel_by", OLD."cancel_days_before", OLD."cancel_time", OLD."cancellation_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."capacity", OLD."closes_at", OLD."closes_days_before", OLD."closes_time", OLD."course_id", OLD."ends_at", OLD."id", OLD."kind", OLD."language", OLD."minimum", OLD."opens_at", OLD."opens_days_before", OLD."opens_time", OLD."organiser_id", OLD."over_full", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at", OLD."status", OLD."title_en", OLD."title_zh_hans", OLD."title_zh_hant"); RETURN NULL;', hash='d4b89103626387ab9f160c073bb24dd1ca2f92fd', operation='DELETE', pgid='pgtrigger_delete_delete_fe538', table='training_session', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('marked_at__isnull', False), ('marked_by__isnull', False)), ('status', 'absent'), _connector='OR'), name='training_attendance_by_itself_only_absent'),
        ),
    ]
