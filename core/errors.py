"""Refusals we expect. Anything else that is raised is a bug and surfaces as one."""

from django.core.exceptions import PermissionDenied

__all__ = ["PermissionRefused", "RuleViolation"]


class RuleViolation(Exception):
    """The state of a thing does not allow what was asked.

    `str()` of it is a translated sentence for the user: what is wrong and how to mend it.
    """


class PermissionRefused(PermissionDenied):
    """This person may not do it. Django answers 403 when a view lets it through."""
