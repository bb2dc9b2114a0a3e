"""Several things named in one sentence."""

import pytest
from django.template import engines
from django.utils.translation import gettext_lazy, override, pgettext

from core.lists import detailed, listed
from people.models import Level


def test_things_are_put_in_a_row_without_those_that_say_nothing():
    assert listed(["Senior", "", gettext_lazy("Topic"), 3]) == "Senior, Topic, 3"
    assert listed([]) == ""


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_what_is_between_them_is_of_the_language(language):
    with override(language):
        between = pgettext("between the things of a list", ", ")
        labels = [str(Level.JUNIOR.label), str(Level.SENIOR.label)]

        assert listed(labels) == between.join(labels)


def test_what_is_said_of_a_thing_follows_it_as_the_language_does():
    assert detailed("City Hall", "", gettext_lazy("Topic")) == "City Hall, Topic"
    with override("zh-hant"):
        assert detailed("大會堂", "中環") == "大會堂，中環"


def test_a_template_lists_and_escapes():
    template = engines["django"].from_string("{{ things|listed }}")

    assert template.render({"things": ["<b>", "R & D"]}) == "&lt;b&gt;, R &amp; D"
