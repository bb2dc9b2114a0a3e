"""The sample's work plans, in varied states, made as officers and heads of department would."""

import datetime as dt
from dataclasses import replace
from random import Random

from django.db import transaction

from core.chinese import simplify
from core.days import day_of
from ethics_officers import actions
from ethics_officers.models import (
    CentralPriority,
    Designation,
    PlanItemSession,
    WorkPlan,
    YearBasis,
    financial_year_of,
    first_day,
    later,
)
from integrity.sample.data.cast import CAST
from integrity.sample.data.plans import IDEAS, PRIORITIES, Idea
from integrity.sample.people import SEED
from people.models import Department, User
from people.roles import Role
from publications.models import Topic
from training.models import Session

# Departments with a plan, beside the cast's own; the others have none yet.
_PLANNING = 24
_STATES = ("endorsed", "endorsed", "endorsed", "submitted", "draft")
_DONE_AFTER_ITS_MONTHS = 0.8


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Begin, fill, submit and endorse plans of the current year, unless there are any."""
    if WorkPlan.objects.exists():
        return
    cast = {part.role: User.objects.get(email=part.email) for part in CAST}
    year = financial_year_of(day_of(now))
    _publish_priorities(year, cast[Role.PROGRAMME_STAFF], now)

    own = next(part.department for part in CAST if part.role == Role.ETHICS_OFFICER)
    department = Department.objects.get(code=own)
    officer = cast[Role.ETHICS_OFFICER]
    plan = _fill(department, year, officer, IDEAS, now)
    actions.submit_plan(plan_id=plan.pk, by=officer, now=now)
    head = cast[Role.HEAD_OF_DEPARTMENT]
    endorsed_on = min(first_day(YearBasis.FINANCIAL, year) + dt.timedelta(days=13), day_of(now))
    actions.endorse_plan(
        plan_id=plan.pk, endorser=str(head.person), endorsed_on=endorsed_on, by=head, now=now
    )
    _live_through(plan, officer, Random(f"{SEED}:plans:{own}"), now)
    _hold_sessions(plan, day_of(now))
    _change_one(plan, officer, now)
    _plan_elsewhere(year, own, now)


def _publish_priorities(year: int, staff: User, now: dt.datetime) -> None:
    topics = {topic.code: topic for topic in Topic.objects.all()}
    for title_en, title_zh, guidance_en, guidance_zh, three_a, kind, topic in PRIORITIES:
        priority = CentralPriority(
            basis=YearBasis.FINANCIAL,
            year=year,
            title_en=title_en,
            title_zh_hant=title_zh,
            title_zh_hans=simplify(title_zh),
            guidance_en=guidance_en,
            guidance_zh_hant=guidance_zh,
            three_a=three_a,
            kind=kind,
            topic=topics.get(topic),
        )
        actions.save_priority(priority=priority, by=staff, now=now)
        actions.publish_priority(priority_id=priority.pk, by=staff, now=now)


def _fill(
    department: Department, year: int, officer: User, ideas: tuple[Idea, ...], now: dt.datetime
) -> WorkPlan:
    plan = actions.start_plan(
        department_id=department.pk, basis=YearBasis.FINANCIAL, year=year, by=officer, now=now
    )
    topics = {topic.code: topic for topic in Topic.objects.all()}
    for idea in ideas:
        values = actions.ItemValues(
            title=idea.title,
            three_a=idea.three_a,
            kind=idea.kind,
            starts_on=later(plan.starts_on, idea.first),
            ends_on=later(plan.starts_on, idea.first + idea.months),
            owner=idea.owner,
            target=idea.target,
            levels=idea.levels,
            topic=topics.get(idea.topic),
        )
        actions.add_item(plan_id=plan.pk, values=values, by=officer, now=now)
    return plan


def _live_through(plan: WorkPlan, officer: User, random: Random, now: dt.datetime) -> None:
    """Close most of the items whose months are over."""
    for item in plan.items.open().filter(ends_on__lte=day_of(now)).order_by("pk"):
        if random.random() < _DONE_AFTER_ITS_MONTHS:
            told = round(item.target * random.uniform(0.7, 1.1)) if item.target else None
            actions.close_item(
                item_id=item.pk,
                comment="Done as planned.",
                told_result=told,
                by=officer,
                now=now,
            )


def _hold_sessions(plan: WorkPlan, day: dt.date) -> None:
    """Let sessions of the sample that were held in the year serve the item with most to reach."""
    item = plan.items.open().filter(target__isnull=False).order_by("-target", "pk").first()
    held = Session.objects.filter(
        status=Session.Status.HELD, starts_at__date__gte=plan.starts_on, starts_at__date__lte=day
    )
    if item:
        PlanItemSession.objects.bulk_create(
            PlanItemSession(item=item, session=session) for session in held.order_by("pk")
        )


def _change_one(plan: WorkPlan, officer: User, now: dt.datetime) -> None:
    """Raise the target of one item, so that the plan shows a change since its endorsement."""
    item = plan.items.open().filter(target__isnull=False).order_by("pk").first()
    if item is None:
        return
    actions.change_item(
        item_id=item.pk,
        values=replace(actions.values_of(item), target=(item.target or 0) + 50),
        version=item.version,
        reason="A second intake of recruits was announced.",
        by=officer,
        now=now,
    )


def _plan_elsewhere(year: int, own: str, now: dt.datetime) -> None:
    designations = (
        Designation.objects.current(day_of(now))
        .officers()
        .exclude(department__code=own)
        .select_related("department", "person__user")
        .order_by("department__code")
    )
    for number, designation in enumerate(designations[:_PLANNING]):
        random = Random(f"{SEED}:plans:{designation.department.code}")
        officer = designation.person.user
        if officer is None:
            continue
        ideas = tuple(random.sample(IDEAS, random.randint(2, 4)))
        plan = _fill(designation.department, year, officer, ideas, now)
        state = _STATES[number % len(_STATES)]
        if state != "draft":
            actions.submit_plan(plan_id=plan.pk, by=officer, now=now)
        if state == "endorsed":
            actions.endorse_plan(
                plan_id=plan.pk,
                endorser="Head of department",
                endorsed_on=plan.starts_on,
                by=officer,
                now=now,
            )
            _live_through(plan, officer, random, now)
