"""Publications that serve items: linked, unlinked, and closing the item."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from ethics_officers import actions
from ethics_officers.models import PlanItemPublication
from ethics_officers.rules import ItemRefused, PlanRefused
from tests.clock import NOW, TODAY
from tests.ethics_officers.actions.plans import officer_of, refusal_of
from tests.ethics_officers.factories import PlanItemFactory, PlanItemPublicationFactory
from tests.factories import DepartmentFactory, PublicationFactory
from tests.publications.factories import CirculationFactory, RecipientFactory, RoundFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return PlanItemFactory(plan__endorsed=True, target=None)


@pytest.fixture
def officer(item):
    return officer_of(item.plan.department)


@pytest.fixture
def circulated():
    return CirculationFactory().edition.publication


def link(item, publication, by):
    return actions.link_publication(item_id=item.pk, publication_id=publication.pk, by=by, now=NOW)


def close(item, by, **fields):
    return actions.close_item(item_id=item.pk, comment="Done.", by=by, now=NOW, **fields)


def test_a_publication_is_linked_once_and_let_go(item, circulated, officer):
    first = link(item, circulated, officer)
    assert link(item, circulated, officer) == first

    for _ in range(2):
        actions.unlink_publication(
            item_id=item.pk, publication_id=circulated.pk, by=officer, now=NOW
        )

    assert not PlanItemPublication.objects.exists()


def test_the_database_keeps_a_publication_of_an_item_once(item, circulated):
    PlanItemPublicationFactory(item=item, publication=circulated)

    with refused_by("ethics_officers_plan_item_publication_once"):
        PlanItemPublicationFactory(item=item, publication=circulated)


def test_only_an_officer_of_the_department_links_and_unlinks(item, circulated):
    stranger = officer_of(DepartmentFactory())

    with pytest.raises(PermissionRefused):
        link(item, circulated, stranger)
    with pytest.raises(PermissionRefused):
        actions.unlink_publication(
            item_id=item.pk, publication_id=circulated.pk, by=stranger, now=NOW
        )


def test_what_is_not_in_circulation_serves_nothing(item, officer):
    sentence = refusal_of(
        ItemRefused, link, item=item, publication=PublicationFactory(), by=officer
    )

    assert sentence.startswith("This publication is not in circulation")


def test_an_item_that_is_done_takes_no_publication_and_keeps_its_own(item, circulated, officer):
    own = RoundFactory()
    PlanItemPublicationFactory(item=item, publication=own.edition.publication)
    RecipientFactory(round=own, department=item.plan.department, due_on=TODAY - dt.timedelta(1))
    close(item, officer)

    for deed in (actions.link_publication, actions.unlink_publication):
        publication = circulated if deed == actions.link_publication else own.edition.publication
        with pytest.raises(ItemRefused):
            deed(item_id=item.pk, publication_id=publication.pk, by=officer, now=NOW)


def test_closing_waits_until_nobody_has_time_left_to_read(item, officer):
    out = RoundFactory()
    PlanItemPublicationFactory(item=item, publication=out.edition.publication)
    sentence = refusal_of(PlanRefused, close, item=item, by=officer)
    assert sentence.startswith("A publication of this item has not reached the department")

    recipient = RecipientFactory(round=out, department=item.plan.department, due_on=TODAY)
    sentence = refusal_of(PlanRefused, close, item=item, by=officer)
    assert "have until 22 November 2026 to read" in sentence

    type(recipient).objects.update(opened_at=NOW, acknowledged_at=NOW)
    sentence = refusal_of(PlanRefused, close, item=item, by=officer, told_result=7)
    assert sentence.startswith("The result is counted")
    assert close(item, officer).status == "done"
