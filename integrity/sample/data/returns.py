"""What the sample's annual returns ask, and some of what is answered."""

from dataclasses import dataclass, field
from typing import Any

from core.chinese import simplify


def _labels(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"key": str(key), "en": en, "zh_hant": zh, "zh_hans": simplify(zh)}
        for key, (en, zh) in enumerate(pairs, start=1)
    ]


@dataclass(frozen=True)
class Question:
    """A question, with the answers that departments give to it in turn."""

    kind: str
    en: str
    zh: str
    figure: str = ""
    feeds: str = ""
    required: bool = True
    choices: list[dict[str, str]] = field(default_factory=list)
    columns: list[dict[str, str]] = field(default_factory=list)
    answers: tuple[Any, ...] = ()


QUESTIONS = (
    Question(
        "number", "How many of your people were trained in integrity?",
        "貴部門有多少人員曾接受誠信培訓？", figure="persons_trained",
    ),
    Question(
        "number", "How many attendances did they make?", "他們的出席人次是多少？",
        figure="attendances",
    ),
    Question(
        "number", "What share of those now serving was trained?",
        "現職人員中曾接受培訓的比率是多少？", figure="coverage",
    ),
    Question(
        "number", "How many recruits were trained?", "有多少新入職人員曾接受培訓？",
        figure="persons_trained_recruit",
    ),
    Question(
        "number", "How many activities did you hold yourselves?", "貴部門自行舉辦了多少項活動？",
        figure="activities",
    ),
    Question(
        "number", "How many of your people acknowledged what was circulated to them?",
        "貴部門有多少人員已確認收悉所傳閱的刊物？", figure="readers",
    ),
    Question(
        "number", "How many items of your work plan are done?",
        "工作計劃中有多少個項目已經完成？", figure="plan_items_done",
    ),
    Question(
        "number", "For how many days was there no Ethics Officer?",
        "誠信事務主任一職懸空多少天？", figure="vacant_days",
    ),
    Question(
        "number", "How many applications for outside work were considered?",
        "處理了多少宗外間工作申請？", answers=(0, 3, 12, 27, 41),
    ),
    Question(
        "choice", "Was the register of conflicts of interest reviewed this year?",
        "年內有否檢討利益衝突登記冊？",
        choices=_labels(("Yes, all of it", "有，全部"), ("In part", "部分"), ("No", "沒有")),
        answers=("1", "1", "2", "3"),
    ),
    Question(
        "table", "What became of the risk areas named in your strategy?",
        "策略所列的風險範疇有何進展？", required=False,
        choices=_labels(("Procurement", "採購"), ("Licensing", "發牌"), ("Staff", "人事")),
        columns=_labels(("Done", "已完成"), ("Next year", "來年")),
        answers=(
            [["Rotation of duties", "Review with ICAC"], ["", ""], ["Briefings", "Quiz"]],
            None,
        ),
    ),
    Question(
        "text", "What worked well, and what would you tell other departments?",
        "哪些工作成效良好？有何經驗可與其他部門分享？",
        feeds="lessons",
        answers=(
            "Short briefings at shift change reached officers whom talks did not.",
            "新入職人員在首月內參加講座，效果最好。",
            "A quiz with a small prize was taken up by half the department.",
        ),
    ),
    Question(
        "text", "What was difficult, and what would help?", "遇到哪些困難？需要甚麼協助？",
        feeds="challenges", required=False,
        answers=(
            "Officers on shifts can seldom be released for half a day.",
            "新入職人員增多，名額未能應付需求。",
            None,
            "Front-line officers without a computer of their own are hard to reach by e-mail.",
        ),
    ),
)  # fmt: skip
