"""What differs between two wordings of a strategy, and its picture of risks."""

from ethics_officers.models import RiskArea
from ethics_officers.queries import Wording, changes_between, level_of, risk_matrix


def wording(**values):
    given = {"needs": "", "priorities": "", "risks": {}, "objectives": []}
    return Wording(**given | values)


def pieces(changes):
    return [(piece.kind, piece.text) for piece in changes]


def test_nothing_differs_from_itself():
    same = wording(needs="Talks.", risks={"Gifts": (2, 3)}, objectives=["Fewer cases"])

    assert changes_between(same, same).is_none


def test_words_are_told_apart_and_the_rest_is_as_it_was():
    changes = changes_between(wording(needs="Talks for all."), wording(needs="Talks for some."))

    assert pieces(changes.needs) == [("same", "Talks for "), ("gone", "all."), ("new", "some.")]
    assert not changes.is_none


def test_chinese_is_told_apart_by_the_character():
    changes = changes_between(
        wording(priorities="督導人員先行"), wording(priorities="督導人員優先")
    )

    assert pieces(changes.priorities) == [
        ("same", "督導人員"),
        ("new", "優"),
        ("same", "先"),
        ("gone", "行"),
    ]


def test_risks_are_new_gone_or_rated_otherwise():
    before = {"Gifts": (2, 3), "Procurement": (4, 4), "Same": (1, 1)}
    after = {"Gifts": (3, 3), "Licensing": (2, 2), "Same": (1, 1)}

    changes = changes_between(wording(risks=before), wording(risks=after))

    assert [(each.name, each.kind, each.before, each.after) for each in changes.risks] == [
        ("Gifts", "rated", (2, 3), (3, 3)),
        ("Procurement", "gone", (4, 4), None),
        ("Licensing", "new", None, (2, 2)),
    ]


def test_objectives_and_documents_are_compared_whole():
    changes = changes_between(
        wording(objectives=["A", "B"], document="Old.pdf"), wording(objectives=["A", "C"])
    )

    assert pieces(changes.objectives) == [("same", "A"), ("gone", "B"), ("new", "C")]
    assert changes.documents == ("Old.pdf", "")


def test_the_picture_has_each_risk_in_its_square_by_its_number():
    risks = [
        RiskArea(likelihood=3, impact=5),
        RiskArea(likelihood=1, impact=1),
        RiskArea(likelihood=3, impact=5),
    ]

    matrix = risk_matrix(risks)

    assert [row.impact for row in matrix] == [5, 4, 3, 2, 1]
    assert [cell.rating for cell in matrix[0].cells] == [5, 10, 15, 20, 25]
    assert matrix[0].cells[2].numbers == [1, 3]
    assert matrix[4].cells[0].numbers == [2]
    assert sum(len(cell.numbers) for row in matrix for cell in row.cells) == 3


def test_ratings_have_words():
    assert [level_of(rating) for rating in (1, 5, 6, 14, 15, 25)] == [
        "low",
        "low",
        "medium",
        "medium",
        "high",
        "high",
    ]
