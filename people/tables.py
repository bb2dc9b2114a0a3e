"""Tables of people, departments and what was done."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import AuditEntry
from people.models import Department, Person


class PersonTable(tables.Table):
    name = tables.TemplateColumn(
        verbose_name=pgettext_lazy("of a person", "Name"),
        template_name="people/components/name_cell.html",
        order_by=("name_en", "pk"),
    )
    department = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="people/components/department_cell.html",
        order_by=("posting_then__department__name_en", "name_en", "pk"),
    )
    rank = tables.TemplateColumn(
        verbose_name=_("Rank"),
        template_name="people/components/rank_cell.html",
        orderable=False,
    )
    level = tables.Column(
        verbose_name=_("Level"),
        accessor="posting_then__get_level_display",
        orderable=False,
        attrs={"td": {"class": "nowrap"}},
    )

    class Meta:
        model = Person
        fields = ("name", "department", "rank", "level")
        order_by = ("name",)
        attrs = {"aria-label": _("People")}
        empty_text = _("Nobody matches. Change the filters to see others.")


class DepartmentTable(tables.Table):
    name = tables.TemplateColumn(
        verbose_name=_("Name"),
        template_name="people/components/department_name_cell.html",
        order_by=("name_en",),
    )
    code = tables.Column(verbose_name=_("Code"))
    kind = tables.Column(verbose_name=_("Kind"))
    parent = tables.Column(
        verbose_name=_("Under (unverified)"),
        accessor="parent__name",
        order_by=("parent__name_en", "name_en"),
    )
    strength = tables.TemplateColumn(
        verbose_name=_("Size"),
        template_name="people/components/strength_cell.html",
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )

    class Meta:
        model = Department
        fields = ("name", "code", "kind", "parent", "strength")
        order_by = ("name",)
        attrs = {"aria-label": _("Bureaux and departments")}
        empty_text = _("No bureau or department matches. Change the filters to see others.")


class AuditTable(tables.Table):
    at = tables.TemplateColumn(
        verbose_name=_("When"),
        template_name="people/components/moment_cell.html",
        orderable=False,
        attrs={"td": {"class": "nowrap"}},
    )
    actor = tables.TemplateColumn(
        verbose_name=_("Who"),
        template_name="people/components/actor_cell.html",
        orderable=False,
        empty_values=(),
    )
    action = tables.Column(
        verbose_name=_("Action"), orderable=False, attrs={"td": {"class": "text-break"}}
    )
    about = tables.TemplateColumn(
        verbose_name=_("About"),
        template_name="people/components/about_cell.html",
        orderable=False,
        empty_values=(),
    )
    position = tables.Column(
        verbose_name=_("Place in the chain"),
        orderable=False,
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )

    class Meta:
        model = AuditEntry
        fields = ("at", "actor", "action", "about", "position")
        order_by = ("-id",)
        attrs = {"aria-label": _("Audit log")}
        empty_text = _("No entry matches. Change the filters to see others.")
