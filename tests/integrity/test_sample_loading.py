"""Loading the sample: the same each time, and never where real people could be."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from integrity import reference
from integrity.sample import loading, people, timetable
from people.models import Department, User
from tests.clock import NOW, TODAY
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TINY = 260


def load(size=TINY):
    loading.load(size=size, now=NOW, progress=lambda done, total: None)


def test_person_is_the_same_however_large_the_sample_is():
    reference.load(now=NOW)
    customs = Department.objects.get(code="CUSTOMS")

    once, again = (people._newcomer(customs, 7, TODAY) for _ in range(2))

    assert (once.name_en, once.name_zh, once.email, once.language) == (
        again.name_en,
        again.name_zh,
        again.email,
        again.language,
    )
    assert [str(posting) for posting in once.postings] == [str(each) for each in again.postings]


def test_timetable_is_the_same_each_time():
    assert list(timetable.slots(NOW, set())) == list(timetable.slots(NOW, set()))


def test_sample_is_refused_outside_the_sample(settings):
    settings.SAMPLE = False

    with pytest.raises(loading.SampleRefused, match="Set SAMPLE=1"):
        load()

    assert User.objects.count() == 0


def test_sample_is_refused_where_real_accounts_are():
    UserFactory()

    with pytest.raises(loading.SampleRefused, match="not of the sample"):
        load()

    assert Department.objects.count() == 0


def test_sample_is_refused_when_it_would_leave_departments_empty():
    with pytest.raises(loading.SampleRefused, match="at least 172 people"):
        load(size=100)

    assert User.objects.count() == 0


def test_shares_of_the_full_size_follow_the_published_figures():
    reference.load(now=NOW)

    shares = people._spread(174_000)

    assert sum(shares.values()) == 174_000
    by_code = {department.code: share for department, share in shares.items()}
    assert 0.17 < by_code["HKPF"] / 174_000 < 0.23
    assert 1.4 < by_code["FSD"] / by_code["CUSTOMS"] < 1.5


def test_command_shows_its_progress_and_says_when_it_is_done():
    out, err = StringIO(), StringIO()

    call_command("load_sample", people=TINY, stdout=out, stderr=err)

    assert out.getvalue() == "The sample is loaded.\n"
    assert err.getvalue() == f"[{'#' * 40}] 250 of 250 people\n"


def test_command_says_why_it_refuses():
    UserFactory()

    with pytest.raises(CommandError, match="Point DATABASE_URL at an empty one"):
        call_command("load_sample", people=TINY)


def test_list_of_sign_ins_says_when_there_is_no_sample():
    out = StringIO()

    call_command("list_sample_sign_ins", stdout=out)

    assert out.getvalue() == "There is no sample. Run `manage.py load_sample` first.\n"
