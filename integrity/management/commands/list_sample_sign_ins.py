"""`manage.py list_sample_sign_ins`: whom the sample's sign-in page offers."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.days import day_of
from people.queries import sample_people


class Command(BaseCommand):
    help = "List the sample people one can sign in as, one per role."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            (str(sample.role.label), sample.person.name_en, sample.person.user.email)
            for sample in sample_people(day_of(timezone.now()))
            if sample.person.user
        ]
        if not rows:
            self.stdout.write("There is no sample. Run `manage.py load_sample` first.")
            return
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        for role, name, email in rows:
            self.stdout.write(f"  {role:{widths[0]}}  {name:{widths[1]}}  {email}")
        self.stdout.write("The sign-in page offers each of them by a click.")
