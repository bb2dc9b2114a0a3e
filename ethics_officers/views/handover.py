"""The handover of a department: from whom to whom, and all that is open in its integrity work."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.days import day_of, day_text
from core.pages import told
from ethics_officers import actions, permissions, queries
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, posted_from, requires
from people.models import User
from people.roles import Permission


@dataclass(frozen=True)
class Entry:
    """One open thing: its page, what it is called, and how it stands."""

    url: str
    title: str
    details: str


@dataclass(frozen=True)
class Section:
    """The open things of one kind; `key` is the place on the page that its count leads to."""

    key: str
    title: str
    entries: list[Entry]


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def handover(request: SignedInRequest, department_id: int) -> HttpResponse:
    department = department_or_404(request, department_id)
    today = day_of(timezone.now())
    work = queries.open_work(department, request.user, today)
    return render(
        request,
        "ethics_officers/handover.html",
        {
            **programme(request, department, "officers"),
            "change": queries.latest_change(department, request.user, today),
            "today": today,
            "is_to_take_over": queries.is_to_take_over(request.user, department, today),
            "work": work,
            "sections": _sections(work, request.user),
            "sees_drafts": department.pk
            in request.user.departments_with(Permission.VIEW_OWN_PROGRAMME),
        },
    )


@requires(Permission.MANAGE_OWN_PROGRAMME)
@posted_from("ethics_officers:handover")
def handover_acknowledge(request: SignedInRequest, department_id: int) -> HttpResponse:
    department = department_or_404(request, department_id)
    with told(request, _("Recorded: you have taken over.")):
        actions.acknowledge_handover(
            department_id=department.pk, by=request.user, now=timezone.now()
        )
    return redirect("ethics_officers:handover", department.pk)


def _sections(work: queries.OpenWork, user: User) -> list[Section]:
    drafts = [
        *_entries(work.strategy_versions, "strategy-version", _version_words),
        *_entries(work.plans, "plan-detail", _plan_words),
    ]
    sections = [
        Section(
            "plan-items",
            _("Open plan items"),
            _entries(work.plan_items, "plan-item-detail", _item_words),
        ),
        Section("drafts", _("Drafts"), drafts),
        Section(
            "returns", _("Returns due"), _entries(work.returns, "return-detail", _return_words)
        ),
        Section(
            "talk-requests",
            _("Open requests for talks"),
            _entries(work.talk_requests, "talk-request-detail", _request_words),
        ),
    ]
    if permissions.can_view_network(user):
        questions = _entries(work.questions, "board-question", _question_words)
        sections.append(Section("questions", _("Open questions to the network"), questions))
    return sections


def _entries(
    things: Iterable[Any], page: str, in_words: Callable[[Any], tuple[str, str]]
) -> list[Entry]:
    return [
        Entry(reverse(f"ethics_officers:{page}", args=[thing.pk]), *in_words(thing))
        for thing in things
    ]


def _item_words(item: Any) -> tuple[str, str]:
    details = (
        _("Plan %(year)s · %(status)s · %(owner)s")
        if item.owner
        else _("Plan %(year)s · %(status)s")
    )
    return item.title, details % {
        "year": item.plan.year_name,
        "status": item.get_status_display(),
        "owner": item.owner,
    }


def _version_words(version: Any) -> tuple[str, str]:
    title = _("Strategy from %(day)s, version %(number)s") % {
        "day": day_text(version.strategy.starts_on),
        "number": version.number,
    }
    return title, version.get_status_display()


def _plan_words(plan: Any) -> tuple[str, str]:
    return _("Plan %(year)s") % {"year": plan.year_name}, plan.get_status_display()


def _return_words(annual_return: Any) -> tuple[str, str]:
    title = _("Return %(year)s") % {"year": annual_return.questionnaire.year_name}
    details = _("%(status)s · due on %(day)s") % {
        "status": annual_return.get_status_display(),
        "day": day_text(annual_return.due_on),
    }
    return title, details


def _request_words(request: Any) -> tuple[str, str]:
    details = _("%(status)s · asked of %(organisation)s on %(day)s") % {
        "status": request.get_status_display(),
        "organisation": request.asked_of.name,
        "day": day_text(day_of(request.asked_at)),
    }
    return request.item.title, details


def _question_words(question: Any) -> tuple[str, str]:
    return question.title, _("Asked on %(day)s") % {"day": day_text(day_of(question.asked_at))}
