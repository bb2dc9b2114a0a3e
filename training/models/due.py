"""Who is due to complete a required course, by when, and who did in time: worked out when asked.

One row is one thing a person owes: a requirement, the person, the day it is due on, the day it was
done. Nothing of it is stored, so that a mark, a posting or a date of confirmation that is corrected
shows at once. The rules, in words, are in docs/decisions/0033-who-is-due.md.

The model has no table: its rows come from the statement below, for a day and perhaps a period,
within departments or persons. Otherwise it is a queryset like any other.
"""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.sql import Query
from django.db.models.sql.datastructures import BaseTable
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Person, Posting
from people.roles import Permission
from training.models.requirements import Requirement

if TYPE_CHECKING:
    from people.models import User

# From so many days before validity ends, completing the course again is due.
RENEWAL_DAYS = 90

_TABLE = "training_due"

# Worked out one after the other, or PostgreSQL writes each expression out wherever it is used.
# `member`: from when until when, without a gap, a person is in the audience.
# `attempt`: between one completion of the course and the next; the first of all has none before it,
# and the last none after. `owed`: what that makes due, and when it was done.
_OWED = """
WITH asked AS MATERIALIZED (
    SELECT requirement.id, requirement.course_id, requirement.basis, requirement.due_on,
        requirement.days, requirement.starts_on, requirement.ends_on, course.valid_months,
        audience.levels, audience.employment_kinds, audience.roles, ARRAY(
            SELECT named.department_id FROM people_audience_departments named
            WHERE named.audience_id = audience.id
        ) AS departments
    FROM training_requirement requirement
    JOIN training_course course ON course.id = requirement.course_id
    JOIN people_audience audience ON audience.id = requirement.audience_id
    WHERE requirement.starts_on <= %(day)s {of_requirements}
),
audience_over_time AS (
    SELECT asked.id, posting.person_id,
        range_agg(daterange(posting.starts_on, posting.ends_on)) * CASE
            WHEN asked.roles = '{{}}' THEN '{{(,)}}'::datemultirange
            ELSE coalesce((
                SELECT range_agg(daterange(held.starts_on, held.ends_on))
                FROM people_roleassignment held
                JOIN people_person holder ON holder.user_id = held.user_id
                WHERE holder.id = posting.person_id AND held.role = ANY(asked.roles)
            ), '{{}}'::datemultirange)
        END AS spans
    FROM asked
    JOIN people_posting posting
        ON (asked.levels = '{{}}' OR posting.level = ANY(asked.levels))
        AND (
            asked.employment_kinds = '{{}}'
            OR posting.employment_kind = ANY(asked.employment_kinds)
        )
        AND (asked.departments = '{{}}' OR posting.department_id = ANY(asked.departments))
    WHERE posting.starts_on <= %(day)s {of_postings}
    GROUP BY asked.id, asked.roles, posting.person_id
),
member AS MATERIALIZED (
    SELECT asked.*, over_time.person_id,
        lower(spanned.span) AS joined_on, upper(spanned.span) AS left_on, CASE
            WHEN upper(spanned.span) IS NOT NULL
            THEN lower(over_time.spans * datemultirange(daterange(upper(spanned.span), NULL)))
        END AS joined_again_on, person.appointed_on, person.confirmed_on, person.probation_ends_on,
        CASE asked.basis
            WHEN 'by_date' THEN greatest(asked.due_on, lower(spanned.span) + asked.days)
            WHEN 'after_appointment'
            THEN greatest(person.appointed_on, lower(spanned.span)) + asked.days
            WHEN 'after_confirmation'
            THEN greatest(person.confirmed_on, lower(spanned.span)) + asked.days
            ELSE person.probation_ends_on
        END AS first_due_on
    FROM audience_over_time over_time
    JOIN asked ON asked.id = over_time.id
    JOIN people_person person ON person.id = over_time.person_id
    CROSS JOIN LATERAL unnest(over_time.spans) AS spanned(span)
    WHERE lower(spanned.span) <= %(day)s
        AND (upper(spanned.span) IS NULL OR upper(spanned.span) > asked.starts_on)
        AND CASE asked.basis
            WHEN 'by_date' THEN true
            WHEN 'after_appointment' THEN person.appointed_on >= asked.starts_on
            WHEN 'after_confirmation' THEN person.confirmed_on >= asked.starts_on
            ELSE person.probation_ends_on >= asked.starts_on
        END
),
completion AS (
    SELECT DISTINCT registration.person_id, session.course_id, registration.completed_on AS done_on
    FROM training_registration registration
    JOIN training_session session ON session.id = registration.session_id
    WHERE registration.completed_on <= %(day)s
        AND session.course_id IN (SELECT asked.course_id FROM asked) {of_registrations}
),
attempt AS (
    SELECT person_id, course_id, lag(done_on) OVER each_of_them AS previous_on, done_on,
        lead(done_on) OVER each_of_them IS NULL AS is_last
    FROM completion WINDOW each_of_them AS (PARTITION BY person_id, course_id ORDER BY done_on)
    UNION ALL
    SELECT person_id, course_id, max(done_on), NULL, false
    FROM completion GROUP BY person_id, course_id
),
owed AS (
    SELECT member.*, attempt.previous_on, attempt.done_on, attempt.is_last,
        CASE
            WHEN attempt.previous_on IS NULL THEN member.first_due_on
            ELSE greatest(
                member.first_due_on,
                (attempt.previous_on + make_interval(months => member.valid_months))::date
            )
        END AS must_by
    FROM member
    LEFT JOIN attempt
        ON attempt.person_id = member.person_id AND attempt.course_id = member.course_id
        AND (attempt.previous_on IS NULL OR member.valid_months IS NOT NULL)
    -- What lapses before the course is due for the first time is not yet what is asked for.
    WHERE attempt.done_on IS NULL OR member.valid_months IS NULL
        OR attempt.done_on + make_interval(months => member.valid_months) >= member.first_due_on
),
fallen AS MATERIALIZED (
    SELECT owed.*, least(
            %(day)s::date, owed.must_by,
            CASE WHEN owed.done_on IS NOT NULL THEN greatest(owed.done_on, owed.joined_on) END
        ) AS that_day
    FROM owed WHERE owed.ends_on IS NULL OR owed.must_by < owed.ends_on
)
SELECT fallen.id * 4294967296 + fallen.person_id AS id, fallen.id AS requirement_id,
    fallen.person_id, posting.id AS posting_id, fallen.must_by AS due_on, fallen.done_on,
    fallen.previous_on, CASE
        WHEN fallen.done_on > fallen.must_by THEN 'late'
        WHEN fallen.done_on IS NOT NULL THEN 'on_time'
        WHEN fallen.must_by < %(day)s THEN 'overdue'
        ELSE 'due'
    END AS state
FROM fallen
JOIN people_posting posting ON posting.person_id = fallen.person_id
    AND posting.starts_on <= {held_on}
    AND (posting.ends_on IS NULL OR posting.ends_on > {held_on}) {of_departments}
WHERE fallen.that_day >= fallen.joined_on
    AND (fallen.left_on IS NULL OR fallen.that_day < fallen.left_on)
    AND (fallen.joined_again_on IS NULL OR fallen.joined_again_on > least(%(day)s, fallen.must_by))
    AND {asked_for}
"""

# What stands on the day: the requirements in force, of those in the audience who are in post, and
# of each person's attempts the last, or the next once its time has come. What was due by the end of
# probation stays so when probation, and with it the audience, is over.
_STANDING = """
    (fallen.ends_on IS NULL OR fallen.ends_on > %(day)s)
    AND (fallen.left_on IS NULL OR fallen.left_on > %(day)s OR fallen.basis = 'within_probation')
    AND CASE
        WHEN fallen.done_on IS NULL THEN fallen.previous_on IS NULL
            OR fallen.must_by - %(renewal)s <= %(day)s
            OR fallen.previous_on + make_interval(months => fallen.valid_months) < fallen.must_by
        ELSE fallen.valid_months IS NULL OR fallen.is_last AND %(day)s < greatest(
                fallen.first_due_on,
                (fallen.done_on + make_interval(months => fallen.valid_months))::date
            ) - %(renewal)s
    END
    AND EXISTS (
        SELECT FROM people_posting serving WHERE serving.person_id = fallen.person_id
        AND serving.starts_on <= %(day)s
        AND (serving.ends_on IS NULL OR serving.ends_on > %(day)s)
    )
"""

_FALLING_DUE = "fallen.must_by >= %(starts_on)s AND fallen.must_by < %(ends_on)s"


class State(models.TextChoices):
    """How what a person owes stands."""

    DUE = "due", pgettext_lazy("what is required", "Due")
    OVERDUE = "overdue", pgettext_lazy("what is required", "Overdue")
    ON_TIME = "on_time", _("Done on time")
    LATE = "late", _("Done late")


class Counted(models.TextChoices):
    """By which post what a person owes counts for a department and a level."""

    THAT_DAY = "that_day", _("The department of that day")
    TODAY = "today", _("The department of today")


@dataclass(frozen=True)
class _Rows:
    """Which rows are asked for. Departments and persons of None leave nobody out."""

    day: dt.date
    counted: Counted
    departments: tuple[int, ...] | None = None
    person: int | None = None
    span: tuple[dt.date, dt.date] | None = None
    basis: str | None = None

    def sql(self) -> tuple[str, list[Any]]:
        by_today = self.counted == Counted.TODAY
        sql = _OWED.format(
            of_requirements="AND requirement.basis = %(basis)s" if self.basis else "",
            of_postings=self._of_persons("posting", by_today=by_today),
            of_registrations=self._of_persons("registration", by_today=by_today),
            held_on="%(day)s" if by_today else "fallen.that_day",
            of_departments="" if self.departments is None else _IN_DEPARTMENTS,
            asked_for=_FALLING_DUE if self.span else _STANDING,
        )
        starts_on, ends_on = self.span or (None, None)
        values = {
            "day": self.day,
            "departments": list(self.departments or ()),
            "person": self.person,
            "renewal": RENEWAL_DAYS,
            "basis": self.basis,
            "starts_on": starts_on,
            "ends_on": ends_on,
        }
        names = _NAMED.findall(sql)
        return _NAMED.sub("%s", sql), [values[name] for name in names]

    def _of_persons(self, table: str, *, by_today: bool) -> str:
        """Leave out early whoever can't be among the rows: that is what makes them quick."""
        if self.person is not None:
            return f"AND {table}.person_id = %(person)s"
        if self.departments is None:
            return ""
        return _OF_DEPARTMENTS.format(table, _SERVING if by_today else "")


_NAMED = re.compile(r"%\((\w+)\)s")
_IN_DEPARTMENTS = "AND posting.department_id = ANY(%(departments)s)"
_OF_DEPARTMENTS = """AND {}.person_id IN (
        SELECT serving.person_id FROM people_posting serving
        WHERE serving.department_id = ANY(%(departments)s) {}
    )"""
_SERVING = """AND serving.starts_on <= %(day)s
        AND (serving.ends_on IS NULL OR serving.ends_on > %(day)s)"""


class _Statement(BaseTable):
    """Stands in a query where else the name of a table stands."""

    def __init__(self, rows: _Rows, name: str, alias: str | None) -> None:
        super().__init__(name, alias)
        self.rows = rows

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = self.rows.sql()
        return f"({sql}) {compiler.quote_name_unless_alias(self.table_alias)}", params

    def relabeled_clone(self, change_map: Any) -> "_Statement":
        alias = change_map.get(self.table_alias, self.table_alias)
        return self.__class__(self.rows, self.table_name, alias)


class DueQuerySet(models.QuerySet["Due"]):
    def visible_to(self, user: "User") -> "DueQuerySet":
        """All, for those who see the reports; else of the people within one's reach."""
        if user.has(Permission.VIEW_REPORTS):
            return self
        return self.filter(person__in=Person.objects.visible_to(user))

    def standing(
        self,
        day: dt.date,
        *,
        departments: Collection[int] | None = None,
        person: Person | None = None,
        counted: str = Counted.TODAY,
    ) -> "DueQuerySet":
        """What people in post owe, or have done of it, as it stands on a day."""
        of_person = person.pk if person else None
        ids = None if departments is None else tuple(sorted(departments))
        return self._of(_Rows(day, Counted(counted), ids, of_person))

    def falling_due(
        self,
        starts_on: dt.date,
        ends_on: dt.date,
        *,
        today: dt.date,
        departments: Collection[int] | None = None,
        basis: str | None = None,
    ) -> "DueQuerySet":
        """What fell due in a period, the end exclusive, as it stands today; of a basis, or of all.

        The post is that of the day it was done or, if it was not done in time, due.
        """
        ids = None if departments is None else tuple(sorted(departments))
        span = (starts_on, ends_on)
        return self._of(_Rows(today, Counted.THAT_DAY, ids, span=span, basis=basis))

    def open(self) -> "DueQuerySet":
        """What is yet to be done, overdue or not."""
        return self.filter(done_on=None)

    def in_state(self, state: str) -> "DueQuerySet":
        return self.filter(state=state)

    def _of(self, rows: _Rows) -> "DueQuerySet":
        query: Any = Query(self.model)
        query.base_table_class = partial(_Statement, rows)
        return self.__class__(self.model, query=query, using=self.db)


class Due(models.Model):
    """A course that a person is required to complete. Ask for rows by `standing` or `falling_due`.

    `posting` is the post by which it counts. `previous_on` is the completion whose validity ends.
    Nothing is done when what it refers to goes: there is no table to look into.
    """

    id = models.BigIntegerField(primary_key=True)
    requirement = models.ForeignKey(Requirement, on_delete=models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    posting = models.ForeignKey(Posting, on_delete=models.DO_NOTHING, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    previous_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State)

    objects = DueQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = _TABLE
        ordering = ("due_on", "person__name_en", "pk")

    def __str__(self) -> str:
        return f"{self.person}: {self.requirement}"

    def days_from(self, day: dt.date) -> int:
        """How many days are left; fewer than none once it is overdue."""
        return (self.due_on - day).days
