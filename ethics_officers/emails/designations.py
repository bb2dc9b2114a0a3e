"""What programme staff are written when the post of an Ethics Officer falls vacant."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_of
from ethics_officers.models import Designation
from ethics_officers.queries import POST_VACANT
from notifications.actions import enqueue_all
from notifications.emails import Composed, Mail, Message, Unwanted, Writer, composes
from people.models import RoleAssignment
from people.roles import Role


def post_vacant(left: Sequence[Designation], *, now: dt.datetime) -> None:
    """Tell programme staff, once for each vacancy; `left` are the designations that ended."""
    staff = RoleAssignment.objects.current(day_of(now)).filter(role=Role.PROGRAMME_STAFF)
    recipients = list(staff.values_list("user", flat=True))
    enqueue_all(
        Message(
            key=f"{POST_VACANT}:{designation.pk}:{recipient}",
            kind=POST_VACANT,
            recipient_id=recipient,
            about_id=designation.pk,
            created_at=now,
            due_at=now,
        )
        for designation in left
        for recipient in recipients
    )


@composes(POST_VACANT, label=gettext_lazy("Vacancy of a post of Ethics Officer"))
def _compose_vacancies(messages: Sequence[Message], now: dt.datetime) -> Writer:
    today = day_of(now)
    designations = Designation.objects.select_related("person", "department").in_bulk(
        [message.about_id for message in messages]
    )
    filled = set(
        Designation.objects.current(today)
        .officers()
        .filter(department__in={each.department_id for each in designations.values()})
        .values_list("department", flat=True)
    )

    def write(message: Message) -> Composed:
        left = designations[message.about_id]
        if left.department_id in filled:
            return Unwanted(gettext_lazy("Somebody has been designated meanwhile."))
        person = getattr(message.recipient, "person", None)
        return Mail.from_templates(
            "ethics_officers/emails/post_vacant",
            subject=_("No Ethics Officer: %(department)s") % {"department": left.department.name},
            context={
                "name": str(person.name) if person else message.recipient.email,
                "left": left,
            },
        )

    return write
