"""Letters about reports."""

from reporting.emails.exports import export_ended, report_made

__all__ = ["export_ended", "report_made"]
