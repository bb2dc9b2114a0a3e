"""What people do about Ethics Officers and their work. Each is one transaction."""

from ethics_officers.actions.activities import (
    EVIDENCE_KINDS,
    Attachment,
    add_evidence,
    edit_activity,
    keep_evidence_file,
    log_activity,
    remove_evidence,
    withdraw_activity,
)
from ethics_officers.actions.designations import designate, end_designation
from ethics_officers.actions.good_practice import (
    comment_on_good_practice,
    share_activity,
    unshare_activity,
)
from ethics_officers.actions.questionnaires import (
    change_due_date,
    create_questionnaire,
    move_question,
    publish_questionnaire,
    remove_question,
    save_question,
)
from ethics_officers.actions.return_reminders import plan_return_reminders
from ethics_officers.actions.returns import (
    Given,
    add_footnote,
    file_return,
    reopen_return,
    save_return,
)

__all__ = [
    "EVIDENCE_KINDS",
    "Attachment",
    "Given",
    "add_evidence",
    "add_footnote",
    "change_due_date",
    "comment_on_good_practice",
    "create_questionnaire",
    "designate",
    "edit_activity",
    "end_designation",
    "file_return",
    "keep_evidence_file",
    "log_activity",
    "move_question",
    "plan_return_reminders",
    "publish_questionnaire",
    "remove_evidence",
    "remove_question",
    "reopen_return",
    "save_question",
    "save_return",
    "share_activity",
    "unshare_activity",
    "withdraw_activity",
]
