"""Small things every page uses. Available in all templates without `load`."""

from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core import translated
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


@register.filter
def in_language(text: Any) -> Any:
    """Mark a text that stands in for a missing one with its own language."""
    if isinstance(text, LocalText) and text.is_fallback:
        return format_html('<span lang="{}">{}</span>', text.language, text)
    return text


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
