"""What is done in the library: one action, one transaction."""

from publications.actions.editions import (
    EditionFacts,
    begin_edition,
    change_edition,
    discard_edition,
    reopen_edition,
)
from publications.actions.links import (
    fetch_outsider_file,
    make_outsider_link,
    open_outsider_link,
    revoke_outsider_link,
)
from publications.actions.publications import (
    PublicationFacts,
    archive_publication,
    change_publication,
    create_publication,
    delete_publication,
    restore_publication,
)
from publications.actions.publishing import (
    bring_up_to_date,
    change_expiry,
    publish_edition,
    take_off_the_schedule,
    withdraw_edition,
)
from publications.actions.reminders import (
    plan_library_reminders,
)
from publications.actions.renditions import (
    RENDITION_KINDS,
    RenditionFacts,
    add_rendition,
    change_alternative_text,
    exempt_rendition,
    keep_rendition_file,
    remove_rendition,
)
from publications.actions.reviews import (
    answer_review,
    ask_for_review,
    recall_review,
)

__all__ = [
    "RENDITION_KINDS",
    "EditionFacts",
    "PublicationFacts",
    "RenditionFacts",
    "add_rendition",
    "answer_review",
    "archive_publication",
    "ask_for_review",
    "begin_edition",
    "bring_up_to_date",
    "change_alternative_text",
    "change_edition",
    "change_expiry",
    "change_publication",
    "create_publication",
    "delete_publication",
    "discard_edition",
    "exempt_rendition",
    "fetch_outsider_file",
    "keep_rendition_file",
    "make_outsider_link",
    "open_outsider_link",
    "plan_library_reminders",
    "publish_edition",
    "recall_review",
    "remove_rendition",
    "reopen_edition",
    "restore_publication",
    "revoke_outsider_link",
    "take_off_the_schedule",
    "withdraw_edition",
]
