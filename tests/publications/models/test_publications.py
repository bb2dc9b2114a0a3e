"""Publications: what the database keeps, who sees them, how they are found."""

import pytest

from people.roles import Role
from publications.models import Publication, Topic
from tests.factories import PublicationFactory, TopicFactory, UserFactory, person_with_role
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def test_publication_has_a_title():
    with refused_by("publications_publication_has_a_title"):
        PublicationFactory(title_en="")


@pytest.mark.parametrize("words", ["prudent", "審慎理財", "审慎理财", "csb INDEBTEDNESS"])
def test_publication_is_found_by_title_in_each_script_publisher_and_subject(words):
    booklet = PublicationFactory(
        title_en="Prudent finance",
        title_zh_hant="審慎理財活得精彩",
        publisher="CSB",
        subjects="Indebtedness",
    )
    PublicationFactory(title_en="Something else")

    assert list(Publication.objects.search(words)) == [booklet]


def test_publications_are_shown_newest_first_and_those_without_a_year_last():
    unknown = PublicationFactory(year=None)
    old, new = PublicationFactory(year=2000), PublicationFactory(year=2024)

    assert list(Publication.objects.newest_first()) == [new, old, unknown]


def test_publications_are_for_those_in_post():
    publication = PublicationFactory()

    in_post = person_with_role(Role.CIVIL_SERVANT).user

    assert list(Publication.objects.visible_to(in_post)) == [publication]
    assert list(Publication.objects.visible_to(UserFactory())) == []


def test_topics_are_no_secret():
    topic = TopicFactory()

    assert list(Topic.objects.visible_to(UserFactory())) == [topic]


def test_languages_are_read_as_words():
    publication = PublicationFactory(languages=["en", "zh-hant"])

    assert publication.language_names == ["English", "Traditional Chinese"]
