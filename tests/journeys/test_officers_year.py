"""A year of an Ethics Officer, from the designation to the return: what is told once is counted.

Each part has a journey of its own, with its byways; here is that one part leads to the next, and
that the figures are the same all the way.
"""

import re
from dataclasses import dataclass

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers import actions
from ethics_officers.models import (
    Activity,
    AnnualReturn,
    FiledReturn,
    PlanItem,
    ReturnQuestion,
    StrategyVersion,
    WorkPlan,
)
from people.models import Department, Level, Person
from people.roles import Role
from publications.models import Topic
from tests import uploads
from tests.browser import Browser
from tests.clock import at
from tests.ethics_officers.factories import organisation
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    SpeakerFactory,
    TopicFactory,
    person_with_role,
)
from tests.journeys.conftest import Reader
from training import actions as training
from training.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The questions of the return that are figures of ours, in their order.
FIGURES = ["persons_trained", "plan_items_done", "activity_attendances", "vacant_days"]


@dataclass
class Year:
    """Those who take part in the year 2026–27 of one department, and the browser they use."""

    visitor: Browser
    reader: Reader
    customs: Department
    officer: Person
    head: Person
    staff: Person
    icac: Person
    audience: list[Person]
    topic: Topic

    @property
    def page(self):
        return self.visitor.page

    def words(self, message, **values):
        return self.reader.words(message) % values if values else self.reader.words(message)

    def open(self, name, *args):
        self.visitor.open(reverse(f"ethics_officers:{name}", args=args))

    def press(self, message, role="button"):
        self.visitor.press(self.words(message), role=role)

    def figures(self):
        """The numbers of the return, as the page shows them."""
        texts = self.page.locator(".return-figure").all_inner_texts()
        return [int(re.search(r"\d+", text).group()) for text in texts]


@pytest.fixture
def year(visitor, reader):
    language = {"user__language": reader.language}
    customs = DepartmentFactory(
        name_en="Customs and Excise Department", name_zh_hant="香港海關", name_zh_hans="香港海关"
    )
    topic = TopicFactory(name_en="Advantages")
    CourseFactory(title_en="Advantages for the front line").topics.add(topic)
    SpeakerFactory()
    return Year(
        visitor,
        reader,
        customs,
        officer=PersonFactory(posting__department=customs, posting__level=Level.SENIOR, **language),
        head=person_with_role(Role.HEAD_OF_DEPARTMENT, customs, **language),
        staff=person_with_role(Role.PROGRAMME_STAFF, **language),
        icac=person_with_role(
            Role.ICAC_STAFF, posting__department=organisation("ICAC"), **language
        ),
        audience=PersonFactory.create_batch(
            3, posting__department=customs, posting__level=Level.JUNIOR
        ),
        topic=topic,
    )


def test_a_year_from_the_designation_to_figures_that_stand(year):
    with time_machine.travel(at("2026-04-13"), tick=True):
        the_officer_is_designated(year)
        the_strategy_is_written_and_endorsed(year)
        talks, posters = the_plan_is_made_and_endorsed(year)
    with time_machine.travel(at("2026-06-01"), tick=True):
        session = a_talk_is_asked_for_and_accepted(year, talks)
    two_of_three_come(year, session)
    with time_machine.travel(at("2026-09-09"), tick=True):
        the_item_is_closed_with_its_figure(year, talks)
    with time_machine.travel(at("2026-12-01"), tick=True):
        an_activity_is_logged_on_a_phone(year, posters)
    with time_machine.travel(at("2027-04-12"), tick=True):
        annual_return = the_return_is_there_with_its_figures(year)
        the_return_is_filed(year, annual_return)
    with time_machine.travel(at("2027-05-20"), tick=True):
        the_return_is_reopened(year, annual_return)
        a_correction_leaves_what_was_filed(year, annual_return, session)
        the_return_is_filed_again(year, annual_return)


def the_officer_is_designated(year):
    page = year.page
    year.visitor.sign_in(year.staff)
    year.open("designation-create", year.customs.pk)
    page.locator(f"[name=person][value='{year.officer.pk}']").check()
    year.press("Designate")

    # The role came with the designation: the officer is led to the department's pages.
    year.visitor.sign_in(year.officer)
    year.visitor.open("/")
    year.press("Our department", role="link")
    expect(page.get_by_role("link", name=year.words("Begin the plan"))).to_be_visible()


def the_strategy_is_written_and_endorsed(year):
    page = year.page
    year.open("strategy-of-department", year.customs.pk)
    year.press("Begin a strategy", role="link")
    year.press("Begin")
    page.locator("[name=needs]").fill("Officers work alone and at night.")
    page.locator("#add-risks").click()
    page.locator("[name=risks-0-name]").fill("Clearance at control points")
    page.locator("[name=risks-0-likelihood]").select_option("4")
    page.locator("[name=risks-0-impact]").select_option("5")
    year.press("Save")
    year.press("Submit to the head")

    year.visitor.sign_in(year.head)
    year.open("strategy-of-department", year.customs.pk)
    year.press("Endorse")
    assert StrategyVersion.objects.get().endorser == str(year.head)


def the_plan_is_made_and_endorsed(year):
    page = year.page
    year.visitor.sign_in(year.officer)
    year.open("plan-start", year.customs.pk)
    year.press("Begin the plan")
    plan = WorkPlan.objects.get()
    assert (plan.department, plan.year) == (year.customs, 2026)
    for title, kind, target in (
        ("Talks for front-line staff", "talk", "2"),
        ("Posters at control points", "poster", "60"),
    ):
        page.get_by_role("link", name=year.words("Add an item")).click()
        page.fill("#id_title", title)
        page.select_option("#id_kind", kind)
        page.fill("#id_target", target)
        page.select_option("#id_topic", str(year.topic.pk))
        page.select_option("#id_risk_area", label="Clearance at control points")
        page.select_option("#id_first_month", "2026-07-01")
        page.select_option("#id_last_month", "2026-12-01")
        year.press("Plan it")
        expect(page.locator(".plan-row", has_text=title)).to_be_visible()
    year.press("Submit", role="link")
    year.press("Submit")

    year.visitor.sign_in(year.head)
    year.open("plan-detail", plan.pk)
    year.press("Endorse", role="link")
    year.press("Endorse")
    plan.refresh_from_db()
    assert (plan.status, plan.endorser) == ("endorsed", str(year.head))
    return plan.items.order_by("position")


def a_talk_is_asked_for_and_accepted(year, talks):
    page = year.page
    year.visitor.sign_in(year.officer)
    year.open("item-sessions", talks.pk)
    expect(page.locator("main")).to_contain_text(year.words("none of %(target)s yet", target=2))
    year.press("Ask for a talk", role="link")
    page.get_by_label(year.reader.choose("The ICAC", "ICAC"), exact=True).check()
    page.locator("[name=expected]").fill("3")
    for number, day in enumerate(["2026-09-08", "2026-09-10", "2026-09-15"], start=1):
        page.locator(f"[name=date_{number}]").fill(day)
    page.locator("[name=place]").fill("Conference Room, 31/F")
    year.press("Ask")

    year.visitor.sign_in(year.icac)
    year.open("talk-request-list")
    year.press(talks.title, role="link")
    year.press("Accept", role="link")
    page.locator("[name=speaker]").select_option(index=1)
    year.press("Accept and publish")
    session = Session.objects.get()
    assert (session.status, session.starts_at) == ("published", at("2026-09-08", "14:30"))
    return session


def two_of_three_come(year, session):
    """The board of attendance has a journey of its own."""
    places = [
        training.register(
            session_id=session.pk, person=person, by=person.user, now=at("2026-08-03")
        )
        for person in year.audience
    ]
    keys = [place.pk for place in places]
    marks = dict(zip(keys, ["present", "partly", "absent"], strict=True))
    training.mark_attendance(
        meeting_id=session.meetings.get().pk,
        marks=marks,
        by=year.icac.user,
        now=session.ends_at,
    )
    training.conclude_session(session_id=session.pk, by=year.icac.user, now=session.ends_at)


def the_item_is_closed_with_its_figure(year, talks):
    page = year.page
    two_of_two = year.words("%(reached)s of %(target)s", reached=2, target=2)
    year.visitor.sign_in(year.officer)
    year.open("item-sessions", talks.pk)
    expect(page.locator("main")).to_contain_text(two_of_two)
    year.press("Close the item", role="link")
    expect(page.locator("[name=told_result]")).to_have_count(0)
    page.locator("[name=comment]").fill("Well received.")
    year.press("Close the item")

    expect(page.locator(f"#item-{talks.pk}")).to_contain_text(two_of_two)
    talks.refresh_from_db()
    assert (talks.status, talks.told_result) == (PlanItem.Status.DONE, None)


def an_activity_is_logged_on_a_phone(year, posters):
    page = year.page
    page.set_viewport_size({"width": 390, "height": 844})
    year.visitor.sign_in(year.officer)
    year.open("activity-create", year.customs.pk)
    page.locator("[name=title]").fill("Briefing before the posters at Lo Wu")
    page.locator("[name=item]").select_option(str(posters.pk))
    page.locator("[name=closes_item]").check()
    page.locator("[name=junior_attendances]").fill("64")
    page.locator("[name=junior_persons]").fill("60")
    photograph = uploads.photograph("lo-wu.jpg", size=(900, 600))
    page.locator("[name=uploads][multiple]").set_input_files(
        [{"name": "lo-wu.jpg", "mimeType": "image/jpeg", "buffer": photograph.read()}]
    )
    expect(page.locator(".files-kept li")).to_have_count(1)
    year.press("Log the activity")
    page.set_viewport_size({"width": year.reader.width, "height": year.reader.height})

    activity = Activity.objects.get()
    assert (activity.item, activity.evidence.count()) == (posters, 1)
    year.open("plan-item-detail", posters.pk)
    expect(page.locator("dl.facts")).to_contain_text(
        year.words("%(reached)s of %(target)s", reached=64, target=60)
    )
    posters.refresh_from_db()
    assert posters.status == PlanItem.Status.DONE


def the_return_is_there_with_its_figures(year):
    """Staff publish a questionnaire, for which there is a journey, too; the officer opens it."""
    by_staff = {"by": year.staff.user, "now": at("2027-04-12")}
    questionnaire = actions.create_questionnaire(
        basis="financial", year=2026, due_on=at("2027-05-31").date(), **by_staff
    )
    for figure in FIGURES:
        question = ReturnQuestion(
            questionnaire=questionnaire,
            kind="number",
            text_en=f"How many: {figure}?",
            text_zh_hant=f"多少：{figure}？",
            figure=figure,
        )
        actions.save_question(question=question, **by_staff)
    actions.publish_questionnaire(questionnaire_id=questionnaire.pk, **by_staff)

    year.visitor.sign_in(year.officer)
    year.open("return-of-department", year.customs.pk)
    year.press("2026–27", role="link")
    # Two came to the talk, both items are done, the log tells of 64, and the post was vacant
    # from 1 to 12 April.
    assert year.figures() == [2, 2, 64, 12]
    year.page.locator("a.return-figure").first.click()
    expect(year.page.locator("tbody tr")).to_have_count(2)
    year.visitor.look()
    return AnnualReturn.objects.get(department=year.customs)


def the_return_is_filed(year, annual_return):
    year.open("return-detail", annual_return.pk)
    year.press("Check and sign", role="link")
    year.page.locator("[name=is_declared]").check()
    year.press("Sign and file")
    filed = FiledReturn.objects.get()
    expect(year.page.locator(".return-hash")).to_have_text(filed.sha256)
    expect(year.page.locator(".return-now")).to_have_count(0)


def the_return_is_reopened(year, annual_return):
    year.visitor.sign_in(year.staff)
    year.open("return-detail", annual_return.pk)
    year.press("Reopen", role="link")
    year.page.locator("[name=reason]").fill("Somebody was there whom the list has as absent.")
    year.page.locator("[name=due_on]").fill("2027-06-15")
    year.press("Reopen the return")


def a_correction_leaves_what_was_filed(year, annual_return, session):
    corrected = session.registrations.get(person=year.audience[2])
    training.mark_attendance(
        meeting_id=session.meetings.get().pk,
        marks={corrected.pk: "present"},
        by=year.icac.user,
        now=at("2027-05-20"),
        reason="The paper list has the signature.",
    )
    expect_first_filing_stands(year, annual_return)


def the_return_is_filed_again(year, annual_return):
    year.visitor.sign_in(year.officer)
    year.open("return-file", annual_return.pk)
    year.page.locator("[name=is_declared]").check()
    year.press("Sign and file")
    assert year.figures() == [3, 2, 64, 12]
    expect(year.page.locator(".return-now")).to_have_count(0)

    expect_first_filing_stands(year, annual_return)
    filings = FiledReturn.objects.order_by("number")
    assert [[each["value"] for each in filed.content["answers"]] for filed in filings] == [
        [2, 2, 64, 12],
        [3, 2, 64, 12],
    ]


def expect_first_filing_stands(year, annual_return):
    """It shows what was filed, and beside the one figure that differs what it is today."""
    year.open("filed-return-detail", annual_return.pk, 1)
    assert year.figures() == [2, 2, 64, 12]
    expect(year.page.locator(".return-now")).to_have_text(
        year.words("Counted today: %(now)s (%(difference)s)", now=3, difference="+1")
    )
    expect(year.page.locator("main")).to_contain_text(year.words("as filed"))
