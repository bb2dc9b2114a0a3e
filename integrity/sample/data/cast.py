"""The people one can sign in as: one for each role, in the order of the roles."""

from dataclasses import dataclass

from people.models import EmploymentKind, Level
from people.roles import Role


@dataclass(frozen=True)
class Part:
    """Somebody well chosen for a role, with a post that fits it."""

    role: Role
    name_en: str
    name_zh: str
    email: str
    department: str
    rank: str
    level: Level
    pay_point: str
    language: str = "en"
    employment_kind: EmploymentKind = EmploymentKind.PERMANENT


CAST: tuple[Part, ...] = (
    Part(
        Role.CIVIL_SERVANT, "CHAN Siu-ming", "陳小明", "siu-ming.chan@customs.gov.example",
        "CUSTOMS", "Senior Inspector of Customs and Excise", Level.MIDDLE, "GDS(O) 24",
    ),
    Part(
        Role.TRAINING_COORDINATOR, "HO Mei-kuen", "何美娟", "mei-kuen.ho@customs.gov.example",
        "CUSTOMS", "Executive Officer I", Level.JUNIOR, "MPS 30", "zh-hant",
    ),
    Part(
        Role.ETHICS_OFFICER, "LAM Wai-yee", "林慧儀", "wai-yee.lam@customs.gov.example",
        "CUSTOMS", "Assistant Commissioner of Customs and Excise", Level.SENIOR, "GDS(C) 3",
    ),
    Part(
        Role.ASSISTANT_ETHICS_OFFICER, "YEUNG Chi-fai", "楊志輝",
        "chi-fai.yeung@customs.gov.example",
        "CUSTOMS", "Superintendent of Customs and Excise", Level.SENIOR, "GDS(O) 38", "zh-hant",
    ),
    Part(
        Role.HEAD_OF_DEPARTMENT, "LEUNG Man-kit", "梁文傑", "man-kit.leung@customs.gov.example",
        "CUSTOMS", "Commissioner of Customs and Excise", Level.SENIOR, "GDS(C) 5",
    ),
    Part(
        Role.SPEAKER, "KWOK Tsz-hin", "郭子軒", "tsz-hin.kwok@icac.gov.example",
        "ICAC", "Senior Commission Against Corruption Officer", Level.MIDDLE, "IPS 33", "en",
        EmploymentKind.AGREEMENT,
    ),
    Part(
        Role.PROGRAMME_STAFF, "WONG Ka-man", "黃嘉雯", "ka-man.wong@csb.gov.example",
        "CSB", "Chief Executive Officer", Level.SENIOR, "MPS 47",
    ),
    Part(
        Role.ICAC_STAFF, "TSANG Wing-kit", "曾詠潔", "wing-kit.tsang@icac.gov.example",
        "ICAC", "Chief Investigator", Level.SENIOR, "IPS 40", "zh-hant",
        EmploymentKind.AGREEMENT,
    ),
    Part(
        Role.AUDITOR, "NG Kwok-wai", "吳國威", "kwok-wai.ng@aud.gov.example",
        "AUD", "Senior Auditor", Level.SENIOR, "MPS 46",
    ),
    Part(
        Role.ADMINISTRATOR, "CHEUNG Ho-yin", "張浩賢", "ho-yin.cheung@csb.gov.example",
        "CSB", "Senior Executive Officer", Level.MIDDLE, "MPS 41",
    ),
)  # fmt: skip
