"""What beat asks for, and how often. The names are shown on the page of the system's health."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_noop


def _every(task: str, **span: float) -> dict[str, Any]:
    """Each tick expires before the next one, so that an outage leaves no heap of them behind."""
    schedule = timedelta(**span)
    return {"task": task, "schedule": schedule, "options": {"expires": schedule.total_seconds()}}


BEAT_SCHEDULE = {
    gettext_noop("send due messages"): _every("notifications.tasks.send_due_messages", seconds=5),
    gettext_noop("plan reminders"): _every("training.tasks.plan_reminders", seconds=30),
    gettext_noop("close the attendance of past sessions"): _every(
        "training.tasks.close_attendance", minutes=15
    ),
    gettext_noop("count who is due"): _every("training.tasks.count_due", minutes=10),
    gettext_noop("remind of annual returns"): _every(
        "ethics_officers.tasks.plan_return_reminders", minutes=15
    ),
    gettext_noop("plan the digests of the network"): _every(
        "ethics_officers.tasks.plan_board_digests", minutes=10
    ),
    gettext_noop("tell of posts without an Ethics Officer"): _every(
        "ethics_officers.tasks.tell_of_vacancies", minutes=15
    ),
    gettext_noop("invite officers to thematic sessions"): _every(
        "ethics_officers.tasks.invite_to_thematic_sessions", minutes=30
    ),
    gettext_noop("send circulations"): _every("publications.tasks.send_circulations", seconds=30),
    gettext_noop("follow the audiences of circulations"): _every(
        "publications.tasks.follow_audiences", hours=1
    ),
    gettext_noop("repeat circulations"): _every(
        "publications.tasks.repeat_circulations", minutes=5
    ),
    gettext_noop("remind of what is to be read"): _every(
        "publications.tasks.plan_reading_reminders", minutes=15
    ),
    gettext_noop("remind of reviews, licences and consents"): _every(
        "publications.tasks.plan_library_reminders", minutes=15
    ),
    gettext_noop("bring the library up to date"): _every(
        "publications.tasks.bring_up_to_date", minutes=1
    ),
    gettext_noop("tell of files with a virus"): _every(
        "notifications.tasks.tell_of_quarantined_files", minutes=5
    ),
    gettext_noop("make previews of publications"): _every(
        "publications.tasks.convert_renditions", seconds=10
    ),
    gettext_noop("make files of long lists"): _every("reporting.tasks.make_exports", seconds=5),
    gettext_noop("send reports that are due"): _every(
        "reporting.tasks.send_due_reports", minutes=5
    ),
    gettext_noop("let go of files of lists"): _every("reporting.tasks.forget_exports", hours=1),
    gettext_noop("bring the counts of coverage up to date"): _every(
        "reporting.tasks.refresh_coverage", minutes=5
    ),
    gettext_noop("seal the audit log"): _every("core.tasks.seal_audit_log", minutes=1),
    gettext_noop("remove files that belong to nothing"): _every("core.tasks.sweep_files", hours=6),
}
