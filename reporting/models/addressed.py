"""What is kept of the address of a list."""

from django.db import models

from reporting.addresses import Address


class Addressed(models.Model):
    """Leads to a list: the name of its view, what that is told, and its filters and order."""

    view = models.CharField(max_length=120)
    kwargs = models.JSONField(default=dict, blank=True)
    query = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def address(self) -> Address:
        return Address(self.view, self.kwargs, self.query)
