"""Rooms in real government buildings; which rooms there are, and how large, is invented."""

# English and Chinese name, English and Chinese address, places.
VENUES: tuple[tuple[str, str, str, str, int], ...] = (
    ("Lecture Theatre, North Point Government Offices", "北角政府合署演講廳",
     "333 Java Road, North Point", "北角渣華道333號", 120),
    ("Conference Room 3, Customs Headquarters Building", "海關總部大樓三號會議室",
     "222 Java Road, North Point", "北角渣華道222號", 40),
    ("Multi-purpose Hall, ICAC Building", "廉政公署大樓多用途禮堂",
     "303 Java Road, North Point", "北角渣華道303號", 200),
    ("Training Room 2, ICAC Building", "廉政公署大樓二號培訓室",
     "303 Java Road, North Point", "北角渣華道303號", 48),
    ("Conference Hall, Central Government Offices", "政府總部會議廳",
     "2 Tim Mei Avenue, Tamar", "添馬添美道2號", 150),
    ("Lecture Room, Queensway Government Offices", "金鐘道政府合署講堂",
     "66 Queensway, Admiralty", "金鐘道66號", 60),
    ("Training Room, Cheung Sha Wan Government Offices", "長沙灣政府合署培訓室",
     "303 Cheung Sha Wan Road", "長沙灣道303號", 50),
    ("Conference Room, Mong Kok Government Offices", "旺角政府合署會議室",
     "30 Luen Wan Street, Mong Kok", "旺角聯運街30號", 40),
    ("Multi-purpose Room, Sha Tin Government Offices", "沙田政府合署多用途室",
     "1 Sheung Wo Che Road, Sha Tin", "沙田上禾輋路1號", 80),
    ("Training Room, Tsuen Wan Government Offices", "荃灣政府合署培訓室",
     "38 Sai Lau Kok Road, Tsuen Wan", "荃灣西樓角路38號", 45),
    ("Conference Room, Tuen Mun Government Offices", "屯門政府合署會議室",
     "1 Tuen Hi Road, Tuen Mun", "屯門屯喜路1號", 40),
    ("Lecture Theatre, Trade and Industry Tower", "工業貿易大樓演講廳",
     "3 Concorde Road, Kai Tak", "啟德協調道3號", 100),
)  # fmt: skip

# Speakers beside the one of the cast: English and Chinese name, where they come from.
SPEAKERS: tuple[tuple[str, str, str], ...] = (
    ("MOK Sze-wing", "莫詩詠", "ICAC Community Relations Department"),
    ("FAN Kin-ho", "范健豪", "ICAC Corruption Prevention Department"),
    ("LUI Suk-yee", "呂淑儀", "Civil Service College"),
    ("TO Man-kit", "杜文傑", "Department of Justice"),
    ("SHUM Pui-ling", "沈佩玲", "Civil Service Bureau"),
    ("HAU Cheuk-him", "侯卓謙", "ICAC Community Relations Department"),
    ("KOO Nga-man", "顧雅文", "Official Receiver's Office"),
    ("LUK Tin-long", "陸天朗", "Government Logistics Department"),
    ("CHIN Wai-kwan", "錢慧君", "ICAC Corruption Prevention Department"),
)
