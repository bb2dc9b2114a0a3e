"""Making documents, writing in them, having them reviewed."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from core.versions import Stale
from ethics_officers.figures import Span
from people.roles import Role
from reporting.actions import documents as actions
from reporting.models import Document, Freeze
from reporting.rules.documents import DocumentRefused, TemplateRefused
from reporting.rules.freezes import FreezeRefused
from tests.clock import NOW, at
from tests.ethics_officers.test_figures import session, was_there
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.reporting.documents import (
    YEAR,
    annex,
    approved,
    icac,
    in_review,
    staff,
    template,
    text_of,
    write,
)
from training.actions import write_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return staff()


@pytest.fixture
def reviewer():
    return icac()


# Making -------------------------------------------------------------------------------------------


def test_document_has_every_field_in_every_language_as_the_template_says(author):
    document = annex(author)

    assert document.texts.count() == 39
    assert text_of(document, "title").text == "On title."
    assert text_of(document, "title", "zh-hant").text == "關於title。"
    assert text_of(document, "title", "zh-hans").text == "关于title。"
    assert document.template_version.number == 1


def test_making_a_document_freezes_the_figures_its_template_names(author):
    template(training="{attendances} attendances in {period}.", officers="{vacant_days}")
    was_there(PersonFactory(), session(at("2026-05-04")), "present")

    document = annex(author)

    frozen = {figure.key: figure.value for figure in document.freeze.figures.all()}
    assert list(frozen) == ["attendances", "vacant_days"]
    assert frozen["attendances"] == 1
    assert text_of(document, "training").text == "{attendances} attendances in {period}."


def test_template_without_figures_makes_a_document_without_a_freeze(author):
    assert annex(author).freeze is None


def test_asking_again_gives_the_same_document(author, reviewer):
    first = annex(author)

    assert annex(reviewer) == first
    assert Document.objects.count() == 1


def test_another_period_has_its_own_document(author):
    first = annex(author)

    second = annex(author, span=Span(dt.date(2025, 4, 1), dt.date(2026, 4, 1)))

    assert second != first
    assert (str(first), str(second)) == (
        "UNCAC art. 7(1)(d) annex, Financial year 2026–27",
        "UNCAC art. 7(1)(d) annex, Financial year 2025–26",
    )


def test_no_document_without_a_template(author):
    with pytest.raises(TemplateRefused, match="There is no template for it yet"):
        actions.open_document(kind="annex", span=YEAR, by=author, now=NOW)


def test_no_figures_before_the_period_begins(author):
    template(training="{attendances}")

    with pytest.raises(FreezeRefused, match="1 April 2028"):
        annex(author, span=Span(dt.date(2028, 4, 1), dt.date(2029, 4, 1)))
    assert not Document.objects.exists()


def test_auditor_makes_no_document():
    template()

    with pytest.raises(PermissionRefused):
        annex(person_with_role(Role.AUDITOR).user)


def test_new_document_begins_with_what_was_gathered_in_its_language(author):
    template(lessons="{gathered_lessons}", challenges="{gathered_challenges}")
    held = session(at("2026-05-04"))
    write_note(
        session_id=held.pk, lessons="Short {briefings} work.", challenges="人手不足。",
        by=author, now=held.ends_at,
    )  # fmt: skip

    document = annex(author)

    assert text_of(document, "lessons").text == "– Short (briefings) work."
    assert text_of(document, "lessons", "zh-hant").text == ""
    assert text_of(document, "challenges").text == ""
    assert text_of(document, "challenges", "zh-hant").text == "– 人手不足。"
    assert text_of(document, "challenges", "zh-hans").text == "– 人手不足。"


# Writing ------------------------------------------------------------------------------------------


def test_writing_changes_one_field_in_one_language(author):
    document = annex(author)

    written = write(document, "lessons", "Short sessions work.", author)

    assert (written.text, written.version, written.changed_by) == (
        "Short sessions work.", 2, author,
    )  # fmt: skip
    assert text_of(document, "lessons", "zh-hant").text == "關於lessons。"


def test_simplified_follows_traditional_until_somebody_corrects_it(author):
    document = annex(author)
    write(document, "lessons", "講座", author, "zh-hant")
    assert text_of(document, "lessons", "zh-hans").text == "讲座"

    write(document, "lessons", "讲座。", author, "zh-hans")
    write(document, "lessons", "研討會", author, "zh-hant")

    assert text_of(document, "lessons", "zh-hans").text == "讲座。"


def test_what_somebody_saved_meanwhile_is_not_overwritten(author, reviewer):
    document = annex(author)
    opened = text_of(document, "lessons")
    write(document, "lessons", "Theirs.", reviewer)

    with pytest.raises(Stale):
        actions.write_text(
            text_id=opened.pk, text="Mine.", opened=opened.version, by=author, now=NOW
        )
    assert text_of(document, "lessons").text == "Theirs."


def test_the_same_text_sent_twice_is_written_once(author):
    document = annex(author)
    opened = text_of(document, "lessons")
    for _ in range(2):
        actions.write_text(
            text_id=opened.pk, text="Mine.", opened=opened.version, by=author, now=NOW
        )

    assert text_of(document, "lessons").version == 2
    assert AuditEntry.objects.filter(action="reporting.document_written").count() == 1


def test_only_frozen_figures_may_be_named(author):
    template(training="{attendances}")
    document = annex(author)

    with pytest.raises(DocumentRefused, match=r"There is no \{vacant_days\}"):
        write(document, "officers", "{vacant_days}", author)
    write(document, "officers", "{attendances} in {period}", author)


def test_what_is_in_review_is_not_written(author):
    document = in_review(author)

    with pytest.raises(DocumentRefused, match="Take it back first"):
        write(document, "lessons", "Too late.", author)


def test_counting_again_freezes_anew_and_leaves_the_first_freeze(author):
    template(training="{attendances}")
    document = annex(author)
    was_there(PersonFactory(), session(at("2026-05-04")), "present")

    again = actions.count_again(document_id=document.pk, by=author, now=NOW)

    assert [freeze.figures.get().value for freeze in Freeze.objects.order_by("pk")] == [0, 1]
    assert again.freeze.figures.get().value == 1


def test_what_is_in_review_is_not_counted_again(author):
    template(training="{attendances}")
    document = in_review(author)

    with pytest.raises(DocumentRefused):
        actions.count_again(document_id=document.pk, by=author, now=NOW)
    assert Freeze.objects.count() == 1


# Review -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("field", ["lessons", "challenges"])
@pytest.mark.parametrize("nothing", ["", "-", " – ", "——。"])
def test_document_is_not_sent_with_a_dash_for_lessons_or_challenges(
    author, language, field, nothing
):
    document = annex(author)
    write(document, field, nothing, author, language)

    with pytest.raises(DocumentRefused) as refusal:
        actions.send_for_review(document_id=document.pk, by=author, now=NOW)

    label = {
        "lessons": "Lessons learned in implementing the initiative",
        "challenges": "Challenges encountered in implementing the initiative",
    }[field]
    name = {"en": "English", "zh-hant": "Traditional Chinese"}[language]
    assert str(refusal.value) == (
        f"Nothing is said under “{label}” in {name}, and a dash is no answer. Write it, or add "
        "what was gathered for the period."
    )


def test_document_is_not_sent_with_an_empty_field(author):
    document = annex(author)
    write(document, "country", "", author, "zh-hant")
    write(document, "keywords", "", author, "zh-hant")

    with pytest.raises(DocumentRefused) as refusal:
        actions.send_for_review(document_id=document.pk, by=author, now=NOW)

    assert str(refusal.value) == (
        "Nothing is written under “Country, Keywords of initiative” in Traditional Chinese. "
        "Write it, then send."
    )


def test_somebody_else_approves_and_the_document_stands(author, reviewer):
    document = approved(author, reviewer)

    assert document.status == "approved"
    assert (document.approved_by, document.approved_at) == (reviewer, NOW)
    with pytest.raises(DocumentRefused, match="It is approved, so it stands"):
        write(document, "lessons", "Too late.", author)


def test_author_does_not_approve(author):
    document = in_review(author)

    with pytest.raises(DocumentRefused, match="Somebody else has to answer"):
        actions.approve(document_id=document.pk, by=author, now=NOW)


def test_who_wrote_a_field_does_not_approve(author, reviewer):
    document = annex(author)
    write(document, "lessons", "Short sessions work.", reviewer)
    actions.send_for_review(document_id=document.pk, by=author, now=NOW)

    for step in (actions.approve, lambda **given: actions.send_back(reason="No.", **given)):
        with pytest.raises(DocumentRefused, match="Somebody else has to answer"):
            step(document_id=document.pk, by=reviewer, now=NOW)


def test_who_wrote_a_field_before_somebody_else_did_does_not_approve(author, reviewer):
    document = annex(author)
    write(document, "lessons", "Short sessions work.", reviewer)
    write(document, "lessons", "Short sessions work best.", author)
    actions.send_for_review(document_id=document.pk, by=author, now=NOW)

    with pytest.raises(DocumentRefused, match="Somebody else has to answer"):
        actions.approve(document_id=document.pk, by=reviewer, now=NOW)


def test_who_counted_the_figures_again_does_not_approve(author, reviewer):
    document = annex(author)
    actions.count_again(document_id=document.pk, by=reviewer, now=NOW)
    actions.send_for_review(document_id=document.pk, by=author, now=NOW)

    with pytest.raises(DocumentRefused, match="Somebody else has to answer"):
        actions.approve(document_id=document.pk, by=reviewer, now=NOW)


def test_auditor_does_not_approve(author):
    document = in_review(author)

    with pytest.raises(PermissionRefused):
        actions.approve(document_id=document.pk, by=person_with_role(Role.AUDITOR).user, now=NOW)


def test_document_is_sent_back_with_a_reason_and_sent_again(author, reviewer):
    document = in_review(author)

    returned = actions.send_back(
        document_id=document.pk, reason="Name the theme.", by=reviewer, now=NOW
    )
    assert (returned.status, returned.return_reason) == ("draft", "Name the theme.")
    again = actions.send_for_review(document_id=document.pk, by=author, now=NOW)

    assert (again.status, again.return_reason, again.returned_at) == ("in_review", "", None)


def test_document_is_not_sent_back_without_a_reason(author, reviewer):
    document = in_review(author)

    with pytest.raises(DocumentRefused, match="Say what should be changed"):
        actions.send_back(document_id=document.pk, reason="-", by=reviewer, now=NOW)


def test_author_takes_it_back(author):
    document = in_review(author)

    assert actions.take_back(document_id=document.pk, by=author, now=NOW).status == "draft"
    write(document, "lessons", "More.", author)


def test_draft_is_not_approved(author, reviewer):
    document = annex(author)

    with pytest.raises(DocumentRefused, match="It is a draft"):
        actions.approve(document_id=document.pk, by=reviewer, now=NOW)


def test_approving_twice_is_once(author, reviewer):
    document = approved(author, reviewer)

    again = actions.approve(document_id=document.pk, by=reviewer, now=NOW + dt.timedelta(hours=1))

    assert again.approved_at == NOW
    assert AuditEntry.objects.filter(action="reporting.document_approved").count() == 1


def test_new_draft_keeps_the_texts_and_supersedes_once_approved(author, reviewer):
    template(training="{attendances}")
    first = annex(author)
    write(first, "lessons", "Short sessions work.", author)
    actions.send_for_review(document_id=first.pk, by=author, now=NOW)
    actions.approve(document_id=first.pk, by=reviewer, now=NOW)
    was_there(PersonFactory(), session(at("2026-05-04")), "present")

    second = actions.begin_again(document_id=first.pk, by=author, now=NOW)
    assert actions.begin_again(document_id=first.pk, by=reviewer, now=NOW) == second
    assert text_of(second, "lessons").text == "Short sessions work."
    assert second.freeze.figures.get().value == 1
    actions.send_for_review(document_id=second.pk, by=author, now=NOW)
    actions.approve(document_id=second.pk, by=reviewer, now=NOW)

    first.refresh_from_db()
    assert (first.status, first.freeze.figures.get().value) == ("superseded", 0)
    assert annex(author) == second


def test_what_was_superseded_is_not_begun_again(author, reviewer):
    first = approved(author, reviewer)
    second = actions.begin_again(document_id=first.pk, by=author, now=NOW)
    actions.send_for_review(document_id=second.pk, by=author, now=NOW)
    actions.approve(document_id=second.pk, by=reviewer, now=NOW)

    with pytest.raises(DocumentRefused, match="nothing to renew"):
        actions.begin_again(document_id=first.pk, by=author, now=NOW)


def test_departmental_people_see_no_documents(author):
    annex(author)

    assert not Document.objects.visible_to(
        person_with_role(Role.ETHICS_OFFICER, DepartmentFactory()).user
    ).exists()
    assert Document.objects.visible_to(person_with_role(Role.AUDITOR).user).count() == 1
