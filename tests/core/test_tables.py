"""Lists that are tables."""

import pytest
from django.urls import reverse

from people.roles import Role
from tests.factories import VenueFactory

pytestmark = pytest.mark.django_db


def test_the_address_turns_pages_and_can_not_make_them_longer(as_role):
    VenueFactory.create_batch(51)
    staff = as_role(Role.PROGRAMME_STAFF)

    def shown(**query):
        table = staff.get(reverse("training:venue-list"), query).context["table"]
        return table.page.number, len(table.page.object_list)

    assert shown() == (1, 50)
    assert shown(page="2") == (2, 1)
    assert shown(per_page="100") == (1, 50)
