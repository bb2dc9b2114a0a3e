"""The columns of the register as a file."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, joined
from ethics_officers.models import Designation


def with_names(departments: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Read with each department the names of who is designated in it on a day."""
    current = Designation.objects.current(day).filter(department=OuterRef("pk"))
    current = current.order_by("starts_on", "pk")
    assistants = current.filter(capacity=Designation.Capacity.ASSISTANT)
    return departments.annotate(
        officers_en=ArraySubquery(current.officers().values("person__name_en")),
        officers_zh=ArraySubquery(current.officers().values("person__name_zh")),
        assistants_en=ArraySubquery(assistants.values("person__name_en")),
        assistants_zh=ArraySubquery(assistants.values("person__name_zh")),
    )


def register_columns() -> list[Column]:
    """Of departments read with names."""
    return [
        Column(_("Code"), "code", width=10),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        *bilingual(_("Ethics Officer"), en="officers_en", zh="officers_zh", shown=joined),
        Column(_("Since"), "officer_since", width=12),
        *bilingual(_("Assistants"), en="assistants_en", zh="assistants_zh", shown=joined),
    ]
