"""The pages on which talks are asked for and answered."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry, GeneralHoliday
from ethics_officers.models import TalkRequest
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import (
    PlanItemFactory,
    TalkRequestFactory,
    WorkPlanFactory,
    organisation,
)
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    EngagementFactory,
    SessionFactory,
    SpeakerFactory,
    TopicFactory,
    VenueFactory,
    person_with_role,
)
from tests.pages import rows, words
from tests.queries import queries_of
from training.models import Session

pytestmark = pytest.mark.django_db

LIST = reverse("ethics_officers:talk-request-list")
ASKED_FOR = ["2026-12-08", "2026-12-10", "2026-12-15"]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def item(customs):
    return PlanItemFactory(
        plan__department=customs, title="Talks on advantages", target=200, topic=TopicFactory()
    )


@pytest.fixture
def talk(item):
    return TalkRequestFactory(item=item, topic=item.topic, place="Room 302")


@pytest.fixture
def officer(sign_in, customs):
    return sign_in(person_with_role(Role.ETHICS_OFFICER, customs))


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def page(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def typed(**values):
    given = {
        "asked_of": organisation("ICAC").pk,
        "topic": TopicFactory().pk,
        "levels": ["junior"],
        "expected": 60,
        "minutes": 90,
        "place": "Room 302",
        "message": "Cases of the counter, please.",
    }
    for number, day in enumerate(ASKED_FOR, start=1):
        given |= {f"date_{number}": day, f"starts_{number}": "14:30"}
    return given | values


def accepted(talk, **values):
    given = {
        "seen": talk.asked_at.isoformat(),
        "when": talk.starts[0].astimezone(dt.UTC).isoformat(),
        "minutes": 90,
        "venue": "",
        "speaker": SpeakerFactory().pk,
        "course": CourseFactory(title_en="Advantages", title_zh_hant="接受利益").pk,
        "kind": "seminar",
        "language": "cantonese",
        "capacity": 60,
    }
    return given | values


# Asking -----------------------------------------------------------------------------------------


def test_the_form_begins_with_the_values_of_the_item(officer, item):
    form = officer.get(page("talk-request-create", item)).context["form"]

    assert form.initial == {"topic": item.topic_id, "levels": [], "expected": 200}


def test_an_officer_asks_for_a_talk(officer, item):
    response = officer.post(page("talk-request-create", item), typed())

    talk = TalkRequest.objects.get()
    assert response.url == page("talk-request-detail", talk)
    assert (talk.item, talk.expected, talk.place) == (item, 60, "Room 302")
    assert [start.isoformat() for start in talk.starts] == [
        f"{day}T06:30:00+00:00" for day in ASKED_FOR
    ]


def test_the_same_date_twice_is_refused_beside_the_second_with_all_that_was_typed(officer, item):
    response = officer.post(page("talk-request-create", item), typed(date_2=ASKED_FOR[0]))

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "date_2": ["This date is given already. Choose another."]
    }
    assert "Cases of the counter, please." in response.text


def test_a_date_gone_by_is_refused_with_a_sentence(officer, item):
    response = officer.post(page("talk-request-create", item), typed(date_1="2026-11-20"))

    assert response.status_code == 422
    assert "20 November 2026, 14:30 is in the past. Choose a later date." in response.text


def test_days_without_work_and_general_holidays_are_told_while_typing(officer, item):
    GeneralHoliday.objects.create(
        date=dt.date(2026, 12, 25),
        name_en="Christmas Day",
        name_zh_hant="聖誕節",
        name_zh_hans="圣诞节",
    )

    response = officer.get(
        page("talk-request-create", item),
        {"date_1": "2026-12-25", "starts_1": "14:30", "date_2": "2026-12-26", "starts_2": "10:00"},
        headers={"HX-Request": "true"},
    )

    said = words(response)
    assert "Friday 25 December 2026 14:30 General holiday: Christmas Day" in said
    assert "Saturday 26 December 2026 10:00 Not a working day" in said
    assert "<html" not in response.text


def test_a_change_asks_again(officer, talk):
    TalkRequest.objects.update(status="answered", answer="Would the 17th suit?")

    assert "Would the 17th suit?" in officer.get(page("talk-request-change", talk)).text
    officer.post(page("talk-request-change", talk), typed(expected=80))

    changed = TalkRequest.objects.get()
    assert (changed.status, changed.expected) == ("asked", 80)


def test_withdrawing_says_first_whom_it_touches(officer, talk):
    person_with_role(Role.ICAC_STAFF, posting__department=talk.asked_of)

    asked = words(officer.get(page("talk-request-withdraw", talk)))
    assert "1 person of The ICAC is told by mail." in asked
    officer.post(page("talk-request-withdraw", talk))

    assert TalkRequest.objects.get().status == "withdrawn"


def test_withdrawing_what_was_declined_is_refused_on_the_page(officer, talk):
    TalkRequest.objects.update(
        status="declined", answered_at=NOW, answered_by=person_with_role(Role.ICAC_STAFF).user
    )

    response = officer.post(page("talk-request-withdraw", talk))

    assert response.status_code == 422
    assert "declined this request" in response.text


# Answering --------------------------------------------------------------------------------------


def test_staff_accept_and_the_session_is_there(staff, talk, customs):
    response = staff.post(page("talk-request-accept", talk), accepted(talk) | {"publish": "1"})

    session = Session.objects.get()
    assert response.url == page("talk-request-detail", talk)
    assert (session.status, session.title_en, session.title_zh_hant) == (
        "published",
        "Advantages",
        "接受利益",
    )
    assert session.meetings.get().venue.name_en == "Customs: Room 302"
    assert list(session.audience.departments.all()) == [customs]


def test_staff_accept_on_another_date_with_a_draft(staff, talk):
    other = {"when": "other", "other_date": "2026-12-17", "other_starts": "10:00"}

    staff.post(page("talk-request-accept", talk), accepted(talk, **other))

    session = Session.objects.get()
    assert (session.status, session.starts_at.isoformat()) == (
        "draft",
        "2026-12-17T02:00:00+00:00",
    )


def test_another_date_has_to_be_given(staff, talk):
    response = staff.post(page("talk-request-accept", talk), accepted(talk, when="other"))

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "other_date": ["Give the other date."],
        "other_starts": ["Say at what time it begins."],
    }


def test_a_speaker_who_speaks_elsewhere_is_named_and_a_reason_lets_it_pass(staff, talk):
    speaker = SpeakerFactory(name_en="LEE Siu-yuk")
    other = SessionFactory(starts_at=talk.starts[0], title_en="Another talk")
    EngagementFactory(meeting=other.meetings.get(), speaker=speaker, holds_speaker=True)
    given = accepted(talk, speaker=speaker.pk, publish="1")

    refused = staff.post(page("talk-request-accept", talk), given)
    passed = staff.post(
        page("talk-request-accept", talk), given | {"override_reason": "Next door."}
    )

    assert refused.status_code == 422
    assert "LEE Siu-yuk" in refused.text
    assert "“Another talk”" in refused.text
    assert passed.status_code == 302


def test_accepting_what_the_department_changed_meanwhile_shows_it_anew(staff, talk):
    given = accepted(talk)
    TalkRequest.objects.update(asked_at=NOW + dt.timedelta(minutes=5), expected=90)

    response = staff.post(page("talk-request-accept", talk), given)

    assert response.status_code == 422
    assert "after you had opened it. Look at it again." in response.text
    seen = response.context["form"]["seen"].value()
    assert seen == TalkRequest.objects.get().asked_at.isoformat()
    assert staff.post(page("talk-request-accept", talk), given | {"seen": seen}).status_code == 302


def test_another_course_fills_in_its_kind_and_language(staff, talk):
    course = CourseFactory(kind="workshop", language="english")

    response = staff.get(page("talk-request-accept", talk), {"course": course.pk})

    form = response.context["form"]
    assert (form["kind"].value(), form["language"].value()) == ("workshop", "english")


def test_staff_answer_with_a_question(staff, talk):
    staff.post(
        page("talk-request-answer", talk),
        {"seen": talk.asked_at.isoformat(), "answer": "Would the 17th suit?"},
    )

    assert TalkRequest.objects.get().status == "answered"
    assert "Would the 17th suit?" in staff.get(page("talk-request-detail", talk)).text


def test_staff_decline_with_a_reason_that_is_not_empty(staff, talk):
    seen = {"seen": talk.asked_at.isoformat()}

    empty = staff.post(page("talk-request-decline", talk), seen | {"answer": " "})
    staff.post(page("talk-request-decline", talk), seen | {"answer": "All booked."})

    assert empty.status_code == 422
    assert TalkRequest.objects.get().status == "declined"


@pytest.mark.parametrize("name", ["accept", "answer", "decline"])
def test_staff_of_another_organisation_see_a_request_and_do_not_answer_it(as_role, talk, name):
    client = as_role(Role.ICAC_STAFF, posting__department=organisation("CSB"))

    assert client.get(page("talk-request-detail", talk)).status_code == 200
    assert client.get(page(f"talk-request-{name}", talk)).status_code == 403
    assert client.post(page(f"talk-request-{name}", talk), accepted(talk)).status_code == 403
    assert TalkRequest.objects.get().status == "asked"


# Lists ------------------------------------------------------------------------------------------


def test_what_waits_for_an_answer_comes_first(staff):
    old = TalkRequestFactory(asked_at=NOW - dt.timedelta(days=9), status="withdrawn")
    new = TalkRequestFactory(asked_at=NOW - dt.timedelta(days=1))
    longest = TalkRequestFactory(asked_at=NOW - dt.timedelta(days=5))

    response = staff.get(LIST)

    assert [row.record for row in response.context["table"].rows] == [longest, new, old]
    assert response.context["unanswered"] == 2


def test_icac_staff_are_told_how_many_wait_for_them(as_role):
    TalkRequestFactory(), TalkRequestFactory(asked_of=organisation("CSB"))

    client = as_role(Role.ICAC_STAFF, posting__department=organisation("ICAC"))

    assert client.get(LIST).context["unanswered"] == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "customs"}, True),
        ({"q": "advantages"}, True),
        ({"q": "fire"}, False),
        ({"status": "asked"}, True),
        ({"status": "declined"}, False),
    ],
)
def test_the_list_is_filtered(staff, talk, query, found):
    assert bool(rows(staff.get(LIST, query))) is found


def test_a_department_lists_its_own(officer, talk, customs):
    TalkRequestFactory(item__title="Of the others")

    response = officer.get(page("talk-requests-of-department", customs))

    assert [row[0] for row in rows(response)] == [f"Talks on advantages {talk.topic.name_en}"]


def test_a_file_holds_what_is_listed_and_is_recorded(officer, talk, customs):
    TalkRequestFactory(item__title="Of the others")

    url = page("talk-requests-of-department", customs)
    text = b"".join(officer.get(url, {"export": "csv"})).decode()

    assert "Talks on advantages" in text
    assert "2026-12-08 14:30; 2026-12-10 14:30; 2026-12-15 14:30" in text
    assert "Of the others" not in text
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.details) == (
        "ethics_officers.talk_requests_exported",
        customs.pk,
        {"format": "csv", "found": 1},
    )


def test_the_list_takes_as_many_queries_for_one_row_as_for_three(staff):
    TalkRequestFactory()
    one = queries_of(staff, LIST)
    TalkRequestFactory(), TalkRequestFactory()

    assert queries_of(staff, LIST) == one


# Others' ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["detail", "change", "withdraw"])
@pytest.mark.parametrize("role", [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER])
def test_a_request_is_absent_for_the_officers_of_another_department(as_role, talk, name, role):
    client = as_role(role)

    assert client.get(page(f"talk-request-{name}", talk)).status_code == 404
    if name != "detail":
        assert client.post(page(f"talk-request-{name}", talk), typed()).status_code == 404


def test_another_department_and_its_items_are_absent_too(as_role, item, customs):
    client = as_role(Role.ETHICS_OFFICER)

    assert client.get(page("talk-requests-of-department", customs)).status_code == 404
    assert client.get(page("talk-request-create", item)).status_code == 404


def test_a_head_sees_the_requests_and_changes_none(sign_in, customs, talk):
    client = sign_in(person_with_role(Role.HEAD_OF_DEPARTMENT, customs))

    response = client.get(page("talk-request-detail", talk))

    assert response.status_code == 200
    assert "Withdraw" not in response.text
    assert client.get(page("talk-request-change", talk)).status_code == 403


def test_a_person_with_two_departments_asks_only_for_items_of_those(sign_in, customs):
    person = person_with_role(Role.ETHICS_OFFICER, customs)
    elsewhere = PlanItemFactory(plan=WorkPlanFactory())

    assert sign_in(person).get(page("talk-request-create", elsewhere)).status_code == 404


def test_an_unknown_venue_is_refused(staff, talk):
    gone = VenueFactory(is_active=False)

    response = staff.post(page("talk-request-accept", talk), accepted(talk, venue=gone.pk))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["venue"]
