"""Activities: entering one on a phone, changing and withdrawing it."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from core.models import StoredFile
from ethics_officers.models import Activity, Evidence
from people.roles import Role
from tests import uploads
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    ActivityFactory,
    ActivityReachFactory,
    EvidenceFactory,
    PlanItemFactory,
)
from tests.ethics_officers.queries.test_activities import HELD_ON, attend, held
from tests.factories import (
    DepartmentFactory,
    PublicationFactory,
    TopicFactory,
    person_with_role,
)
from tests.pages import words

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return person_with_role(Role.ETHICS_OFFICER)


@pytest.fixture
def department(officer):
    return officer.postings.get().department


@pytest.fixture
def as_officer(sign_in, officer):
    return sign_in(officer)


@pytest.fixture
def page(department):
    return reverse("ethics_officers:activity-create", args=[department.pk])


def log_of(department):
    return reverse("ethics_officers:activity-list", args=[department.pk])


def address(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def entry(**changes):
    values = {
        "key": str(uuid.UUID(int=7)),
        "happened_on": "2026-11-20",
        "kind": "talk",
        "title": "Talk at Kwai Chung",
    }
    return {**values, **changes}


def logged(department, **fields):
    activity = ActivityFactory(department=department, **fields)
    activity.search_text = activity.searchable()
    activity.save()
    return activity


# Entering ----------------------------------------------------------------------------------------


def test_form_begins_with_today_and_the_kind_logged_last(as_officer, page, department, officer):
    ActivityFactory(department=department, logged_by=officer.user, kind="quiz")

    form = as_officer.get(page).context["form"]

    assert (form["happened_on"].value(), form["kind"].value()) == (TODAY, "quiz")


def test_form_begins_with_the_item_it_was_opened_from(as_officer, page, department):
    item = PlanItemFactory(plan__department=department, kind="workshop", topic=TopicFactory())

    form = as_officer.get(page, {"item": item.pk}).context["form"]

    assert (form["item"].value(), form["kind"].value()) == (item.pk, "workshop")
    assert form["topic"].value() == item.topic_id


def test_form_offers_the_items_of_these_months_first_and_no_other_departments(
    as_officer, page, department
):
    later = PlanItemFactory(
        plan__department=department,
        starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2027, 4, 1), title="Later",
    )  # fmt: skip
    PlanItemFactory(plan=later.plan, title="Now")
    PlanItemFactory(title="Foreign")

    text = as_officer.get(page).text

    assert text.index("Open in these months") < text.index(">Now (2026–27)<")
    assert text.index(">Now (2026–27)<") < text.index("Other items") < text.index(">Later (")
    assert "Foreign" not in text


def test_entry_is_logged_with_its_figures(as_officer, page, department):
    response = as_officer.post(
        page, entry(junior_attendances="64", middle_attendances="5", middle_persons="3")
    )

    activity = Activity.objects.get()
    assert response.url == address("activity-detail", activity)
    assert [(each.level, each.attendances, each.persons) for each in activity.reach.all()] == [
        ("junior", 64, 64), ("middle", 5, 3),
    ]  # fmt: skip


def test_form_sent_twice_logs_once(as_officer, page):
    urls = {as_officer.post(page, entry()).url for _ in range(2)}

    assert len(urls) == 1
    assert Activity.objects.count() == 1


def test_form_gone_back_to_for_another_activity_asks_and_then_logs_it(as_officer, page):
    as_officer.post(page, entry())

    response = as_officer.post(page, entry(title="Quiz", happened_on="2026-11-01"))

    assert response.status_code == 422
    assert "press the button again" in response.text
    key = response.context["form"]["key"].value()
    as_officer.post(page, entry(title="Quiz", happened_on="2026-11-01", key=key))
    assert set(Activity.objects.values_list("title", flat=True)) == {"Talk at Kwai Chung", "Quiz"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Please fill this in."),
        ({"happened_on": "2026-11-23"}, "This day is yet to come."),
        ({"happened_on": "yesterday"}, "This is not a date."),
        ({"kind": "party"}, "This is not offered."),
        ({"junior_attendances": "3", "junior_persons": "4"}, "one person and two attendances"),
        ({"junior_persons": "4"}, "one person and two attendances"),
        ({"junior_attendances": "-1"}, "This is too little"),
        ({"junior_attendances": "many"}, "Write a whole number"),
        ({"item": "999999"}, "This is not offered."),
        ({"title": "x" * 201}, "This is too long"),
        ({"key": "x"}, "Enter a valid UUID."),
    ],
)
def test_wrong_entry_comes_back_as_it_was_typed(as_officer, page, changes, sentence):
    response = as_officer.post(page, entry(note="Kept", **changes))

    assert response.status_code == 422
    assert sentence in response.text
    assert "Kept" in response.text
    assert Activity.objects.count() == 0


# Files of an entry -------------------------------------------------------------------------------


def test_files_that_come_with_the_entry_become_its_evidence(as_officer, page):
    files = [uploads.photograph("a.jpg"), uploads.pdf("b.pdf")]

    as_officer.post(page, entry(uploads=files))

    names = Evidence.objects.values_list("stored__name", flat=True)
    assert list(names) == ["a.jpg", "b.pdf"]


def test_files_uploaded_before_are_on_the_form_and_need_not_be_chosen_again(as_officer, page):
    response = as_officer.post(page, entry(title="", uploads=uploads.photograph("a.jpg")))
    stored = StoredFile.objects.get()
    assert response.status_code == 422
    assert f'name="file" value="{stored.pk}"' in " ".join(response.text.split())

    caption = {f"caption_{stored.pk}": "The audience"}
    as_officer.post(page, entry(file=[stored.pk], **caption))

    [evidence] = Evidence.objects.all()
    assert (evidence.stored, evidence.caption) == (stored, "The audience")


def test_files_are_kept_at_once_when_a_browser_can(as_officer, page):
    response = as_officer.post(
        page,
        entry(title="", deed="files", uploads=uploads.photograph("a.jpg")),
        headers={**HTMX, "HX-Target": "files"},
    )

    assert response.status_code == 200
    assert response.text.lstrip().startswith("<fieldset")
    assert "a.jpg" in response.text
    assert Activity.objects.count() == 0


def test_form_without_scripts_is_shown_again_with_the_files_and_without_complaint(as_officer, page):
    response = as_officer.post(
        page, entry(title="", note="Kept", deed="files", uploads=uploads.photograph("a.jpg"))
    )

    assert response.status_code == 200
    assert ("a.jpg" in response.text, "Kept" in response.text) == (True, True)
    assert "Please fill this in." not in response.text


def test_file_is_dropped_from_the_form(as_officer, page):
    as_officer.post(page, entry(deed="files", uploads=uploads.photograph("a.jpg")))
    key = StoredFile.objects.get().pk

    response = as_officer.post(page, entry(file=[key], drop=key))

    assert response.context["files"].attachments == []
    assert Activity.objects.count() == 0


def test_file_that_is_not_taken_is_named_and_the_others_stay(as_officer, page):
    files = [uploads.page("a.html"), uploads.photograph("b.jpg")]

    response = as_officer.post(page, entry(uploads=files))

    assert response.status_code == 422
    assert "a.html: This kind of file is not taken." in response.text
    assert [each.stored.name for each in response.context["files"].attachments] == ["b.jpg"]
    assert Activity.objects.count() == 0


def test_file_of_somebody_else_is_not_on_the_form(as_officer, page):
    foreign = EvidenceFactory().stored

    as_officer.post(page, entry(file=[foreign.pk]))

    assert Activity.objects.get(title="Talk at Kwai Chung").evidence.count() == 0


def test_more_files_than_go_with_one_activity_are_refused(as_officer, page):
    files = [uploads.word(f"{number}.docx") for number in range(21)]

    response = as_officer.post(page, entry(uploads=files))

    assert "Up to 20 files go with one activity." in response.text
    assert len(response.context["files"].attachments) == 20


# Likenesses --------------------------------------------------------------------------------------


@pytest.fixture
def session(department):
    session = held()
    attend(session, department)
    return session


def like(told_of, **changes):
    return entry(title=told_of.title_en, happened_on=HELD_ON.isoformat(), **changes)


def test_session_is_recognised_while_typing(as_officer, page, session):
    response = as_officer.get(page, like(session), headers={**HTMX, "HX-Target": "likeness"})

    assert "This looks like the session" in response.text
    assert "with 1 attendance of your department" in words(response)


def test_nothing_is_said_while_too_little_is_typed(as_officer, page, session):
    response = as_officer.get(page, {"title": ""}, headers={**HTMX, "HX-Target": "likeness"})

    assert words(response) == ""


def test_entry_like_a_session_is_asked_about_before_it_is_logged(as_officer, page, session):
    response = as_officer.post(page, like(session))

    assert response.status_code == 422
    assert "This looks like the session" in response.text
    assert Activity.objects.count() == 0


def test_session_is_linked_and_gives_the_figures(as_officer, page, session):
    as_officer.post(page, like(session, session=session.pk, junior_attendances="500"))

    activity = Activity.objects.get()
    assert (activity.session, activity.reach.count()) == (session, 0)
    assert "1 attendance" in words(as_officer.get(address("activity-detail", activity)))


def test_activity_that_tells_of_a_session_happened_on_its_day(as_officer, page, session):
    values = like(session, session=session.pk) | {"happened_on": "2026-11-12"}

    as_officer.post(page, values)

    assert Activity.objects.get().happened_on == HELD_ON


def test_entry_is_logged_apart_where_it_is_something_else(as_officer, page, session):
    as_officer.post(page, like(session, is_another="on"))

    assert Activity.objects.get().session is None


def test_session_can_be_unlinked_again(as_officer, page, session):
    response = as_officer.post(page, like(session, session=session.pk, deed="unlink"))

    assert response.context["linked"] == []
    assert Activity.objects.count() == 0


def test_session_of_another_department_cannot_be_linked(as_officer, page):
    foreign = held()
    attend(foreign, DepartmentFactory())

    assert as_officer.post(page, like(foreign, session=foreign.pk)).status_code == 422
    assert Activity.objects.count() == 0


def test_activity_of_the_same_day_is_recognised(as_officer, page, department):
    logged(department, title="Talk at Kwai Chung", happened_on=dt.date(2026, 11, 20))

    response = as_officer.post(page, entry())

    assert response.status_code == 422
    assert "is logged for this day already" in response.text


# One activity ------------------------------------------------------------------------------------


def test_page_shows_all_that_is_told(as_officer, department):
    activity = logged(
        department, note="Two cases", topic=TopicFactory(name_en="Outside work"),
        publication=PublicationFactory(title_en="Say no"), title="Talk at Kwai Chung",
        item=PlanItemFactory(plan__department=department, title="Talks"),
    )  # fmt: skip
    ActivityReachFactory(activity=activity, level="junior", attendances=64, persons=60)
    EvidenceFactory(activity=activity, caption="The audience")

    text = words(as_officer.get(address("activity-detail", activity)))

    for part in ("Two cases", "Outside work", "Say no", "Talks", "64 60", "The audience"):
        assert part in text
    assert 'alt="The audience"' in as_officer.get(address("activity-detail", activity)).text


def test_edit_saves_and_says_so(as_officer, department):
    activity = logged(department)
    ActivityReachFactory(activity=activity, level="junior", attendances=64)
    page = address("activity-edit", activity)
    assert as_officer.get(page).context["form"]["junior_attendances"].value() == 64

    response = as_officer.post(page, entry(version="1", junior_attendances="65"))

    assert response.url == address("activity-detail", activity)
    assert activity.reach.get().attendances == 65


def test_edit_of_an_old_view_is_refused_once_and_loses_nothing(as_officer, department):
    activity = logged(department)
    page = address("activity-edit", activity)
    as_officer.post(page, entry(version="1", title="First"))

    response = as_officer.post(page, entry(version="1", title="Second"))

    assert response.status_code == 422
    assert "Nothing of yours was saved yet." in response.text
    assert [
        (difference.label, difference.typed, difference.saved)
        for difference in response.context["differences"]
    ] == [("What was it?", "Second", "First")]
    assert response.context["form"]["title"].value() == "Second"
    as_officer.post(
        page, entry(version="1", title="Second", overwrite=response.context["stale"].version)
    )
    activity.refresh_from_db()
    assert activity.title == "Second"


def test_edit_keeps_an_item_that_was_dropped_meanwhile(as_officer, department):
    item = PlanItemFactory(plan__department=department, status="dropped")
    activity = logged(department, item=item)

    as_officer.post(address("activity-edit", activity), entry(version="1", item=item.pk))

    activity.refresh_from_db()
    assert (activity.title, activity.item) == ("Talk at Kwai Chung", item)


def test_withdrawal_asks_for_a_reason(as_officer, department):
    activity = logged(department)
    page = address("activity-withdraw", activity)

    question = as_officer.get(page).text
    assert "The activity leaves the log and all figures. It is kept with your reason." in question
    assert as_officer.post(page, {"reason": ""}).status_code == 422
    as_officer.post(page, {"reason": "Logged twice"})

    assert "Logged twice" in as_officer.get(address("activity-detail", activity)).text
    assert as_officer.get(log_of(department)).context["page"].paginator.count == 0


def test_head_reads_and_is_offered_no_button(sign_in, department):
    activity = logged(department)
    head = sign_in(person_with_role(Role.HEAD_OF_DEPARTMENT, department))

    text = head.get(address("activity-detail", activity)).text

    assert activity.title in text
    for name in ("activity-edit", "activity-withdraw", "activity-share", "evidence-add"):
        assert address(name, activity) not in text
    assert address("activity-create", department) not in head.get(log_of(department)).text
