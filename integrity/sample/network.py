"""The sample's network: questions with answers, some of ICAC, and files that were shared."""

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from core.days import day_of
from ethics_officers import actions
from ethics_officers.models import BoardQuestion, Designation
from integrity.sample.data.cast import CAST
from integrity.sample.data.network import FILES, QUESTIONS, Asked, Given
from people.models import User
from people.roles import Role
from publications.models import Topic

_OTHERS = 6


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Let officers ask, answer and share a few things, unless somebody has asked already."""
    if BoardQuestion.objects.exists():
        return
    cast = {part.role: User.objects.get(email=part.email) for part in CAST}
    designated = (
        Designation.objects.current(day_of(now))
        .officers()
        .filter(person__user__isnull=False)
        .exclude(person__user=cast[Role.ETHICS_OFFICER])
        .select_related("person__user")
        .order_by("department__code")[:_OTHERS]
    )
    others = [each.person.user for each in designated if each.person.user]
    for number, asked in enumerate(QUESTIONS):
        _ask(asked, number, cast, others, now)
    for given, by in zip(FILES, (cast[Role.ETHICS_OFFICER], others[0]), strict=True):
        _share(given, by, now - dt.timedelta(days=10))


def _ask(
    asked: Asked, number: int, cast: dict[Role, User], others: list[User], now: dt.datetime
) -> None:
    at = now - dt.timedelta(days=asked.days_ago)
    by = cast[Role.ETHICS_OFFICER] if asked.by_cast else others[number % len(others)]
    question = actions.ask_network(
        title=asked.title, text=asked.text, topic=_topic(asked.topic), by=by, now=at
    )
    for later, text in enumerate(asked.answers, start=1):
        writer = others[(number + later) % len(others)]
        _answer(question, text, writer, at + dt.timedelta(days=later))
    if asked.by_icac:
        _answer(question, asked.by_icac, cast[Role.ICAC_STAFF], at + dt.timedelta(days=3))
    if asked.is_closed:
        actions.close_question(question_id=question.pk, by=by, now=at + dt.timedelta(days=9))


def _answer(question: BoardQuestion, text: str, by: User, at: dt.datetime) -> None:
    actions.answer_question(question_id=question.pk, text=text, by=by, now=at)


def _share(given: Given, by: User, at: dt.datetime) -> None:
    """Share a sheet, drawn here, where somebody's own file would be."""
    sheet = Image.new("RGB", (840, 594), "#ffffff")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((40, 40, 800, 554), outline="#0b6b5d", width=4)
    for row, line in enumerate(given.lines):
        draw.text((90, 110 + row * 70), line, fill="#14232e", font_size=32)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    stored = actions.keep_file_to_share(
        upload=SimpleUploadedFile(given.name, file.getvalue()), by=by, now=at
    )
    actions.share_file(
        stored_id=stored.pk,
        title=given.title,
        description=given.description,
        topic=_topic(given.topic),
        by=by,
        now=at,
    )


def _topic(code: str) -> Topic | None:
    return Topic.objects.filter(code=code).first()
