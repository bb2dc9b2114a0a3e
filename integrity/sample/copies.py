"""The sample's printed copies: kept, ordered, allotted while short, sent, and photographed."""

import datetime as dt
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from core.days import day_of
from integrity.sample.data.cast import CAST, Part
from people.models import Department, RoleAssignment, User
from people.roles import Role
from publications.actions import copies, stock
from publications.models import CopyOrder, Edition, Publication, Stock

# Of the library's booklets: language, copies at first, limit of a department, warning below.
_KEPT = (
    ("en", 1200, 300, 200),
    ("zh-hant", 260, 150, 100),
    ("en", 90, 100, 100),
    ("en", 500, 200, 50),
)
_ASKED = (60, 120, 80, 100, 40)
_PLACES = ("Notice board, staff canteen, 5/F", "Report room, beside the duty counter")


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Keep copies of a few booklets and let departments order them, unless any are kept."""
    if Stock.objects.exists():
        return
    staff = User.objects.get(email=_of(Role.PROGRAMME_STAFF).email)
    kept = [_keep(number, staff, now) for number in range(len(_KEPT))]
    orderers = _orderers(now)
    # Plenty: all allotted, most sent, some received and photographed.
    for number, (department, by) in enumerate(orderers):
        order = _order(kept[0], department, by, _ASKED[number % len(_ASKED)], now)
        stock.allot_copies(stock_id=kept[0].pk, shares={order.pk: order.copies}, by=staff, now=now)
        if number < len(orderers) - 1:
            stock.send_copies(order_id=order.pk, by=staff, now=now)
        if number < len(_PLACES):
            copies.confirm_receipt(order_id=order.pk, by=by, now=now)
            _photograph(order, by, number, now)
    # Short: these wait for staff to share out what there is.
    for number, (department, by) in enumerate(orderers):
        _order(kept[1], department, by, _ASKED[-number], now)


def _of(role: Role) -> Part:
    return next(part for part in CAST if part.role == role)


def _keep(number: int, by: User, now: dt.datetime) -> Stock:
    language, copies_on_hand, limit, low = _KEPT[number]
    booklets = Publication.objects.filter(kind=Publication.Kind.BOOKLET).exclude(title_en="")
    published = Edition.objects.published(now).filter(publication__in=booklets)
    edition = published.order_by("publication__title_en", "-number")[number // 2]
    return stock.keep_stock(
        edition=edition,
        language=("zh-hant" if number % 2 else language),
        terms=stock.StockTerms(limit_per_department=limit, low_limit=low),
        copies=copies_on_hand,
        by=by,
        now=now,
    )


def _orderers(now: dt.datetime) -> list[tuple[Department, User]]:
    """The co-ordinator of the cast, then those of a few other departments."""
    own = _of(Role.TRAINING_COORDINATOR)
    held = (
        RoleAssignment.objects.current(day_of(now))
        .filter(role=Role.TRAINING_COORDINATOR)
        .select_related("department", "user")
        .order_by("department__code", "pk")
    )
    by_department: dict[str, tuple[Department, User]] = {}
    for each in sorted(held, key=lambda each: each.user.email != own.email):
        if each.department:
            by_department.setdefault(each.department.code, (each.department, each.user))
    return list(by_department.values())[: len(_ASKED)]


def _order(
    item: Stock, department: Department, by: User, number: int, now: dt.datetime
) -> CopyOrder:
    wish = copies.CopyWish(
        department=department,
        copies=number,
        contact="Training Section",
        telephone="2000 0000",
        address="Training Section, 3/F, Headquarters Building",
    )
    return copies.order_copies(stock_id=item.pk, wish=wish, by=by, now=now)


def _photograph(order: CopyOrder, by: User, number: int, now: dt.datetime) -> None:
    copies.show_where_posted(
        order_id=order.pk,
        upload=SimpleUploadedFile(f"board-{number}.jpg", _board(number), "image/jpeg"),
        place=_PLACES[number],
        posted_on=day_of(now),
        by=by,
        now=now,
    )


def _board(number: int) -> bytes:
    """A notice board with sheets of paper on it, drawn."""
    picture = Image.new("RGB", (800, 600), ("#b98d5b", "#8a9a8f")[number % 2])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((10, 10, 789, 589), outline="#5c4326", width=16)
    for column, colour in enumerate(("#0b6b5d", "#f7f8f7", "#f7f8f7")):
        left = 70 + column * 240
        top = 90 + 40 * ((column + number) % 3)
        pen.rectangle((left, top, left + 190, top + 280), fill=colour, outline="#14232e")
        for line in range(5):
            height = top + 60 + line * 40
            pen.line((left + 25, height, left + 165, height), fill="#8b98a2", width=8)
    written = BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()
