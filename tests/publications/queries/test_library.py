"""Searches of the library: each word somewhere in what a reader is shown, and nothing else."""

import datetime as dt

import pytest
from django.utils import timezone

from people.roles import Role
from publications.models import Publication, Topic
from publications.models.words import words_in
from publications.queries.library import (
    by_relevance,
    editions_shown,
    library_items,
    to_read,
    with_words,
)
from tests.factories import (
    DepartmentFactory,
    EditionFactory,
    PublicationFactory,
    TopicFactory,
    person_with_role,
)
from tests.publications.factories import (
    PassageFactory,
    RecipientFactory,
    RenditionFactory,
    publication_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return person_with_role(Role.CIVIL_SERVANT).user


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def found(user, text):
    words = words_in(text)
    publications = with_words(
        Publication.objects.visible_to(user),
        words,
        topics=Topic.objects.all(),
        user=user,
        now=timezone.now(),
    )
    return list(by_relevance(publications, words)) if words else list(publications)


def saying(text, **fields):
    """A publication whose edition says something in its text alone."""
    return PassageFactory(text=text, **fields).rendition.edition.publication


@pytest.mark.parametrize("asked", ["利益衝突", "利益冲突", "利益", "衝突", "declar 利益", "突"])
def test_text_is_found_in_either_script(reader, asked):
    publication = saying("Declare your 利益衝突 at once")
    saying("Something else")

    assert found(reader, asked) == [publication]


@pytest.mark.parametrize("asked", ["利益受損衝突", "clare", "!!!", "declare nothing"])
def test_what_does_not_stand_there_is_not_found(reader, asked):
    saying("Declare your 利益受騙，受損失，損衝突")

    assert found(reader, asked) == []


def test_long_chinese_word_is_found_over_the_end_of_a_line(reader):
    publication = saying("申報利益\n衝突")

    assert found(reader, "利益衝突") == [publication]


def test_words_may_stand_in_different_passages_of_one_publication(reader):
    passage = PassageFactory(text="gifts")
    PassageFactory(
        rendition=RenditionFactory(edition=passage.rendition.edition, language="zh-hant"),
        text="饋贈",
    )
    saying("gifts")

    assert found(reader, "gift 馈赠") == [passage.rendition.edition.publication]


def test_words_may_stand_in_title_topic_and_text_together(reader):
    publication = PublicationFactory(title_en="Handbook", publisher="ICAC", reference="C 5/2020")
    topic = TopicFactory(name_en="Advantages", name_zh_hant="利益", name_zh_hans="利益")
    publication.topics.add(topic)
    PassageFactory(rendition__edition=publication.editions.get(), text="declare")

    assert found(reader, "handbook icac 2020 利益 advantage declare") == [publication]
    assert found(reader, "handbook disadvantage") == []


def test_titles_come_before_descriptions_before_texts_and_newer_before_older(reader):
    text = PublicationFactory(title_en="C", year=2026)
    PassageFactory(rendition__edition=text.editions.get(), text="gift")
    description = PublicationFactory(title_en="B", description_en="On a gift", year=2020)
    older = PublicationFactory(title_en="Gift", year=1999)
    newer = PublicationFactory(title_en="Gift", year=2001)

    assert found(reader, "gift") == [newer, older, description, text]


def test_reader_does_not_find_what_only_an_earlier_edition_says(reader):
    publication = saying("gift")
    first = publication.editions.get()
    EditionFactory(
        publication=publication,
        number=2,
        supersedes=first,
        change="typo",
        what_changed_en="Less",
    )

    assert found(reader, "gift") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"in_the_making": True},
        {"publish_at": timezone.now() + dt.timedelta(days=1)},
        {"expires_at": timezone.now() - dt.timedelta(days=1)},
    ],
)
def test_reader_does_not_find_what_only_an_edition_that_is_not_published_says(
    reader, staff, fields
):
    publication = PublicationFactory(edition=None)
    edition = EditionFactory(publication=publication, **fields)
    PassageFactory(rendition__edition=edition, text="gift")

    assert found(reader, "gift") == []
    assert found(staff, "gift") == [publication]


def test_reader_does_not_find_what_the_next_edition_will_say(reader, staff):
    publication = saying("gift")
    draft = EditionFactory(
        publication=publication,
        number=2,
        in_the_making=True,
        change="typo",
        what_changed_en="More",
    )
    PassageFactory(rendition__edition=draft, text="hospitality")

    assert found(reader, "hospitality") == []
    assert found(staff, "hospitality") == []
    assert found(staff, "gift") == [publication]


def test_reader_does_not_find_what_is_for_others(reader, staff):
    publication = publication_for(DepartmentFactory())
    PassageFactory(rendition__edition=publication.editions.get(), text="gift")

    assert found(reader, "gift") == []
    assert found(staff, "gift") == [publication]


def test_edition_shown_is_the_newest_published_or_for_staff_the_newest(reader, staff):
    publication = PublicationFactory()
    first = publication.editions.get()
    changed = {"publication": publication, "change": "typo", "what_changed_en": "More"}
    second = EditionFactory(number=2, **changed)
    EditionFactory(number=3, in_the_making=True, **changed)
    draft = EditionFactory(publication=PublicationFactory(edition=None), in_the_making=True)
    now = timezone.now()

    assert first not in editions_shown(reader, now)
    assert list(editions_shown(reader, now)) == [second]
    assert set(editions_shown(staff, now)) == {second, draft}


def test_item_has_its_two_best_passages(reader):
    passage = PassageFactory(text="gift")
    rendition = passage.rendition
    PassageFactory(rendition=rendition, page=2, text="nothing")
    both = PassageFactory(rendition=rendition, page=3, text="gift and loan")
    PassageFactory(rendition=rendition, page=4, text="loan")
    words = words_in("gift loan")

    [item] = library_items(
        [rendition.edition.publication_id],
        words=words,
        topics=[],
        user=reader,
        now=timezone.now(),
    )

    assert item.passages == (both, passage)
    assert item.renditions == (rendition,)
    assert item.edition == rendition.edition


def test_to_read_is_what_one_was_asked_and_has_not_done():
    recipient = RecipientFactory()
    RecipientFactory(person=recipient.person, left_on=dt.date(2026, 1, 1))

    assert list(to_read(recipient.person)) == [recipient]
    assert list(to_read(None)) == []
