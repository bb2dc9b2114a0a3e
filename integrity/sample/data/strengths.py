"""Weights of the bodies for which no figure was found, so that each gets people.

These are guesses of a plausible size, used for nothing but spreading the sample. They are never
shown; `Department.strength` stays empty for these bodies.
"""

ASSUMED: dict[str, int] = {
    "CEPU": 40, "CSO": 90, "AW": 700, "FSO": 60, "CEDB": 600, "CMAB": 200, "CSTB": 300,
    "DEVB": 350, "EDB": 5900, "EEB": 250, "FSTB": 350, "HHB": 200, "HB": 120, "HYAB": 200,
    "ITIB": 150, "LWB": 150, "SB": 280, "TLB": 280, "CR": 440, "DPO": 800, "GLD": 780,
    "GOVTLAB": 530, "GPA": 230, "HD": 9400, "HKO": 340, "HKPO": 5100, "HYD": 2500,
    "INVESTHK": 130, "IPD": 190, "IRD": 2850, "ISD": 440, "ITC": 370, "JSSCS": 35, "JUD": 2100,
    "LAD": 590, "LANDSD": 4200, "LCSD": 10300, "LD": 2500, "LR": 500, "MD": 1450, "OFCA": 310,
    "OFNAA": 110, "ORO": 260, "PLAND": 850, "PSC": 35, "REO": 190, "RTHK": 750, "RVD": 890,
    "SCIOCS": 20, "SWD": 6400, "TD": 1900, "TID": 480, "TRY": 750, "UGC": 70, "WFSFAA": 2000,
    "WSD": 4700,
}  # fmt: skip
