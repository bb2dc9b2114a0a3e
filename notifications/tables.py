"""Tables of the staff's lists."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from notifications import emails
from notifications.models import Message


class MessageTable(tables.Table):
    created_at = tables.DateTimeColumn(
        verbose_name=_("Written"), short=True, attrs={"td": {"class": "nowrap"}}
    )
    kind = tables.Column(
        verbose_name=_("Kind"),
        orderable=False,
        linkify=("notifications:message-detail", {"message_id": tables.A("pk")}),
    )
    recipient = tables.TemplateColumn(
        verbose_name=_("Recipient"),
        template_name="notifications/components/recipient_cell.html",
        orderable=False,
    )
    status = tables.TemplateColumn(
        verbose_name=_("Status"),
        template_name="notifications/components/status_cell.html",
        orderable=False,
    )
    reason = tables.TemplateColumn(
        verbose_name=_("Why"),
        template_name="notifications/components/reason_cell.html",
        orderable=False,
    )

    class Meta:
        model = Message
        fields = ("created_at", "kind", "recipient", "status", "reason")
        order_by = ("-created_at",)
        attrs = {"aria-label": _("Messages")}
        empty_text = _("No message matches. Change the filters to see others.")

    def render_kind(self, value: str) -> str:
        """What staff call it; a kind of an earlier release is shown by its name."""
        return str(emails.KINDS[value].label) if value in emails.KINDS else value
