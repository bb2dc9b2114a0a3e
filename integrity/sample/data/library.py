"""What is in the making in the sample's library, and the words of its sheets."""

from dataclasses import dataclass

from publications.models import Body


@dataclass(frozen=True)
class Made:
    """A title of the sample, and how far it has come."""

    title_en: str
    title_zh_hant: str
    kind: str
    body: Body
    stage: str
    description_en: str
    description_zh_hant: str
    note: str = ""
    comment: str = ""


PARAGRAPHS = {
    "en": (
        "This is a sample. The text of the publication itself is not here.",
        "An officer who is offered a gift, a loan or a favour in an official capacity asks first.",
        "A conflict of a private interest with an official duty is declared as soon as known.",
    ),
    "zh-hant": (
        "此為示範文件，並非刊物原文。",
        "公務員如因職務獲提供禮物、借貸或優待，應先行請示。",
        "私人利益與公職如有衝突，應於得悉後盡快申報，並盡可能避免。",
    ),
}

MADE = (
    Made(
        "Gifts at festivals: what may be kept", "節日禮物：甚麼可以收下", "leaflet", Body.CSB,
        "in_review",
        "What to do with a hamper, a red packet or a dinner before the Lunar New Year.",
        "農曆新年前收到果籃、利是或晚宴邀請時應如何處理。",
        note="The limits on page 2 follow the Notice. Are they as you read it?",
    ),
    Made(
        "Outside work: when to ask first", "外間工作：何時須先申請", "leaflet", Body.ICAC,
        "returned",
        "Examples of outside work for which permission is needed.",
        "須事先獲批准的外間工作例子。",
        note="For the circular of next spring.",
        comment="Example 3 is of the old regulation. Please bring it up to date, and say where "
        "the form is found.",
    ),
    Made(
        "Lending and borrowing among colleagues", "同事之間的借貸", "leaflet", Body.CSB,
        "overdue",
        "Why a loan between superior and subordinate is never a private matter.",
        "為何上司與下屬之間的借貸並非私人事務。",
        note="A short one: two pages.",
    ),
    Made(
        "Staying clean: a story in pictures", "廉潔的一天：圖畫故事", "booklet", Body.CSB,
        "rights_ending",
        "A day at the counter, told in pictures by an artist whose licence is for one year.",
        "以圖畫講述櫃位同事的一天；畫作的使用許可為期一年。",
    ),
    Made(
        "Speaking up: whom to tell", "勇於舉報：可以告訴誰", "poster", Body.CSB,
        "draft",
        "A poster for notice boards.",
        "供張貼於告示板的海報。",
    ),
)  # fmt: skip

# A title loaded as reference data that gets a second edition, scheduled.
NEXT_EDITION_OF = "Sources of Finance for Civil Servants"
