"""Pieces of database constraints that several models use."""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db.models import CharField, F, Func, Q


class DateSpan(Func):
    """The days from the first field's, inclusive, to the second's, exclusive; null is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class TimeSpan(Func):
    """The time from the first field's instant, inclusive, to the second's, exclusive."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Sha256(Func):
    """The SHA-256 of a text in UTF-8, in hexadecimal digits."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = CharField()


def ends_after_it_starts(start: str, end: str) -> Q:
    """The condition that a span, which may be open, is not empty or turned around."""
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)})


def both_or_neither(first: str, second: str) -> Q:
    """The condition that two fields, such as who and when, are both set or both null."""
    return Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": False}
    )


def never(name: str, *, operation: Any, condition: Any = None, unless: str = "") -> Any:
    """Give a trigger that refuses an operation, and says its name as a constraint does.

    `unless` is an SQL condition on OLD under which a row is let pass.
    """
    refusal = (
        f"RAISE EXCEPTION 'violates \"{name}\"' USING ERRCODE = 'check_violation', "
        f"CONSTRAINT = '{name}';"
    )
    if unless:
        passing = "OLD" if operation is pgtrigger.Delete else "NEW"
        refusal = f"IF {unless} THEN RETURN {passing}; END IF; {refusal}"
    # The name in the database has the table's in it already.
    return pgtrigger.Trigger(
        name=name.split("_", 2)[2],
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=refusal,
    )
