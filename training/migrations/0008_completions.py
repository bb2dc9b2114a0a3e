"""Completion is kept by the database, from marks, meetings and states."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

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

BACKFILL = "SELECT training_complete(ARRAY(SELECT DISTINCT registration_id FROM training_attendance))"


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_programme'),
        ('training', '0007_course_publications'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='registration',
            name='update_update',
        ),
        migrations.AddField(
            model_name='registration',
            name='completed_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(COMPLETE, FORGET_COMPLETE),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('completed_on__isnull', False)), fields=['person', 'completed_on'], name='training_registration_complete'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='complete_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT registration_id FROM (SELECT * FROM new_rows) changed)); RETURN NULL;', hash='cd03e5f6a27172979219b36f4d824cc208957ccd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_complete_insert_0fcbf', referencing='REFERENCING NEW TABLE AS new_rows ', table='training_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='complete_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT registration_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) changed)); RETURN NULL;', hash='2f66c28cf08249d39c1b9555264ff61ff83e1736', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_complete_update_39a7e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='training_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='complete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT registration_id FROM (SELECT * FROM old_rows) changed)); RETURN NULL;', hash='ded6588fe44124f267786112f8fe70c06d1fcb20', level='STATEMENT', operation='DELETE', pgid='pgtrigger_complete_delete_5b236', referencing='REFERENCING OLD TABLE AS old_rows ', table='training_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='complete_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (SELECT session_id FROM (SELECT * FROM new_rows) c))); RETURN NULL;', hash='0989376ce2f2ce6471fdced955d9ec182c4003c2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_complete_insert_53c5b', referencing='REFERENCING NEW TABLE AS new_rows ', table='training_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='complete_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (SELECT session_id FROM (SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) c))); RETURN NULL;', hash='e30b053d13406365052625ae8e84074f19482a4f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_complete_update_a596d', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='training_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='complete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (SELECT session_id FROM (SELECT * FROM old_rows) c))); RETURN NULL;', hash='eea1798c05c8c2af29dca959dfb7ad9bb0e020dc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_complete_delete_4e06a', referencing='REFERENCING OLD TABLE AS old_rows ', table='training_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='complete_status', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', func='PERFORM training_complete(ARRAY[NEW.id]); RETURN NULL;', hash='633e0765925811c4b8f41d33d3d4a45018812372', operation='UPDATE OF "status"', pgid='pgtrigger_complete_status_f1fbe', table='training_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registration',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."calendar_sequence" IS DISTINCT FROM (NEW."calendar_sequence") OR OLD."cancellation_reason" IS DISTINCT FROM (NEW."cancellation_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."registered_by_id" IS DISTINCT FROM (NEW."registered_by_id") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."waiting_number" IS DISTINCT FROM (NEW."waiting_number") OR OLD."waiting_reason" IS DISTINCT FROM (NEW."waiting_reason") OR OLD."walk_in" IS DISTINCT FROM (NEW."walk_in"))', func='INSERT INTO "training_registrationevent" ("calendar_sequence", "cancellation_reason", "cancelled_at", "cancelled_by_id", "confirmed_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "session_id", "status", "waiting_number", "waiting_reason", "walk_in") VALUES (NEW."calendar_sequence", NEW."cancellation_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."confirmed_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."session_id", NEW."status", NEW."waiting_number", NEW."waiting_reason", NEW."walk_in"); RETURN NULL;', hash='44be32140909d0c2e1dc9c5b80b8c0eb99253cf2', operation='UPDATE', pgid='pgtrigger_update_update_12ffa', table='training_registration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='complete_status', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', func='PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id FROM training_registration registration JOIN training_attendance mark ON mark.registration_id = registration.id WHERE registration.session_id IN (NEW.id))); RETURN NULL;', hash='502c4a21d17967f84f481093abd71d7cad9a9df2', operation='UPDATE OF "status"', pgid='pgtrigger_complete_status_9d384', table='training_session', when='AFTER')),
        ),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
