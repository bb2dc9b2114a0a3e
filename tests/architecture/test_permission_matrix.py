"""Who may go where: every address, for every role and for nobody.

The table is the specification; an address that is not in it fails.
"""

import uuid

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from people.roles import Role
from tests.factories import person_with_role

EVERYBODY = frozenset(Role)
STAFF = frozenset({Role.PROGRAMME_STAFF, Role.ICAC_STAFF})
OVERSEERS = STAFF | {Role.AUDITOR}
SYSTEM = OVERSEERS | {Role.ADMINISTRATOR}
OFFICERS = frozenset({Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER})
PROGRAMME = OFFICERS | {Role.HEAD_OF_DEPARTMENT}
DEPARTMENTAL = PROGRAMME | {Role.TRAINING_COORDINATOR}
ORDERERS = OFFICERS | {Role.TRAINING_COORDINATOR}

# The roles that get in. The rest are refused with 403; nobody signed in is sent to sign in.
MATRIX = {
    "home": EVERYBODY,
    "reporting:overview": OVERSEERS | DEPARTMENTAL,
    "reporting:saved-list": EVERYBODY,
    "reporting:saved-create": EVERYBODY,
    "reporting:saved-open": EVERYBODY,
    "reporting:saved-edit": EVERYBODY,
    "reporting:saved-end": EVERYBODY,
    "reporting:export-detail": EVERYBODY,
    "reporting:export-file": EVERYBODY,
    "reporting:export-cancel": EVERYBODY,
    "reporting:gaps": OVERSEERS | PROGRAMME,
    "reporting:coverage": OVERSEERS | DEPARTMENTAL,
    "reporting:coverage-everybody": OVERSEERS | DEPARTMENTAL,
    "reporting:coverage-department": DEPARTMENTAL,
    "reporting:coverage-people": OVERSEERS | DEPARTMENTAL,
    "reporting:legislature": OVERSEERS,
    "reporting:programme-report": OVERSEERS,
    "reporting:programme-report-list": OVERSEERS,
    "reporting:programme-report-make": STAFF,
    "reporting:figure-list": OVERSEERS | DEPARTMENTAL,
    "reporting:figure-detail": OVERSEERS | DEPARTMENTAL,
    "reporting:figure-rows": OVERSEERS | DEPARTMENTAL,
    "reporting:document-list": OVERSEERS,
    "reporting:document-open": STAFF,
    "reporting:document-detail": OVERSEERS,
    "reporting:document-count-again": STAFF,
    "reporting:document-send": STAFF,
    "reporting:document-take-back": STAFF,
    "reporting:document-approve": STAFF,
    "reporting:document-send-back": STAFF,
    "reporting:document-begin-again": STAFF,
    "reporting:document-file": OVERSEERS,
    "reporting:document-text": STAFF,
    "reporting:template-detail": OVERSEERS,
    "reporting:template-edit": STAFF,
    "reporting:freeze-list": OVERSEERS,
    "reporting:freeze-create": STAFF,
    "reporting:freeze-detail": OVERSEERS,
    "reporting:freeze-today": OVERSEERS,
    "reporting:freeze-text": OVERSEERS,
    "reporting:due": OVERSEERS | DEPARTMENTAL,
    "reporting:due-people": OVERSEERS | DEPARTMENTAL,
    "reporting:due-sessions": OVERSEERS | DEPARTMENTAL,
    "training:session-list": EVERYBODY,
    "training:session-detail": EVERYBODY,
    "training:registration-create": EVERYBODY,
    "training:registration-cancel": EVERYBODY,
    "training:registration-swap": EVERYBODY,
    "training:registration-calendar": EVERYBODY,
    "training:held-list": DEPARTMENTAL,
    "training:my-record": EVERYBODY,
    "training:calendar-feed-reset": EVERYBODY,
    "training:schedule": OVERSEERS | {Role.SPEAKER},
    "training:calendar": OVERSEERS | {Role.SPEAKER},
    "training:session-manage": OVERSEERS | {Role.SPEAKER},
    "training:session-create": STAFF,
    "training:session-check": STAFF,
    "training:audience-preview": STAFF,
    "training:session-edit": STAFF,
    "training:session-copy": STAFF,
    "training:series-create": STAFF,
    "training:session-reschedule": STAFF,
    "training:session-links": STAFF,
    "training:session-publish": STAFF,
    "training:session-cancel": STAFF,
    "training:session-discard": STAFF,
    "training:session-conclude": STAFF,
    "training:registration-remove": STAFF,
    "training:session-cost": STAFF,
    "training:session-note": STAFF | {Role.SPEAKER},
    "training:session-reminders": STAFF,
    "training:session-messages": OVERSEERS,
    "training:reminder-remove": STAFF,
    "training:attendance-board": STAFF | {Role.SPEAKER},
    "training:attendance-undo": STAFF | {Role.SPEAKER},
    "training:attendance-walk-in": STAFF,
    "training:attendance-sheet": STAFF | {Role.SPEAKER},
    "training:attendance-import": STAFF | {Role.SPEAKER},
    "training:attendance-import-confirm": STAFF | {Role.SPEAKER},
    "training:attendance-template": STAFF | {Role.SPEAKER},
    "training:holiday-list": OVERSEERS,
    "training:holiday-year": {Role.PROGRAMME_STAFF},
    "training:course-list": OVERSEERS,
    "training:course-create": STAFF,
    "training:course-edit": STAFF,
    "training:requirement-list": OVERSEERS,
    "training:requirement-create": STAFF,
    "training:requirement-edit": STAFF,
    "training:requirement-end": STAFF,
    "training:venue-list": OVERSEERS,
    "training:venue-create": STAFF,
    "training:venue-edit": STAFF,
    "training:speaker-list": OVERSEERS,
    "training:speaker-create": STAFF,
    "training:speaker-edit": STAFF,
    "ethics_officers:register": OVERSEERS,
    "ethics_officers:department-detail": OVERSEERS | PROGRAMME,
    "ethics_officers:handover": OVERSEERS | PROGRAMME,
    "ethics_officers:handover-acknowledge": OFFICERS,
    "ethics_officers:contact-correct": OFFICERS | {Role.PROGRAMME_STAFF},
    "ethics_officers:designation-history": OVERSEERS | PROGRAMME,
    "ethics_officers:designation-import": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:designation-import-confirm": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:designation-template": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:designation-create": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:designation-end": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:our-department": PROGRAMME,
    "ethics_officers:plan-of-department": OVERSEERS | PROGRAMME,
    "ethics_officers:overview": OVERSEERS | PROGRAMME,
    "ethics_officers:plan-detail": OVERSEERS | PROGRAMME,
    "ethics_officers:activity-list": OVERSEERS | PROGRAMME,
    "ethics_officers:activity-create": OFFICERS,
    "ethics_officers:activity-detail": OVERSEERS | PROGRAMME,
    "ethics_officers:activity-edit": OFFICERS,
    "ethics_officers:activity-withdraw": OFFICERS,
    "ethics_officers:activity-share": OFFICERS,
    "ethics_officers:activity-unshare": OFFICERS,
    "ethics_officers:evidence-add": OFFICERS,
    "ethics_officers:evidence-file": OVERSEERS | PROGRAMME,
    "ethics_officers:evidence-remove": OFFICERS,
    "ethics_officers:plan-list": OVERSEERS,
    "ethics_officers:oversight": OVERSEERS,
    "ethics_officers:plan-news": OVERSEERS | PROGRAMME,
    "ethics_officers:plan-start": OFFICERS,
    "ethics_officers:plan-submit": OFFICERS,
    "ethics_officers:plan-take-back": OFFICERS,
    "ethics_officers:plan-return": frozenset({Role.HEAD_OF_DEPARTMENT}),
    "ethics_officers:plan-endorse": PROGRAMME,
    "ethics_officers:plan-comment": PROGRAMME | {Role.PROGRAMME_STAFF},
    "ethics_officers:plan-comment-settle": OFFICERS,
    "ethics_officers:plan-item-detail": OVERSEERS | PROGRAMME,
    "ethics_officers:plan-item-add": OFFICERS,
    "ethics_officers:plan-item-edit": OFFICERS,
    "ethics_officers:plan-item-drop": OFFICERS,
    "ethics_officers:plan-item-explain": OFFICERS,
    "ethics_officers:plan-item-close": OFFICERS,
    "ethics_officers:plan-item-reopen": OFFICERS,
    "ethics_officers:priority-list": OVERSEERS,
    "ethics_officers:priority-create": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:priority-edit": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:priority-publish": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:priority-withdraw": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:talk-request-list": OVERSEERS,
    "ethics_officers:talk-requests-of-department": OVERSEERS | PROGRAMME,
    "ethics_officers:talk-request-detail": OVERSEERS | PROGRAMME,
    "ethics_officers:talk-request-create": OFFICERS,
    "ethics_officers:talk-request-change": OFFICERS,
    "ethics_officers:talk-request-withdraw": OFFICERS,
    "ethics_officers:talk-request-accept": STAFF,
    "ethics_officers:talk-request-answer": STAFF,
    "ethics_officers:talk-request-decline": STAFF,
    "ethics_officers:item-sessions": OVERSEERS | PROGRAMME,
    "ethics_officers:session-link": OFFICERS,
    "ethics_officers:session-unlink": OFFICERS,
    "ethics_officers:publication-link": OFFICERS,
    "ethics_officers:publication-unlink": OFFICERS,
    "ethics_officers:strategy-list": OVERSEERS,
    "ethics_officers:strategy-of-department": OVERSEERS | PROGRAMME,
    "ethics_officers:strategy-begin": OFFICERS,
    "ethics_officers:strategy-version-begin": OFFICERS,
    "ethics_officers:strategy-version": OVERSEERS | PROGRAMME,
    "ethics_officers:strategy-edit": OFFICERS,
    "ethics_officers:strategy-compare": OVERSEERS | PROGRAMME,
    "ethics_officers:strategy-document": OVERSEERS | PROGRAMME,
    "ethics_officers:strategy-document-change": OFFICERS,
    "ethics_officers:strategy-submit": OFFICERS,
    "ethics_officers:strategy-endorse": frozenset({Role.HEAD_OF_DEPARTMENT}),
    "ethics_officers:strategy-return": frozenset({Role.HEAD_OF_DEPARTMENT}),
    "ethics_officers:strategy-endorsement": OFFICERS,
    "ethics_officers:return-list": OVERSEERS,
    "ethics_officers:return-of-department": PROGRAMME | OVERSEERS,
    "ethics_officers:return-detail": PROGRAMME | OVERSEERS,
    "ethics_officers:return-print": PROGRAMME,
    "ethics_officers:return-file": frozenset({Role.ETHICS_OFFICER}),
    "ethics_officers:return-reopen": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:filed-return-detail": PROGRAMME | OVERSEERS,
    "ethics_officers:footnote-create": frozenset({Role.ETHICS_OFFICER, Role.PROGRAMME_STAFF}),
    "ethics_officers:figure-detail": PROGRAMME | OVERSEERS,
    "ethics_officers:questionnaire-list": OVERSEERS,
    "ethics_officers:questionnaire-create": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:questionnaire-detail": OVERSEERS,
    "ethics_officers:questionnaire-preview": OVERSEERS,
    "ethics_officers:questionnaire-publish": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:answers-export": OVERSEERS,
    "ethics_officers:question-create": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:question-edit": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:question-move": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:question-remove": frozenset({Role.PROGRAMME_STAFF}),
    "ethics_officers:good-practice-list": OVERSEERS | OFFICERS,
    "ethics_officers:good-practice-detail": OVERSEERS | OFFICERS,
    "ethics_officers:network": OVERSEERS | OFFICERS,
    "ethics_officers:directory": OVERSEERS | OFFICERS,
    "ethics_officers:board": OVERSEERS | OFFICERS,
    "ethics_officers:board-question": OVERSEERS | OFFICERS,
    "ethics_officers:board-ask": STAFF | OFFICERS,
    "ethics_officers:board-subscription": STAFF | OFFICERS,
    "ethics_officers:board-question-close": STAFF | OFFICERS,
    "ethics_officers:board-question-reopen": STAFF | OFFICERS,
    "ethics_officers:board-question-withdraw": STAFF | OFFICERS,
    "ethics_officers:board-answer-withdraw": STAFF | OFFICERS,
    "ethics_officers:thematic-session-list": OVERSEERS | OFFICERS,
    "ethics_officers:thematic-session-mark": STAFF,
    "ethics_officers:thematic-session-edit": STAFF,
    "ethics_officers:thematic-session-unmark": STAFF,
    "ethics_officers:shared-file-list": OVERSEERS | OFFICERS,
    "ethics_officers:shared-file": OVERSEERS | OFFICERS,
    "ethics_officers:shared-file-create": STAFF | OFFICERS,
    "ethics_officers:shared-file-withdraw": STAFF | OFFICERS,
    "publications:library": EVERYBODY,
    "publications:publication-detail": EVERYBODY,
    "publications:edition-detail": EVERYBODY,
    "publications:rendition-file": EVERYBODY,
    "publications:rendition-preview": EVERYBODY,
    "publications:captions-file": EVERYBODY,
    "publications:making-list": OVERSEERS,
    "publications:publication-create": STAFF,
    "publications:publication-edit": STAFF,
    "publications:publication-archive": STAFF,
    "publications:publication-restore": STAFF,
    "publications:publication-delete": STAFF,
    "publications:edition-create": STAFF,
    "publications:edition-edit": STAFF,
    "publications:edition-discard": STAFF,
    "publications:edition-reopen": STAFF,
    "publications:edition-publish": STAFF,
    "publications:edition-unschedule": STAFF,
    "publications:edition-expire": STAFF,
    "publications:edition-withdraw": STAFF,
    "publications:rendition-add": STAFF,
    "publications:rendition-describe": STAFF,
    "publications:rendition-exempt": STAFF,
    "publications:rendition-remove": STAFF,
    "publications:review-ask": STAFF,
    "publications:review-answer": OVERSEERS,
    "publications:review-recall": STAFF,
    "publications:outsider-links": OVERSEERS,
    "publications:outsider-link-revoke": STAFF,
    "publications:my-reading": EVERYBODY,
    "publications:publication-acknowledge": EVERYBODY,
    "publications:circulation-list": OVERSEERS | DEPARTMENTAL,
    "publications:circulation-detail": OVERSEERS | DEPARTMENTAL,
    "publications:circulation-reach": OVERSEERS | DEPARTMENTAL,
    "publications:circulation-chase": STAFF | {Role.TRAINING_COORDINATOR, Role.ETHICS_OFFICER},
    "publications:circulation-create": STAFF,
    "publications:circulation-edit": STAFF,
    "publications:circulation-send": STAFF,
    "publications:circulation-end": STAFF,
    "publications:circulation-cancel": STAFF,
    "publications:rendition-watching": EVERYBODY,
    "publications:rendition-captions": STAFF,
    "publications:rendition-poster": STAFF,
    "publications:rendition-convert": STAFF,
    "publications:captions-remove": STAFF,
    "publications:stock-list": OVERSEERS,
    "publications:stock-detail": OVERSEERS,
    "publications:stock-create": STAFF,
    "publications:stock-edit": STAFF,
    "publications:stock-receive": STAFF,
    "publications:stock-correct": STAFF,
    "publications:stock-allot": STAFF,
    "publications:copies-to-order": ORDERERS,
    "publications:copy-order-create": ORDERERS,
    "publications:own-copy-orders": ORDERERS,
    "publications:copy-order-list": OVERSEERS,
    "publications:copy-order-detail": OVERSEERS | ORDERERS,
    "publications:copy-order-withdraw": ORDERERS,
    "publications:copy-order-confirm": ORDERERS,
    "publications:copy-order-send": STAFF,
    "publications:copy-order-take-back": STAFF,
    "publications:copy-order-decline": STAFF,
    "publications:posted-photo-add": ORDERERS,
    "publications:posted-photo-list": OVERSEERS | ORDERERS,
    "publications:posted-photo-file": OVERSEERS | ORDERERS,
    "publications:posted-photo-remove": STAFF | ORDERERS,
    "notifications:message-list": SYSTEM,
    "notifications:message-detail": SYSTEM,
    "notifications:message-resend": STAFF | {Role.ADMINISTRATOR},
    "notifications:health": SYSTEM,
    "notifications:quarantine": frozenset({Role.ADMINISTRATOR}),
    "notifications:quarantined-delete": frozenset({Role.ADMINISTRATOR}),
    "people:person-list": SYSTEM | DEPARTMENTAL,
    "people:person-detail": SYSTEM | DEPARTMENTAL,
    "people:department-list": SYSTEM | DEPARTMENTAL,
    "people:department-detail": SYSTEM | DEPARTMENTAL,
    "people:role-give": frozenset({Role.ADMINISTRATOR}),
    "people:role-end": frozenset({Role.ADMINISTRATOR}),
    "people:system": SYSTEM,
    "people:permission-table": SYSTEM,
    "people:audit-log": frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
}

# Open without sign-in: these answer anybody. A calendar feed and a link for
# outsiders ask for the secret in their addresses.
OPEN = {
    "language-set",
    "healthz",
    "account_login",
    "training:calendar-feed",
    "publications:outside",
    "publications:outside-file",
}

# Open in the sample only; elsewhere they do not exist.
OPEN_IN_SAMPLE = {
    "people:sample-sign-in",
    "notifications:caught-mail-list",
    "notifications:caught-mail-detail",
    "notifications:caught-mail-html",
    "notifications:caught-mail-download",
    "notifications:caught-mail-calendar",
}


def walk(resolver, namespace=""):
    """Every address of ours, by name, with its view."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry, inner)
        elif isinstance(entry, URLPattern) and not entry.callback.__module__.startswith("allauth"):
            yield f"{namespace}{entry.name}", entry


ADDRESSES = dict(walk(get_resolver()))


def address_of(name):
    """An address of this name; what it leads to need not exist."""
    converters = ADDRESSES[name].pattern.converters
    anything = {
        parameter: uuid.UUID(int=1) if isinstance(converter, UUIDConverter) else 1
        for parameter, converter in converters.items()
    }
    return reverse(name, kwargs=anything)


def test_the_table_knows_every_address():
    assert set(ADDRESSES) == set(MATRIX) | OPEN | OPEN_IN_SAMPLE


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_every_view_says_who_may_use_it_or_that_it_is_open(name):
    view = ADDRESSES[name].callback
    is_open = getattr(view, "login_required", True) is False

    assert is_open == (name in OPEN | OPEN_IN_SAMPLE)
    assert is_open or hasattr(view, "required_permissions")


# All addresses in one test for each role and method: to make somebody of that role for every
# address took most of the time of all tests.
@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(Role))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_role_gets_in_exactly_where_the_table_says(sign_in, role, method):
    client = sign_in(person_with_role(role))
    answers = {
        name: getattr(client, method)(address_of(name)).status_code for name in sorted(MATRIX)
    }

    refused = {name for name, status in answers.items() if status == 403}

    wrong_method = {name for name, status in answers.items() if status == 405}
    assert refused == {name for name in MATRIX if role not in MATRIX[name]} - wrong_method


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_in_without_signing_in(client, method):
    answers = {name: getattr(client, method)(address_of(name)) for name in sorted(MATRIX)}

    assert {answer.status_code for answer in answers.values()} == {302}
    sign_in_page = reverse(settings.LOGIN_URL)
    assert [name for name, it in answers.items() if not it.url.startswith(sign_in_page)] == []
