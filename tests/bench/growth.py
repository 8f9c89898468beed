"""How time and memory grow with the length of a note that was made to be costly, shape by shape.

Each is read, looked through for what is blocked, as `sphinx-profiles check` does, and parsed as a
page is, with every extension of MyST, at a length of n, 2n and 4n. The exponent says how the time
grows: 1 is with the length, 2 with its square.
"""

from __future__ import annotations

import math
import sys
import time
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig

from sphinxext_profiles.note.allowed import Gate
from sphinxext_profiles.note.blocked import blocked
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.syntax import grammar_of
from sphinxext_profiles.syntax import page_parser as make_page_parser

from .measure import columns, run, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

    from sphinxext_profiles.markdown.grammar import Grammar

LENGTH = 20_000
"""Bytes of the shortest note of each shape."""
AIM = 1.3
"""An exponent that n log n stays below at these lengths, with what a busy machine adds."""
PAIRS = 3
EXTENSIONS = [
    *("amsmath", "attrs_inline", "attrs_block", "colon_fence", "deflist", "dollarmath"),
    *("fieldlist", "html_admonition", "html_image", "replacements", "smartquotes"),
    *("strikethrough", "substitution", "tasklist", "alert", "gfm_autolink"),
]
"""Those of MyST but `linkify`, which needs a package more; the last two need a newer MyST."""
SHAPES = {
    "open brackets": "[{}",
    "images": "![{}",
    "brackets in brackets": "[{}]",
    "links that nothing closes": "[a](<{}",
    "links in links": "[a{}](b)",
    "citations": "[1][2] {}",
    "definitions": "[{n}]: https://a.example/{n}\n{}",
    "backticks": "`{}",
    "emphasis": "*a {}",
    "strong in strong": "**b{}b**",
    "marks of emphasis": "*_{}",
    "quotes": "> {}",
    "lists on a line": "* {}",
    "lists": "* a\n{}",
    "headings": "# a\n\n{}",
    "one heading": "# a{}",
    "lines": "a\n{}",
    "table": "| a | b |\n|---|---|\n{}",
    "tags": "<a {}",
    "roles": "{{a}}`{}",
    "braces": "{{{}",
    "directives": "```{{note}}\n{}",
    "footnotes": "[^{n}]: x\n\n{}",
    "marks of footnotes": "[^a]{}",
    "marks of footnotes that nothing closes": "[^a{}",
    "marks of footnotes with a space": "[^a{} ]",
    "entities": "&a{}",
    "dollars": "$a {}",
    "blocks of dollars that nothing closes": "$$a\n\n{}",
    "labels of formulas": "$$f(x)\n\n{}",
    "environments that nothing closes": "\\begin{{align}}\n\n{}",
    "environments": "\\begin{{align}}\n{}\\end{{align}}\n",
    "substitutions that nothing closes": "{{{{{}",
    "halves of substitutions": "{{{{a}} {}",
    "colons": ": {}",
    "schemes": "mailto:{}",
    "addresses": "http://a {}",
    "brackets in addresses": "http://a.b/({}",
    "e-mail": "a@{}",
    "quotation marks": "\"'{}",
    "quotation marks that nothing closes": "'a {}b\" ",
    "tildes": "a~~b~{}",
    "attributes": '[a]{{b="{}',
    "blocks of attributes": "{{.a}}\n{}",
    "terms": "a\n: b\n{}",
    "fields": ":a: b\n{}",
    "tasks": "- [ ] a\n{}",
    "alerts": "> [!NOTE]\n\n{}",
    "divs": "::: a\n\n:::\n{}",
    "lines that open divs": "::: {{.a}}\n{}",
    "lines that begin labels": "[a\n{}",
    "labels in labels": "[a][{}",
    "tags of templates": "{{% a %}} {}",
    "tags of templates that nothing closes": "{{%a{}",
    "lists of attributes": "[a]{{: b=c .d}}{}",
    "lists of attributes that nothing closes": "a]{{.b {}",
    "ids of blocks": "a ^bcde\n\n{}",
    "callouts": "> [!a] b\n\n{}",
    "wikilinks": "[[a|b]] {}",
    "wikilinks that nothing closes": "![[a|{}",
    "columns": "|{}",
    "keys of YAML": "a{n}: b\n{}",
    "lists in YAML": "[{}",
    "keys of TOML": "a{n} = 1\n{}",
    "tables of TOML": "[a{n}.b]\n{}",
    "a dotted key of TOML": "a.{}",
    "lists in TOML": "[{}",
}


def note(shape: str, length: int) -> str:
    """Return a note of about so many bytes: what stands before the hole, again and again."""
    before, after = (
        part.replace("{{", "{").replace("}}", "}") for part in SHAPES[shape].rsplit("{}", 1)
    )
    count = max(1, length // (len(before) + len(after)))
    body = "".join(before.replace("{n}", str(n)) for n in range(count)) + after * count
    if "TOML" in shape:
        return f"+++\n{'a = ' if shape.startswith('lists') else ''}{body}x = 1\n+++\n"
    if "YAML" in shape:
        return f"---\n{'a: ' if shape.startswith('lists') else ''}{body}\n---\n"
    return body if shape == "one heading" else f"# Ada\n\n## Work\n\n{body}\n"


def check(text: str) -> None:
    """Read a note, look for what it may not do, and parse it as a page."""
    read_profile(text, "people/ada.md", grammar=grammar(), max_bytes=sys.maxsize)
    blocked(text, Gate(), grammar())
    page_parser().parse(text, {})


@cache
def page_parser() -> MarkdownIt:
    """Return MyST's parser with all its extensions, bounded as it is for notes."""
    return make_page_parser(MdParserConfig(enable_extensions=set(_enabled())), RendererHTML)


@cache
def grammar() -> Grammar:
    """Return the grammar of a project with all extensions of MyST."""
    return grammar_of(MdParserConfig(enable_extensions=set(_enabled())), trusted=False)


def _enabled() -> Iterator[str]:
    """Yield the extensions that this version of MyST has."""
    for name in EXTENSIONS:
        try:
            MdParserConfig(enable_extensions={name})
        except (TypeError, ValueError):
            continue
        yield name


def seconds(text: str, rounds: int) -> float:
    """Return the least processor time of several rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        check(text)
        times.append(time.process_time() - start)
    return min(times)


def megabytes(shape: str, length: int) -> float:
    """Return the most memory that a process has which reads a note."""
    work = f"from tests.bench.growth import check, note; check(note({shape!r}, {length}))"
    return run([sys.executable, "-c", work]).megabytes


def told(what: str) -> Iterator[str]:
    """Yield the shapes, and say how far it is."""
    for shape in SHAPES:
        tell(f"{what}: {shape}")
        yield shape


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    # First, since a process begins with the peak of the one that starts it.
    peaks = {
        shape: [megabytes(shape, LENGTH * times) for times in (1, 4)] for shape in told("memory")
    }
    check(note("lists", LENGTH))  # what is made once and kept, is made before
    rows = [("shape", "n", "2n", "4n", "exponent", "aim", "memory, n", "4n")]
    for shape in told("time"):
        texts = [note(shape, LENGTH * times) for times in (1, 2, 4)]
        found = [seconds(text, pairs) for text in texts]
        # What takes no time to speak of does not grow.
        exponent = math.log(max(found[2], 0.01) / max(found[0], 0.01), 4)
        rows.append(
            (
                shape,
                *(f"{value:.2f} s" for value in found),
                f"{exponent:.2f}",
                f"{AIM}",
                *(f"{value:.0f} MB" for value in peaks[shape]),
            )
        )
    return columns(rows)


if __name__ == "__main__":
    print(report())
