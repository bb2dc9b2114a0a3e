"""Names as Hong Kong writes them in both scripts: each English syllable has its character.

Surnames come with a rough weight. Given names are a first and a second syllable; both lists mix
what is common for women and for men.
"""

SURNAMES: tuple[tuple[str, str, int], ...] = (
    ("CHAN", "陳", 11), ("WONG", "黃", 8), ("LEE", "李", 7), ("CHEUNG", "張", 6),
    ("LAM", "林", 6), ("LAU", "劉", 5), ("NG", "吳", 5), ("LEUNG", "梁", 5),
    ("CHENG", "鄭", 4), ("HO", "何", 4), ("WONG", "王", 3), ("YEUNG", "楊", 3),
    ("CHOW", "周", 3), ("TSANG", "曾", 3), ("KWOK", "郭", 3), ("YIP", "葉", 3),
    ("TANG", "鄧", 3), ("LO", "羅", 3), ("FUNG", "馮", 3), ("CHOI", "蔡", 3),
    ("TSE", "謝", 3), ("MAK", "麥", 2), ("CHU", "朱", 2), ("TSUI", "徐", 2),
    ("HUI", "許", 2), ("YUEN", "袁", 2), ("SO", "蘇", 2), ("MA", "馬", 2),
    ("TAM", "譚", 2), ("CHIU", "趙", 2), ("POON", "潘", 2), ("LAI", "黎", 2),
    ("SIU", "蕭", 2), ("KWAN", "關", 2), ("FONG", "方", 2), ("YU", "余", 2),
    ("CHUNG", "鍾", 2), ("PANG", "彭", 2), ("WU", "胡", 2), ("LIU", "廖", 2),
    ("LUI", "呂", 1), ("LUK", "陸", 1), ("KONG", "江", 1), ("TO", "杜", 1),
    ("HA", "夏", 1), ("SHUM", "沈", 1), ("WAN", "溫", 1), ("MOK", "莫", 1),
    ("HUNG", "洪", 1), ("SZETO", "司徒", 1), ("AU", "區", 1), ("AU-YEUNG", "歐陽", 1),
    ("KAM", "甘", 1), ("NGAI", "魏", 1), ("TIN", "田", 1), ("FAN", "范", 1),
    ("LING", "凌", 1), ("MAN", "文", 1), ("YIM", "嚴", 1), ("CHIN", "錢", 1),
    ("YAU", "邱", 1), ("KOO", "顧", 1), ("HAU", "侯", 1), ("KAN", "簡", 1),
    ("LOK", "駱", 1), ("SUEN", "孫", 1), ("TONG", "唐", 1), ("WAI", "韋", 1),
    ("CHUI", "崔", 1),
)  # fmt: skip

FIRST_SYLLABLES: tuple[tuple[str, str], ...] = (
    ("Ka", "嘉"), ("Ka", "家"), ("Chi", "志"), ("Tsz", "子"), ("Wai", "偉"), ("Wai", "慧"),
    ("Wing", "永"), ("Wing", "詠"), ("Mei", "美"), ("Kwok", "國"), ("Man", "文"), ("Hiu", "曉"),
    ("Siu", "小"), ("Siu", "少"), ("Chun", "俊"), ("Ho", "浩"), ("Suk", "淑"), ("Yuk", "玉"),
    ("Lai", "麗"), ("Sau", "秀"), ("Kin", "建"), ("Kin", "健"), ("Sze", "思"), ("Sze", "詩"),
    ("Tsz", "芷"), ("Cheuk", "卓"), ("Hoi", "凱"), ("Lok", "樂"), ("Tak", "德"), ("Yuen", "婉"),
    ("Wai", "惠"), ("Wing", "穎"), ("Pui", "佩"), ("Po", "寶"), ("Yuet", "月"), ("Kai", "啟"),
    ("Chun", "振"), ("Man", "敏"), ("Ching", "靜"), ("Nga", "雅"), ("King", "景"), ("Yat", "逸"),
    ("Tsz", "梓"), ("Tin", "天"), ("Kam", "錦"), ("Sui", "瑞"), ("Hong", "康"), ("Ming", "明"),
)  # fmt: skip

SECOND_SYLLABLES: tuple[tuple[str, str], ...] = (
    ("ming", "明"), ("yee", "儀"), ("yan", "欣"), ("man", "文"), ("wah", "華"), ("keung", "強"),
    ("ling", "玲"), ("chun", "珍"), ("yan", "恩"), ("yin", "賢"), ("hin", "軒"), ("yi", "怡"),
    ("man", "雯"), ("fong", "芳"), ("fai", "輝"), ("kin", "健"), ("ho", "豪"), ("kit", "傑"),
    ("kuen", "娟"), ("ping", "萍"), ("ying", "英"), ("man", "敏"), ("ki", "琪"), ("lam", "琳"),
    ("yu", "瑜"), ("tung", "彤"), ("ching", "晴"), ("kwan", "君"), ("sang", "生"), ("shing", "成"),
    ("kwong", "光"), ("cheung", "祥"), ("ping", "平"), ("on", "安"), ("ha", "霞"), ("yin", "燕"),
    ("lan", "蘭"), ("fan", "芬"), ("wai", "慧"), ("lam", "霖"), ("long", "朗"), ("him", "謙"),
    ("lai", "禮"), ("kei", "基"), ("cheong", "昌"), ("wai", "威"), ("chiu", "超"), ("wing", "榮"),
    ("lun", "麟"), ("fung", "鋒"), ("shan", "珊"), ("ying", "瑩"), ("yan", "茵"), ("lin", "蓮"),
    ("kit", "潔"), ("chi", "慈"),
)  # fmt: skip
