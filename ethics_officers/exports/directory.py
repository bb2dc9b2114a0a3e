"""The columns of the directory as a file."""

from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels
from ethics_officers.models import Designation


def directory_columns() -> list[Column]:
    """Of designations read for the directory."""
    return [
        Column(_("Code"), "department__code", width=10),
        *bilingual(_("Department"), en="department__name_en", zh="department__name_zh_hant"),
        *bilingual(_("Officer"), en="person__name_en", zh="person__name_zh", width=24),
        Column(_("Capacity"), "capacity", labels(Designation.Capacity.choices), width=24),
        Column(_("Post"), "post", width=36),
        Column(_("Telephone"), "phone", width=16),
        Column(_("E-mail"), "contact_email", width=36),
        Column(_("Since"), "starts_on", width=12),
    ]
