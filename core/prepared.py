"""Queries that run so often that working out their SQL costs more than running it.

    _ACCOUNT = Prepared(lambda: User.objects.filter(pk=Given("user", BigIntegerField())))
    user = _ACCOUNT.rows(user=7)

Django builds and compiles such a query once in each process; afterwards only the values change.
"""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from typing import Any

from django.db import connections
from django.db.models import BooleanField, Expression, Field, QuerySet
from django.db.models.expressions import RawSQL


class Given(Expression):
    """A value that comes when a prepared query runs. It stands wherever a value may."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class _Exists(Expression):
    """SQL that Django has worked out, with values and expressions in its places."""

    output_field = BooleanField()

    def __init__(self, sql: str, values: list[Any]) -> None:
        super().__init__()
        self.sql = sql
        self.values = values

    def get_source_expressions(self) -> list[Any]:
        return [value for value in self.values if hasattr(value, "resolve_expression")]

    def set_source_expressions(self, exprs: Any) -> None:
        resolved = iter(exprs)
        self.values = [
            next(resolved) if hasattr(value, "resolve_expression") else value
            for value in self.values
        ]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        places, params = [], []
        for value in self.values:
            if hasattr(value, "resolve_expression"):
                place, inner = compiler.compile(value)
                params.extend(inner)
            else:
                place = "%s"
                params.append(value)
            places.append(place)
        return f"EXISTS({self.sql % tuple(places)})", params


class Prepared:
    """A query of models, worked out once, without what is fetched beside them."""

    def __init__(self, build: Callable[[], QuerySet[Any]]) -> None:
        self._build = build

    def rows(self, **values: Any) -> list[Any]:
        """Run it with these values."""
        queryset, compiler, sql, params = self._worked_out
        asked = _with(values, params)
        # Threads share what is worked out, not the connection.
        own = copy(compiler)
        own.connection = connections[queryset.db]
        own.as_sql = lambda: (sql, asked)
        run: Any = queryset.all()
        run.query.get_compiler = lambda **_: own
        return list(run)

    def subquery(self, **values: Any) -> RawSQL:
        """Give it as a part of another query, such as `pk__in=…`, with these values."""
        _, _, sql, params = self._worked_out
        return RawSQL(sql, _with(values, params))  # noqa: S611 (the SQL is of Django's making)

    def exists(self, **values: Any) -> "Expression":
        """Give, as a condition in another query, whether there is such a row.

        A value may be a field of that query, `F("audience")`: then PostgreSQL looks for each of
        its rows, or once for all, as is cheaper. That field is to be of another table than those
        the prepared query reads.
        """
        _, _, sql, params = self._worked_out
        return _Exists(sql, _with(values, params))

    @cached_property
    def _worked_out(self) -> tuple[QuerySet[Any], Any, str, list[Any]]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        return queryset, compiler, sql, list(params)


def _with(values: dict[str, Any], params: list[Any]) -> list[Any]:
    return [values[param.name] if isinstance(param, Given) else param for param in params]
