"""Reminding by hand: whom it reaches, once a day, in whose words; and who may."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core.errors import PermissionRefused
from core.models import AuditEntry
from notifications import emails as outbox
from notifications.models import Message
from people.roles import Role
from publications.actions.chasers import chase
from publications.models import Chaser
from publications.queries.chasers import Group, preview_of, to_chase
from publications.rules.chasers import ChaserRefused
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, PersonFactory, UserFactory, person_with_role
from tests.publications.factories import AcknowledgementFactory, RecipientFactory, RoundFactory

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def out():
    return RoundFactory()


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def customs():
    return DepartmentFactory()


def ask(out, department, *, level="senior", **fields):
    person = PersonFactory(posting__department=department, posting__level=level)
    return RecipientFactory(round=out, person=person, **fields)


def told():
    return set(Message.objects.values_list("about_id", flat=True))


def press(out, by, now=NOW, *, words_en="", words_zh_hant="", **group):
    return chase(
        round_id=out.pk,
        group=Group(**group),
        words_en=words_en,
        words_zh_hant=words_zh_hant,
        by=by,
        now=now,
    )


def test_only_those_who_have_not_done_it_and_are_still_asked_are_reminded(out, staff, customs):
    open_ = ask(out, customs, opened_at=NOW)
    AcknowledgementFactory(recipient__round=out)
    ask(out, customs, left_on=TODAY)
    ask(RoundFactory(), customs)

    chaser = press(out, staff)

    assert told() == {open_.pk}
    assert (chaser.told, chaser.sent_by, chaser.sent_at) == (1, staff, NOW)
    assert AuditEntry.objects.get().action == "publications.chased"


def test_where_opening_is_enough_who_opened_it_is_not_reminded(staff, customs):
    out = RoundFactory(circulation__must_acknowledge=False)
    ask(out, customs, opened_at=NOW)
    open_ = ask(out, customs)

    press(out, staff)

    assert told() == {open_.pk}


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ({}, {"opened", "late", "junior", "elsewhere"}),
        ({"step": "unopened"}, {"late", "junior", "elsewhere"}),
        ({"step": "late"}, {"late"}),
        ({"level": "junior"}, {"junior"}),
    ],
)
def test_a_group_is_found_by_how_far_it_came_and_its_level(out, staff, customs, group, expected):
    recipients = {
        "opened": ask(out, customs, opened_at=NOW),
        "late": ask(out, customs, due_on=YESTERDAY),
        "junior": ask(out, customs, level="junior"),
        "elsewhere": ask(out, DepartmentFactory()),
    }

    press(out, staff, **group)

    assert told() == {recipients[name].pk for name in expected}


def test_staff_may_choose_a_department(out, staff, customs):
    own = ask(out, customs)
    ask(out, DepartmentFactory())

    press(out, staff, department=customs)

    assert told() == {own.pk}


@pytest.mark.parametrize("role", [Role.TRAINING_COORDINATOR, Role.ETHICS_OFFICER])
def test_a_department_chases_its_own_people_only(out, customs, role):
    own = ask(out, customs)
    elsewhere = DepartmentFactory()
    ask(out, elsewhere)
    user = person_with_role(role, customs).user

    press(out, user)

    assert told() == {own.pk}
    with pytest.raises(PermissionRefused):
        press(out, user, department=elsewhere)


@pytest.mark.parametrize(
    "role", [Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT, Role.AUDITOR]
)
def test_others_chase_nobody(out, customs, role):
    ask(out, customs)
    department = None if role == Role.AUDITOR else customs

    with pytest.raises(PermissionRefused):
        press(out, person_with_role(role, department).user)


def test_pressed_twice_on_a_day_it_goes_once_and_the_next_day_again(out, staff, customs):
    first = ask(out, customs)
    press(out, staff, now=NOW)

    with pytest.raises(ChaserRefused), transaction.atomic():
        press(out, person_with_role(Role.ETHICS_OFFICER, customs).user, now=NOW)
    joiner = ask(out, customs)
    press(out, staff, now=NOW)
    assert (told(), Message.objects.count()) == ({first.pk, joiner.pk}, 2)

    press(out, staff, now=NOW + dt.timedelta(days=1))
    assert (Message.objects.count(), Chaser.objects.count()) == (4, 3)


@pytest.mark.parametrize(
    "fields",
    [
        {"closed_at": NOW},
        {"begun_at": None, "finished_at": None},
        {"circulation__status": "ended", "circulation__ended_at": NOW},
    ],
)
def test_nobody_is_chased_for_what_is_not_asked_now(staff, customs, fields):
    if "circulation__ended_at" in fields:
        fields = {**fields, "circulation__ended_by": UserFactory()}
    out = RoundFactory(**fields)
    ask(out, customs)

    with pytest.raises(ChaserRefused, match="Nobody is asked"):
        press(out, staff)


def test_who_has_no_account_gets_none(out, staff, customs):
    person = PersonFactory(user=None, posting__department=customs)
    RecipientFactory(round=out, person=person)

    with pytest.raises(ChaserRefused, match="Nobody is left"):
        press(out, staff)


def test_the_preview_counts_whom_it_would_reach_and_why_not_the_others(out, staff, customs):
    ask(out, customs)
    press(out, staff)
    ask(out, customs)
    works = DepartmentFactory()
    for _ in range(2):
        ask(out, works)
    RecipientFactory(round=out, person=PersonFactory(user=None, posting__department=works))

    recipients = to_chase(out, staff, Group(), today=TODAY)
    preview = preview_of(recipients, today=TODAY)

    assert (preview.to_tell, preview.told_today, preview.without_account) == (3, 1, 1)
    assert preview.by_department == [(works, 2), (customs, 1)]


def test_the_mail_has_the_sender_s_words_in_the_reader_s_language(out, customs):
    officer = person_with_role(Role.ETHICS_OFFICER, customs, name_en="LAM Wai-yee")
    ask(out, customs)
    chinese = PersonFactory(user=UserFactory(language="zh-hant"), posting__department=customs)
    RecipientFactory(round=out, person=chinese)
    press(
        out, officer.user, words_en="Before Friday, <please>.", words_zh_hant="請於星期五前閱讀。"
    )

    messages = list(Message.objects.select_related("recipient").order_by("about_id"))
    [english, chinese] = [composed for _, composed in outbox.compose(messages, NOW)]

    assert "LAM Wai-yee writes:\nBefore Friday, <please>.\n" in english.text
    assert "Before Friday, &lt;please&gt;." in english.html
    assert english.subject.startswith("Reminder, please read and acknowledge: ")
    assert "請於星期五前閱讀。" in chinese.text
    assert Chaser.objects.get().words_zh_hans == "请于星期五前阅读。"


def test_without_words_the_mail_says_nobody_writes(out, staff, customs):
    ask(out, customs)
    press(out, staff)

    [(_, mail)] = outbox.compose(list(Message.objects.select_related("recipient")), NOW)
    assert "writes:" not in mail.text


def test_who_has_read_it_meanwhile_is_not_reminded(out, staff, customs):
    recipient = ask(out, customs)
    press(out, staff)
    recipient.opened_at = recipient.acknowledged_at = NOW
    recipient.save()

    [(_, mail)] = outbox.compose(list(Message.objects.select_related("recipient")), NOW)
    assert str(mail.reason) == "The recipient has read it."


def test_words_in_one_language_only_are_not_kept(out, staff):
    chaser = Chaser(round=out, sent_at=NOW, sent_by=staff, words_en="Please.")

    with pytest.raises(IntegrityError, match="publications_chaser_in_both_languages"):
        chaser.save()


def test_one_sees_the_reminders_one_sent_and_staff_all(out, staff, customs):
    ask(out, customs)
    coordinator = person_with_role(Role.TRAINING_COORDINATOR, customs).user
    chaser = press(out, coordinator)
    officer = person_with_role(Role.ETHICS_OFFICER, customs).user

    seen = [list(Chaser.objects.visible_to(user)) for user in (staff, coordinator, officer)]
    assert seen == [[chaser], [chaser], []]
    assert str(chaser) == "Have not read it: First circulation (1)"
