"""What keeps people with disabilities out of a file, found when it is handed in."""

import pikepdf
import pytest
from pikepdf import Dictionary

from publications import barriers
from publications.models import Rendition
from tests import uploads
from tests.publications.factories import RenditionFactory, VideoFactory, kept

pytestmark = pytest.mark.django_db

Barrier = Rendition.Barrier


def pdf_with(*changes):
    def change(document):
        for each in changes:
            each(document)

    return RenditionFactory(format="pdf", link="", stored=kept(uploads.pdf_that(change)))


def tags(document):
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.StructTreeRoot = document.make_indirect(Dictionary(Type=pikepdf.Name("/X")))


def title(document):
    document.docinfo["/Title"] = "廉潔守正"


def title_in_the_description(document):
    with document.open_metadata() as metadata:
        metadata["dc:title"] = "Sample Code of Conduct"


def language(document):
    document.Root.Lang = "zh-HK"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([], [Barrier.UNTAGGED, Barrier.NO_TITLE, Barrier.NO_LANGUAGE]),
        ([tags, title, language], []),
        ([tags, title_in_the_description, language], []),
        ([title, language], [Barrier.UNTAGGED]),
        ([tags, language], [Barrier.NO_TITLE]),
        ([tags, title], [Barrier.NO_LANGUAGE]),
    ],
)
def test_pdf_says_whether_it_has_tags_a_title_and_a_language(changes, found):
    assert barriers.check(pdf_with(*changes)) == found


def test_pdf_that_says_it_has_tags_and_has_none_is_untagged():
    def says_so(document):
        document.Root.MarkInfo = Dictionary(Marked=True)

    assert Barrier.UNTAGGED in barriers.check(pdf_with(says_so))


@pytest.mark.parametrize(
    ("text", "found"),
    [("", [Barrier.NO_ALTERNATIVE_TEXT]), ("  ", [Barrier.NO_ALTERNATIVE_TEXT]), ("A poster", [])],
)
def test_image_needs_words_for_those_who_do_not_see_it(text, found):
    image = RenditionFactory(
        format="image", link="", alternative_text=text, stored=kept(uploads.photograph())
    )

    assert barriers.check(image) == found


def test_links_and_videos_are_not_looked_into():
    assert [barriers.check(each) for each in (RenditionFactory(), VideoFactory())] == [[], []]
