"""Pages of reviews and publishing, and the list of what is in the making."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from notifications.emails import compose
from notifications.models import Message
from people.roles import Role
from publications.models import Edition, EditionReview
from tests.clock import NOW, TODAY
from tests.factories import EditionFactory, PublicationFactory, UserFactory, person_with_role
from tests.publications.factories import (
    RenditionFactory,
    ReviewFactory,
    VideoFactory,
    approved,
    draft,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

MAKING = reverse("publications:making-list")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def icac(as_role):
    return as_role(Role.ICAC_STAFF)


def at(name, *args):
    return reverse(f"publications:{name}", args=args)


def of(name, edition):
    return at(name, edition.publication_id, edition.number)


def days(count):
    return dt.timedelta(days=count)


def test_edition_is_sent_for_review_and_the_page_says_to_how_many(staff):
    for _ in range(2):
        person_with_role(Role.ICAC_STAFF)
    edition = draft()
    page = of("review-ask", edition)

    assert "2 reviewers of Independent Commission Against Corruption" in staff.get(page).text
    sent = staff.post(page, {"due_on": "2026-12-01", "note": "Page 2?"}, follow=True).text

    review = EditionReview.objects.get()
    assert "It is sent, and the reviewers are told." in sent
    assert at("review-recall", review.pk) in sent


def test_day_that_has_passed_is_refused(staff):
    refused = staff.post(of("review-ask", draft()), {"due_on": "2026-11-01"})

    assert refused.status_code == 422
    assert "That day has passed. Give the reviewers until a later one." in refused.text


def test_mail_leads_to_the_review_after_signing_in(client, staff, sign_in):
    reviewer = person_with_role(Role.ICAC_STAFF)
    staff.post(of("review-ask", draft()), {"due_on": "2026-12-01", "note": "Page 2?"})
    [(_message, mail)] = compose(list(Message.objects.select_related("recipient")), NOW)
    review = EditionReview.objects.get()
    page = at("review-answer", review.pk)
    client.logout()

    assert page in mail.text
    assert "Page 2?" in mail.text
    assert client.get(page).headers["Location"] == f"/accounts/login/?next={page}"
    assert "Send the answer" in sign_in(reviewer).get(page).text


def test_reviewer_approves_with_a_comment(icac):
    review = ReviewFactory()

    response = icac.post(
        at("review-answer", review.pk), {"answer": "approved", "comment": "Fine."}, follow=True
    )

    assert "Your answer is kept, and its author is told." in response.text
    assert "Fine." in response.text
    assert Edition.objects.get().status == "approved"


def test_reviewer_who_returns_it_says_why(icac):
    review = ReviewFactory()

    refused = icac.post(at("review-answer", review.pk), {"answer": "returned"})

    assert refused.status_code == 422
    assert "Say what is to be changed." in refused.text
    assert Edition.objects.get().status == "in_review"


def test_reviewer_watches_a_film_on_the_page_of_the_review(icac):
    review = ReviewFactory(rendition=None)
    film = VideoFactory(edition=review.edition)

    response = icac.get(at("review-answer", review.pk))

    assert [each.rendition for each in response.context["recordings"]] == [film]
    assert f'id="recording-{film.pk}"' in response.text
    assert "js/player" in response.text


def test_author_and_auditor_see_the_review_and_do_not_answer(as_role):
    review = ReviewFactory()
    page = at("review-answer", review.pk)

    for role in (Role.PROGRAMME_STAFF, Role.AUDITOR):
        reader = as_role(role)
        assert "Send the answer" not in reader.get(page).text
        assert reader.post(page, {"answer": "approved"}).status_code == 403


def test_answer_after_somebody_elses_says_what_that_was(icac):
    other = person_with_role(Role.ICAC_STAFF)
    review = ReviewFactory(answer="approved", answered_at=NOW, answered_by=other.user)

    refused = icac.post(at("review-answer", review.pk), {"answer": "returned", "comment": "No."})

    assert refused.status_code == 422
    assert f"{other} has answered already: Approved." in refused.text


def test_earlier_answers_are_shown_to_the_next_reviewer(icac):
    review = ReviewFactory()
    ReviewFactory(
        edition=review.edition,
        rendition=None,
        answer="returned",
        comment="Too long.",
        answered_at=NOW,
        answered_by=UserFactory(),
    )

    assert "Too long." in icac.get(at("review-answer", review.pk)).text


def test_author_recalls_a_review_and_its_reviewer_can_not(staff, icac, sign_in):
    review = ReviewFactory()

    assert icac.post(at("review-recall", review.pk)).status_code == 403
    author = sign_in(person_with_role(Role.PROGRAMME_STAFF))
    assert "It is recalled" in author.post(at("review-recall", review.pk), follow=True).text
    assert Edition.objects.get().status == "draft"


def test_edition_is_published_now_and_says_how_many_may_read_it(staff):
    edition = approved()
    page = of("edition-publish", edition)

    assert "1 person may read it." in staff.get(page).text
    assert "It is published." in staff.post(page, {"when": "now"}, follow=True).text
    edition.refresh_from_db()
    assert edition.publish_at == NOW


def test_edition_is_put_on_the_schedule_and_taken_off(staff):
    edition = approved()
    page = of("edition-publish", edition)

    asked = staff.post(page, {"when": "later"})
    assert asked.status_code == 422
    assert "Choose the minute, or publish now." in asked.text

    sent = staff.post(page, {"when": "later", "publish_at": "2090-01-01T09:00"}, follow=True)
    assert "It is on the schedule, and published by itself." in sent.text
    off = staff.post(of("edition-unschedule", edition), follow=True).text
    assert "It is off the schedule; it stays approved." in off


def test_what_stands_in_the_way_is_said_before_and_after_pressing(staff):
    edition = approved()
    RenditionFactory(edition=edition, language="zh-hant", barriers=["untagged"])
    page = of("edition-publish", edition)
    why = "Link, Traditional Chinese keeps some readers out (The PDF is not tagged)."

    assert why in staff.get(page).text
    refused = staff.post(page, {"when": "now"})
    assert (refused.status_code, refused.text.count(why) >= 1) == (422, True)


def test_expiry_is_set(staff):
    edition = EditionFactory()

    assert staff.get(of("edition-expire", edition)).status_code == 200
    staff.post(of("edition-expire", edition), {"expires_at": "2026-12-31T18:00"})
    edition.refresh_from_db()
    assert edition.expires_at == dt.datetime(2026, 12, 31, 10, 0, tzinfo=dt.UTC)

    refused = staff.post(of("edition-expire", edition), {"expires_at": "2026-01-01T00:00"})
    assert refused.status_code == 422


def test_withdrawing_says_what_readers_have_then_and_asks_why(staff):
    publication = PublicationFactory()
    second = EditionFactory(publication=publication, number=2)
    page = of("edition-withdraw", second)

    assert "Readers then have edition 1; this one is kept for staff." in staff.get(page).text
    assert staff.post(page, {"reason": ""}).status_code == 422
    withdrawn = staff.post(page, {"reason": "Wrong limit."}, follow=True).text
    assert "The edition is withdrawn." in withdrawn
    assert "Wrong limit." in withdrawn
    alone = staff.get(of("edition-withdraw", publication.editions.get(number=1))).text
    assert "Readers then have nothing of this publication" in alone


def rows(response):
    return [(row.record, row.record.making) for row in response.context["table"].page.object_list]


@pytest.fixture
def world():
    """One edition of each state to look after, and some that need nothing."""
    soon, later = NOW + days(20), NOW + days(40)
    made = {
        "draft": draft(),
        "in_review": ReviewFactory().edition,
        "overdue": ReviewFactory(due_on=TODAY - days(1)).edition,
        "returned": draft(status="returned"),
        "approved": approved(),
        "scheduled": approved(),
        "expiring": EditionFactory(expires_at=soon),
        "rights": EditionFactory(
            publication__licence_ends_on=TODAY + days(30), publication__edition=None
        ),
    }
    Edition.objects.filter(pk=made["scheduled"].pk).update(publish_at=NOW + days(2))
    EditionFactory(expires_at=later)
    EditionFactory(expires_at=NOW)
    EditionFactory(publication__edition=None, publication__consent_ends_on=TODAY + days(31))
    draft(publication=PublicationFactory(edition=None, archived_at=NOW, archived_by=UserFactory()))
    return made


def test_list_shows_what_is_in_the_making_the_next_day_first(staff, world):
    response = staff.get(MAKING)

    assert [making for _, making in rows(response)] == [
        "overdue",
        "scheduled",
        "in_review",
        "expiring",
        "rights",
        "approved",
        "returned",
        "draft",
    ]


@pytest.mark.parametrize("making", ["draft", "overdue", "scheduled", "expiring", "rights"])
def test_list_is_filtered_by_state(staff, world, making):
    assert rows(staff.get(MAKING, {"making": making})) == [(world[making], making)]


def test_list_counts_what_waits_for_the_readers_own_body(icac, world):
    response = icac.get(MAKING)

    assert response.context["waiting"] == [("icac", 2)]
    assert 'href="?asked=icac"' in response.text
    assert {making for _, making in rows(icac.get(MAKING, {"asked": "icac"}))} == {
        "in_review",
        "overdue",
    }
    assert rows(icac.get(MAKING, {"asked": "csb"})) == []


def test_list_is_filtered_by_body_and_words(staff, world):
    assert rows(staff.get(MAKING, {"body": "icac"})) == []
    title = world["draft"].publication.title_en
    assert (world["draft"], "draft") in rows(staff.get(MAKING, {"q": title}))
    assert rows(staff.get(MAKING, {"q": "xyz"})) == []


def test_list_is_taken_along_as_a_file(staff, world):
    response = staff.get(MAKING, {"export": "csv", "making": "overdue"})

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Review is late" in lines[1]
    assert "Independent Commission Against Corruption" in lines[1]
    entry = AuditEntry.objects.get(action="publications.making_exported")
    assert entry.details == {"format": "csv", "found": 1}


def test_list_takes_as_many_queries_for_three_as_for_one(staff):
    ReviewFactory()
    for_one = queries_of(staff, MAKING)
    ReviewFactory()
    draft()

    assert queries_of(staff, MAKING) == for_one
