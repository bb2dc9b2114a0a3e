"""What views that show a page share."""

import pytest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from core.pages import page_or_part, posted


def _asked(**headers: str):
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)
    return request


def test_posted_gives_what_was_sent_even_if_it_is_empty():
    assert posted(RequestFactory().post("/", {"reason": "ill"})).dict() == {"reason": "ill"}
    assert posted(RequestFactory().post("/")).dict() == {}


def test_posted_gives_nothing_of_a_page_that_is_only_looked_at():
    assert posted(RequestFactory().get("/", {"reason": "ill"})) is None


@pytest.mark.parametrize(
    ("headers", "named"),
    [
        ({}, "training/schedule.html"),
        ({"hx-request": "true"}, "training/schedule.html#results"),
        ({"hx-request": "true", "hx-boosted": "true"}, "training/schedule.html"),
    ],
)
def test_page_or_part_names_the_part_only_where_htmx_asks_for_it(headers, named):
    assert page_or_part(_asked(**headers), "training/schedule.html") == named


def test_page_or_part_names_another_part_where_a_page_has_one():
    asked = _asked(**{"hx-request": "true"})

    assert page_or_part(asked, "training/series.html", "days") == "training/series.html#days"
