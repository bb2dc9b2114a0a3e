"""Hold what is kept counted of coverage against a full count."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.snapshots import one_snapshot
from reporting import actions
from reporting.models import Changed, KeptPeriod
from reporting.queries.full_count import differences

TRIES = 5
SHOWN = 10


class Command(BaseCommand):
    help = "Refresh the counts of coverage and hold each of them against a full count."

    def handle(self, *args: Any, **options: Any) -> None:
        for _ in range(TRIES):
            if actions.refresh_coverage(now=timezone.now()) is None:
                raise CommandError("A refresh is under way. Try again in a minute.")
            with one_snapshot():
                # What has changed since is not to be counted yet: another refresh comes first.
                if Changed.objects.exists():
                    continue
                self._compare()
                return
        raise CommandError("Attendance changes all the time. Try again when fewer are at work.")

    def _compare(self) -> None:
        periods = KeptPeriod.objects.order_by("starts_on", "ends_on")
        for period in periods:
            if found := list(islice(differences(period), SHOWN)):
                lines = [f"{cell}: kept {kept}, counted {full}" for cell, kept, full in found]
                told = "\n".join([f"{period} is not kept as it is:", *lines])
                raise CommandError(f"{told}\nrefresh_coverage --anew puts it right.")
        self.stdout.write(f"All {len(periods)} periods are kept as a full count finds them.")
