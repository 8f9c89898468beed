"""The front matter of a note: typed values of the known keys, and every key as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.schemes import NO_SCHEMES
from sphinxext_profiles.model import Link, Provenance, Role, Value
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.languages import normalise
from sphinxext_profiles.words.letters import fold_key

from .block import tree_of
from .images import FILES, GivenImage, read_focus, read_images
from .links import AFFILIATION, read_affiliations, read_links
from .names import FAMILY, GIVEN, NAME_FIELD, GivenName, name_of_parts, read_given_name, texts_of
from .roles import SHORTHANDS, headline_of, read_life_span, read_roles
from .tree import MappingNode, Node, ScalarNode, freeze, iso_time
from .unknown import unknown_keys
from .values import TextField, first_text, folded_pairs, tags_of, text_of, truth_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinxext_profiles.addresses.schemes import Schemes

    from .block import NoteText

KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "name": ("name",),
    "given_name": GIVEN,
    "family_name": FAMILY,
    "aliases": ("aliases", "alias"),
    "title": ("title",),
    "headline": ("headline", "role", "position", "job_title", "occupation", "job"),
    "affiliation": (
        *("affiliation", "affiliations", "organization", "organizations"),
        *("organisation", "organisations", "org", "company"),
    ),
    "summary": ("summary", "bio", "description", "subtitle"),
    "lang": ("lang",),
    "photo": (
        *("photo", "image", "avatar", "picture"),
        *("photo_url", "image_url", "avatar_url", "picture_url"),
    ),
    "photo_alt": ("photo_alt", "image_alt", "avatar_alt"),
    **{key: (key,) for key in ("photo_focus", "images")},
    **{key: (key,) for key in ("pronouns", "location", "born", "died", "sort_name")},
    "groups": ("groups", "group", "user_groups"),
    "roles": ("roles", *SHORTHANDS),
    "tags": ("tags",),
    "links": ("links", "social", "socials", "profiles"),
    **{
        key: (key,) for key in ("generated", "model", "translated", "date", "reviewed_by", "source")
    },
}
"""Every known key, and the names it goes by: the first with a usable value counts."""

NESTED = {"links": ("about", "links"), "photo": ("profile", "image")}
"""Keys inside other keys that say the same, as in Quarto and in al-folio."""

_KNOWN = {key: name for name, keys in KEYS.items() for key in keys}
_READ = frozenset({*_KNOWN, *(outer for outer, _ in NESTED.values())})
_NAMED = ("name", "text", "title", "label")
_NAME_PARTS = NAME_FIELD.parts
TEXT_FIELDS = {
    "id": TextField(),
    "name": NAME_FIELD,
    **dict.fromkeys(("given_name", "family_name", "title", "sort_name"), TextField(_NAMED)),
    "headline": TextField(("title", "role", *_NAMED), joined=", "),
    "affiliation": AFFILIATION,
    "summary": TextField(("text", "short", "long"), joined=" ", lines=True),
    "lang": TextField(("code", "tag", "name")),
    "photo": TextField(FILES, beside=("alt", "caption", "focal_point", "preview_only")),
    "photo_alt": TextField(("text",)),
    "photo_focus": TextField((), ("x", "y"), joined=" "),
    "pronouns": TextField(_NAMED, joined="/"),
    "location": TextField(_NAMED, ("city", "region", "state", "country"), ", ", joined=", "),
    **dict.fromkeys(("born", "died"), TextField(("date", "year", *_NAMED))),
    "model": TextField(_NAMED, joined=", "),
    "date": TextField(("date", "created", "published")),
    "reviewed_by": TextField(_NAMED, _NAME_PARTS, joined=", "),
    "source": TextField(("url", *_NAMED), joined=", "),
}
"""How the text of each key is taken from its value."""
_ORIGIN = ("model", "date", "reviewed_by", "source")
"""The keys that belong to the provenance."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a note; a missing text is empty."""

    id: str = ""
    name: str = ""
    """As it is to be shown; made of `given_name` and `family_name` where there is no other."""
    given_name: str = ""
    family_name: str = ""
    alternates: tuple[str, ...] = ()
    """Other names to show."""
    aliases: tuple[str, ...] = ()
    """Names that the person goes by and that aren't shown."""
    title: str = ""
    headline: str = ""
    """Markdown, in one line; so is the affiliation, with its links."""
    affiliation: str = ""
    summary: str = ""
    """Markdown, with its line ends."""
    lang: str = ""
    """As written: `hant`, `no`."""
    photo: str = ""
    """An address or a path as written, safe or not."""
    photo_alt: str = ""
    photo_focus: tuple[int, int] | None = None
    images: tuple[GivenImage, ...] = ()
    pronouns: str = ""
    location: str = ""
    life_span: str = ""
    """Empty for the living, whatever is said of their birth."""
    sort_name: str = ""
    roles: tuple[Role, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    fields: tuple[tuple[str, Value], ...] = ()
    """Every key, known or not, as written and in the order of the text."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key in the file, by its canonical name (`headline` for `role`); unknown keys
    by their own name."""


def read_front_matter(
    note: NoteText, tracking: frozenset[str] = frozenset(), schemes: Schemes = NO_SCHEMES
) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """Return the values in a note's front matter, and what is wrong with it.

    `tracking` and `schemes` are the project's own. Of a value of an unexpected type, the usable
    part is taken. It never raises, and its time grows only with the length of the text.
    """
    return front_matter_of(*tree_of(note), tracking, schemes) if note.front else (FrontMatter(), ())


def front_matter_of(
    root: MappingNode, problems: list[Problem], tracking: frozenset[str], schemes: Schemes
) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """Return the values in a mapping of keys, with further problems; see `read_front_matter`."""
    reader = _Reader(root, problems)
    texts = {name: reader.text(name) for name in TEXT_FIELDS if name not in _ORIGIN}
    texts["photo_alt"] = texts["photo_alt"] or reader.alt_of_photo()
    focus = read_focus(point) if (point := texts.pop("photo_focus")) else None
    if point and focus is None:
        reader.unusable("photo_focus", "a point of the photo, such as '50% 20%' or 'top'")
    dates = (texts.pop("born"), texts.pop("died"))
    texts["life_span"] = read_life_span(*dates, normalise(texts["lang"]))
    texts["headline"] = reader.headline()
    texts["affiliation"] = reader.affiliation(tracking, schemes)
    name = reader.name(texts["lang"])
    texts["name"] = name.name
    inside = {"pronouns": name.pronouns, "family_name": name.family, "given_name": name.given}
    texts |= {key: texts[key] or text for key, text in inside.items()}
    front = FrontMatter(
        **texts,
        photo_focus=focus,
        alternates=name.alternates,
        aliases=(*name.aliases, *reader.aliases()),
        images=reader.images(tracking),
        roles=reader.roles(tracking, schemes),
        tags=reader.words("tags"),
        links=reader.links(normalise(texts["lang"]), tracking, schemes),
        provenance=reader.provenance(),
        fields=tuple((key, freeze(value)) for key, value in root.pairs.items()),
        lines=reader.lines,
    )
    return front, (*reader.problems, *unknown_keys(root, _KNOWN))


class _Reader:
    """The known keys of one front matter."""

    def __init__(self, root: MappingNode, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems
        self.lines: dict[str, int] = {}
        self.nodes: dict[str, Node] = {}
        for key, node in root.pairs.items():
            self.lines[key] = root.lines[key]
            folded = fold_key(key)
            if folded in _READ and (folded == key or folded not in self.nodes):
                self.nodes[folded] = node
                self.lines[folded] = root.lines[key]

    def given(self, name: str) -> Iterator[tuple[str, Node]]:
        """Yield what is given for a canonical key: names and values; record the line of each."""
        for key in KEYS[name]:
            if key in self.nodes:
                self.lines[name] = self.lines[key]
                yield key, self.nodes[key]
        outer, inner = NESTED.get(name, ("", ""))
        node = folded_pairs(self.nodes[outer]).get(inner) if outer in self.nodes else None
        if node:
            key = f"{outer}.{inner}"
            self.lines.setdefault(name, node.line)
            self.lines[key] = node.line
            yield key, node

    def text(self, name: str) -> str:
        """Return the first text for a key; a value that can't be a text is a problem."""
        for key, node in self.given(name):
            text = text_of(node, TEXT_FIELDS[name])
            if text:
                return text
            if text is None:
                self.unusable(key, "a text")
        return ""

    def headline(self) -> str:
        """Return the headline, else the role that says most."""
        text, key = headline_of(self.given("headline"), TEXT_FIELDS["headline"])
        if key:
            self.lines["headline"] = self.lines[key]
        return text

    def affiliation(self, tracking: frozenset[str], schemes: Schemes) -> str:
        """Return the affiliations with their links, as Markdown."""
        for _, node in self.given("affiliation"):
            text, problems = read_affiliations(node, tracking, schemes)
            if text:
                self.problems += problems
                return text
        return ""

    def name(self, lang: str) -> GivenName:
        """Return the names under `name`, or of both a given and a family name."""
        if whole := read_given_name(self.nodes.get("name"), lang):
            return whole
        both = self.text("given_name") and self.text("family_name")
        return GivenName(name_of_parts(self.nodes, lang) if both else "")

    def aliases(self) -> list[str]:
        """Return the names that the person goes by; Hugo has paths under the same key."""
        names = [name for _, node in self.given("aliases") for name in texts_of(node)]
        return [name for name in names if "/" not in name]

    def alt_of_photo(self) -> str:
        """Return the alt text that is given with the photo: `image: {path: …, alt: …}`."""
        alts = (first_text(folded_pairs(node), ("alt",)) for _, node in self.given("photo"))
        return next(filter(None, alts), "")

    def images(self, tracking: frozenset[str]) -> tuple[GivenImage, ...]:
        """Return the entries about images, in a list of them or at the photo."""
        images: list[GivenImage] = []
        for name in ("images", "photo"):
            for _, node in self.given(name):
                entries, problems = read_images(node, tracking)
                images += entries
                self.problems += problems
        return tuple(images)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the tags or the groups."""
        for key, node in self.given(name):
            words = tags_of(node)
            if words is not None:
                return words
            self.unusable(key, name)
        return ()

    def roles(self, tracking: frozenset[str], schemes: Schemes) -> tuple[Role, ...]:
        """Return the roles, and the groups without one."""
        groups = self.words("groups")
        roles, problems = read_roles(self.given("roles"), groups, tracking, schemes)
        self.problems += problems
        return roles

    def links(self, lang: str, tracking: frozenset[str], schemes: Schemes) -> tuple[Link, ...]:
        """Return the person's links, for a note in a language."""
        given: list[Node] = []
        for key, node in self.given("links"):
            if not isinstance(node, ScalarNode) or node.value is not True:
                given.append(node)
            elif key == "links":  # elsewhere `social: true` is a switch
                self.unusable(key, "links")
        links, problems = read_links(given, self.root, lang, tracking, schemes)
        self.problems += problems
        return links

    def provenance(self) -> Provenance:
        """Return who or what wrote the note."""
        texts = {name: self.text(name) for name in _ORIGIN}
        texts["date"] = iso_time(texts["date"])
        names = ("generated", "translated")
        generated, translated = (any(truth_of(node) for _, node in self.given(n)) for n in names)
        return Provenance(generated=generated, translated=translated, **texts)

    def unusable(self, key: str, expected: str) -> None:
        """Report that the value of a key is unusable."""
        message = f"the value of {key!r} can't be used as {expected}"
        self.problems.append(Problem(ProblemCode.FRONT_MATTER_VALUE, message, self.lines[key]))
