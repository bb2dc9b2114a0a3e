"""Writing the strategy of a department, and having it endorsed."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError

from core import audit
from core.days import day_of
from core.files import FileKind, store
from core.versions import check_is_current
from ethics_officers import emails, permissions, rules
from ethics_officers.models import Objective, RiskArea, Strategy, StrategyVersion
from people.models import Department, User
from publications.models import Topic

DOCUMENT_KINDS = (FileKind.PDF, FileKind.DOCUMENT)


@dataclass(frozen=True, kw_only=True)
class RiskRating:
    """A risk area as it is written; `pk` is of the row it was, if it was there before."""

    name: str
    likelihood: int
    impact: int
    topic: Topic | None = None
    levels: Collection[str] = ()
    note: str = ""
    pk: int | None = None


@dataclass(frozen=True, kw_only=True)
class ObjectiveText:
    text: str
    pk: int | None = None


@dataclass(frozen=True, kw_only=True)
class StrategyText:
    """A strategy as it is written, its risk areas and objectives in their order."""

    needs: str = ""
    priorities: str = ""
    what_changed: str = ""
    risks: Sequence[RiskRating] = ()
    objectives: Sequence[ObjectiveText] = ()


@transaction.atomic
def begin_strategy(
    *, department_id: int, starts_on: dt.date, ends_on: dt.date, by: User, now: dt.datetime
) -> StrategyVersion:
    """Begin the strategy of a department for a period, with an empty first version.

    `ends_on` is the first day after it. Raises StrategyRefused if there is one for any of its days.
    """
    department = Department.objects.select_for_update(no_key=True).get(pk=department_id)
    permissions.check_can_manage_programme_of(by, department)
    rules.check_period(starts_on, ends_on)
    others = department.strategies.filter(starts_on__lt=ends_on, ends_on__gt=starts_on)
    rules.check_period_is_free(others.first())

    strategy = Strategy.objects.create(department=department, starts_on=starts_on, ends_on=ends_on)
    version = strategy.versions.create(number=1, written_at=now, written_by=by)

    audit.record(by, "ethics_officers.strategy_begun", version, at=now)
    return version


@transaction.atomic
def write_strategy(
    *, version_id: int, text: StrategyText, opened: int, by: User, now: dt.datetime
) -> StrategyVersion:
    """Write a draft, unless somebody saved it since the version that the text is made from.

    Raises Stale then, and StrategyRefused if an item of a plan builds on a risk area or an
    objective that is to go.
    """
    version = _locked(version_id)
    permissions.check_can_manage_programme_of(by, version.strategy.department)
    rules.check_version_is_draft(version)
    check_is_current(version, opened)

    version.needs, version.priorities = text.needs, text.priorities
    version.what_changed = text.what_changed
    _note_writing(version, by=by, now=now)
    risks = [(each.pk, _fields_of(each)) for each in text.risks]
    _write_rows(version, RiskArea.objects.filter(version=version), risks)
    objectives: list[tuple[int | None, dict[str, Any]]] = [
        (each.pk, {"text": each.text}) for each in text.objectives
    ]
    _write_rows(version, Objective.objects.filter(version=version), objectives)

    audit.record(by, "ethics_officers.strategy_written", version, at=now)
    return version


@transaction.atomic
def change_strategy_document(
    *, version_id: int, upload: UploadedFile | None, by: User, now: dt.datetime
) -> StrategyVersion:
    """Keep another document with a draft, or none. Raises FileRefused if it is not taken."""
    version = _locked(version_id)
    permissions.check_can_manage_programme_of(by, version.strategy.department)
    rules.check_version_is_draft(version)

    version.document = store(upload, kinds=DOCUMENT_KINDS, by=by, now=now) if upload else None
    _note_writing(version, by=by, now=now)

    audit.record(by, "ethics_officers.strategy_document_changed", version, at=now)
    return version


@transaction.atomic
def submit_strategy(*, version_id: int, by: User, now: dt.datetime) -> StrategyVersion:
    """Put a draft before the head of department, and staff. Safe to repeat."""
    version = _locked(version_id)
    permissions.check_can_manage_programme_of(by, version.strategy.department)
    if version.status == StrategyVersion.Status.SUBMITTED:
        return version
    rules.check_version_is_draft(version)
    rules.check_says_something(version)

    version.status = StrategyVersion.Status.SUBMITTED
    version.submitted_at, version.submitted_by = now, by
    version.save()

    audit.record(by, "ethics_officers.strategy_submitted", version, at=now)
    emails.strategy_submitted(version, now=now)
    return version


@transaction.atomic
def return_strategy(
    *, version_id: int, comment: str, by: User, now: dt.datetime
) -> StrategyVersion:
    """Give a version back to its writer with a comment, as the head of department."""
    version = _locked(version_id)
    permissions.check_can_endorse_for(by, version.strategy.department)
    rules.check_version_is_submitted(version)

    emails.strategy_returned(version, now=now)
    version.status = StrategyVersion.Status.DRAFT
    version.submitted_at = version.submitted_by = None
    version.return_comment = comment
    version.save()

    audit.record(by, "ethics_officers.strategy_returned", version, at=now)
    return version


@transaction.atomic
def endorse_strategy(*, version_id: int, by: User, now: dt.datetime) -> StrategyVersion:
    """Endorse a version as the head of department; it supersedes the one endorsed before.

    Safe to repeat.
    """
    version = _locked(version_id)
    permissions.check_can_endorse_for(by, version.strategy.department)
    if version.status == StrategyVersion.Status.ENDORSED:
        return version
    rules.check_version_is_submitted(version)

    name = str(getattr(by, "person", None) or by)
    _endorse(version, endorser=name, endorsed_on=day_of(now), by=by, now=now)

    audit.record(by, "ethics_officers.strategy_endorsed", version, at=now)
    emails.strategy_endorsed(version, now=now)
    return version


@transaction.atomic
def record_strategy_endorsement(
    *, version_id: int, endorser: str, endorsed_on: dt.date, by: User, now: dt.datetime
) -> StrategyVersion:
    """Record that the head of department endorsed a version on paper, who and when."""
    version = _locked(version_id)
    permissions.check_can_manage_programme_of(by, version.strategy.department)
    rules.check_is_open_version(version)
    rules.check_says_something(version)
    rules.check_endorsed_by_now(endorsed_on, day_of(now))

    _endorse(version, endorser=endorser, endorsed_on=endorsed_on, by=by, now=now)

    audit.record(by, "ethics_officers.strategy_endorsement_recorded", version, at=now)
    return version


@transaction.atomic
def begin_strategy_version(*, strategy_id: int, by: User, now: dt.datetime) -> StrategyVersion:
    """Begin a new version as a copy of the endorsed one, which stays in force until it is endorsed.

    Raises StrategyRefused while another version is open.
    """
    strategies = Strategy.objects.select_for_update(of=("self",)).select_related("department")
    strategy = strategies.get(pk=strategy_id)
    permissions.check_can_manage_programme_of(by, strategy.department)
    last = strategy.versions.order_by("-number")[0]
    rules.check_can_have_a_new_version(last)

    version = strategy.versions.create(
        number=last.number + 1,
        needs=last.needs,
        priorities=last.priorities,
        document=last.document,
        written_at=now,
        written_by=by,
    )
    for rows in (last.risk_areas.all(), last.objectives.all()):
        for row in rows:
            row.pk, row.version = None, version
            row._state.adding = True
            row.save()

    audit.record(by, "ethics_officers.strategy_version_begun", version, at=now)
    return version


def _locked(version_id: int) -> StrategyVersion:
    versions = StrategyVersion.objects.select_for_update(of=("self",))
    return versions.select_related("strategy__department", "changed_by__person").get(pk=version_id)


def _note_writing(version: StrategyVersion, *, by: User, now: dt.datetime) -> None:
    version.written_at, version.written_by = now, by
    version.note_change(by=by, at=now)
    version.save()


def _fields_of(risk: RiskRating) -> dict[str, Any]:
    return {
        "name": risk.name,
        "topic": risk.topic,
        "levels": list(risk.levels),
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "note": risk.note,
    }


def _write_rows(
    version: StrategyVersion, standing: Any, wanted: Sequence[tuple[int | None, dict[str, Any]]]
) -> None:
    """Store rows in their order; those that stay keep their keys, for what refers to them."""
    rows = {row.pk: row for row in standing}
    kept = {pk for pk, _fields in wanted if pk in rows}
    for pk, row in rows.items():
        if pk not in kept:
            try:
                row.delete()
            except ProtectedError as error:
                raise rules.in_use(row) from error
    for position, (pk, fields) in enumerate(wanted, start=1):
        row = rows[pk] if pk in kept and pk else standing.model(version=version)
        for name, value in {**fields, "position": position}.items():
            setattr(row, name, value)
        row.save()


def _endorse(
    version: StrategyVersion, *, endorser: str, endorsed_on: dt.date, by: User, now: dt.datetime
) -> None:
    StrategyVersion.objects.filter(
        strategy=version.strategy_id, status=StrategyVersion.Status.ENDORSED
    ).update(status=StrategyVersion.Status.SUPERSEDED)
    version.status = StrategyVersion.Status.ENDORSED
    version.endorser, version.endorsed_on = endorser, endorsed_on
    version.endorsed_at, version.endorsed_by = now, by
    version.save()
