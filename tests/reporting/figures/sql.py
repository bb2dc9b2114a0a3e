# ruff: noqa: S608 (the statements are put together from the constants of this file)

"""Every figure in plain SQL, written from what the glossary says of it and not from the code.

Each statement gives rows of a department's id and the value; the row of all departments together
has none. A department that is not among them has what `NOTHING` says, or 0.
"""

# The Hong Kong day of an instant, and whether a day lies in the period.
DAY = "({0} AT TIME ZONE 'Asia/Hong_Kong')::date"
INSIDE = "{0} >= %(starts_on)s AND {0} < %(ends_on)s"
EACH_AND_ALL = "GROUP BY GROUPING SETS ((department), ())"


def inside(instant):
    return INSIDE.format(DAY.format(instant))


# Training: marks of people, for the department and level of the posting of the day. ---------------

ATTENDED = f"""
    SELECT mark.id, registration.person_id, meeting.session_id, posting.level,
        posting.department_id AS department
    FROM training_attendance mark
    JOIN training_registration registration ON registration.id = mark.registration_id
    JOIN training_meeting meeting ON meeting.id = mark.meeting_id
    JOIN training_session session ON session.id = meeting.session_id
    JOIN people_posting posting ON posting.person_id = registration.person_id
        AND daterange(posting.starts_on, posting.ends_on) @> {DAY.format("meeting.starts_at")}
    WHERE mark.status IN ('present', 'partly') AND registration.status = 'confirmed'
        AND session.status <> 'cancelled' AND {inside("meeting.starts_at")}
"""


def trained(level):
    return f"""
        SELECT department, count(DISTINCT person_id) FROM ({ATTENDED}) attended
        WHERE level = '{level}' {EACH_AND_ALL}
    """


# Who was at every meeting of a session whose last meeting began in the period.
COMPLETED = f"""
    SELECT registration.person_id FROM training_registration registration
    JOIN training_session session ON session.id = registration.session_id
    JOIN training_meeting meeting ON meeting.session_id = session.id
    LEFT JOIN training_attendance mark ON mark.meeting_id = meeting.id
        AND mark.registration_id = registration.id AND mark.status IN ('present', 'partly')
    WHERE registration.status = 'confirmed' AND session.status IN ('published', 'held')
    GROUP BY registration.id, registration.person_id
    HAVING count(*) = count(mark.id) AND {inside("max(meeting.starts_at)")}
"""

AT_THE_PROGRAMME = f"""
    SELECT DISTINCT mark.id, thematic.session_id, thematic.programme,
        designation.department_id AS department
    FROM ethics_officers_thematicsession thematic
    JOIN training_session session ON session.id = thematic.session_id
    JOIN training_meeting meeting ON meeting.session_id = session.id
    JOIN training_attendance mark ON mark.meeting_id = meeting.id
    JOIN training_registration registration ON registration.id = mark.registration_id
    JOIN ethics_officers_designation designation
        ON designation.person_id = registration.person_id
        AND daterange(designation.starts_on, designation.ends_on)
            @> {DAY.format("meeting.starts_at")}
    WHERE mark.status IN ('present', 'partly') AND registration.status = 'confirmed'
        AND session.status <> 'cancelled' AND {inside("meeting.starts_at")}
"""

TRAINING = {
    "sessions": f"""
        SELECT department, count(DISTINCT session_id) FROM ({ATTENDED}) attended {EACH_AND_ALL}
    """,
    "attendances": f"SELECT department, count(DISTINCT id) FROM ({ATTENDED}) a {EACH_AND_ALL}",
    "persons_trained": f"""
        SELECT department, count(DISTINCT person_id) FROM ({ATTENDED}) attended {EACH_AND_ALL}
    """,
    **{
        f"persons_trained_{level}": trained(level)
        for level in ["recruit", "junior", "middle", "senior"]
    },
    "coverage": f"""
        SELECT department_id AS department, round(100.0 * count(*) FILTER (
            WHERE person_id IN ({COMPLETED})) / count(*), 1)
        FROM people_posting
        WHERE daterange(starts_on, ends_on) @> (%(ends_on)s::date - 1)
        GROUP BY GROUPING SETS ((department_id), ())
    """,
    "thematic_sessions": f"""
        SELECT department, count(DISTINCT session_id) FROM ({AT_THE_PROGRAMME}) a {EACH_AND_ALL}
    """,
    "leadership_attendances": f"""
        SELECT department, count(DISTINCT id) FROM ({AT_THE_PROGRAMME}) a
        WHERE programme = 'elp' {EACH_AND_ALL}
    """,
}

# Sessions: on the day the last meeting began, for the department that organised them. -------------


def sessions(status):
    return f"""
        SELECT session.*, session.organiser_id AS department, last.day AS held_on,
            {DAY.format("first.starts_at")} AS began_on
        FROM training_session session
        JOIN LATERAL (SELECT max({DAY.format("starts_at")}) AS day
            FROM training_meeting WHERE session_id = session.id) last ON true
        JOIN LATERAL (SELECT min(starts_at) AS starts_at
            FROM training_meeting WHERE session_id = session.id) first ON true
        WHERE session.status = '{status}' AND {INSIDE.format("last.day")}
    """


HELD = sessions("held")
HOURS = "extract(epoch FROM meeting.ends_at - meeting.starts_at) / 3600"
SESSIONS = {
    "sessions_held": f"SELECT department, count(*) FROM ({HELD}) held {EACH_AND_ALL}",
    "hours_held": f"""
        SELECT session.organiser_id AS department, round(sum({HOURS})::numeric, 1)
        FROM training_meeting meeting JOIN training_session session
            ON session.id = meeting.session_id AND session.status = 'held'
        WHERE {inside("meeting.starts_at")} GROUP BY GROUPING SETS ((session.organiser_id), ())
    """,
    "places_offered": f"SELECT department, sum(capacity) FROM ({HELD}) held {EACH_AND_ALL}",
    "fill": f"""
        SELECT department, round(100.0 * sum((SELECT count(*) FROM training_registration
            WHERE session_id = held.id AND status = 'confirmed')) / sum(capacity), 1)
        FROM ({HELD}) held {EACH_AND_ALL}
    """,
    "cost": f"""
        SELECT department, sum(cost) FROM ({HELD}) held WHERE cost IS NOT NULL {EACH_AND_ALL}
    """,
    "cost_per_attendance": f"""
        SELECT department, round(sum(cost) / nullif(sum((SELECT count(*)
            FROM training_attendance mark
            JOIN training_registration registration ON registration.id = mark.registration_id
            WHERE registration.session_id = held.id AND registration.status = 'confirmed'
            AND mark.status IN ('present', 'partly'))), 0), 2)
        FROM ({HELD}) held WHERE cost IS NOT NULL {EACH_AND_ALL}
    """,
    "sessions_cancelled": f"""
        SELECT department, count(*) FROM ({sessions("cancelled")}) session {EACH_AND_ALL}
    """,
    "lead_of_opening": f"""
        SELECT department, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY began_on - {
        DAY.format("greatest(opens_at, published_at)")
    })::numeric, 1)
        FROM ({HELD}) held
        CROSS JOIN LATERAL (SELECT min(at) AS published_at FROM core_auditentry
            WHERE action = 'training.session_published' AND object_type = 'training.session'
            AND object_id = held.id) published
        WHERE greatest(opens_at, published_at) IS NOT NULL {EACH_AND_ALL}
    """,
}

# Places: for the department in which the person served on that day. -------------------------------


def places(status):
    return f"""
        SELECT registration.id, posting.department_id AS department, registration.walk_in,
            held.began_on - {DAY.format("registration.registered_at")} AS lead,
            (SELECT count(*) FROM training_attendance WHERE registration_id = registration.id
                AND status IN ('present', 'partly')) AS came,
            (SELECT count(*) FROM training_attendance WHERE registration_id = registration.id
                AND status = 'absent') AS stayed_away
        FROM training_registration registration
        JOIN ({HELD}) held ON held.id = registration.session_id
        JOIN people_posting posting ON posting.person_id = registration.person_id
            AND daterange(posting.starts_on, posting.ends_on) @> held.held_on
        WHERE registration.status = '{status}'
    """


TAKEN = places("confirmed")
ABSENT = "came = 0 AND stayed_away > 0"
PLACES = {
    "places_confirmed": f"SELECT department, count(*) FROM ({TAKEN}) taken {EACH_AND_ALL}",
    "places_waited_for": f"""
        SELECT department, count(*) FROM ({places("waiting")}) waited {EACH_AND_ALL}
    """,
    "places_attended": f"""
        SELECT department, count(*) FROM ({TAKEN}) taken WHERE came > 0 {EACH_AND_ALL}
    """,
    "places_absent": f"""
        SELECT department, count(*) FROM ({TAKEN}) taken WHERE {ABSENT} {EACH_AND_ALL}
    """,
    "no_shows": f"""
        SELECT department, round(100.0 * count(*) FILTER (WHERE {ABSENT}) / nullif(count(*), 0), 1)
        FROM ({TAKEN}) taken {EACH_AND_ALL}
    """,
    "lead_of_registration": f"""
        SELECT department, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY lead)::numeric, 1)
        FROM ({TAKEN}) taken WHERE NOT walk_in {EACH_AND_ALL}
    """,
}

# Ethics Officers, and what their departments owe --------------------------------------------------


def existing(day):
    return f"""
        SELECT id AS department FROM people_department
        WHERE daterange(starts_on, ends_on) @> {day}
    """


LAST_DAY = "(%(ends_on)s::date - 1)"
FILLED = f"""
    EXISTS (SELECT FROM ethics_officers_designation officer
    WHERE officer.department_id = department AND officer.capacity = 'officer'
    AND daterange(officer.starts_on, officer.ends_on) @> {LAST_DAY})
"""
OFFICERS = {
    "vacant_days": """
        SELECT department.id AS department, count(*)
        FROM people_department department
        JOIN generate_series(%(starts_on)s::date, %(ends_on)s::date - 1, '1 day') day
            ON daterange(department.starts_on, department.ends_on) @> day::date
        WHERE NOT EXISTS (SELECT FROM ethics_officers_designation officer
            WHERE officer.department_id = department.id AND officer.capacity = 'officer'
            AND daterange(officer.starts_on, officer.ends_on) @> day::date)
        GROUP BY GROUPING SETS ((department.id), ())
    """,
    "posts_filled": f"""
        SELECT department, count(*) FROM ({existing(LAST_DAY)}) d WHERE {FILLED} {EACH_AND_ALL}
    """,
    "posts_vacant": f"""
        SELECT department, count(*) FROM ({existing(LAST_DAY)}) d WHERE NOT {FILLED} {EACH_AND_ALL}
    """,
}

# Of each thing owed: the department, its due day, and the day it came, if it did.
STRATEGIES = f"""
    SELECT d.department, coalesce(min(came.starts_on), {LAST_DAY}) AS due_on,
        min(coalesce({DAY.format("came.submitted_at")}, came.endorsed_on)) AS came_on
    FROM ({existing(LAST_DAY)}) d
    LEFT JOIN (SELECT strategy.department_id, strategy.starts_on, version.*
        FROM ethics_officers_strategy strategy
        JOIN ethics_officers_strategyversion version ON version.strategy_id = strategy.id
        WHERE daterange(strategy.starts_on, strategy.ends_on) @> {LAST_DAY}
        AND version.status <> 'draft') came ON came.department_id = d.department
    GROUP BY d.department
"""
PLANS = f"""
    SELECT department.id AS department, first.day::date AS due_on,
        coalesce({DAY.format("plan.submitted_at")}, plan.endorsed_on) AS came_on
    FROM generate_series(%(starts_on)s::date, %(ends_on)s::date - 1, '1 day') first(day)
    JOIN people_department department
        ON daterange(department.starts_on, department.ends_on) @> first.day::date
    LEFT JOIN ethics_officers_workplan plan ON plan.department_id = department.id
        AND daterange(plan.starts_on, plan.ends_on) @> first.day::date AND plan.status <> 'draft'
    WHERE to_char(first.day, 'MM-DD') = '04-01'
"""
RETURNS = f"""
    SELECT owed.department_id AS department, owed.due_on,
        (SELECT min({DAY.format("filed_at")}) FROM ethics_officers_filedreturn
            WHERE annual_return_id = owed.id) AS came_on
    FROM ethics_officers_annualreturn owed
    JOIN ethics_officers_questionnaire asked ON asked.id = owed.questionnaire_id
    WHERE asked.published_at IS NOT NULL AND {INSIDE.format("owed.due_on")}
"""


def owed(name, things):
    which = {
        "due": "true",
        "received": "came_on IS NOT NULL",
        "late": "came_on > due_on",
        "outstanding": "came_on IS NULL",
    }
    return {
        f"{name}_{state}": f"""
            SELECT department, count(*) FROM ({things}) owed WHERE {condition} {EACH_AND_ALL}
        """
        for state, condition in which.items()
    }


# Activities, plan items ---------------------------------------------------------------------------

LOGGED = f"""
    SELECT activity.*, activity.department_id AS department FROM ethics_officers_activity activity
    WHERE withdrawn_at IS NULL AND {INSIDE.format("happened_on")}
"""
TOLD = f"""
    SELECT department, reach.* FROM ({LOGGED}) logged
    JOIN ethics_officers_activityreach reach ON reach.activity_id = logged.id
    WHERE logged.session_id IS NULL
"""
PLANNED = f"""
    SELECT plan.department_id AS department, item.status FROM ethics_officers_planitem item
    JOIN ethics_officers_workplan plan ON plan.id = item.plan_id
    WHERE plan.status <> 'draft' AND {INSIDE.format("plan.starts_on")} AND item.status <> 'dropped'
"""
WORK = {
    "activities": f"SELECT department, count(*) FROM ({LOGGED}) logged {EACH_AND_ALL}",
    "activity_attendances": f"SELECT department, sum(attendances) FROM ({TOLD}) t {EACH_AND_ALL}",
    "activity_persons": f"SELECT department, sum(persons) FROM ({TOLD}) told {EACH_AND_ALL}",
    "plan_items": f"SELECT department, count(*) FROM ({PLANNED}) planned {EACH_AND_ALL}",
    "plan_items_done": f"""
        SELECT department, count(*) FROM ({PLANNED}) p WHERE status = 'done' {EACH_AND_ALL}
    """,
    "plan_items_explained": f"""
        SELECT department, count(*) FROM ({PLANNED}) p WHERE status = 'explained' {EACH_AND_ALL}
    """,
    "plan_items_done_share": f"""
        SELECT department, round(100.0 * count(*) FILTER (WHERE status = 'done')
            / nullif(count(*), 0), 1)
        FROM ({PLANNED}) planned {EACH_AND_ALL}
    """,
}

# Publications -------------------------------------------------------------------------------------

ASKED = f"""
    SELECT recipient.department_id AS department, recipient.person_id, round.circulation_id,
        recipient.acknowledged_at IS NOT NULL
            OR (recipient.opened_at IS NOT NULL AND NOT circulation.must_acknowledge) AS has_read
    FROM publications_recipient recipient
    JOIN publications_circulationround round ON round.id = recipient.round_id
    JOIN publications_circulation circulation ON circulation.id = round.circulation_id
    WHERE {inside("round.begun_at")}
"""
COPIES_SENT = f"""
    SELECT department_id AS department, allotted FROM publications_copyorder
    WHERE {inside("sent_at")}
"""
PUBLICATIONS = {
    "circulations": f"""
        SELECT department, count(DISTINCT circulation_id) FROM ({ASKED}) asked {EACH_AND_ALL}
    """,
    "persons_asked_to_read": f"""
        SELECT department, count(DISTINCT person_id) FROM ({ASKED}) asked {EACH_AND_ALL}
    """,
    "readers": f"""
        SELECT department, count(DISTINCT person_id) FROM ({ASKED}) asked
        WHERE has_read {EACH_AND_ALL}
    """,
    "share_read": f"""
        SELECT department, round(100.0 * count(DISTINCT person_id) FILTER (WHERE has_read)
            / nullif(count(DISTINCT person_id), 0), 1)
        FROM ({ASKED}) asked {EACH_AND_ALL}
    """,
    "copies_asked": f"""
        SELECT department_id AS department, sum(copies) FROM publications_copyorder
        WHERE {inside("ordered_at")} GROUP BY GROUPING SETS ((department_id), ())
    """,
    "copies_sent": f"SELECT department, sum(allotted) FROM ({COPIES_SENT}) sent {EACH_AND_ALL}",
    "copies_departments": f"""
        SELECT department, count(DISTINCT department) FROM ({COPIES_SENT}) sent {EACH_AND_ALL}
    """,
}

# Recruits: what was required within probation, as at the end of the period. ----------------------

RECRUITS = """
    SELECT owed.person_id, posting.department_id AS department,
        bool_or(owed.done IS NULL) AS is_open,
        coalesce(bool_or(owed.done > owed.due), false) AS late
    FROM (
        SELECT requirement.audience_id, person.id AS person_id, person.probation_ends_on AS due, (
            SELECT min(registration.completed_on) FROM training_registration registration
            JOIN training_session session ON session.id = registration.session_id
            WHERE session.course_id = requirement.course_id
                AND registration.person_id = person.id
                AND registration.completed_on < %(ends_on)s
        ) AS done
        FROM training_requirement requirement
        JOIN people_person person ON person.probation_ends_on >= requirement.starts_on
        WHERE requirement.basis = 'within_probation' AND requirement.starts_on < %(ends_on)s
            AND (requirement.ends_on IS NULL OR person.probation_ends_on < requirement.ends_on)
            AND person.probation_ends_on >= %(starts_on)s
            AND person.probation_ends_on < %(ends_on)s
    ) owed
    JOIN people_audience audience ON audience.id = owed.audience_id
    JOIN people_posting posting ON posting.person_id = owed.person_id
        AND daterange(posting.starts_on, posting.ends_on) @> least(owed.due, owed.done)
        AND posting.level = ANY(audience.levels)
    GROUP BY owed.person_id, posting.department_id
"""


def recruits(of):
    return f"""
        SELECT department, count(*) FROM ({RECRUITS}) recruit WHERE {of} GROUP BY department
        UNION ALL SELECT NULL, count(*) FROM (
            SELECT bool_or(is_open) AS is_open, bool_or(late) AS late FROM ({RECRUITS}) recruit
            GROUP BY person_id
        ) person WHERE {of}
    """


DUE = {
    "recruits_due": recruits("true"),
    "recruits_on_time": recruits("NOT is_open AND NOT late"),
    "recruits_late": recruits("NOT is_open AND late"),
    "recruits_outstanding": recruits("is_open"),
}

SQL = {
    **TRAINING,
    **DUE,
    **SESSIONS,
    **PLACES,
    **OFFICERS,
    **owed("strategies", STRATEGIES),
    **owed("plans", PLANS),
    **owed("returns", RETURNS),
    **WORK,
    **PUBLICATIONS,
}
