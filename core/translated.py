"""Text kept in three columns (`_en`, `_zh_hant`, `_zh_hans`) and read in the reader's language."""

from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("en", "zh-hant", "zh-hans")

# What a reader of this language is shown, best first.
_PREFERENCE = {
    "en": ("en", "zh-hant", "zh-hans"),
    "zh-hant": ("zh-hant", "zh-hans", "en"),
    "zh-hans": ("zh-hans", "zh-hant", "en"),
}


class LocalText(str):
    """A text that knows its language and whether it stands in for a missing one."""

    __slots__ = ("is_fallback", "language")

    language: str
    is_fallback: bool

    def __new__(cls, text: str, language: str, *, is_fallback: bool) -> "LocalText":
        self = super().__new__(cls, text)
        self.language = language
        self.is_fallback = is_fallback
        return self


def column(field: str, language: str) -> str:
    """Give the name of the column that holds a field in a language."""
    return f"{field}_{language.replace('-', '_')}"


def current_language() -> str:
    """Give the active interface language as one of LANGUAGES."""
    language = get_language() or "en"
    return language if language in _PREFERENCE else "en"


def languages_for(wanted: str) -> tuple[str, ...]:
    """Give LANGUAGES in the order in which a reader of the wanted one would take them."""
    return _PREFERENCE[wanted]


class Translated:
    """Reads a field in the active language, or in the best other one there is.

    `title = Translated()` beside `title_en`, `title_zh_hant` and `title_zh_hans` makes
    `thing.title` a LocalText. `other_language` gives the counterpart shown beneath it.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.field = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        return read(instance, self.field, current_language())


def read(instance: Any, field: str, wanted: str) -> LocalText:
    """Give the text of a field in the wanted language, or in the best other one there is."""
    for language in _PREFERENCE[wanted]:
        if text := getattr(instance, column(field, language)):
            return LocalText(text, language, is_fallback=language != wanted)
    return LocalText("", wanted, is_fallback=False)


def counterpart(instance: Any, field: str) -> LocalText | None:
    """Give the text for readers of the other script: Chinese beneath English, and the reverse."""
    shown = read(instance, field, current_language())
    wanted = "zh-hant" if shown.language == "en" else "en"
    text = getattr(instance, column(field, wanted))
    return LocalText(text, wanted, is_fallback=False) if text else None
