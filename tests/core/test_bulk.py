"""Writing rows by the statement that reads them."""

import pytest

from core.bulk import given, insert_selected
from people.models import Department
from publications.models import Topic
from tests.factories import DepartmentFactory, TopicFactory

pytestmark = pytest.mark.django_db


def topics_of_departments():
    rows = Department.objects.annotate(none=given("", Topic._meta.get_field("reference")))
    return insert_selected(
        Topic,
        rows.order_by("pk"),
        code="code",
        name_en="name_en",
        name_zh_hant="name_zh_hant",
        name_zh_hans="name_zh_hans",
        reference="none",
    )


def test_a_row_is_written_for_each_that_the_query_finds(django_assert_num_queries):
    for code in ("A", "B", "C"):
        DepartmentFactory(code=code)

    with django_assert_num_queries(1):
        assert topics_of_departments() == 3

    assert set(Topic.objects.values_list("code", flat=True)) == {"A", "B", "C"}


def test_what_is_there_already_stays_as_it_is():
    TopicFactory(code="A", name_en="Gifts")
    DepartmentFactory(code="A")
    DepartmentFactory(code="B")

    assert topics_of_departments() == 1
    assert topics_of_departments() == 0

    assert Topic.objects.get(code="A").name_en == "Gifts"
