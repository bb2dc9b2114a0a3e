"""Nobody overwrites unawares what somebody saved meanwhile."""

import datetime as dt

import pytest
from django import forms
from django.http import QueryDict

from core.versions import Difference, Stale, check_is_current, differences
from tests.clock import NOW
from tests.factories import PersonFactory, SessionFactory, UserFactory


class MealForm(forms.Form):
    dish = forms.ChoiceField(label="Dish", choices=[("r", "Rice"), ("n", "Noodles")])
    extras = forms.MultipleChoiceField(label="Extras", choices=[("1", "Tea"), ("2", "Soup")])
    day = forms.DateField(label="Day")
    note = forms.CharField(label="Note", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


SAVED = {"dish": "r", "extras": [1], "day": dt.date(2026, 12, 1), "note": "", "version": 2}


def typed(query, *, fixed=()):
    form = MealForm(QueryDict(query), initial=SAVED)
    for name in fixed:
        form.fields[name].disabled = True
    return form


def test_differences_are_told_in_words_of_the_reader():
    form = typed("dish=n&extras=1&extras=2&day=2026-12-24&note=Hot&version=1")

    assert list(differences(form)) == [
        Difference("Dish", "Noodles", "Rice"),
        Difference("Extras", "Tea, Soup", "Tea"),
        Difference("Day", "24 December 2026", "1 December 2026"),
        Difference("Note", "Hot", "–"),
    ]


def test_what_is_the_same_is_no_difference():
    assert list(differences(typed("dish=r&extras=1&day=2026-12-01&note=&version=1"))) == []


def test_a_difference_says_which_part_it_is_of():
    form = typed("dish=n&extras=1&day=2026-12-01")

    assert list(differences(form, of="Meal 2")) == [Difference("Meal 2: Dish", "Noodles", "Rice")]


def test_what_cannot_be_read_is_told_as_it_was_typed():
    form = typed("dish=fish&extras=1&day=soon")

    assert list(differences(form)) == [
        Difference("Dish", "fish", "Rice"),
        Difference("Day", "soon", "1 December 2026"),
    ]


@pytest.mark.parametrize(("query", "found"), [("dish=n", ["Dish"]), ("dish=r", []), ("", [])])
def test_a_field_that_is_fixed_counts_only_if_something_else_was_sent_for_it(query, found):
    form = typed(f"extras=1&day=2026-12-01&{query}", fixed=["dish"])

    assert [each.label for each in differences(form)] == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("user", "name"),
    [
        (lambda: PersonFactory(name_en="HO Ka-yan", name_zh="").user, "HO Ka-yan"),
        (lambda: UserFactory(email="ho@gov.example"), "ho@gov.example"),
    ],
)
def test_the_refusal_says_who_saved_it_and_when(user, name):
    session = SessionFactory(draft=True)
    session.note_change(by=user(), at=NOW)

    with pytest.raises(Stale) as refusal:
        check_is_current(session, 1)

    assert refusal.value.version == 2
    assert str(refusal.value) == (
        f"{name} saved this on 22 November 2026, 12:00, after you had opened it. "
        "Nothing of yours was saved yet."
    )


@pytest.mark.django_db
def test_the_version_that_is_saved_passes():
    check_is_current(SessionFactory(draft=True), 1)
