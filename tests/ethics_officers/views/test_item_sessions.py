"""The sessions that serve an item of a plan, and closing it when they are held."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import PlanItem, PlanItemPublication, PlanItemSession
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    PlanItemFactory,
    PlanItemPublicationFactory,
    PlanItemSessionFactory,
    TalkRequestFactory,
)
from tests.factories import (
    AudienceFactory,
    DepartmentFactory,
    PersonFactory,
    PublicationFactory,
    SessionFactory,
    person_with_role,
)
from tests.pages import words
from tests.publications.factories import RecipientFactory, RoundFactory
from tests.queries import queries_of
from training import actions as training
from training.models import Attendance, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def item(customs):
    return PlanItemFactory(plan__department=customs, plan__endorsed=True, title="Talks", target=200)


@pytest.fixture
def officer(sign_in, customs):
    return sign_in(person_with_role(Role.ETHICS_OFFICER, customs))


def page(name, item, *more):
    return reverse(f"ethics_officers:{name}", args=[item.pk, *(each.pk for each in more)])


def of_department(department, **values):
    audience = AudienceFactory()
    audience.departments.add(department)
    return SessionFactory(audience=audience, **values)


def held(item, attended=0):
    session = of_department(item.plan.department, status="held")
    PlanItemSessionFactory(item=item, session=session)
    for _each in range(attended):
        person = PersonFactory(posting__department=item.plan.department)
        registration = Registration.objects.create(
            session=session,
            person=person,
            status="confirmed",
            registered_at=NOW,
            registered_by=person.user,
            confirmed_at=NOW,
        )
        Attendance.objects.create(
            meeting=session.meetings.get(),
            registration=registration,
            status="present",
            marked_at=NOW,
            marked_by=person.user,
        )
    return session


def test_an_item_with_a_held_session_shows_its_figure_and_asks_for_a_comment(officer, item):
    held(item, attended=3)

    said = words(officer.get(page("item-sessions", item)))

    assert "3 of 200" in said
    assert "3 of the department were there" in said
    assert "Close the item" in said


def test_it_is_listed_as_to_be_closed_with_its_figure(officer, item, customs):
    held(item, attended=1)

    response = officer.get(page("talk-requests-of-department", customs))

    assert response.context["to_close"] == [item]
    assert "To be closed Talks 1 of 200 Close" in words(response)


def test_an_item_that_is_done_is_to_be_closed_no_more(officer, item, customs):
    held(item)

    officer.post(page("plan-item-close", item), {"comment": "Well received."})

    closed = PlanItem.objects.get()
    assert (closed.status, closed.closing_comment) == ("done", "Well received.")
    listed = officer.get(page("talk-requests-of-department", customs))
    assert listed.context["to_close"] == []


@pytest.mark.parametrize("what", ["a session to come", "a talk asked for", "all called off"])
def test_an_item_with_something_open_is_not_to_be_closed(officer, item, customs, what):
    if what == "all called off":
        PlanItemSessionFactory(item=item, session=of_department(customs, cancelled=True))
    else:
        held(item)
    if what == "a session to come":
        PlanItemSessionFactory(item=item)
    if what == "a talk asked for":
        TalkRequestFactory(item=item)

    listed = officer.get(page("talk-requests-of-department", customs))

    assert listed.context["to_close"] == []
    assert officer.get(page("item-sessions", item)).context["is_to_close"] is False


def test_an_item_takes_a_session_for_its_department_and_lets_it_go(officer, item, customs):
    session = of_department(customs)

    officer.post(page("session-link", item), {"session": session.pk})
    assert [link.session for link in PlanItemSession.objects.all()] == [session]
    officer.post(page("session-unlink", item, session))

    assert not PlanItemSession.objects.exists()


@pytest.mark.parametrize("kind", ["everybody's", "another's", "draft", "cancelled"])
def test_an_item_takes_no_other_session(officer, item, customs, kind):
    session = {
        "everybody's": lambda: SessionFactory(),
        "another's": lambda: of_department(DepartmentFactory()),
        "draft": lambda: of_department(customs, draft=True),
        "cancelled": lambda: of_department(customs, cancelled=True),
    }[kind]()

    response = officer.post(page("session-link", item), {"session": session.pk})

    assert response.status_code == 422
    assert not PlanItemSession.objects.exists()


def test_a_session_made_at_request_stays_with_the_item(officer, item):
    session = held(item)
    TalkRequestFactory(item=item, status="accepted", session=session)

    response = officer.post(page("session-unlink", item, session))

    assert response.status_code == 422
    assert "it stays with the item" in response.text


def test_items_are_absent_for_the_officer_of_another_department(as_role, item):
    session = held(item)
    client = as_role(Role.ETHICS_OFFICER)

    assert client.get(page("item-sessions", item)).status_code == 404
    assert client.post(page("session-link", item), {"session": session.pk}).status_code == 404
    assert client.post(page("session-unlink", item, session)).status_code == 404
    assert PlanItem.objects.get().status == "planned"


def test_staff_see_on_a_sessions_page_what_it_serves_and_a_speaker_does_not(as_role, sign_in, item):
    PlanItem.objects.update(title="Integrity week of Customs")
    session = held(item)
    url = reverse("training:session-manage", args=[session.pk])

    said = words(as_role(Role.PROGRAMME_STAFF).get(url))

    assert "Integrity week of Customs Counts for the work plan of Customs" in said
    speaker = person_with_role(Role.SPEAKER)
    session.meetings.get().engagements.create(speaker=speaker.speaker)
    assert "Integrity week of Customs" not in sign_in(speaker).get(url).text


def test_staff_see_at_whose_request_a_session_was_made(as_role, item):
    session = held(item)
    TalkRequestFactory(item=item, status="accepted", session=session)
    url = reverse("training:session-manage", args=[session.pk])

    said = words(as_role(Role.ICAC_STAFF).get(url))

    assert "Talks Made at the request of Customs" in said


def test_the_page_takes_as_many_queries_for_one_session_as_for_three(officer, item):
    held(item, attended=1)
    one = queries_of(officer, page("item-sessions", item))
    held(item, attended=1), held(item)

    assert queries_of(officer, page("item-sessions", item)) == one


def test_an_item_is_to_be_closed_once_training_concludes_its_session(sign_in, item, customs):
    session = of_department(customs)
    PlanItemSessionFactory(item=item, session=session)
    staff = person_with_role(Role.PROGRAMME_STAFF).user

    with time_machine.travel(session.ends_at, tick=False):
        training.conclude_session(session_id=session.pk, by=staff, now=session.ends_at)
        officer = sign_in(person_with_role(Role.ETHICS_OFFICER, customs))
        response = officer.get(page("item-sessions", item))

    assert response.context["is_to_close"] is True


# Publications ------------------------------------------------------------------------------------


def circulated(item, read=0, asked=0):
    """A publication that serves an item, circulated to its department until yesterday."""
    out = RoundFactory()
    publication = out.edition.publication
    PlanItemPublicationFactory(item=item, publication=publication)
    for number in range(asked):
        done = {"opened_at": NOW, "acknowledged_at": NOW} if number < read else {}
        RecipientFactory(
            round=out,
            department=item.plan.department,
            due_on=TODAY - dt.timedelta(days=1),
            **done,
        )
    return publication


def test_an_item_whose_circulation_is_over_says_who_read_and_asks_for_a_comment(officer, item):
    circulated(item, read=2, asked=3)

    said = words(officer.get(page("item-sessions", item)))
    asks = words(officer.get(page("plan-item-close", item)))
    officer.post(page("plan-item-close", item), {"comment": "Read in a week."})

    assert said.count("acknowledged 2 of 3") == 2
    assert "Close the item" in said
    assert "2 of the 3 officers asked have acknowledged what was circulated." in asks
    assert "Attendances" not in asks
    assert "acknowledged 2 of 3" in words(officer.get(page("plan-item-detail", item)))
    assert PlanItem.objects.get().closing_comment == "Read in a week."


def test_an_item_takes_a_publication_in_circulation_and_lets_it_go(officer, item):
    publication = RoundFactory().edition.publication

    officer.post(page("publication-link", item), {"publication": publication.pk})
    assert PlanItemPublication.objects.get().publication == publication
    officer.post(page("publication-unlink", item, publication))

    assert not PlanItemPublication.objects.exists()


def test_an_item_takes_no_other_publication(officer, item):
    response = officer.post(
        page("publication-link", item), {"publication": PublicationFactory().pk}
    )

    assert response.status_code == 422
    assert not PlanItemPublication.objects.exists()


def test_an_item_that_is_done_keeps_its_publications(officer, item):
    publication = circulated(item, asked=1)
    officer.post(page("plan-item-close", item), {"comment": ""})

    response = officer.post(page("publication-unlink", item, publication))

    assert response.status_code == 422
    assert PlanItemPublication.objects.exists()


def test_a_publication_no_longer_shown_to_the_reader_is_named_and_not_linked(officer, item):
    publication = circulated(item, asked=1)
    type(publication).objects.update(
        archived_at=NOW, archived_by=person_with_role(Role.AUDITOR).user
    )

    response = officer.get(page("item-sessions", item))

    assert publication.title_en in words(response)
    address = reverse("publications:publication-detail", args=[publication.pk])
    assert f'href="{address}"' not in response.text


def test_the_page_takes_as_many_queries_for_one_publication_as_for_three(officer, item):
    circulated(item, asked=1)
    one = queries_of(officer, page("item-sessions", item))
    circulated(item, asked=1), circulated(item, asked=2)

    assert queries_of(officer, page("item-sessions", item)) == one
