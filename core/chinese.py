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


def fold(text: str) -> str:
    """Give text in the one form that searches compare.

    Width, case and the Traditional or Simplified form of a character make no difference to it.
    """
    return simplify(unicodedata.normalize("NFKC", text).casefold())
