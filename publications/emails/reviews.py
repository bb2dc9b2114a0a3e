"""Letters about reviews: one is asked for, answered, late."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.days import day_of, day_text
from notifications.emails import Composed, Mail, Unwanted, Writer, composes
from notifications.models import Message
from publications import queries
from publications.emails.telling import names_of, tell
from publications.models import EditionReview

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

_ANSWER = EditionReview.Answer

_ASKED = "publications.review_asked_for"
_RETURNED = "publications.review_returned"
_APPROVED = "publications.review_approved"
_OVERDUE = "publications.review_overdue"


def review_asked_for(review: EditionReview, *, now: dt.datetime) -> None:
    """Ask the reviewers of the other body, all of them: the first to answer answers for it."""
    readers = [
        user
        for user in queries.staff_of(review.body, day_of(now))
        if user not in (review.asked_by_id, review.edition.created_by_id)
    ]
    tell(_ASKED, about_id=review.pk, key=f"{review.pk}", readers=readers, now=now)


def review_answered(review: EditionReview, *, now: dt.datetime) -> None:
    """Tell the author; of a return, whoever reviewed the edition before as well."""
    edition = review.edition
    readers = {review.asked_by_id, edition.created_by_id, edition.publication.owner_id}
    is_returned = review.answer == _ANSWER.RETURNED
    if is_returned:
        earlier = edition.reviews.exclude(pk=review.pk).exclude(answer=_ANSWER.RECALLED)
        readers |= set(earlier.values_list("answered_by", flat=True))
    wanted = sorted(user for user in readers if user is not None and user != review.answered_by_id)
    kind = _RETURNED if is_returned else _APPROVED
    tell(kind, about_id=review.pk, key=f"{review.pk}", readers=wanted, now=now)


def reviews_overdue(reviews: Collection[EditionReview], *, now: dt.datetime) -> None:
    """Remind the reviewers, once for each review, that their day has passed."""
    for review in reviews:
        readers = queries.staff_of(review.body, day_of(now))
        tell(_OVERDUE, about_id=review.pk, key=f"{review.pk}", readers=readers, now=now)


class _Kind(NamedTuple):
    name: str
    label: "LazyText"
    subject: "LazyText"
    is_wanted: Callable[[EditionReview], bool]


def _is_pending(review: EditionReview) -> bool:
    return review.answer == _ANSWER.PENDING


def _always(review: EditionReview) -> bool:
    return True


_KINDS = (
    _Kind(
        _ASKED,
        gettext_lazy("Request to review a publication"),
        gettext_lazy("To be reviewed by %(due)s: %(title)s"),
        _is_pending,
    ),
    _Kind(
        _RETURNED,
        gettext_lazy("Return of a publication by its reviewer"),
        gettext_lazy("Returned with a comment: %(title)s"),
        _always,
    ),
    _Kind(
        _APPROVED,
        gettext_lazy("Approval of a publication"),
        gettext_lazy("Approved: %(title)s"),
        _always,
    ),
    _Kind(
        _OVERDUE,
        gettext_lazy("Reminder of a review that is late"),
        gettext_lazy("The review is late: %(title)s"),
        _is_pending,
    ),
)


def _compose(kind: _Kind, messages: Sequence[Message], now: dt.datetime) -> Writer:
    reviews = EditionReview.objects.select_related("edition__publication").in_bulk(
        [message.about_id for message in messages]
    )
    users = {message.recipient_id for message in messages}
    users |= {each.asked_by_id for each in reviews.values()}
    users |= {each.answered_by_id for each in reviews.values() if each.answered_by_id}
    name_of = names_of(users)

    def write(message: Message) -> Composed:
        review = reviews.get(message.about_id)
        if review is None or not kind.is_wanted(review):
            return Unwanted(gettext_lazy("The review was answered, recalled or discarded."))
        words = {
            "title": str(review.edition.publication.title),
            "number": review.edition.number,
            "due": day_text(review.due_on),
        }
        return Mail.from_templates(
            f"publications/emails/{kind.name.partition('.')[2]}",
            subject=str(kind.subject) % words,
            context={
                **words,
                "name": name_of(message.recipient_id),
                "review": review,
                "asked_by": name_of(review.asked_by_id),
                "answered_by": name_of(review.answered_by_id),
                "address": reverse("publications:review-answer", args=[review.pk]),
            },
        )

    return write


for _kind in _KINDS:
    composes(_kind.name, label=_kind.label)(partial(_compose, _kind))
