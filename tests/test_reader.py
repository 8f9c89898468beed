"""The rules of reading one by one, where a whole note would hide which of them holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.markdown.citations import bracket_pairs
from sphinxext_profiles.markdown.images import says_nothing
from sphinxext_profiles.note.key import key_from_path, name_from_key
from sphinxext_profiles.note.questions import is_lead_in, is_shell
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.words.chat import begins_chat, ends_chat
from sphinxext_profiles.words.headlines import headline_from_title
from sphinxext_profiles.words.names import is_other_script, read_title

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile


def profile_of(text: str, path: str = "people/somebody.md") -> Profile:
    return read_profile(text, path).profile


@pytest.mark.parametrize(
    ("heading", "name", "alternates", "life_span", "headline"),
    [
        ("Ada Lovelace", "Ada Lovelace", [], "", ""),
        (
            "Wang Xiaoyun (王小云) — a cryptographer",
            "Wang Xiaoyun",
            ["王小云"],
            "",
            "a cryptographer",
        ),
        ("周靖人（Jingren Zhou）", "周靖人", ["Jingren Zhou"], "", ""),
        ("Kaiming He | 何凯明", "Kaiming He", ["何凯明"], "", ""),
        ("Kaiming He | 研究员", "Kaiming He", [], "", "研究员"),
        ("何凯明 ｜ Kaiming He ｜ AI researcher", "何凯明", ["Kaiming He"], "", "AI researcher"),
        (
            "Christopher Ré: Stanford AI Professor",
            "Christopher Ré",
            [],
            "",
            "Stanford AI Professor",
        ),
        ("紫式部：作家", "紫式部", [], "", "作家"),
        ("Zhang Heng (78–139)", "Zhang Heng", [], "78–139", ""),
        ("Aisha (born 1983)", "Aisha", [], "born 1983", ""),
        ("Somebody (1983)", "Somebody", [], "1983", ""),
        ("張衡（Zhang Heng，78–139）", "張衡", ["Zhang Heng"], "78–139", ""),
        ("屈原（前340年—前278年）", "屈原", [], "前340年—前278年", ""),
        ("梁啟超（一八七三年生）", "梁啟超", [], "一八七三年生", ""),
        (
            "Ada Lovelace: mathematician (1815–1852)",
            "Ada Lovelace",
            [],
            "1815–1852",
            "mathematician",
        ),
        ("Jean-Luc Marion – philosophe", "Jean-Luc Marion", [], "", "philosophe"),
        ("Jean-Luc Marion", "Jean-Luc Marion", [], "", ""),
        ("Rumi (Persian: مولانا)", "Rumi", ["مولانا"], "", ""),
        (
            "Grace Hopper (Rear Admiral — retired)",
            "Grace Hopper",
            ["Rear Admiral — retired"],
            "",
            "",
        ),
        ("Lee (a) (b)", "Lee", ["a", "b"], "", ""),
        ("(Anonymous)", "(Anonymous)", [], "", ""),
        ("Name:", "Name", [], "", ""),
        ("12:30", "12:30", [], "", ""),
    ],
)
def test_heading_is_taken_apart(
    heading: str, name: str, alternates: list[str], life_span: str, headline: str
) -> None:
    title = read_title(heading)
    found = (title.name, title.alternates, title.life_span, title.headline)
    assert found == (name, alternates, life_span, headline)


@pytest.mark.parametrize(
    ("text", "name", "is_name"),
    [
        ("何凯明", "Kaiming He", True),
        ("数学家", "Kaiming He", False),
        ("阿里雲首席技術官", "Jingren Zhou", False),
        ("列夫·托爾斯泰", "Leo Tolstoy", True),
        ("김연아", "Yuna Kim", True),
        ("Jingren Zhou", "周靖人", True),
        ("Alibaba Cloud CTO", "周靖人", False),
        ("Research Scientist", "何凯明", False),
        ("Kaiming", "Kaiming He", False),
        ("12345", "何凯明", False),
    ],
)
def test_name_in_another_script_is_no_headline(text: str, name: str, is_name: bool) -> None:
    assert is_other_script(text, name) is is_name


@pytest.mark.parametrize(
    ("title", "names", "headline"),
    [
        ("Alibaba Cloud CTO Jingren Zhou", ["Jingren Zhou"], "Alibaba Cloud CTO"),
        ("Alibaba Cloud CTO Zhou Jingren", ["Jingren Zhou"], "Alibaba Cloud CTO"),
        ("阿里巴巴雲首席技術官周靖人", ["周靖人"], "阿里巴巴雲首席技術官"),
        ("Christopher Ré: Stanford AI Professor", ["Christopher Re"], "Stanford AI Professor"),
        ("Stanford AI Professor (Christopher Ré)", ["Christopher Ré"], "Stanford AI Professor"),
        ("周靖人（Jingren Zhou）— 首席技術官", ["周靖人"], "首席技術官"),
        ("ADA LOVELACE, mathematician", ["Ada Lovelace"], "mathematician"),
        ("Annabel Lee's Anna", ["Anna"], "Annabel Lee's"),
        (
            "Ada Lovelace's notes on computing",
            ["Ada Lovelace"],
            "Ada Lovelace's notes on computing",
        ),
        ("Profile: Ada Lovelace", ["Ada Lovelace"], ""),
        ("Who is Ada Lovelace?", ["Ada Lovelace"], ""),
        ("周靖人的簡介", ["周靖人"], ""),
        ("Ada Lovelace (1815–1852)", ["Ada Lovelace"], ""),
        ("Ada Lovelace (mathematician)", ["Ada Lovelace"], "mathematician"),
        ("Jingren Zhou", ["周靖人"], ""),
        ("A. Lovelace", ["Ada Lovelace"], ""),
        ("The enchantress of number", ["Ada Lovelace"], "The enchantress of number"),
    ],
)
def test_headline_is_the_title_without_the_name(
    title: str, names: list[str], headline: str
) -> None:
    assert headline_from_title(title, names, "somebody")[0] == headline


def test_title_that_is_the_key_repeats_the_name_unless_it_is_a_role() -> None:
    assert headline_from_title("Shen Kuo", ["沈括"], "shen-kuo")[0] == ""
    assert headline_from_title("Alibaba Cloud CTO", ["周靖人"], "alibaba-cloud-cto")[0]


@pytest.mark.parametrize(
    ("path", "lang", "key"),
    [
        ("people/zhou-jingren.hant.md", "zh-Hant", "zhou-jingren"),
        ("people/2025-10-22-alibaba-cloud-cto-hant.md", "zh-Hant", "alibaba-cloud-cto"),
        ("people/qiu-jin-zh-tw.md", "zh-TW", "qiu-jin"),
        ("people/qiu-jin.zh_TW.md", "zh-TW", "qiu-jin"),
        ("people/zhou-jingren.hant.md", "", "zhou-jingren.hant"),
        ("people/zhou-jingren.hant.md", "en", "zhou-jingren.hant"),
        ("people/en.md", "en", "en"),
        ("people/ada/index.md", "", "ada"),
        ("people/ada/_index.zh-hant.md", "zh-Hant", "ada"),
        ("people/ada/README.md", "", "ada"),
        ("people/2025-10-22-ada/index.md", "", "ada"),
        ("index.md", "", "index"),
        ("../index.md", "", "index"),
        ("people\\ada.md", "", "ada"),
        ("Ada Lovelace.md", "en", "Ada-Lovelace"),
        ("周靖人.md", "zh", "周靖人"),
        ("2025-10-22.md", "", "2025-10-22"),
        ("???.md", "", "note"),
        ("", "", "note"),
    ],
)
def test_key_comes_from_the_file_name(path: str, lang: str, key: str) -> None:
    assert key_from_path(path, lang) == key


def test_name_made_of_a_key() -> None:
    assert name_from_key("ada_lovelace-king") == "Ada Lovelace King"


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("在 Qwen 中的角色", "在-qwen-中的角色"),
        ("這意味著什麼 / 為何值得關注", "這意味著什麼-為何值得關注"),
        ("أعماله", "أعماله"),
        ("भारतीय कार्य", "भारतीय-कार्य"),
        ("Straße & Weg", "strasse-weg"),
        ("ＦＵＬＬ　Ｗｉｄｔｈ", "full-width"),
        ("1. The code", "1-the-code"),
        ("!?", "section"),
        ("", "section"),
    ],
)
def test_slug_keeps_the_letters_of_any_script(heading: str, slug: str) -> None:
    assert slugify(heading) == slug
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    "alt",
    [
        *(
            "",
            " ",
            "image",
            "Image",
            "Image 3",
            "圖片",
            "照片（2）",
            "photo",
            "صورة",
            "Изображение",
        ),
        *("IMG_2041", "DSC-0001", "portrait.jpeg", "Profile picture", "…", "zhou-jingren"),
    ],
)
def test_alt_text_that_says_nothing(alt: str) -> None:
    assert says_nothing(alt, "https://example.org/zhou-jingren.jpg?w=1")


@pytest.mark.parametrize(
    "alt", ["Ada", "Photo 51", "周靖人的照片", "portrait of Ada", "ada lovelace"]
)
def test_alt_text_that_says_something(alt: str) -> None:
    expected = alt == "Photo 51"  # a famous image, but nobody could tell it from a numbered one
    assert says_nothing(alt, "ada lovelace.jpg") is expected


@pytest.mark.parametrize(
    "text", ["Here is a summary of Ada:", "以下是摘要：", "**Ada**:", "__A:__"]
)
def test_lead_in_ends_in_a_colon(text: str) -> None:
    assert is_lead_in(text)


@pytest.mark.parametrize("text", ["She said: no.", "", ":)", "10:30"])
def test_other_paragraphs_are_no_lead_in(text: str) -> None:
    assert not is_lead_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Question: who?",
        "**Q:** who?",
        "A\nAnswer: her",
        "問題：誰？",
        "**回答：** 她",
        "Réponse : elle",
    ],
)
def test_question_and_answer(text: str) -> None:
    assert is_shell(text)


@pytest.mark.parametrize("text", ["The question: who?", "An answer", "Qatar: a country", "She: me"])
def test_no_question(text: str) -> None:
    assert not is_shell(text)


@pytest.mark.parametrize(
    "text",
    ["Here is the house where she was born.", "Here are her books.", "Surely she was right."],
)
def test_sentences_that_only_sound_like_a_chat(text: str) -> None:
    assert not begins_chat(text)
    assert not ends_chat(text)


@pytest.mark.parametrize(
    "text", ["Here’s a brief overview of her life.", "Certainly! She was…", "當然可以！", "بالطبع!"]
)
def test_a_chat_begins(text: str) -> None:
    assert begins_chat(text)


@pytest.mark.parametrize(
    "text", ["Would you like me to add dates?", "*Let me know if …*", "希望這對您有幫助！"]
)
def test_a_chat_ends(text: str) -> None:
    assert ends_chat(text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("(a)", [(0, 2)]),
        ("（a)", [(0, 2)]),
        ("a) (b)", [(3, 5)]),
        ("((a)", [(1, 3)]),
        ("([a)]", [(0, 3)]),
        ("【(a)】", [(1, 3), (0, 4)]),
        ("a", []),
    ],
)
def test_brackets_that_belong_together(text: str, pairs: list[tuple[int, int]]) -> None:
    assert bracket_pairs(text) == pairs


def test_tracking_parameters_of_the_project_are_taken_off_everywhere() -> None:
    text = (
        "---\nphoto: https://a.example.org/p.jpg?trk=1&w=2\nlinks: [https://b.example.org/?trk=1]\n"
        "---\n\n# Ada\n\n![Ada](https://c.example.org/?trk=1) She is [here](https://d.example.org/?trk=1)"
        " ([E][1]).\n\n[1]: https://e.example.org/?trk=1\n"
    )
    profile = read_profile(text, "ada.md", tracking=frozenset({"trk"})).profile
    assert profile.portrait is not None
    assert profile.portrait.source == "https://a.example.org/p.jpg?w=2"
    assert profile.summary is not None
    shown = (profile.links, profile.images, profile.summary.parts, profile.references)
    assert "trk" not in repr((shown, profile.summary.source))
    assert "trk" in repr(profile_of(text).references)


def test_a_source_in_korean_keeps_the_spaces_of_korean() -> None:
    note = "[^a]: 세종실록 https://sillok.example.org/ 제77권\n\n    조선왕조실록\n"
    text = f"# 장영실\n\n발명가.[^a]\n\n{note}"
    (reference,) = profile_of(text).references
    assert reference.title == "세종실록 제77권. 조선왕조실록"


def test_letters_of_full_width_are_no_other_script() -> None:
    profile = profile_of("# Ada Lovelace | ＥＮＧＩＮＥＥＲ\n\nShe worked.\n")
    assert (profile.alternate_names, profile.headline) == ((), "ＥＮＧＩＮＥＥＲ")


def test_path_is_written_with_slashes() -> None:
    assert profile_of("# Ada\n", "people\\ada.md").path == "people/ada.md"


def test_language_that_may_be_a_slip_is_suggested() -> None:
    problems = read_profile("---\nlang: zh-Hantt\nname: A\n---\n", "a.md").problems
    assert [problem.code for problem in problems] == [ProblemCode.LANGUAGE_UNKNOWN]
    assert "zh-Hant" in problems[0].message


def test_section_ends_where_the_next_one_begins() -> None:
    text = "# A\n\n## B\n\n#### C\n\nx\n\n### D\n\n## E\n"
    sections = profile_of(text).sections
    assert [(s.title, s.level, s.line, s.end) for s in sections] == [
        ("B", 1, 3, 10),
        ("C", 2, 5, 8),
        ("D", 2, 9, 10),
        ("E", 1, 11, 11),
    ]


def test_line_of_a_citation_in_a_long_paragraph() -> None:
    text = "# A\n\nOne `two\nthree` {sub}`x\ny` [four\nfive][1] ![a\nb](c.png) [S][1].\n\n[1]: https://a.org\n"
    profile = profile_of(text)
    assert [citation.line for citation in profile.citations] == [5, 7]
    assert profile.images[0].line == 6


def test_quick_ways_of_the_parser_change_nothing() -> None:
    """Addresses and text go a short way when nothing in them needs the long one."""
    address = "https://a.example.org/p?q=1&copy=2&amp;r=%C3%A9(x)\\_y"
    links = f"[a]({address}) [b](https://b.org/x) [c]( <https://c.org/d e> 'T' )"
    text = f"# A\n\nSee {links} &lt;\\*\n"
    summary = profile_of(text).summary
    assert summary is not None
    targets = [part.target for part in summary.parts if part.kind == "link"]
    assert targets == [
        "https://a.example.org/p?q=1&copy=2&r=%C3%A9(x)_y",
        "https://b.org/x",
        "https://c.org/d%20e",
    ]
    assert summary.parts[-1].text == " <*"


def calls(text: str) -> int:
    """Return how many calls reading a note takes: a measure of its work that knows no clock."""
    count = 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        read_profile(text, "ada.md")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", ["{open}[Yale][1]{close}", "[Yale][1] {open}{close}"])
def test_the_work_grows_with_the_brackets_and_not_with_their_square(text: str) -> None:
    note = f"# Ada\n\n{text}\n\n[1]: https://yale.edu\n"
    few, many = (calls(note.format(open="(" * n, close=")" * n)) for n in (400, 800))
    assert many < 2.5 * few
