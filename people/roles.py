"""Roles, what each may do, and how far it reaches. The one place that says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CIVIL_SERVANT = "civil_servant", _("Civil servant")
    TRAINING_COORDINATOR = "training_coordinator", _("Training co-ordinator")
    ETHICS_OFFICER = "ethics_officer", _("Ethics Officer")
    ASSISTANT_ETHICS_OFFICER = "assistant_ethics_officer", _("Assistant Ethics Officer")
    HEAD_OF_DEPARTMENT = "head_of_department", _("Head of department")
    SPEAKER = "speaker", _("Speaker")
    PROGRAMME_STAFF = "programme_staff", _("Programme staff")
    ICAC_STAFF = "icac_staff", _("ICAC staff")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Permission(models.TextChoices):
    """Something a view or an action asks for. Labels are read by administrators."""

    TAKE_TRAINING = "take_training", _("Find and take sessions, and keep a record")
    READ_PUBLICATIONS = "read_publications", _("Read publications")
    VIEW_LIBRARY = (
        "view_library",
        _("See drafts, earlier editions and circulations of all publications"),
    )
    MANAGE_LIBRARY = "manage_library", _("Write publications and have them reviewed")
    REVIEW_FOR_CSB = "review_for_csb", _("Review publications on behalf of CSB")
    REVIEW_FOR_ICAC = "review_for_icac", _("Review publications on behalf of ICAC")
    CIRCULATE = "circulate", _("Circulate publications to those who are to read them")
    CHASE_READERS = (
        "chase_readers",
        _("Remind those of the department who have not read what is circulated"),
    )
    MANAGE_COPIES = "manage_copies", _("Keep the stock of printed copies and allot it")
    ORDER_COPIES = "order_copies", _("Order printed copies for the department")
    VIEW_OWN_DEPARTMENT = (
        "view_own_department",
        _("See the people and the training of the department"),
    )
    VIEW_ENGAGEMENTS = "view_engagements", _("See the sessions one speaks at")
    MARK_ATTENDANCE = "mark_attendance", _("Mark attendance")
    VIEW_SCHEDULE = "view_schedule", _("See all sessions, drafts and registrations")
    MANAGE_SCHEDULE = "manage_schedule", _("Schedule courses, sessions, venues and speakers")
    MANAGE_ALL_SESSIONS = (
        "manage_all_sessions",
        _("Run sessions of every organiser, not of the own one only"),
    )
    VIEW_MESSAGES = "view_messages", _("See what is sent, to whom, and what failed")
    RESEND_MESSAGES = "resend_messages", _("Send a message again that failed or was missed")
    VIEW_ETHICS_OFFICERS = "view_ethics_officers", _("See the register of Ethics Officers")
    MANAGE_ETHICS_OFFICERS = (
        "manage_ethics_officers",
        _("Record who is designated as Ethics Officer"),
    )
    VIEW_OWN_PROGRAMME = (
        "view_own_programme",
        _("See the integrity strategy, plan, activities and return of the department"),
    )
    MANAGE_OWN_PROGRAMME = (
        "manage_own_programme",
        _("Write the integrity strategy, plan, activities and return of the department"),
    )
    SIGN_RETURN = "sign_return", _("Sign and file the annual return of the department")
    ENDORSE_OWN_PROGRAMME = (
        "endorse_own_programme",
        _("Endorse the integrity strategy and plan of the department"),
    )
    VIEW_PROGRAMMES = (
        "view_programmes",
        _("See the integrity strategies, plans, activities and returns of all departments"),
    )
    MANAGE_PROGRAMMES = (
        "manage_programmes",
        _("Set priorities and questionnaires, and comment on plans and returns"),
    )
    USE_NETWORK = (
        "use_network",
        _("Take part in the network: directory, questions, good practice, shared files"),
    )
    ANSWER_FOR_ICAC = "answer_for_icac", _("Answer questions of the network on behalf of ICAC")
    VIEW_REPORTS = "view_reports", _("See the reports of the whole service")
    MANAGE_REPORTS = (
        "manage_reports",
        _("Require courses, freeze figures, write reports and their templates"),
    )
    REVIEW_REPORTS = "review_reports", _("Review reports that somebody else wrote")
    VIEW_HEALTH = "view_health", _("See whether the system runs well")
    MANAGE_QUARANTINE = (
        "manage_quarantine",
        _("See and delete the files in which a virus was found"),
    )
    VIEW_PEOPLE = "view_people", _("See people, their postings and roles")
    MANAGE_PEOPLE = "manage_people", _("Give and end roles")
    VIEW_AUDIT_LOG = "view_audit_log", _("Read the audit log")


_EVERYBODY = frozenset({Permission.TAKE_TRAINING, Permission.READ_PUBLICATIONS})
_PROGRAMME = frozenset(
    {
        Permission.VIEW_LIBRARY,
        Permission.MANAGE_LIBRARY,
        Permission.CIRCULATE,
        Permission.MANAGE_COPIES,
        Permission.VIEW_SCHEDULE,
        Permission.MANAGE_SCHEDULE,
        Permission.MARK_ATTENDANCE,
        Permission.VIEW_MESSAGES,
        Permission.RESEND_MESSAGES,
        Permission.VIEW_ETHICS_OFFICERS,
        Permission.VIEW_PROGRAMMES,
        Permission.USE_NETWORK,
        Permission.VIEW_PEOPLE,
        Permission.VIEW_HEALTH,
        Permission.VIEW_REPORTS,
        Permission.MANAGE_REPORTS,
        Permission.REVIEW_REPORTS,
    }
)
_ASSISTANT = frozenset(
    {
        Permission.VIEW_OWN_DEPARTMENT,
        Permission.VIEW_OWN_PROGRAMME,
        Permission.MANAGE_OWN_PROGRAMME,
        Permission.USE_NETWORK,
        Permission.ORDER_COPIES,
    }
)

PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.CIVIL_SERVANT: _EVERYBODY,
    Role.TRAINING_COORDINATOR: frozenset(
        {Permission.VIEW_OWN_DEPARTMENT, Permission.ORDER_COPIES, Permission.CHASE_READERS}
    ),
    Role.ETHICS_OFFICER: _ASSISTANT | {Permission.SIGN_RETURN, Permission.CHASE_READERS},
    Role.ASSISTANT_ETHICS_OFFICER: _ASSISTANT,
    Role.HEAD_OF_DEPARTMENT: frozenset(
        {
            Permission.VIEW_OWN_DEPARTMENT,
            Permission.VIEW_OWN_PROGRAMME,
            Permission.ENDORSE_OWN_PROGRAMME,
        }
    ),
    Role.SPEAKER: frozenset({Permission.VIEW_ENGAGEMENTS, Permission.MARK_ATTENDANCE}),
    Role.PROGRAMME_STAFF: _PROGRAMME
    | {
        Permission.MANAGE_ALL_SESSIONS,
        Permission.MANAGE_ETHICS_OFFICERS,
        Permission.MANAGE_PROGRAMMES,
        Permission.REVIEW_FOR_CSB,
    },
    Role.ICAC_STAFF: _PROGRAMME | {Permission.ANSWER_FOR_ICAC, Permission.REVIEW_FOR_ICAC},
    Role.AUDITOR: frozenset(
        {
            Permission.READ_PUBLICATIONS,
            Permission.VIEW_LIBRARY,
            Permission.VIEW_SCHEDULE,
            Permission.VIEW_MESSAGES,
            Permission.VIEW_ETHICS_OFFICERS,
            Permission.VIEW_PROGRAMMES,
            Permission.VIEW_PEOPLE,
            Permission.VIEW_AUDIT_LOG,
            Permission.VIEW_HEALTH,
            Permission.VIEW_REPORTS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.VIEW_PEOPLE,
            Permission.MANAGE_PEOPLE,
            Permission.VIEW_AUDIT_LOG,
            Permission.VIEW_HEALTH,
            Permission.MANAGE_QUARANTINE,
            Permission.VIEW_MESSAGES,
            Permission.RESEND_MESSAGES,
        }
    ),
}

# A role of these is held in a department and reaches no further.
DEPARTMENTAL_ROLES = frozenset(
    {
        Role.TRAINING_COORDINATOR,
        Role.ETHICS_OFFICER,
        Role.ASSISTANT_ETHICS_OFFICER,
        Role.HEAD_OF_DEPARTMENT,
    }
)

# These come with something else, and can't be given by hand: being in post, and being designated.
DERIVED_ROLES = frozenset({Role.CIVIL_SERVANT, Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER})

# Who sees or changes what belongs to others may be required to have a second factor.
STAFF_ROLES = frozenset({Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR, Role.ADMINISTRATOR})
