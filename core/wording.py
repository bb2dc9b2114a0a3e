"""Words of Django that we say ourselves: its own Chinese is not that of Hong Kong.

Our catalogues come before its own, so it is enough that the messages are in them.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

WORDS_OF_DJANGO = (
    # Between the parts of a time and of a list.
    gettext_noop(", "),
    ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
)
