"""The page of thematic sessions: what was held, when, and where that is published."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import ThematicSession
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.network_factories import ThematicSessionFactory
from tests.factories import AudienceFactory, SessionFactory
from tests.pages import words
from tests.queries import queries_of
from training.models import Session

pytestmark = pytest.mark.django_db

SESSIONS = reverse("ethics_officers:thematic-session-list")
MARK = reverse("ethics_officers:thematic-session-mark")
NETWORK = reverse("ethics_officers:network")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_workshop_shows_its_number_day_kind_attendance_and_source(as_role):
    ThematicSessionFactory(
        number=21, theme_en="Supervisory accountability", held_on=dt.date(2024, 11, 6),
        attendance="about 150", source="ICAC press release", audience="Ethics Officers",
    )  # fmt: skip

    shown = words(as_role(Role.ETHICS_OFFICER).get(SESSIONS))

    assert (
        "No. 21: Supervisory accountability 6 November 2024 · Workshop · "
        "Ethical Leadership Programme Ethics Officers Attendance: about 150 "
        "Source: ICAC press release"
    ) in shown


def test_session_of_which_only_the_month_is_known_shows_no_day(as_role):
    ThematicSessionFactory(
        theme_en="Procurement", held_on=dt.date(2020, 11, 1), day_known=False,
        kind=ThematicSession.Kind.WEBINAR,
    )  # fmt: skip

    shown = words(as_role(Role.AUDITOR).get(SESSIONS))

    assert "Procurement November 2020 · Webinar" in shown


def test_sessions_are_a_tab_of_the_network_and_say_so_when_there_is_none(as_role):
    client = as_role(Role.ETHICS_OFFICER)

    assert f'href="{SESSIONS}"' in client.get(NETWORK).text
    assert "No thematic session is on record." in client.get(SESSIONS).text


def test_newest_session_comes_first(as_role):
    older = ThematicSessionFactory(held_on=dt.date(2010, 6, 8))
    newer = ThematicSessionFactory(held_on=dt.date(2024, 11, 6))

    page = as_role(Role.ETHICS_OFFICER).get(SESSIONS).context["page"]

    assert list(page) == [newer, older]


def test_page_asks_as_much_for_three_sessions_as_for_one(as_role):
    client = as_role(Role.ETHICS_OFFICER)
    ThematicSessionFactory()
    client.get(SESSIONS)
    of_one = queries_of(client, SESSIONS)
    ThematicSessionFactory.create_batch(2)

    assert queries_of(client, SESSIONS) == of_one


def test_page_asks_as_much_for_three_sessions_of_this_system_as_for_one(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    thematic(draft=True)
    client.get(SESSIONS)
    of_one = queries_of(client, SESSIONS)
    thematic(draft=True)
    thematic(cancelled=True)

    assert queries_of(client, SESSIONS) == of_one


# Sessions of this system ----------------------------------------------------------------------


def thematic(number=None, roles=(Role.ETHICS_OFFICER,), **fields):
    session = SessionFactory(audience=AudienceFactory(roles=list(roles)), **fields)
    return ThematicSessionFactory(of=session, number=number)


def edit_page(each):
    return reverse("ethics_officers:thematic-session-edit", args=[each.pk])


def unmark_page(each):
    return reverse("ethics_officers:thematic-session-unmark", args=[each.pk])


def manage_page(session):
    return reverse("training:session-manage", args=[session.pk])


def test_session_to_come_is_listed_as_it_stands_and_leads_to_its_page(as_role):
    ThematicSessionFactory(held_on=dt.date(2024, 11, 6))
    each = thematic(22, title_en="Supervisory accountability")
    client = as_role(Role.ETHICS_OFFICER)

    response = client.get(SESSIONS)

    assert (
        "No. 22: Supervisory accountability 1 December 2026 · Workshop · "
        "Ethical Leadership Programme Published Open the session"
    ) in words(response)
    page = reverse("training:session-detail", args=[each.session_id])
    assert f'href="{page}"' in response.text
    assert client.get(page).status_code == 200
    assert edit_page(each) not in response.text


def test_officers_see_no_draft_and_assistants_no_session_that_is_not_for_them(as_role):
    thematic(22, draft=True)
    for_officers = thematic(23)

    assert list(as_role(Role.ETHICS_OFFICER).get(SESSIONS).context["page"]) == [for_officers]
    assert list(as_role(Role.ASSISTANT_ETHICS_OFFICER).get(SESSIONS).context["page"]) == []


def test_session_that_was_held_is_history_for_all_the_network(as_role):
    held = thematic(22, status=Session.Status.HELD)

    response = as_role(Role.ASSISTANT_ETHICS_OFFICER).get(SESSIONS)

    assert list(response.context["page"]) == [held]
    assert "Open the session" not in words(response)


def test_staff_find_the_draft_its_number_and_its_page(as_role):
    each = thematic(22, draft=True)

    response = as_role(Role.PROGRAMME_STAFF).get(SESSIONS)

    assert "Draft Open the session" in words(response)
    assert f'href="{manage_page(each.session)}"' in response.text
    assert f'href="{edit_page(each)}"' in response.text
    assert f'href="{MARK}"' in response.text


def test_icac_is_offered_to_change_its_own_sessions_alone(as_role):
    each = thematic(22)

    response = as_role(Role.ICAC_STAFF).get(SESSIONS)

    assert f'href="{manage_page(each.session)}"' in response.text
    assert edit_page(each) not in response.text


def test_session_is_marked_with_the_number_proposed(as_role):
    ThematicSessionFactory(number=21)
    draft = SessionFactory(draft=True, title_en="Supervisory accountability")
    client = as_role(Role.PROGRAMME_STAFF)
    page = client.get(f"{MARK}?session={draft.pk}")
    form = page.context["form"]

    response = client.post(
        MARK,
        {"session": form["session"].value(), "number": form["number"].value()},
        follow=True,
    )

    assert response.redirect_chain == [(manage_page(draft), 302)]
    assert "Ethical Leadership Programme, no. 22" in words(response)
    assert "Once it is published, officers are invited within the hour." in words(response)
    draft.audience.refresh_from_db()
    assert draft.audience.roles == [Role.ETHICS_OFFICER]


def test_refused_number_is_told_and_nothing_typed_is_lost(as_role):
    ThematicSessionFactory(number=21, theme_en="Government procurement")
    draft = SessionFactory(draft=True)
    client = as_role(Role.PROGRAMME_STAFF)

    response = client.post(MARK, {"session": draft.pk, "number": 21, "with_assistants": "on"})

    assert response.status_code == 422
    assert "No. 21 is “Government procurement” already." in words(response)
    assert response.context["form"]["with_assistants"].value() is True
    too_high = client.post(MARK, {"session": draft.pk, "number": 40_000})
    assert "This is too much: write 32767 or less." in words(too_high).replace("\u202f", "")


def test_session_that_can_not_be_thematic_is_not_offered(as_role):
    SessionFactory()
    SessionFactory(cancelled=True)
    thematic(22, draft=True)
    draft = SessionFactory(draft=True)
    for_officers = SessionFactory(audience=AudienceFactory(roles=[Role.ETHICS_OFFICER]))

    form = as_role(Role.PROGRAMME_STAFF).get(MARK).context["form"]

    assert set(form.fields["session"].queryset) == {draft, for_officers}


def test_page_of_a_session_offers_to_make_it_thematic_while_it_can_be(as_role):
    draft, published, marked = SessionFactory(draft=True), SessionFactory(), thematic(draft=True)
    offer = "Make it thematic, for Ethics Officers"
    client = as_role(Role.PROGRAMME_STAFF)

    pages = [client.get(manage_page(each)) for each in (draft, published, marked.session)]

    assert [offer in words(page) for page in pages] == [True, False, False]
    assert f'href="{MARK}?session={draft.pk}"' in pages[0].text
    assert f'href="{edit_page(marked)}"' in pages[2].text


def test_auditor_is_offered_nothing_and_led_to_the_list(as_role):
    each, draft = thematic(22), SessionFactory(draft=True)
    client = as_role(Role.AUDITOR)

    assert f'href="{SESSIONS}"' in client.get(manage_page(each.session)).text
    assert "Make it thematic" not in words(client.get(manage_page(draft)))


def test_page_of_a_session_warns_of_an_audience_that_takes_in_others(as_role):
    each = thematic(22, roles=())

    page = words(as_role(Role.PROGRAMME_STAFF).get(manage_page(each.session)))

    assert "Its audience takes in others, so officers are not invited to it." in page


def test_number_and_audience_are_corrected(as_role):
    each = thematic(22, draft=True)
    client = as_role(Role.PROGRAMME_STAFF)
    assert client.get(edit_page(each)).context["form"]["number"].value() == 22

    response = client.post(edit_page(each), {"number": "", "with_assistants": "on"}, follow=True)

    assert response.redirect_chain == [(SESSIONS, 302)]
    each.refresh_from_db()
    assert each.number is None
    assert len(Session.objects.get(pk=each.session_id).audience.roles) == 2


def test_number_that_is_taken_is_refused_when_it_is_corrected(as_role):
    each = thematic(22)
    ThematicSessionFactory(number=21)

    response = as_role(Role.PROGRAMME_STAFF).post(edit_page(each), {"number": 21})

    assert response.status_code == 422
    assert "with_assistants" not in response.context["form"].fields


def test_draft_is_taken_out_of_the_programme(as_role):
    each = thematic(22, draft=True)
    client = as_role(Role.PROGRAMME_STAFF)
    assert "and its number is free." in words(client.get(unmark_page(each)))

    response = client.post(unmark_page(each), follow=True)

    assert response.redirect_chain == [(manage_page(each.session), 302)]
    assert ThematicSession.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_published_session_stays_in_the_programme(as_role, method):
    each = thematic(22)

    response = getattr(as_role(Role.PROGRAMME_STAFF), method)(unmark_page(each), follow=True)

    assert response.redirect_chain == [(manage_page(each.session), 302)]
    assert "Only a draft can cease to be thematic" in words(response)
    assert ThematicSession.objects.count() == 1


def test_session_of_history_has_no_page_to_change_it(as_role):
    each = ThematicSessionFactory()

    assert as_role(Role.PROGRAMME_STAFF).get(edit_page(each)).status_code == 404
