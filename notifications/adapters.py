"""Mails of django-allauth go through the outbox like all others."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.actions import enqueue
from notifications.emails import Composed, Mail, Unwanted, Writer, composes
from notifications.models import Message
from people import adapters
from people.models import User

# A link that comes later than this would be answered by nobody any more.
RESET_WANTED_FOR = dt.timedelta(hours=12)


class AccountAdapter(adapters.AccountAdapter):
    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Ask the outbox for it: the page answers at once, mail server or not.

        The link that allauth has made is left unused; one is made when the mail is, so that no
        key to an account is kept anywhere.
        """
        enqueue(
            key=f"people.password_reset:{user.pk}:{uuid.uuid4()}",
            kind="people.password_reset",
            recipient_id=user.pk,
            about_id=user.pk,
            now=timezone.now(),
        )


@composes("people.password_reset", label=gettext_lazy("Link for setting a new password"))
def password_reset(messages: Sequence[Message], now: dt.datetime) -> Writer:
    generator = PASSWORD_RESET_TOKEN_GENERATOR()

    def write(message: Message) -> Composed:
        if message.created_at < now - RESET_WANTED_FOR:
            return Unwanted(gettext_lazy("It was asked for too long ago."))
        user = message.recipient
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": generator.make_token(user)},
        )
        return Mail.from_templates(
            "notifications/emails/password_reset",
            subject=_("Set a new password"),
            context={"url": f"{settings.BASE_URL}{path}"},
        )

    return write
