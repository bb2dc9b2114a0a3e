"""Where in the library the same file is already."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people.roles import Role
from publications import queries
from tests import uploads
from tests.factories import DepartmentFactory, EditionFactory, person_with_role
from tests.publications.factories import RenditionFactory, kept, publication_for

pytestmark = pytest.mark.django_db


CONTENT = uploads.pdf().read()


def pdf(name="booklet.pdf"):
    return kept(SimpleUploadedFile(name, CONTENT))


def booklet(**fields):
    return RenditionFactory(format="pdf", link="", stored=pdf(), **fields)


def test_same_bytes_under_another_name_are_found_and_others_are_not():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    first, second = booklet(), booklet()
    RenditionFactory(format="image", link="", stored=kept(uploads.photograph()))

    again = pdf("another name.pdf")

    assert queries.same_file(again, staff) == [first, second]


def test_file_is_found_only_where_one_may_see_it():
    department = DepartmentFactory()
    reader = person_with_role(Role.CIVIL_SERVANT, department).user
    shown = booklet(edition=publication_for(department).editions.get())
    booklet(edition=publication_for(DepartmentFactory()).editions.get())
    booklet(edition=EditionFactory(in_the_making=True))

    assert queries.same_file(pdf(), reader) == [shown]


def test_finding_takes_one_query_however_many_there_are(django_assert_num_queries):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    again = pdf()
    staff.has("view_library")
    for number in (1, 2, 3):
        booklet()
        with django_assert_num_queries(1):
            assert len([str(each.edition) for each in queries.same_file(again, staff)]) == number
