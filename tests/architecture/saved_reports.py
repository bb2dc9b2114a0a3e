"""What is somebody's own in reports: rows and things for test_object_matrix.py."""

from core.exports import FileFormat
from reporting.actions import exports
from reporting.addresses import Address
from tests.clock import NOW
from tests.reporting.factories import SavedReportFactory

# Address, what its arguments are, who gets in, who does not, and what the latter is told.
OUT_OF_REACH = [
    (f"reporting:{name}", (argument,), "officer", "officer_elsewhere", 404)
    for name, argument in (
        ("saved-open", "report_id"),
        ("saved-edit", "report_id"),
        ("saved-end", "report_id"),
        ("export-detail", "export_id"),
        ("export-file", "export_id"),
        ("export-cancel", "export_id"),
    )
]


def things_of(people):
    """The ids of what an officer saved, and of a file made for them."""
    owner = people["officer"].user
    export = exports.ask_for_export(
        address=Address("publications:library"), file_format=FileFormat.CSV, by=owner, now=NOW
    )
    exports.make_next(now=NOW)
    return {
        "report_id": SavedReportFactory(owner=owner, view="publications:library").pk,
        "export_id": export.pk,
    }
