"""Accounts and the roles they hold."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.functional import cached_property

from core import history
from core.constraints import DateSpan, ends_after_it_starts
from core.dated import Dated
from core.days import day_of
from people.models.departments import Department
from people.roles import DEPARTMENTAL_ROLES, PERMISSIONS, STAFF_ROLES, Permission, Role

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


class UserManager(BaseUserManager["User"]):
    def visible_to(self, user: "User") -> "models.QuerySet[User]":
        return self.all() if user.has(Permission.VIEW_PEOPLE) else self.filter(pk=user.pk)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user


@history.tracked(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """An account that signs in by e-mail address."""

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        TRADITIONAL_CHINESE = "zh-hant", "繁體中文"
        SIMPLIFIED_CHINESE = "zh-hans", "简体中文"

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=10, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_user_email_in_lower_case", condition=Q(email=Lower(F("email")))
            )
        ]

    def __str__(self) -> str:
        return self.email

    @cached_property
    def grants(self) -> tuple[tuple[Permission, int | None], ...]:
        """What this user may do today, each with the department it is limited to, if any."""
        granted: list[tuple[Permission, int | None]] = []
        for role, department_id in self.roles_today():
            scope = department_id if role in DEPARTMENTAL_ROLES else None
            granted.extend((permission, scope) for permission in PERMISSIONS[role])
        return tuple(granted)

    def has(self, permission: str) -> bool:
        """Say whether this user may do something, be it in one department only."""
        return any(granted == permission for granted, _ in self.grants)

    def departments_with(self, permission: str) -> frozenset[int]:
        """Give the departments in which, and only in which, this user may do something."""
        return frozenset(
            department
            for granted, department in self.grants
            if granted == permission and department is not None
        )

    @property
    def has_staff_role(self) -> bool:
        return any(role in STAFF_ROLES for role, _ in self.roles_today())

    @cached_property
    def assigned_today(self) -> tuple[tuple[str, int | None], ...]:
        """The roles given to this user that are in force today."""
        today = day_of(timezone.now())
        return tuple(self.role_assignments.current(today).values_list("role", "department_id"))

    def roles_today(self) -> Iterable[tuple[str, int | None]]:
        """Give each role held today, with the department it is held in, if it is held in one."""
        yield from self.assigned_today
        person = getattr(self, "person", None)
        if person and person.current_posting:
            yield Role.CIVIL_SERVANT, None


def with_user(rows: Rows, path: str) -> Rows:
    """Read with each row the user at the end of a path, without the hash of the password.

    Whoever signs in is checked against that hash; nobody else's leaves the database.
    """
    return rows.select_related(path).defer(f"{path}__password")


class RoleAssignmentQuerySet(Dated["RoleAssignment"]):
    def visible_to(self, user: User) -> "RoleAssignmentQuerySet":
        return self if user.has(Permission.VIEW_PEOPLE) else self.filter(user=user)


@history.tracked()
class RoleAssignment(models.Model):
    """A role that a user holds from a day, inclusive, to a day, exclusive. Ended, never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(
        max_length=40,
        choices=[choice for choice in Role.choices if choice[0] != Role.CIVIL_SERVANT],
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="role_assignments"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="people_role_assignment_ends_after_it_starts",
                condition=ends_after_it_starts("starts_on", "ends_on"),
            ),
            models.CheckConstraint(
                name="people_role_assignment_scoped_as_its_role",
                condition=Q(role__in=sorted(DEPARTMENTAL_ROLES), department__isnull=False)
                | ~Q(role__in=sorted(DEPARTMENTAL_ROLES)) & Q(department__isnull=True),
            ),
            ExclusionConstraint(
                name="people_role_assignment_held_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("department", 0), RangeOperators.EQUAL),
                    (DateSpan("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
