"""The sample's printed copies."""

import pytest

from integrity import reference
from integrity.sample import copies, people
from publications.models import CopyOrder, PostedPhoto, Stock
from tests.clock import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sample():
    reference.load(now=NOW)
    people.load_cast(now=NOW)
    people.load_crowd(people=people.fewest_people(), now=NOW, progress=lambda *_done: None)
    people.load_coordinators(now=NOW)
    copies.load(now=NOW)


def test_copies_of_the_sample_are_ordered_sent_and_posted():
    assert Stock.objects.count() == 4
    states = set(CopyOrder.objects.values_list("status", flat=True))
    assert states == {"waiting", "allotted", "sent", "received"}
    assert PostedPhoto.objects.count() == 2


def test_loading_the_copies_again_changes_nothing():
    before = (Stock.objects.count(), CopyOrder.objects.count())

    copies.load(now=NOW)

    assert (Stock.objects.count(), CopyOrder.objects.count()) == before
