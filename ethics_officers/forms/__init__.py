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
from ethics_officers.forms.plans import (
    ClosingForm,
    ExplanationForm,
    ItemForm,
    PaperEndorsementForm,
    PlanCommentForm,
    PlanStartForm,
    PriorityForm,
    ReasonForm,
    ReturnForm,
)

__all__ = [
    "CANDIDATES_SHOWN",
    "ClosingForm",
    "CommentForm",
    "DesignationEndForm",
    "DesignationForm",
    "EditForm",
    "EntryForm",
    "ExplanationForm",
    "ItemForm",
    "LogForm",
    "PaperEndorsementForm",
    "PlanCommentForm",
    "PlanStartForm",
    "PriorityForm",
    "ReasonForm",
    "ReturnForm",
    "SharingForm",
    "WithdrawalForm",
    "told_of",
]
