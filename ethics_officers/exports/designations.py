"""The columns of the register as a file."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, When
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, joined
from ethics_officers.models import Designation


def with_names(departments: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Read with each department the names of who is designated in it on a day."""
    current = Designation.objects.current(day).filter(department=OuterRef("pk"))
    current = current.order_by("starts_on", "pk")
    assistants = current.filter(capacity=Designation.Capacity.ASSISTANT)
    return departments.annotate(
        vacant_since=Case(When(officer_since=None, then=F("officer_left_on"))),
        officers_en=ArraySubquery(current.officers().values("person__name_en")),
        officers_zh=ArraySubquery(current.officers().values("person__name_zh")),
        officer_posts=ArraySubquery(current.officers().values("post_title")),
        officer_phones=ArraySubquery(current.officers().values("phone")),
        assistants_en=ArraySubquery(assistants.values("person__name_en")),
        assistants_zh=ArraySubquery(assistants.values("person__name_zh")),
    )


def register_columns() -> list[Column]:
    """Of departments read with names."""
    return [
        Column(_("Code"), "code", width=10),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        *bilingual(_("Ethics Officer"), en="officers_en", zh="officers_zh", shown=joined),
        Column(_("Post title"), "officer_posts", width=32, shown=joined),
        Column(_("Office telephone"), "officer_phones", width=18, shown=joined),
        Column(_("Since"), "officer_since", width=12),
        Column(_("Vacant since"), "vacant_since", width=12),
        *bilingual(_("Assistants"), en="assistants_en", zh="assistants_zh", shown=joined),
    ]
