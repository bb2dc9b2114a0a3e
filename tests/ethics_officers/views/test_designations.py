"""The register and the pages behind it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import Designation
from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import DepartmentFactory, PersonFactory
from tests.pages import words as plain
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

REGISTER = reverse("ethics_officers:register")
SEE = {Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR}
DEPARTMENTS_OWN = {Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF, posting__department=DepartmentFactory(name_en="ZZ"))


def page_of(department):
    return reverse("ethics_officers:department-detail", args=[department.pk])


def designate_page_of(department):
    return reverse("ethics_officers:designation-create", args=[department.pk])


def history_of(person):
    return reverse("ethics_officers:designation-history", args=[person.pk])


def end_page_of(designation):
    return reverse("ethics_officers:designation-end", args=[designation.pk])


def shown(response):
    return [row.record for row in response.context["table"].rows]


def words(response):
    return " ".join(response.text.split())


# The register ----------------------------------------------------------------------------------


def test_register_shows_the_officer_since_when_and_the_assistants(staff):
    held = DesignationFactory(department__name_en="Customs", starts_on=dt.date(2025, 4, 1))
    assistant = DesignationFactory(department=held.department, capacity="assistant")

    response = staff.get(REGISTER)

    assert [each.name_en for each in shown(response)] == ["Customs", "ZZ"]
    assert held.person.name_en in response.text
    assert assistant.person.name_en in response.text
    assert "1 Apr 2025" in response.text


def test_register_counts_the_days_of_a_vacancy(staff):
    DesignationFactory(department__name_en="Customs", ends_on=TODAY - dt.timedelta(days=34))

    response = staff.get(REGISTER)

    assert "Vacant </span>" in words(response) or "Vacant</span>" in words(response)
    assert "for 34 days" in words(response)
    assert "none ever recorded" in words(response)


def test_register_flags_a_vacancy_on_the_very_day(staff):
    DesignationFactory(department__name_en="Customs", ends_on=TODAY)

    text = words(staff.get(REGISTER))

    assert '<span class="tag tag-red">Vacant</span>' in text
    assert "since today" in text


def test_register_shows_how_to_reach_the_officer(staff):
    DesignationFactory(post_title="Assistant Commissioner (Administration)", phone="2810 2000")

    text = words(staff.get(REGISTER))

    assert "Assistant Commissioner (Administration)" in text
    assert "2810 2000" in text


def test_register_as_a_file_has_contact_and_vacancy(staff):
    DesignationFactory(department__code="AAA", post_title="Director", phone="2810 2000")
    DesignationFactory(department__code="BBB", ends_on=TODAY)

    response = staff.get(REGISTER, {"export": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    heading, *rows = (line.split(",") for line in lines)
    by_code = {row[0]: dict(zip(heading, row, strict=True)) for row in rows}
    assert by_code["AAA"]["Post title"] == "Director"
    assert by_code["AAA"]["Office telephone"] == "2810 2000"
    assert by_code["AAA"]["Vacant since"] == ""
    assert by_code["BBB"]["Vacant since"] == "2026-11-22"


def test_register_counts_who_is_designated_and_what_is_vacant(staff):
    held = DesignationFactory()
    DesignationFactory(department=held.department, capacity="assistant")
    DesignationFactory(ends_on=TODAY)

    context = staff.get(REGISTER).context

    assert (context["total"], context["filled"], context["vacant"]) == (3, 1, 2)
    assert context["assistants"] == 1


@pytest.mark.parametrize("query", ["customs", "香港海關", "香港海关", "wai-yee", "林慧儀"])
def test_register_finds_by_department_and_by_officer(staff, query):
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關", name_zh_hans="香港海关")
    person = PersonFactory(name_en="LAM Wai-yee", name_zh="林慧儀")
    DesignationFactory(department=customs, person=person)

    assert shown(staff.get(REGISTER, {"q": query})) == [customs]


def test_register_filters_by_state(staff):
    held = DesignationFactory(department__name_en="Customs")
    assisted = DesignationFactory(department__name_en="Fire", capacity="assistant")

    def names(state):
        return [each.name_en for each in shown(staff.get(REGISTER, {"state": state}))]

    assert names("filled") == [held.department.name_en]
    assert names("vacant") == [assisted.department.name_en, "ZZ"]
    assert names("not_assisted") == [held.department.name_en, "ZZ"]


def test_register_leaves_out_a_department_that_has_ended(staff):
    DepartmentFactory(ends_on=TODAY)

    assert [each.name_en for each in shown(staff.get(REGISTER))] == ["ZZ"]


def test_register_says_when_nothing_matches(staff):
    assert "No department matches." in staff.get(REGISTER, {"q": "xyz"}).text


def test_list_alone_answers_a_change_of_filters(staff):
    response = staff.get(REGISTER, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="results"')


def test_register_takes_as_many_queries_for_three_as_for_one(staff):
    DesignationFactory()
    for_one = queries_of(staff, REGISTER)
    for _ in range(2):
        held = DesignationFactory()
        DesignationFactory(department=held.department, capacity="assistant")

    assert queries_of(staff, REGISTER) == for_one


# A department ----------------------------------------------------------------------------------


def test_page_shows_the_designations_over_time_the_latest_first(staff):
    former = DesignationFactory(ends_on=TODAY)
    current = DesignationFactory(department=former.department, starts_on=TODAY)

    response = staff.get(page_of(former.department))

    assert list(response.context["designations"]) == [current, former]
    assert end_page_of(current) in response.text
    assert end_page_of(former) not in response.text


def test_page_shows_how_to_reach_the_officer_and_leads_to_the_history(staff):
    held = DesignationFactory(post_title="Director", phone="2810 2000")

    text = words(staff.get(page_of(held.department)))

    assert "Director" in text
    assert "2810 2000" in text
    assert history_of(held.person) in text
    assert "no Ethics Officer here" not in text


def test_page_flags_a_vacancy(staff):
    def flag(days_ago):
        left = DesignationFactory(ends_on=TODAY - dt.timedelta(days=days_ago))
        return plain(staff.get(page_of(left.department)))

    assert "There has been no Ethics Officer here since today." in flag(0)
    assert "There has been no Ethics Officer here for 1 day." in flag(1)
    assert "There has been no Ethics Officer here for 3 days." in flag(3)
    assert "No Ethics Officer was ever recorded here." in plain(
        staff.get(page_of(DepartmentFactory()))
    )


def test_page_says_when_nobody_was_ever_designated(staff):
    assert "Nobody has ever been recorded" in staff.get(page_of(DepartmentFactory())).text


def test_page_offers_an_auditor_nothing_to_do(as_role):
    held = DesignationFactory()

    text = as_role(Role.AUDITOR).get(page_of(held.department)).text

    assert held.person.name_en in text
    assert designate_page_of(held.department) not in text
    assert end_page_of(held) not in text


def test_page_takes_as_many_queries_for_three_as_for_one(staff):
    held = DesignationFactory()
    for_one = queries_of(staff, page_of(held.department))
    for _ in range(2):
        DesignationFactory(department=held.department, capacity="assistant")

    assert queries_of(staff, page_of(held.department)) == for_one


# Designating and ending ------------------------------------------------------------------------


def candidate(department, **values):
    return PersonFactory(
        posting__department=department, **{"posting__level": Level.SENIOR, **values}
    )


def test_designating_designates_and_goes_back_to_the_department(staff):
    department = DepartmentFactory()
    officer = candidate(department)

    response = staff.post(
        designate_page_of(department),
        {"capacity": "officer", "person": officer.pk, "starts_on": "2026-12-01", "ends_on": ""},
        follow=True,
    )

    assert response.redirect_chain == [(page_of(department), 302)]
    assert "The designation is recorded" in response.text
    designation = Designation.objects.get()
    assert (designation.person, designation.starts_on) == (officer, dt.date(2026, 12, 1))


def test_designating_keeps_the_contact(staff):
    department = DepartmentFactory()
    values = {"capacity": "officer", "person": candidate(department).pk, "starts_on": "2026-12-01"}

    refused = staff.post(designate_page_of(department), {**values, "phone": "ask me"})
    staff.post(
        designate_page_of(department),
        {**values, "post_title": "Director", "phone": "(852) 2810-2000 ext. 12"},
    )

    assert refused.status_code == 422
    assert "This is no telephone number." in refused.text
    assert "ask me" in refused.text
    designation = Designation.objects.get()
    assert (designation.post_title, designation.phone) == ("Director", "(852) 2810-2000 ext. 12")


def test_designating_offers_the_senior_first_and_no_junior(staff):
    department = DepartmentFactory()
    middle = candidate(department, posting__level=Level.MIDDLE, name_en="AU Ka-ming")
    senior = candidate(department, name_en="YU Ka-ming")
    candidate(department, posting__level=Level.JUNIOR)
    candidate(DepartmentFactory())

    form = staff.get(designate_page_of(department)).context["form"]

    assert [pk for pk, _ in form.fields["person"].widget.choices] == [senior.pk, middle.pk]


def test_designating_offers_whom_the_configuration_lets_qualify(staff, standing_asked):
    department = DepartmentFactory()
    senior = candidate(department, posting__pay_point="D2")
    candidate(department, posting__pay_point="MPS 49")
    candidate(department, posting__level=Level.MIDDLE)
    standing_asked("officer", pay_points=["D2"])
    standing_asked("assistant", levels=["junior"])

    response = staff.get(designate_page_of(department))

    form = response.context["form"]
    assert [pk for pk, _ in form.fields["person"].widget.choices] == [senior.pk]
    assert "for Ethics Officer: Senior officers, on one of the pay points D2." in words(response)
    assert "For Assistant: Junior and front-line." in words(response)


def test_designating_finds_an_officer_by_name(staff):
    department = DepartmentFactory()
    lam = candidate(department, name_en="LAM Wai-yee", name_zh="林慧儀")
    candidate(department, name_en="AU Ka-ming", name_zh="區家明")

    response = staff.get(designate_page_of(department), {"q": "林慧仪"})

    form = response.context["form"]
    assert [pk for pk, _ in form.fields["person"].widget.choices] == [lam.pk]


def test_designating_says_when_nobody_is_found_and_when_there_are_too_many(staff):
    department = DepartmentFactory()
    PersonFactory.create_batch(21, posting__department=department)

    none = staff.get(designate_page_of(department), {"q": "nobody"})
    many = staff.get(designate_page_of(department))

    assert "Nobody of that name serves here" in none.text
    assert "The first 20 of 21 are offered" in words(many)


def test_designating_a_second_officer_is_refused_with_the_name_of_the_first(staff):
    held = DesignationFactory()
    other = candidate(held.department)

    response = staff.post(
        designate_page_of(held.department),
        {"capacity": "officer", "person": other.pk, "starts_on": "2026-12-24"},
    )

    assert response.status_code == 422
    assert f"{held.person.name_en} is Ethics Officer of" in response.text
    assert 'value="2026-12-24"' in response.text
    assert Designation.objects.count() == 1


def test_designating_somebody_from_elsewhere_is_not_a_choice(staff):
    response = staff.post(
        designate_page_of(DepartmentFactory()),
        {"capacity": "officer", "person": PersonFactory().pk, "starts_on": "2026-12-01"},
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["person"]


def test_designating_page_takes_as_many_queries_for_three_candidates_as_for_one(staff):
    department = DepartmentFactory()
    candidate(department)
    for_one = queries_of(staff, designate_page_of(department))
    candidate(department)
    candidate(department)

    assert queries_of(staff, designate_page_of(department)) == for_one


def test_ending_ends_the_designation_and_goes_back_to_the_department(staff):
    held = DesignationFactory()

    response = staff.post(end_page_of(held), {"ends_on": "2026-12-01"}, follow=True)

    assert response.redirect_chain == [(page_of(held.department), 302)]
    held.refresh_from_db()
    assert held.ends_on == dt.date(2026, 12, 1)


def test_ending_first_says_whom_it_touches(staff):
    held = DesignationFactory(department__name_en="Customs", person__name_en="LAM Wai-yee")

    text = words(staff.get(end_page_of(held)))

    assert "is no longer Ethics Officer of Customs" in text
    assert "One account is touched." in text


def test_ending_what_has_ended_is_refused(staff):
    held = DesignationFactory(ends_on=TODAY)

    response = staff.post(end_page_of(held), {"ends_on": "2026-12-01"})

    assert response.status_code == 422
    assert "This designation ended on 22 November 2026 already." in response.text


# Attacks ---------------------------------------------------------------------------------------


def pages():
    held = DesignationFactory()
    return {
        REGISTER: SEE,
        page_of(held.department): SEE | DEPARTMENTS_OWN,
        history_of(held.person): SEE | DEPARTMENTS_OWN,
        designate_page_of(held.department): {Role.PROGRAMME_STAFF},
        end_page_of(held): {Role.PROGRAMME_STAFF},
    }


def test_pages_send_the_anonymous_to_sign_in(client):
    for url in pages():
        assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.parametrize("role", Role)
def test_pages_refuse_those_whose_role_does_not_allow_them(as_role, role):
    client, allowed = as_role(role), pages()

    refused = {url for url in allowed if client.get(url).status_code == 403}

    assert refused == {url for url, roles in allowed.items() if role not in roles}


def test_pages_that_only_show_take_no_other_method(staff):
    for url in (REGISTER, page_of(DepartmentFactory()), history_of(PersonFactory())):
        assert staff.post(url).status_code == 405


@pytest.mark.parametrize(
    "name", ["department-detail", "designation-history", "designation-create", "designation-end"]
)
def test_pages_of_what_there_is_not_are_absent(staff, name):
    assert staff.get(reverse(f"ethics_officers:{name}", args=[0])).status_code == 404


def test_nobody_is_designated_in_a_department_that_has_ended(staff):
    assert staff.get(designate_page_of(DepartmentFactory(ends_on=TODAY))).status_code == 404
