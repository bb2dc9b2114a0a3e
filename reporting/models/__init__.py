"""Tables of reports."""

from reporting.models.coverage import (
    ALL,
    ANY,
    Attended,
    Basis,
    Changed,
    CoverageCount,
    KeptPeriod,
    Served,
    Taught,
)
from reporting.models.documents import Document, DocumentText
from reporting.models.exports import ListExport
from reporting.models.fields import FIELDS, Field, Kind
from reporting.models.freezes import Freeze, FrozenFigure
from reporting.models.saved import SavedReport
from reporting.models.templates import Template, TemplateVersion

__all__ = [
    "ALL",
    "ANY",
    "FIELDS",
    "Attended",
    "Basis",
    "Changed",
    "CoverageCount",
    "Document",
    "DocumentText",
    "Field",
    "Freeze",
    "FrozenFigure",
    "KeptPeriod",
    "Kind",
    "ListExport",
    "SavedReport",
    "Served",
    "Taught",
    "Template",
    "TemplateVersion",
]
