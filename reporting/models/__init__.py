"""Tables of reports."""

from reporting.models.documents import Document, DocumentText
from reporting.models.exports import ListExport
from reporting.models.fields import FIELDS, Field, Kind
from reporting.models.freezes import Freeze, FrozenFigure
from reporting.models.saved import SavedReport
from reporting.models.templates import Template, TemplateVersion

__all__ = [
    "FIELDS",
    "Document",
    "DocumentText",
    "Field",
    "Freeze",
    "FrozenFigure",
    "Kind",
    "ListExport",
    "SavedReport",
    "Template",
    "TemplateVersion",
]
