"""What Ethics Officers are written, and when it is no longer wanted."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_of
from ethics_officers.models import Designation, GoodPracticeComment
from notifications.actions import enqueue
from notifications.emails import Composed, Mail, Message, Unwanted, Writer, composes
from people.models import User

GOOD_PRACTICE_COMMENTED = "ethics_officers.good_practice_commented"


def good_practice_commented(comment: GoodPracticeComment, *, now: dt.datetime) -> None:
    """Tell who logged the activity; once they are no officer there, who is."""
    for recipient in _authors(comment, day_of(now)) - {comment.written_by_id}:
        enqueue(
            key=f"{GOOD_PRACTICE_COMMENTED}:{comment.pk}:{recipient}",
            kind=GOOD_PRACTICE_COMMENTED,
            recipient_id=recipient,
            about_id=comment.pk,
            now=now,
        )


def _authors(comment: GoodPracticeComment, today: dt.date) -> set[int]:
    activity = comment.activity
    current = Designation.objects.current(today).filter(department=activity.department_id)
    users = set(current.values_list("person__user", flat=True))
    if activity.logged_by_id in users:
        return {activity.logged_by_id}
    return set(current.officers().values_list("person__user", flat=True)) - {None}


@composes(GOOD_PRACTICE_COMMENTED, label=gettext_lazy("Comment on good practice that was shared"))
def _compose_comments(messages: Sequence[Message], now: dt.datetime) -> Writer:
    comments = GoodPracticeComment.objects.select_related("activity", "written_by__person").in_bulk(
        [message.about_id for message in messages]
    )

    def write(message: Message) -> Composed:
        comment = comments[message.about_id]
        activity = comment.activity
        if activity.shared_at is None or activity.withdrawn_at is not None:
            return Unwanted(gettext_lazy("The activity is not shared any more."))
        return Mail.from_templates(
            "ethics_officers/emails/good_practice_commented",
            subject=_("Comment on your good practice: %(title)s") % {"title": activity.title},
            context={
                "name": _name(message.recipient),
                "activity": activity,
                "comment": comment,
                "writer": _name(comment.written_by),
            },
        )

    return write


def _name(user: User) -> str:
    person = getattr(user, "person", None)
    return str(person.name) if person else user.email
