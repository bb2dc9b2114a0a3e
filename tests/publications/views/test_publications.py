"""The page of a publication."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    DepartmentFactory,
    EditionFactory,
    PublicationFactory,
    TopicFactory,
    person_with_role,
)
from tests.publications.factories import RenditionFactory, publication_for
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reader(as_role):
    return as_role(Role.CIVIL_SERVANT)


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def address(publication, number=None):
    if number is None:
        return reverse("publications:publication-detail", args=[publication.pk])
    return reverse("publications:edition-detail", args=[publication.pk, number])


def with_two_editions(**second):
    publication = PublicationFactory()
    first = publication.editions.get()
    return publication, EditionFactory(
        publication=publication, number=2, supersedes=first, publish_at=at("2026-11-01"), **second
    )


def test_publication_shows_what_it_is_in_both_languages(reader):
    publication = PublicationFactory(
        title_en="Civil Service Code",
        title_zh_hant="公務員守則",
        description_en="What is expected of everybody.",
        kind="code",
        publisher="CSB",
        reference="CSB 5/2024",
    )
    publication.topics.add(TopicFactory(name_en="Core values"))

    text = reader.get(address(publication)).text

    for words in (
        "Civil Service Code",
        '<span lang="zh-hant">公務員守則</span>',
        "What is expected of everybody.",
        "CSB 5/2024",
        "Core values",
    ):
        assert words in text


def test_address_of_a_publication_serves_its_newest_published_edition(reader):
    publication, second = with_two_editions()
    EditionFactory(publication=publication, number=3, publish_at=NOW + dt.timedelta(minutes=1))

    assert reader.get(address(publication)).context["edition"] == second


def test_publication_shows_what_changed(reader):
    publication, _ = with_two_editions(change="material", what_changed_en="New limits on gifts.")

    assert "New limits on gifts." in reader.get(address(publication)).text


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["en", "zh-hant", "zh-hans"]),
        ("zh-hant", ["zh-hant", "zh-hans", "en"]),
        ("zh-hans", ["zh-hans", "zh-hant", "en"]),
    ],
)
def test_renditions_in_the_readers_own_language_come_first(as_role, language, order):
    reader = as_role(Role.CIVIL_SERVANT, user__language=language)
    edition = EditionFactory()
    for each in ("zh-hant", "en", "zh-hans"):
        RenditionFactory(edition=edition, language=each)

    response = reader.get(address(edition.publication))

    assert [each for each, _ in response.context["renditions"]] == order


def test_text_of_a_rendition_is_part_of_the_page(reader):
    rendition = RenditionFactory(format="html", link="", text="<p>Say no to <b>gifts</b>.</p>")

    text = reader.get(address(rendition.edition.publication)).text

    assert '<div class="prose" lang="en"><p>Say no to <b>gifts</b>.</p></div>' in text


def test_publication_without_files_says_so(reader):
    assert "does not have its files" in reader.get(address(PublicationFactory())).text


@pytest.mark.parametrize(
    "gone",
    [
        {"expires_at": NOW},
        {
            "withdrawn_at": NOW,
            "withdrawal_reason": "Superseded by law.",
        },
    ],
)
def test_publication_whose_only_edition_is_over_is_absent_for_readers(reader, gone):
    if "withdrawn_at" in gone:
        gone = {**gone, "withdrawn_by": person_with_role(Role.PROGRAMME_STAFF).user}
    publication = EditionFactory(**gone).publication

    assert reader.get(address(publication)).status_code == 404
    assert reader.get(address(publication, 1)).status_code == 404


def test_address_of_a_replaced_edition_leads_readers_to_its_successor(reader):
    publication, _ = with_two_editions()

    response = reader.get(address(publication, 1), follow=True)

    assert response.redirect_chain == [(address(publication), 302)]
    assert "Edition 1 has been replaced. This is edition 2." in response.text


def test_address_of_the_newest_edition_leads_to_the_publication(reader):
    publication, _ = with_two_editions()

    response = reader.get(address(publication, 2), follow=True)

    assert response.redirect_chain == [(address(publication), 302)]
    assert "has been replaced" not in response.text


def test_address_of_an_edition_not_yet_published_is_absent_for_readers(reader):
    publication = PublicationFactory()
    EditionFactory(publication=publication, number=2, in_the_making=True)
    EditionFactory(publication=publication, number=3, publish_at=NOW + dt.timedelta(minutes=1))

    assert reader.get(address(publication, 2)).status_code == 404
    assert reader.get(address(publication, 3)).status_code == 404
    assert reader.get(address(publication, 4)).status_code == 404


def test_staff_see_every_edition_with_its_state(staff):
    publication, second = with_two_editions()
    draft = EditionFactory(publication=publication, number=3, in_the_making=True)

    response = staff.get(address(publication))

    assert response.context["edition"] == second
    assert [(edition, standing.value) for edition, standing in response.context["editions"]] == [
        (draft, "draft"),
        (second, "published"),
        (publication.editions.last(), "published"),
    ]


def test_staff_are_told_that_they_look_at_another_edition_than_readers_have(staff):
    publication, _ = with_two_editions()

    text = staff.get(address(publication, 1)).text

    assert "This is edition 1 (Published). Readers have edition 2." in text


def test_staff_see_a_publication_that_readers_do_not_have_yet(staff):
    publication = EditionFactory(in_the_making=True).publication

    response = staff.get(address(publication))

    assert "Readers have no edition of this publication now." in response.text
    assert f'href="{address(publication, 1)}"' not in response.text


def test_reader_sees_no_list_of_editions(reader):
    publication, _ = with_two_editions()

    response = reader.get(address(publication))

    assert response.context["editions"] == []


def test_publication_for_others_is_absent(reader):
    publication = publication_for(DepartmentFactory())

    assert reader.get(address(publication)).status_code == 404


def test_page_takes_as_many_queries_for_three_renditions_as_for_one(reader):
    edition = EditionFactory()
    RenditionFactory(edition=edition)
    for_one = queries_of(reader, address(edition.publication))
    RenditionFactory(edition=edition, language="zh-hant")
    RenditionFactory(edition=edition, language="zh-hans")

    assert queries_of(reader, address(edition.publication)) == for_one


def test_page_takes_as_many_queries_for_three_editions_as_for_one(staff):
    publication = PublicationFactory()
    for_one = queries_of(staff, address(publication))
    EditionFactory(publication=publication, number=2)
    EditionFactory(publication=publication, number=3)

    assert queries_of(staff, address(publication)) == for_one


def test_page_sends_the_anonymous_to_sign_in(client):
    page = address(PublicationFactory())

    assert client.get(page).headers["Location"] == f"/accounts/login/?next={page}"


def test_page_takes_no_other_method(reader):
    assert reader.post(address(PublicationFactory())).status_code == 405


def test_library_leads_to_the_page(reader):
    publication = PublicationFactory()

    assert address(publication) in reader.get(reverse("publications:library")).text


@pytest.mark.parametrize("right", ["licence_ends_on", "consent_ends_on"])
def test_publication_is_hidden_on_the_day_a_right_ends_and_staff_are_told_why(as_role, right):
    ended = PublicationFactory(**{right: NOW.date()})
    standing = PublicationFactory(**{right: NOW.date() + dt.timedelta(days=1)})
    why = "Its licence, or the consent of people in it, has ended"

    reader = as_role(Role.CIVIL_SERVANT)
    assert reader.get(address(ended)).status_code == 404
    assert reader.get(address(standing)).status_code == 200
    staff = as_role(Role.PROGRAMME_STAFF)
    assert why in staff.get(address(ended)).text
    assert why not in staff.get(address(standing)).text
