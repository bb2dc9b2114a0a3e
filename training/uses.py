"""Courses that use publications, and through them their sessions."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from publications.models import Publication
from publications.uses import Use, register_use
from training.models import Course, Session


@register_use
def courses(publication: Publication) -> Iterable[Use]:
    """Give the courses that use a publication, with how many sessions of each were announced."""
    announced = Q(sessions__status__in=[Session.Status.PUBLISHED, Session.Status.HELD])
    found = Course.objects.filter(publication_links__publication=publication)
    for course in found.annotate(held=Count("sessions", filter=announced)).order_by("title_en"):
        name = ngettext(
            "%(course)s, %(number)s session", "%(course)s, %(number)s sessions", course.held
        )
        yield Use(
            _("Course"),
            name % {"course": course.title, "number": course.held},
            reverse("training:course-list"),
        )
