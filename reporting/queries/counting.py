"""The SQL of coverage: facts taken from the training, and counts made of facts.

In tables of millions of rows, what Django's ORM would ask takes several times as long.
"""

# Facts ------------------------------------------------------------------------------------------

# What a mode is, is said by training.models.modes; the tests compare the two.
ATTENDED = """
    INSERT INTO reporting_attended
        (attendance, person, day, department, level, course, mode, completes)
    SELECT mark.id, registration.person_id, met.day, posting.department_id,
        coalesce(posting.level, ''), session.course_id, held.mode,
        registration.completed_on IS NOT NULL AND meeting.starts_at = held.last_starts_at
    FROM training_attendance mark
    JOIN training_registration registration
        ON registration.id = mark.registration_id AND registration.status = 'confirmed'
    JOIN training_meeting meeting ON meeting.id = mark.meeting_id
    JOIN training_session session
        ON session.id = meeting.session_id AND session.status <> 'cancelled'
    JOIN (
        SELECT session_id, max(starts_at) AS last_starts_at, CASE
            WHEN bool_and(venue_id IS NOT NULL AND link = '') THEN 'in_person'
            WHEN bool_and(venue_id IS NULL AND link <> '') THEN 'online'
            ELSE 'hybrid'
        END AS mode
        FROM training_meeting GROUP BY session_id
    ) held ON held.session_id = session.id
    CROSS JOIN LATERAL (
        SELECT (meeting.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date AS day
    ) met
    LEFT JOIN people_posting posting
        ON posting.person_id = registration.person_id AND posting.starts_on <= met.day
        AND (posting.ends_on IS NULL OR posting.ends_on > met.day)
    WHERE mark.status IN ('present', 'partly')
"""
SERVED = """
    INSERT INTO reporting_served (posting, person, department, level, starts_on, ends_on)
    SELECT id, person_id, department_id, level, starts_on, ends_on FROM people_posting posting
    WHERE true
"""
OF_REGISTERED = " AND registration.person_id = ANY(%(persons)s)"
OF_POSTED = " AND posting.person_id = ANY(%(persons)s)"

TAUGHT = """
    SELECT course_id AS course, topic_id AS topic FROM training_course_topics
    UNION ALL SELECT id, 0 FROM training_course
"""

# Counts -----------------------------------------------------------------------------------------

KEPT_PERIODS = """
    SELECT id, starts_on, ends_on, counted_on FROM reporting_keptperiod WHERE id = ANY(%(periods)s)
"""
ASKED_PERIOD = """
    SELECT 0 AS id, %(starts_on)s::date AS starts_on, %(ends_on)s::date AS ends_on,
        %(counted_on)s::date AS counted_on
"""
ANY_COURSES = "true"
ASKED_COURSES = "mode = %(mode)s AND topic = ANY(%(topics)s::bigint[])"
OF_PERSONS = " AND {table}.person = ANY(%(persons)s)"

# Each pair of a topic and a mode, all of them included, is a bit. So who completed what is brought
# together before it is spread over pairs: 3 times as fast as a row for each pair from the start.
COUNTS = """
    WITH period AS ({periods}),
    pair AS (
        SELECT (row_number() OVER (ORDER BY topic, mode) - 1)::int AS bit, topic, mode,
            (count(*) OVER ())::int AS pairs
        FROM (SELECT DISTINCT topic FROM reporting_taught UNION SELECT 0) topics
        CROSS JOIN (VALUES (''), ('in_person'), ('online'), ('hybrid')) modes (mode)
        WHERE {courses}
    ),
    mask AS (
        SELECT taught.course, modes.mode,
            bit_or(set_bit(repeat('0', pairs)::bit varying, bit, 1)) AS bits
        FROM reporting_taught taught
        CROSS JOIN (VALUES ('in_person'), ('online'), ('hybrid')) modes (mode)
        JOIN pair ON pair.topic = taught.topic AND pair.mode IN (modes.mode, '')
        GROUP BY taught.course, modes.mode
    ),
    fact AS NOT MATERIALIZED (
        SELECT period.id AS period, period.counted_on, attended.person, attended.department,
            attended.level, attended.completes, mask.bits
        FROM period
        JOIN reporting_attended attended
            ON attended.day >= period.starts_on AND attended.day < period.ends_on{of_attended}
        JOIN mask ON mask.course = attended.course AND mask.mode = attended.mode
    ),
    completed AS MATERIALIZED (
        SELECT period, counted_on, person, department, level, bit_or(bits) AS bits
        FROM fact WHERE completes GROUP BY period, counted_on, person, department, level
    ),
    there AS (SELECT * FROM completed WHERE department IS NOT NULL AND %(basis)s <> 'today'),
    adding_up AS (
        SELECT period, 'today' AS of, served.department, served.level, bits, count(*) AS number
        FROM (
            SELECT period, counted_on, person, bit_or(bits) AS bits
            FROM completed WHERE %(basis)s <> 'that_day' GROUP BY period, counted_on, person
        ) trained
        JOIN reporting_served served ON served.person = trained.person
            AND served.starts_on <= counted_on
            AND (served.ends_on IS NULL OR served.ends_on > counted_on)
        GROUP BY period, served.department, served.level, bits
        UNION ALL
        SELECT period, 'attendances', department, level, bits, count(*)
        FROM fact WHERE department IS NOT NULL GROUP BY period, department, level, bits
    ),
    counted_apart AS (
        SELECT period, department, level, bits, count(*) AS number
        FROM there GROUP BY period, department, level, bits
        UNION ALL
        SELECT period, department, '', bits, count(*) FROM (
            SELECT period, person, department, bit_or(bits) AS bits
            FROM there GROUP BY period, person, department
        ) once GROUP BY period, department, bits
        UNION ALL
        SELECT period, 0, level, bits, count(*) FROM (
            SELECT period, person, level, bit_or(bits) AS bits
            FROM there GROUP BY period, person, level
        ) once GROUP BY period, level, bits
        UNION ALL
        SELECT period, 0, '', bits, count(*) FROM (
            SELECT period, person, bit_or(bits) AS bits FROM there GROUP BY period, person
        ) once GROUP BY period, bits
    )
    SELECT period, of, topic, mode, coalesce(department, 0) AS department,
        coalesce(level, '') AS level, sum(number)::int AS number
    FROM adding_up JOIN pair ON get_bit(bits, bit) = 1
    GROUP BY period, of, topic, mode,
        GROUPING SETS ((department, level), (department), (level), ())
    UNION ALL
    SELECT period, 'that_day', topic, mode, department, level, sum(number)::int
    FROM counted_apart JOIN pair ON get_bit(bits, bit) = 1
    GROUP BY period, topic, mode, department, level
    UNION ALL
    SELECT period.id, 'strength', 0, '', coalesce(served.department, 0),
        coalesce(served.level, ''), count(*)::int
    FROM period
    JOIN reporting_served served ON served.starts_on <= period.counted_on
        AND (served.ends_on IS NULL OR served.ends_on > period.counted_on){of_served}
    GROUP BY period.id,
        GROUPING SETS ((served.department, served.level), (served.department), (served.level), ())
"""


def counts_of_kept_periods(*, of_persons: bool = False) -> str:
    """Give the SQL that counts the cells of `periods`, of all people or of `persons` alone."""
    return COUNTS.format(
        periods=KEPT_PERIODS,
        courses=ANY_COURSES,
        of_attended=OF_PERSONS.format(table="attended") if of_persons else "",
        of_served=OF_PERSONS.format(table="served") if of_persons else "",
    )


def counts_of_asked_period() -> str:
    """Give the SQL that counts one period as asked, for `basis`, `mode` and `topics`."""
    return COUNTS.format(periods=ASKED_PERIOD, courses=ASKED_COURSES, of_attended="", of_served="")
