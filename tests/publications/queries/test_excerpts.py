"""Excerpts: where words stand in what others wrote, shown without harm."""

import pytest

from publications.models.words import words_in
from publications.queries.excerpts import hits, pattern_of


def marked(text, asked):
    return hits(text, pattern_of(words_in(asked))).marked


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("Gifts and a GIFT", "gift", "<mark>Gift</mark>s and a <mark>GIFT</mark>"),
        ("Regift", "gift", "Regift"),
        ("An officer of ours", "of", "An officer <mark>of</mark> ours"),
        ("申報利益衝突", "利益冲突", "申報<mark>利益衝突</mark>"),
        ("申报利益冲突", "利益衝突", "申报<mark>利益冲突</mark>"),
        ("利益\n衝突", "利益衝突", "<mark>利益\n衝突</mark>"),
        ("ＣＳＢ", "csb", "<mark>ＣＳＢ</mark>"),
        ("An oﬃcial gift", "gift", "An oﬃcial <mark>gift</mark>"),
        ("利益衝突", "利益 利益衝突", "<mark>利益衝突</mark>"),
        ("Nothing here", "gift", "Nothing here"),
    ],
)
def test_words_are_marked_in_whatever_form_they_stand(text, asked, shown):
    assert marked(text, asked) == shown


def test_what_others_wrote_is_escaped_in_and_beside_the_marks():
    shown = marked("<script>alert('gift')</script> & <b>gift</b>", "gift script")

    assert shown == (
        "&lt;<mark>script</mark>&gt;alert(&#x27;<mark>gift</mark>&#x27;)"
        "&lt;/<mark>script</mark>&gt; &amp; &lt;b&gt;<mark>gift</mark>&lt;/b&gt;"
    )


def test_excerpt_is_cut_between_words_around_the_first():
    text = "before " * 40 + "gift" + " after" * 60

    shown = hits(text, pattern_of(words_in("gift"))).excerpt

    assert shown == "… " + "before " * 12 + "<mark>gift</mark>" + " after" * 15 + " …"


def test_excerpt_of_a_short_text_is_all_of_it():
    assert hits("A gift", pattern_of(words_in("gift"))).excerpt == "A <mark>gift</mark>"
