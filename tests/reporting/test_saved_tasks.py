"""What workers do for saved reports and files of lists, by the clock."""

import pytest
import time_machine

from people.roles import Role
from reporting import tasks
from reporting.models import ListExport
from tests.clock import at
from tests.factories import person_with_role
from tests.reporting.factories import SavedReportFactory

pytestmark = pytest.mark.django_db


def test_a_report_is_due_made_and_let_go():
    auditor = person_with_role(Role.AUDITOR).user
    for name in ("One", "Two"):
        SavedReportFactory(owner=auditor, name=name, sent_weekly=True)

    with time_machine.travel(at("2026-11-23", "07:00"), tick=False):
        tasks.send_due_reports()
        tasks.make_exports()
        states = list(ListExport.objects.values_list("state", flat=True))
    with time_machine.travel(at("2026-12-01", "07:00"), tick=False):
        tasks.forget_exports()

    assert states == ["made", "made"]
    assert list(ListExport.objects.values_list("state", flat=True)) == ["gone", "gone"]
