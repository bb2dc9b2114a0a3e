"""The sample's documents: notes after sessions, an approved annex, and one being written."""

import datetime as dt

from core.days import day_of
from ethics_officers.figures import Span
from ethics_officers.models import YearBasis
from ethics_officers.models.years import financial_year_of, later
from integrity.sample.data.cast import CAST
from integrity.sample.data.notes import NOTES
from people.models import User
from people.roles import Role
from reporting import periods
from reporting.actions import documents as actions
from reporting.models import Document, Kind
from training.actions import write_note
from training.models import Session

_MONTHS = 12


def load(*, now: dt.datetime) -> None:
    """Note what was learned of sessions, and make two annexes, unless there is a document."""
    if Document.objects.exists():
        return
    emails = {part.role: part.email for part in CAST}
    staff, icac = (
        User.objects.get(email=emails[role]) for role in (Role.PROGRAMME_STAFF, Role.ICAC_STAFF)
    )
    _note(staff, now)
    _approve(staff, icac, now)
    today = day_of(now)
    current = periods.year(YearBasis.FINANCIAL, financial_year_of(today))
    actions.open_document(kind=Kind.ANNEX, span=current.span, by=staff, now=now)


def _note(staff: User, now: dt.datetime) -> None:
    """Write notes on the sessions held last, a few hours after each."""
    held = Session.objects.filter(
        status__in=[Session.Status.PUBLISHED, Session.Status.HELD], ends_at__lt=now
    ).order_by("-ends_at", "pk")
    for session, (lessons, challenges) in zip(held, NOTES, strict=False):
        write_note(
            session_id=session.pk,
            lessons=lessons,
            challenges=challenges,
            by=staff,
            now=min(session.ends_at + dt.timedelta(hours=3), now),
        )


def _approve(staff: User, icac: User, now: dt.datetime) -> None:
    """Have the annex of the last twelve whole months written, reviewed and approved."""
    ends_on = day_of(now).replace(day=1)
    span = Span(later(ends_on, -_MONTHS), ends_on)
    document = actions.open_document(
        kind=Kind.ANNEX, span=span, by=staff, now=now - dt.timedelta(days=3)
    )
    actions.send_for_review(document_id=document.pk, by=staff, now=now - dt.timedelta(days=2))
    actions.approve(document_id=document.pk, by=icac, now=now - dt.timedelta(days=1))
