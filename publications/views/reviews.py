"""Reviews by the other body: asking, recalling, answering from the link of a mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.days import day_of
from core.errors import RuleViolation
from core.pages import posted, told
from core.translated import current_language
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications import actions, permissions, queries
from publications.forms import AnswerForm, ReviewForm
from publications.models import Body
from publications.queries.recordings import recordings_of
from publications.views.loading import edition_to_change, form_page, review_or_404, to_edition


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def review_ask(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    edition = edition_to_change(request, publication_id, number)
    now = timezone.now()
    form = ReviewForm(posted(request), today=day_of(now))
    if form.is_valid():
        try:
            actions.ask_for_review(
                edition_id=edition.pk,
                due_on=form.cleaned_data["due_on"],
                note=form.cleaned_data["note"],
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is sent, and the reviewers are told."))
            return to_edition(edition)
    body = Body(edition.publication.body).other
    return form_page(
        request,
        "publications/review_ask.html",
        form,
        {
            "publication": edition.publication,
            "edition": edition,
            "body": body,
            "reviewers": len(queries.staff_of(body, day_of(now))),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW_LIBRARY)
def review_answer(request: SignedInRequest, review_id: int) -> HttpResponse:
    """A review: what is to be read and, for the body that was asked, its answer."""
    review = review_or_404(request, review_id)
    form = AnswerForm(posted(request))
    if request.method == "POST":
        permissions.check_can_review(request.user, review)
    if form.is_valid():
        try:
            actions.answer_review(
                review_id=review.pk,
                answer=form.cleaned_data["answer"],
                comment=form.cleaned_data["comment"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
            review.refresh_from_db()
        else:
            messages.success(request, _("Your answer is kept, and its author is told."))
            return redirect("publications:review-answer", review.pk)
    edition = review.edition
    return form_page(
        request,
        "publications/review_answer.html",
        form,
        {
            "review": review,
            "publication": edition.publication,
            "edition": edition,
            "renditions": queries.renditions_by_language(edition, current_language()),
            "recordings": recordings_of(
                edition, getattr(request.user, "person", None), current_language()
            ),
            "earlier": queries.reviews_of(edition, besides=review),
            "can_answer": permissions.can_review(request.user, review)
            and review.answer == review.Answer.PENDING,
        },
    )


@requires(Permission.MANAGE_LIBRARY)
@posted_from("publications:review-answer")
def review_recall(request: SignedInRequest, review_id: int) -> HttpResponse:
    review = review_or_404(request, review_id)
    permissions.check_can_change(request.user, review.edition.publication)
    with told(request, _("It is recalled, and a draft again.")):
        actions.recall_review(review_id=review.pk, by=request.user, now=timezone.now())
    return to_edition(review.edition)
