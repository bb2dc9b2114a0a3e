"""The races to answer a review and to publish: first shown without the lock, then gone with it."""

import datetime as dt
import threading

import pytest
from django.db import transaction

from core.models import AuditEntry
from people.roles import Role
from publications import actions
from publications.models import Edition, EditionReview
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.factories import PublicationFactory, person_with_role
from tests.publications.factories import ReviewFactory, approved

pytestmark = pytest.mark.django_db(transaction=True)


def colleagues(role):
    return [person_with_role(role).user for _ in range(2)]


def test_without_the_lock_a_second_reviewer_overwrites_what_the_first_said():
    """Why the lock is there: look, then act, as two reviewers would."""
    review = ReviewFactory()
    reviewers = colleagues(Role.ICAC_STAFF)
    looked = threading.Barrier(2)

    def look_then_act(by):
        with transaction.atomic():
            seen = EditionReview.objects.get(pk=review.pk)
            looked.wait(timeout=30)
            if seen.answer == EditionReview.Answer.PENDING:
                EditionReview.objects.filter(pk=review.pk).update(
                    answer="approved", answered_at=NOW, answered_by=by
                )
                return by
        return None

    assert set(at_once(look_then_act, reviewers)) == set(reviewers)


def test_two_reviewers_who_answer_at_once_give_one_answer():
    review = ReviewFactory()
    answers = list(zip(["approved", "returned"], colleagues(Role.ICAC_STAFF), strict=True))

    def answer(given):
        verdict, by = given
        return actions.answer_review(
            review_id=review.pk, answer=verdict, comment="Read.", by=by, now=NOW
        )

    results = at_once(answer, answers)

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["EditionReview", "ReviewRefused"]
    kept = EditionReview.objects.get()
    assert (kept.answer, kept.answered_by) in answers
    assert Edition.objects.get().status == kept.answer


def test_without_the_lock_two_publish_one_edition_for_different_minutes():
    edition = approved()
    looked = threading.Barrier(2)

    def look_then_act(hours):
        with transaction.atomic():
            seen = Edition.objects.get(pk=edition.pk)
            looked.wait(timeout=30)
            if seen.publish_at is None:
                minute = dt.datetime(2090, 1, 1, hours, tzinfo=dt.UTC)
                Edition.objects.filter(pk=edition.pk).update(publish_at=minute)
                return hours
        return None

    assert set(at_once(look_then_act, [1, 2])) == {1, 2}


def test_two_who_publish_at_once_publish_once():
    edition = approved()
    moments = list(zip([NOW, NOW + dt.timedelta(seconds=1)], colleagues(Role.PROGRAMME_STAFF),
                       strict=True))  # fmt: skip

    def publish(given):
        now, by = given
        return actions.publish_edition(edition_id=edition.pk, version=1, by=by, now=now)

    results = at_once(publish, moments)

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["Edition", "Stale"]
    assert AuditEntry.objects.filter(action="publications.edition_published").count() == 1


def test_two_who_begin_the_next_edition_at_once_begin_one():
    publication = PublicationFactory()
    facts = actions.EditionFacts(change="typo", what_changed_en="A comma.")

    def begin(by):
        return actions.begin_edition(publication_id=publication.pk, facts=facts, by=by, now=NOW)

    results = at_once(begin, colleagues(Role.PROGRAMME_STAFF))

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["Edition", "EditionRefused"]
    assert publication.editions.count() == 2
