"""Reading a note: text and path in, a profile and a list of problems out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .body import read_body
from .front_matter import FrontMatter, read_front_matter
from .identity import read_identity
from .inlines import drop_citations, flatten, plain
from .keys import clean_key, key_from_path
from .languages import nearest, normalise
from .model import Profile
from .pictures import read_pictures
from .problems import Problem, ProblemCode
from .references import read_references
from .sections import Heading, read_sections
from .summary import Summarizer
from .text import split_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .body import BodyHeading
    from .model import Section


class Reading(NamedTuple):
    """What came of reading a note."""

    profile: Profile
    problems: tuple[Problem, ...]
    """In the order of their lines."""


def read_profile(text: str, path: str, *, tracking: frozenset[str] = frozenset()) -> Reading:
    """Return the profile that a note holds, and what is wrong with the note.

    `path` is the note's file as the project knows it; it gives the key, and nothing is opened.
    `tracking` names parameters to take off addresses besides those always taken off. It raises
    nothing, whatever the text: what can't be read becomes a problem, and the rest comes out.
    """
    note, problems = split_note(text)
    front, front_problems = read_front_matter(note, tracking)
    body = read_body(note.body, tracking)
    listed = read_references(body, tracking)
    lang, lang_problems = _language(front)
    key, key_problems = _key(front, path, lang)
    titles = [
        plain(drop_citations(flatten(heading.tokens, listed.labels))) for heading in body.headings
    ]
    identity = read_identity(front, body, titles, key)
    names = 1 if identity.line else 0
    pictures = read_pictures(front, body.images, names, tracking)
    summaries = Summarizer(listed.labels, tracking)
    from_body = summaries.find(body.texts, names, identity.name)
    profile = Profile(
        key,
        path.replace("\\", "/"),
        identity.name,
        lang,
        name_line=identity.line,
        alternate_names=tuple(identity.alternates),
        life_span=identity.life_span,
        sort_name=front.sort_name,
        headline=identity.headline,
        affiliation=front.affiliation,
        pronouns=front.pronouns or identity.pronouns,
        location=front.location,
        summary=summaries.explicit(front, body.environment) or from_body,
        portrait=pictures.portrait,
        images=pictures.images,
        sections=_sections(body.headings, titles, names, _last_line(note.body)),
        citations=listed.citations,
        references=listed.references,
        links=front.links,
        tags=front.tags,
        provenance=front.provenance,
        fields=front.fields,
    )
    found = (*problems, *front_problems, *body.problems, *listed.problems, *lang_problems)
    found += (*key_problems, *identity.problems, *pictures.problems, *summaries.problems)
    return Reading(profile, tuple(sorted(found, key=lambda problem: problem.line)))


def _language(front: FrontMatter) -> tuple[str, list[Problem]]:
    """Return the BCP 47 tag of a note, and the problem of one that is unknown."""
    lang = normalise(front.lang) if front.lang else ""
    if lang or not front.lang:
        return lang, []
    message = f'"{front.lang}" is no language tag'
    if suggestion := nearest(front.lang):
        message += f'; is "{suggestion}" meant?'
    line = front.lines.get("lang", 0)
    return "", [Problem(ProblemCode.LANGUAGE_UNKNOWN, message, line)]


def _key(front: FrontMatter, path: str, lang: str) -> tuple[str, list[Problem]]:
    """Return the key of a note, and the problem of one that had to be changed."""
    key = clean_key(front.id)
    if front.id and key != front.id:
        key = key or key_from_path(path, lang)
        message = f'"{front.id}" can\'t be a key; "{key}" is used'
        return key, [Problem(ProblemCode.KEY_INVALID, message, front.lines.get("id", 0))]
    return key or key_from_path(path, lang), []


def _sections(
    headings: Sequence[BodyHeading], titles: Sequence[str], names: int, last: int
) -> tuple[Section, ...]:
    """Return the sections; the first `names` headings are none."""
    pairs = list(zip(headings, titles, strict=True))[names:]
    return read_sections([Heading(title, head.level, head.line) for head, title in pairs], last)


def _last_line(body: str) -> int:
    """Return the number of the last line."""
    return body.count("\n") + (not body.endswith("\n"))
