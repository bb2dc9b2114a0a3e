"""Reads of the publications that serve items of a plan, and of who has read them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from core.days import HONG_KONG, instant_of
from ethics_officers.models import PlanItem, PlanItemPublication
from people.models import User
from publications.models import Circulation, Publication, Recipient
from publications.models.circulations import is_done

_ITEM = "round__edition__publication__plan_item_links__item"
_PUBLICATION = "round__edition__publication"
_PERSONS = Count("person", distinct=True)


@dataclass(frozen=True)
class Reading:
    """Whom the publications of an item were circulated to in its department, and who has read."""

    publications: int = 0  # that serve it
    circulated: int = 0  # those of them that reached the department
    asked: int = 0  # persons, each once
    read: int = 0
    due_on: dt.date | None = None  # the last day of those who have not read; None if all have


def of_items(**items: Any) -> QuerySet[Recipient]:
    """Give who was asked to read what serves items: of their department, in their plan's year.

    A round counts for the year in which it began. The items are told as in `of_items(pk=…)`.
    """
    plan = f"{_ITEM}__plan"
    chosen = {f"{_ITEM}__{name}": value for name, value in items.items()}
    # One filter, so that all of it is said of the same item.
    return Recipient.objects.annotate(
        began_on=TruncDate("round__begun_at", tzinfo=HONG_KONG)
    ).filter(
        **chosen,
        **{
            f"{plan}__department": F("department"),
            f"{plan}__starts_on__lte": F("began_on"),
            f"{plan}__ends_on__gt": F("began_on"),
        },
    )


def has_time_left() -> Q:
    """The condition that a recipient is asked still; who joined later doesn't hold up the item."""
    return ~is_done() & Q(
        left_on=None,
        is_joiner=False,
        round__closed_at=None,
        round__circulation__status__in=Circulation.OPEN,
    )


def readings(items: Collection[int]) -> dict[int, Reading]:
    """Give what came of the publications of items, by item, in two statements at most.

    Items without a publication are not in the answer.
    """
    links = PlanItemPublication.objects.filter(item__in=items).order_by()
    found = {
        item: Reading(publications=number)
        for item, number in links.values_list("item").annotate(number=Count("pk"))
    }
    if not found:
        return {}
    rows = (
        of_items(pk__in=list(found))
        .order_by()
        .values(_ITEM)
        .annotate(
            circulated=Count(_PUBLICATION, distinct=True),
            asked=_PERSONS,
            read=Count("person", filter=is_done(), distinct=True),
            due_on=Max("due_on", filter=has_time_left()),
        )
    )
    for row in rows:
        item = row.pop(_ITEM)
        found[item] = replace(found[item], **row)
    return found


def readers(items: Collection[int]) -> tuple[int, int]:
    """Count the persons asked to read what serves any of these items, and those who have."""
    found = of_items(pk__in=items).aggregate(
        asked=_PERSONS, read=Count("person", filter=is_done(), distinct=True)
    )
    return found["asked"], found["read"]


def publications_of(item: PlanItem, user: User) -> list[Any]:
    """Give the publications that serve an item, each with its `asked` and `read`, by title.

    `is_open` says whether the user may open its page.
    """
    rows = (
        of_items(pk=item.pk)
        .order_by()
        .values(publication=F(_PUBLICATION))
        .annotate(asked=_PERSONS, read=Count("person", filter=is_done(), distinct=True))
    )
    numbers = {row["publication"]: (row["asked"], row["read"]) for row in rows}
    serving = Publication.objects.filter(plan_item_links__item=item)
    open_ = Publication.objects.visible_to(user).filter(pk=OuterRef("pk"))
    found: list[Any] = list(serving.annotate(is_open=Exists(open_)).order_by("title_en", "pk"))
    for publication in found:
        publication.asked, publication.read = numbers.get(publication.pk, (0, 0))
    return found


def publications_to_serve(item: PlanItem, user: User) -> QuerySet[Publication]:
    """Give what may serve an item: what a user sees that is in circulation or was in that year."""
    reached = Recipient.objects.filter(
        department=item.plan.department_id,
        round__begun_at__gte=instant_of(item.plan.starts_on, dt.time.min),
        round__begun_at__lt=instant_of(item.plan.ends_on, dt.time.min),
    )
    going = Circulation.objects.open()
    return (
        Publication.objects.visible_to(user)
        .filter(
            Q(pk__in=reached.values(_PUBLICATION)) | Q(pk__in=going.values("edition__publication"))
        )
        .order_by("title_en", "pk")
    )
