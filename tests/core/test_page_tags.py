"""What every template may use."""

import datetime as dt

from django.template import Context, Template
from django.utils import translation

from tests.clock import at

REMEMBERED = Template(
    '{% remembered "components/seats.html" taken=taken free=free capacity=10 waiting=0 %}'
)
DRAWN = Template(
    '{% include "components/seats.html" with taken=taken free=free capacity=10 waiting=0 only %}'
)


def test_what_is_remembered_is_what_would_be_drawn():
    for language in ("en", "zh-hant", "en"):
        for taken in (3, 4, 3):
            values = {"taken": taken, "free": 10 - taken}
            with translation.override(language):
                assert REMEMBERED.render(Context(values)) == DRAWN.render(Context(values))


def test_what_is_remembered_sees_nothing_but_its_values():
    page = Template('{% remembered "components/date_block.html" date=day %}')
    days = [at("2026-12-01"), at("2026-12-02") + dt.timedelta(hours=1)]

    drawn = [page.render(Context({"day": day, "date": "another", "user": "me"})) for day in days]

    assert [f'datetime="2026-12-0{number}"' in text for number, text in enumerate(drawn, 1)] == [
        True,
        True,
    ]
