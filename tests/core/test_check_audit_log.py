"""The command that checks the audit log."""

import pytest
from django.core.management import CommandError, call_command

from core import audit
from core.models import AuditEntry
from tests.clock import NOW
from tests.core.test_audit import without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def _three_entries():
    for _ in range(3):
        audit.record(None, "tests.done", at=NOW)
    audit.seal()


def check(capsys, *kept):
    call_command("check_audit_log", *kept)
    return capsys.readouterr().out.strip()


def newest_hash():
    return AuditEntry.objects.get(position=3).hash


def test_it_says_when_there_is_nothing_to_check(capsys):
    assert check(capsys) == "The chain has no entries yet."


@pytest.mark.usefixtures("_three_entries")
def test_it_gives_the_newest_hash_of_a_chain_that_holds(capsys):
    said = f"The chain holds. 3 entries, the newest hash is {newest_hash()}"

    assert check(capsys) == said
    assert check(capsys, newest_hash()) == said


@pytest.mark.usefixtures("_three_entries")
def test_it_fails_with_the_position_of_what_was_changed(capsys):
    with without_triggers():
        AuditEntry.objects.filter(position=2).update(action="tests.undone")

    with pytest.raises(CommandError, match="The chain does not hold at position 2"):
        check(capsys)


@pytest.mark.usefixtures("_three_entries")
def test_it_fails_if_the_end_of_the_chain_is_gone_whose_hash_was_kept(capsys):
    kept = newest_hash()
    with without_triggers():
        AuditEntry.objects.filter(position=3).delete()

    with pytest.raises(CommandError, match="not the one that had this hash"):
        check(capsys, kept)
