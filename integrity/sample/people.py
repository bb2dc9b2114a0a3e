"""The sample's people: a cast to sign in as, and a whole civil service around it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count, Q

from core.days import day_of
from integrity.sample.data.cast import CAST, Part
from integrity.sample.data.names import FIRST_SYLLABLES, SECOND_SYLLABLES, SURNAMES
from integrity.sample.data.ranks import Rank, family_of
from integrity.sample.data.strengths import ASSUMED
from people import actions
from people.models import (
    Department,
    EmploymentKind,
    Level,
    Person,
    Posting,
    RoleAssignment,
    User,
)
from people.roles import DEPARTMENTAL_ROLES, DERIVED_ROLES, Role

SEED = "integrity"

# Every body has at least somebody to be its Ethics Officer, and somebody to assist.
FEWEST_IN_A_BODY = 2
PEOPLE_AT_ONCE = 2000
RECRUITS = 0.05
# Of those who hold the lowest rank of their grade, who were recruits in the system already.
KNOWN_AS_RECRUITS = 0.15
ROLES_START_ON = dt.date(2024, 4, 1)

_PROBATION = dt.timedelta(days=3 * 365)

_LANGUAGES = {
    User.Language.TRADITIONAL_CHINESE: 75,
    User.Language.ENGLISH: 20,
    User.Language.SIMPLIFIED_CHINESE: 5,
}
_SURNAME_WEIGHTS = [weight for *_, weight in SURNAMES]


@dataclass(frozen=True)
class Newcomer:
    """Somebody to put into the sample, with the posts held over time, the current one last."""

    name_en: str
    name_zh: str
    email: str
    language: str
    postings: tuple[Posting, ...]
    service: "Service"


@dataclass(frozen=True)
class Service:
    """When somebody was appointed and confirmed, and the last day of probation."""

    appointed_on: dt.date
    probation_ends_on: dt.date | None = None
    confirmed_on: dt.date | None = None

    @classmethod
    def begun(cls, appointed_on: dt.date) -> "Service":
        """Of somebody on probation."""
        return cls(appointed_on, appointed_on + _PROBATION - dt.timedelta(days=1))

    @classmethod
    def confirmed(cls, day: dt.date) -> "Service":
        return cls(day - _PROBATION, day - dt.timedelta(days=1), day)


def fewest_people() -> int:
    """Give the smallest size a sample can have."""
    return len(CAST) + FEWEST_IN_A_BODY * Department.objects.count()


@transaction.atomic
def load_cast(*, now: dt.datetime) -> None:
    """Put in the people one can sign in as, with their roles, unless they are there already.

    The roles of Ethics Officers come later, with their designations.
    """
    if User.objects.filter(email=CAST[0].email).exists():
        return
    departments = {department.code: department for department in Department.objects.all()}
    for part in CAST:
        _add_people([_played(part, departments[part.department])])
    users = {part.role: User.objects.get(email=part.email) for part in CAST}
    administrator = users[Role.ADMINISTRATOR]
    # Somebody has to be the first who gives roles.
    RoleAssignment.objects.create(
        user=administrator, role=Role.ADMINISTRATOR, starts_on=ROLES_START_ON
    )
    for part in CAST:
        if part.role not in DERIVED_ROLES | {Role.ADMINISTRATOR, Role.TRAINING_COORDINATOR}:
            actions.give_role(
                person_id=users[part.role].person.pk,
                role=part.role,
                department=(
                    departments[part.department] if part.role in DEPARTMENTAL_ROLES else None
                ),
                starts_on=ROLES_START_ON,
                by=administrator,
                now=now,
            )


def load_crowd(*, people: int, now: dt.datetime, progress: Callable[[int, int], None]) -> None:
    """Fill the departments up to a number of people, in proportion to their strengths.

    Who is there already stays; a larger number adds those who are missing, and they are the same
    as if the larger number had been asked for at once. Tells the progress after each batch.
    """
    wanted = _spread(people - len(CAST))
    there = _generated_so_far()
    missing = {
        department: range(there.get(department.pk, 0), count)
        for department, count in wanted.items()
        if count > there.get(department.pk, 0)
    }
    total = sum(len(indexes) for indexes in missing.values())
    newcomers = (
        _newcomer(department, index, day_of(now))
        for department, indexes in missing.items()
        for index in indexes
    )
    done = 0
    while batch := list(islice(newcomers, PEOPLE_AT_ONCE)):
        _add_people(batch)
        done += len(batch)
        progress(done, total)


@transaction.atomic
def load_coordinators(*, now: dt.datetime) -> None:
    """Give each body a training co-ordinator, where somebody is left who holds no role."""
    if RoleAssignment.objects.filter(role=Role.TRAINING_COORDINATOR).exists():
        return
    cast = {part.role: part for part in CAST}
    administrator = User.objects.get(email=cast[Role.ADMINISTRATOR].email)
    for department in Department.objects.order_by("code"):
        postings = Posting.objects.current(day_of(now)).filter(
            department=department, level__in=(Level.MIDDLE, Level.JUNIOR)
        )
        free = Person.objects.filter(
            postings__in=postings, user__role_assignments__isnull=True
        ).exclude(user__email=cast[Role.CIVIL_SERVANT].email)
        if department.code == cast[Role.TRAINING_COORDINATOR].department:
            free = free.filter(user__email=cast[Role.TRAINING_COORDINATOR].email)
        if chosen := free.order_by("pk").first():
            actions.give_role(
                person_id=chosen.pk,
                role=Role.TRAINING_COORDINATOR,
                department=department,
                starts_on=ROLES_START_ON,
                by=administrator,
                now=now,
            )


def verify_addresses_of_role_holders() -> None:
    """Give whoever holds a role a verified address, so that the account can sign in by e-mail."""
    cast = Q(email__in=[part.email for part in CAST])
    holders = User.objects.filter(cast | Q(role_assignments__isnull=False)).distinct()
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in holders.filter(emailaddress__isnull=True).order_by("pk")
    )


def _spread(people: int) -> dict[Department, int]:
    """Share people out: a few for each body, the rest by strength, and none lost in rounding."""
    departments = list(Department.objects.order_by("code"))
    weights = [department.strength or ASSUMED[department.code] for department in departments]
    rest = people - FEWEST_IN_A_BODY * len(departments)
    exact = [rest * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for index in by_remainder[: rest - sum(shares)]:
        shares[index] += 1
    return {
        department: FEWEST_IN_A_BODY + share
        for department, share in zip(departments, shares, strict=True)
    }


def _generated_so_far() -> dict[int, int]:
    """Count, by department, the sample people apart from the cast."""
    counts = (
        Posting.objects.filter(ends_on__isnull=True, person__user__is_sample=True)
        .exclude(person__user__email__in=[part.email for part in CAST])
        .values_list("department")
        .annotate(people=Count("pk"))
        .order_by()
    )
    return dict(counts)


def _played(part: Part, department: Department) -> Newcomer:
    posting = Posting(
        department=department,
        rank=part.rank,
        level=part.level,
        pay_point=part.pay_point,
        employment_kind=part.employment_kind,
        starts_on=dt.date(2021, 9, 1),
    )
    service = Service.confirmed(posting.starts_on)
    return Newcomer(part.name_en, part.name_zh, part.email, part.language, (posting,), service)


def _newcomer(department: Department, index: int, today: dt.date) -> Newcomer:
    """Invent the person who has this number in a department: always the same one."""
    random = Random(f"{SEED}:{department.code}:{index}")
    surname, surname_zh, _ = random.choices(SURNAMES, _SURNAME_WEIGHTS)[0]
    first, first_zh = random.choice(FIRST_SYLLABLES)
    second, second_zh = random.choice(SECOND_SYLLABLES)
    if second_zh == first_zh:
        second, second_zh = SECOND_SYLLABLES[0]
    given = f"{first}-{second}"
    language = random.choices(list(_LANGUAGES), list(_LANGUAGES.values()))[0]
    postings = _career(random, department, index, today)
    return Newcomer(
        name_en=f"{surname} {given}",
        name_zh=f"{surname_zh}{first_zh}{second_zh}",
        email=f"{given}.{surname}.{index + 1}@{department.code}.gov.example".lower(),
        language=language,
        postings=postings,
        service=_service(random, postings[0]),
    )


def _service(random: Random, first: Posting) -> Service:
    """Say when somebody was appointed, whose first known post is this one."""
    match first.employment_kind:
        case EmploymentKind.PROBATION:
            return Service.begun(first.starts_on)
        case EmploymentKind.PERMANENT:
            earlier = random.choice((0, 0, random.randint(0, 5000)))
            return Service.confirmed(first.starts_on - dt.timedelta(days=earlier))
        case _:
            return Service(first.starts_on)


def _career(
    random: Random, department: Department, index: int, today: dt.date
) -> tuple[Posting, ...]:
    """Give the posts somebody has held: the current one, and often the one before."""
    family = family_of(department.code, department.kind)
    recruits = [rank for rank in family.ranks if rank.recruits]
    if index == 0:
        rank = family.ranks[0]
    elif index == 1:
        rank = next(rank for rank in family.ranks if rank.level == Level.MIDDLE)
    elif random.random() < RECRUITS:
        began = today - dt.timedelta(days=random.randint(20, 900))
        rank = random.choice(recruits)
        return (_post(department, rank, rank.lowest, EmploymentKind.PROBATION, began),)
    else:
        rank = random.choices(family.ranks, [rank.share for rank in family.ranks])[0]
    kind = family.employment_kind
    began = today - dt.timedelta(days=random.randint(200, 2600))
    current = _post(department, rank, random.randint(rank.lowest, rank.highest), kind, began)
    position = family.ranks.index(rank)
    if rank.recruits and kind == EmploymentKind.PERMANENT:
        if random.random() >= KNOWN_AS_RECRUITS:
            return (current,)
        recruited = began - _PROBATION
        before = _post(department, rank, rank.lowest, EmploymentKind.PROBATION, recruited)
        before.ends_on = began
        return before, current
    if rank.recruits or position + 1 == len(family.ranks) or random.random() < 0.6:
        return (current,)
    lower = family.ranks[position + 1]
    before = _post(
        department,
        lower,
        lower.highest,
        kind,
        began - dt.timedelta(days=random.randint(700, 2500)),
    )
    before.ends_on = began
    return before, current


def _post(
    department: Department, rank: Rank, point: int, kind: EmploymentKind, starts_on: dt.date
) -> Posting:
    # Directorate points are written together, such as D2; those of other scales apart.
    separator = "" if rank.scale in {"D", "DL"} else " "
    return Posting(
        department=department,
        rank=rank.title,
        level=Level.RECRUIT if kind == EmploymentKind.PROBATION else rank.level,
        pay_point=f"{rank.scale}{separator}{point}",
        employment_kind=kind,
        starts_on=starts_on,
    )


@transaction.atomic
def _add_people(newcomers: Iterable[Newcomer]) -> None:
    newcomers = list(newcomers)
    users = User.objects.bulk_create(
        User(
            email=newcomer.email,
            language=newcomer.language,
            password=make_password(None),
            is_sample=True,
        )
        for newcomer in newcomers
    )
    persons = [
        Person(
            user=user,
            name_en=newcomer.name_en,
            name_zh=newcomer.name_zh,
            appointed_on=newcomer.service.appointed_on,
            probation_ends_on=newcomer.service.probation_ends_on,
            confirmed_on=newcomer.service.confirmed_on,
        )
        for user, newcomer in zip(users, newcomers, strict=True)
    ]
    for person in persons:
        person.search_text = person.searchable()
    Person.objects.bulk_create(persons)
    Posting.objects.bulk_create(_posted(persons, newcomers))


def _posted(persons: Iterable[Person], newcomers: Iterable[Newcomer]) -> Iterator[Posting]:
    for person, newcomer in zip(persons, newcomers, strict=True):
        for posting in newcomer.postings:
            posting.person = person
            yield posting
