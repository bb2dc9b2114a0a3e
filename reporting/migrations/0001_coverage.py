"""Coverage is read from facts and counts; who has changed since is noted by triggers."""

import django.db.models.deletion
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

    dependencies = [
        ('people', '0003_service_dates'),
        ('reporting', '0004_documents'),
        ('training', '0008_completions'),
    ]

    operations = [
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
        migrations.RunSQL(NOTE_CHANGES, FORGET_CHANGES),
        *(
            watch(table, function, change)
            for table, function in WATCHED.items()
            for change in REFERENCING
        ),
    ]
