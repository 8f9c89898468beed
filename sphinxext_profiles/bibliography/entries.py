"""The entries of a project's BibTeX files by the people who wrote them.

sphinxcontrib-bibtex reads the files and keeps what is in them in its domain.
"""

from __future__ import annotations

import ast
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from sphinxext_profiles.project.config import project_language
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.publications.author_names import Author
from sphinxext_profiles.publications.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pybtex.database import BibliographyData, Entry, Person
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.people.library import Library
    from sphinxext_profiles.publications.owners import Owner

DOMAIN = "cite"
"""The domain of sphinxcontrib-bibtex."""
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
_BY_NUMBER = re.compile(rf"(\d+)[^;\d]*[^;]*?({_ORCID.pattern})", re.ASCII)
"""An annotation of biblatex: `2="0000-0002-1825-0097"`."""
_YEAR = re.compile(r"\d{4}", re.ASCII)


class Publication(NamedTuple):
    """An entry with the people of the project who wrote it."""

    entry: Entry
    owners: tuple[Owner | None, ...]
    """For each author, else each editor, the person of the project."""

    @property
    def year(self) -> str:
        """The year as the entry has it; `in press` is one too."""
        fields = self.entry.fields
        found = _YEAR.search(fields.get("year", "")) or _YEAR.match(fields.get("date", ""))
        return found[0] if found else str(fields.get("year", ""))

    @property
    def people(self) -> set[str]:
        """The keys of the people who wrote it."""
        return {owner.key for owner in self.owners if owner}


@dataclass(frozen=True)
class Bibliography:
    """All entries, and whose they are."""

    library: Library
    data: BibliographyData
    lang: str

    @cached_property
    def by_person(self) -> dict[str, list[Publication]]:
        """The publications of each person by key, in the order of the files."""
        authors = {key: list(authors_of(entry)) for key, entry in self.data.entries.items()}
        everybody = (author for names in authors.values() for author in names)
        owners = Owners(self.library, everybody, self.lang)
        found: dict[str, list[Publication]] = {}
        for key, entry in self.data.entries.items():
            publication = Publication(entry, tuple(map(owners.owner, authors[key])))
            for person in publication.people:
                found.setdefault(person, []).append(publication)
        return found

    def digest(self, person: str) -> str:
        """Return a digest of whose the authors of a person's publications are."""
        said = [(one.entry.key, one.owners) for one in self.by_person.get(person, ())]
        return hashlib.blake2b(repr(said).encode("utf-8", "replace"), digest_size=8).hexdigest()


_READ: WeakKeyDictionary[BuildEnvironment, Bibliography] = WeakKeyDictionary()
"""Whose the entries are is found out once a build, and again when a note or a file has changed."""


def bibliography_of(env: BuildEnvironment) -> Bibliography | None:
    """Return the project's bibliography; None if sphinxcontrib-bibtex isn't loaded."""
    if DOMAIN not in env.domains:
        return None
    data = _bibdata(env).data
    library = profile_domain(env).library
    read = _READ.get(env)
    if read is None or read.library is not library or read.data is not data:
        read = _READ[env] = Bibliography(library, data, project_language(env.config))
    return read


def bibtex_files(env: BuildEnvironment) -> list[Path]:
    """Return the BibTeX files of a project."""
    return list(_bibdata(env).bibfiles)


def _bibdata(env: BuildEnvironment) -> Any:
    return env.get_domain(DOMAIN).bibdata  # type: ignore[attr-defined]  # of another extension


def authors_of(entry: Entry) -> Iterator[Author]:
    """Yield the authors of an entry, or its editors if it has none."""
    numbers = _orcids(entry)
    persons = writers(entry)
    for number, person in enumerate(persons, 1):
        author = _author(person)
        orcid = numbers.get(str(number)) or numbers.get(author.family.casefold(), "")
        yield author._replace(orcid=orcid)


def writers(entry: Entry) -> list[Person]:
    """Return the authors of an entry, or its editors if it has none."""
    return list(entry.persons.get("author") or entry.persons.get("editor") or ())


def _author(person: Person) -> Author:
    parts = (person.rich_last_names, person.rich_first_names + person.rich_middle_names)
    family, given, particle = (
        " ".join(map(str, part)) for part in (*parts, person.rich_prelast_names)
    )
    return Author(family, given, particle)


def _orcids(entry: Entry) -> dict[str, str]:
    """Return the ORCID iDs in an entry by the number of the author, or by a folded family name.

    They are annotations of biblatex (`author+an:orcid`), the `orcid-numbers` of Web of Science
    (`Roe, Ada/0000-…`), or the `orcid` of the only author.
    """
    found: dict[str, str] = {}
    for name, text in entry.fields.items():
        folded = name.casefold()
        if folded.startswith(("author+an", "editor+an")):
            found |= {match[1]: match[2] for match in _BY_NUMBER.finditer(text)}
        elif folded == "orcid-numbers":
            for item in text.split(";"):
                author, _, orcid = item.rpartition("/")
                if orcid := _ORCID.fullmatch(orcid.strip()):
                    found[author.partition(",")[0].strip().casefold()] = orcid[0]
        elif folded == "orcid" and len(writers(entry)) == 1 and (orcid := _ORCID.search(text)):
            found["1"] = orcid[0]
    return found


class FilterError(ValueError):
    """A filter that can't be used; its text says why."""


def parse_filter(text: str) -> ast.AST:
    """Return a filter in the language of sphinxcontrib-bibtex; raises FilterError.

    What cites an entry is not known while pages are read.
    """
    try:
        tree = ast.parse(text, mode="exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FilterError(f"{text!r} is not a filter of sphinxcontrib-bibtex") from error
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in {"cited", "docnames"}:
            raise FilterError(f"{node.id!r} is not known here; filter by fields of the entries")
    return tree


def fits(entry: Entry, tree: ast.AST, docname: str) -> bool:
    """Return whether an entry fits a filter; raises FilterError."""
    from sphinxcontrib.bibtex.domain import _FilterVisitor  # noqa: PLC0415  # an extra

    visitor: Any = _FilterVisitor  # which has no types
    try:
        return bool(visitor(entry, docname, set()).visit(tree))
    except (ValueError, TypeError, re.error) as error:
        words = re.sub(r"<(?:ast|_ast)\.(\w+) object at [^>]*>", r"\1", str(error))
        raise FilterError(f"the filter can't be used: {words}") from error
