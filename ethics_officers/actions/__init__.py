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

__all__ = [
    "EVIDENCE_KINDS",
    "Attachment",
    "add_evidence",
    "comment_on_good_practice",
    "designate",
    "edit_activity",
    "end_designation",
    "keep_evidence_file",
    "log_activity",
    "remove_evidence",
    "share_activity",
    "unshare_activity",
    "withdraw_activity",
]
