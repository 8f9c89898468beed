"""Which citations of a paragraph belong together, and what becomes of the words around them."""

from __future__ import annotations

import pytest

from sphinxext_profiles.markdown.citation_groups import CITATION, find_groups, group_citations
from sphinxext_profiles.markdown.grammar import USUAL

DEFINITIONS = (
    "\n\n[1]: https://a.org\n[2]: https://b.org\n[yale]: https://c.org\n\n[^4]: https://d.org\n"
)
NUMBERS = {"1": 1, "2": 2, "yale": 3, "^4": 4}


def shown(text: str) -> str:
    """Return a paragraph as a reader sees it, its citations as numbers in angle brackets."""
    tokens = USUAL.whole.parse(text + DEFINITIONS, {})
    inline = next(token for token in tokens if token.type == "inline")
    words: list[str] = []
    around: list[str] = []
    for token in group_citations(inline.children or [], NUMBERS):
        numbers = ",".join(str(number) for number, _ in token.meta.get("marks", ()))
        match token.type:
            case "profiles_citation":
                words.append(f"<{numbers}>")
            case "profiles_citation_open":
                around.append(f"<{numbers}>")
            case "profiles_citation_close":
                words.append(around.pop())
            case _:
                words.append(token.content)
    return "".join(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Born. ([Yale][1])", "Born.<1>"),
        ("Born. ([Yale][1], [Rice][2]) Then.", "Born.<1,2> Then."),
        ("生於。（[耶魯][1]、[萊斯][2]）後來", "生於。<1,2>後來"),
        ("生於。([耶魯][1]）後來", "生於。<1>後來"),
        ("One ([Yale][1]) two ([Rice][2]).", "One<1> two<2>."),
        ("A [Yale][1] says.", "A Yale<1> says."),
        ("See ([Yale][1] for more).", "See (Yale<1> for more)."),
        ("Plain [1].", "Plain<1>."),
        ("A line\n([Yale][1]).", "A line<1>."),
        ("A line\n[1]", "A line<1>"),
        ("Plain [1][2].", "Plain 1<2>."),
        ("Named ([Yale]).", "Named<3>."),
        ("Note[^4].", "Note<4>."),
        ("Notes[^4][^4].", "Notes<4,4>."),
        ("A [link](https://x.org) only.", "A link only."),
        ("**Bold** ([Yale][1])", "Bold<1>"),
        ("([Yale][1])", "<1>"),
        ("Code `([Yale][1])`.", "Code ([Yale][1])."),
        ("Unknown [9].", "Unknown [9]."),
        ("And ([Yale][1] and [Rice][2]).", "And<1,2>."),
        ("也（[耶魯][1]和[萊斯][2]）。", "也<1,2>。"),
        ("قال（[ييل][1]، [رايس][2]）.", "قال<1,2>."),
        ("More ([Yale][1]; see also [Rice][2]).", "More<1,2>."),
        ("Less ([Yale][1] but [Rice][2]).", "Less (Yale<1> but Rice<2>)."),
        ("Deep ([Yale][1] ([Rice][2])).", "Deep (Yale<1><2>)."),
        ("Two ([Yale][1])([Rice][2]).", "Two<1><2>."),
        ("No pair ([Yale][1]].", "No pair (Yale<1>]."),
        ("As [Yale] says", "As Yale<3> says"),
    ],
)
def test_citations_are_grouped(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_citation_knows_the_authors_words() -> None:
    tokens = USUAL.whole.parse("x ([Yale *News*][1], [Rice][2])" + DEFINITIONS, {})
    inline = next(token for token in tokens if token.type == "inline")
    (group,) = (t for t in group_citations(inline.children or [], NUMBERS) if t.type == CITATION)
    assert group.meta["marks"] == [(1, "Yale News"), (2, "Rice")]
    assert group.meta["brackets"] == ("(", ")")
    assert group.meta["joints"] == (", ",)


def test_an_image_that_is_a_citation_stays() -> None:
    tokens = USUAL.whole.parse("See [![A chart](chart.png)][1]" + DEFINITIONS, {})
    inline = next(token for token in tokens if token.type == "inline")
    kinds = [token.type for token in group_citations(inline.children or [], NUMBERS)]
    assert kinds == ["text", f"{CITATION}_open", "image", f"{CITATION}_close"]


@pytest.mark.parametrize("one", ["[A][1]", "[^4]", "([A][1]", "([A][1], "])
def test_many_citations_in_a_row_take_linear_time(one: str) -> None:
    tokens = USUAL.whole.parse(one * 1200 + DEFINITIONS, {})
    inline = next(token for token in tokens if token.type == "inline")
    assert sum(len(group.units) for group in find_groups(inline.children or [], NUMBERS)) == 1200
