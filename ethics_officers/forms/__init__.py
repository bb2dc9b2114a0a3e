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
from ethics_officers.forms.questionnaires import DueDateForm, QuestionForm, QuestionnaireForm
from ethics_officers.forms.returns import (
    FootnoteForm,
    ReopeningForm,
    ReturnForm,
    SigningForm,
    return_form,
)

__all__ = [
    "CANDIDATES_SHOWN",
    "CommentForm",
    "DesignationEndForm",
    "DesignationForm",
    "DueDateForm",
    "EditForm",
    "EntryForm",
    "FootnoteForm",
    "LogForm",
    "QuestionForm",
    "QuestionnaireForm",
    "ReopeningForm",
    "ReturnForm",
    "SharingForm",
    "SigningForm",
    "WithdrawalForm",
    "return_form",
    "told_of",
]
