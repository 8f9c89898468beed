"""Who a note is about: the name, other names, and the line under the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinxext_profiles.markdown.inline_items import drop_citations, flatten, plain
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.headlines import headline_from_title, place_of_name
from sphinxext_profiles.words.honorifics import without_honorifics
from sphinxext_profiles.words.names import (
    Title,
    distinct,
    fold,
    is_enumerated,
    is_template,
    read_name,
    read_title,
    same_person,
    split_title,
    visible,
)
from sphinxext_profiles.words.persons import (
    are_related,
    is_headline,
    is_section_heading,
    may_be_name,
    opening_name,
    person_in,
    title_of_person,
)

from .key import name_from_key
from .questions import answer, asks, is_shell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.frontmatter.keys import FrontMatter
    from sphinxext_profiles.markdown.contents import Body, BodyText

_BRACKETED = re.compile("[(（|｜]")
"""What contains or precedes other names and years in a title."""
_UMLAUT = re.compile("(?<=[aouAOU])e")
_NEAR = 16
"""How far from its first letter a sentence may begin with a name: "The weaver Jane Doe"."""
_DEEPEST = 3
"""The level of the smallest heading that can be a note's title."""


@dataclass(slots=True)
class Identity:
    """The names of the person in a note."""

    name: str
    alternates: list[str] = field(default_factory=list)
    life_span: str = ""
    pronouns: str = ""
    headline: str = ""
    line: int = 0
    """The line of the heading that is the name, 0 if there is none."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def headings(self) -> int:
        """How many headings are the name: one or none."""
        return 1 if self.line else 0


def read_identity(front: FrontMatter, body: Body, titles: Sequence[str], key: str) -> Identity:
    """Return who the note is about.

    `titles` are the texts of the body's headings. The name is the front matter's, else the
    heading that is the note's own title, else the front matter's title, else the file's name;
    the last two are guesses and reported as such.
    """
    evidence = _Evidence(front, body, key)
    leads = bool(titles) and _leads(body)
    text = titles[0] if leads else ""
    heading = evidence.named_by(text) if visible(text) else None
    problems: list[Problem] = []
    if visible(front.name):
        title = _named(front.name)
        title.alternates += front.alternates
        if heading and not same_person(heading, title.name, [*title.alternates, *front.aliases]):
            heading = None
    elif heading and evidence.is_title(text, heading):
        title = heading
    else:
        heading = None
        title, problem = _guess(front, key, evidence)
        problems.append(problem)
    identity = Identity(
        title.name, title.alternates, title.life_span, title.pronouns, problems=problems
    )
    if leads and is_template(text):
        # The site's generator would put the name there.
        identity.line = body.headings[0].line
    if heading:
        identity.line = body.headings[0].line
        names = [*title.alternates, heading.name, *heading.alternates]
        identity.alternates = distinct(names, title.name)
        identity.life_span = title.life_span or heading.life_span
        identity.pronouns = title.pronouns or heading.pronouns
    _add_from_title(identity, front)
    identity.headline = _headline(front, heading or title, identity, key)
    return identity


class _Evidence:
    """What else in a note says who it is about."""

    def __init__(self, front: FrontMatter, body: Body, key: str) -> None:
        self.front = front
        self.body = body
        self.key_name = name_from_key(key)
        self.key_is_headline = is_headline(self.key_name)

    @cached_property
    def sentence(self) -> str:
        """The first paragraph of the note: before a second heading, and not a question."""
        texts = (text for text in self.body.texts if text.headings <= 1 and not text.item)
        return next((words for words in map(_words, texts) if words), "")

    def named_by(self, text: str) -> Title:
        """Return a heading or title taken apart, with what else names the person as a help."""
        known = [self.front.name, *self.front.aliases]
        if not self.key_is_headline:
            # File names spell Jörg as `joerg`.
            known += [self.key_name, _UMLAUT.sub("", self.key_name)]
        if self.front.title and may_be_name(name := read_title(self.front.title).name):
            known.append(name)
        return person_in(text, known) or title_of_person(text)

    def is_title(self, text: str, heading: Title) -> bool:
        """Return whether the first heading is the name of the person."""
        if is_enumerated(text) or is_template(text):
            return False
        names = [heading.name, *heading.alternates]
        if _stands_above(self.body) and not self._contradicts(text, names):
            return True
        return self._confirms(names)

    def _confirms(self, names: Sequence[str]) -> bool:
        """Return whether the title, an alias, the file's name, or the text has the name."""
        title = read_title(self.front.title) if self.front.title else Title("")
        known = [title.name, *title.alternates, *self.front.aliases, self.key_name]
        if not {_same_words(name) for name in known if name}.isdisjoint(map(_same_words, names)):
            return True
        alone = _stands_above(self.body)
        named = [name for name in map(without_honorifics, names) if may_be_name(name)]
        named = [name for name in named if alone or _is_long(name)]
        return any(self._asks_for(name) or self._begins_with(name) for name in named)

    def _asks_for(self, name: str) -> bool:
        """Return whether a question above the heading is about the person."""
        above = (text.source for text in self.body.texts if text.headings == 0)
        return any(asks(source) and name in source for source in above)

    def _begins_with(self, name: str) -> bool:
        """Return whether the first sentence begins with the name."""
        return place_of_name(self.sentence[: 2 * len(name) + _NEAR], [name]) is not None

    def _contradicts(self, text: str, names: Sequence[str]) -> bool:
        """Return whether the only heading of its level is that of a section."""
        if is_section_heading(text):
            return bool(self.front.title) or may_be_name(self.key_name)
        if any(self._mentions(name) for name in names):
            return False
        if not self.front.title:
            if self.body.headings[0].level == 1 or not _is_long(self.key_name):
                return False
            likely = may_be_name(names[0]) and _is_long(names[0])
            return not likely and may_be_name(self.key_name)
        title = read_title(self.front.title)
        if are_related(names, [title.name, *title.alternates]):
            return may_be_name(title.name) and not may_be_name(names[0])
        return may_be_name(title.name) or self._mentions(title.name)

    def _mentions(self, name: str) -> bool:
        """Return whether a text of the note has the name."""
        name = without_honorifics(name)
        return may_be_name(name) and any(name in text.source for text in self.body.texts)


def _words(text: BodyText) -> str:
    """Return the words of a paragraph without its citations, its question and its label."""
    items = drop_citations(flatten(text.tokens, ()))
    return plain(answer(items)[0] if is_shell(text.source) else items)


def _is_long(name: str) -> bool:
    """Return whether a name is more than one word that could be a heading: "Weaving"."""
    return " " in name or not name.isascii()


def _same_words(name: str) -> tuple[str, ...]:
    """Return the words of a name for comparison, in no order."""
    return tuple(sorted(fold(without_honorifics(name)).split()))


def _add_from_title(identity: Identity, front: FrontMatter) -> None:
    """Add other names and the years that follow the name in the front matter's title."""
    if not _BRACKETED.search(front.title):
        return
    title = read_title(front.title)
    if same_person(title, identity.name, identity.alternates):
        names = [*identity.alternates, title.name, *title.alternates]
        identity.alternates = distinct(names, identity.name)
        identity.life_span = identity.life_span or title.life_span


def _named(name: str) -> Title:
    """Return the name in the front matter and other names after it; anything else is part of it."""
    before, _ = split_title(name)
    title = read_title(name)
    return read_name(name) if title.headline and before else title


def _leads(body: Body) -> bool:
    """Return whether nothing but images and a question come before the first heading."""
    if body.solid_start or body.headings[0].level > _DEEPEST:
        return False
    return not any(_says_something(text) for text in body.texts if text.headings == 0)


def _says_something(text: BodyText) -> bool:
    """Return whether a paragraph is more than images, or a question and its answer's label."""
    items = drop_citations(flatten(text.tokens, ()))
    if is_shell(text.source):
        items, _ = answer(items)
    return any(item.isalnum() if isinstance(item, str) else not item.nesting for item in items)


def _stands_above(body: Body) -> bool:
    """Return whether the first heading is the only one of its level and above all others."""
    first, *others = body.headings
    return all(other.level > first.level for other in others)


def _guess(front: FrontMatter, key: str, evidence: _Evidence) -> tuple[Title, Problem]:
    """Return a name from the title or the file name, and the problem that reports it."""
    title = _title_of(front, evidence) if front.title else None
    if title:
        message = f'the name "{title.name}" is taken from the title; set `name` to be sure'
        return title, Problem(ProblemCode.NAME_GUESSED, message, front.lines.get("title", 0))
    title = Title(name_from_key(key))
    message = f'the name "{title.name}" is taken from the file name; set `name` to be sure'
    return title, Problem(ProblemCode.NAME_GUESSED, message)


def _title_of(front: FrontMatter, evidence: _Evidence) -> Title | None:
    """Return the name in the front matter's title, None if it is a headline without a name.

    The file's name or the first sentence may say which part of the title is the name, or the
    file's name which part is the headline.
    """
    text = visible(front.title)
    title = evidence.named_by(text)
    if title.headline or title.life_span or title.alternates:
        return title
    known = [opening_name(text, evidence.sentence)]
    if evidence.key_is_headline:
        rest, named = headline_from_title(text, [evidence.key_name], "")
        known += [rest] if named and may_be_name(rest) else []
    if split := person_in(text, known):
        return split
    name = evidence.key_name
    if is_headline(title.name) and may_be_name(name) and " " in name:
        return title if are_related([title.name], [name]) else None
    return title


def _headline(front: FrontMatter, heading: Title, identity: Identity, key: str) -> str:
    """Return the line under the name.

    The front matter's, else what its title says besides the name, else what follows the name in
    the heading, else a title without the name.
    """
    if front.headline:
        return front.headline
    if not front.title:
        return heading.headline
    names = [identity.name, *identity.alternates]
    headline, named = headline_from_title(front.title, names, key)
    return headline if named and headline else heading.headline or headline
