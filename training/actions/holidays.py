"""Setting the general holidays of a year, from which working days are counted."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from core import audit
from core.chinese import simplify
from core.models import GeneralHoliday
from people.models import User
from training import permissions, rules
from training.actions import reminders


@dataclass(frozen=True)
class Holiday:
    """A day off as it is gazetted."""

    date: dt.date
    name_en: str
    name_zh_hant: str


@transaction.atomic
def set_general_holidays(
    *, year: int, holidays: Collection[Holiday], by: User, now: dt.datetime
) -> list[GeneralHoliday]:
    """Let these days be the general holidays of a year, and no others of it.

    Reminders that count working days and are not sent yet follow. Safe to repeat: where nothing
    differs, nothing happens. Raises SchedulingRefused for a day of another year or told twice.
    """
    permissions.check_can_set_holidays(by)
    rules.check_are_holidays_of(year, [holiday.date for holiday in holidays])
    # Locked, and read again thereafter, so that of two who set a year one comes after the other.
    list(GeneralHoliday.objects.select_for_update().order_by("pk"))
    standing = {day.date: day for day in GeneralHoliday.objects.filter(date__year=year)}
    added: list[str] = []
    changed: list[str] = []
    for holiday in sorted(holidays, key=lambda each: each.date):
        day = standing.pop(holiday.date, None)
        names = (holiday.name_en, holiday.name_zh_hant)
        if day and (day.name_en, day.name_zh_hant) == names:
            continue
        (changed if day else added).append(holiday.date.isoformat())
        day = day or GeneralHoliday(date=holiday.date)
        day.name_en, day.name_zh_hant = names
        day.name_zh_hans = simplify(holiday.name_zh_hant)
        day.save()
    for day in standing.values():
        day.delete()

    removed = [date.isoformat() for date in standing]
    if added or changed or removed:
        audit.record(
            by, "training.holidays_set", at=now,
            year=year, added=added, changed=changed, removed=removed,
        )  # fmt: skip
        reminders.follow_holidays(now=now)
    return list(GeneralHoliday.objects.filter(date__year=year))
