"""Courses on real topics, with invented titles and summaries."""

from dataclasses import dataclass

from people.models import Level
from people.roles import Role
from training.models import SessionKind, SpokenLanguage

WORKSHOP, SEMINAR, WEBINAR = SessionKind.WORKSHOP, SessionKind.SEMINAR, SessionKind.WEBINAR
CANTONESE, ENGLISH, PUTONGHUA = (
    SpokenLanguage.CANTONESE,
    SpokenLanguage.ENGLISH,
    SpokenLanguage.PUTONGHUA,
)


@dataclass(frozen=True)
class Subject:
    """A course, who runs it, how often it comes round, and whom its sessions are for."""

    title_en: str
    title_zh: str
    summary_en: str
    summary_zh: str
    topics: tuple[str, ...]
    kind: SessionKind
    minutes: int
    language: SpokenLanguage
    capacity: int
    organiser: str
    weight: int = 1
    levels: tuple[Level, ...] = ()
    roles: tuple[Role, ...] = ()


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "Conflict of interest for supervisors",
        "督導人員研討：避免利益衝突",
        "How to recognise a conflict of interest, what to declare and to whom, and what a "
        "supervisor does with a declaration. Worked through in cases from several departments.",
        "如何識別利益衝突、何時及向誰申報，以及督導人員收到申報後應怎樣處理。課程以不同部門的個案進行討論。",
        ("COI", "SUPV"), WORKSHOP, 180, CANTONESE, 40, "ICAC", 8, (Level.MIDDLE, Level.SENIOR),
    ),
    Subject(
        "Acceptance of advantages and entertainment",
        "接受利益及款待",
        "Gifts, discounts, loans and passages; lavish meals; sponsored visits. What may be "
        "accepted, what needs permission, and how to decline politely.",
        "禮物、折扣、貸款及旅費；奢華款待；贊助訪問。哪些可以接受、哪些須先取得許可，以及如何婉拒。",
        ("AAN", "ADVOFF", "ENT", "SPVIS"), WEBINAR, 90, ENGLISH, 300, "CSB", 6,
    ),
    Subject(
        "Misconduct in public office: cases and lessons",
        "公職人員行為失當：案例與啟示",
        "The elements of the common-law offence, and what recent cases teach those who use "
        "public power every day.",
        "講解普通法罪行的構成元素，並從案例看每天行使公權力的人員應引以為鑑之處。",
        ("MIPO",), SEMINAR, 120, CANTONESE, 60, "ICAC", 6,
    ),
    Subject(
        "Government procurement: staying clear of collusion",
        "政府採購：防範串通",
        "Warning signs in quotations and tenders, fair dealing with suppliers, and safeguards "
        "that work in a small office as well as in a large one.",
        "報價及投標中的警號、公平對待供應商，以及大小辦公室都適用的防貪措施。",
        ("PROC", "CPREV"), WEBINAR, 90, ENGLISH, 160, "ICAC", 4,
    ),
    Subject(
        "Integrity for new appointees",
        "新入職人員誠信培訓",
        "The Prevention of Bribery Ordinance, the Civil Service Code and where to turn when in "
        "doubt. For officers on probation.",
        "介紹《防止賄賂條例》、《公務員守則》，以及遇有疑問時的求助途徑。對象為試用期內的人員。",
        ("POBO3", "POBO4", "CODE", "REPORT"), SEMINAR, 150, CANTONESE, 80, "CSB", 8,
        (Level.RECRUIT,),
    ),
    Subject(
        "Ethical leadership and the 3As",
        "誠信領導與3A策略",
        "Awareness, assessment and action: how a department turns its strategy into a work plan, "
        "told by those who have done it.",
        "認知、評估、行動：由有經驗的同事分享部門如何把策略化為工作計劃。",
        ("ELEAD",), WORKSHOP, 180, CANTONESE, 36, "CSB", 2, (),
        (Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER),
    ),
    Subject(
        "Prudent personal finance: debt, loans and gambling",
        "審慎理財：負債、借貸與賭博",
        "How debt grows into a risk to integrity, what must be reported, and where help is to be "
        "found early.",
        "負債如何演變為誠信風險、哪些情況必須申報，以及如何及早尋求協助。",
        ("DEBT", "LOAN", "GAMB"), SEMINAR, 90, CANTONESE, 100, "CSB", 5,
    ),
    Subject(
        "Outside work during and after service",
        "在職及離職後從事外間工作",
        "When permission is needed, how applications are judged, and what applies to directorate "
        "officers who leave.",
        "何時須申請許可、如何審批申請，以及適用於離職首長級人員的規定。",
        ("OSW", "PSOW"), WEBINAR, 60, ENGLISH, 300, "CSB", 3,
    ),
    Subject(
        "Handling confidential and official information",
        "機密及公務資料的處理",
        "Need to know, social media, messaging groups, and requests from friends. Short and full "
        "of examples.",
        "「有需要知道」原則、社交媒體、通訊群組，以及朋友的查詢。短講，附大量例子。",
        ("CONF", "MISUSE"), WEBINAR, 60, CANTONESE, 300, "CSB", 5,
    ),
    Subject(
        "Supervisory accountability",
        "督導責任",
        "What a supervisor answers for: clear rules, spot checks, early warning signs and prompt "
        "action.",
        "督導人員須負的責任：清晰的規則、抽查、及早察覺警號及迅速行動。",
        ("SUPV",), WORKSHOP, 180, CANTONESE, 40, "ICAC", 5, (Level.MIDDLE, Level.SENIOR),
    ),
    Subject(
        "Corruption prevention in outsourcing and contracts",
        "外判及合約管理的防貪措施",
        "From specification to final payment: where contracts are vulnerable, and what the "
        "Corruption Prevention Department advises.",
        "由擬訂規格到最後付款：合約管理的易受影響之處，以及防止貪污處的建議。",
        ("OUTS", "CPREV"), WORKSHOP, 180, CANTONESE, 36, "ICAC", 3,
    ),
    Subject(
        "Regulatory enforcement: integrity on inspections",
        "規管執法：巡查工作的誠信",
        "For officers who inspect, license or prosecute: dealing with offers, regular contacts "
        "and discretion.",
        "對象為負責巡查、發牌或檢控的人員：如何面對利益提供、經常接觸及酌情權。",
        ("REGENF", "REPORT"), SEMINAR, 120, CANTONESE, 80, "ICAC", 3,
    ),
    Subject(
        "The Civil Service Code: twelve core values",
        "《公務員守則》：十二項核心價值",
        "The twelve values of the Code of 2024 and what each asks of daily work.",
        "2024年《公務員守則》的十二項核心價值，以及各項價值在日常工作中的要求。",
        ("CODE",), SEMINAR, 90, PUTONGHUA, 120, "CSB", 2,
    ),
)  # fmt: skip
