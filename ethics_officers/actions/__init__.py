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
from ethics_officers.actions.board import (
    answer_question,
    ask_network,
    close_question,
    reopen_question,
    withdraw_answer,
    withdraw_question,
)
from ethics_officers.actions.board_digests import (
    plan_board_digests,
    subscribe_to_board,
)
from ethics_officers.actions.bulk_designations import (
    Outcome,
    WantedDesignation,
    designate_all,
)
from ethics_officers.actions.contacts import (
    correct_contact,
)
from ethics_officers.actions.designations import (
    designate,
    end_designation,
    tell_of_vacancies,
)
from ethics_officers.actions.good_practice import (
    comment_on_good_practice,
    share_activity,
    unshare_activity,
)
from ethics_officers.actions.handover import (
    acknowledge_handover,
)
from ethics_officers.actions.item_publications import (
    link_publication,
    unlink_publication,
)
from ethics_officers.actions.item_sessions import (
    link_session,
    unlink_session,
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
from ethics_officers.actions.questionnaires import (
    change_due_date,
    create_questionnaire,
    move_question,
    publish_questionnaire,
    remove_question,
    save_question,
)
from ethics_officers.actions.return_reminders import (
    plan_return_reminders,
)
from ethics_officers.actions.returns import (
    Given,
    add_footnote,
    file_return,
    reopen_return,
    save_return,
)
from ethics_officers.actions.shared_files import (
    SHARED_KINDS,
    keep_file_to_share,
    share_file,
    withdraw_shared_file,
)
from ethics_officers.actions.strategies import (
    DOCUMENT_KINDS,
    ObjectiveText,
    RiskRating,
    StrategyText,
    begin_strategy,
    begin_strategy_version,
    change_strategy_document,
    endorse_strategy,
    record_strategy_endorsement,
    return_strategy,
    submit_strategy,
    write_strategy,
)
from ethics_officers.actions.talk_requests import (
    TalkOffer,
    TalkWish,
    accept_talk_request,
    answer_talk_request,
    ask_for_talk,
    change_talk_request,
    decline_talk_request,
    withdraw_talk_request,
)
from ethics_officers.actions.thematic_sessions import (
    change_thematic,
    invite_to_thematic_sessions,
    mark_thematic,
    unmark_thematic,
)

__all__ = [
    "DOCUMENT_KINDS",
    "EVIDENCE_KINDS",
    "SHARED_KINDS",
    "Attachment",
    "Every",
    "Given",
    "ItemValues",
    "ObjectiveText",
    "Outcome",
    "RiskRating",
    "StrategyText",
    "TalkOffer",
    "TalkWish",
    "WantedDesignation",
    "accept_talk_request",
    "acknowledge_handover",
    "add_evidence",
    "add_footnote",
    "add_item",
    "answer_question",
    "answer_talk_request",
    "ask_for_talk",
    "ask_network",
    "begin_strategy",
    "begin_strategy_version",
    "change_due_date",
    "change_item",
    "change_strategy_document",
    "change_talk_request",
    "change_thematic",
    "close_item",
    "close_question",
    "comment_on_good_practice",
    "comment_on_plan",
    "correct_contact",
    "create_questionnaire",
    "decline_talk_request",
    "designate",
    "designate_all",
    "drop_item",
    "edit_activity",
    "end_designation",
    "endorse_plan",
    "endorse_strategy",
    "explain_item",
    "file_return",
    "invite_to_thematic_sessions",
    "keep_evidence_file",
    "keep_file_to_share",
    "link_publication",
    "link_session",
    "log_activity",
    "mark_thematic",
    "move_question",
    "plan_board_digests",
    "plan_return_reminders",
    "publish_priority",
    "publish_questionnaire",
    "record_strategy_endorsement",
    "remove_evidence",
    "remove_question",
    "reopen_item",
    "reopen_question",
    "reopen_return",
    "return_plan",
    "return_strategy",
    "save_priority",
    "save_question",
    "save_return",
    "settle_comment",
    "share_activity",
    "share_file",
    "start_plan",
    "submit_plan",
    "submit_strategy",
    "subscribe_to_board",
    "take_back_plan",
    "tell_of_vacancies",
    "unlink_publication",
    "unlink_session",
    "unmark_thematic",
    "unshare_activity",
    "values_of",
    "withdraw_activity",
    "withdraw_answer",
    "withdraw_priority",
    "withdraw_question",
    "withdraw_shared_file",
    "withdraw_talk_request",
    "write_strategy",
]
