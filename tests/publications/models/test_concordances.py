"""Concordances: the words of renditions, which the database keeps as passages are written."""

import pytest
from django.db import connection

from core.chinese import fold
from people.roles import Role
from publications.models import Concordance, Passage
from publications.models.words import Word, words_in
from tests.factories import EditionFactory, PublicationFactory, person_with_role
from tests.publications.factories import PassageFactory, RenditionFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def words_of(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(publications_words(%s))", [fold(text)])
        return set(cursor.fetchone()[0])


def having(text):
    [word] = words_in(text)
    return list(Concordance.objects.having(word))


def test_words_are_cut_into_latin_words_and_chinese_pairs():
    assert words_of("Gifts, CSB/2015: 利益衝突") == {
        "gifts", "csb", "2015", "利益", "益冲", "冲突", "突",
    }  # fmt: skip


def test_words_go_on_over_the_end_of_a_chinese_line():
    assert words_of("利\n益") == {"利益", "益"}


def test_words_are_no_longer_than_a_search_asks():
    assert words_of("a" * 50) == {"a" * 40}


def test_more_words_than_a_list_can_have_are_left_out():
    text = " ".join(f"{number:040}" for number in range(30_000))

    assert len(words_of(text)) == 24_999


def test_nothing_has_no_words():
    assert words_of("… !") == set()


def test_search_is_cut_as_texts_are():
    assert words_in("CSB通函 gift's GIFT") == [
        Word("csb", is_chinese=False),
        Word("通函", is_chinese=True),
        Word("gift", is_chinese=False),
        Word("s", is_chinese=False),
    ]


def test_search_has_ten_words_at_most():
    assert len(words_in(" ".join(f"w{number}" for number in range(20)))) == 10


@pytest.mark.parametrize("asked", ["declar", "DECLARE", "利", "益", "利益", "利益衝突", "衝突"])
def test_concordance_has_beginnings_of_latin_words_and_any_part_of_chinese_ones(asked):
    PassageFactory(text="Declare your 利益衝突")

    assert len(having(asked)) == 1


@pytest.mark.parametrize("asked", ["eclare", "益利", "突利"])
def test_concordance_has_nothing_else(asked):
    PassageFactory(text="Declare your 利益衝突")

    assert having(asked) == []


def test_concordance_is_of_each_rendition_and_language():
    video = RenditionFactory()
    PassageFactory(rendition=video, page=None)
    PassageFactory(rendition=video, language="zh-hant", text="申報", page=None)

    assert [(each.edition, each.language) for each in Concordance.objects.all()] == [
        (video.edition, "en"),
        (video.edition, "zh-hant"),
    ]


def test_concordance_follows_its_passages():
    passage = PassageFactory(text="before")
    PassageFactory(rendition=passage.rendition, page=2, text="beside")

    Passage.objects.filter(pk=passage.pk).update(search_text="after")

    assert (len(having("before")), len(having("after")), len(having("beside"))) == (0, 1, 1)


def test_concordance_goes_with_its_passages_so_that_the_rendition_can_be_deleted():
    passage = PassageFactory(rendition__edition=EditionFactory(in_the_making=True))

    Passage.objects.all().delete()
    passage.rendition.delete()

    assert not Concordance.objects.exists()


def test_long_rendition_has_its_concordance_in_parts():
    rendition = RenditionFactory()
    Passage.objects.bulk_create(
        PassageFactory.build(
            rendition=rendition, language="en", page=page, search_text=f"page{page} {'x ' * 30_000}"
        )
        for page in (1, 2, 3)
    )

    assert [each.part for each in Concordance.objects.all()] == [0, 1]
    assert len(having("page3")) == 1


def test_part_is_there_once():
    part = PassageFactory().rendition.edition and Concordance.objects.get()

    with refused_by("publications_concordance_part_once"):
        Concordance.objects.bulk_create(
            [
                Concordance(
                    edition=part.edition, rendition=part.rendition, language="en", part=0, words=""
                )
            ]
        )


def test_reader_sees_those_of_what_is_published():
    published = PassageFactory().rendition
    PassageFactory(rendition__edition=EditionFactory(in_the_making=True))
    reader = person_with_role(Role.CIVIL_SERVANT).user

    assert [each.rendition for each in Concordance.objects.visible_to(reader)] == [published]


def test_titles_are_the_first_line_of_what_is_searched():
    publication = PublicationFactory(
        title_en="Gifts", title_zh_hant="饋贈", description_en="What to do.", publisher="CSB"
    )

    assert publication.searchable() == "gifts 馈赠 \nwhat to do.  \ncsb  "
