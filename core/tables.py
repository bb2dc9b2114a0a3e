"""What lists that are tables share."""

from typing import Any

from django.http import HttpRequest
from django_tables2 import RequestConfig, Table

from core.paging import ListPaginator


def show(table: Table, request: HttpRequest, *, rows: int) -> None:
    """Sort and page a table as the address says. How many rows a page has, it can't say."""

    def paginator(found: Any, per_page: int, **options: Any) -> ListPaginator:
        # `per_page` may come from the address: a whole table on one page would stop the server.
        return ListPaginator(found, rows, **options)

    RequestConfig(request, paginate={"paginator_class": paginator}).configure(table)
