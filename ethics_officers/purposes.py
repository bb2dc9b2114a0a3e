"""What sessions serve here: items of departments' plans."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ethics_officers.models import PlanItemSession, TalkRequest
from people.models import User
from training.models import Session
from training.purposes import Purpose, tells_purpose


@tells_purpose
def plan_items(session: Session, user: User) -> Iterator[Purpose]:
    """Tell which items of plans count a session, and at whose request it was made, to who sees."""
    links = PlanItemSession.objects.visible_to(user).filter(session=session)
    items = {link.item_id: link.item for link in links.select_related("item__plan__department")}
    talk = (
        TalkRequest.objects.visible_to(user)
        .filter(session=session)
        .select_related("department", "item")
        .first()
    )
    if talk:
        items.pop(talk.item_id, None)
        yield Purpose(
            title=talk.item.title,
            note=_("Made at the request of %(department)s") % {"department": talk.department.name},
            url=reverse("ethics_officers:talk-request-detail", args=[talk.pk]),
        )
    for item in items.values():
        yield Purpose(
            title=item.title,
            note=_("Counts for the work plan of %(department)s")
            % {"department": item.plan.department.name},
            url=reverse("ethics_officers:item-sessions", args=[item.pk]),
        )
