"""Row history: who changed what, from which value to which."""

import pghistory
import pytest

from people.models import Audience, Department, Person
from people.models.users import User
from tests.factories import AudienceFactory, DepartmentFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_history_keeps_what_was_before_and_after_even_of_an_update_in_bulk():
    department = DepartmentFactory(name_en="Before")

    Department.objects.filter(pk=department.pk).update(name_en="After")

    events = department.events.order_by("pgh_id")
    assert [(event.pgh_label, event.name_en) for event in events] == [
        ("insert", "Before"),
        ("update", "After"),
    ]


def test_history_says_who_did_it(client):
    user = UserFactory()
    client.force_login(user)

    client.post("/language/", {"language": "zh-hant", "next": "/"})

    event = user.events.get(pgh_label="update")
    assert event.language == "zh-hant"
    assert event.pgh_context.metadata["user"] == user.pk


def test_history_of_an_account_holds_no_password():
    user = UserFactory()
    user.set_password("a secret that stays one")
    user.save()

    fields = {field.name for field in User.events.rel.related_model._meta.fields}
    assert "password" not in fields
    assert user.events.count() == 1


def test_history_leaves_out_what_is_worked_out_from_other_fields():
    person = PersonFactory()
    before = person.events.count()

    Person.objects.filter(pk=person.pk).update(search_text="other")

    assert person.events.count() == before


def test_history_of_who_is_in_an_audience_is_kept_too():
    audience, department = AudienceFactory(), DepartmentFactory()
    audience.departments.add(department)
    audience.departments.remove(department)

    events = pghistory.models.Events.objects.filter(
        pgh_model="people.AudienceDepartmentEvent"
    ).order_by("pgh_created_at")

    assert [event.pgh_label for event in events] == ["insert", "delete"]
    assert Audience.objects.count() == 1
