"""Give a new installation somebody who can give roles to others."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from core.errors import RuleViolation
from people import actions


class Command(BaseCommand):
    help = "Make an account with the role of administrator, for somebody new or known."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("name", help='the name in English, such as "CHAN Siu-ming"')

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
            actions.appoint_administrator(email=email, name_en=name, now=timezone.now())
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        except RuleViolation as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{name} is administrator. To choose a password, open the sign-in page and press "
            "“Forgot your password?”."
        )
