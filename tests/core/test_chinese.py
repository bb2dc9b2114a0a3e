"""Traditional and Simplified Chinese, and the form that searches compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chinese import fold, simplified, simplify


@pytest.mark.parametrize(
    ("traditional", "expected"),
    [
        ("利益衝突", "利益冲突"),
        ("衞生署", "卫生署"),
        ("敍用", "叙用"),
        ("誠信管理", "诚信管理"),
        ("Integrity 2026", "Integrity 2026"),
        ("", ""),
    ],
)
def test_simplify_knows_the_characters_of_hong_kong(traditional, expected):
    assert simplify(traditional) == expected


def test_a_simplified_text_that_was_left_empty_is_made():
    assert simplified("督導責任", "", before="") == "督导责任"


def test_a_simplified_text_that_was_corrected_stands():
    assert simplified("網上研討會", "网络研讨会", before="網上研討會") == "网络研讨会"


def test_a_simplified_text_that_was_merely_made_is_made_anew():
    assert simplified("督導責任", "利益冲突", before="利益衝突") == "督导责任"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("利益衝突", "利益冲突"),
        ("Conflict", "CONFLICT"),
        ("ＩＣＡＣ", "icac"),
        ("衛生", "衞生"),
    ],
)
def test_fold_makes_alike_what_a_search_should_find(one, other):
    assert fold(one) == fold(other)


@given(st.text())
def test_fold_of_what_is_folded_is_the_same(text):
    assert fold(fold(text)) == fold(text)
