"""The reader takes the project's Markdown: what it makes of a text under settings of MyST."""

from __future__ import annotations

from typing import Any

import pytest
from myst_parser.config.main import MdParserConfig

from sphinxext_profiles.markdown.grammar import USUAL, Grammar
from sphinxext_profiles.model import Profile, plain_text
from sphinxext_profiles.note.allowed import Gate
from sphinxext_profiles.note.blocked import blocked
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.syntax import grammar_of

MILL = "He bought the A$BC mill and sold A$BC."


def grammar(*extensions: str, trusted: bool = False, **settings: Any) -> Grammar:
    """Return the grammar of a project with some of MyST's extensions and other settings."""
    config = MdParserConfig(enable_extensions=set(extensions), **settings)
    return grammar_of(config, trusted=trusted)


def profile(text: str, read_in: Grammar) -> Profile:
    """Return what a note says."""
    return read_profile(text, "people/somebody.md", grammar=read_in).profile


def summary(text: str, read_in: Grammar, heading: str = "Jane Doe") -> str:
    """Return the words of the summary of a note."""
    found = profile(f"# {heading}\n\n{text}\n", read_in).summary
    return plain_text(found.parts) if found else ""


def kinds(text: str, read_in: Grammar) -> list[str]:
    """Return what the summary of a note consists of."""
    found = profile(f"# Jane Doe\n\n{text}\n", read_in).summary
    return [part.kind for part in found.parts] if found else []


@pytest.mark.parametrize(
    ("settings", "parts"),
    [
        ({}, ["text"]),
        ({"extensions": ["dollarmath"]}, ["text", "math", "text"]),
        ({"extensions": ["dollarmath"], "commonmark_only": True}, ["text"]),
        ({"extensions": ["dollarmath"], "dmath_allow_digits": False}, ["text", "math", "text"]),
    ],
)
def test_dollars_are_a_formula_where_the_project_says_so(
    settings: dict[str, Any], parts: list[str]
) -> None:
    extensions = settings.pop("extensions", ())
    assert kinds("the A$BC mill, sold as A$ BC.", grammar(*extensions, **settings)) == parts


def test_digits_beside_dollars_are_the_projects_choice() -> None:
    text = "It cost 5$ and 6$ then."
    assert "math" in kinds(text, grammar("dollarmath"))
    assert kinds(text, grammar("dollarmath", dmath_allow_digits=False)) == ["text"]


def test_struck_text_is_said_no_longer() -> None:
    struck = grammar("strikethrough")
    heading = "# Jane Doe — ~~a poet~~ a weaver\n\n~~She is gone.~~\n\nShe ~~wrote *and*~~ wove.\n"
    found = profile(heading, struck)
    assert (found.name, found.headline) == ("Jane Doe", "a weaver")
    assert summary("~~She is gone.~~\n\nShe ~~wrote *and*~~ wove.", struck) == "She wove."
    assert summary("Elle ~~écrit~~ tisse.", struck) == "Elle tisse."
    assert summary("她~~寫詩~~織布。", struck) == "她織布。"


def test_tildes_are_tildes_where_nothing_strikes_out() -> None:
    assert summary("She ~~wrote~~ wove.", USUAL) == "She ~~wrote~~ wove."
    assert summary("She ~~wrote~~ wove.", grammar()) == "She ~~wrote~~ wove."


VALUES = {"role": "the *lead*", "who": "Jane Doe", "two": "First.\n\nSecond.", "loop": "{{ loop }}"}


def test_substitutions_of_trusted_notes_are_what_they_stand_for() -> None:
    read_in = grammar("substitution", trusted=True, substitutions=VALUES)
    assert profile("# {{ who }}\n", read_in).name == "Jane Doe"
    assert kinds("She is {{ role }}.", read_in) == ["text", "emphasis", "text"]
    assert summary("She is {{ role | upper }}.", read_in) == "She is THE LEAD."
    assert summary("{{ two }}", read_in) == "First."
    assert summary("She is {{ loop }}{{ nobody }}{{ 1 / 0 }}here.", read_in) == "She is here."


def test_substitutions_of_other_notes_are_their_own_text() -> None:
    read_in = grammar("substitution", substitutions=VALUES)
    assert summary("She is {{role}}.", read_in) == "She is {{ role }}."
    assert summary("{{ two }}\n\nMore.", read_in) == "More."
    other = grammar("substitution", sub_delimiters=("|", "|"), substitutions=VALUES)
    assert summary("She is ||role||.", other) == "She is || role ||."
    assert summary("She is {{ role }}.", other) == "She is {{ role }}."


def test_a_trusted_note_may_change_settings_itself() -> None:
    text = "---\nmyst:\n  enable_extensions: [dollarmath]\n---\n# Jane Doe\n\nIt is A$BC or A$BC.\n"
    for trusted, parts in ((True, ["text", "math", "text"]), (False, ["text"])):
        found = profile(text, grammar(trusted=trusted)).summary
        assert found is not None
        assert [part.kind for part in found.parts] == parts
    read_in = grammar("substitution", trusted=True, substitutions={"a": "one", "b": "two"})
    given = "---\nsubstitutions: {a: three}\n---\n# Jane Doe\n\nShe is {{ a }} {{ b }} here.\n"
    assert plain_text(profile(given, read_in).summary.parts) == "She is three two here."
    for odd in ("myst: 1", "myst: {enable_extensions: 7}", "myst: [", "myst: {no_such: x}"):
        note = f"---\n{odd}\n---\n# Jane Doe\n\nShe is {{{{ b }}}} here.\n"
        assert plain_text(profile(note, read_in).summary.parts) == "She is two here."


def test_check_knows_whether_substitutions_are_on() -> None:
    text = "# Jane Doe\n\n{{ role }}\n\nShe is {{ role }}.\n"
    assert blocked(text, Gate()) == ()
    found = blocked(text, Gate(), grammar("substitution"))
    assert [(problem.code.value, problem.line) for problem in found] == [
        ("substitution-blocked", 3),
        ("substitution-blocked", 5),
    ]


@pytest.mark.parametrize(
    ("extension", "block"),
    [
        ("fieldlist", ":Born: 1815\n:Place: Leeds\n"),
        ("deflist", "Trade\n: Weaver\n"),
        ("alert", "> [!NOTE]\n> This is a stub.\n"),
        ("amsmath", "\\begin{align}\na\n\\end{align}\n"),
    ],
)
def test_what_cannot_stand_above_a_name(extension: str, block: str) -> None:
    try:
        read_in = grammar(extension)
    except (TypeError, ValueError):  # before MyST 5, what begins with [!NOTE] is a callout
        assert extension == "alert"
        read_in = grammar()
    found = profile(f"---\nname: Jane Doe\n---\n{block}\n# Mills\n\nText.\n", read_in)
    assert [section.title for section in found.sections] == ["Mills"]
    below = profile(f"# Jane Doe\n\n{block}\nShe wove.\n", read_in)
    assert below.summary is not None
    assert plain_text(below.summary.parts) == "She wove."


def test_typographic_marks_are_for_texts_and_not_for_names() -> None:
    read_in = grammar("replacements", "smartquotes")
    text = '# Jane "JD" Doe — a (c) weaver\n\nShe wove "it" (c) ... ([A][1])\n\n'
    text += '[1]: https://a.example "It\'s (c)"\n'
    found = profile(text, read_in)
    assert (found.name, found.headline) == ('Jane "JD" Doe', "a (c) weaver")
    assert found.references[0].title == "It's (c)"
    assert found.summary is not None
    assert plain_text(found.summary.parts) == "She wove “it” © …"


def test_attributes_are_known_without_their_extension() -> None:
    for read_in in (USUAL, grammar(), grammar("attrs_inline"), grammar("attrs_image")):
        assert summary("{.lead}\nShe [wove]{.x} `it`{.y}.", read_in) == "She wove it."


@pytest.mark.parametrize("only", ["commonmark_only", "gfm_only"])
def test_no_fence_is_a_directive_where_pages_have_none(only: str) -> None:
    text = "# Jane Doe\n\n{abbr}`She` wove.\n\n```{note}\n[3] ([A][1])\n```\n\n[1]: https://a.example\n"
    found, problems = read_profile(text, "people/jane.md", grammar=grammar(**{only: True}))
    assert found.citations == ()
    assert [problem.code.value for problem in problems] == ["reference-unused"]
    assert found.summary is not None
    assert plain_text(found.summary.parts) == "{abbr}She wove."


def test_syntax_that_is_disabled_is_text() -> None:
    assert kinds("She *wove*.", grammar(disable_syntax=["emphasis"])) == ["text"]
    assert kinds("She *wove*.", grammar(disable_syntax=["table", "image"])) == [
        "text",
        "emphasis",
        "text",
    ]


@pytest.mark.parametrize(
    "opening", ["::: card", "::: {.card}", "::: {.card} :::", ":::{container} x"]
)
def test_headings_in_a_div_are_those_of_the_note(opening: str) -> None:
    text = f"{opening}\n# Jane Doe\n\nShe wove.\n:::\n\n"
    text += f"{opening}\n## Work\n\nText.\n\n### Mill\n:::\n"
    for read_in in (USUAL, grammar("colon_fence"), grammar("colon_fence", "attrs_inline")):
        found = profile(text, read_in)
        assert (found.name, found.name_line) == ("Jane Doe", 2)
        assert [(part.title, part.line) for part in found.sections] == [("Work", 8), ("Mill", 12)]
        assert found.summary is not None
        assert (plain_text(found.summary.parts), found.summary.line) == ("She wove.", 4)


def test_lines_of_divs_vanish_where_colons_are_no_fences() -> None:
    text = "::: {.hero}\n# Jane Doe\n\nShe wove\n:::\n::: box\n## Work\nText.\n::::\n:::\n"
    found = profile(text, grammar())
    assert [(part.title, part.line) for part in found.sections] == [("Work", 7)]
    assert found.summary is not None
    assert plain_text(found.summary.parts) == "She wove"
    for kept in ("She\n:::\nwove.", "She wove\n:::{note}\nit.", ":::tip[Note it]\nShe wove."):
        assert summary(kept, grammar()) == " ".join(kept.split())


@pytest.mark.parametrize("extensions", [(), ("colon_fence",)])
def test_callouts_of_quarto_are_admonitions(extensions: tuple[str, ...]) -> None:
    read_in = grammar(*extensions)
    callout = "::: {.callout-%s}\n## A title\n\nShe wove.\n:::\n\n"
    found = profile(f"# Jane Doe\n\n{callout % 'note'}## Work\n\nText.\n", read_in)
    assert [section.title for section in found.sections] == ["Work"]
    assert found.summary is not None
    assert plain_text(found.summary.parts) == "She wove."
    assert summary(f"{callout % 'warning'}She is Jane.", read_in) == "She is Jane."
    assert summary("::: callout-note\nShe wove.\n:::", read_in) == "She wove."


def test_a_card_needs_the_headings_in_divs_too() -> None:
    text = "# Jane Doe\n\n## Work\n\n## Life\n\n::: box\n# Ann Roe\n:::\n"
    whole = read_profile(text, "people/jane-doe.md").profile
    card = read_profile(text, "people/jane-doe.md", whole=False).profile
    assert card.name == whole.name


def test_headings_in_directives_and_quotes_are_not() -> None:
    text = "# Jane Doe\n\n:::{note}\n## Work\n:::\n\n- ::: box\n  ## Life\n  :::\n"
    assert profile(text, grammar("colon_fence")).sections == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":::{note}\nShe wove.\n:::\n\n## Work\n\nText.", "She wove."),
        (":::{note}\nShe wove.\n:::\n\nShe is Jane.\n\n## Work\n\nText.", "She is Jane."),
        (":::{warning}\nThis is a stub.\n:::\n\n## Work\n\nText.", "Text."),
        ("## Work\n\n:::{note}\nMore.\n:::\n\nText.", "Text."),
        (":::{note}\n- Not this.\n:::\n\n## Work\n\nText.", "Text."),
    ],
)
def test_an_admonition_under_the_name_may_be_the_summary(text: str, expected: str) -> None:
    assert summary(text, grammar("colon_fence")) == expected


def test_grammars_that_read_alike_have_one_text_of_settings() -> None:
    one = grammar("deflist", "dollarmath", substitutions={"a": "b"})
    assert one.settings == grammar("dollarmath", "deflist", substitutions={}).settings
    trusted = [grammar("deflist", trusted=True, substitutions={"a": b}).settings for b in "xy"]
    assert len({one.settings, *trusted, grammar("deflist").settings}) == 4


def test_a_rule_of_another_extension_is_asked_as_it_is() -> None:
    def make() -> Any:
        parser = USUAL._make()
        parser.inline.ruler.push("foreign", lambda _state, _silent: False)
        parser.block.ruler.before("fence", "foreign", lambda *_: False)
        return parser

    text = "She *wove* \\[it\\] [3] ([A][1]) in $x$.\n\n> Quote\n\n## Work\n\n- item\n\n[1]: https://a.example"
    note = f"# Jane Doe\n\n{text}\n"
    assert read_profile(note, "a.md", grammar=Grammar(make)) == read_profile(note, "a.md")
