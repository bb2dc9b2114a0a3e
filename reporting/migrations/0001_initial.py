"""All tables of this app, as the first release lays them."""

import core.constraints
import core.migrating
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

# Each writes down whose facts of coverage are out of date, within the change that makes them so.
NOTE_CHANGES = """
CREATE FUNCTION reporting_mark_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO reporting_changed (person)
        SELECT DISTINCT registration.person_id FROM old_rows
        JOIN training_registration registration ON registration.id = old_rows.registration_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO reporting_changed (person)
        SELECT DISTINCT registration.person_id FROM new_rows
        JOIN training_registration registration ON registration.id = new_rows.registration_id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION reporting_sessions_changed(sessions bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO reporting_changed (person)
    SELECT DISTINCT registration.person_id FROM training_registration registration
    JOIN training_attendance mark ON mark.registration_id = registration.id
    WHERE registration.session_id = ANY(sessions)
$$;

CREATE FUNCTION reporting_meeting_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM reporting_sessions_changed(ARRAY(SELECT DISTINCT session_id FROM old_rows));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM reporting_sessions_changed(ARRAY(SELECT DISTINCT session_id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION reporting_session_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM reporting_sessions_changed(ARRAY[NEW.id]);
    RETURN NULL;
END $$;

CREATE FUNCTION reporting_registration_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reporting_changed (person)
    SELECT DISTINCT person FROM (VALUES (OLD.person_id), (NEW.person_id)) persons (person);
    RETURN NULL;
END $$;

CREATE FUNCTION reporting_posting_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO reporting_changed (person) SELECT DISTINCT person_id FROM old_rows;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO reporting_changed (person) SELECT DISTINCT person_id FROM new_rows;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER reporting_session_changed AFTER UPDATE OF status, course_id ON training_session
    FOR EACH ROW WHEN ((OLD.status, OLD.course_id) IS DISTINCT FROM (NEW.status, NEW.course_id))
    EXECUTE FUNCTION reporting_session_changed();
CREATE TRIGGER reporting_registration_changed
    AFTER UPDATE OF status, completed_on, person_id, session_id ON training_registration
    FOR EACH ROW WHEN (
        (OLD.status, OLD.completed_on, OLD.person_id, OLD.session_id)
        IS DISTINCT FROM (NEW.status, NEW.completed_on, NEW.person_id, NEW.session_id)
    )
    EXECUTE FUNCTION reporting_registration_changed();
"""
FORGET_CHANGES = """
DROP TRIGGER reporting_registration_changed ON training_registration;
DROP TRIGGER reporting_session_changed ON training_session;
DROP FUNCTION reporting_posting_changed();
DROP FUNCTION reporting_registration_changed();
DROP FUNCTION reporting_session_changed();
DROP FUNCTION reporting_meeting_changed();
DROP FUNCTION reporting_sessions_changed(bigint[]);
DROP FUNCTION reporting_mark_changed();
"""
REFERENCING = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}
WATCHED = {
    "training_attendance": "reporting_mark_changed",
    "training_meeting": "reporting_meeting_changed",
    "people_posting": "reporting_posting_changed",
}


def watch(table: str, function: str, change: str) -> migrations.RunSQL:
    """Watch a table for one kind of change: a trigger of rows before and after takes one only."""
    name = f"{function}_{change}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {change} ON {table} REFERENCING {REFERENCING[change]}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_initial'),
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Changed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Attended',
                    fields=[
                        ('attendance', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('person', models.BigIntegerField()),
                        ('day', models.DateField()),
                        ('department', models.BigIntegerField(null=True)),
                        ('level', models.CharField(max_length=20)),
                        ('course', models.BigIntegerField()),
                        ('mode', models.CharField(max_length=20)),
                        ('completes', models.BooleanField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person'], name='reporting_attended_person'), models.Index(fields=['day'], name='reporting_attended_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Freeze',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200)),
                        ('note', models.TextField(blank=True)),
                        ('made_at', models.DateTimeField()),
                        ('made_by_name', models.CharField(max_length=200)),
                        ('reason', models.TextField(blank=True)),
                        ('number_of_figures', models.PositiveIntegerField()),
                        ('asking', models.UUIDField(blank=True, null=True, unique=True)),
                        ('text', models.TextField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('marks', models.JSONField()),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='reporting.freeze')),
                    ],
                    options={
                        'ordering': ('-made_at', '-pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('sha256', core.constraints.Sha256(models.F('text')))), name='reporting_freeze_hash_is_that_of_its_text'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='reporting_freeze_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('replaces__isnull', True)), models.Q(('replaces__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='reporting_freeze_replaces_with_a_reason'), models.CheckConstraint(condition=models.Q(('number_of_figures__gt', 0)), name='reporting_freeze_holds_figures')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='60a2d95937212dff67a465d4c2f66e5c8fc82cc8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bd32c', table='reporting_freeze', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_freezeevent" ("asking", "id", "made_at", "made_by_id", "made_by_name", "note", "number_of_figures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaces_id", "sha256", "title") VALUES (NEW."asking", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_name", NEW."note", NEW."number_of_figures", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."replaces_id", NEW."sha256", NEW."title"); RETURN NULL;', hash='c11846c540a661341b38bdd64cf3a002f0445b04', operation='INSERT', pgid='pgtrigger_insert_insert_6a93a', table='reporting_freeze', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."asking" IS DISTINCT FROM (NEW."asking") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."made_by_name" IS DISTINCT FROM (NEW."made_by_name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number_of_figures" IS DISTINCT FROM (NEW."number_of_figures") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "reporting_freezeevent" ("asking", "id", "made_at", "made_by_id", "made_by_name", "note", "number_of_figures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaces_id", "sha256", "title") VALUES (NEW."asking", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_name", NEW."note", NEW."number_of_figures", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."replaces_id", NEW."sha256", NEW."title"); RETURN NULL;', hash='32deb609dd383172fee102b6cf3895819ba94d66', operation='UPDATE', pgid='pgtrigger_update_update_e03d8', table='reporting_freeze', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_freezeevent" ("asking", "id", "made_at", "made_by_id", "made_by_name", "note", "number_of_figures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaces_id", "sha256", "title") VALUES (OLD."asking", OLD."id", OLD."made_at", OLD."made_by_id", OLD."made_by_name", OLD."note", OLD."number_of_figures", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."replaces_id", OLD."sha256", OLD."title"); RETURN NULL;', hash='9b1ca42c75f301a716361b53981637719e6aff79', operation='DELETE', pgid='pgtrigger_delete_delete_23f64', table='reporting_freeze', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Template',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                        ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('kind', models.CharField(choices=[('annex', 'UNCAC art. 7(1)(d) annex')], max_length=20)),
                        ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('pk',),
                        'constraints': [models.UniqueConstraint(fields=('kind',), name='reporting_template_one_per_kind'), models.CheckConstraint(condition=models.Q(models.Q(('changed_at__isnull', True), ('changed_by__isnull', True)), models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), _connector='OR'), name='reporting_template_changed_by_and_when')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_templateevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='937608c48435b0c6ad698610363b90833c2f8a75', operation='INSERT', pgid='pgtrigger_insert_insert_12160', table='reporting_template', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind"))', func='INSERT INTO "reporting_templateevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='f53c4b0a5cbd4b3b3dca34ca807fb54bce2248e5', operation='UPDATE', pgid='pgtrigger_update_update_92745', table='reporting_template', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_templateevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='3317f56224041f390056e677ee76d58f50700cc3', operation='DELETE', pgid='pgtrigger_delete_delete_ff5de', table='reporting_template', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TemplateVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('content', models.JSONField()),
                        ('written_at', models.DateTimeField(blank=True, null=True)),
                        ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='reporting.template')),
                        ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('template', '-number'),
                        'constraints': [models.UniqueConstraint(fields=('template', 'number'), name='reporting_template_version_numbered_once'), models.CheckConstraint(condition=models.Q(models.Q(('written_at__isnull', True), ('written_by__isnull', True)), models.Q(('written_at__isnull', False), ('written_by__isnull', False)), _connector='OR'), name='reporting_template_version_written_by_and_when')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='323e69af1686b0445cb2f5211751fb8473f6c31f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1d44b', table='reporting_templateversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_templateversionevent" ("content", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "template_id", "written_at", "written_by_id") VALUES (NEW."content", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."template_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='07261371edae1c8dacb8c6831e8a538e78efe4bb', operation='INSERT', pgid='pgtrigger_insert_insert_5787a', table='reporting_templateversion', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reporting_templateversionevent" ("content", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "template_id", "written_at", "written_by_id") VALUES (NEW."content", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."template_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='07ad522f8147015f168a6b3a5b01db4bd0f4e1ac', operation='UPDATE', pgid='pgtrigger_update_update_af152', table='reporting_templateversion', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_templateversionevent" ("content", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "template_id", "written_at", "written_by_id") VALUES (OLD."content", OLD."id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."template_id", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='b1054778fc001f53cf7dfea040f42c373faf6994', operation='DELETE', pgid='pgtrigger_delete_delete_ca57b', table='reporting_templateversion', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('annex', 'UNCAC art. 7(1)(d) annex')], max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('status', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('approved', 'Approved'), ('superseded', 'Superseded')], default='draft', max_length=20)),
                        ('created_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('returned_at', models.DateTimeField(blank=True, null=True)),
                        ('return_reason', models.TextField(blank=True)),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('freeze', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='reporting.freeze')),
                        ('template_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='reporting.templateversion')),
                    ],
                    options={
                        'ordering': ('-starts_on', '-ends_on', '-pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='reporting_document_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('status__in', ['draft', 'in_review'])), fields=('kind', 'starts_on', 'ends_on'), name='reporting_document_one_open_for_a_period'), models.UniqueConstraint(condition=models.Q(('status', 'approved')), fields=('kind', 'starts_on', 'ends_on'), name='reporting_document_one_approved_for_a_period'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('sent_by__isnull', True)), models.Q(('sent_at__isnull', False), ('sent_by__isnull', False)), _connector='OR'), name='reporting_document_sent_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', True), ('returned_by__isnull', True)), models.Q(('returned_at__isnull', False), ('returned_by__isnull', False)), _connector='OR'), name='reporting_document_returned_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('return_reason', ''), ('returned_at__isnull', True)), models.Q(('returned_at__isnull', False), models.Q(('return_reason', ''), _negated=True)), _connector='OR'), name='reporting_document_returned_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='reporting_document_approved_by_and_when'), models.CheckConstraint(condition=models.Q(('status', 'draft'), ('sent_at__isnull', False), _connector='OR'), name='reporting_document_sent_before_it_is_reviewed'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('status__in', ['draft', 'in_review'])), models.Q(('approved_at__isnull', False), ('status__in', ['approved', 'superseded'])), _connector='OR'), name='reporting_document_approved_by_somebody'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(models.Q(('approved_by', models.F('created_by')), _negated=True), models.Q(('approved_by', models.F('sent_by')), _negated=True)), _connector='OR'), name='reporting_document_approved_by_another')],
                        'triggers': [pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'violates "reporting_document_never_deleted"\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reporting_document_never_deleted\';', hash='ab16e1350c7113e58bfce0ab3d1b6a0976461d3e', operation='DELETE', pgid='pgtrigger_never_deleted_7e1d1', table='reporting_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='stands_once_approved', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'approved\', \'superseded\'))', func='IF OLD.status = \'approved\' AND NEW.status = \'superseded\' THEN RETURN NEW; END IF; RAISE EXCEPTION \'violates "reporting_document_stands_once_approved"\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reporting_document_stands_once_approved\';', hash='c0fac2767a946ebc59548bbb6a48fc4139414ae6', operation='UPDATE', pgid='pgtrigger_stands_once_approved_4b4b0', table='reporting_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_a_dash', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" IN (\'in_review\', \'approved\'))', func='\n    IF EXISTS (\n        SELECT FROM reporting_documenttext\n        WHERE document_id = NEW.id AND field IN (\'lessons\', \'challenges\')\n        AND text ~ \'^[\\s\\-‐‑–—―_.…。、，,/·•*]*$\'\n    ) THEN\n        RAISE EXCEPTION \'violates "reporting_document_never_a_dash"\'\n        USING ERRCODE = \'check_violation\', CONSTRAINT = \'reporting_document_never_a_dash\';\n    END IF;\n    RETURN NEW;\n', hash='7ca1d423598c010aef37fa592d062a25f8c9e34c', operation='UPDATE OF "status"', pgid='pgtrigger_never_a_dash_7fea7', table='reporting_document', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_documentevent" ("approved_at", "approved_by_id", "created_at", "created_by_id", "ends_on", "freeze_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "returned_at", "returned_by_id", "sent_at", "sent_by_id", "starts_on", "status", "template_version_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."freeze_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."return_reason", NEW."returned_at", NEW."returned_by_id", NEW."sent_at", NEW."sent_by_id", NEW."starts_on", NEW."status", NEW."template_version_id"); RETURN NULL;', hash='1d313bc66561f1ed9a53a09de38529d9399cdaa9', operation='INSERT', pgid='pgtrigger_insert_insert_27c32', table='reporting_document', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reporting_documentevent" ("approved_at", "approved_by_id", "created_at", "created_by_id", "ends_on", "freeze_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "returned_at", "returned_by_id", "sent_at", "sent_by_id", "starts_on", "status", "template_version_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."freeze_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."return_reason", NEW."returned_at", NEW."returned_by_id", NEW."sent_at", NEW."sent_by_id", NEW."starts_on", NEW."status", NEW."template_version_id"); RETURN NULL;', hash='2a46ace52f530ae5ed3153cf004b188b49da3352', operation='UPDATE', pgid='pgtrigger_update_update_5d70f', table='reporting_document', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_documentevent" ("approved_at", "approved_by_id", "created_at", "created_by_id", "ends_on", "freeze_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "returned_at", "returned_by_id", "sent_at", "sent_by_id", "starts_on", "status", "template_version_id") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."freeze_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."return_reason", OLD."returned_at", OLD."returned_by_id", OLD."sent_at", OLD."sent_by_id", OLD."starts_on", OLD."status", OLD."template_version_id"); RETURN NULL;', hash='c12158e999b1616a8755ba7ad727eed929a58e30', operation='DELETE', pgid='pgtrigger_delete_delete_cfadc', table='reporting_document', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                        ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('field', models.CharField(max_length=40)),
                        ('language', models.CharField(choices=[('en', 'English'), ('zh-hant', 'Traditional Chinese'), ('zh-hans', 'Simplified Chinese')], max_length=10)),
                        ('text', models.TextField(blank=True)),
                        ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='reporting.document')),
                    ],
                    options={
                        'ordering': ('pk',),
                        'constraints': [models.UniqueConstraint(fields=('document', 'field', 'language'), name='reporting_document_text_once'), models.CheckConstraint(condition=models.Q(('language__in', ['en', 'zh-hant', 'zh-hans'])), name='reporting_document_text_in_a_language'), models.CheckConstraint(condition=models.Q(models.Q(('changed_at__isnull', True), ('changed_by__isnull', True)), models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), _connector='OR'), name='reporting_document_text_changed_by_and_when')],
                        'triggers': [pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'violates "reporting_documenttext_never_deleted"\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reporting_documenttext_never_deleted\';', hash='2357a09a922ec04194bc7f97daf7feef58595513', operation='DELETE', pgid='pgtrigger_never_deleted_1bf62', table='reporting_documenttext', when='BEFORE')), pgtrigger.compiler.Trigger(name='stands_once_sent', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    IF (SELECT status FROM reporting_document WHERE id = OLD.document_id) <> \'draft\' THEN\n        RAISE EXCEPTION \'violates "reporting_document_text_stands_once_sent"\'\n        USING ERRCODE = \'check_violation\', CONSTRAINT = \'reporting_document_text_stands_once_sent\';\n    END IF;\n    RETURN NEW;\n', hash='e18032d07288f7892dff9f85f3744c4d5aaddaee', operation='UPDATE', pgid='pgtrigger_stands_once_sent_23c10', table='reporting_documenttext', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_documenttextevent" ("document_id", "field", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."document_id", NEW."field", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='7ff87f68e2f75f039d0d0f6d5f4dc5465a8c8a2f', operation='INSERT', pgid='pgtrigger_insert_insert_3c328', table='reporting_documenttext', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='INSERT INTO "reporting_documenttextevent" ("document_id", "field", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."document_id", NEW."field", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='883464dded187d82737217d560109962a3f1220b', operation='UPDATE', pgid='pgtrigger_update_update_50f06', table='reporting_documenttext', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_documenttextevent" ("document_id", "field", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."document_id", OLD."field", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='087377e516acdbe75e6aad8d5d472bc95d1a247f', operation='DELETE', pgid='pgtrigger_delete_delete_558c9', table='reporting_documenttext', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentTextEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('field', models.CharField(max_length=40)),
                        ('language', models.CharField(choices=[('en', 'English'), ('zh-hant', 'Traditional Chinese'), ('zh-hans', 'Simplified Chinese')], max_length=10)),
                        ('text', models.TextField(blank=True)),
                        ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.document')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.documenttext')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e01f2c56c3900ae4db2a756eaebf725c7359605e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6fb9c', table='reporting_documenttextevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='FreezeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=200)),
                        ('note', models.TextField(blank=True)),
                        ('made_at', models.DateTimeField()),
                        ('made_by_name', models.CharField(max_length=200)),
                        ('reason', models.TextField(blank=True)),
                        ('number_of_figures', models.PositiveIntegerField()),
                        ('asking', models.UUIDField(blank=True, null=True)),
                        ('sha256', models.CharField(max_length=64)),
                        ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.freeze')),
                        ('replaces', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.freeze')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4e4acadff3a08f799337930d814d18d38c49766b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c0770', table='reporting_freezeevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='FrozenFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('key', models.CharField(max_length=60)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('department_code', models.CharField(blank=True, max_length=20)),
                        ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=24, null=True)),
                        ('persons', models.PositiveIntegerField(blank=True, null=True)),
                        ('out_of', models.PositiveIntegerField(blank=True, null=True)),
                        ('by_department', models.JSONField(blank=True, default=dict)),
                        ('unit', models.CharField(max_length=20)),
                        ('behind', models.CharField(max_length=40)),
                        ('label_en', models.TextField()),
                        ('label_zh_hant', models.TextField()),
                        ('label_zh_hans', models.TextField()),
                        ('definition_en', models.TextField()),
                        ('definition_zh_hant', models.TextField()),
                        ('definition_zh_hans', models.TextField()),
                        ('definition_sha256', models.CharField(max_length=64)),
                        ('number_of_rows', models.PositiveIntegerField()),
                        ('rows_sha256', models.CharField(max_length=64)),
                        ('rows', models.TextField(blank=True, null=True)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.department')),
                        ('freeze', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='reporting.freeze')),
                    ],
                    options={
                        'ordering': ('freeze', 'position'),
                        'constraints': [models.UniqueConstraint(fields=('freeze', 'position'), name='reporting_frozen_figure_placed_once'), models.UniqueConstraint(fields=('freeze', 'key', 'department', 'starts_on', 'ends_on'), name='reporting_frozen_figure_asked_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='reporting_frozen_figure_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', True), ('department_code', '')), models.Q(('department__isnull', False), models.Q(('department_code', ''), _negated=True)), _connector='OR'), name='reporting_frozen_figure_names_its_department'), models.CheckConstraint(condition=models.Q(('definition_sha256__regex', '^[0-9a-f]{64}$'), ('rows_sha256__regex', '^[0-9a-f]{64}$')), name='reporting_frozen_figure_hashed'), models.CheckConstraint(condition=models.Q(('rows__isnull', True), ('rows_sha256', core.constraints.Sha256(models.F('rows'))), _connector='OR'), name='reporting_frozen_figure_hash_is_that_of_its_rows')],
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='42cf01825501f370ba7a1b65783284a418a8a492', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c72df', table='reporting_frozenfigure', when='BEFORE')), pgtrigger.compiler.Trigger(name='place_is_one_of_the_freeze', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW.position NOT BETWEEN 1 AND (SELECT number_of_figures FROM reporting_freeze WHERE id = NEW.freeze_id) THEN RAISE check_violation USING MESSAGE = \'violates "reporting_frozen_figure_place_is_one_of_the_freeze"\'; END IF; RETURN NEW;', hash='376cb5378b50afec257ada3b5adeb7e06d4542a6', operation='INSERT', pgid='pgtrigger_place_is_one_of_the_freeze_d7423', table='reporting_frozenfigure', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_frozenfigureevent" ("behind", "by_department", "definition_en", "definition_sha256", "definition_zh_hans", "definition_zh_hant", "department_code", "department_id", "ends_on", "freeze_id", "id", "key", "label_en", "label_zh_hans", "label_zh_hant", "number_of_rows", "out_of", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rows_sha256", "starts_on", "unit", "value") VALUES (NEW."behind", NEW."by_department", NEW."definition_en", NEW."definition_sha256", NEW."definition_zh_hans", NEW."definition_zh_hant", NEW."department_code", NEW."department_id", NEW."ends_on", NEW."freeze_id", NEW."id", NEW."key", NEW."label_en", NEW."label_zh_hans", NEW."label_zh_hant", NEW."number_of_rows", NEW."out_of", NEW."persons", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."rows_sha256", NEW."starts_on", NEW."unit", NEW."value"); RETURN NULL;', hash='738af57926d97e7ce966e206afe931b8abd6e0ee', operation='INSERT', pgid='pgtrigger_insert_insert_39692', table='reporting_frozenfigure', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."behind" IS DISTINCT FROM (NEW."behind") OR OLD."by_department" IS DISTINCT FROM (NEW."by_department") OR OLD."definition_en" IS DISTINCT FROM (NEW."definition_en") OR OLD."definition_sha256" IS DISTINCT FROM (NEW."definition_sha256") OR OLD."definition_zh_hans" IS DISTINCT FROM (NEW."definition_zh_hans") OR OLD."definition_zh_hant" IS DISTINCT FROM (NEW."definition_zh_hant") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."department_code" IS DISTINCT FROM (NEW."department_code") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."freeze_id" IS DISTINCT FROM (NEW."freeze_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."label_en" IS DISTINCT FROM (NEW."label_en") OR OLD."label_zh_hans" IS DISTINCT FROM (NEW."label_zh_hans") OR OLD."label_zh_hant" IS DISTINCT FROM (NEW."label_zh_hant") OR OLD."number_of_rows" IS DISTINCT FROM (NEW."number_of_rows") OR OLD."out_of" IS DISTINCT FROM (NEW."out_of") OR OLD."persons" IS DISTINCT FROM (NEW."persons") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."rows_sha256" IS DISTINCT FROM (NEW."rows_sha256") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."value" IS DISTINCT FROM (NEW."value"))', func='INSERT INTO "reporting_frozenfigureevent" ("behind", "by_department", "definition_en", "definition_sha256", "definition_zh_hans", "definition_zh_hant", "department_code", "department_id", "ends_on", "freeze_id", "id", "key", "label_en", "label_zh_hans", "label_zh_hant", "number_of_rows", "out_of", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rows_sha256", "starts_on", "unit", "value") VALUES (NEW."behind", NEW."by_department", NEW."definition_en", NEW."definition_sha256", NEW."definition_zh_hans", NEW."definition_zh_hant", NEW."department_code", NEW."department_id", NEW."ends_on", NEW."freeze_id", NEW."id", NEW."key", NEW."label_en", NEW."label_zh_hans", NEW."label_zh_hant", NEW."number_of_rows", NEW."out_of", NEW."persons", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."rows_sha256", NEW."starts_on", NEW."unit", NEW."value"); RETURN NULL;', hash='88d0d9b90383280d3831d902c6776c733c07e6f7', operation='UPDATE', pgid='pgtrigger_update_update_b1e0b', table='reporting_frozenfigure', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_frozenfigureevent" ("behind", "by_department", "definition_en", "definition_sha256", "definition_zh_hans", "definition_zh_hant", "department_code", "department_id", "ends_on", "freeze_id", "id", "key", "label_en", "label_zh_hans", "label_zh_hant", "number_of_rows", "out_of", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rows_sha256", "starts_on", "unit", "value") VALUES (OLD."behind", OLD."by_department", OLD."definition_en", OLD."definition_sha256", OLD."definition_zh_hans", OLD."definition_zh_hant", OLD."department_code", OLD."department_id", OLD."ends_on", OLD."freeze_id", OLD."id", OLD."key", OLD."label_en", OLD."label_zh_hans", OLD."label_zh_hant", OLD."number_of_rows", OLD."out_of", OLD."persons", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."rows_sha256", OLD."starts_on", OLD."unit", OLD."value"); RETURN NULL;', hash='4913ad073b98833c79f7bd0ad2f8e3b0333d73eb', operation='DELETE', pgid='pgtrigger_delete_delete_12066', table='reporting_frozenfigure', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='FrozenFigureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveIntegerField()),
                        ('key', models.CharField(max_length=60)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('department_code', models.CharField(blank=True, max_length=20)),
                        ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=24, null=True)),
                        ('persons', models.PositiveIntegerField(blank=True, null=True)),
                        ('out_of', models.PositiveIntegerField(blank=True, null=True)),
                        ('by_department', models.JSONField(blank=True, default=dict)),
                        ('unit', models.CharField(max_length=20)),
                        ('behind', models.CharField(max_length=40)),
                        ('label_en', models.TextField()),
                        ('label_zh_hant', models.TextField()),
                        ('label_zh_hans', models.TextField()),
                        ('definition_en', models.TextField()),
                        ('definition_zh_hant', models.TextField()),
                        ('definition_zh_hans', models.TextField()),
                        ('definition_sha256', models.CharField(max_length=64)),
                        ('number_of_rows', models.PositiveIntegerField()),
                        ('rows_sha256', models.CharField(max_length=64)),
                        ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                        ('freeze', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.freeze')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.frozenfigure')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2517a76df9eb3a4d13b75a217e395bf92f36cc5b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b78d7', table='reporting_frozenfigureevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='KeptPeriod',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('counted_on', models.DateField()),
                        ('stands_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('starts_on', 'ends_on'), name='reporting_keptperiod_once'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='reporting_keptperiod_ends_after_it_starts')],
                    },
                ),
                migrations.CreateModel(
                    name='CoverageCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.CharField(choices=[('today', 'Persons, by the department of today'), ('that_day', 'Persons, by the department of that day'), ('attendances', 'Attendances'), ('strength', 'Strength')], max_length=20)),
                        ('topic', models.BigIntegerField()),
                        ('mode', models.CharField(max_length=20)),
                        ('department', models.BigIntegerField()),
                        ('level', models.CharField(max_length=20)),
                        ('number', models.IntegerField()),
                        ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='reporting.keptperiod')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('period', 'mode', 'of', 'topic', 'department', 'level'), name='reporting_coveragecount_one_per_cell'), models.CheckConstraint(condition=models.Q(('number__gte', 0)), name='reporting_coveragecount_not_negative')],
                    },
                ),
                migrations.CreateModel(
                    name='SavedReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('view', models.CharField(max_length=120)),
                        ('kwargs', models.JSONField(blank=True, default=dict)),
                        ('query', models.TextField(blank=True)),
                        ('name', models.CharField(max_length=120)),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('civil_servant', 'Civil servant'), ('training_coordinator', 'Training co-ordinator'), ('ethics_officer', 'Ethics Officer'), ('assistant_ethics_officer', 'Assistant Ethics Officer'), ('head_of_department', 'Head of department'), ('speaker', 'Speaker'), ('programme_staff', 'Programme staff'), ('icac_staff', 'ICAC staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40), blank=True, default=list, size=None)),
                        ('rhythm', models.CharField(choices=[('never', 'Never'), ('weekly', 'Every week'), ('monthly', 'Every month')], default='never', max_length=10)),
                        ('weekday', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('month_day', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('file_format', models.CharField(choices=[('xlsx', 'XLSX'), ('csv', 'CSV')], default='xlsx', max_length=10)),
                        ('next_due_on', models.DateField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('departments', models.ManyToManyField(blank=True, related_name='+', to='people.department')),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_reports', to=settings.AUTH_USER_MODEL)),
                        ('readers', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('name', 'pk'),
                        'indexes': [models.Index(condition=models.Q(('next_due_on__isnull', False)), fields=['next_due_on'], name='reporting_saved_due')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='reporting_saved_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('month_day', None), ('rhythm', 'never'), ('weekday', None)), models.Q(('month_day', None), ('rhythm', 'weekly'), ('weekday__isnull', False), ('weekday__range', (1, 7))), models.Q(('month_day__isnull', False), ('month_day__range', (1, 31)), ('rhythm', 'monthly'), ('weekday', None)), _connector='OR'), name='reporting_saved_sent_on_a_day_of_its_rhythm'), models.CheckConstraint(condition=models.Q(models.Q(('next_due_on', None), ('rhythm', 'never')), models.Q(models.Q(('rhythm', 'never'), _negated=True), ('next_due_on__isnull', False)), _connector='OR'), name='reporting_saved_due_while_it_is_sent'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('rhythm', 'never'), _connector='OR'), name='reporting_saved_not_sent_once_ended'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='reporting_saved_ended_by_and_when')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_savedreportevent" ("created_at", "ended_at", "ended_by_id", "file_format", "id", "kwargs", "month_day", "name", "next_due_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "rhythm", "roles", "view", "weekday") VALUES (NEW."created_at", NEW."ended_at", NEW."ended_by_id", NEW."file_format", NEW."id", NEW."kwargs", NEW."month_day", NEW."name", NEW."next_due_on", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."query", NEW."rhythm", NEW."roles", NEW."view", NEW."weekday"); RETURN NULL;', hash='ba599d34bd21437850218cc37d393d4006869398', operation='INSERT', pgid='pgtrigger_insert_insert_59ccc', table='reporting_savedreport', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reporting_savedreportevent" ("created_at", "ended_at", "ended_by_id", "file_format", "id", "kwargs", "month_day", "name", "next_due_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "rhythm", "roles", "view", "weekday") VALUES (NEW."created_at", NEW."ended_at", NEW."ended_by_id", NEW."file_format", NEW."id", NEW."kwargs", NEW."month_day", NEW."name", NEW."next_due_on", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."query", NEW."rhythm", NEW."roles", NEW."view", NEW."weekday"); RETURN NULL;', hash='caed8c645ec708cd2810dae46c77e9d79c6c3a8b', operation='UPDATE', pgid='pgtrigger_update_update_2cc6f', table='reporting_savedreport', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_savedreportevent" ("created_at", "ended_at", "ended_by_id", "file_format", "id", "kwargs", "month_day", "name", "next_due_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query", "rhythm", "roles", "view", "weekday") VALUES (OLD."created_at", OLD."ended_at", OLD."ended_by_id", OLD."file_format", OLD."id", OLD."kwargs", OLD."month_day", OLD."name", OLD."next_due_on", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."query", OLD."rhythm", OLD."roles", OLD."view", OLD."weekday"); RETURN NULL;', hash='f31dd5a06abf733a00a99e021dcbacb1e668d481', operation='DELETE', pgid='pgtrigger_delete_delete_8a36a', table='reporting_savedreport', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ListExport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('view', models.CharField(max_length=120)),
                        ('kwargs', models.JSONField(blank=True, default=dict)),
                        ('query', models.TextField(blank=True)),
                        ('digest', models.CharField(editable=False, max_length=64)),
                        ('file_format', models.CharField(choices=[('xlsx', 'XLSX'), ('csv', 'CSV')], max_length=10)),
                        ('due_on', models.DateField(blank=True, null=True)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Being made'), ('made', 'Ready'), ('failed', 'Failed'), ('cancelled', 'Cancelled'), ('gone', 'No longer kept')], default='waiting', max_length=20)),
                        ('problem', models.TextField(blank=True)),
                        ('total', models.PositiveIntegerField(default=0)),
                        ('rows', models.PositiveIntegerField(default=0)),
                        ('asked_at', models.DateTimeField()),
                        ('claim', models.UUIDField(blank=True, null=True)),
                        ('claimed_at', models.DateTimeField(blank=True, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('made_at', models.DateTimeField(blank=True, null=True)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='list_exports', to=settings.AUTH_USER_MODEL)),
                        ('stored', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                        ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='reporting.savedreport')),
                    ],
                    options={
                        'ordering': ('-asked_at', '-pk'),
                        'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'working'])), fields=['asked_at'], name='reporting_export_open')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('report', None), ('state__in', ['waiting', 'working'])), fields=('owner', 'digest', 'file_format'), name='reporting_export_made_once_at_a_time'), models.UniqueConstraint(condition=models.Q(('report__isnull', False)), fields=('report', 'owner', 'due_on'), name='reporting_export_once_for_each_reader_and_day'), models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('report__isnull', True)), models.Q(('due_on__isnull', False), ('report__isnull', False)), _connector='OR'), name='reporting_export_due_if_of_a_report'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('state', 'working')), models.Q(models.Q(('state', 'working'), _negated=True), ('claim__isnull', True)), _connector='OR'), name='reporting_export_claimed_while_working'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('claimed_at__isnull', True)), models.Q(('claim__isnull', False), ('claimed_at__isnull', False)), _connector='OR'), name='reporting_export_claim_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'made'), ('stored__isnull', False)), models.Q(models.Q(('state', 'made'), _negated=True), ('stored__isnull', True)), _connector='OR'), name='reporting_export_has_its_file_while_kept'), models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', False), ('state__in', ['made', 'gone'])), models.Q(models.Q(('state__in', ['made', 'gone']), _negated=True), ('made_at__isnull', True)), _connector='OR'), name='reporting_export_made_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), models.Q(('problem', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('problem', '')), _connector='OR'), name='reporting_export_failed_for_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_listexportevent" ("asked_at", "attempts", "claim", "digest", "due_on", "file_format", "id", "kwargs", "made_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "query", "report_id", "state", "stored_id", "view") VALUES (NEW."asked_at", NEW."attempts", NEW."claim", NEW."digest", NEW."due_on", NEW."file_format", NEW."id", NEW."kwargs", NEW."made_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem", NEW."query", NEW."report_id", NEW."state", NEW."stored_id", NEW."view"); RETURN NULL;', hash='fdde6076e270af91ac36e42caf9c633051c1c08d', operation='INSERT', pgid='pgtrigger_insert_insert_3b2a3', table='reporting_listexport', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."claim" IS DISTINCT FROM (NEW."claim") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."file_format" IS DISTINCT FROM (NEW."file_format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kwargs" IS DISTINCT FROM (NEW."kwargs") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."query" IS DISTINCT FROM (NEW."query") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stored_id" IS DISTINCT FROM (NEW."stored_id") OR OLD."view" IS DISTINCT FROM (NEW."view"))', func='INSERT INTO "reporting_listexportevent" ("asked_at", "attempts", "claim", "digest", "due_on", "file_format", "id", "kwargs", "made_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "query", "report_id", "state", "stored_id", "view") VALUES (NEW."asked_at", NEW."attempts", NEW."claim", NEW."digest", NEW."due_on", NEW."file_format", NEW."id", NEW."kwargs", NEW."made_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."query", NEW."report_id", NEW."state", NEW."stored_id", NEW."view"); RETURN NULL;', hash='ad23063252c6484a9118fcb365af457dff326e0f', operation='UPDATE', pgid='pgtrigger_update_update_c0796', table='reporting_listexport', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_listexportevent" ("asked_at", "attempts", "claim", "digest", "due_on", "file_format", "id", "kwargs", "made_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "query", "report_id", "state", "stored_id", "view") VALUES (OLD."asked_at", OLD."attempts", OLD."claim", OLD."digest", OLD."due_on", OLD."file_format", OLD."id", OLD."kwargs", OLD."made_at", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."problem", OLD."query", OLD."report_id", OLD."state", OLD."stored_id", OLD."view"); RETURN NULL;', hash='f0b54c9dc2c2a6a6f79187f4c376304fb508349d', operation='DELETE', pgid='pgtrigger_delete_delete_8e8d0', table='reporting_listexport', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ListExportEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('view', models.CharField(max_length=120)),
                        ('kwargs', models.JSONField(blank=True, default=dict)),
                        ('query', models.TextField(blank=True)),
                        ('digest', models.CharField(editable=False, max_length=64)),
                        ('file_format', models.CharField(choices=[('xlsx', 'XLSX'), ('csv', 'CSV')], max_length=10)),
                        ('due_on', models.DateField(blank=True, null=True)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Being made'), ('made', 'Ready'), ('failed', 'Failed'), ('cancelled', 'Cancelled'), ('gone', 'No longer kept')], default='waiting', max_length=20)),
                        ('problem', models.TextField(blank=True)),
                        ('asked_at', models.DateTimeField()),
                        ('claim', models.UUIDField(blank=True, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('made_at', models.DateTimeField(blank=True, null=True)),
                        ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.listexport')),
                        ('stored', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile')),
                        ('report', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.savedreport')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bd4cda07afe588156e57627a090961d0a0886480', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c6bbb', table='reporting_listexportevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SavedReportDepartmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('department', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('savedreport', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.savedreport')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c31478e196628e5a5eb1103f92d0f304686ae24d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_75e3a', table='reporting_savedreportdepartmentevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SavedReportEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('view', models.CharField(max_length=120)),
                        ('kwargs', models.JSONField(blank=True, default=dict)),
                        ('query', models.TextField(blank=True)),
                        ('name', models.CharField(max_length=120)),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('civil_servant', 'Civil servant'), ('training_coordinator', 'Training co-ordinator'), ('ethics_officer', 'Ethics Officer'), ('assistant_ethics_officer', 'Assistant Ethics Officer'), ('head_of_department', 'Head of department'), ('speaker', 'Speaker'), ('programme_staff', 'Programme staff'), ('icac_staff', 'ICAC staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40), blank=True, default=list, size=None)),
                        ('rhythm', models.CharField(choices=[('never', 'Never'), ('weekly', 'Every week'), ('monthly', 'Every month')], default='never', max_length=10)),
                        ('weekday', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('month_day', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('file_format', models.CharField(choices=[('xlsx', 'XLSX'), ('csv', 'CSV')], default='xlsx', max_length=10)),
                        ('next_due_on', models.DateField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.savedreport')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3c1d0349391fa84b5d738161320274f5ec016a34', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7ccca', table='reporting_savedreportevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='SavedReportReaderEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('savedreport', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.savedreport')),
                        ('user', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c9c129e26cbeaf026791ea5f5a49dd5652e78b1c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_427b2', table='reporting_savedreportreaderevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Served',
                    fields=[
                        ('posting', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('person', models.BigIntegerField()),
                        ('department', models.BigIntegerField()),
                        ('level', models.CharField(max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person'], name='reporting_served_person')],
                    },
                ),
                migrations.CreateModel(
                    name='Taught',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('course', models.BigIntegerField()),
                        ('topic', models.BigIntegerField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('course', 'topic'), name='reporting_taught_once')],
                    },
                ),
                migrations.CreateModel(
                    name='TemplateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('annex', 'UNCAC art. 7(1)(d) annex')], max_length=20)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.template')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d0e0eb76ee1f096966aa5dc5107c7172b6f1abba', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c82ee', table='reporting_templateevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('annex', 'UNCAC art. 7(1)(d) annex')], max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('status', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('approved', 'Approved'), ('superseded', 'Superseded')], default='draft', max_length=20)),
                        ('created_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('returned_at', models.DateTimeField(blank=True, null=True)),
                        ('return_reason', models.TextField(blank=True)),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.document')),
                        ('returned_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sent_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('freeze', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.freeze')),
                        ('template_version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.templateversion')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3ffac6c5b4829e466020e54abafc8fd07f54b774', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ed61', table='reporting_documentevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='TemplateVersionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveIntegerField()),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('content', models.JSONField()),
                        ('written_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reporting.templateversion')),
                        ('template', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reporting.template')),
                        ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ba4f7408a6a42a9e133f069a28f56f2d1b380c9d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3ea2', table='reporting_templateversionevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='SavedReportDepartment',
                    fields=[
                    ],
                    options={
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_savedreportdepartmentevent" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "savedreport_id") VALUES (NEW."department_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."savedreport_id"); RETURN NULL;', hash='f698cc01f643356e1357ea35f8c6f951d3c421ce', operation='INSERT', pgid='pgtrigger_insert_insert_560ce', table='reporting_savedreport_departments', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_savedreportdepartmentevent" ("department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "savedreport_id") VALUES (OLD."department_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."savedreport_id"); RETURN NULL;', hash='1ca97ba7bcedc64066600198b23bd1ac0b59c1a6', operation='DELETE', pgid='pgtrigger_delete_delete_7b849', table='reporting_savedreport_departments', when='AFTER'))],
                    },
                    bases=('reporting.savedreport_departments',),
                ),
                migrations.CreateModel(
                    name='SavedReportReader',
                    fields=[
                    ],
                    options={
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_savedreportreaderevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "savedreport_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."savedreport_id", NEW."user_id"); RETURN NULL;', hash='e7576286b853f287902193abf31736858fc650c4', operation='INSERT', pgid='pgtrigger_insert_insert_b3b3b', table='reporting_savedreport_readers', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_savedreportreaderevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "savedreport_id", "user_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."savedreport_id", OLD."user_id"); RETURN NULL;', hash='f178ff07fcc1b522ea9c528ed96899b47ba5b6b7', operation='DELETE', pgid='pgtrigger_delete_delete_db463', table='reporting_savedreport_readers', when='AFTER'))],
                    },
                    bases=('reporting.savedreport_readers',),
                ),
            ],
        ),
        core.migrating.InstallTriggers(
            models=['Freeze', 'Template', 'TemplateVersion', 'Document', 'DocumentText', 'DocumentTextEvent', 'FreezeEvent', 'FrozenFigure', 'FrozenFigureEvent', 'SavedReport', 'ListExport', 'ListExportEvent', 'SavedReportDepartmentEvent', 'SavedReportEvent', 'SavedReportReaderEvent', 'TemplateEvent', 'DocumentEvent', 'TemplateVersionEvent', 'SavedReportDepartment', 'SavedReportReader'],
        ),
        migrations.RunSQL(NOTE_CHANGES, FORGET_CHANGES),
        *(
            watch(table, function, change)
            for table, function in WATCHED.items()
            for change in REFERENCING
        ),
    ]
