"""The pages of strategies."""

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import Strategy, StrategyVersion
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import (
    ObjectiveFactory,
    RiskAreaFactory,
    StrategyVersionFactory,
)
from tests.factories import DepartmentFactory, person_with_role
from tests.pages import rows, words
from tests.queries import queries_of
from tests.uploads import pdf, photograph

pytestmark = pytest.mark.django_db

LIST = reverse("ethics_officers:strategy-list")
OF_A_VERSION = [
    "strategy-version",
    "strategy-edit",
    "strategy-compare",
    "strategy-document",
    "strategy-document-change",
    "strategy-submit",
    "strategy-endorsement",
]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def officer(sign_in, customs):
    return sign_in(person_with_role(Role.ETHICS_OFFICER, customs))


@pytest.fixture
def draft(customs):
    return StrategyVersionFactory(strategy__department=customs)


def page(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def typed(version, risks=(), objectives=(), **values):
    given = {
        "version": version.version,
        "needs": "Talks.",
        "priorities": "Supervisors first.",
        "risks-TOTAL_FORMS": len(risks),
        "risks-INITIAL_FORMS": 0,
        "objectives-TOTAL_FORMS": len(objectives),
        "objectives-INITIAL_FORMS": 0,
    }
    for number, (name, likelihood, impact) in enumerate(risks):
        given |= {
            f"risks-{number}-name": name,
            f"risks-{number}-likelihood": likelihood,
            f"risks-{number}-impact": impact,
        }
    for number, text in enumerate(objectives):
        given[f"objectives-{number}-text"] = text
    return given | values


# Beginning --------------------------------------------------------------------------------------


def test_where_there_is_none_an_officer_begins_one(officer, customs):
    missing = officer.get(page("strategy-of-department", customs))
    assert "No strategy of this department is in force today." in missing.text

    response = officer.post(
        page("strategy-begin", customs), {"starts_on": "2026-04-01", "last_day": "2029-03-31"}
    )

    version = StrategyVersion.objects.get()
    assert response.url == page("strategy-edit", version)
    assert str(version.strategy.ends_on) == "2029-04-01"


def test_a_period_that_is_taken_is_refused_with_what_was_typed(officer, customs, draft):
    response = officer.post(
        page("strategy-begin", customs), {"starts_on": "2028-04-01", "last_day": "2031-03-31"}
    )

    assert response.status_code == 422
    assert "There is a strategy from 1 April 2026 until 31 March 2029 already." in response.text
    assert 'value="2031-03-31"' in response.text


def test_the_tab_leads_to_the_latest_version(officer, customs):
    first = StrategyVersionFactory(strategy__department=customs, endorsed=True)
    second = StrategyVersionFactory(strategy=first.strategy, number=2)

    response = officer.get(page("strategy-of-department", customs))

    assert response.url == page("strategy-version", second)


# Writing ----------------------------------------------------------------------------------------


def test_an_officer_writes_texts_and_rows(officer, draft):
    response = officer.post(
        page("strategy-edit", draft),
        typed(draft, risks=[("Gifts", 3, 4)], objectives=["Fewer cases"]),
    )

    assert response.url == page("strategy-version", draft)
    draft.refresh_from_db()
    assert (draft.needs, draft.priorities) == ("Talks.", "Supervisors first.")
    assert [(risk.name, risk.rating) for risk in draft.risk_areas.all()] == [("Gifts", 12)]
    assert [each.text for each in draft.objectives.all()] == ["Fewer cases"]


def test_buttons_add_raise_and_remove_rows_and_keep_what_was_typed(officer, draft):
    risks = [("A", 1, 1), ("B", 2, 2)]

    def names(**button):
        response = officer.post(page("strategy-edit", draft), typed(draft, risks=risks) | button)
        assert response.status_code == 200
        form = response.context["form"]
        assert form["needs"].value() == "Talks."
        return [row["name"].value() for row in form.risks.forms]

    assert names(**{"add-risks": "1"}) == ["A", "B", None]
    assert names(**{"raise-risks": "1"}) == ["B", "A"]
    assert names(**{"remove-risks": "0"}) == ["B"]
    assert not draft.risk_areas.exists()


def test_rows_that_stay_keep_their_keys_through_the_page(officer, draft):
    risk = RiskAreaFactory(version=draft, name="Gifts")
    objective = ObjectiveFactory(version=draft)
    form = officer.get(page("strategy-edit", draft)).context["form"]
    assert form.risks.forms[0]["row"].value() == risk.pk

    officer.post(
        page("strategy-edit", draft),
        typed(draft, risks=[("Gifts anew", 3, 4)], objectives=["Otherwise"])
        | {"risks-0-row": risk.pk, "objectives-0-row": objective.pk},
    )

    assert draft.risk_areas.get().pk == risk.pk
    assert draft.objectives.get().pk == objective.pk


def test_an_empty_row_is_refused_beside_its_field(officer, draft):
    response = officer.post(
        page("strategy-edit", draft), typed(draft, risks=[("", 3, 4)], objectives=[""])
    )

    assert response.status_code == 422
    assert words(response).count("Please fill this in.") >= 2
    assert "Supervisors first." in response.text


def test_who_edits_an_old_view_sees_what_differs_and_loses_nothing(officer, draft, customs):
    colleague = person_with_role(Role.ASSISTANT_ETHICS_OFFICER, customs, name_en="YEUNG Chi-fai")
    mine = typed(draft, risks=[("Gifts", 3, 4)])
    actions.write_strategy(
        version_id=draft.pk,
        text=actions.StrategyText(needs="Talks and visits."),
        opened=1,
        by=colleague.user,
        now=NOW,
    )

    refused = officer.post(page("strategy-edit", draft), mine)

    assert refused.status_code == 422
    assert "YEUNG Chi-fai" in refused.text
    assert refused.text.count("Save mine all the same") == 1
    assert "<del>Talks and visits.</del><ins>Talks.</ins>" in refused.text
    assert "Supervisors first." in refused.text
    draft.refresh_from_db()
    assert draft.needs == "Talks and visits."
    again = mine | {"overwrite": refused.context["stale"].version}
    assert officer.post(page("strategy-edit", draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.needs == "Talks."


# Documents --------------------------------------------------------------------------------------


def test_a_document_is_kept_served_and_its_opening_recorded(officer, draft):
    officer.post(page("strategy-document-change", draft), {"document": pdf("Strategy.pdf")})

    response = officer.get(page("strategy-document", draft))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Strategy.pdf" in officer.get(page("strategy-version", draft)).text
    assert AuditEntry.objects.filter(action="ethics_officers.strategy_document_opened").count() == 1


def test_a_photograph_is_refused_as_a_document(officer, draft):
    response = officer.post(page("strategy-document-change", draft), {"document": photograph()})

    assert response.status_code == 422
    assert StrategyVersion.objects.get().document is None


def test_an_upload_of_nothing_is_refused_beside_the_field(officer, draft):
    response = officer.post(page("strategy-document-change", draft))

    assert response.status_code == 422
    assert "Please fill this in." in response.text


def test_a_document_is_taken_away(officer, draft):
    officer.post(page("strategy-document-change", draft), {"document": pdf()})
    officer.post(page("strategy-document-change", draft), {"remove": "1"})

    assert StrategyVersion.objects.get().document is None
    assert officer.get(page("strategy-document", draft)).status_code == 404


# Endorsing --------------------------------------------------------------------------------------


def test_submitted_returned_submitted_and_endorsed(sign_in, officer, draft, customs):
    head = person_with_role(Role.HEAD_OF_DEPARTMENT, customs)

    officer.post(page("strategy-submit", draft))
    sign_in(head).post(page("strategy-return", draft), {"comment": "Name the risks."})
    draft.refresh_from_db()
    assert draft.status == "draft"
    client = sign_in(person_with_role(Role.ASSISTANT_ETHICS_OFFICER, customs))
    assert "returned it: Name the risks." in words(client.get(page("strategy-version", draft)))
    client.post(page("strategy-submit", draft))
    sign_in(head).post(page("strategy-endorse", draft))

    draft.refresh_from_db()
    assert (draft.status, draft.endorser) == ("endorsed", str(head))


def test_an_endorsement_on_paper_is_recorded(officer, draft):
    officer.post(
        page("strategy-endorsement", draft),
        {"endorser": "LEUNG Man-kit", "endorsed_on": "2026-11-20"},
    )

    assert "LEUNG Man-kit, 20 November 2026" in words(officer.get(page("strategy-version", draft)))


def test_an_endorsed_version_offers_no_writing_but_a_new_version(officer, customs):
    version = StrategyVersionFactory(strategy__department=customs, endorsed=True)

    said = words(officer.get(page("strategy-version", version)))
    refused = officer.post(page("strategy-edit", version), typed(version))
    response = officer.post(page("strategy-version-begin", version.strategy))

    assert "Begin a new version" in said
    assert "Submit to the head" not in said
    assert refused.status_code == 422
    new = StrategyVersion.objects.get(number=2)
    assert response.url == page("strategy-edit", new)


def test_versions_are_compared(officer, customs):
    first = StrategyVersionFactory(strategy__department=customs, endorsed=True, needs="Talks.")
    second = StrategyVersionFactory(strategy=first.strategy, number=2, needs="Visits.")

    response = officer.get(page("strategy-compare", second))

    assert "<del>Talks.</del><ins>Visits.</ins>" in response.text
    assert officer.get(page("strategy-compare", first)).status_code == 404
    assert officer.get(page("strategy-compare", first), {"with": "2"}).text.count("<ins>") == 1


def test_the_risks_are_a_picture_with_its_table(officer, draft):
    RiskAreaFactory(version=draft, name="Gifts", likelihood=4, impact=5)

    said = words(officer.get(page("strategy-version", draft)))

    assert "Gifts 4 5 20 · High risk" in said


# Staff ------------------------------------------------------------------------------------------


def test_staff_list_the_departments_and_know_of_no_draft(as_role, customs, draft):
    told = StrategyVersionFactory(
        strategy__department__name_en="Fire Services", endorsed=True, number=3
    )
    staff = as_role(Role.PROGRAMME_STAFF, posting__department=customs)

    response = staff.get(LIST)

    states = {row[0].split()[0]: row[3] for row in rows(response)}
    assert states["Customs"] == "Without a strategy"
    assert states["Fire"] == "Endorsed"
    assert (response.context["endorsed"], response.context["submitted"]) == (1, 0)
    assert page("strategy-version", told) in response.text
    assert page("strategy-version", draft) not in response.text
    assert [row[0].split()[0] for row in rows(staff.get(LIST, {"state": "endorsed"}))] == ["Fire"]
    assert rows(staff.get(LIST, {"q": "customs", "state": "endorsed"})) == []


def test_a_file_of_the_list_knows_of_no_draft_either(as_role, customs, draft):
    staff = as_role(Role.AUDITOR, posting__department=customs)

    text = b"".join(staff.get(LIST, {"export": "csv"})).decode()

    [line] = [line for line in text.splitlines() if "Customs" in line]
    assert "2026" not in line
    assert AuditEntry.objects.get().action == "ethics_officers.strategies_exported"


def test_the_list_takes_as_many_queries_for_one_as_for_three(as_role, customs):
    staff = as_role(Role.AUDITOR, posting__department=customs)
    StrategyVersionFactory(endorsed=True)
    one = queries_of(staff, LIST)
    StrategyVersionFactory(endorsed=True), StrategyVersionFactory(submitted=True)

    assert queries_of(staff, LIST) == one


# Others' ----------------------------------------------------------------------------------------


@pytest.fixture
def with_document(customs):
    first = StrategyVersionFactory(strategy__department=customs, endorsed=True)
    officer = person_with_role(Role.ETHICS_OFFICER, customs).user
    version = actions.begin_strategy_version(strategy_id=first.strategy_id, by=officer, now=NOW)
    return actions.change_strategy_document(
        version_id=version.pk, upload=pdf(), by=officer, now=NOW
    )


@pytest.mark.parametrize("name", OF_A_VERSION)
def test_a_draft_is_absent_for_the_officer_of_another_department(as_role, with_document, name):
    client = as_role(Role.ETHICS_OFFICER)

    for answer in (client.get(page(name, with_document)), client.post(page(name, with_document))):
        assert answer.status_code in {404, 405}
    assert StrategyVersion.objects.get(number=2).status == "draft"


@pytest.mark.parametrize("name", ["strategy-version", "strategy-compare", "strategy-document"])
@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_a_draft_is_absent_for_staff(as_role, with_document, name, role):
    assert as_role(role).get(page(name, with_document)).status_code == 404


def test_another_departments_strategy_is_absent_by_every_other_address(as_role, customs, draft):
    client = as_role(Role.ETHICS_OFFICER)

    assert client.get(page("strategy-of-department", customs)).status_code == 404
    assert client.get(page("strategy-begin", customs)).status_code == 404
    assert client.post(page("strategy-version-begin", draft.strategy)).status_code == 404
    assert Strategy.objects.count() == 1


@pytest.mark.parametrize("name", ["strategy-endorse", "strategy-return"])
def test_the_head_of_another_department_finds_nothing_to_endorse(as_role, customs, name):
    version = StrategyVersionFactory(strategy__department=customs, submitted=True)

    response = as_role(Role.HEAD_OF_DEPARTMENT).post(page(name, version), {"comment": "No."})

    assert response.status_code == 404
    assert StrategyVersion.objects.get().status == "submitted"
