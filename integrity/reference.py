"""Reference data that ships with the product: departments, topics, holidays, past sessions.

The files lie in the `data` folder of the app whose tables they fill. What a file says wins over
what the table says; what it does not say is left alone.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction

from core import audit
from core.chinese import simplify
from core.days import HONG_KONG
from core.models import GeneralHoliday
from ethics_officers.models import ThematicSession
from people.models import Department
from publications.models import Body, Edition, Publication, Topic
from reporting.models import Template

Row = dict[str, Any]
ModelType = TypeVar("ModelType", bound=models.Model)

# When a body began is not in the data. This day, the first of the Region, stands in for it; see
# docs/glossary.md. It is written once, so that a better date survives the next load.
DEPARTMENTS_START_ON = dt.date(1997, 7, 1)


@dataclass(frozen=True)
class Tally:
    """What a load did to one table."""

    created: int
    changed: int
    total: int


@transaction.atomic
def load(*, now: dt.datetime) -> dict[str, Tally]:
    """Bring the reference tables to what the files say. Loading again changes nothing."""
    tallies = {
        "departments": _load_departments(),
        "topics": _load_topics(),
        "general_holidays": _load_general_holidays(),
        "publications": _load_publications(),
        "thematic_sessions": _load_thematic_sessions(),
        "templates": _load_templates(),
    }
    if any(tally.created or tally.changed for tally in tallies.values()):
        details: Row = {name: [each.created, each.changed] for name, each in tallies.items()}
        audit.record(None, "integrity.reference_loaded", at=now, **details)
    return tallies


def _load_departments() -> Tally:
    rows = _read("people/data/departments.csv")
    tally = _upsert(
        Department,
        ("code",),
        [
            {
                "code": row["code"],
                **_names(row, "name"),
                "kind": row["kind"],
                "strength": _number(row["strength"]),
                "strength_as_at": _date(row["strength_as_at"]),
                # Some say more in brackets, such as which posts are left out.
                "strength_basis": row["strength_basis"].split(" (")[0],
            }
            for row in rows
        ],
        only_when_new={"starts_on": DEPARTMENTS_START_ON},
    )
    departments = {department.code: department for department in Department.objects.all()}
    moved = []
    for row in rows:
        department, parent = departments[row["code"]], departments.get(row["parent_bureau_code"])
        if department.parent_id != (parent.pk if parent else None):
            department.parent = parent
            moved.append(department)
    Department.objects.bulk_update(moved, ["parent"])
    return tally


# Of the titles whose year is not known, which are all of this century.
_FIRST_YEAR = 2000


def _load_topics() -> Tally:
    return _upsert(
        Topic,
        ("code",),
        [
            {"code": row["code"], **_names(row, "name"), "reference": row["reference"]}
            for row in _read("publications/data/topics.csv")
        ],
    )


def _load_general_holidays() -> Tally:
    return _upsert(
        GeneralHoliday,
        ("date",),
        [
            {"date": _date(row["date"]), **_names(row, "name")}
            for row in _read("core/data/general_holidays.csv")
        ],
    )


def _load_publications() -> Tally:
    publications = []
    for row in _read("publications/data/publications.csv"):
        fields = {
            **_names(row, "title"),
            "kind": row["kind"],
            "year": _number(row["year"]),
            "publisher": row["publisher"],
            "languages": [language for language in row["languages"].split(";") if language],
            "subjects": row["topic"],
        }
        publications.append({**fields, "search_text": Publication(**fields).searchable()})
    tally = _upsert(Publication, ("title_en", "title_zh_hant"), publications)
    _give_first_editions()
    return tally


def _give_first_editions() -> None:
    """What has been published has an edition, though its files are not here."""
    without = Publication.objects.filter(editions=None)
    without.filter(publisher__startswith="ICAC").update(body=Body.ICAC)
    Edition.objects.bulk_create(
        Edition(
            publication=publication,
            number=1,
            status=Edition.Status.APPROVED,
            publish_at=dt.datetime(publication.year or _FIRST_YEAR, 1, 1, tzinfo=HONG_KONG),
        )
        for publication in without
    )


def _load_thematic_sessions() -> Tally:
    kinds = ThematicSession.Kind.values
    return _upsert(
        ThematicSession,
        ("held_on", "theme_en"),
        [
            {
                **_held_on(row["date"]),
                "number": _number(row["elp_workshop_number"]),
                "programme": row["programme"].lower(),
                "kind": kind if (kind := row["kind"]) in kinds else ThematicSession.Kind.OTHER,
                "theme_en": row["theme_en"],
                "audience": row["audience"],
                "attendance": row["attendance"],
                "source": row["source_title"],
            }
            for row in _read("ethics_officers/data/thematic_sessions.csv")
        ],
    )


def _load_templates() -> Tally:
    """Give each kind of document its template, unless somebody has written a version of it.

    Prose that comes anew with the product is the next version of what came before.
    """
    contents: dict[str, dict[str, dict[str, str]]] = {}
    for row in _read("reporting/data/templates.csv"):
        traditional = row["text_zh_hant"]
        texts = {
            "en": row["text_en"],
            "zh-hant": traditional,
            "zh-hans": simplify(traditional),
        }
        contents.setdefault(row["kind"], {})[row["field"]] = texts
    created = changed = 0
    for kind, content in contents.items():
        template, is_new = Template.objects.get_or_create(kind=kind)
        latest = template.versions.order_by("-number").first()
        if latest and (latest.written_by_id or latest.content == content):
            continue
        template.version = latest.number + 1 if latest else 1
        template.save(update_fields=["version"])
        template.versions.create(number=template.version, note="", content=content)
        created, changed = created + is_new, changed + (not is_new)
    return Tally(created=created, changed=changed, total=len(contents))


def _upsert(
    model: type[ModelType],
    key: tuple[str, ...],
    rows: Iterable[Row],
    only_when_new: Mapping[str, Any] | None = None,
) -> Tally:
    """Create the rows that are missing, and change those that differ, recognised by their key."""
    manager = model._default_manager
    existing = {
        tuple(getattr(instance, field) for field in key): instance for instance in manager.all()
    }
    new, changed, total = [], 0, 0
    for row in rows:
        total += 1
        instance = existing.get(tuple(row[field] for field in key))
        if instance is None:
            new.append(model(**row, **(only_when_new or {})))
        elif any(getattr(instance, field) != value for field, value in row.items()):
            for field, value in row.items():
                setattr(instance, field, value)
            instance.save()
            changed += 1
    manager.bulk_create(new)
    return Tally(created=len(new), changed=changed, total=total)


def _read(name: str) -> list[dict[str, str]]:
    with Path(settings.BASE_DIR, name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: Mapping[str, str], field: str) -> Row:
    """Give a name in three columns; where a file has no Simplified one, it is generated."""
    traditional = row.get(f"{field}_zh_hant", "") or row.get(f"{field}_zh", "")
    return {
        f"{field}_en": row[f"{field}_en"],
        f"{field}_zh_hant": traditional,
        f"{field}_zh_hans": row.get(f"{field}_zh_hans", "") or simplify(traditional),
    }


def _number(text: str) -> int | None:
    return int(text) if text else None


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _held_on(text: str) -> Row:
    """Give the day a session was held; the first stands in where only the month is known."""
    day_known = text.count("-") == 2
    return {"held_on": _date(text if day_known else f"{text}-01"), "day_known": day_known}
