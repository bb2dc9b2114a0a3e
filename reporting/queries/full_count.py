"""The full count of a kept period, to hold what is kept against.

It is written from the definitions in the glossary, over marks and meetings, and shares nothing with
what keeps the counts: not the facts, not `completed_on`, not its way of counting.
"""

from collections.abc import Iterator

from django.db import connection

from reporting.models import CoverageCount, KeptPeriod

_FULL_COUNT = """
    WITH met AS (
        SELECT meeting.id, meeting.session_id, meeting.starts_at,
            (meeting.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date AS day
        FROM training_meeting meeting
    ),
    held AS (
        SELECT session.id, session.course_id, session.status,
            (
                SELECT count(*) FROM training_meeting meeting WHERE meeting.session_id = session.id
            ) AS meetings,
            CASE
                WHEN NOT EXISTS (
                    SELECT FROM training_meeting meeting WHERE meeting.session_id = session.id
                    AND NOT (meeting.venue_id IS NOT NULL AND meeting.link = '')
                ) THEN 'in_person'
                WHEN NOT EXISTS (
                    SELECT FROM training_meeting meeting WHERE meeting.session_id = session.id
                    AND NOT (meeting.venue_id IS NULL AND meeting.link <> '')
                ) THEN 'online'
                ELSE 'hybrid'
            END AS mode
        FROM training_session session
    ),
    attended AS (
        SELECT registration.id AS registration, registration.person_id AS person, met.day,
            met.starts_at, held.course_id, held.mode, held.status, held.meetings
        FROM training_attendance mark
        JOIN training_registration registration ON registration.id = mark.registration_id
        JOIN met ON met.id = mark.meeting_id
        JOIN held ON held.id = met.session_id
        WHERE mark.status IN ('present', 'partly') AND registration.status = 'confirmed'
    ),
    done AS (
        SELECT 'persons' AS of, person, course_id, mode,
            (max(starts_at) AT TIME ZONE 'Asia/Hong_Kong')::date AS day
        FROM attended WHERE status IN ('published', 'held')
        GROUP BY registration, person, course_id, mode, meetings HAVING count(*) = meetings
        UNION ALL
        SELECT 'attendances', person, course_id, mode, day
        FROM attended WHERE status <> 'cancelled'
    ),
    asked AS (
        SELECT done.of, done.person, done.day, topics.topic, modes.mode
        FROM done
        CROSS JOIN LATERAL (
            SELECT topic_id AS topic FROM training_course_topics topics
            WHERE topics.course_id = done.course_id
            UNION ALL SELECT 0
        ) topics
        CROSS JOIN LATERAL (VALUES (done.mode), ('')) modes (mode)
        WHERE done.day >= %(starts_on)s AND done.day < %(ends_on)s
    )
    SELECT 'today', topic, mode, department_id, level, count(DISTINCT asked.person)
    FROM asked JOIN people_posting posting ON posting.person_id = asked.person
        AND daterange(posting.starts_on, posting.ends_on) @> %(counted_on)s::date
    WHERE of = 'persons' GROUP BY topic, mode, CUBE (department_id, level)
    UNION ALL
    SELECT 'that_day', topic, mode, department_id, level, count(DISTINCT asked.person)
    FROM asked JOIN people_posting posting ON posting.person_id = asked.person
        AND daterange(posting.starts_on, posting.ends_on) @> asked.day
    WHERE of = 'persons' GROUP BY topic, mode, CUBE (department_id, level)
    UNION ALL
    SELECT 'attendances', topic, mode, department_id, level, count(*)
    FROM asked JOIN people_posting posting ON posting.person_id = asked.person
        AND daterange(posting.starts_on, posting.ends_on) @> asked.day
    WHERE of = 'attendances' GROUP BY topic, mode, CUBE (department_id, level)
    UNION ALL
    SELECT 'strength', 0, '', department_id, level, count(*)
    FROM people_posting WHERE daterange(starts_on, ends_on) @> %(counted_on)s::date
    GROUP BY CUBE (department_id, level)
"""

Cell = tuple[str, int, str, int, str]


def differences(period: KeptPeriod) -> Iterator[tuple[Cell, int, int]]:
    """Give the cells that are not kept as the full count finds them, with both numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            _FULL_COUNT,
            {
                "starts_on": period.starts_on,
                "ends_on": period.ends_on,
                "counted_on": period.counted_on,
            },
        )
        # Over nothing at all, the whole is counted as 0.
        full = {
            (of, topic, mode, department or 0, level or ""): number
            for of, topic, mode, department, level, number in cursor.fetchall()
            if number
        }
    fields = ("of", "topic", "mode", "department", "level", "number")
    kept = {
        cell: number
        for *names, number in CoverageCount.objects.filter(period=period, number__gt=0).values_list(
            *fields
        )
        for cell in [tuple(names)]
    }
    for cell in sorted(full.keys() | kept.keys()):
        if kept.get(cell, 0) != full.get(cell, 0):
            yield cell, kept.get(cell, 0), full.get(cell, 0)
