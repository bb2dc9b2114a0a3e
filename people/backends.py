"""Who is signed in and what they may do today, read in one query."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from core.days import day_of
from people import queries
from people.models import User


class Backend(AuthenticationBackend):
    """Signs in as django-allauth does, and reads the person with the account on each request."""

    def get_user(self, user_id: int) -> User | None:
        user = queries.account(user_id, day_of(timezone.now()))
        return user if user and self.user_can_authenticate(user) else None
