"""Input about Ethics Officers and their work, turned into clean values. It saves nothing."""

from ethics_officers.forms.activities import (
    CommentForm,
    EditForm,
    EntryForm,
    LogForm,
    SharingForm,
    WithdrawalForm,
    told_of,
)
from ethics_officers.forms.designations import (
    CANDIDATES_SHOWN,
    DesignationEndForm,
    DesignationForm,
)

__all__ = [
    "CANDIDATES_SHOWN",
    "CommentForm",
    "DesignationEndForm",
    "DesignationForm",
    "EditForm",
    "EntryForm",
    "LogForm",
    "SharingForm",
    "WithdrawalForm",
    "told_of",
]
