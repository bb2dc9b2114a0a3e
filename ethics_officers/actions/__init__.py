"""What people do about Ethics Officers and their work. Each is one transaction."""

from ethics_officers.actions.designations import designate, end_designation

__all__ = ["designate", "end_designation"]
