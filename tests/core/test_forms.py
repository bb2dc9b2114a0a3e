"""What our forms say of a wrong input: what is wrong, and how to mend it."""

import pytest
from django import forms as django_forms

from core.forms import Form


class Example(Form):
    word = django_forms.CharField(max_length=3)
    own = django_forms.CharField(error_messages={"required": "Say who you are."})
    number = django_forms.IntegerField(min_value=2, max_value=5)
    day = django_forms.DateField()
    time = django_forms.TimeField()
    moment = django_forms.DateTimeField()
    link = django_forms.URLField(assume_scheme="https")
    choice = django_forms.ChoiceField(choices=[("a", "A")])


RIGHT = {
    "word": "abc",
    "own": "I",
    "number": "3",
    "day": "2026-12-01",
    "time": "09:30",
    "moment": "2026-12-01 09:30",
    "link": "https://example.hk/",
    "choice": "a",
}


def test_what_is_right_is_accepted():
    assert Example(RIGHT).errors == {}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("word", "", "Please fill this in."),
        ("word", "abcd", "This is too long: 4 characters. Keep to 3."),
        ("own", "", "Say who you are."),
        ("number", "three", "Write a whole number, in digits."),
        ("number", "1", "This is too little: write 2 or more."),
        ("number", "6", "This is too much: write 5 or less."),
        ("day", "soon", "This is not a date. Write it such as 2026-12-01."),
        ("day", "0001-01-01", "This year can't be meant. Choose a date from 1990 to 2099."),
        ("day", "9999-12-31", "This year can't be meant. Choose a date from 1990 to 2099."),
        ("time", "late", "This is not a time. Write it such as 09:30."),
        ("moment", "soon", "This is not a date and time. Write it such as 2026-12-01 09:30."),
        (
            "moment",
            "9999-12-31 23:59",
            "This year can't be meant. Choose a date from 1990 to 2099.",
        ),
        (
            "link",
            "no address",
            "This is not a web address. Write all of it, such as https://example.hk/meeting.",
        ),
        ("choice", "", "Please choose one."),
        ("choice", "b", "This is not offered. Choose one of the list."),
    ],
)
def test_what_is_wrong_is_refused_with_a_sentence_that_helps(field, typed, sentence):
    assert Example({**RIGHT, field: typed}).errors == {field: [sentence]}
