"""Expecting that the database refuses."""

from django.db import IntegrityError, transaction


class refused_by:  # noqa: N801 (reads as a phrase)
    """Expects that the database refuses, by the constraint of this name."""

    def __init__(self, constraint):
        self.constraint = constraint

    def __enter__(self):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def __exit__(self, *error):
        self.savepoint.__exit__(*error)
        assert error[0] is not None, f"{self.constraint} let it pass"
        assert issubclass(error[0], IntegrityError)
        assert f'"{self.constraint}"' in str(error[1])
        return True
