"""The sample's strategies, in varied states, written and endorsed as officers and heads would."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from django.db import transaction

from core.days import day_of
from ethics_officers import actions
from ethics_officers.actions import ObjectiveText, RiskRating, StrategyText
from ethics_officers.models import Designation, Strategy, StrategyVersion
from integrity.sample.data.cast import CAST
from integrity.sample.people import SEED
from people.models import Department, Level, User
from people.roles import Role
from publications.models import Topic

_STATES = ("endorsed", "endorsed", "endorsed", "submitted", "draft", "none")
_YEARS = 3

_RISKS = (
    RiskRating(name="Clearance at control points", likelihood=3, impact=5, levels=[Level.JUNIOR]),
    RiskRating(name="Procurement of equipment", likelihood=2, impact=4),
    RiskRating(
        name="Relations with the trade", likelihood=4, impact=2, note="Dinners and festive gifts."
    ),
)
# What training on the topic of this code does against them.
_TOPICS = {
    "Clearance at control points": "REGENF",
    "New control points": "REGENF",
    "Procurement of equipment": "PROC",
    "Relations with the trade": "ENT",
    "Licensing and inspection": "REGENF",
    "Outsourced services": "OUTS",
    "Outside work": "OSW",
    "Handling of personal data": "CONF",
}
_OWN = StrategyText(
    needs=(
        "Officers at the control points work in small teams, often at night.\n"
        "The rules on advantages are known, but seldom spoken of."
    ),
    priorities="Supervisors first: they set the tone, and are asked before anybody else is.",
    risks=_RISKS,
    objectives=[
        ObjectiveText(text="Every front-line officer hears a talk within two years"),
        ObjectiveText(text="Each command reviews its declarations of interest once a year"),
    ],
)
_ELSEWHERE = (
    RiskRating(name="Licensing and inspection", likelihood=3, impact=4, levels=[Level.JUNIOR]),
    RiskRating(name="Outsourced services", likelihood=3, impact=3, levels=[Level.MIDDLE]),
    RiskRating(name="Outside work", likelihood=2, impact=3),
    RiskRating(name="Handling of personal data", likelihood=2, impact=5),
)


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Write strategies for most departments, unless there are any."""
    if Strategy.objects.exists():
        return
    today = day_of(now)
    cast = {part.role: User.objects.get(email=part.email) for part in CAST}
    own = next(part.department for part in CAST if part.role == Role.ETHICS_OFFICER)
    officers = Designation.objects.current(today).officers().select_related("person__user")
    by_department = {each.department_id: each.person.user for each in officers if each.person.user}
    for number, department in enumerate(Department.objects.order_by("code")):
        if department.code == own:
            head = cast[Role.HEAD_OF_DEPARTMENT]
            _write_own(department, cast[Role.ETHICS_OFFICER], head, now)
        elif officer := by_department.get(department.pk):
            _write(department, officer, _STATES[number % len(_STATES)], now)


def _begin(department: Department, officer: User, now: dt.datetime) -> StrategyVersion:
    today = day_of(now)
    april = dt.date(today.year if today.month >= 4 else today.year - 1, 4, 1)
    return actions.begin_strategy(
        department_id=department.pk,
        starts_on=april,
        ends_on=april.replace(year=april.year + _YEARS),
        by=officer,
        now=now,
    )


def _write_own(department: Department, officer: User, head: User, now: dt.datetime) -> None:
    """A first version endorsed by the head, and a second one begun."""
    first = _begin(department, officer, now)
    text = replace(_OWN, risks=_with_topics(_RISKS))
    actions.write_strategy(version_id=first.pk, text=text, opened=1, by=officer, now=now)
    actions.submit_strategy(version_id=first.pk, by=officer, now=now)
    actions.endorse_strategy(version_id=first.pk, by=head, now=now)
    second = actions.begin_strategy_version(strategy_id=first.strategy_id, by=officer, now=now)
    rows = list(second.risk_areas.all())
    risks = [replace(risk, pk=row.pk) for risk, row in zip(_RISKS, rows, strict=True)]
    risks[0] = replace(risks[0], likelihood=4)
    risks.append(RiskRating(name="New control points", likelihood=3, impact=4))
    text = replace(
        _OWN,
        needs=f"{_OWN.needs}\nTwo new control points open this year.",
        what_changed="The new control points, and what they mean for clearance.",
        risks=_with_topics(risks),
        objectives=[
            replace(objective, pk=row.pk)
            for objective, row in zip(_OWN.objectives, second.objectives.all(), strict=True)
        ],
    )
    actions.write_strategy(version_id=second.pk, text=text, opened=1, by=officer, now=now)


def _with_topics(risks: Iterable[RiskRating]) -> list[RiskRating]:
    topics = Topic.objects.in_bulk(_TOPICS.values(), field_name="code")
    return [replace(risk, topic=topics[_TOPICS[risk.name]]) for risk in risks]


def _write(department: Department, officer: User, state: str, now: dt.datetime) -> None:
    if state == "none":
        return
    random = Random(f"{SEED}:strategies:{department.code}")
    version = _begin(department, officer, now)
    text = StrategyText(
        needs="The work is spread over many offices, and new colleagues learn from the old.",
        priorities="Talks for recruits in their first year; declarations looked at once a year.",
        risks=_with_topics(random.sample(_ELSEWHERE, k=3)),
        objectives=[ObjectiveText(text="Every recruit hears a talk within the first year")],
    )
    actions.write_strategy(version_id=version.pk, text=text, opened=1, by=officer, now=now)
    if state == "submitted":
        actions.submit_strategy(version_id=version.pk, by=officer, now=now)
    elif state == "endorsed":
        actions.record_strategy_endorsement(
            version_id=version.pk,
            endorser="The head of department",
            endorsed_on=day_of(now) - dt.timedelta(days=random.randint(5, 150)),
            by=officer,
            now=now,
        )
