"""The annual programme report: the figures it consists of, and the frozen sets that have them."""

from django.db.models import QuerySet

from ethics_officers.figures import Span
from people.models import Department, User
from reporting.figures import FIGURES
from reporting.models import Freeze
from reporting.queries.freezes import AskedFigure

BY_DEPARTMENT = "coverage"


def asked_for(span: Span) -> list[AskedFigure]:
    """Give all figures of the whole service, and the coverage of each department."""
    departments = Department.objects.overlapping(span.starts_on, span.ends_on).order_by("code")
    return [
        *(AskedFigure(key, span) for key in FIGURES),
        *(AskedFigure(BY_DEPARTMENT, span, department.pk) for department in departments),
    ]


def reports(user: User) -> QuerySet[Freeze]:
    """Give the frozen sets that a programme report can be made from, the latest first."""
    by_department = Freeze.objects.filter(
        figures__key=BY_DEPARTMENT, figures__department__isnull=False
    )
    return Freeze.objects.visible_to(user).filter(pk__in=by_department.values("pk"))
