"""The sample's library."""

import pytest

from integrity import reference
from integrity.sample import library, people
from publications.models import Edition, EditionReview, Publication, Rendition
from publications.queries import in_the_making
from tests.clock import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    reference.load(now=NOW)
    people.load_cast(now=NOW)
    library.load(now=NOW)
    return library._staff()


def test_library_of_the_sample_has_something_to_read_and_something_in_each_state(staff):
    by = next(iter(staff.values()))

    states = {edition.making for edition in in_the_making(by, NOW)}
    assert states == {"draft", "in_review", "overdue", "returned", "scheduled", "rights"}
    nothing_to_read = Publication.objects.filter(editions__renditions=None)
    assert list(nothing_to_read.values_list("kind", flat=True)) == ["video"]
    assert Rendition.objects.exclude(barriers=[]).count() == 0
    assert set(EditionReview.objects.values_list("body", flat=True)) == {"csb", "icac"}


def test_loading_the_library_again_changes_nothing(staff):
    before = (Edition.objects.count(), Rendition.objects.count())

    library.load(now=NOW)

    assert (Edition.objects.count(), Rendition.objects.count()) == before
