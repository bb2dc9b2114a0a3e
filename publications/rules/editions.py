"""When an edition may be written, sent for review, published, taken back."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from publications.models import Edition, Publication, Rendition
from publications.uses import uses_of

_STATUS = Edition.Status


class EditionRefused(RuleViolation):
    """The edition, or its publication, is not in a state for that."""


def check_is_standing(publication: Publication) -> None:
    if publication.archived_at is not None:
        raise EditionRefused(_("This publication is archived. Bring it back first."))


def check_is_in_the_making(edition: Edition) -> None:
    """Refuse to write an edition that somebody reads just now, or that is approved."""
    if edition.status == _STATUS.IN_REVIEW:
        raise EditionRefused(_("It is in review. Recall it first, then change it."))
    if edition.status == _STATUS.APPROVED:
        raise EditionRefused(
            _("It is approved, so it no longer changes. Reopen it, or begin the next edition.")
        )


def check_is_open_to_files(edition: Edition) -> None:
    """Refuse files for what is approved, unless it appeared before the library had it."""
    if not (edition.status == _STATUS.APPROVED and edition.created_at is None):
        check_is_in_the_making(edition)


def check_next_can_begin(newest: Edition | None) -> None:
    if newest is None or newest.withdrawn_at is not None:
        return
    if newest.status != _STATUS.APPROVED or newest.publish_at is None:
        raise EditionRefused(
            _("Edition %(number)s is still in the making. Publish it or discard it first.")
            % {"number": newest.number}
        )


def check_can_be_sent_for_review(edition: Edition) -> None:
    check_is_in_the_making(edition)
    if not edition.renditions.exists():
        raise EditionRefused(_("There is nothing to review yet. Add a file, a link or a text."))


def check_can_be_reopened(edition: Edition) -> None:
    if edition.status != _STATUS.APPROVED or edition.withdrawn_at is not None:
        raise EditionRefused(_("Only an approved edition can be reopened."))
    if edition.publish_at is not None:
        raise EditionRefused(
            _("It has a date to be published. Take it off the schedule first, while you can.")
        )


def check_nothing_else_is_in_the_making(edition: Edition) -> None:
    making = [_STATUS.DRAFT, _STATUS.IN_REVIEW, _STATUS.RETURNED]
    others = Edition.objects.filter(publication=edition.publication_id, status__in=making)
    if others.exclude(pk=edition.pk).exists():
        raise EditionRefused(_("Another edition is in the making. Publish it or discard it first."))


def check_stands(edition: Edition, now: dt.datetime) -> None:
    if not edition.is_published(now):
        raise EditionRefused(_("Readers do not have it now, so it can't expire either."))


def check_can_be_exempted(edition: Edition, now: dt.datetime) -> None:
    """Refuse a reason for barriers of what has readers already."""
    if edition.publish_at is not None and edition.publish_at <= now:
        raise EditionRefused(_("It is published, so that is decided. Begin the next edition."))


def check_can_be_published(
    edition: Edition, publish_at: dt.datetime, expires_at: dt.datetime | None, now: dt.datetime
) -> None:
    if edition.withdrawn_at is not None:
        raise EditionRefused(_("It was withdrawn. Begin the next edition instead."))
    if edition.publish_at is not None and edition.publish_at <= now:
        raise EditionRefused(
            _("It is published since %(moment)s.") % {"moment": _moment(edition.publish_at)}
        )
    if edition.status != _STATUS.APPROVED:
        raise EditionRefused(_("It is not approved. Send it for review first."))
    if problems := obstacles(edition):
        raise EditionRefused(" ".join(problems))
    if publish_at < now:
        raise EditionRefused(_("That minute has passed. Choose a later one, or publish now."))
    check_can_expire(publish_at, expires_at, now)


def check_can_expire(
    publish_at: dt.datetime, expires_at: dt.datetime | None, now: dt.datetime
) -> None:
    if expires_at is not None and expires_at <= max(publish_at, now):
        raise EditionRefused(
            _("Let it expire after it is published, and not in the past: choose a later minute.")
        )


def check_can_be_taken_off_the_schedule(edition: Edition, now: dt.datetime) -> None:
    if edition.publish_at is not None and edition.publish_at <= now:
        raise EditionRefused(
            _("It is published since %(moment)s. Withdraw it, with a reason, instead.")
            % {"moment": _moment(edition.publish_at)}
        )


def check_can_be_withdrawn(edition: Edition, now: dt.datetime) -> None:
    if edition.publish_at is None or edition.publish_at > now:
        raise EditionRefused(_("Readers do not have it, so there is nothing to withdraw."))


def check_can_be_discarded(edition: Edition) -> None:
    """Refuse to discard anything but the draft of a later edition."""
    check_is_in_the_making(edition)
    if edition.number == 1:
        raise EditionRefused(_("It is the only edition. Delete the publication instead."))


def check_can_be_deleted(publication: Publication) -> None:
    """Refuse to delete what has ever been published, approved or used."""
    editions = list(publication.editions.all())
    if any(edition.status in (_STATUS.APPROVED, _STATUS.IN_REVIEW) for edition in editions):
        raise EditionRefused(
            _("Only a draft can be deleted. This one has been approved or sent for review.")
        )
    if uses_of(publication) or publication.outsider_links.exists():
        raise EditionRefused(_("It is used, so it can't be deleted. Archive it instead."))


def check_can_be_archived(publication: Publication) -> None:
    if publication.editions.filter(status=_STATUS.IN_REVIEW).exists():
        raise EditionRefused(_("An edition is in review. Recall it first."))


def obstacles(edition: Edition) -> list[str]:
    """Give what stands in the way of publishing an edition, a sentence each."""
    renditions = list(edition.renditions.prefetch_related("captions"))
    if not renditions:
        return [_("It has no file, link or text yet. Add one.")]
    return [sentence for each in renditions if (sentence := _obstacle(each))]


def _obstacle(rendition: Rendition) -> str:
    if rendition.exemption_reason:
        return ""
    if rendition.format == Rendition.Format.VIDEO and not rendition.captions.all():
        return _("%(rendition)s has no captions. Add them, or write down why it goes without.") % {
            "rendition": rendition
        }
    if rendition.barriers:
        return _(
            "%(rendition)s keeps some readers out (%(barriers)s). "
            "Replace it, or write down why it is published all the same."
        ) % {"rendition": rendition, "barriers": "; ".join(rendition.barrier_names)}
    return ""


def _moment(moment: dt.datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")
