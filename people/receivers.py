"""What is written down when somebody signs in or fails to, as Django and allauth tell of it."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from core import audit
from people.models import User


@receiver(user_logged_in, dispatch_uid="people.signed_in")
def record_sign_in(user: User, **kwargs: Any) -> None:
    audit.record(user, "people.signed_in", user, at=timezone.now())


@receiver(user_login_failed, dispatch_uid="people.sign_in_failed")
def record_failed_sign_in(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Name the account that was tried, if there is one, and never what was typed."""
    email = str(credentials.get("email", "")).lower()
    account = User.objects.filter(email=email).first()
    audit.record(None, "people.sign_in_failed", account, at=timezone.now())
