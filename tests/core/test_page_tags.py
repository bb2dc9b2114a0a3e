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


def test_the_limits_said_are_those_of_the_settings(settings):
    page = Template('{% include "components/file_limits.html" only %}')
    kibibytes = {"image": 1024, "pdf": 3 * 1024, "document": 2 * 1024}
    settings.LARGEST_FILES = settings.LARGEST_FILES | kibibytes

    assert page.render(Context()).strip().replace("\xa0", " ") == (
        "Photographs up to 1.0 KB, PDF up to 3.0 KB, and Word, Excel or PowerPoint up to 2.0 KB"
        " each. Photographs lose the place and camera noted in them."
    )


def test_what_is_remembered_sees_nothing_but_its_values():
    page = Template('{% remembered "components/date_block.html" date=day %}')
    days = [at("2026-12-01"), at("2026-12-02") + dt.timedelta(hours=1)]

    drawn = [page.render(Context({"day": day, "date": "another", "user": "me"})) for day in days]

    assert [f'datetime="2026-12-0{number}"' in text for number, text in enumerate(drawn, 1)] == [
        True,
        True,
    ]
