"""All tables of this app, as the first release lays them."""

import core.constraints
import core.migrating
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_extensions'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Audience',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('recruit', 'Recruits'), ('junior', 'Junior and front-line'), ('middle', 'Middle managers'), ('senior', 'Senior officers')], max_length=20), blank=True, default=list, size=None)),
                        ('employment_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('permanent', 'Permanent'), ('probation', 'On probation'), ('agreement', 'On agreement'), ('contract', 'Non-civil-service contract'), ('post_retirement', 'Post-retirement contract')], max_length=20), blank=True, default=list, size=None)),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('civil_servant', 'Civil servant'), ('training_coordinator', 'Training co-ordinator'), ('ethics_officer', 'Ethics Officer'), ('assistant_ethics_officer', 'Assistant Ethics Officer'), ('head_of_department', 'Head of department'), ('speaker', 'Speaker'), ('programme_staff', 'Programme staff'), ('icac_staff', 'ICAC staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40), blank=True, default=list, size=None)),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_audienceevent" ("employment_kinds", "id", "levels", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."employment_kinds", NEW."id", NEW."levels", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roles"); RETURN NULL;', hash='e6ba1377a6e539e76c3de56e1dbb5e0b7225ebc3', operation='INSERT', pgid='pgtrigger_insert_insert_743e3', table='people_audience', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_audienceevent" ("employment_kinds", "id", "levels", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."employment_kinds", NEW."id", NEW."levels", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."roles"); RETURN NULL;', hash='a8bf1a956b1d0d635fc6020bec8969ae7b9875bf', operation='UPDATE', pgid='pgtrigger_update_update_0e3a2', table='people_audience', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_audienceevent" ("employment_kinds", "id", "levels", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."employment_kinds", OLD."id", OLD."levels", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roles"); RETURN NULL;', hash='37016bb2e166166f70960b597c75b104ecaa1083', operation='DELETE', pgid='pgtrigger_delete_delete_016a9', table='people_audience', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Department',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=20, unique=True)),
                        ('name_en', models.CharField(max_length=150)),
                        ('name_zh_hant', models.CharField(max_length=150)),
                        ('name_zh_hans', models.CharField(max_length=150)),
                        ('kind', models.CharField(choices=[('bureau', 'Bureau'), ('department', 'Department'), ('office', 'Office'), ('agency', 'Agency')], max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('strength', models.PositiveIntegerField(blank=True, null=True)),
                        ('strength_as_at', models.DateField(blank=True, null=True)),
                        ('strength_basis', models.CharField(blank=True, choices=[('strength', 'People serving (strength)'), ('establishment', 'Posts (establishment)')], max_length=20)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.department')),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='people.department')),
                    ],
                    options={
                        'ordering': ('name_en',),
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='people_department_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('ends_on__isnull', False), _connector='OR'), name='people_department_only_ended_has_successor'), models.CheckConstraint(condition=models.Q(models.Q(('strength__isnull', True), ('strength_as_at__isnull', True)), models.Q(('strength__isnull', False), ('strength_as_at__isnull', False)), _connector='OR'), name='people_department_strength_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('strength__isnull', True), ('strength_basis', '')), models.Q(('strength__isnull', False), models.Q(('strength_basis', ''), _negated=True)), _connector='OR'), name='people_department_strength_has_basis')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_departmentevent" ("code", "ends_on", "id", "kind", "name_en", "name_zh_hans", "name_zh_hant", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "strength", "strength_as_at", "strength_basis", "successor_id") VALUES (NEW."code", NEW."ends_on", NEW."id", NEW."kind", NEW."name_en", NEW."name_zh_hans", NEW."name_zh_hant", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."strength", NEW."strength_as_at", NEW."strength_basis", NEW."successor_id"); RETURN NULL;', hash='822444c6c657713ba43e88e0e159bfe0a76b294a', operation='INSERT', pgid='pgtrigger_insert_insert_36849', table='people_department', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_departmentevent" ("code", "ends_on", "id", "kind", "name_en", "name_zh_hans", "name_zh_hant", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "strength", "strength_as_at", "strength_basis", "successor_id") VALUES (NEW."code", NEW."ends_on", NEW."id", NEW."kind", NEW."name_en", NEW."name_zh_hans", NEW."name_zh_hant", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."strength", NEW."strength_as_at", NEW."strength_basis", NEW."successor_id"); RETURN NULL;', hash='1ec4fcac3998717fa8609240bcc1e2a13c059d57', operation='UPDATE', pgid='pgtrigger_update_update_1de4f', table='people_department', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_departmentevent" ("code", "ends_on", "id", "kind", "name_en", "name_zh_hans", "name_zh_hant", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "strength", "strength_as_at", "strength_basis", "successor_id") VALUES (OLD."code", OLD."ends_on", OLD."id", OLD."kind", OLD."name_en", OLD."name_zh_hans", OLD."name_zh_hant", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."strength", OLD."strength_as_at", OLD."strength_basis", OLD."successor_id"); RETURN NULL;', hash='70dabb2af6f77a57adce36c4603f483cffe74fa9', operation='DELETE', pgid='pgtrigger_delete_delete_9c058', table='people_department', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='AudienceDepartmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('audience', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.audience')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('department', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='71333e38f6cbaa7e366441366b7ea429626a9e79', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23084', table='people_audiencedepartmentevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='AudienceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('recruit', 'Recruits'), ('junior', 'Junior and front-line'), ('middle', 'Middle managers'), ('senior', 'Senior officers')], max_length=20), blank=True, default=list, size=None)),
                        ('employment_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('permanent', 'Permanent'), ('probation', 'On probation'), ('agreement', 'On agreement'), ('contract', 'Non-civil-service contract'), ('post_retirement', 'Post-retirement contract')], max_length=20), blank=True, default=list, size=None)),
                        ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('civil_servant', 'Civil servant'), ('training_coordinator', 'Training co-ordinator'), ('ethics_officer', 'Ethics Officer'), ('assistant_ethics_officer', 'Assistant Ethics Officer'), ('head_of_department', 'Head of department'), ('speaker', 'Speaker'), ('programme_staff', 'Programme staff'), ('icac_staff', 'ICAC staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40), blank=True, default=list, size=None)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.audience')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2cd1a73ad10605c9b117da1b4fd5e48e33ffba09', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc601', table='people_audienceevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='DepartmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=20)),
                        ('name_en', models.CharField(max_length=150)),
                        ('name_zh_hant', models.CharField(max_length=150)),
                        ('name_zh_hans', models.CharField(max_length=150)),
                        ('kind', models.CharField(choices=[('bureau', 'Bureau'), ('department', 'Department'), ('office', 'Office'), ('agency', 'Agency')], max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('strength', models.PositiveIntegerField(blank=True, null=True)),
                        ('strength_as_at', models.DateField(blank=True, null=True)),
                        ('strength_basis', models.CharField(blank=True, choices=[('strength', 'People serving (strength)'), ('establishment', 'Posts (establishment)')], max_length=20)),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.department')),
                        ('successor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6cdf684abcde907d54839d92488ef5ee0f5be896', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_271cf', table='people_departmentevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('language', models.CharField(choices=[('en', 'English'), ('zh-hant', '繁體中文'), ('zh-hans', '简体中文')], default='en', max_length=10)),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_sample', models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower(models.F('email')))), name='people_user_email_in_lower_case')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_userevent" ("email", "id", "is_active", "is_sample", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_sample", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='f802c3287a58fb819c5e67d8afb851604d6ec558', operation='INSERT', pgid='pgtrigger_insert_insert_7e9ab', table='people_user', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language" IS DISTINCT FROM (NEW."language"))', func='INSERT INTO "people_userevent" ("email", "id", "is_active", "is_sample", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_sample", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='197137c3ab5fe05dee2ff788fb30120450fb0ec6', operation='UPDATE', pgid='pgtrigger_update_update_86e64', table='people_user', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_userevent" ("email", "id", "is_active", "is_sample", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."is_sample", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='a3726146f96044bd8161f0bca07e2b5c6515c00c', operation='DELETE', pgid='pgtrigger_delete_delete_bec80', table='people_user', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name_en', models.CharField(max_length=120)),
                        ('name_zh', models.CharField(blank=True, max_length=60)),
                        ('appointed_on', models.DateField(blank=True, null=True)),
                        ('probation_ends_on', models.DateField(blank=True, null=True)),
                        ('confirmed_on', models.DateField(blank=True, null=True)),
                        ('search_text', models.TextField(blank=True, editable=False)),
                        ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('name_en', 'pk'),
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', name='gin_trgm_ops'), name='people_person_search'), models.Index(fields=['name_en', 'id'], name='people_person_by_name')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('probation_ends_on__isnull', True), models.Q(('appointed_on__isnull', False), ('probation_ends_on__gte', models.F('appointed_on'))), _connector='OR'), name='people_person_probation_ends_after_appointment'), models.CheckConstraint(condition=models.Q(('confirmed_on__isnull', True), models.Q(('appointed_on__isnull', False), ('confirmed_on__gte', models.F('appointed_on'))), _connector='OR'), name='people_person_confirmed_after_appointment'), models.CheckConstraint(condition=models.Q(('confirmed_on__isnull', True), ('probation_ends_on__isnull', True), ('confirmed_on__gt', models.F('probation_ends_on')), _connector='OR'), name='people_person_confirmed_after_probation')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_personevent" ("appointed_on", "confirmed_on", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probation_ends_on", "user_id") VALUES (NEW."appointed_on", NEW."confirmed_on", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."probation_ends_on", NEW."user_id"); RETURN NULL;', hash='b45bbac62bf221f51715749a5b843d9ebc204224', operation='INSERT', pgid='pgtrigger_insert_insert_65688', table='people_person', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."appointed_on" IS DISTINCT FROM (NEW."appointed_on") OR OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_zh" IS DISTINCT FROM (NEW."name_zh") OR OLD."probation_ends_on" IS DISTINCT FROM (NEW."probation_ends_on") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "people_personevent" ("appointed_on", "confirmed_on", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probation_ends_on", "user_id") VALUES (NEW."appointed_on", NEW."confirmed_on", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."probation_ends_on", NEW."user_id"); RETURN NULL;', hash='2c2beddb8daace63cf74359233d3f1c7fa68cac0', operation='UPDATE', pgid='pgtrigger_update_update_de829', table='people_person', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_personevent" ("appointed_on", "confirmed_on", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probation_ends_on", "user_id") VALUES (OLD."appointed_on", OLD."confirmed_on", OLD."id", OLD."name_en", OLD."name_zh", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."probation_ends_on", OLD."user_id"); RETURN NULL;', hash='52cb3a8033d3bf498edf3fdcd2ec747f3d6d12fe', operation='DELETE', pgid='pgtrigger_delete_delete_2ca2d', table='people_person', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PersonEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name_en', models.CharField(max_length=120)),
                        ('name_zh', models.CharField(blank=True, max_length=60)),
                        ('appointed_on', models.DateField(blank=True, null=True)),
                        ('probation_ends_on', models.DateField(blank=True, null=True)),
                        ('confirmed_on', models.DateField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.person')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='35abda29df77c17d89d5efdc2f5d2acf63e59c13', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1d49f', table='people_personevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Posting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rank', models.CharField(max_length=120)),
                        ('level', models.CharField(choices=[('recruit', 'Recruits'), ('junior', 'Junior and front-line'), ('middle', 'Middle managers'), ('senior', 'Senior officers')], max_length=20)),
                        ('pay_point', models.CharField(blank=True, max_length=20)),
                        ('employment_kind', models.CharField(choices=[('permanent', 'Permanent'), ('probation', 'On probation'), ('agreement', 'On agreement'), ('contract', 'Non-civil-service contract'), ('post_retirement', 'Post-retirement contract')], max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='people.department')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='people.person')),
                    ],
                    options={
                        'ordering': ('-starts_on',),
                        'indexes': [models.Index(fields=['department', 'level'], name='people_posting_audience')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='people_posting_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (core.constraints.DateSpan('starts_on', 'ends_on'), '&&')], name='people_posting_one_at_any_instant')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_postingevent" ("department_id", "employment_kind", "ends_on", "id", "level", "pay_point", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "starts_on") VALUES (NEW."department_id", NEW."employment_kind", NEW."ends_on", NEW."id", NEW."level", NEW."pay_point", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rank", NEW."starts_on"); RETURN NULL;', hash='7c4e94010391afa63871f7d1cdf028440ffbf550', operation='INSERT', pgid='pgtrigger_insert_insert_ae878', table='people_posting', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_postingevent" ("department_id", "employment_kind", "ends_on", "id", "level", "pay_point", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "starts_on") VALUES (NEW."department_id", NEW."employment_kind", NEW."ends_on", NEW."id", NEW."level", NEW."pay_point", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rank", NEW."starts_on"); RETURN NULL;', hash='8df2e20034034b215d6108d8af794f9acf18c8e7', operation='UPDATE', pgid='pgtrigger_update_update_d1459', table='people_posting', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_postingevent" ("department_id", "employment_kind", "ends_on", "id", "level", "pay_point", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "starts_on") VALUES (OLD."department_id", OLD."employment_kind", OLD."ends_on", OLD."id", OLD."level", OLD."pay_point", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rank", OLD."starts_on"); RETURN NULL;', hash='053cc67d89256cf52958de64c7d20b55a72e0aec', operation='DELETE', pgid='pgtrigger_delete_delete_ee41d', table='people_posting', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PostingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('rank', models.CharField(max_length=120)),
                        ('level', models.CharField(choices=[('recruit', 'Recruits'), ('junior', 'Junior and front-line'), ('middle', 'Middle managers'), ('senior', 'Senior officers')], max_length=20)),
                        ('pay_point', models.CharField(blank=True, max_length=20)),
                        ('employment_kind', models.CharField(choices=[('permanent', 'Permanent'), ('probation', 'On probation'), ('agreement', 'On agreement'), ('contract', 'Non-civil-service contract'), ('post_retirement', 'Post-retirement contract')], max_length=20)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('department', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.posting')),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72144b93a48b2aab8035735607c27cb45f076532', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d1441', table='people_postingevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='RoleAssignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('training_coordinator', 'Training co-ordinator'), ('ethics_officer', 'Ethics Officer'), ('assistant_ethics_officer', 'Assistant Ethics Officer'), ('head_of_department', 'Head of department'), ('speaker', 'Speaker'), ('programme_staff', 'Programme staff'), ('icac_staff', 'ICAC staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='role_assignments', to='people.department')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_assignments', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('-starts_on', 'pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='people_role_assignment_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('role__in', ['assistant_ethics_officer', 'ethics_officer', 'head_of_department', 'training_coordinator'])), models.Q(models.Q(('role__in', ['assistant_ethics_officer', 'ethics_officer', 'head_of_department', 'training_coordinator']), _negated=True), ('department__isnull', True)), _connector='OR'), name='people_role_assignment_scoped_as_its_role'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('role', '='), (django.db.models.functions.comparison.Coalesce('department', 0), '='), (core.constraints.DateSpan('starts_on', 'ends_on'), '&&')], name='people_role_assignment_held_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_roleassignmentevent" ("department_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "user_id") VALUES (NEW."department_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."starts_on", NEW."user_id"); RETURN NULL;', hash='23a0df0bb4ada74c66d041b3bb2c0069f17ada12', operation='INSERT', pgid='pgtrigger_insert_insert_a32c6', table='people_roleassignment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_roleassignmentevent" ("department_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "user_id") VALUES (NEW."department_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."starts_on", NEW."user_id"); RETURN NULL;', hash='2ce9ef339596065acb1f8434e39c96d4ba71e8b3', operation='UPDATE', pgid='pgtrigger_update_update_600b2', table='people_roleassignment', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_roleassignmentevent" ("department_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "user_id") VALUES (OLD."department_id", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."starts_on", OLD."user_id"); RETURN NULL;', hash='a81371f181078607101c3ce51a0367f3eec91e5a', operation='DELETE', pgid='pgtrigger_delete_delete_eddd4', table='people_roleassignment', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RoleAssignmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('training_coordinator', 'Training co-ordinator'), ('ethics_officer', 'Ethics Officer'), ('assistant_ethics_officer', 'Assistant Ethics Officer'), ('head_of_department', 'Head of department'), ('speaker', 'Speaker'), ('programme_staff', 'Programme staff'), ('icac_staff', 'ICAC staff'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.department')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.roleassignment')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='85816f6a5ad4c41574258b87da8dac839b5703e1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8568d', table='people_roleassignmentevent', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='UserEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('email', models.EmailField(max_length=254)),
                        ('language', models.CharField(choices=[('en', 'English'), ('zh-hant', '繁體中文'), ('zh-hans', '简体中文')], default='en', max_length=10)),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_sample', models.BooleanField(default=False, editable=False)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='58c9797304ded816d5f5d9c12355ee086d62bf08', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f5bab', table='people_userevent', when='BEFORE'))],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name='audience',
            name='departments',
            field=models.ManyToManyField(blank=True, related_name='+', to='people.department'),
        ),
        core.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='AudienceDepartment',
                    fields=[
                    ],
                    options={
                        'proxy': True,
                        'indexes': [],
                        'constraints': [],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_audiencedepartmentevent" ("audience_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."audience_id", NEW."department_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='60881d0888e8bb7910185bf90c823bc73785d472', operation='INSERT', pgid='pgtrigger_insert_insert_a7152', table='people_audience_departments', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_audiencedepartmentevent" ("audience_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."audience_id", OLD."department_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='16ed6180a7a4bc6b8f507998a7cd38c04343b507', operation='DELETE', pgid='pgtrigger_delete_delete_589fb', table='people_audience_departments', when='AFTER'))],
                    },
                    bases=('people.audience_departments',),
                ),
            ],
        ),
        core.migrating.InstallTriggers(
            models=['Audience', 'Department', 'AudienceDepartmentEvent', 'AudienceEvent', 'DepartmentEvent', 'User', 'Person', 'PersonEvent', 'Posting', 'PostingEvent', 'RoleAssignment', 'RoleAssignmentEvent', 'UserEvent', 'AudienceDepartment'],
        ),
    ]
