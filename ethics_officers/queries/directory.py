"""The directory of officers."""

import datetime as dt
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from ethics_officers.models import Designation
from people.models import Posting, User, with_user


def directory(user: User, day: dt.date) -> QuerySet[Any]:
    """Give who is designated on a day.

    Each has the `post`, its title or else the rank, and the `contact_email`, or else the account's.
    """
    held = (
        Posting.objects.current(day)
        .filter(person=OuterRef("person"), department=OuterRef("department"))
        .order_by("pk")
    )
    found = (
        Designation.objects.in_directory_for(user)
        .current(day)
        .annotate(
            post=Coalesce(
                NullIf("post_title", Value("")), Subquery(held.values("rank")[:1]), Value("")
            ),
            contact_email=Coalesce(NullIf("email", Value("")), F("person__user__email")),
        )
    )
    return with_user(found, "person__user").select_related("person", "department")
