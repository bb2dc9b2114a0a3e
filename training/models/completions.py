"""Completion: who was at every meeting of a session, and on which day that was so.

`Registration.completed_on` is kept by the database alone, whatever writes marks, meetings or
states: null until the person, confirmed, was present or partly present at every meeting of a
session that was not called off; then the Hong Kong day on which its last meeting began. The
function that works it out is in migration 0008.
"""

import pgtrigger

_OF_SESSIONS = (
    "PERFORM training_complete(ARRAY(SELECT DISTINCT mark.registration_id"
    " FROM training_registration registration"
    " JOIN training_attendance mark ON mark.registration_id = registration.id"
    " WHERE registration.session_id IN ({sessions})));"
    " RETURN NULL;"
)
_OF_REGISTRATIONS = (
    "PERFORM training_complete(ARRAY(SELECT DISTINCT registration_id FROM ({rows}) changed));"
    " RETURN NULL;"
)
_ROWS = {
    "insert": ("SELECT * FROM new_rows", pgtrigger.Insert, pgtrigger.Referencing(new="new_rows")),
    "update": (
        "SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows",
        pgtrigger.Update,
        pgtrigger.Referencing(old="old_rows", new="new_rows"),
    ),
    "delete": ("SELECT * FROM old_rows", pgtrigger.Delete, pgtrigger.Referencing(old="old_rows")),
}


def when_marks_change() -> list[pgtrigger.Trigger]:
    """Give the triggers of the table of marks: once for each statement, however many rows."""
    return [_of_statement(kind, _OF_REGISTRATIONS) for kind in _ROWS]


def when_meetings_change() -> list[pgtrigger.Trigger]:
    """Give the triggers of the table of meetings."""
    return [
        _of_statement(kind, _OF_SESSIONS.replace("{sessions}", "SELECT session_id FROM ({rows}) c"))
        for kind in _ROWS
    ]


def when_session_changes() -> pgtrigger.Trigger:
    """Give the trigger of a session that is called off, or held after all."""
    return pgtrigger.Trigger(
        name="complete_status",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("status"),
        condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
        func=_OF_SESSIONS.format(sessions="NEW.id"),
    )


def when_registration_changes() -> pgtrigger.Trigger:
    """Give the trigger of a registration that is confirmed or cancelled."""
    return pgtrigger.Trigger(
        name="complete_status",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("status"),
        condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
        func="PERFORM training_complete(ARRAY[NEW.id]); RETURN NULL;",
    )


def _of_statement(kind: str, func: str) -> pgtrigger.Trigger:
    rows, operation, referencing = _ROWS[kind]
    return pgtrigger.Trigger(
        name=f"complete_{kind}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=referencing,
        func=func.format(rows=rows),
    )
