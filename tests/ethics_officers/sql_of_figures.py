# ruff: noqa: S608 (the statements are put together from the constants of this file)

"""The figures of annual returns in plain SQL, of one department and one span."""

from people.models import Level

ATTENDED = """
    SELECT a.id, r.person_id, m.session_id, p.level
    FROM training_attendance a
    JOIN training_registration r ON r.id = a.registration_id
    JOIN training_meeting m ON m.id = a.meeting_id
    JOIN training_session s ON s.id = m.session_id
    JOIN people_posting p ON p.person_id = r.person_id
        AND daterange(p.starts_on, p.ends_on) @> (m.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date
    WHERE a.status IN ('present', 'partly') AND r.status = 'confirmed' AND s.status <> 'cancelled'
        AND p.department_id = %(department)s
        AND (m.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date >= %(starts_on)s
        AND (m.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date < %(ends_on)s
"""
SERVING = """
    SELECT person_id FROM people_posting WHERE department_id = %(department)s
    AND daterange(starts_on, ends_on) @> (%(ends_on)s::date - 1)
"""
LOGGED = """
    FROM ethics_officers_activity a WHERE a.department_id = %(department)s
    AND a.withdrawn_at IS NULL AND a.happened_on >= %(starts_on)s AND a.happened_on < %(ends_on)s
"""
REACHED = f"""
    FROM ethics_officers_activityreach reach WHERE activity_id IN
    (SELECT a.id {LOGGED} AND a.session_id IS NULL)
"""
PLANNED = """
    SELECT count(*) FROM ethics_officers_planitem i
    JOIN ethics_officers_workplan w ON w.id = i.plan_id
    WHERE w.department_id = %(department)s AND w.status <> 'draft'
    AND w.starts_on >= %(starts_on)s AND w.starts_on < %(ends_on)s
"""


ASKED = """
    SELECT p.person_id, r.circulation_id, p.acknowledged_at IS NOT NULL
        OR (p.opened_at IS NOT NULL AND NOT c.must_acknowledge) AS has_read
    FROM publications_recipient p
    JOIN publications_circulationround r ON r.id = p.round_id
    JOIN publications_circulation c ON c.id = r.circulation_id
    WHERE p.department_id = %(department)s
    AND (r.begun_at AT TIME ZONE 'Asia/Hong_Kong')::date >= %(starts_on)s
    AND (r.begun_at AT TIME ZONE 'Asia/Hong_Kong')::date < %(ends_on)s
"""


def trained(level):
    return f"SELECT count(DISTINCT person_id) FROM ({ATTENDED}) a WHERE level = '{level}'"


SQL = {
    "sessions": f"SELECT count(DISTINCT session_id) FROM ({ATTENDED}) a",
    "attendances": f"SELECT count(*) FROM ({ATTENDED}) a",
    "persons_trained": f"SELECT count(DISTINCT person_id) FROM ({ATTENDED}) a",
    **{f"persons_trained_{level}": trained(level) for level in Level},
    "coverage": f"""
        SELECT round(100.0 * count(*) FILTER (WHERE person_id IN (
            SELECT r.person_id FROM training_registration r
            JOIN training_session s ON s.id = r.session_id AND s.status IN ('published', 'held')
            JOIN training_meeting m ON m.session_id = s.id
            LEFT JOIN training_attendance a ON a.meeting_id = m.id AND a.registration_id = r.id
                AND a.status IN ('present', 'partly')
            WHERE r.status = 'confirmed' GROUP BY r.id HAVING count(*) = count(a.id)
            AND (max(m.starts_at) AT TIME ZONE 'Asia/Hong_Kong')::date >= %(starts_on)s
            AND (max(m.starts_at) AT TIME ZONE 'Asia/Hong_Kong')::date < %(ends_on)s
        )) / nullif(count(*), 0), 1) FROM ({SERVING}) serving
    """,
    "circulations": f"SELECT count(DISTINCT circulation_id) FROM ({ASKED}) a",
    "persons_asked_to_read": f"SELECT count(DISTINCT person_id) FROM ({ASKED}) a",
    "readers": f"SELECT count(DISTINCT person_id) FROM ({ASKED}) a WHERE has_read",
    "share_read": f"""
        SELECT round(100.0 * count(DISTINCT person_id) FILTER (WHERE has_read)
        / nullif(count(DISTINCT person_id), 0), 1) FROM ({ASKED}) a
    """,
    "activities": f"SELECT count(*) {LOGGED}",
    "activity_attendances": f"SELECT sum(attendances) {REACHED}",
    "activity_persons": f"SELECT sum(persons) {REACHED}",
    "plan_items": f"{PLANNED} AND i.status <> 'dropped'",
    "plan_items_done": f"{PLANNED} AND i.status = 'done'",
    "plan_items_explained": f"{PLANNED} AND i.status = 'explained'",
    "vacant_days": """
        SELECT count(*) FROM generate_series(%(starts_on)s::date, %(ends_on)s::date - 1, '1 day') d
        WHERE NOT EXISTS (SELECT FROM ethics_officers_designation
        WHERE department_id = %(department)s AND capacity = 'officer'
        AND daterange(starts_on, ends_on) @> d::date)
    """,
    "thematic_sessions": """
        SELECT count(DISTINCT t.id) FROM ethics_officers_thematicsession t
        JOIN training_meeting m ON m.session_id = t.session_id
        JOIN training_attendance a ON a.meeting_id = m.id AND a.status IN ('present', 'partly')
        JOIN training_registration r ON r.id = a.registration_id
        JOIN ethics_officers_designation d ON d.person_id = r.person_id
            AND d.department_id = %(department)s AND daterange(d.starts_on, d.ends_on)
            @> (m.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date
        WHERE (m.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date >= %(starts_on)s
            AND (m.starts_at AT TIME ZONE 'Asia/Hong_Kong')::date < %(ends_on)s
    """,
}
