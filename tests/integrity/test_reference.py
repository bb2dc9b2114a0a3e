"""The reference data that ships with the product."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from core.models import AuditEntry, GeneralHoliday
from ethics_officers.models import ThematicSession
from integrity import reference
from people.models import Department
from publications.models import Publication, Topic
from tests.clock import NOW

pytestmark = pytest.mark.django_db


def test_reference_data_is_all_there():
    tallies = reference.load(now=NOW)

    assert {name: tally.total for name, tally in tallies.items()} == {
        "departments": 81,
        "topics": 28,
        "general_holidays": 68,
        "publications": 19,
        "thematic_sessions": 7,
        "templates": 1,
    }
    assert Department.objects.count() == 81
    assert Topic.objects.count() == 28
    assert GeneralHoliday.objects.count() == 68
    assert Publication.objects.count() == 19


def test_loading_reference_data_again_changes_nothing():
    reference.load(now=NOW)

    again = reference.load(now=NOW)

    assert {(tally.created, tally.changed) for tally in again.values()} == {(0, 0)}
    assert AuditEntry.objects.count() == 1


def test_department_has_its_names_parent_and_figure():
    reference.load(now=NOW)

    customs = Department.objects.get(code="CUSTOMS")

    assert customs.name_en == "Customs and Excise Department"
    assert (customs.name_zh_hant, customs.name_zh_hans) == ("香港海關", "香港海关")
    assert customs.parent.code == "SB"
    assert (customs.strength, customs.strength_basis) == (7866, "establishment")
    assert customs.strength_as_at == dt.date(2021, 3, 31)


def test_department_without_a_figure_has_none():
    reference.load(now=NOW)

    assert Department.objects.get(code="HD").strength is None
    assert Department.objects.filter(strength__isnull=False).count() == 25


def test_holiday_gets_a_simplified_name_made_from_the_traditional_one():
    reference.load(now=NOW)

    new_year = GeneralHoliday.objects.get(date=dt.date(2026, 2, 17))

    assert (new_year.name_zh_hant, new_year.name_zh_hans) == ("農曆年初一", "农历年初一")


def test_publication_is_found_by_simplified_words_for_a_traditional_title():
    reference.load(now=NOW)

    assert [each.title_en for each in Publication.objects.search("公务员守则")] == [
        "Civil Service Code"
    ]


def test_thematic_session_of_history_has_its_number_and_the_words_it_was_published_with():
    reference.load(now=NOW)

    workshop = ThematicSession.objects.get(number=21)

    assert (workshop.held_on, workshop.day_known) == (dt.date(2024, 11, 6), True)
    assert (workshop.programme, workshop.kind) == ("elp", "workshop")
    assert (workshop.theme_en, workshop.attendance) == ("Supervisory accountability", "about 150")
    assert workshop.source == (
        "ICAC press release 2024-11-06: ICAC and CSB co-host integrity workshop"
    )


def test_thematic_session_of_which_only_the_month_is_known_says_so():
    reference.load(now=NOW)

    webinar = ThematicSession.objects.get(kind=ThematicSession.Kind.WEBINAR)

    assert (webinar.held_on, webinar.day_known) == (dt.date(2020, 11, 1), False)


def test_sharing_session_of_a_department_is_not_of_the_leadership_programme():
    reference.load(now=NOW)

    session = ThematicSession.objects.get(held_on=dt.date(2024, 8, 2))

    assert (session.programme, session.kind) == ("departmental", "other")


def test_what_was_changed_goes_back_to_what_the_file_says():
    reference.load(now=NOW)
    Topic.objects.filter(code="COI").update(name_en="Something else")

    again = reference.load(now=NOW)

    assert (again["topics"].created, again["topics"].changed) == (0, 1)
    assert Topic.objects.get(code="COI").name_en == "Conflict of interest"


def test_first_day_of_a_department_once_known_better_is_kept():
    reference.load(now=NOW)
    Department.objects.filter(code="DPO").update(starts_on=dt.date(2024, 7, 25))

    reference.load(now=NOW)

    assert Department.objects.get(code="DPO").starts_on == dt.date(2024, 7, 25)


def test_command_says_what_it_loaded():
    out = StringIO()

    call_command("load_reference", stdout=out)

    assert out.getvalue().splitlines()[0] == "departments: 81, of them 81 new and 0 changed"
