import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_programme'),
        ('people', '0002_programme'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('publications', '0004_editing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Viewing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('watched', models.BinaryField(default=b'')),
                ('watched_seconds', models.GeneratedField(db_persist=True, expression=models.Func(models.F('watched'), function='bit_count'), output_field=models.PositiveIntegerField())),
                ('position', models.PositiveIntegerField(default=0)),
                ('allowance', models.FloatField(default=0)),
                ('heard_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ViewingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversion',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversion',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversion',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='conversion',
            name='poster',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.AddField(
            model_name='conversionevent',
            name='poster',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publications_conversionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poster_id", "preview_id", "problem", "rendition_id", "state") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."poster_id", NEW."preview_id", NEW."problem", NEW."rendition_id", NEW."state"); RETURN NULL;', hash='71dceabdaca299b14260a76d012f4e7f547a855d', operation='INSERT', pgid='pgtrigger_insert_insert_81670', table='publications_conversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."poster_id" IS DISTINCT FROM (NEW."poster_id") OR OLD."preview_id" IS DISTINCT FROM (NEW."preview_id") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."rendition_id" IS DISTINCT FROM (NEW."rendition_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func='INSERT INTO "publications_conversionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poster_id", "preview_id", "problem", "rendition_id", "state") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."poster_id", NEW."preview_id", NEW."problem", NEW."rendition_id", NEW."state"); RETURN NULL;', hash='8168c0bb6c0b4889108805fd93f73b532106f64e', operation='UPDATE', pgid='pgtrigger_update_update_72747', table='publications_conversion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publications_conversionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poster_id", "preview_id", "problem", "rendition_id", "state") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."poster_id", OLD."preview_id", OLD."problem", OLD."rendition_id", OLD."state"); RETURN NULL;', hash='cba2ae055b3e2bc9f7eaf67ba787a8dd7849c46e', operation='DELETE', pgid='pgtrigger_delete_delete_6dc76', table='publications_conversion', when='AFTER')),
        ),
        migrations.AddField(
            model_name='viewing',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='viewings', to='people.person'),
        ),
        migrations.AddField(
            model_name='viewing',
            name='rendition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='viewings', to='publications.rendition'),
        ),
        migrations.AddField(
            model_name='viewingevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='viewingevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='viewingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publications.viewing'),
        ),
        migrations.AddField(
            model_name='viewingevent',
            name='rendition',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publications.rendition'),
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=models.UniqueConstraint(fields=('person', 'rendition'), name='publications_viewing_one_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=models.CheckConstraint(condition=models.Q(('allowance__gte', 0)), name='publications_viewing_allowance_not_overdrawn'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='viewing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publications_viewingevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rendition_id") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rendition_id"); RETURN NULL;', hash='3a94a4e830f6d287f66c89d704170aa0bc5e911c', operation='INSERT', pgid='pgtrigger_insert_insert_3ae5c', table='publications_viewing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='viewing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."rendition_id" IS DISTINCT FROM (NEW."rendition_id"))', func='INSERT INTO "publications_viewingevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rendition_id") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rendition_id"); RETURN NULL;', hash='46afef8c52e4ba1339e1b042821527f2d0ad4901', operation='UPDATE', pgid='pgtrigger_update_update_7bec6', table='publications_viewing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='viewing',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publications_viewingevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rendition_id") VALUES (OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rendition_id"); RETURN NULL;', hash='1dd03495a87581afd565a94c8b287082c0fe9ba8', operation='DELETE', pgid='pgtrigger_delete_delete_6b683', table='publications_viewing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='viewingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='29e838c9252ac6b10c53ac5d9390238ab1f9cf13', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_81f4d', table='publications_viewingevent', when='BEFORE')),
        ),
    ]
