"""Check that nobody changed the audit log, not even with the rights of the database's owner."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import audit
from core.models import AuditEntry


class Command(BaseCommand):
    help = "Check the chain of the audit log, and print its newest hash to be kept elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kept", nargs="?", help="a hash that was printed before")

    def handle(self, *args: Any, kept: str | None, **options: Any) -> None:
        if (position := audit.first_broken_position()) is not None:
            raise CommandError(f"The chain does not hold at position {position}.")
        sealed = AuditEntry.objects.sealed()
        if kept and not sealed.filter(hash=kept).exists():
            raise CommandError("The chain holds, but it is not the one that had this hash.")
        newest = sealed.last()
        self.stdout.write(
            f"The chain holds. {newest.position} entries, the newest hash is {newest.hash}"
            if newest
            else "The chain has no entries yet."
        )
