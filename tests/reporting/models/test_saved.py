"""What the database keeps of saved reports and of files, around the actions."""

import datetime as dt

import pytest

from reporting.models import ListExport, SavedReport
from tests.clock import NOW
from tests.factories import UserFactory
from tests.refusals import refused_by
from tests.reporting.factories import SavedReportFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 23)
SENT = "reporting_saved_sent_on_a_day_of_its_rhythm"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"name": ""}, "reporting_saved_has_a_name"),
        ({"rhythm": "weekly", "next_due_on": DAY}, SENT),
        ({"rhythm": "weekly", "weekday": 8, "next_due_on": DAY}, SENT),
        ({"rhythm": "monthly", "month_day": 32, "next_due_on": DAY}, SENT),
        ({"rhythm": "never", "weekday": 1}, SENT),
        ({"rhythm": "weekly", "weekday": 1}, "reporting_saved_due_while_it_is_sent"),
        ({"next_due_on": DAY}, "reporting_saved_due_while_it_is_sent"),
        ({"ended_at": NOW}, "reporting_saved_ended_by_and_when"),
    ],
)
def test_a_saved_report_is_whole(fields, constraint):
    report = SavedReportFactory()

    with refused_by(constraint):
        SavedReport.objects.filter(pk=report.pk).update(**fields)


def test_an_ended_report_is_not_sent():
    report = SavedReportFactory(sent_weekly=True)

    with refused_by("reporting_saved_not_sent_once_ended"):
        SavedReport.objects.filter(pk=report.pk).update(ended_at=NOW, ended_by=report.owner)


def export_of(owner, **fields):
    values = {"view": "home", "digest": "x", "file_format": "csv", "asked_at": NOW}
    return ListExport.objects.create(owner=owner, **values | fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"due_on": DAY}, "reporting_export_due_if_of_a_report"),
        ({"state": "working"}, "reporting_export_claimed_while_working"),
        ({"claimed_at": NOW}, "reporting_export_claim_has_time"),
        ({"state": "made", "made_at": NOW}, "reporting_export_has_its_file_while_kept"),
        ({"state": "gone"}, "reporting_export_made_at_a_time"),
        ({"state": "failed"}, "reporting_export_failed_for_a_reason"),
        ({"problem": "Broken."}, "reporting_export_failed_for_a_reason"),
    ],
)
def test_a_file_of_a_list_is_in_one_state(fields, constraint):
    export = export_of(UserFactory())

    with refused_by(constraint):
        ListExport.objects.filter(pk=export.pk).update(**fields)


def test_the_same_list_is_made_once_at_a_time():
    owner = UserFactory()
    export_of(owner)

    with refused_by("reporting_export_made_once_at_a_time"):
        export_of(owner)


def test_a_report_is_made_once_for_each_reader_and_day():
    report = SavedReportFactory()
    export_of(report.owner, report=report, due_on=DAY)

    with refused_by("reporting_export_once_for_each_reader_and_day"):
        export_of(report.owner, report=report, due_on=DAY)


def test_a_file_of_a_list_is_seen_by_its_owner_alone():
    own = export_of(UserFactory())
    export_of(UserFactory())

    assert list(ListExport.objects.visible_to(own.owner)) == [own]
    assert (str(own), str(SavedReportFactory(name="People"))) == ("home csv waiting", "People")
