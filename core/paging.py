"""Pages of lists."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.utils.functional import cached_property

# To skip rows PostgreSQL has to read them, so that a page of a million is not for leafing.
ROWS_WITHIN_REACH = 10_000

_DIGITS_OF_A_PAGE = 9


class ListPaginator(Paginator):
    """Leads as far as one can leaf; whoever looks for what is behind narrows the list, or exports.

    components/out_of_reach.html says so.
    """

    @cached_property
    def num_pages(self) -> int:
        within_reach = max(ROWS_WITHIN_REACH // self.per_page, 1)
        return min(super().num_pages, within_reach)

    @property
    def is_cut(self) -> bool:
        """Whether there are rows that no page shows."""
        return self.count > self.num_pages * self.per_page

    @property
    def reach(self) -> int:
        """How many rows the pages show."""
        return min(self.count, self.num_pages * self.per_page)


def counted_page(rows: QuerySet[Any], number: Any, *, size: int) -> Page:
    """Give a page of a short list, and how many there are in all, by one statement.

    Of a long list the count alone is faster: here PostgreSQL reads all of it to the end.
    """
    paginator = ListPaginator(rows, size)
    text = str(number)
    asked = int(text) if text.isdecimal() and len(text) <= _DIGITS_OF_A_PAGE else 1
    if not 1 <= asked <= ROWS_WITHIN_REACH // size:
        return paginator.get_page(number)
    counted = rows.annotate(found_in_all=Window(Count("*")))
    found = list(counted[(asked - 1) * size : asked * size])
    if not found:  # There are none, or not so many pages: then it is the last one.
        return paginator.get_page(number)
    paginator.count = found[0].found_in_all
    return Page(found, asked, paginator)
