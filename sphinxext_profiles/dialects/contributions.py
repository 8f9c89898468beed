"""Contributions as all-contributors has them: types of work, each with an emoji and a name.

The names are those of its documentation, in English, as its own tables show them in every project;
a project renames types, or adds some, under `types` of its file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinxext_profiles.words.letters import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_profiles.model import Value

TYPES = {
    "a11y": ("♿\N{VARIATION SELECTOR-16}", "Accessibility"),
    "audio": ("🔊", "Audio"),
    "blog": ("📝", "Blogposts"),
    "bug": ("🐛", "Bug reports"),
    "business": ("💼", "Business Development"),
    "code": ("💻", "Code"),
    "content": ("🖋\N{VARIATION SELECTOR-16}", "Content"),
    "data": ("🔣", "Data"),
    "design": ("🎨", "Design"),
    "doc": ("📖", "Documentation"),
    "eventOrganizing": ("📋", "Event Organizers"),
    "example": ("💡", "Examples"),
    "financial": ("💵", "Financial Support"),
    "fundingFinding": ("🔍", "Funding/Grant Finders"),
    "ideas": ("🤔", "Ideas & Planning"),
    "infra": ("🚇", "Infrastructure"),
    "maintenance": ("🚧", "Maintenance"),
    "mentoring": ("🧑\N{ZERO WIDTH JOINER}🏫", "Mentoring"),
    "platform": ("📦", "Packaging"),
    "plugin": ("🔌", "Plugin/utility libraries"),
    "projectManagement": ("📆", "Project Management"),
    "promotion": ("📣", "Promotion"),
    "question": ("💬", "Answering Questions"),
    "research": ("🔬", "Research"),
    "review": ("👀", "Reviewed Pull Requests"),
    "security": ("🛡\N{VARIATION SELECTOR-16}", "Security"),
    "talk": ("📢", "Talks"),
    "test": ("⚠\N{VARIATION SELECTOR-16}", "Tests"),
    "tool": ("🔧", "Tools"),
    "translation": ("🌍", "Translation"),
    "tutorial": ("✅", "Tutorials"),
    "userTesting": ("📓", "User Testing"),
    "video": ("📹", "Videos"),
}
"""Emoji and name of each type. Letters that look like text get the selector for emoji (U+FE0F)."""
KEY, TYPES_KEY = "contributions", "contribution_types"
"""The keys of an entry with the types of its work, and with what the file says of these types."""
_SEPARATORS = re.compile(r"[,;]")
_STRAY = "\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER} "
"""What an emoji can't begin with; that of the command for `a11y` does."""
_WORDS = re.compile(r"[A-Za-z<>&:]")
_LONGEST = 16
"""Characters of an emoji: a family of four with the tone of each skin has eleven."""


class Contribution(NamedTuple):
    """What somebody did for a project."""

    name: str
    emoji: str = ""
    """Empty for a type that has none."""
    is_english: bool = False
    """Whether the name is that of `TYPES`, whatever the language of the file."""


def contributions_of(fields: tuple[tuple[str, Value], ...]) -> list[Contribution]:
    """Return the contributions of a person with these fields, each once."""
    values = {fold_key(key): value for key, value in fields}
    own = {fold_key(key): dict(_pairs(value)) for key, value in _pairs(values.get(TYPES_KEY))}
    types = dict.fromkeys(types_of(values.get(KEY)))
    return list(dict.fromkeys(_contribution(name, own.get(fold_key(name), {})) for name in types))


def _contribution(kind: str, own: dict[str, Value]) -> Contribution:
    emoji, name = _FOLDED.get(fold_key(kind), ("", ""))
    given = str(own.get("symbol") or "").lstrip(_STRAY).strip()
    if given and len(given) <= _LONGEST and not _WORDS.search(given):
        emoji = given
    described = str(own.get("description") or "").strip()
    return Contribution(described or name or kind, emoji, bool(name and not described))


def types_of(value: Value) -> Iterator[str]:
    """Yield the types in a list, in which one may be a mapping with a `type`, or in a text."""
    for item in value if isinstance(value, tuple) else (value,):
        kind = dict(_pairs(cast("Value", item))).get("type") if isinstance(item, tuple) else item
        if isinstance(kind, str):
            yield from (name.strip() for name in _SEPARATORS.split(kind) if name.strip())


def _pairs(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield the pairs of a mapping, nothing for anything else."""
    for item in value if isinstance(value, tuple) else ():
        if isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str):
            yield cast("tuple[str, Value]", item)


_FOLDED = {fold_key(kind): value for kind, value in TYPES.items()}
