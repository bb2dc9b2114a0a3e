"""Traditional and Simplified Chinese, as Hong Kong writes them."""

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("hk2s")


def simplify(text: str) -> str:
    """Give Hong Kong Traditional Chinese in Simplified characters; other text is unchanged."""
    return _converter().convert(text) if text else ""


def simplified(traditional: str, given: str, *, before: str) -> str:
    """Give the Simplified text to keep beside a Traditional one.

    What was given is a correction and stands, unless it is merely what was made from the
    Traditional text as it was before.
    """
    return simplify(traditional) if given in {"", simplify(before)} else given


def fold(text: str) -> str:
    """Give text in the one form that searches compare.

    Width, case and the Traditional or Simplified form of a character make no difference to it.
    """
    return simplify(unicodedata.normalize("NFKC", text).casefold())
