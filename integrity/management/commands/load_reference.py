"""`manage.py load_reference`: departments, topics, general holidays, publications, sessions."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from integrity import reference


class Command(BaseCommand):
    help = "Load the reference data that ships with the product. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, tally in reference.load(now=timezone.now()).items():
            self.stdout.write(
                f"{name.replace('_', ' ')}: {tally.total}, "
                f"of them {tally.created} new and {tally.changed} changed"
            )
