"""Queries whose SQL is worked out once."""

import threading

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, F, Q

from core.prepared import Given, Prepared
from people.models import Department, Person, Posting
from tests.factories import DepartmentFactory, PostingFactory

pytestmark = pytest.mark.django_db


def of_code(code):
    return Department.objects.filter(code=code).order_by("pk")


def test_a_prepared_query_gives_what_the_query_itself_gives():
    departments = DepartmentFactory.create_batch(3)
    prepared = Prepared(lambda: of_code(Given("code", CharField())))

    for department in departments:
        assert prepared.rows(code=department.code) == list(of_code(department.code))
    assert prepared.rows(code="none such") == []


def test_a_prepared_query_is_worked_out_once():
    built = []

    def build():
        built.append(1)
        return of_code(Given("code", CharField()))

    prepared = Prepared(build)
    for code in ("a", "b", "c"):
        prepared.rows(code=code)

    assert built == [1]


def test_a_prepared_query_is_part_of_another():
    one, other = DepartmentFactory.create_batch(2)
    prepared = Prepared(
        lambda: Department.objects.filter(pk=Given("pk", BigIntegerField())).values("pk")
    )

    for department in (one, other):
        found = Department.objects.filter(pk__in=prepared.subquery(pk=department.pk))
        assert list(found) == [department]


def test_a_prepared_query_is_a_condition_on_the_rows_of_another():
    posting = PostingFactory()
    PostingFactory()
    prepared = Prepared(
        lambda: Department.objects.filter(
            pk=Given("pk", BigIntegerField()), code=Given("code", CharField())
        )
    )
    is_in = prepared.exists(pk=F("department"), code=posting.department.code)

    assert list(Posting.objects.filter(is_in)) == [posting]
    assert set(Posting.objects.filter(~Q(is_in))) == set(Posting.objects.exclude(pk=posting.pk))
    inside = Person.objects.filter(postings__in=Posting.objects.filter(is_in))
    assert list(inside) == [posting.person]


@pytest.mark.django_db(transaction=True)
def test_a_prepared_query_runs_on_the_connection_of_its_thread():
    department = DepartmentFactory()
    prepared = Prepared(lambda: of_code(Given("code", CharField())))
    prepared.rows(code=department.code)
    pids, found = [connection.connection.info.backend_pid], []

    def elsewhere():
        with connection.execute_wrapper(lambda execute, *asked: counted(execute, *asked)):
            found.extend(prepared.rows(code=department.code))
        pids.append(connection.connection.info.backend_pid)
        connection.close()

    statements = []

    def counted(execute, *asked):
        statements.append(asked[0])
        return execute(*asked)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()

    assert found == [department]
    assert len(statements) == 1
    assert len(set(pids)) == 2


def test_a_value_that_is_not_given_is_missed():
    with pytest.raises(KeyError):
        Prepared(lambda: of_code(Given("code", CharField()))).rows()
