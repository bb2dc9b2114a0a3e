"""What the pages of who is due are asked for; all of it is in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.models import Department, Level, User
from people.roles import Permission
from training.models import Counted, Course, State

OPEN = "open"


def required_courses() -> QuerySet[Course]:
    """Give the courses that somebody is, or was, required to complete, by title."""
    required = Course.objects.filter(requirements__isnull=False).distinct()
    return required.order_by("title_en", "pk")


class DueForm(forms.Form):
    """Of which required course, the first if none is asked for, and by which post people count."""

    course = forms.ModelChoiceField(
        label=_("Course"), queryset=Course.objects.none(), required=False, empty_label=None
    )
    counted = forms.ChoiceField(label=_("Counted for"), choices=Counted, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["course"].queryset = self.required = required_courses()
        if not user.has(Permission.VIEW_REPORTS):
            del self.fields["counted"]
        self.full_clean()

    @property
    def asked_course(self) -> Course | None:
        course: Course | None = self.cleaned_data.get("course") or self.required.first()
        return course

    @property
    def asked_counted(self) -> str:
        """Departments see who is in them today; staff also who was on the day that counts."""
        if "counted" not in self.fields:
            return str(Counted.TODAY)
        return str(self.cleaned_data.get("counted") or Counted.THAT_DAY)


class DuePeopleForm(DueForm):
    """Whose list, and which of its rows."""

    course = forms.ModelChoiceField(
        label=_("Course"),
        queryset=Course.objects.none(),
        required=False,
        empty_label=_("All required courses"),
    )
    q = forms.CharField(
        label=_("Name in English or Chinese"), required=False, widget=forms.SearchInput
    )
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("Choose a department"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Any state")), (OPEN, _("Due or overdue")), *State.choices],
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("Any level")), *Level.choices]
    )

    field_order = ("q", "department", "course", "state", "level", "counted")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        own = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
        self.own = None if user.has(Permission.VIEW_REPORTS) else own
        fields: dict[str, Any] = self.fields
        departments = Department.objects.all()
        if self.own is not None:
            departments = departments.filter(pk__in=self.own)
            fields["department"].empty_label = _("All my departments")
        fields["department"].queryset = departments
        if self.own is not None and len(self.own) == 1:
            del self.fields["department"]
        self.full_clean()

    @property
    def asked_course(self) -> Course | None:
        course: Course | None = self.cleaned_data.get("course")
        return course

    @property
    def asked_departments(self) -> frozenset[int] | None:
        """Of which departments rows are asked for; None where staff have yet to choose one."""
        department = self.cleaned_data.get("department")
        if department:
            return frozenset({department.pk})
        return self.own

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search, which are names."""
        asked = self.cleaned_data
        course, department = asked.get("course"), asked.get("department")
        said = {
            "searched": bool(asked.get("q")),
            "course": course.pk if course else None,
            "department": department.pk if department else None,
            "state": asked.get("state"),
            "level": asked.get("level"),
            "counted": self.asked_counted,
        }
        return {name: value for name, value in said.items() if value}
