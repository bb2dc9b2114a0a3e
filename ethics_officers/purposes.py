"""What sessions serve here: items of departments' plans, and the officers' own programme."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ethics_officers import permissions, queries, rules
from ethics_officers.models import PlanItemSession, TalkRequest, ThematicSession
from people.models import User
from training.models import Session
from training.purposes import Offer, Purpose, offers_purpose, tells_purpose


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


@tells_purpose
def thematic(session: Session, user: User) -> Iterator[Purpose]:
    """Tell under which number a session is of the programme, and whether its audience fits."""
    marked = ThematicSession.objects.visible_to(user).filter(session=session).first()
    if marked is None:
        return
    if not rules.is_for_officers_alone(session.audience):
        note = _("Its audience takes in others, so officers are not invited to it.")
    elif session.status == Session.Status.DRAFT:
        note = _("Once it is published, officers are invited within the hour.")
    else:
        note = _("For officers alone, whoever is one on the day.")
    yield Purpose(
        title=_("Ethical Leadership Programme, no. %(number)s") % {"number": marked.number}
        if marked.number
        else _("Ethical Leadership Programme"),
        note=note,
        url=reverse("ethics_officers:thematic-session-edit", args=[marked.pk])
        if permissions.can_mark_thematic(user, session)
        else reverse("ethics_officers:thematic-session-list"),
    )


@offers_purpose
def becoming_thematic(session: Session, user: User) -> Iterator[Offer]:
    """Offer to whoever runs a session to make it one for officers alone, while it can be."""
    if not permissions.can_mark_thematic(user, session):
        return
    if queries.can_become_thematic(user).filter(pk=session.pk).exists():
        page = reverse("ethics_officers:thematic-session-mark")
        yield Offer(_("Make it thematic, for Ethics Officers"), f"{page}?session={session.pk}")
