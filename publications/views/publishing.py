"""Publishing an edition, its expiry, withdrawing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from core.pages import posted
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications import actions, queries, rules
from publications.forms import ExpiryForm, PublishingForm, WithdrawalForm
from publications.views.loading import edition_to_change, form_page, to_edition


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def edition_publish(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    edition = edition_to_change(request, publication_id, number)
    now = timezone.now()
    initial = {
        "when": PublishingForm.LATER if edition.publish_at else PublishingForm.NOW,
        "publish_at": edition.publish_at,
        "expires_at": edition.expires_at,
        "version": edition.version,
    }
    form = PublishingForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            published = actions.publish_edition(
                edition_id=edition.pk,
                publish_at=form.minute,
                expires_at=form.cleaned_data["expires_at"],
                version=form.cleaned_data["version"],
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_when(request, is_open=published.is_published(now))
            return to_edition(edition)
    return form_page(
        request,
        "publications/edition_publish.html",
        form,
        {
            "publication": edition.publication,
            "edition": edition,
            "obstacles": rules.obstacles(edition),
            "readers": queries.readers_of(edition.publication, now).count(),
        },
    )


@requires(Permission.MANAGE_LIBRARY)
@posted_from("publications:edition-detail")
def edition_unschedule(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    edition = edition_to_change(request, publication_id, number)
    try:
        actions.take_off_the_schedule(edition_id=edition.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is off the schedule; it stays approved."))
    return to_edition(edition)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def edition_expire(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    edition = edition_to_change(request, publication_id, number)
    form = ExpiryForm(posted(request), initial={"expires_at": edition.expires_at})
    if form.is_valid():
        try:
            actions.change_expiry(
                edition_id=edition.pk,
                expires_at=form.cleaned_data["expires_at"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The expiry is saved."))
            return to_edition(edition)
    context = {"publication": edition.publication, "edition": edition}
    return form_page(request, "publications/edition_expire.html", form, context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def edition_withdraw(request: SignedInRequest, publication_id: int, number: int) -> HttpResponse:
    """Ask whether to withdraw an edition, saying what readers have then; then do so."""
    edition = edition_to_change(request, publication_id, number)
    now = timezone.now()
    form = WithdrawalForm(posted(request))
    if form.is_valid():
        try:
            actions.withdraw_edition(
                edition_id=edition.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The edition is withdrawn."))
            return to_edition(edition)
    others = edition.publication.editions.published(now).exclude(pk=edition.pk)
    return form_page(
        request,
        "publications/edition_withdraw.html",
        form,
        {
            "publication": edition.publication,
            "edition": edition,
            "left": others.newest().first(),
            "readers": queries.readers_of(edition.publication, now).count(),
        },
    )


def _say_when(request: SignedInRequest, *, is_open: bool) -> None:
    if is_open:
        messages.success(request, _("It is published."))
    else:
        messages.success(request, _("It is on the schedule, and published by itself."))
