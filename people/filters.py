"""Filters of lists; their state is in the address."""

import datetime as dt
from typing import Any, cast

import django_filters as filters
from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.days import day_of, instant_of
from core.forms import check_day_can_be_meant
from core.models import AuditEntry, AuditEntryQuerySet
from core.widgets import DayInput
from people.models import Department, Level, Person, RoleAssignment, User
from people.models.departments import DepartmentQuerySet
from people.models.persons import PersonQuerySet
from people.queries import users_named
from people.roles import Permission, Role


def departments_in_reach(request: HttpRequest) -> DepartmentQuerySet:
    """Those whose people the user may see."""
    user = cast(User, request.user)
    departments = Department.objects.current(day_of(timezone.now()))
    if user.has(Permission.VIEW_PEOPLE):
        return departments
    return departments.filter(pk__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT))


class PersonFilter(filters.FilterSet):
    """Finding people among those within one's reach, fetched with their posting of today."""

    q = filters.CharFilter(
        label=_("Name in English or Chinese, or e-mail address"),
        method="search",
        widget=forms.SearchInput,
    )
    department = filters.ModelChoiceFilter(
        label=_("Department"),
        queryset=departments_in_reach,
        field_name="posting_then__department",
        empty_label=_("Any department"),
    )
    level = filters.ChoiceFilter(
        label=_("Level"),
        choices=Level,
        field_name="posting_then__level",
        empty_label=_("Any level"),
    )
    role = filters.ChoiceFilter(
        label=_("Role"),
        choices=RoleAssignment._meta.get_field("role").choices,
        method="holding",
        empty_label=_("Any role"),
    )

    class Meta:
        model = Person
        fields = ("q", "department", "level", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.request.user
        if not user.has(Permission.VIEW_PEOPLE):
            del self.filters["role"]  # Roles are told to those only who see all people.
            if len(user.departments_with(Permission.VIEW_OWN_DEPARTMENT)) == 1:
                del self.filters["department"]

    def search(self, persons: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        return persons.search(value)

    def holding(self, persons: PersonQuerySet, name: str, value: Role) -> PersonQuerySet:
        held = RoleAssignment.objects.current(day_of(timezone.now())).filter(role=value)
        return persons.filter(user__in=held.values("user"))

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search, which are names."""
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        department = chosen.get("department")
        return _chosen(
            searched=bool(chosen.get("q")),
            department=department.pk if department else None,
            level=chosen.get("level"),
            role=chosen.get("role"),
        )


class DepartmentFilter(filters.FilterSet):
    """Finding a bureau or department."""

    q = filters.CharFilter(
        label=_("Name in English or Chinese, or code"),
        method="search",
        widget=forms.SearchInput,
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Department.Kind, empty_label=_("Any kind"))

    class Meta:
        model = Department
        fields = ("q", "kind")

    def search(self, departments: DepartmentQuerySet, name: str, value: str) -> DepartmentQuerySet:
        return departments.search(value)


class AuditFilter(filters.FilterSet):
    """Finding entries of the audit log: what was done, by whom, to what, when."""

    action = filters.CharFilter(
        label=_("Action, such as role_given"), lookup_expr="icontains", max_length=80
    )
    actor = filters.CharFilter(label=_("Who did it"), method="done_by", max_length=80)
    about = filters.CharFilter(
        label=_("To what, such as training.session 42"), method="done_to", max_length=80
    )
    since = filters.DateFilter(
        label=_("From"),
        method="from_day",
        widget=DayInput,
        validators=[check_day_can_be_meant],
    )
    until = filters.DateFilter(
        label=_("To"),
        method="to_day",
        widget=DayInput,
        validators=[check_day_can_be_meant],
    )

    class Meta:
        model = AuditEntry
        fields = ("action", "actor", "about", "since", "until")

    def done_by(self, entries: AuditEntryQuerySet, name: str, value: str) -> AuditEntryQuerySet:
        return entries.filter(actor__in=users_named(value).values("pk"))

    def done_to(self, entries: AuditEntryQuerySet, name: str, value: str) -> AuditEntryQuerySet:
        for word in value.split():
            if word.isdecimal():
                entries = entries.filter(object_id=word)
            else:
                entries = entries.filter(object_type__icontains=word)
        return entries

    # By instants, not by the day of each entry: so the index on them serves.
    def from_day(self, entries: AuditEntryQuerySet, name: str, day: dt.date) -> AuditEntryQuerySet:
        return entries.filter(at__gte=instant_of(day, dt.time.min))

    def to_day(self, entries: AuditEntryQuerySet, name: str, day: dt.date) -> AuditEntryQuerySet:
        return entries.filter(at__lte=instant_of(day, dt.time.max))

    def summary(self) -> dict[str, Any]:
        """What was asked for, to be recorded in its turn, without the name that was searched."""
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        since, until = chosen.get("since"), chosen.get("until")
        return _chosen(
            action=chosen.get("action"),
            about=chosen.get("about"),
            searched=bool(chosen.get("actor")),
            since=since.isoformat() if since else None,
            until=until.isoformat() if until else None,
        )


def _chosen(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
