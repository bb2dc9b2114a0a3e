"""Ranks by kind of body, highest first. Titles are real; pay points and shares are plausible."""

from dataclasses import dataclass

from people.models import EmploymentKind, Level

SENIOR, MIDDLE, JUNIOR = Level.SENIOR, Level.MIDDLE, Level.JUNIOR


@dataclass(frozen=True)
class Rank:
    """A rank: its scale with the lowest and highest point, and how many in a hundred hold it."""

    title: str
    level: Level
    scale: str
    lowest: int
    highest: int
    share: float
    recruits: bool = False


@dataclass(frozen=True)
class Family:
    """The ranks of bodies of one kind. The first rank is that of the officer in charge."""

    ranks: tuple[Rank, ...]
    employment_kind: EmploymentKind = EmploymentKind.PERMANENT


_CLERKS = (
    Rank("Executive Officer I", JUNIOR, "MPS", 28, 33, 4),
    Rank("Executive Officer II", JUNIOR, "MPS", 15, 27, 4, recruits=True),
    Rank("Clerical Officer", JUNIOR, "MPS", 16, 21, 5),
    Rank("Assistant Clerical Officer", JUNIOR, "MPS", 3, 15, 9, recruits=True),
    Rank("Clerical Assistant", JUNIOR, "MPS", 1, 10, 5, recruits=True),
)

_GENERAL = Family(
    (
        Rank("Deputy Director", SENIOR, "D", 3, 3, 0.3),
        Rank("Assistant Director", SENIOR, "D", 2, 2, 0.7),
        Rank("Principal Executive Officer", SENIOR, "D", 1, 1, 1),
        Rank("Chief Executive Officer", SENIOR, "MPS", 45, 49, 4),
        Rank("Senior Executive Officer", MIDDLE, "MPS", 34, 44, 15),
        Rank("Executive Officer I", JUNIOR, "MPS", 28, 33, 16),
        Rank("Executive Officer II", JUNIOR, "MPS", 15, 27, 14, recruits=True),
        Rank("Clerical Officer", JUNIOR, "MPS", 16, 21, 16),
        Rank("Assistant Clerical Officer", JUNIOR, "MPS", 3, 15, 22, recruits=True),
        Rank("Clerical Assistant", JUNIOR, "MPS", 1, 10, 9, recruits=True),
        Rank("Workman II", JUNIOR, "Model Scale 1,", 0, 8, 2),
    )
)
_BUREAU = Family((Rank("Deputy Secretary", SENIOR, "D", 3, 3, 0.8), *_GENERAL.ranks[2:]))
_POLICE = Family(
    (
        Rank("Assistant Commissioner of Police", SENIOR, "PPS", 57, 57, 0.05),
        Rank("Senior Superintendent of Police", SENIOR, "PPS", 53, 54, 0.3),
        Rank("Superintendent of Police", SENIOR, "PPS", 49, 52, 0.8),
        Rank("Chief Inspector of Police", MIDDLE, "PPS", 43, 48, 2.5),
        Rank("Senior Inspector of Police", MIDDLE, "PPS", 36, 42, 4),
        Rank("Inspector of Police", MIDDLE, "PPS", 23, 35, 3, recruits=True),
        Rank("Station Sergeant", JUNIOR, "PPS", 22, 31, 5),
        Rank("Sergeant", JUNIOR, "PPS", 15, 24, 17),
        Rank("Senior Police Constable", JUNIOR, "PPS", 7, 17, 20),
        Rank("Police Constable", JUNIOR, "PPS", 3, 15, 38, recruits=True),
        *_CLERKS[2:4],
    )
)
_CUSTOMS = Family(
    (
        Rank("Assistant Commissioner of Customs and Excise", SENIOR, "GDS(C)", 3, 3, 0.1),
        Rank("Senior Superintendent of Customs and Excise", SENIOR, "GDS(C)", 1, 1, 0.5),
        Rank("Superintendent of Customs and Excise", SENIOR, "GDS(O)", 36, 39, 1.2),
        Rank("Assistant Superintendent of Customs and Excise", MIDDLE, "GDS(O)", 32, 35, 3),
        Rank("Senior Inspector of Customs and Excise", MIDDLE, "GDS(O)", 22, 31, 7),
        Rank("Inspector of Customs and Excise", MIDDLE, "GDS(O)", 7, 21, 7, recruits=True),
        Rank("Chief Customs Officer", JUNIOR, "GDS(R)", 22, 29, 9),
        Rank("Senior Customs Officer", JUNIOR, "GDS(R)", 14, 22, 20),
        Rank("Customs Officer", JUNIOR, "GDS(R)", 4, 13, 38, recruits=True),
        *_CLERKS[2:],
    )
)
_IMMIGRATION = Family(
    (
        Rank("Assistant Director of Immigration", SENIOR, "GDS(C)", 3, 3, 0.1),
        Rank("Assistant Principal Immigration Officer", SENIOR, "GDS(O)", 38, 39, 1.2),
        Rank("Chief Immigration Officer", MIDDLE, "GDS(O)", 32, 36, 4),
        Rank("Senior Immigration Officer", MIDDLE, "GDS(O)", 22, 31, 8),
        Rank("Immigration Officer", MIDDLE, "GDS(O)", 7, 21, 12, recruits=True),
        Rank("Chief Immigration Assistant", JUNIOR, "GDS(R)", 22, 29, 8),
        Rank("Senior Immigration Assistant", JUNIOR, "GDS(R)", 14, 22, 19),
        Rank("Immigration Assistant", JUNIOR, "GDS(R)", 4, 13, 30, recruits=True),
        *_CLERKS[2:],
    )
)
_CORRECTIONAL = Family(
    (
        Rank("Assistant Commissioner of Correctional Services", SENIOR, "GDS(C)", 3, 3, 0.1),
        Rank("Superintendent of Correctional Services", SENIOR, "GDS(O)", 36, 39, 1),
        Rank("Chief Officer", MIDDLE, "GDS(O)", 32, 35, 3),
        Rank("Principal Officer", MIDDLE, "GDS(O)", 22, 31, 6),
        Rank("Officer", MIDDLE, "GDS(O)", 5, 21, 8, recruits=True),
        Rank("Assistant Officer I", JUNIOR, "GDS(R)", 14, 26, 34),
        Rank("Assistant Officer II", JUNIOR, "GDS(R)", 3, 13, 34, recruits=True),
        *_CLERKS[2:],
    )
)
_FIRE = Family(
    (
        Rank("Deputy Chief Fire Officer", SENIOR, "GDS(C)", 2, 2, 0.2),
        Rank("Divisional Officer", SENIOR, "GDS(O)", 36, 39, 1),
        Rank("Assistant Divisional Officer", MIDDLE, "GDS(O)", 30, 35, 2),
        Rank("Senior Station Officer", MIDDLE, "GDS(O)", 24, 29, 5),
        Rank("Station Officer", MIDDLE, "GDS(O)", 10, 23, 6, recruits=True),
        Rank("Principal Fireman", JUNIOR, "GDS(R)", 20, 26, 12),
        Rank("Senior Fireman", JUNIOR, "GDS(R)", 15, 21, 16),
        Rank("Fireman", JUNIOR, "GDS(R)", 4, 14, 30, recruits=True),
        Rank("Principal Ambulanceman", JUNIOR, "GDS(R)", 18, 24, 6),
        Rank("Ambulanceman", JUNIOR, "GDS(R)", 4, 14, 18, recruits=True),
        *_CLERKS[2:4],
    )
)
_ICAC = Family(
    (
        Rank("Assistant Director", SENIOR, "IPS", 46, 46, 0.6),
        Rank("Principal Investigator", SENIOR, "IPS", 44, 45, 2),
        Rank("Chief Investigator", SENIOR, "IPS", 39, 43, 4),
        Rank("Senior Commission Against Corruption Officer", MIDDLE, "IPS", 28, 38, 17),
        Rank("Commission Against Corruption Officer", JUNIOR, "IPS", 12, 27, 40, recruits=True),
        Rank("Assistant Commission Against Corruption Officer", JUNIOR, "IPS", 3, 11, 28),
        *_CLERKS[2:4],
    ),
    EmploymentKind.AGREEMENT,
)
_WORKS = Family(
    (
        Rank("Deputy Director", SENIOR, "D", 3, 3, 0.2),
        Rank("Assistant Director", SENIOR, "D", 2, 2, 0.6),
        Rank("Chief Engineer", SENIOR, "D", 1, 1, 1.5),
        Rank("Senior Engineer", SENIOR, "MPS", 45, 49, 7),
        Rank("Engineer", MIDDLE, "MPS", 34, 44, 18),
        Rank("Senior Inspector of Works", MIDDLE, "MPS", 34, 39, 6),
        Rank("Assistant Engineer", JUNIOR, "MPS", 21, 27, 5, recruits=True),
        Rank("Inspector of Works", JUNIOR, "MPS", 24, 33, 10),
        Rank("Technical Officer", JUNIOR, "MPS", 14, 22, 16, recruits=True),
        Rank("Works Supervisor II", JUNIOR, "MPS", 8, 13, 10, recruits=True),
        Rank("Artisan", JUNIOR, "MPS", 5, 8, 6),
        *_CLERKS[1:],
    )
)
_HEALTH = Family(
    (
        Rank("Assistant Director of Health", SENIOR, "D", 3, 3, 0.2),
        Rank("Consultant", SENIOR, "D", 2, 2, 0.6),
        Rank("Senior Medical and Health Officer", SENIOR, "MPS", 45, 49, 4),
        Rank("Medical and Health Officer", MIDDLE, "MPS", 34, 44, 10),
        Rank("Nursing Officer", MIDDLE, "MPS", 34, 39, 9),
        Rank("Registered Nurse", JUNIOR, "MPS", 15, 25, 24, recruits=True),
        Rank("Enrolled Nurse", JUNIOR, "MPS", 10, 19, 10),
        Rank("Dental Surgery Assistant", JUNIOR, "MPS", 3, 13, 8, recruits=True),
        Rank("Health Surveillance Assistant", JUNIOR, "MPS", 8, 14, 8),
        *_CLERKS,
    )
)
_LEGAL = Family(
    (
        Rank("Deputy Principal Government Counsel", SENIOR, "DL", 2, 2, 2),
        Rank("Assistant Principal Government Counsel", SENIOR, "DL", 1, 1, 4),
        Rank("Senior Government Counsel", SENIOR, "MPS", 45, 49, 14),
        Rank("Government Counsel", MIDDLE, "MPS", 34, 44, 12),
        Rank("Law Clerk", JUNIOR, "MPS", 8, 23, 26, recruits=True),
        *_CLERKS,
    )
)
_FIELD = Family(
    (
        Rank("Deputy Director", SENIOR, "D", 3, 3, 0.1),
        Rank("Assistant Director", SENIOR, "D", 2, 2, 0.3),
        Rank("Chief Health Inspector", SENIOR, "MPS", 45, 47, 1.5),
        Rank("Senior Health Inspector", MIDDLE, "MPS", 34, 39, 6),
        Rank("Health Inspector I", JUNIOR, "MPS", 22, 33, 10),
        Rank("Health Inspector II", JUNIOR, "MPS", 14, 22, 8, recruits=True),
        Rank("Senior Foreman", JUNIOR, "MPS", 14, 18, 7),
        Rank("Foreman", JUNIOR, "MPS", 8, 12, 14, recruits=True),
        Rank("Workman I", JUNIOR, "Model Scale 1,", 6, 13, 10),
        Rank("Workman II", JUNIOR, "Model Scale 1,", 0, 8, 26, recruits=True),
        *_CLERKS,
    )
)
_POSTAL = Family(
    (
        Rank("Deputy Postmaster General", SENIOR, "D", 3, 3, 0.1),
        Rank("Chief Superintendent of Posts", SENIOR, "MPS", 45, 49, 1),
        Rank("Superintendent of Posts", MIDDLE, "MPS", 34, 44, 3),
        Rank("Controller of Posts I", JUNIOR, "MPS", 28, 33, 4),
        Rank("Postal Officer", JUNIOR, "MPS", 10, 22, 32, recruits=True),
        Rank("Senior Postman", JUNIOR, "MPS", 10, 13, 12),
        Rank("Postman", JUNIOR, "MPS", 4, 9, 42, recruits=True),
        *_CLERKS[2:4],
    )
)
_SOCIAL = Family(
    (
        Rank("Assistant Director of Social Welfare", SENIOR, "D", 2, 2, 0.3),
        Rank("Chief Social Work Officer", SENIOR, "MPS", 45, 49, 2),
        Rank("Senior Social Work Officer", MIDDLE, "MPS", 40, 44, 4),
        Rank("Social Work Officer", MIDDLE, "MPS", 34, 39, 14),
        Rank("Assistant Social Work Officer", JUNIOR, "MPS", 18, 33, 22, recruits=True),
        Rank("Social Work Assistant", JUNIOR, "MPS", 9, 22, 16, recruits=True),
        Rank("Welfare Worker", JUNIOR, "MPS", 6, 8, 6),
        *_CLERKS,
    )
)

FAMILIES: dict[str, Family] = {
    "HKPF": _POLICE, "CUSTOMS": _CUSTOMS, "IMMD": _IMMIGRATION, "CSD": _CORRECTIONAL,
    "FSD": _FIRE, "ICAC": _ICAC, "DH": _HEALTH, "DOJ": _LEGAL, "LAD": _LEGAL,
    "ARCHSD": _WORKS, "BD": _WORKS, "CEDD": _WORKS, "DSD": _WORKS, "EMSD": _WORKS,
    "HYD": _WORKS, "WSD": _WORKS, "PLAND": _WORKS, "LANDSD": _WORKS, "HD": _WORKS,
    "FEHD": _FIELD, "AFCD": _FIELD, "LCSD": _FIELD, "HKPO": _POSTAL, "SWD": _SOCIAL,
}  # fmt: skip


def family_of(code: str, kind: str) -> Family:
    """Give the ranks of a body by its code, or by its kind where it has none of its own."""
    return FAMILIES.get(code) or (_BUREAU if kind == "bureau" else _GENERAL)
