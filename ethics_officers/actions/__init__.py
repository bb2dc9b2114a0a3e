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
from ethics_officers.actions.designations import (
    designate,
    end_designation,
)
from ethics_officers.actions.good_practice import (
    comment_on_good_practice,
    share_activity,
    unshare_activity,
)
from ethics_officers.actions.plan_items import (
    Every,
    ItemValues,
    add_item,
    change_item,
    close_item,
    drop_item,
    explain_item,
    reopen_item,
    values_of,
)
from ethics_officers.actions.plans import (
    comment_on_plan,
    endorse_plan,
    return_plan,
    settle_comment,
    start_plan,
    submit_plan,
    take_back_plan,
)
from ethics_officers.actions.priorities import (
    publish_priority,
    save_priority,
    withdraw_priority,
)

__all__ = [
    "EVIDENCE_KINDS",
    "Attachment",
    "Every",
    "ItemValues",
    "add_evidence",
    "add_item",
    "change_item",
    "close_item",
    "comment_on_good_practice",
    "comment_on_plan",
    "designate",
    "drop_item",
    "edit_activity",
    "end_designation",
    "endorse_plan",
    "explain_item",
    "keep_evidence_file",
    "log_activity",
    "publish_priority",
    "remove_evidence",
    "reopen_item",
    "return_plan",
    "save_priority",
    "settle_comment",
    "share_activity",
    "start_plan",
    "submit_plan",
    "take_back_plan",
    "unshare_activity",
    "values_of",
    "withdraw_activity",
    "withdraw_priority",
]
