"""Finding publications by words, and what the library shows of each."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import JSONObject, RowNumber

from core.chinese import fold
from core.translated import current_language, languages_for
from people.models import Person, User
from people.roles import Permission
from publications.models import (
    Concordance,
    Edition,
    Passage,
    Publication,
    PublicationTopic,
    Recipient,
    Rendition,
    Topic,
)
from publications.models.publications import PublicationQuerySet, is_published
from publications.models.words import Word, Words, title_of
from publications.queries.excerpts import pattern_of, within_lines

PASSAGES_OF_A_PUBLICATION = 2


def editions_shown(user: User, now: dt.datetime) -> QuerySet[Edition]:
    """Give for each publication the edition at its address: the newest that is published.

    Of what has none, staff are shown the newest there is: `edition_shown`, of many at once.
    """
    if not user.has(Permission.VIEW_LIBRARY):
        published = Edition.objects.published(now)
        return published.order_by("publication_id", "-number").distinct("publication_id")
    stands = Case(When(is_published(now), then=1), default=0)
    every = Edition.objects.order_by("publication_id", stands.desc(), "-number")
    return every.distinct("publication_id")


def with_words(
    publications: PublicationQuerySet,
    words: Sequence[Word],
    *,
    topics: Iterable[Topic],
    user: User,
    now: dt.datetime,
) -> PublicationQuerySet:
    """Those in which each word stands somewhere: in its titles, in what is said of it, in the
    names of its topics, or in the text of the edition that this user is shown.
    """
    if not words:
        return publications.none()
    topics = list(topics)
    editions = Edition.objects.filter(pk__in=editions_shown(user, now).values("pk"))
    for word in words:
        editions = editions.filter(_has(word, topics))
    return publications.filter(pk__in=editions.values("publication"))


def by_relevance(publications: PublicationQuerySet, words: Sequence[Word]) -> QuerySet[Any]:
    """Those with all words in their titles first, then in what is said of them, then the rest."""
    asked = " & ".join(word.as_query for word in words)
    titles = Publication.objects.alias(own=Words(title_of("search_text")))
    texts = Publication.objects.alias(own=Words("search_text"))
    return publications.annotate(
        relevance=Case(
            When(pk__in=titles.filter(own__has_words=asked).values("pk"), then=0),
            When(pk__in=texts.filter(own__has_words=asked).values("pk"), then=1),
            default=2,
        )
    ).order_by("relevance", F("year").desc(nulls_last=True), "title_en", "pk")


def to_read(person: Person | None) -> QuerySet[Recipient]:
    """What a person has been asked to read and has not read yet."""
    if person is None:
        return Recipient.objects.none()
    return Recipient.objects.asked_now().outstanding().filter(person=person)


def _has(word: Word, topics: Collection[Topic]) -> Q:
    concordances = Concordance.objects.having(word)
    texts = Publication.objects.alias(own=Words("search_text")).filter(own__has_words=word.as_query)
    if word.is_exact:
        editions: QuerySet[Any] = concordances.values("edition")
    else:
        # Its pairs may stand apart: look whether they do not, in the few that have all of them.
        passages = Passage.objects.filter(_stands(word), rendition=OuterRef("rendition"))
        editions = concordances.filter(Exists(passages)).values("edition")
        texts = texts.filter(_stands(word))
    found = Q(pk__in=editions) | Q(publication__in=texts.values("pk"))
    if named := [topic.pk for topic in topics if _is_named(topic, word)]:
        linked = PublicationTopic.objects.filter(topic__in=named)
        found |= Q(publication__in=linked.values("publication"))
    return found


def _stands(word: Word) -> Q:
    """The condition that a word is in a search text, of Chinese also over the end of a line.

    A Latin word is found within others, too: what finds it may need another look.
    """
    contains = Q(search_text__contains=word.text)
    if not word.is_chinese or len(word.text) == 1:
        return contains
    return contains | Q(search_text__regex=within_lines(word))


def _is_named(topic: Topic, word: Word) -> bool:
    names = fold(f"{topic.name_en} {topic.name_zh_hant} {topic.name_zh_hans}")
    return pattern_of([word]).search(names) is not None


@dataclass(frozen=True)
class Item:
    """A publication as the library shows it: with its edition and the renditions of that."""

    publication: Publication
    edition: Edition | None
    newest: Edition | None
    renditions: tuple[Rendition, ...]
    topics: tuple[Topic, ...]
    passages: tuple[Passage, ...]
    due_on: dt.date | None


def library_items(
    ids: Sequence[int],
    *,
    words: Sequence[Word],
    topics: Iterable[Topic],
    user: User,
    now: dt.datetime,
) -> list[Item]:
    """Give these publications in this order with all that the library shows, in three queries."""
    person = getattr(user, "person", None)
    editions = Edition.objects.filter(publication=OuterRef("pk")).order_by("-number")
    asked = to_read(person).filter(round__edition__publication=OuterRef("pk")).order_by()
    rows: Any = Publication.objects.filter(pk__in=ids).annotate(
        all_editions=ArraySubquery(
            editions.values(
                row=JSONObject(**{name: name for name in _EDITION_FIELDS}),
            )
        ),
        topic_ids=ArraySubquery(
            PublicationTopic.objects.filter(publication=OuterRef("pk")).values("topic")
        ),
        due_on=Subquery(
            asked.values("round__edition__publication").annotate(on=Min("due_on")).values("on")
        ),
    )
    found = {row.pk: row for row in rows}
    is_staff = user.has(Permission.VIEW_LIBRARY)
    shown = {pk: _editions(row, now, is_staff=is_staff) for pk, row in found.items()}
    edition_ids = [edition.pk for edition, _newest in shown.values() if edition]
    renditions = _renditions(edition_ids)
    passages = _passages(edition_ids, words)
    by_id = {topic.pk: topic for topic in topics}
    return [
        Item(
            publication=found[pk],
            edition=(edition := shown[pk][0]),
            newest=shown[pk][1],
            renditions=tuple(renditions.get(edition.pk, ()) if edition else ()),
            topics=tuple(topic for topic in by_id.values() if topic.pk in found[pk].topic_ids),
            passages=tuple(passages.get(edition.pk, ()) if edition else ()),
            due_on=found[pk].due_on,
        )
        for pk in ids
        if pk in found
    ]


_EDITION_FIELDS = ("id", "number", "status", "publish_at", "expires_at", "withdrawn_at")


def _editions(
    row: Any, now: dt.datetime, *, is_staff: bool
) -> tuple[Edition | None, Edition | None]:
    """Give the edition shown of a publication, and for staff the newest there is."""
    editions = [_edition(facts) for facts in row.all_editions]
    published = next((each for each in editions if each.is_published(now)), None)
    if not is_staff:
        return published, None
    newest = editions[0] if editions else None
    return published or newest, newest


def _edition(facts: dict[str, Any]) -> Edition:
    """Make an edition of what the database says in JSON, where instants are texts."""
    instants = {
        name: dt.datetime.fromisoformat(facts[name]) if facts[name] else None
        for name in ("publish_at", "expires_at", "withdrawn_at")
    }
    return Edition(id=facts["id"], number=facts["number"], status=facts["status"], **instants)


def _renditions(edition_ids: Collection[int]) -> dict[int, list[Rendition]]:
    """Give the renditions by edition, those in the reader's language first."""
    order = languages_for(current_language())
    found: dict[int, list[Rendition]] = {}
    rows = Rendition.objects.filter(edition__in=edition_ids).select_related("conversion")
    for rendition in sorted(rows.defer("text"), key=lambda each: order.index(each.language)):
        found.setdefault(rendition.edition_id, []).append(rendition)
    return found


def _passages(edition_ids: Collection[int], words: Sequence[Word]) -> dict[int, list[Passage]]:
    """Give the best passages by edition: of most words, in the reader's language, the first."""
    if not words:
        return {}
    number_of_words = sum(
        (Case(When(_stands(word), then=1), default=0) for word in words), Value(0)
    )
    rank = Case(
        *(
            When(language=language, then=at)
            for at, language in enumerate(languages_for(current_language()))
        ),
        output_field=IntegerField(),
    )
    best = (
        Passage.objects.filter(rendition__edition__in=edition_ids)
        .annotate(number_of_words=number_of_words)
        .filter(number_of_words__gt=0)
        .annotate(
            place=Window(
                RowNumber(),
                partition_by="rendition__edition",
                order_by=[
                    F("number_of_words").desc(),
                    rank.asc(),
                    "page",
                    "starts_at",
                    "pk",
                ],
            )
        )
        .filter(place__lte=PASSAGES_OF_A_PUBLICATION)
        .select_related("rendition")
        .defer("rendition__text")
        .order_by("place")
    )
    found: dict[int, list[Passage]] = {}
    for passage in best:
        found.setdefault(passage.rendition.edition_id, []).append(passage)
    return found
