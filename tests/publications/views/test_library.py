"""The library."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from people.roles import Role
from publications.models import Publication
from tests.factories import (
    EditionFactory,
    PersonFactory,
    PublicationFactory,
    TopicFactory,
    UserFactory,
    person_with_role,
)
from tests.files import csv_rows
from tests.publications.factories import (
    PassageFactory,
    RecipientFactory,
    RenditionFactory,
    VideoFactory,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIBRARY = reverse("publications:library")


@pytest.fixture
def reader(as_role):
    return as_role(Role.CIVIL_SERVANT)


def shown(response):
    return [Publication.objects.get(pk=row.pk) for row in response.context["rows"]]


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


def test_library_opens_what_is_found_at_its_page_and_marks_it_without_harm(reader):
    passage = PassageFactory(page=7, text="<b>Declare</b> 利益衝突")

    text = reader.get(LIBRARY, {"q": "利益冲突"}).text

    assert f'href="/publications/files/{passage.rendition_id}/#page=7"' in text
    assert "&lt;b&gt;Declare&lt;/b&gt; <mark>利益衝突</mark>" in text
    assert "<b>Declare" not in text


def test_library_opens_what_is_said_at_its_second(reader):
    video = VideoFactory()
    PassageFactory(
        rendition=video,
        page=None,
        starts_at=dt.timedelta(seconds=65),
        ends_at=dt.timedelta(seconds=68),
        text="A gift is a gift",
    )

    text = reader.get(LIBRARY, {"q": "gift"}).text

    page = reverse("publications:publication-detail", args=[video.edition.publication_id])
    assert f'href="{page}?rendition={video.pk}&amp;at=65#recording-{video.pk}"' in text
    assert "At 1:05" in text


def test_library_opens_a_text_on_its_page(reader):
    passage = PassageFactory(page=None, text="A gift")

    text = reader.get(LIBRARY, {"q": "gift"}).text

    page = reverse(
        "publications:publication-detail", args=[passage.rendition.edition.publication_id]
    )
    assert f'<a href="{page}">Text<' in text


def test_library_escapes_titles_and_what_was_asked(reader):
    PublicationFactory(title_en="<i>Gift</i>")

    text = reader.get(LIBRARY, {"q": 'gift "><script>'}).text
    alone = reader.get(LIBRARY, {"q": "gift"}).text

    assert "<script>alert" not in text
    assert '"><script>' not in text
    assert "&lt;i&gt;<mark>Gift</mark>&lt;/i&gt;" in alone


def test_library_shows_pictures_that_have_been_made(reader):
    video = VideoFactory()
    PublicationFactory(kind="video")

    text = reader.get(LIBRARY).text

    assert text.count("<img") == 1
    assert f'src="/publications/files/{video.pk}/preview/"' in text


def test_library_filters_by_topic_publisher_and_what_is_to_be_read(client, sign_in):
    recipient = RecipientFactory()
    asked = recipient.round.edition.publication
    reader = sign_in(recipient.person)
    topic = TopicFactory()
    about, by_icac = PublicationFactory(), PublicationFactory(publisher="ICAC")
    about.topics.add(topic)

    assert shown(reader.get(LIBRARY, {"topic": topic.pk})) == [about]
    assert shown(reader.get(LIBRARY, {"publisher": "ICAC"})) == [by_icac]
    assert shown(reader.get(LIBRARY, {"unread": "on"})) == [asked]
    assert reader.get(LIBRARY).text.count("To read by") == 1


def test_library_sorts_by_year_or_by_where_the_words_stand(reader):
    newer = PublicationFactory(title_en="A", description_en="gift", year=2020)
    older = PublicationFactory(title_en="Gift", year=2000)

    assert shown(reader.get(LIBRARY)) == [newer, older]
    assert shown(reader.get(LIBRARY, {"q": "gift"})) == [older, newer]
    assert shown(reader.get(LIBRARY, {"q": "gift", "sort": "newest"})) == [newer, older]


def test_library_offers_no_year_or_publisher_of_what_one_does_not_see(as_role):
    hidden = PublicationFactory(year=1998, publisher="Secret", edition=None)
    EditionFactory(publication=hidden, in_the_making=True)

    for_reader = as_role(Role.CIVIL_SERVANT).get(LIBRARY).text
    for_staff = as_role(Role.PROGRAMME_STAFF).get(LIBRARY).text

    assert ("1998" in for_reader, "Secret" in for_reader) == (False, False)
    assert ("1998" in for_staff, "Secret" in for_staff) == (True, True)


def test_library_says_what_is_new_and_what_was_updated(reader):
    recently = timezone.now() - dt.timedelta(days=2)
    new = PublicationFactory(edition=None)
    EditionFactory(publication=new, publish_at=recently)
    updated = PublicationFactory()
    EditionFactory(
        publication=updated,
        number=2,
        change="typo",
        what_changed_en="A word",
        publish_at=recently,
    )
    PublicationFactory()

    rows = {row.pk: row for row in reader.get(LIBRARY).context["rows"]}

    assert [pk for pk, row in rows.items() if row.is_new] == [new.pk]
    assert [pk for pk, row in rows.items() if row.is_updated] == [updated.pk]


def test_library_tells_staff_alone_of_drafts(as_role):
    publication = PublicationFactory()
    EditionFactory(
        publication=publication,
        number=2,
        in_the_making=True,
        change="typo",
        what_changed_en="A word",
    )

    for_staff = as_role(Role.PROGRAMME_STAFF).get(LIBRARY).context["rows"]
    for_reader = as_role(Role.CIVIL_SERVANT).get(LIBRARY).context["rows"]

    assert [row.states for row in for_staff] == [((2, "draft"),)]
    assert [row.states for row in for_reader] == [()]


def test_library_is_a_file_of_what_was_found_and_that_is_written_down(sign_in):
    person = person_with_role(Role.CIVIL_SERVANT)
    publication = PublicationFactory(
        title_en="Gift", title_zh_hant="饋贈", year=2020, languages=["en"]
    )
    publication.topics.add(TopicFactory(name_en="Advantages"))
    PublicationFactory(title_en="Loan")

    response = sign_in(person).get(LIBRARY, {"q": "gift", "export": "csv"})

    _headings, row = csv_rows(response)
    address = f"{settings.BASE_URL}/publications/{publication.pk}/"
    assert row == [
        "Gift", "饋贈", "Booklet", "", "", "2020", "English", "Advantages", "", address,
    ]  # fmt: skip
    entry = AuditEntry.objects.get(action="publications.library_exported")
    assert (entry.actor, entry.details) == (person.user, {"format": "csv", "found": 1})


def test_search_takes_as_many_queries_for_three_as_for_one_and_eight_at_most(reader):
    PassageFactory(text="gift")
    asked = f"{LIBRARY}?q=gift"
    for_one = queries_of(reader, asked)
    for number in (2, 3):
        video = VideoFactory()
        video.edition.publication.topics.add(TopicFactory())
        PassageFactory(rendition=video, text="gift", page=number)
    RenditionFactory()

    assert queries_of(reader, asked) == for_one
    assert for_one <= 8
