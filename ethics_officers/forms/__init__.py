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
from ethics_officers.forms.bulk_designations import (
    DesignationsConfirmationForm,
)
from ethics_officers.forms.designations import (
    CANDIDATES_SHOWN,
    ContactForm,
    DesignationEndForm,
    DesignationForm,
    PhoneField,
)
from ethics_officers.forms.item_sessions import (
    PublicationLinkForm,
    SessionLinkForm,
)
from ethics_officers.forms.network import (
    AnswerForm,
    BoardQuestionForm,
    SharedFileForm,
    SubscriptionForm,
)
from ethics_officers.forms.plans import (
    ClosingForm,
    ExplanationForm,
    ItemForm,
    PaperEndorsementForm,
    PlanCommentForm,
    PlanReturnForm,
    PlanStartForm,
    PriorityForm,
    ReasonForm,
)
from ethics_officers.forms.questionnaires import (
    DueDateForm,
    QuestionForm,
    QuestionnaireForm,
)
from ethics_officers.forms.returns import (
    FootnoteForm,
    ReopeningForm,
    ReturnForm,
    SigningForm,
    return_form,
)
from ethics_officers.forms.strategies import (
    StrategyDocumentForm,
    StrategyForm,
    StrategyPaperForm,
    StrategyPeriodForm,
    StrategyReturnForm,
    rows_rearranged,
)
from ethics_officers.forms.talk_requests import (
    TalkAcceptForm,
    TalkAnswerForm,
    TalkDeclineForm,
    TalkRequestForm,
    values_of_item,
    values_of_request,
    values_of_talk,
)
from ethics_officers.forms.thematic_sessions import (
    MarkingForm,
    ThematicForm,
)

__all__ = [
    "CANDIDATES_SHOWN",
    "AnswerForm",
    "BoardQuestionForm",
    "ClosingForm",
    "CommentForm",
    "ContactForm",
    "DesignationEndForm",
    "DesignationForm",
    "DesignationsConfirmationForm",
    "DueDateForm",
    "EditForm",
    "EntryForm",
    "ExplanationForm",
    "FootnoteForm",
    "ItemForm",
    "LogForm",
    "MarkingForm",
    "PaperEndorsementForm",
    "PhoneField",
    "PlanCommentForm",
    "PlanReturnForm",
    "PlanStartForm",
    "PriorityForm",
    "PublicationLinkForm",
    "QuestionForm",
    "QuestionnaireForm",
    "ReasonForm",
    "ReopeningForm",
    "ReturnForm",
    "SessionLinkForm",
    "SharedFileForm",
    "SharingForm",
    "SigningForm",
    "StrategyDocumentForm",
    "StrategyForm",
    "StrategyPaperForm",
    "StrategyPeriodForm",
    "StrategyReturnForm",
    "SubscriptionForm",
    "TalkAcceptForm",
    "TalkAnswerForm",
    "TalkDeclineForm",
    "TalkRequestForm",
    "ThematicForm",
    "WithdrawalForm",
    "return_form",
    "rows_rearranged",
    "told_of",
    "values_of_item",
    "values_of_request",
    "values_of_talk",
]
