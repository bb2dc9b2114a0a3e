"""Sets of frozen figures, which nobody changes."""

import core.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_programme'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            },
        ),
        migrations.AddConstraint(
            model_name='freeze',
            constraint=models.CheckConstraint(condition=models.Q(('sha256', core.constraints.Sha256(models.F('text')))), name='reporting_freeze_hash_is_that_of_its_text'),
        ),
        migrations.AddConstraint(
            model_name='freeze',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='reporting_freeze_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='freeze',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('replaces__isnull', True)), models.Q(('replaces__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='reporting_freeze_replaces_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='freeze',
            constraint=models.CheckConstraint(condition=models.Q(('number_of_figures__gt', 0)), name='reporting_freeze_holds_figures'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='freeze',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='60a2d95937212dff67a465d4c2f66e5c8fc82cc8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bd32c', table='reporting_freeze', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='freeze',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_freezeevent" ("asking", "id", "made_at", "made_by_id", "made_by_name", "note", "number_of_figures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaces_id", "sha256", "title") VALUES (NEW."asking", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_name", NEW."note", NEW."number_of_figures", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."replaces_id", NEW."sha256", NEW."title"); RETURN NULL;', hash='c11846c540a661341b38bdd64cf3a002f0445b04', operation='INSERT', pgid='pgtrigger_insert_insert_6a93a', table='reporting_freeze', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='freeze',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."asking" IS DISTINCT FROM (NEW."asking") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."made_by_name" IS DISTINCT FROM (NEW."made_by_name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number_of_figures" IS DISTINCT FROM (NEW."number_of_figures") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "reporting_freezeevent" ("asking", "id", "made_at", "made_by_id", "made_by_name", "note", "number_of_figures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaces_id", "sha256", "title") VALUES (NEW."asking", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_name", NEW."note", NEW."number_of_figures", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."replaces_id", NEW."sha256", NEW."title"); RETURN NULL;', hash='32deb609dd383172fee102b6cf3895819ba94d66', operation='UPDATE', pgid='pgtrigger_update_update_e03d8', table='reporting_freeze', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='freeze',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_freezeevent" ("asking", "id", "made_at", "made_by_id", "made_by_name", "note", "number_of_figures", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaces_id", "sha256", "title") VALUES (OLD."asking", OLD."id", OLD."made_at", OLD."made_by_id", OLD."made_by_name", OLD."note", OLD."number_of_figures", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."replaces_id", OLD."sha256", OLD."title"); RETURN NULL;', hash='9b1ca42c75f301a716361b53981637719e6aff79', operation='DELETE', pgid='pgtrigger_delete_delete_23f64', table='reporting_freeze', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='freezeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4e4acadff3a08f799337930d814d18d38c49766b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c0770', table='reporting_freezeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.UniqueConstraint(fields=('freeze', 'position'), name='reporting_frozen_figure_placed_once'),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.UniqueConstraint(fields=('freeze', 'key', 'department', 'starts_on', 'ends_on'), name='reporting_frozen_figure_asked_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='reporting_frozen_figure_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', True), ('department_code', '')), models.Q(('department__isnull', False), models.Q(('department_code', ''), _negated=True)), _connector='OR'), name='reporting_frozen_figure_names_its_department'),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.CheckConstraint(condition=models.Q(('definition_sha256__regex', '^[0-9a-f]{64}$'), ('rows_sha256__regex', '^[0-9a-f]{64}$')), name='reporting_frozen_figure_hashed'),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.CheckConstraint(condition=models.Q(('rows__isnull', True), ('rows_sha256', core.constraints.Sha256(models.F('rows'))), _connector='OR'), name='reporting_frozen_figure_hash_is_that_of_its_rows'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfigure',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='42cf01825501f370ba7a1b65783284a418a8a492', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c72df', table='reporting_frozenfigure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfigure',
            trigger=pgtrigger.compiler.Trigger(name='place_is_one_of_the_freeze', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW.position NOT BETWEEN 1 AND (SELECT number_of_figures FROM reporting_freeze WHERE id = NEW.freeze_id) THEN RAISE check_violation USING MESSAGE = \'violates "reporting_frozen_figure_place_is_one_of_the_freeze"\'; END IF; RETURN NEW;', hash='376cb5378b50afec257ada3b5adeb7e06d4542a6', operation='INSERT', pgid='pgtrigger_place_is_one_of_the_freeze_d7423', table='reporting_frozenfigure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfigure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_frozenfigureevent" ("behind", "by_department", "definition_en", "definition_sha256", "definition_zh_hans", "definition_zh_hant", "department_code", "department_id", "ends_on", "freeze_id", "id", "key", "label_en", "label_zh_hans", "label_zh_hant", "number_of_rows", "out_of", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rows_sha256", "starts_on", "unit", "value") VALUES (NEW."behind", NEW."by_department", NEW."definition_en", NEW."definition_sha256", NEW."definition_zh_hans", NEW."definition_zh_hant", NEW."department_code", NEW."department_id", NEW."ends_on", NEW."freeze_id", NEW."id", NEW."key", NEW."label_en", NEW."label_zh_hans", NEW."label_zh_hant", NEW."number_of_rows", NEW."out_of", NEW."persons", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."rows_sha256", NEW."starts_on", NEW."unit", NEW."value"); RETURN NULL;', hash='738af57926d97e7ce966e206afe931b8abd6e0ee', operation='INSERT', pgid='pgtrigger_insert_insert_39692', table='reporting_frozenfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfigure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."behind" IS DISTINCT FROM (NEW."behind") OR OLD."by_department" IS DISTINCT FROM (NEW."by_department") OR OLD."definition_en" IS DISTINCT FROM (NEW."definition_en") OR OLD."definition_sha256" IS DISTINCT FROM (NEW."definition_sha256") OR OLD."definition_zh_hans" IS DISTINCT FROM (NEW."definition_zh_hans") OR OLD."definition_zh_hant" IS DISTINCT FROM (NEW."definition_zh_hant") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."department_code" IS DISTINCT FROM (NEW."department_code") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."freeze_id" IS DISTINCT FROM (NEW."freeze_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."label_en" IS DISTINCT FROM (NEW."label_en") OR OLD."label_zh_hans" IS DISTINCT FROM (NEW."label_zh_hans") OR OLD."label_zh_hant" IS DISTINCT FROM (NEW."label_zh_hant") OR OLD."number_of_rows" IS DISTINCT FROM (NEW."number_of_rows") OR OLD."out_of" IS DISTINCT FROM (NEW."out_of") OR OLD."persons" IS DISTINCT FROM (NEW."persons") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."rows_sha256" IS DISTINCT FROM (NEW."rows_sha256") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."value" IS DISTINCT FROM (NEW."value"))', func='INSERT INTO "reporting_frozenfigureevent" ("behind", "by_department", "definition_en", "definition_sha256", "definition_zh_hans", "definition_zh_hant", "department_code", "department_id", "ends_on", "freeze_id", "id", "key", "label_en", "label_zh_hans", "label_zh_hant", "number_of_rows", "out_of", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rows_sha256", "starts_on", "unit", "value") VALUES (NEW."behind", NEW."by_department", NEW."definition_en", NEW."definition_sha256", NEW."definition_zh_hans", NEW."definition_zh_hant", NEW."department_code", NEW."department_id", NEW."ends_on", NEW."freeze_id", NEW."id", NEW."key", NEW."label_en", NEW."label_zh_hans", NEW."label_zh_hant", NEW."number_of_rows", NEW."out_of", NEW."persons", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."rows_sha256", NEW."starts_on", NEW."unit", NEW."value"); RETURN NULL;', hash='88d0d9b90383280d3831d902c6776c733c07e6f7', operation='UPDATE', pgid='pgtrigger_update_update_b1e0b', table='reporting_frozenfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfigure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reporting_frozenfigureevent" ("behind", "by_department", "definition_en", "definition_sha256", "definition_zh_hans", "definition_zh_hant", "department_code", "department_id", "ends_on", "freeze_id", "id", "key", "label_en", "label_zh_hans", "label_zh_hant", "number_of_rows", "out_of", "persons", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rows_sha256", "starts_on", "unit", "value") VALUES (OLD."behind", OLD."by_department", OLD."definition_en", OLD."definition_sha256", OLD."definition_zh_hans", OLD."definition_zh_hant", OLD."department_code", OLD."department_id", OLD."ends_on", OLD."freeze_id", OLD."id", OLD."key", OLD."label_en", OLD."label_zh_hans", OLD."label_zh_hant", OLD."number_of_rows", OLD."out_of", OLD."persons", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."rows_sha256", OLD."starts_on", OLD."unit", OLD."value"); RETURN NULL;', hash='4913ad073b98833c79f7bd0ad2f8e3b0333d73eb', operation='DELETE', pgid='pgtrigger_delete_delete_12066', table='reporting_frozenfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenfigureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2517a76df9eb3a4d13b75a217e395bf92f36cc5b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b78d7', table='reporting_frozenfigureevent', when='BEFORE')),
        ),
    ]
