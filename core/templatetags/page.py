"""Small things every page uses. Available in all templates without `load`."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, cast

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.forms import BoundField, ChoiceField
from django.template.loader import get_template, render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core import lists, translated
from core.translated import LocalText

register = template.Library()


@cache
def _svg(name: str) -> str:
    path = finders.find(f"vendor/bootstrap-icons/{name}.svg")
    if path is None:
        raise template.TemplateSyntaxError(f"There is no icon called {name}.")
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 (finders give a plain string)
        svg = " ".join(file.read().split())
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of Bootstrap's, drawn in the page; it says nothing that the words beside it don't."""
    return mark_safe(_svg(name))  # a file of our own, by name


@register.simple_tag
def largest_files() -> dict[str, int]:
    """How many bytes a file of each kind may have."""
    return dict(settings.LARGEST_FILES)


@register.simple_tag
def remembered(template_name: str, **values: Any) -> SafeString:
    """Draw a component, or give it as it was drawn from the same values in the same language.

    `{% remembered "components/date_block.html" date=session.starts_at %}`, where a page shows many
    that hardly ever change. The component sees these values alone: no request, no user, no token.
    They are compared by value, so they must not change themselves: numbers, texts, times, frozen
    dataclasses of such. What is remembered can't be out of date, then, nor somebody else's.
    """
    return _drawn(template_name, get_language(), tuple(values.items()))


@lru_cache(maxsize=4096)
def _drawn(
    template_name: str, language: str | None, values: tuple[tuple[str, Any], ...]
) -> SafeString:
    return mark_safe(get_template(template_name).render(dict(values)))  # escaped by the template


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int, name: str, at: str) -> str:
    """Where another page of a list is: this address, with another number."""
    query = context["request"].GET.copy()
    query[name or "page"] = number
    return f"?{query.urlencode()}" + (f"#{at}" if at else "")


@register.filter
def options(field: BoundField) -> tuple[tuple[str, str], ...]:
    """What a drop-down list offers, in the reader's words, to be given to `remembered`."""
    choices: Any = cast(ChoiceField, field.field).choices
    return tuple((str(value), str(label)) for value, label in choices)


@register.filter
def chosen(field: BoundField) -> str:
    """Which of its options a drop-down list shows."""
    value = field.value()
    return "" if value is None else str(value)


@register.filter
def in_language(text: Any) -> Any:
    """Mark a text that stands in for a missing one with its own language."""
    if isinstance(text, LocalText) and text.is_fallback:
        return format_html('<span lang="{}">{}</span>', text.language, text)
    return text


@register.filter
def listed(things: Iterable[Any]) -> str:
    """Put things in a row as the language does: `{{ row.levels|listed }}`."""
    return lists.listed(things)


@register.filter
def detailed(thing: Any, detail: Any) -> str:
    """Put what is said of a thing after it as the language does: `{{ name|detailed:days }}`."""
    return lists.detailed(thing, detail)


@register.simple_tag
def counterpart(thing: Any, field: str) -> SafeString | str:
    """The same text for readers of the other script, to be shown beneath."""
    text = translated.counterpart(thing, field)
    return format_html('<span lang="{}">{}</span>', text.language, text) if text else ""


@register.simple_block_tag
def capture(content: SafeString) -> SafeString:
    """Keep a piece of a page under a name: `{% capture as title %}…{% endcapture %}`."""
    return mark_safe(content.strip())  # rendered, and so escaped, by the template itself


@register.simple_block_tag
def card(
    content: SafeString, title: Any = "", aside: Any = "", flush: bool = False, label: Any = ""
) -> SafeString:
    """A white box around a part of the page: see components/card.html."""
    return render_to_string(
        "components/card.html",
        {"body": content, "title": title, "aside": aside, "flush": flush, "label": label},
    )


@register.simple_block_tag
def chart(
    content: SafeString, title: Any, kind: str = "bar", table: str = "", most: int = 0
) -> SafeString:
    """A chart and the table it is drawn from: see components/chart.html."""
    return render_to_string(
        "components/chart.html",
        {"body": content, "title": title, "kind": kind, "table": table, "most": most},
    )
