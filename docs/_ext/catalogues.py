"""Tables and lists generated from the code that they describe.

`profiles-settings`, `profiles-problems`, `profiles-front-matter`, `profiles-links`,
`profiles-people-file`, `profiles-tracking`, `profiles-allowed` and `profiles-usage`.
"""

from __future__ import annotations

from argparse import ArgumentParser, HelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinxext_profiles.addresses.accounts import KINDS
from sphinxext_profiles.addresses.tracking import TRACKING
from sphinxext_profiles.cli.main import COMMANDS
from sphinxext_profiles.frontmatter.keys import KEYS
from sphinxext_profiles.frontmatter.schema import DESCRIPTIONS, PAGE_KEYS
from sphinxext_profiles.note.allowed import (
    ALLOWED_CLASS_PREFIXES,
    ALLOWED_CLASSES,
    ALLOWED_DIRECTIVES,
    ALLOWED_ROLES,
)
from sphinxext_profiles.page.metadata import HARMLESS
from sphinxext_profiles.people.files.people_files import profiles_of, read_people_file
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.config import settings
from sphinxext_profiles.rendering.facts import Field, field_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinxext_profiles.model import Profile

FILES = {".toml": "toml", ".json": "json", ".csv": "text"}
"""How to highlight people files; all others are YAML or, without a suffix, JSON."""
Cell: TypeAlias = nodes.Element
LANGUAGES = {"note": "markdown", "page": "markdown", "conf": "python", "file": "text"}
"""How to highlight an example of a problem, by what it is part of."""


class SettingsTable(SphinxDirective):
    """Every `profiles_*` setting of conf.py."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = [
            [
                _literal(setting.name),
                _literal(repr(setting.default)),
                _prose(setting.help),
            ]
            for setting in settings()
        ]
        return [_table(("Setting", "Default", "What it does"), (30, 12, 58), rows)]


class ProblemsList(SphinxDirective):
    """Every problem, with what `problems.yaml` says about it."""

    def run(self) -> list[nodes.Node]:
        """Return a table, and a section for each problem."""
        file = Path(self.env.srcdir, "problems.yaml")
        self.env.note_dependency(file)
        examples = yaml.safe_load(file.read_text("utf-8"))
        rows = [
            [_link(code.value), _prose(code.level.value), _prose(code.meaning)]
            for code in ProblemCode
        ]
        table = _table(("Code", "Level", "Meaning"), (30, 12, 58), rows)
        return [table, *(self.section(code, examples[code.value]) for code in ProblemCode)]

    def section(self, code: ProblemCode, example: dict[str, str]) -> nodes.section:
        """Return the section about a problem."""
        section = nodes.section("", nodes.title(code.value, code.value), ids=[code.value])
        section += _prose(f"{code.level.value.capitalize()}. {code.meaning} {example['do']}")
        language = LANGUAGES[example.get("in", "note")]
        for word, text in (("Wrong:", example["bad"]), ("Right:", example["good"])):
            source = text.rstrip().replace("\a", "\\x07")
            section += nodes.paragraph("", word)
            section += nodes.literal_block(source, source, language=language)
        return section


class PeopleFile(SphinxDirective):
    """A people file, and the people that are read from it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the file, and a table of people."""
        file = Path(self.env.srcdir, self.arguments[0])
        self.env.note_dependency(file)
        content = file.read_bytes()
        entries, problems = profiles_of(read_people_file(content, file.name), file.name)
        if problems:
            raise self.error(str(problems))
        rows = [[_literal(one.key), _prose(one.name), _said(one)] for one, *_ in entries]
        language = FILES.get(file.suffix, "yaml" if file.suffix else "json")
        block = nodes.literal_block(text := content.decode(), text, language=language)
        name = nodes.caption("", file.name)
        table = _table(("Key", "Name", "Further"), (30, 30, 40), rows)
        return [
            nodes.container("", name, block, literal_block=True, classes=["literal-block-wrapper"]),
            table,
        ]


def _said(profile: Profile) -> Cell:
    """Return what a card can show of an entry besides the name."""
    links = ", ".join(link.text for link in profile.links)
    said = "; ".join(filter(None, (profile.headline, profile.affiliation, links)))
    shown = field_value(profile, Field("contributions"), "en")
    cell = _prose(said or ("" if shown else "–"))
    cell += [nodes.Text("; " if said else ""), shown] if shown else []
    return cell


class FrontMatterTable(SphinxDirective):
    """Every front matter key with a meaning."""

    def run(self) -> list[nodes.Node]:
        """Return the table; synonyms share a row."""
        of_note = [(KEYS[name], meaning) for name, meaning in DESCRIPTIONS.items()]
        of_page = [((name,), meaning) for name, meaning in PAGE_KEYS.items()]
        rows = [[_words(names), _prose(meaning)] for names, meaning in (*of_note, *of_page)]
        return [_table(("Key", "Meaning"), (38, 62), rows)]


class LinksList(SphinxDirective):
    """Every kind of link that front matter can name."""

    def run(self) -> list[nodes.Node]:
        """Return the kinds in one paragraph."""
        return [_words(KINDS)]


class TrackingTable(SphinxDirective):
    """Every query parameter that addresses lose."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = [[_prose(purpose), _words(sorted(names))] for purpose, names in TRACKING.items()]
        return [_table(("Purpose", "Parameters"), (30, 70), rows)]


class AllowedList(SphinxDirective):
    """What an untrusted note may use."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the names in one paragraph."""
        names = {
            "directives": ALLOWED_DIRECTIVES,
            "roles": ALLOWED_ROLES,
            "classes": {*ALLOWED_CLASSES, *(f"{start}*" for start in ALLOWED_CLASS_PREFIXES)},
            "metadata": HARMLESS,
        }
        return [_words(sorted(names[self.arguments[0]]))]


class Usage(SphinxDirective):
    """What a command prints with `--help`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the help of a subcommand of `sphinx-profiles`, as a terminal shows it."""
        parser = ArgumentParser(f"sphinx-profiles {self.arguments[0]}")
        (command,) = (entry for entry in COMMANDS if self.arguments[0] == entry.NAME)
        command.add_arguments(parser)
        parser.formatter_class = lambda prog: HelpFormatter(prog, width=78)
        usage = parser.format_help()
        return [nodes.literal_block(usage, usage, language="text")]


def _words(words: Iterable[str]) -> nodes.paragraph:
    paragraph = nodes.paragraph()
    for word in words:
        paragraph += [nodes.Text(", "), nodes.literal(word, word)]
    del paragraph[0]
    return paragraph


def _link(code: str) -> Cell:
    """Return a link to the section about a problem."""
    link = nodes.reference("", "", nodes.literal(code, code), refid=code, internal=True)
    return nodes.paragraph("", "", link)


def _literal(text: str) -> Cell:
    return nodes.paragraph("", "", nodes.literal(text, text))


def _prose(text: str) -> Cell:
    """Return a paragraph in which text between backticks is literal."""
    paragraph = nodes.paragraph()
    for place, piece in enumerate(text.split("`")):
        paragraph += nodes.literal(piece, piece) if place % 2 else nodes.Text(piece)
    return paragraph


def _table(
    heads: Iterable[str], widths: tuple[int, ...], rows: Iterable[Iterable[Cell]]
) -> nodes.table:
    group = nodes.tgroup(cols=len(widths))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", _row(nodes.paragraph("", head) for head in heads))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["stacked"])


def _row(cells: Iterable[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("profiles-settings", SettingsTable)
    app.add_directive("profiles-front-matter", FrontMatterTable)
    app.add_directive("profiles-problems", ProblemsList)
    app.add_directive("profiles-links", LinksList)
    app.add_directive("profiles-people-file", PeopleFile)
    app.add_directive("profiles-tracking", TrackingTable)
    app.add_directive("profiles-allowed", AllowedList)
    app.add_directive("profiles-usage", Usage)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
