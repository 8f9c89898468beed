"""Family names that many people share, so that an initial before one says little."""

from __future__ import annotations

COMMON = frozenset(
    {
        # English
        *("adams", "allen", "anderson", "baker", "brown", "campbell", "carter", "clark", "cook"),
        *("davies", "davis", "edwards", "evans", "green", "hall", "harris", "hill", "hughes"),
        *("jackson", "johnson", "jones", "king", "lewis", "martin", "miller", "mitchell", "moore"),
        *("morgan", "morris", "murphy", "nelson", "parker", "phillips", "roberts", "robinson"),
        *("scott", "smith", "stewart", "taylor", "thomas", "thompson", "turner", "walker", "white"),
        *("williams", "wilson", "wood", "wright", "young"),
        # Chinese, in the spellings of several places
        *("cai", "cao", "chan", "chang", "chen", "cheng", "chow", "chu", "deng", "ding", "dong"),
        *("du", "fan", "fang", "feng", "fu", "gao", "gu", "guo", "han", "he", "ho", "hsu", "hu"),
        *("huang", "jiang", "jin", "lai", "lau", "leung", "li", "liang", "liao", "lin", "liu"),
        *("lo", "lu", "luo", "lv", "ma", "meng", "ng", "pan", "peng", "qian", "qin", "ren", "shen"),
        *("shi", "song", "su", "sun", "tan", "tang", "tian", "tsai", "wan", "wang", "wei", "wong"),
        *("wu", "xia", "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yu"),
        *("yuan", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu"),
        # Korean
        *("ahn", "bae", "baek", "cho", "choi", "chung", "hong", "hwang", "jang", "jeon", "jeong"),
        *("jung", "kang", "kim", "ko", "kwon", "lee", "lim", "moon", "oh", "park", "seo", "shin"),
        *("yoo", "yoon"),
        # Vietnamese
        *("bui", "dang", "dao", "dinh", "do", "doan", "duong", "hoang", "huynh", "le", "ngo"),
        *("nguyen", "pham", "phan", "tran", "truong", "vo", "vu"),
        # Japanese
        *("abe", "hayashi", "ikeda", "inoue", "ishikawa", "ito", "kato", "kimura", "kobayashi"),
        *("matsumoto", "mori", "nakamura", "ogawa", "saito", "sasaki", "sato", "shimizu"),
        *("suzuki", "takahashi", "tanaka", "watanabe", "yamada", "yamaguchi", "yamamoto"),
        *("yoshida",),
        # South Asian
        *("agarwal", "ali", "banerjee", "chatterjee", "das", "devi", "ghosh", "gupta", "jain"),
        *("khan", "kumar", "mishra", "patel", "rahman", "rao", "reddy", "roy", "shah", "sharma"),
        *("singh", "verma", "yadav"),
        # German, Dutch, Nordic
        *("bauer", "becker", "braun", "fischer", "hoffmann", "klein", "koch", "meyer", "muller"),
        *("mueller", "neumann", "richter", "schmidt", "schneider", "schroder", "schulz"),
        *("schwarz", "wagner", "weber", "werner", "wolf", "zimmermann"),
        *("bakker", "de boer", "de jong", "de vries", "jansen", "smit", "van den berg", "visser"),
        *("andersen", "andersson", "eriksson", "hansen", "jensen", "johansen", "johansson"),
        *("karlsson", "larsen", "larsson", "nielsen", "nilsson", "olsen", "olsson", "pedersen"),
        # Romance
        *("alves", "costa", "fernandes", "ferreira", "gomes", "lima", "oliveira", "pereira"),
        *("ribeiro", "rodrigues", "santos", "silva", "souza"),
        *("alvarez", "cruz", "diaz", "fernandez", "flores", "garcia", "gomez", "gonzalez"),
        *("gutierrez", "hernandez", "jimenez", "lopez", "martinez", "morales", "moreno", "munoz"),
        *("ortiz", "perez", "ramirez", "ramos", "reyes", "rivera", "rodriguez", "romero", "ruiz"),
        *("sanchez", "torres", "vargas"),
        *("bernard", "dubois", "durand", "laurent", "leroy", "moreau", "petit", "richard", "simon"),
        *(
            "bianchi",
            "colombo",
            "conti",
            "esposito",
            "ferrari",
            "ricci",
            "romano",
            "rossi",
            "russo",
        ),
        # Slavic, Hungarian
        *("ivanov", "ivanova", "kuznetsov", "kuznetsova", "petrov", "petrova", "popov", "popova"),
        *("smirnov", "smirnova", "sokolov", "volkov", "kowalska", "kowalski", "nowak", "novak"),
        *("wisniewski", "horvath", "kovacs", "nagy", "szabo", "toth"),
        # Turkish, Arabic
        *("celik", "demir", "kaya", "sahin", "yildiz", "yilmaz"),
        *("abbas", "ahmad", "ahmed", "hassan", "hussain", "hussein", "ibrahim", "mohamed"),
        *("mohammed", "mahmoud", "saleh"),
    }
)
"""As `fold` leaves them. Chosen by hand from the most frequent names of each language: they decide
only whether a match by one initial counts."""
