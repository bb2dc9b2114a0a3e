"""The columns of the strategies of all departments as a file."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels
from ethics_officers.models import StrategyVersion


def strategy_columns() -> list[Column]:
    return [
        Column(_("Code"), "code", width=10),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        Column(_("First day"), "strategy_starts_on", width=12),
        Column(_("Last day"), "strategy_ends_on", _day_before, width=12),
        Column(_("Version"), "version_number", width=10),
        Column(_("State"), "version_status", labels(StrategyVersion.Status.choices), width=24),
        Column(_("Endorsed on"), "version_endorsed_on", width=12),
        Column(_("Endorsed by"), "version_endorser", width=24),
    ]


def _day_before(day: dt.date | None) -> dt.date | None:
    return day - dt.timedelta(days=1) if day else None
