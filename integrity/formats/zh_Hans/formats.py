"""How dates and numbers are written in Chinese in Hong Kong, whichever the script."""

from integrity.formats.zh_Hant.formats import *  # noqa: F403
