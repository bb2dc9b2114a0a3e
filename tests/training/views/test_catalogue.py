"""The registers of courses, venues and speakers."""

import pytest
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    CourseFactory,
    EngagementFactory,
    PersonFactory,
    PublicationFactory,
    SpeakerFactory,
    TopicFactory,
    UserFactory,
    VenueFactory,
)
from training.models import Course, Session, Speaker, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def course_form(**changes):
    values = {
        "title_en": "Procurement",
        "title_zh_hant": "政府採購",
        "kind": "seminar",
        "topics": [TopicFactory().pk],
        "levels": ["senior"],
        "minutes": "90",
        "language": "english",
        "capacity": "60",
        "is_active": "on",
    }
    return {**values, **changes}


def venue_form(**changes):
    values = {"name_en": "Room 3", "name_zh_hant": "三號會議室", "capacity": "40"}
    return {**values, "is_active": "on", **changes}


def test_a_course_is_added_with_its_simplified_title_made(staff):
    response = staff.post(reverse("training:course-create"), course_form())

    course = Course.objects.get()
    assert response.status_code == 302
    assert (course.title_zh_hans, course.levels) == ("政府采购", ["senior"])
    assert course.topics.count() == 1


def test_a_course_names_the_publications_it_uses_and_drops_one(staff):
    kept, dropped = PublicationFactory(), PublicationFactory()
    archived = PublicationFactory(archived_at=NOW, archived_by=UserFactory())
    page = reverse("training:course-create")

    staff.post(page, course_form(publications=[kept.pk, dropped.pk]))
    course = Course.objects.get()
    assert set(course.publications.all()) == {kept, dropped}
    edit = reverse("training:course-edit", args=[course.pk])
    offered = staff.get(edit).context["form"].fields["publications"].queryset
    assert archived not in offered
    staff.post(edit, course_form(publications=[kept.pk]))

    assert list(course.publications.all()) == [kept]


def test_a_course_keeps_a_publication_that_was_archived(staff):
    archived = PublicationFactory(archived_at=NOW, archived_by=UserFactory())
    course = CourseFactory()
    course.publications.add(archived)

    form = staff.get(reverse("training:course-edit", args=[course.pk])).context["form"]

    assert list(form.fields["publications"].queryset) == [archived]
    assert form.initial["publications"] == [archived]


def test_a_course_is_changed(staff):
    course = CourseFactory()

    staff.post(
        reverse("training:course-edit", args=[course.pk]),
        course_form(title_zh_hant="督導責任", title_zh_hans=course.title_zh_hans),
    )

    course.refresh_from_db()
    assert (course.title_en, course.title_zh_hans) == ("Procurement", "督导责任")


def test_a_course_of_a_title_that_is_taken_is_refused_in_words(staff):
    CourseFactory(title_en="Procurement")

    response = staff.post(reverse("training:course-create"), course_form())

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "title_en": ["There is a course of this title already. Choose another."]
    }


def test_a_course_that_asks_for_more_people_than_it_has_seats_is_refused_in_words(staff):
    response = staff.post(reverse("training:course-create"), course_form(minimum="61"))

    assert response.context["form"].errors == {
        "minimum": ["Ask for no more people than there are seats."]
    }


def test_a_speaker_from_outside_is_added(staff):
    staff.post(reverse("training:speaker-create"), {"name_en": "LEE Siu-yuk", "name_zh": "李小玉"})

    speaker = Speaker.objects.get()
    assert (str(speaker), speaker.person) == ("LEE Siu-yuk 李小玉", None)


def test_a_speaker_is_linked_to_a_person_by_the_address_of_the_account(staff):
    person = PersonFactory(user__email="lee@gov.example")
    speaker = SpeakerFactory()
    address = reverse("training:speaker-edit", args=[speaker.pk])

    staff.post(address, {"name_en": speaker.name_en, "email": "LEE@gov.example"})

    speaker.refresh_from_db()
    assert speaker.person == person
    assert staff.get(address).context["form"]["email"].value() == "lee@gov.example"


def test_a_speaker_of_no_account_or_of_one_that_is_registered_is_refused_in_words(staff):
    SpeakerFactory(name_en="LEE", name_zh="", person=PersonFactory(user__email="lee@gov.example"))

    def error_for(email):
        posted = {"name_en": "LEE Siu-yuk", "email": email}
        response = staff.post(reverse("training:speaker-create"), posted)
        assert response.status_code == 422
        return response.context["form"].errors["email"]

    assert error_for("nobody@gov.example") == [
        "Nobody has an account of this address. Correct it, or leave it empty."
    ]
    assert error_for("lee@gov.example") == ["This is LEE, who is in the register already."]


def test_a_session_is_found_under_the_new_name_of_its_speaker(staff):
    part = EngagementFactory()

    staff.post(reverse("training:speaker-edit", args=[part.speaker_id]), {"name_en": "OUYANG Nafu"})

    assert Session.objects.search("ouyang").get() == part.meeting.session


def test_a_venue_is_added_with_its_simplified_name_made(staff):
    staff.post(reverse("training:venue-create"), venue_form())

    assert Venue.objects.get().name_zh_hans == "三号会议室"


def test_a_venue_without_seats_is_refused_in_words(staff):
    response = staff.post(reverse("training:venue-create"), venue_form(capacity="0"))

    assert response.status_code == 422
    assert response.context["form"].errors == {"capacity": ["A venue has at least one seat."]}


def test_a_venue_is_taken_off_offer(staff):
    venue = VenueFactory()

    staff.post(reverse("training:venue-edit", args=[venue.pk]), venue_form(is_active=""))

    venue.refresh_from_db()
    assert venue.is_active is False


@pytest.mark.parametrize("name", ["course", "venue", "speaker"])
def test_the_registers_are_read_only_for_an_auditor(as_role, name):
    CourseFactory()
    VenueFactory()
    SpeakerFactory()
    auditor = as_role(Role.AUDITOR)

    listed = auditor.get(reverse(f"training:{name}-list")).content.decode()

    assert "/edit/" not in listed
    assert auditor.get(reverse(f"training:{name}-create")).status_code == 403


@pytest.mark.parametrize(
    ("name", "factory"),
    [("course", CourseFactory), ("venue", VenueFactory), ("speaker", SpeakerFactory)],
)
def test_the_registers_take_the_same_number_of_queries_for_one_row_and_for_three(
    staff, name, factory, django_assert_num_queries
):
    for count in (1, 2):
        factory.create_batch(count)
        with django_assert_num_queries(4):
            staff.get(reverse(f"training:{name}-list"))


@pytest.mark.parametrize("name", ["course", "venue", "speaker"])
def test_a_row_that_is_not_there_is_absent(staff, name):
    assert staff.get(reverse(f"training:{name}-edit", args=[0])).status_code == 404


def test_a_session_is_begun_from_the_list_of_courses_by_those_who_may(as_role):
    offered, old = CourseFactory(), CourseFactory(is_active=False)

    of_staff = as_role(Role.PROGRAMME_STAFF).get(reverse("training:course-list"))
    of_auditor = as_role(Role.AUDITOR).get(reverse("training:course-list"))

    begin = reverse("training:session-create") + "?course="
    assert f"{begin}{offered.pk}" in of_staff.content.decode()
    assert f"{begin}{old.pk}" not in of_staff.content.decode()
    assert begin not in of_auditor.content.decode()
    assert "Schedule a session" not in of_auditor.content.decode()
