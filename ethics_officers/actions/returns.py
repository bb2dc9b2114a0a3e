"""Writing, filing, reopening and correcting the annual return of a department."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core import audit
from core.canonical import sha256_of, written
from core.days import day_of
from core.versions import check_is_current
from ethics_officers import emails, permissions
from ethics_officers.models import (
    AnnualReturn,
    Designation,
    FiledReturn,
    ReturnAnswer,
    ReturnFootnote,
)
from ethics_officers.queries import returns as queries
from ethics_officers.rules import returns as rules
from people.models import Department, User


@dataclass(frozen=True)
class Given:
    """What is given to a question: its value, or None, and the officer's note."""

    value: Any
    note: str = ""


@transaction.atomic
def save_return(
    *,
    return_id: int,
    answers: Mapping[int, Given],
    notes: str,
    version: int,
    by: User,
    now: dt.datetime,
) -> AnnualReturn:
    """Save what is written in a return so far, by question; nothing need be complete.

    Raises ReturnRefused if it is filed, and Stale for another version than the one saved.
    """
    annual_return = _locked(return_id)
    permissions.check_can_manage_programme_of(by, annual_return.department)
    rules.check_is_open(annual_return)
    check_is_current(annual_return, version)

    asked = annual_return.questionnaire.questions.values_list("pk", "figure")
    ReturnAnswer.objects.bulk_create(
        [
            ReturnAnswer(
                annual_return=annual_return,
                question_id=question,
                # A figure is counted, never typed: only the note beside it is kept.
                value=None if figure else answers[question].value,
                note=answers[question].note,
            )
            for question, figure in asked
            if question in answers
        ],
        update_conflicts=True,
        unique_fields=["annual_return", "question"],
        update_fields=["value", "note"],
    )
    annual_return.notes = notes
    annual_return.note_change(by=by, at=now)
    annual_return.save()

    audit.record(by, "ethics_officers.return_saved", annual_return, at=now)
    return annual_return


@transaction.atomic
def file_return(*, return_id: int, version: int, by: User, now: dt.datetime) -> FiledReturn:
    """Sign a return and file it: its answers, and its figures as counted now, stand for good.

    Safe to repeat, by whoever may sign: a return that is filed is given back as it was filed.
    """
    annual_return = _locked(return_id)
    permissions.check_can_sign_return_of(by, annual_return.department)
    if annual_return.is_filed:
        return annual_return.filed.order_by("-number")[0]
    today = day_of(now)
    check_is_current(annual_return, version)
    rules.check_year_is_over(annual_return.questionnaire, today)
    content = queries.content_of(annual_return, today)
    rules.check_nothing_is_missing([each for each in queries.shown(content) if each.is_missing])

    filed = FiledReturn.objects.create(
        annual_return=annual_return,
        number=annual_return.filed.count() + 1,
        filed_at=now,
        filed_by=by,
        signed_as=_signature(by, annual_return.department, today),
        was_late=annual_return.is_late(today),
        content=content,
        sha256=sha256_of(written(content)),
    )
    annual_return.status = AnnualReturn.Status.FILED
    annual_return.note_change(by=by, at=now)
    annual_return.save()

    audit.record(
        by,
        "ethics_officers.return_filed",
        annual_return,
        at=now,
        number=filed.number,
        sha256=filed.sha256,
    )
    return filed


@transaction.atomic
def reopen_return(
    *, return_id: int, reason: str, due_on: dt.date, by: User, now: dt.datetime
) -> AnnualReturn:
    """Let a department write and file its return once more, by another day; tell its officers.

    What was filed stays as it is. Raises ReturnRefused if the return is open.
    """
    permissions.check_can_manage_programmes(by)
    annual_return = _locked(return_id)
    rules.check_can_be_reopened(annual_return, due_on, day_of(now))

    annual_return.status = AnnualReturn.Status.REOPENED
    annual_return.reopened_at, annual_return.reopened_by = now, by
    annual_return.reopening_reason, annual_return.due_on = reason, due_on
    annual_return.note_change(by=by, at=now)
    annual_return.save()

    audit.record(by, "ethics_officers.return_reopened", annual_return, at=now)
    emails.return_reopened(annual_return, now=now)
    return annual_return


@transaction.atomic
def add_footnote(
    *, filed_id: int, question_id: int, text: str, by: User, now: dt.datetime
) -> ReturnFootnote:
    """Say beside a filed figure what would be right; the figure stays as it was filed.

    Safe to repeat: the same words of the same person are there once.
    """
    filed = FiledReturn.objects.select_for_update().get(pk=filed_id)
    permissions.check_can_correct_return_of(by, filed.annual_return.department)
    rules.check_holds_figure(filed, question_id)
    said = {"question_id": question_id, "text": text, "written_by": by}
    if footnote := filed.footnotes.filter(**said).first():
        return footnote

    footnote = filed.footnotes.create(**said, written_at=now)

    audit.record(
        by, "ethics_officers.return_corrected", filed.annual_return, at=now, question=question_id
    )
    return footnote


def _locked(return_id: int) -> AnnualReturn:
    return (
        AnnualReturn.objects.select_for_update(of=("self",))
        .select_related("department", "questionnaire", "changed_by__person")
        .get(pk=return_id)
    )


def _signature(by: User, department: Department, today: dt.date) -> str:
    """Write down who signs, and as what: name, post or rank, capacity."""
    held = (
        Designation.objects.current(today)
        .filter(department=department, person__user=by)
        .select_related("person")
        .first()
    )
    if held is None:
        return str(getattr(by, "person", by))
    posting = held.person.postings.current(today).first()
    post = held.post_title or (posting.rank if posting else "")
    return ", ".join(part for part in (str(held.person), post) if part)
