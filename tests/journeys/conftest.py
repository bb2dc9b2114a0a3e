"""A browser for journeys, at desktop and phone width, in English and in Traditional Chinese."""

from dataclasses import dataclass

import pytest
from django.utils import translation
from django.utils.translation import gettext, pgettext

from tests.browser import LAUNCH, Browser


@dataclass(frozen=True)
class Reader:
    """How somebody reads the pages."""

    language: str
    width: int
    height: int

    def choose(self, english: str, chinese: str) -> str:
        """Which of two texts this reader is shown."""
        return english if self.language == "en" else chinese

    def words(self, message: str, context: str = "") -> str:
        """What a message of the interface says in this language."""
        with translation.override(self.language):
            return pgettext(context, message) if context else gettext(message)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return LAUNCH


@pytest.fixture(
    params=[Reader("en", 1280, 900), Reader("zh-hant", 390, 844)], ids=["en-desktop", "zh-phone"]
)
def reader(request):
    return request.param


@pytest.fixture
def browser_context_args(reader):
    return {
        "viewport": {"width": reader.width, "height": reader.height},
        "locale": {"en": "en-GB", "zh-hant": "zh-HK"}[reader.language],
        "timezone_id": "Asia/Hong_Kong",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def visitor(page, live_server):
    """A browser whose faults, if it met any, fail the test at its end."""
    page.set_default_timeout(15_000)
    browser = Browser(page, live_server.url)
    yield browser
    assert browser.faults == []
