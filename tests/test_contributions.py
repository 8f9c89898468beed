"""Contributions of all-contributors: emoji with names in HTML, words elsewhere."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_profiles.dialects.contributions import TYPES, Contribution, contributions_of

if TYPE_CHECKING:
    from sites import Build, Site

SHIELD, PEN = "\U0001f6e1\ufe0f", "\U0001f58b\ufe0f"
FILE: dict[str, Any] = {
    "types": {
        "doc": {"symbol": "\ufe0f\u200d📚", "description": "Docs", "link": "x"},
        "mill": {"symbol": "<b>mill</b>", "description": "Milling & <dyeing>"},
        "code": {"symbol": "🖥"},
    },
    "contributors": [
        {
            "login": "ada",
            "name": "Ada",
            "contributions": ["code", "doc", "security", "mill", "weaving", "code"],
        },
        {"login": "bo", "contributions": [{"type": "eventOrganizing", "url": "https://b.example"}]},
        {"login": "cy", "contributions": None},
    ],
}
PAGE = "# I\n\n```{{profile-index}}\n:layout: {layout}\n:show: contributions{label}\n```\n"


def index(build: Build, layout: str, builder: str = "html", label: str = "", **more: Any) -> Site:
    files = {"index.md": PAGE.format(layout=layout, label=label)}
    files[".all-contributorsrc"] = json.dumps(FILE, ensure_ascii=False)
    return build(files, builder, profiles_people=[".all-contributorsrc"], **more)


def test_the_emoji_of_the_types() -> None:
    """Each is one that every font shows as an emoji, without the strays of the command's table."""
    assert len(TYPES) == 33
    for emoji, name in TYPES.values():
        assert name.strip() == name != ""
        assert unicodedata.category(emoji[0]) == "So"
        # Letters that Unicode shows as text need the selector (emoji-data.txt, Emoji_Presentation).
        assert (emoji[0] in "\u26a0\U0001f6e1\U0001f58b") <= emoji.endswith("\ufe0f")
    assert TYPES["mentoring"][0] == "🧑\u200d🏫"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (("code", "code"), [("Code", "💻")]),
        ("code, Event-Organizing", [("Code", "💻"), ("Event Organizers", "📋")]),
        (((("type", "security"), ("url", "x")),), [("Security", SHIELD)]),
        (("weaving", 3, None, ("a", "b")), [("weaving", "")]),
        (None, []),
        (7, []),
        ("", []),
    ],
)
def test_values_of_every_kind(value: Any, expected: list[tuple[str, str]]) -> None:
    shown = contributions_of((("Contributions", value),))
    assert [(contribution.name, contribution.emoji) for contribution in shown] == expected


def test_a_type_of_the_file_itself() -> None:
    own = (("content", (("symbol", ":pen:"), ("description", "Words"))),)
    fields = (("contributions", ("content",)), ("contribution_types", own))
    assert contributions_of(fields) == [Contribution("Words", PEN)]


@pytest.mark.parametrize("layout", ["cards", "list", "table"])
def test_emoji_have_names(build: Build, layout: str) -> None:
    site = index(build, layout)
    assert site.warnings == []
    shown = site.html().select(".profile-contributions")
    assert len(shown) == 2
    spans = shown[0].select("span")
    assert [span.get_text() for span in spans] == [
        *("🖥", "📚", SHIELD, "Milling & <dyeing>", "weaving")
    ]
    named = [span for span in spans if span.get("role") == "img"]
    assert [span["aria-label"] for span in named] == ["Code", "Docs", "Security"]
    assert all(span["title"] == span["aria-label"] for span in named)
    assert shown[1].span["aria-label"] == "Event Organizers"


def test_the_heading_of_a_column(build: Build) -> None:
    for label, expected in (("", "Contributions"), (' "What for"', "What for")):
        heads = index(build, "table", label=label).html().select("thead th")
        assert [cell.get_text().strip() for cell in heads] == ["Name", expected]


def test_english_names_say_so_on_other_pages(build: Build) -> None:
    spans = index(build, "list", language="de").html().select(".profile-contributions span")
    assert [span.get("lang", "") for span in spans[:3]] == ["en", "", "en"]


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo"])
@pytest.mark.parametrize("layout", ["cards", "list", "table"])
def test_other_outputs_have_the_words(build: Build, layout: str, builder: str) -> None:
    site = index(build, layout, builder)
    assert site.warnings == []
    pattern = {"text": "index.txt", "latex": "*.tex", "man": "*.1", "texinfo": "*.texi"}[builder]
    said = " ".join(next(site.out.glob(pattern)).read_text("utf-8").split())
    assert "Code, Docs, Security, Milling" in said.replace("| ", "").replace(" |", "")
    assert not any(emoji[0] in said for emoji, _ in TYPES.values())


def test_a_query_goes_by_the_types(build: Build) -> None:
    page = "# I\n\n```{profile-index}\n:where: contributions=doc\n```\n"
    files = {"index.md": page, ".all-contributorsrc": json.dumps(FILE)}
    site = build(files, profiles_people=[".all-contributorsrc"])
    assert [name.get_text() for name in site.html().select(".profile-name")] == ["Ada"]
