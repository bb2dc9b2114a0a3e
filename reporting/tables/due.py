"""Tables of who is due."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.models import Due


class DueTable(tables.Table):
    """People and what they are to complete, read with the post by which they count."""

    name = tables.TemplateColumn(
        verbose_name=pgettext_lazy("of a person", "Name"),
        template_name="reporting/components/due_name_cell.html",
        order_by=("person__name_en", "due_on", "pk"),
    )
    department = tables.Column(
        verbose_name=_("Department"),
        accessor="posting__department__name",
        order_by=("posting__department__name_en", "person__name_en", "pk"),
    )
    level = tables.Column(
        verbose_name=_("Level"), accessor="posting__get_level_display", orderable=False
    )
    course = tables.Column(
        verbose_name=_("Course"),
        accessor="requirement__course__title",
        order_by=("requirement__course__title_en", "person__name_en", "pk"),
    )
    due_on = tables.TemplateColumn(
        verbose_name=_("Due by"),
        template_name="reporting/components/due_on_cell.html",
        order_by=("due_on", "person__name_en", "pk"),
    )
    state = tables.TemplateColumn(
        verbose_name=_("State"),
        template_name="reporting/components/due_state_cell.html",
        orderable=False,
    )
    session = tables.TemplateColumn(
        verbose_name=_("Session"),
        template_name="reporting/components/due_session_cell.html",
        orderable=False,
    )

    class Meta:
        model = Due
        fields = ("name", "department", "level", "course", "due_on", "state", "session")
        order_by = ("due_on",)
        attrs = {"aria-label": _("Who is due")}
        empty_text = _("Nobody matches. Change the filters to see others.")
