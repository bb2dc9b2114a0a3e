"""All tables of this app, as the first release lays them."""

import core.migrating
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_extensions'),
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='AuditEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('action', models.CharField(max_length=80)),
                        ('object_type', models.CharField(blank=True, max_length=80)),
                        ('object_id', models.BigIntegerField(null=True)),
                        ('details', models.JSONField(default=dict)),
                        ('position', models.BigIntegerField(editable=False, null=True)),
                        ('hash', models.CharField(blank=True, editable=False, max_length=64)),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('-id',),
                        'indexes': [models.Index(fields=['object_type', 'object_id'], name='core_audit_object'), models.Index(fields=['at'], name='core_audit_at'), models.Index(condition=models.Q(('position', None)), fields=['id'], name='core_audit_unsealed')],
                        'constraints': [models.UniqueConstraint(fields=('position',), name='core_audit_position_unique'), models.CheckConstraint(condition=models.Q(models.Q(('hash', ''), ('position__isnull', True)), models.Q(('position__isnull', False), models.Q(('hash', ''), _negated=True)), _connector='OR'), name='core_audit_sealed_whole')],
                        'triggers': [pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f145d4a439cf83052507cedbdf53f18790cccdf2', operation='DELETE', pgid='pgtrigger_never_deleted_23049', table='core_auditentry', when='BEFORE')), pgtrigger.compiler.Trigger(name='sealed_never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."position" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6ff7adf02062caf32bdb247c100e9a3d78394ebd', operation='UPDATE', pgid='pgtrigger_sealed_never_changed_5fcb4', table='core_auditentry', when='BEFORE')), pgtrigger.compiler.Trigger(name='content_never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action" IS DISTINCT FROM (NEW."action") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."object_type" IS DISTINCT FROM (NEW."object_type"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e24925e9d4bb96135e03eb571cb3a3b117e2f0b4', operation='UPDATE', pgid='pgtrigger_content_never_changed_2e092', table='core_auditentry', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='GeneralHoliday',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('date', models.DateField(unique=True)),
                        ('name_en', models.CharField(max_length=120)),
                        ('name_zh_hant', models.CharField(max_length=120)),
                        ('name_zh_hans', models.CharField(max_length=120)),
                    ],
                    options={
                        'ordering': ('date',),
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_generalholidayevent" ("date", "id", "name_en", "name_zh_hans", "name_zh_hant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date", NEW."id", NEW."name_en", NEW."name_zh_hans", NEW."name_zh_hant", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='137ad423be3b2762a56371c9a0c6e23ee158d302', operation='INSERT', pgid='pgtrigger_insert_insert_c5181', table='core_generalholiday', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_generalholidayevent" ("date", "id", "name_en", "name_zh_hans", "name_zh_hant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date", NEW."id", NEW."name_en", NEW."name_zh_hans", NEW."name_zh_hant", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='57688c6fb7e896af7483b01e231c2ac8dd1dd628', operation='UPDATE', pgid='pgtrigger_update_update_e44a6', table='core_generalholiday', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_generalholidayevent" ("date", "id", "name_en", "name_zh_hans", "name_zh_hant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."date", OLD."id", OLD."name_en", OLD."name_zh_hans", OLD."name_zh_hant", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='7c238e03c3cceae93f58c0c9fa9ebaa20f70add6', operation='DELETE', pgid='pgtrigger_delete_delete_3f82a', table='core_generalholiday', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='GeneralHolidayEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('date', models.DateField()),
                        ('name_en', models.CharField(max_length=120)),
                        ('name_zh_hant', models.CharField(max_length=120)),
                        ('name_zh_hans', models.CharField(max_length=120)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.generalholiday')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='496a7f10c6c70a7e77cfc9a609283b67f6314c7a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b81b6', table='core_generalholidayevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='QuarantinedFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('name', models.CharField(max_length=200)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('signature', models.CharField(max_length=200)),
                        ('found_at', models.DateTimeField()),
                        ('deleted_at', models.DateTimeField(blank=True, null=True)),
                        ('deleted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('-found_at', '-pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('deleted_at__isnull', True), ('deleted_by__isnull', True)), models.Q(('deleted_at__isnull', False), ('deleted_by__isnull', False)), _connector='OR'), name='core_quarantined_file_deleted_by_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('deleted_at', None), models.Q(('file', ''), _negated=True)), models.Q(('deleted_at__isnull', False), ('file', '')), _connector='OR'), name='core_quarantined_file_kept_until_deleted')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_quarantinedfileevent" ("deleted_at", "deleted_by_id", "file", "found_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "signature", "size", "uploaded_by_id") VALUES (NEW."deleted_at", NEW."deleted_by_id", NEW."file", NEW."found_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."signature", NEW."size", NEW."uploaded_by_id"); RETURN NULL;', hash='f2be4c0c3598319a2bfc5e7ce31efe72aaee63ee', operation='INSERT', pgid='pgtrigger_insert_insert_d9f14', table='core_quarantinedfile', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_quarantinedfileevent" ("deleted_at", "deleted_by_id", "file", "found_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "signature", "size", "uploaded_by_id") VALUES (NEW."deleted_at", NEW."deleted_by_id", NEW."file", NEW."found_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."signature", NEW."size", NEW."uploaded_by_id"); RETURN NULL;', hash='47205ea766670220f0b6b23c320143e61cbab3a0', operation='UPDATE', pgid='pgtrigger_update_update_4cc6e', table='core_quarantinedfile', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_quarantinedfileevent" ("deleted_at", "deleted_by_id", "file", "found_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "signature", "size", "uploaded_by_id") VALUES (OLD."deleted_at", OLD."deleted_by_id", OLD."file", OLD."found_at", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."signature", OLD."size", OLD."uploaded_by_id"); RETURN NULL;', hash='b84c53b746ac1ad6347b9668df0e4c06851e1718', operation='DELETE', pgid='pgtrigger_delete_delete_55518', table='core_quarantinedfile', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='QuarantinedFileEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('file', models.FileField(blank=True, max_length=200, upload_to='')),
                        ('name', models.CharField(max_length=200)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('signature', models.CharField(max_length=200)),
                        ('found_at', models.DateTimeField()),
                        ('deleted_at', models.DateTimeField(blank=True, null=True)),
                        ('deleted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.quarantinedfile')),
                        ('uploaded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0a17534d9613814848bc7374a1127d8ea05c5f5e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_86482', table='core_quarantinedfileevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='StoredFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.FileField(max_length=200, upload_to='%Y/%m')),
                        ('name', models.CharField(max_length=200)),
                        ('content_type', models.CharField(max_length=100)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('uploaded_at', models.DateTimeField()),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('pk',),
                        'indexes': [models.Index(fields=['sha256'], name='core_stored_file_by_hash')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='core_stored_file_not_empty'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='core_stored_file_hashed')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_storedfileevent" ("content_type", "file", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."content_type", NEW."file", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='c90d7c19a25fc01a004feec71b89dd267aab9d9d', operation='INSERT', pgid='pgtrigger_insert_insert_e2312', table='core_storedfile', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_storedfileevent" ("content_type", "file", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."content_type", NEW."file", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='cd17acbf9f1b50195372bf4c080db52379eee954', operation='UPDATE', pgid='pgtrigger_update_update_85176', table='core_storedfile', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_storedfileevent" ("content_type", "file", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (OLD."content_type", OLD."file", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."size", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='d97f2f8820dfa8d1759f496f194b678e6c723fd4', operation='DELETE', pgid='pgtrigger_delete_delete_7e996', table='core_storedfile', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='StoredFileEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('file', models.FileField(max_length=200, upload_to='%Y/%m')),
                        ('name', models.CharField(max_length=200)),
                        ('content_type', models.CharField(max_length=100)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('uploaded_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.storedfile')),
                        ('uploaded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='94b6c8227df6eb340e9b429aae4380724d22a81e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3e7f7', table='core_storedfileevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
        core.migrating.InstallTriggers(
            models=['AuditEntry', 'GeneralHoliday', 'GeneralHolidayEvent', 'QuarantinedFile', 'QuarantinedFileEvent', 'StoredFile', 'StoredFileEvent'],
        ),
    ]
