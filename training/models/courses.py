"""Courses: what is taught, again and again, in sessions."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.translated import Translated
from people.models import Level
from people.roles import Permission
from publications.models import Publication, Topic

if TYPE_CHECKING:
    from people.models import User


class SessionKind(models.TextChoices):
    WORKSHOP = "workshop", _("Workshop")
    SEMINAR = "seminar", _("Seminar")
    WEBINAR = "webinar", _("Webinar")


class SpokenLanguage(models.TextChoices):
    """The language spoken in a session, whatever language its page is read in."""

    CANTONESE = "cantonese", _("Cantonese")
    ENGLISH = "english", _("English")
    PUTONGHUA = "putonghua", _("Putonghua")


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, user: "User") -> "CourseQuerySet":
        return self if user.has(Permission.VIEW_SCHEDULE) else self.filter(is_active=True)

    def in_use(self) -> "CourseQuerySet":
        return self.filter(is_active=True)


@history.tracked()
class Course(models.Model):
    """What is taught. Its values are the defaults of a new session, which may differ.

    The publications it uses are to be read before each of its sessions. Where it is required, its
    completion holds for `valid_months`, or for ever if there is no number.
    """

    title_en = models.CharField(max_length=200)
    title_zh_hant = models.CharField(max_length=200)
    title_zh_hans = models.CharField(max_length=200)
    title = Translated()
    summary_en = models.TextField(blank=True)
    summary_zh_hant = models.TextField(blank=True)
    summary_zh_hans = models.TextField(blank=True)
    summary = Translated()
    kind = models.CharField(max_length=20, choices=SessionKind)
    topics = models.ManyToManyField(Topic, related_name="courses")
    publications: "models.ManyToManyField[Publication, CoursePublication]" = models.ManyToManyField(
        Publication, through="CoursePublication", related_name="courses", blank=True
    )
    levels = ArrayField(models.CharField(max_length=20, choices=Level), default=list, blank=True)
    minutes = models.PositiveIntegerField()
    language = models.CharField(
        max_length=20, choices=SpokenLanguage, default=SpokenLanguage.CANTONESE
    )
    capacity = models.PositiveIntegerField()
    minimum = models.PositiveIntegerField(default=0, db_default=0)
    valid_months = models.PositiveIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ("title_en",)
        constraints = [
            models.UniqueConstraint(fields=["title_en"], name="training_course_title_unique"),
            models.CheckConstraint(
                name="training_course_has_length_and_places",
                condition=Q(minutes__gte=1, capacity__gte=1),
            ),
            models.CheckConstraint(
                name="training_course_minimum_within_capacity",
                condition=Q(minimum__lte=F("capacity")),
            ),
            models.CheckConstraint(
                name="training_course_valid_for_half_a_year",
                condition=Q(valid_months__isnull=True) | Q(valid_months__gte=6),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


@history.tracked_links()
class CourseTopic(Course.topics.through):  # type: ignore[name-defined]
    """A topic of a course."""

    class Meta:
        proxy = True


class CoursePublicationQuerySet(models.QuerySet["CoursePublication"]):
    def visible_to(self, user: "User") -> "CoursePublicationQuerySet":
        return self.filter(course__in=Course.objects.visible_to(user))


@history.tracked()
class CoursePublication(models.Model):
    """A publication that a course uses."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="publication_links")
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="course_links"
    )

    objects = CoursePublicationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="training_course_publication_once", fields=["course", "publication"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.publication_id}"
