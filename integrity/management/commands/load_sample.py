"""`manage.py load_sample`: invented people and sessions to try things out with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from integrity.sample import loading

_BAR = 40


class Command(BaseCommand):
    help = "Load the sample. Safe to repeat; a larger --people adds those who are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--people",
            type=int,
            default=loading.STANDARD_SIZE,
            help="how many; 174000 is the size of the whole civil service (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loading.load(size=options["people"], now=timezone.now(), progress=self._show)
        except loading.SampleRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The sample is loaded.")

    def _show(self, done: int, total: int) -> None:
        """Draw the bar anew on the same line; in a file, write a line per batch."""
        filled = _BAR * done // total
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {total:,} people"
        on_terminal = self.stderr.isatty()
        self.stderr.write(
            f"\r{bar}" if on_terminal else bar,
            ending="" if on_terminal and done < total else "\n",
        )
