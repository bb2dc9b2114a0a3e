"""Templates of documents, each in its versions."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models

from core import history
from core.constraints import both_or_neither
from core.versions import VERSION_FIELDS, Versioned
from people.roles import Permission
from reporting.models.fields import Kind

if TYPE_CHECKING:
    from people.models import User


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, user: "User") -> "TemplateQuerySet":
        return self if user.has(Permission.VIEW_REPORTS) else self.none()


@history.tracked(exclude=VERSION_FIELDS)
class Template(Versioned):
    """The template of the documents of a kind; `version` is the number of its latest version."""

    kind = models.CharField(max_length=20, choices=Kind)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="reporting_template_one_per_kind", fields=["kind"]),
            models.CheckConstraint(
                name="reporting_template_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    def visible_to(self, user: "User") -> "TemplateVersionQuerySet":
        return self.filter(template__in=Template.objects.visible_to(user))


@history.tracked()
class TemplateVersion(models.Model):
    """One version of a template; it stands for good, so that documents made of it can say so.

    `content` is the prose of each field by language: `{"summary": {"en": …, "zh-hant": …,
    "zh-hans": …}}`. Nobody wrote the versions that come with the product.
    """

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=500, blank=True)
    content = models.JSONField()
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        ordering = ("template", "-number")
        constraints = [
            models.UniqueConstraint(
                name="reporting_template_version_numbered_once", fields=["template", "number"]
            ),
            models.CheckConstraint(
                name="reporting_template_version_written_by_and_when",
                condition=both_or_neither("written_at", "written_by"),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.template}, {self.number}"

    def prose(self, field: str, language: str) -> str:
        """Give what it says in a field, or nothing."""
        return str(self.content.get(field, {}).get(language, ""))
