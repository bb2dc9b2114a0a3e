"""The sample's activity logs: what departments did in the last months, some of it shared."""

import datetime as dt
import io
import uuid
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from core.days import day_of
from ethics_officers import actions, queries
from ethics_officers.actions import Attachment
from ethics_officers.models import Activity, ActivityKind, Designation
from ethics_officers.rules import Entry, Reach
from integrity.sample.data.activities import DEEDS, NOTE, SHARED_COMMENT, Deed
from integrity.sample.data.cast import CAST
from integrity.sample.people import SEED
from people.models import Department, User
from people.roles import Role
from publications.models import Publication, Topic

# Departments with a log, beside the cast's own: some active, some hardly so.
_LOGGING = 16
_OF_OTHERS = 4


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Log activities of the department of the cast and of some others, unless there are any."""
    if Activity.objects.exists():
        return
    cast = {part.role: part for part in CAST}
    officer = User.objects.get(email=cast[Role.ETHICS_OFFICER].email)
    own = Department.objects.get(code=cast[Role.ETHICS_OFFICER].department)
    random = Random(f"{SEED}:activities")
    logged = {deed: _log(deed, own, officer, random, now) for deed in reversed(DEEDS)}
    _photograph(logged[DEEDS[0]], officer, now)
    quiz = next(deed for deed in DEEDS if deed.kind == ActivityKind.QUIZ)
    actions.share_activity(activity_id=logged[quiz].pk, evidence_ids=[], by=officer, now=now)
    _log_elsewhere(own, officer, random, now)


def _log_elsewhere(own: Department, officer: User, random: Random, now: dt.datetime) -> None:
    """Let other departments log a few things, and share one, which the cast's officer praises."""
    designated = (
        Designation.objects.current(day_of(now))
        .officers()
        .exclude(department=own)
        .select_related("department", "person__user")
        .order_by("department__code")[:_LOGGING]
    )
    for number, designation in enumerate(designated):
        by = designation.person.user
        if by is None:
            continue
        for deed in random.sample(DEEDS, number % _OF_OTHERS):
            activity = _log(deed, designation.department, by, random, now)
        if number % _OF_OTHERS == 3:
            actions.share_activity(activity_id=activity.pk, evidence_ids=[], by=by, now=now)
            if number == 3:
                actions.comment_on_good_practice(
                    activity_id=activity.pk, text=SHARED_COMMENT, by=officer, now=now
                )


def _log(
    deed: Deed, department: Department, by: User, random: Random, now: dt.datetime
) -> Activity:
    day = day_of(now) - dt.timedelta(days=deed.days_ago)
    items = queries.items_to_serve(department, day).filter(kind=deed.kind)
    reach = []
    for level, number in deed.reach.items():
        attendances = max(1, round(number * random.uniform(0.8, 1.2)))
        persons = round(attendances * random.uniform(0.85, 1))
        reach.append(Reach(level, attendances, persons))
    return actions.log_activity(
        department_id=department.pk,
        key=uuid.uuid5(uuid.NAMESPACE_OID, f"{SEED}:{department.code}:{deed.title}"),
        entry=Entry(
            kind=deed.kind,
            title=deed.title,
            happened_on=day,
            topic=Topic.objects.filter(code=deed.topic).first(),
            item=items.first(),
            publication=Publication.objects.filter(title_en__icontains=deed.publication).first()
            if deed.publication
            else None,
            note=NOTE if deed.noted else "",
            reach=tuple(reach),
        ),
        by=by,
        now=now,
    )


def _photograph(activity: Activity, by: User, now: dt.datetime) -> None:
    """Add a picture, drawn here, where a camera's would be."""
    picture = Image.new("RGB", (1200, 800), "#dfe8e6")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((380, 90, 820, 360), fill="#ffffff", outline="#0b6b5d", width=8)
    for row in range(3):
        for seat in range(9):
            x, y = 110 + seat * 120 + (row % 2) * 40, 470 + row * 105
            draw.ellipse((x, y, x + 64, y + 64), fill="#4a5a66")
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    stored = actions.keep_evidence_file(
        department=activity.department,
        upload=SimpleUploadedFile("audience.jpg", file.getvalue()),
        by=by,
        now=now,
    )
    actions.add_evidence(
        activity_id=activity.pk,
        attachments=[Attachment(stored, "The audience, from behind")],
        by=by,
        now=now,
    )
