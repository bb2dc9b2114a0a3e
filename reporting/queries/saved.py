"""Reports that a user finds in their list of them."""

from django.db.models import QuerySet

from people.models import User, with_user
from reporting.models import SavedReport
from reporting.replaying import is_for, opens


def own_reports(user: User) -> QuerySet[SavedReport]:
    """Give those that a user saved, with whom they are shared with."""
    own = SavedReport.objects.standing().filter(owner=user)
    return own.prefetch_related("departments", "readers__person")


def shared_reports(user: User) -> list[SavedReport]:
    """Give those that others share with a user, and that open for this user.

    What a page requires of everybody costs no query to ask. Of a page of one thing, such as one
    department's, its view is asked, once for each such page.
    """
    asked: dict[str, bool] = {}

    def is_open(report: SavedReport) -> bool:
        address = report.address
        if not is_for(address, user):
            return False
        if not address.kwargs:
            return True
        if address.path not in asked:
            asked[address.path] = opens(address, by=user)
        return asked[address.path]

    shared = SavedReport.objects.standing().shared_with(user)
    found = with_user(shared, "owner").select_related("owner__person")
    return [report for report in found if is_open(report)]
