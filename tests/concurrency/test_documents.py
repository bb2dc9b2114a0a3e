"""Two people at one document: making it, approving it, writing while it is sent."""

import pytest

from reporting.actions import documents as actions
from reporting.models import Document, Freeze, Kind
from reporting.rules.documents import DocumentRefused
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.refusals import refused_by
from tests.reporting.documents import YEAR, annex, icac, in_review, staff, template, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_the_constraint_a_period_would_have_two_drafts():
    """Why making a document looks again: each would see none, and make one."""
    author = staff()
    document = annex(author)

    with refused_by("reporting_document_one_open_for_a_period"):
        Document.objects.create(
            kind=Kind.ANNEX,
            starts_on=YEAR.starts_on,
            ends_on=YEAR.ends_on,
            template_version=document.template_version,
            created_at=NOW,
            created_by=author,
        )


def test_document_that_two_ask_for_at_once_is_made_once():
    template(training="{attendances}")
    people = [staff(), icac(), staff()]

    def ask(by):
        return actions.open_document(kind=Kind.ANNEX, span=YEAR, by=by, now=NOW)

    results = at_once(ask, people)

    document = Document.objects.get()
    assert results == [document] * 3
    assert document.texts.count() == 39
    assert list(Freeze.objects.all()) == [document.freeze]


def test_document_that_two_approve_at_once_is_approved_by_one():
    document = in_review(staff())

    def approve(by):
        return actions.approve(document_id=document.pk, by=by, now=NOW)

    results = at_once(approve, [icac(), icac()])

    refused = [result for result in results if isinstance(result, DocumentRefused)]
    assert len(refused) == 1
    document.refresh_from_db()
    assert document.status == "approved"


def test_text_is_written_before_its_document_is_sent_or_not_at_all():
    author = staff()
    document = annex(author)
    opened = text_of(document, "lessons")

    def write():
        return actions.write_text(
            text_id=opened.pk, text="Short is best.", opened=1, by=author, now=NOW
        )

    def send():
        return actions.send_for_review(document_id=document.pk, by=author, now=NOW)

    written, sent = at_once(lambda step: step(), [write, send])

    assert sent.status == "in_review"
    said = text_of(document, "lessons").text
    assert said == ("On lessons." if isinstance(written, DocumentRefused) else "Short is best.")
