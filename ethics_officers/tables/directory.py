"""The directory of officers as a table."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from ethics_officers.models import Designation


class DirectoryTable(tables.Table):
    department = tables.TemplateColumn(
        verbose_name=_("Department"),
        template_name="ethics_officers/components/directory_department_cell.html",
        order_by=("department__name_en", "-capacity", "person__name_en", "pk"),
    )
    officer = tables.TemplateColumn(
        verbose_name=_("Officer"),
        template_name="ethics_officers/components/directory_officer_cell.html",
        order_by=("person__name_en", "pk"),
    )
    post = tables.Column(verbose_name=_("Post"), order_by=("post", "pk"))
    phone = tables.Column(
        verbose_name=_("Telephone"), orderable=False, attrs={"td": {"class": "nowrap"}}
    )
    email = tables.EmailColumn(verbose_name=_("E-mail"), accessor="contact_email", orderable=False)

    class Meta:
        model = Designation
        fields = ("department", "officer", "post", "phone", "email")
        order_by = ("department",)
        attrs = {"aria-label": _("Directory of officers")}
        empty_text = _("No officer matches. Change the filters to see others.")
