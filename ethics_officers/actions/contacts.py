"""Correcting how to reach who is designated."""

import datetime as dt

from django.db import transaction

from core import audit
from core.days import day_of
from ethics_officers import permissions, rules
from ethics_officers.models import Designation
from people.models import User

CONTACT = ("post_title", "phone", "email")


@transaction.atomic
def correct_contact(
    *, designation_id: int, post_title: str, phone: str, email: str, by: User, now: dt.datetime
) -> Designation:
    """Correct the post title, telephone and e-mail of a designation that has not ended.

    What they were stays in its history; the person and the days are never corrected. Raises
    DesignationRefused once it has ended.
    """
    designation = (
        Designation.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=designation_id)
    )
    permissions.check_can_correct_contact(by, designation)
    rules.check_lasts(designation, day_of(now))
    asked = (post_title, phone, email)
    if asked == tuple(getattr(designation, name) for name in CONTACT):
        return designation

    designation.post_title, designation.phone, designation.email = asked
    designation.save(update_fields=CONTACT)

    audit.record(by, "ethics_officers.contact_corrected", designation, at=now)
    return designation
