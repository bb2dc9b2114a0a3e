"""The first administrator of a new installation."""

import pytest
from django.core.management import CommandError, call_command

from people.models import Person, User
from people.roles import Permission, Role
from tests.factories import PersonFactory, person_with_role

pytestmark = pytest.mark.django_db


def create(email="Ka-man.Wong@csb.example", name="WONG Ka-man"):
    call_command("create_administrator", email, name)


def test_a_new_installation_gets_somebody_who_can_give_roles(capsys):
    create()

    user = User.objects.get()
    assert user.email == "ka-man.wong@csb.example"
    assert user.has(Permission.MANAGE_PEOPLE)
    assert Person.objects.get().name_en == "WONG Ka-man"
    assert capsys.readouterr().out == (
        "WONG Ka-man is administrator. To choose a password, open the sign-in page and press "
        "“Forgot your password?”.\n"
    )


def test_somebody_known_gets_the_role_and_no_second_account():
    person = PersonFactory()

    create(person.user.email, "Whatever")

    user = User.objects.get()
    assert [a.role for a in user.role_assignments.all()] == [Role.ADMINISTRATOR]
    assert Person.objects.get() == person


def test_whoever_holds_the_role_is_not_given_it_again():
    person = person_with_role(Role.ADMINISTRATOR)

    with pytest.raises(CommandError, match="is held already"):
        create(person.user.email)


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="nobody is not an e-mail address"):
        create("nobody")

    assert User.objects.count() == 0
