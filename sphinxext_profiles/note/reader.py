"""Reading a note: text and path in, a profile and a list of problems out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.schemes import NO_SCHEMES
from sphinxext_profiles.frontmatter.keys import FrontMatter, read_front_matter
from sphinxext_profiles.markdown.grammar import USUAL, Grammar, inline_tokens
from sphinxext_profiles.markdown.inline_items import drop_citations, flatten, plain
from sphinxext_profiles.markdown.inline_parts import Line, read_line
from sphinxext_profiles.markdown.walk import read_body
from sphinxext_profiles.model import Profile
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.descriptions import name_words
from sphinxext_profiles.words.languages import nearest, normalise

from .gallery import read_pictures
from .identity import read_identity
from .key import clean_key, key_from_path, other_suffix
from .language import language_problem
from .references import References, citing_labels, read_references
from .sections import Heading, read_sections, replaced_lines
from .source import MOST_BYTES, split_note, within
from .summary import Subject, Summarizer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinxext_profiles.addresses.schemes import Schemes
    from sphinxext_profiles.frontmatter.block import NoteText
    from sphinxext_profiles.markdown.contents import Body
    from sphinxext_profiles.markdown.grammar import Environment
    from sphinxext_profiles.model import Section

    from .identity import Identity


_OF_FRONT_MATTER = (
    *("sort_name", "family_name", "given_name", "location", "links", "roles", "tags"),
    *("provenance", "fields"),
)
"""What the front matter alone says, and a profile has as it is."""


class Reading(NamedTuple):
    """The result of reading a note."""

    profile: Profile
    problems: tuple[Problem, ...]
    """In the order of their lines."""


def read_profile(
    text: str,
    path: str,
    *,
    tracking: frozenset[str] = frozenset(),
    schemes: Schemes = NO_SCHEMES,
    grammar: Grammar = USUAL,
    whole: bool = True,
    max_bytes: int = MOST_BYTES,
) -> Reading:
    """Return the profile of a note, and what is wrong with the note.

    `path` is the note's file as the project knows it; nothing is opened. `tracking` has parameters
    to remove from addresses besides the usual ones; `schemes` and `grammar` are the project's own.
    Unless the `whole` note is wanted, it is read only as far as a card needs: see `Profile.whole`.
    Of a text with more than `max_bytes` in UTF-8 only the front matter is read. It raises nothing.
    """
    text, large = within(text, max_bytes)
    project = Project(tracking, schemes, grammar.of_note(text))
    profile, problems = _read(text, path, project, whole=whole)
    if large:
        profile = replace(profile, has_text=True)  # it isn't read, but it is there
    return Reading(profile, (*large, *problems))


class Project(NamedTuple):
    """What a project says of its notes; see `read_profile`."""

    tracking: frozenset[str]
    schemes: Schemes
    grammar: Grammar


class Parts(NamedTuple):
    """What a profile is composed of."""

    front: FrontMatter
    lang: str
    key: str
    note: NoteText
    before: int = 0
    """Lines above those of the body."""

    @property
    def last(self) -> int:
        """The last line of the body."""
        body = self.note.body
        return self.before + body.count("\n") + (not body.endswith("\n"))


def _read(text: str, path: str, project: Project, *, whole: bool) -> Reading:
    """Return the result of reading a text; see `read_profile`."""
    note, problems = split_note(text)
    front, lang, key, front_problems = _read_front(note, path, project.tracking, project.schemes)
    parts = Parts(front, lang, key, note)
    every = (*problems, *front_problems)
    return compose(parts, path.replace("\\", "/"), every, project, whole=whole)


def compose(
    parts: Parts, path: str, problems: tuple[Problem, ...], project: Project, *, whole: bool
) -> Reading:
    """Return the profile that front matter and body give, and all problems."""
    (front, lang, key, note, before), (tracking, schemes, grammar) = parts, project
    whole = whole or _needs_all(front, note.body)
    body = read_body(note.body, tracking, schemes, grammar, whole=whole, before=before)
    listed = read_references(body, tracking) if whole else References()
    labels = citing_labels(body)
    titles = _titles(body, labels, None if whole else 1)
    identity = read_identity(front, body, titles, key)
    pictures = read_pictures(front, body.images, identity.headings, tracking, whole=whole)
    headline, affiliation = _lines(front, identity.headline, body.definitions, labels, tracking)
    summaries = Summarizer(labels, tracking, grammar)
    from_body = summaries.find(body, _subject(identity))
    replaced = replaced_lines(body, titles, identity.headings) if listed.references else ()
    profile = Profile(
        key,
        path,
        identity.name,
        lang,
        name_line=identity.line,
        alternate_names=tuple(identity.alternates),
        life_span=identity.life_span or front.life_span,
        headline=headline.text,
        headline_parts=headline.parts,
        affiliation=affiliation.text,
        affiliation_parts=affiliation.parts,
        pronouns=front.pronouns or identity.pronouns,
        summary=summaries.explicit(front, body.definitions, from_body) or from_body,
        portrait=pictures.portrait,
        images=tuple(image for image in pictures.images if whole or image.lead),
        sections=_sections(body, titles, identity.headings, parts.last, replaced) if whole else (),
        replaced=replaced,
        citations=listed.citations,
        references=listed.references,
        **{name: getattr(front, name) for name in _OF_FRONT_MATTER},
        residue=tuple(sorted(summaries.residue)),
        has_text=bool(body.filled or listed.references or len(body.headings) > identity.headings),
        whole=whole,
    )
    every = (*problems, *_written(note, front, profile), *body.problems)
    every += (*listed.problems, *identity.problems, *pictures.problems, *summaries.problems)
    return Reading(profile, tuple(sorted(every, key=lambda problem: problem.line)))


def _lines(
    front: FrontMatter,
    headline: str,
    definitions: Environment,
    labels: frozenset[str],
    tracking: frozenset[str],
) -> tuple[Line, Line]:
    """Return the headline and the affiliation; those of the front matter are Markdown."""
    given, affiliation = (
        read_line(text, definitions, labels, tracking)
        for text in (front.headline, front.affiliation)
    )
    return given if given.text else Line(headline), affiliation


def _needs_all(front: FrontMatter, body: str) -> bool:
    """Return whether a card may show something that the end of the body decides.

    A footnote may be a source wherever it is, and any image of the body may be the photo.
    """
    return "[^" in body or bool(front.photo and "![" in body)


def _titles(body: Body, labels: frozenset[str], count: int | None) -> list[str]:
    """Return the texts of the first `count` headings without their citations."""
    texts = [inline_tokens(heading.token, body.definitions) for heading in body.headings[:count]]
    return [plain(drop_citations(flatten(tokens, labels))) for tokens in texts]


def _subject(identity: Identity) -> Subject:
    """Return what the summary must know of the person."""
    names = name_words(identity.name, *identity.alternates)
    return Subject(identity.name, identity.headline, names, identity.headings)


def _read_front(
    note: NoteText, path: str, tracking: frozenset[str], schemes: Schemes
) -> tuple[FrontMatter, str, str, tuple[Problem, ...]]:
    """Return the front matter, the language and key of the note, and problems."""
    front, problems = read_front_matter(note, tracking, schemes)
    lang, lang_problems = read_language(front)
    key, key_problems = _key(front, path, lang)
    return front, lang, key, (*problems, *lang_problems, *key_problems)


def read_language(front: FrontMatter) -> tuple[str, list[Problem]]:
    """Return the BCP 47 tag of a note, and the problem of one that is unknown."""
    lang = normalise(front.lang) if front.lang else ""
    if lang or not front.lang:
        return lang, []
    message = f'"{front.lang}" is not a language tag'
    if suggestion := nearest(front.lang):
        message += f'; did you mean "{suggestion}"?'
    line = front.lines.get("lang", 0)
    return "", [Problem(ProblemCode.LANGUAGE_UNKNOWN, message, line)]


def _written(note: NoteText, front: FrontMatter, profile: Profile) -> Iterator[Problem]:
    """Yield the problems of a language that disagrees with the text or the file name."""
    line = front.lines.get("lang", 0)
    if profile.lang or not front.lang:
        if problem := language_problem(note.body, profile.lang, line):
            yield problem
        if (other := other_suffix(profile, ".")) is not None:
            says = f'is "{profile.lang}"' if profile.lang else "is missing"
            message = f'the file name ends in "{other.written}", but `lang` {says}'
            yield Problem(ProblemCode.LANGUAGE_SUFFIX, message, line or 1)


def _key(front: FrontMatter, path: str, lang: str) -> tuple[str, list[Problem]]:
    """Return the key of a note, and the problem of one that had to be changed."""
    key = clean_key(front.id)
    if front.id and key != front.id:
        key = key or key_from_path(path, lang)
        message = f'"{front.id}" can\'t be a key; "{key}" is used'
        return key, [Problem(ProblemCode.KEY_INVALID, message, front.lines.get("id", 0))]
    return key or key_from_path(path, lang), []


def _sections(
    body: Body, titles: Sequence[str], names: int, last: int, replaced: Collection[int]
) -> tuple[Section, ...]:
    """Return the sections of a text that ends at the line `last`.

    The first `names` headings begin none, nor do those that the reference list replaces.
    """
    pairs = list(zip(body.headings, titles, strict=True))[names:]
    sections = read_sections([Heading(title, head.level, head.line) for head, title in pairs], last)
    return tuple(section for section in sections if section.line not in replaced)
