"""Whether things of the library are in a state that allows what is asked."""

from publications.rules.editions import (
    EditionRefused,
    check_can_be_archived,
    check_can_be_deleted,
    check_can_be_discarded,
    check_can_be_exempted,
    check_can_be_published,
    check_can_be_reopened,
    check_can_be_sent_for_review,
    check_can_be_taken_off_the_schedule,
    check_can_be_withdrawn,
    check_can_expire,
    check_is_in_the_making,
    check_is_open_to_files,
    check_is_standing,
    check_next_can_begin,
    check_nothing_else_is_in_the_making,
    check_stands,
    obstacles,
)
from publications.rules.links import (
    LinkRefused,
    check_can_be_shown_outside,
)
from publications.rules.recordings import (
    NotRecorded,
    barriers_of_recording,
    check_can_have_captions,
    check_can_have_poster,
)
from publications.rules.renditions import (
    RenditionRefused,
    check_has_content,
    check_is_not_there,
    check_is_of_its_format,
)
from publications.rules.reviews import (
    ReviewRefused,
    check_answers_for_other,
    check_due,
    check_is_pending,
)

__all__ = [
    "EditionRefused",
    "LinkRefused",
    "NotRecorded",
    "RenditionRefused",
    "ReviewRefused",
    "barriers_of_recording",
    "check_answers_for_other",
    "check_can_be_archived",
    "check_can_be_deleted",
    "check_can_be_discarded",
    "check_can_be_exempted",
    "check_can_be_published",
    "check_can_be_reopened",
    "check_can_be_sent_for_review",
    "check_can_be_shown_outside",
    "check_can_be_taken_off_the_schedule",
    "check_can_be_withdrawn",
    "check_can_expire",
    "check_can_have_captions",
    "check_can_have_poster",
    "check_due",
    "check_has_content",
    "check_is_in_the_making",
    "check_is_not_there",
    "check_is_of_its_format",
    "check_is_open_to_files",
    "check_is_pending",
    "check_is_standing",
    "check_next_can_begin",
    "check_nothing_else_is_in_the_making",
    "check_stands",
    "obstacles",
]
