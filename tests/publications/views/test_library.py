"""The library."""

import pytest
from django.urls import reverse

from people.roles import Role
from tests.factories import PersonFactory, PublicationFactory, UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIBRARY = reverse("publications:library")


@pytest.fixture
def reader(as_role):
    return as_role(Role.CIVIL_SERVANT)


def shown(response):
    return list(response.context["page"])


def test_library_shows_both_titles_kind_languages_and_year(reader):
    PublicationFactory(
        title_en="Civil Service Code",
        title_zh_hant="公務員守則",
        kind="code",
        year=2024,
        publisher="CSB",
        languages=["en", "zh-hant"],
    )

    text = reader.get(LIBRARY).text

    for words in ("Civil Service Code", "公務員守則", "Code", "2024", "Traditional Chinese"):
        assert words in text


def test_library_marks_a_missing_title_and_shows_the_other(reader):
    PublicationFactory(title_en="Pamphlet for Civil Servants")
    PublicationFactory(title_en="", title_zh_hant="海柏", title_zh_hans="海柏")

    text = reader.get(LIBRARY).text

    assert text.count("No Chinese title") == 1
    assert text.count("No English title") == 1
    assert '<span lang="zh-hant">海柏</span>' in text


def test_library_says_what_is_not_known(reader):
    PublicationFactory(year=None)

    assert "Year not known" in reader.get(LIBRARY).text


@pytest.mark.parametrize("words", ["sources", "資金來源", "资金来源"])
def test_library_finds_in_each_script(reader, words):
    found = PublicationFactory(title_en="Sources of finance", title_zh_hant="資金來源")
    PublicationFactory(title_en="Something else")

    assert shown(reader.get(LIBRARY, {"q": words})) == [found]


def test_library_filters_by_kind_language_and_year(reader):
    code = PublicationFactory(kind="code", languages=["en", "zh-hant"], year=2024)
    booklet = PublicationFactory(kind="booklet", languages=["en"], year=2005)

    assert shown(reader.get(LIBRARY, {"kind": "booklet"})) == [booklet]
    assert shown(reader.get(LIBRARY, {"language": "zh-hant"})) == [code]
    assert shown(reader.get(LIBRARY, {"year": "2005"})) == [booklet]


def test_library_offers_the_years_there_are(reader):
    PublicationFactory.create_batch(2, year=2005)
    PublicationFactory(year=2024)
    PublicationFactory(year=None)

    years = reader.get(LIBRARY).context["filter"].form.fields["year"].choices

    assert [value for value, _ in years] == ["", 2024, 2005]


def test_library_says_when_nothing_matches(reader):
    assert "No publication matches." in reader.get(LIBRARY, {"q": "xyz"}).text


def test_library_has_pages(reader):
    PublicationFactory.create_batch(26)

    assert len(shown(reader.get(LIBRARY))) == 25
    assert len(shown(reader.get(LIBRARY, {"page": "2"}))) == 1


def test_list_alone_answers_a_change_of_filters(reader):
    response = reader.get(LIBRARY, headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="results"')


def test_library_takes_as_many_queries_for_three_as_for_one(reader):
    PublicationFactory()
    for_one = queries_of(reader, LIBRARY)
    PublicationFactory.create_batch(2)

    assert queries_of(reader, LIBRARY) == for_one


@pytest.mark.parametrize("role", Role)
def test_library_is_for_everybody_in_post(as_role, role):
    assert as_role(role).get(LIBRARY).status_code == 200


def test_library_refuses_who_is_not_in_post(client, sign_in):
    assert sign_in(PersonFactory(posting=None)).get(LIBRARY).status_code == 403


def test_library_refuses_an_account_without_a_person(client):
    client.force_login(UserFactory())

    assert client.get(LIBRARY).status_code == 403


def test_library_sends_the_anonymous_to_sign_in(client):
    assert client.get(LIBRARY).headers["Location"] == f"/accounts/login/?next={LIBRARY}"


def test_library_takes_no_other_method(reader):
    assert reader.post(LIBRARY).status_code == 405
