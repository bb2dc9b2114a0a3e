"""The words that are on each page of a paper, in its language."""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reporting.rendering.paper import Paper


def footer(paper: Paper) -> str:
    """Give the line at the foot: who issues it, and the moment it was made."""
    with translation.override(paper.language):
        made = date_format(localtime(paper.made_at), "DATETIME_FORMAT")
        return _("%(author)s, made on %(day)s") % {"author": paper.author, "day": made}


def page_of(paper: Paper) -> str:
    """Give the words of a page's number, with {page} and {pages} where the numbers stand."""
    with translation.override(paper.language):
        return _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"}
