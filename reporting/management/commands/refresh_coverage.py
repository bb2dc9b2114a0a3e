"""Bring the counts of coverage up to date without waiting for the worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reporting import actions


class Command(BaseCommand):
    help = "Bring what is kept counted of coverage up to date; --anew takes all of it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anew",
            action="store_true",
            help="take all of it anew, as after rows were written with triggers switched off",
        )

    def handle(self, *args: Any, anew: bool, **options: Any) -> None:
        done = actions.refresh_coverage(now=timezone.now(), anew=anew)
        if done is None:
            raise CommandError("Another refresh is under way. Try again in a minute.")
        self.stdout.write(
            f"All of it was taken anew; {done.periods} periods were counted."
            if done.anew
            else f"{done.persons} people had changed; {done.periods} periods were counted anew."
        )
