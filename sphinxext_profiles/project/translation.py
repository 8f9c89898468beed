"""Translations of notes by gettext: their texts in the project's language.

The texts of a note are messages of its own page; cards, lists and galleries on other pages look
them up there. The texts of a note without a page are messages of the page that shows it.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from sphinxext_profiles.markdown.inline_parts import read_line, to_markdown
from sphinxext_profiles.nodes import (
    profile_caption,
    profile_name,
    profile_picture,
    profile_remote,
    profile_text,
)
from sphinxext_profiles.note.summary import retold

from .config import ProfilesConfig, locale_dirs, project_language

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Image, Profile

    from .store import ProfileStore


OFFERED = frozenset({"profile-name", "profile-headline", "profile-affiliation", "profile-summary"})
"""The lines of a card that are messages."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one page's messages."""

    files: tuple[str, ...] = ()
    translations: tuple[gettext.NullTranslations, ...] = ()

    def get(self, text: str, originals: dict[str, str]) -> str:
        """Return a text in the project's language, or unchanged if there is no translation.

        A translation is recorded in `originals`, with its message.
        """
        message = message_of(text) if self.translations else ""
        for translations in self.translations if message else ():
            translation = translations.gettext(message)
            if translation and translation != message:
                originals[message_of(translation)] = message
                return translation
        return text


def catalogue_of(env: BuildEnvironment, docname: str) -> Catalogue:
    """Return the translations of a page's messages into the project's language."""
    domain = docname_to_domain(docname, env.config.gettext_compact)
    folders = locale_dirs(env)
    languages = [env.config.language]
    catalogues = [
        (file, gettext.translation(domain, folder, languages))
        for folder in folders
        if (file := gettext.find(domain, folder, languages))
    ]
    return Catalogue(tuple(file for file, _ in catalogues), tuple(entry for _, entry in catalogues))


def message_of(text: str) -> str:
    """Return the message that Sphinx makes of a paragraph's source."""
    paragraph = nodes.paragraph(text)
    paragraph.source, paragraph.line = "-", 1
    return next((message for _, message in extract_messages(paragraph)), "")


def originals(env: BuildEnvironment) -> dict[str, str]:
    """Return what was translated on the current page: translation to message."""
    return cast("dict[str, str]", env.temp_data.setdefault("profiles_originals", {}))


def translated(env: BuildEnvironment, profile: Profile, catalogue: Catalogue) -> Profile:
    """Return a profile in the project's language, as far as there are translations."""
    messages = originals(env)

    def in_language(image: Image) -> Image:
        alt, title = catalogue.get(image.alt, messages), catalogue.get(image.title, messages)
        return replace(image, alt=alt, title=title)

    config = ProfilesConfig.from_sphinx(env.config)
    tracking = frozenset(config.tracking_parameters)
    result = replace(
        profile,
        name=catalogue.get(profile.name, messages),
        **_lines(profile, catalogue, messages, config),
        portrait=in_language(profile.portrait) if profile.portrait else None,
        images=tuple(map(in_language, profile.images)),
        roles=tuple(
            replace(role, text=catalogue.get(role.text, messages)) for role in profile.roles
        ),
    )
    if summary := profile.summary:
        translation = catalogue.get(summary.message, messages)
        if translation != summary.message:
            said = retold(summary, translation, tracking, config.grammar)
            result = replace(result, summary=said)
    return replace(result, lang=project_language(env.config)) if result != profile else profile


def _source(profile: Profile, field: str) -> str:
    """Return the Markdown of the headline or the affiliation."""
    return to_markdown(getattr(profile, f"{field}_parts")) or str(getattr(profile, field))


def _lines(
    profile: Profile, catalogue: Catalogue, messages: dict[str, str], config: ProfilesConfig
) -> dict[str, Any]:
    """Return the headline and the affiliation in the project's language, as far as translated."""
    tracking = frozenset(config.tracking_parameters)
    lines: dict[str, Any] = {}
    for field in ("headline", "affiliation"):
        source = _source(profile, field)
        translation = catalogue.get(source, messages)
        if translation != source:
            line = read_line(translation, {"grammar": config.grammar}, (), tracking)
            lines |= {field: line.text, f"{field}_parts": line.parts}
    return lines


def offer_card(card: nodes.Element, env: BuildEnvironment, profile: Profile) -> None:
    """Make the lines of a card messages of the page that shows it."""
    for line in card.findall(profile_text):
        if not OFFERED.isdisjoint(line["classes"]):
            offer(line, env, profile, _message(profile, line))


def offer_row(row: nodes.Element, env: BuildEnvironment, profile: Profile) -> None:
    """Make the words of a row in a list or a table messages of the page that shows it.

    Not the name: that is in a link, which Sphinx copies, and it takes no messages from copies.
    """
    fields = {"p-job-title": "headline", "p-org": "affiliation"}
    messages = {name: _source(profile, field) for name, field in fields.items()}
    for words in row.findall(profile_name):
        for name in messages.keys() & words["classes"]:
            offer(words, env, profile, messages[name])


def offer_roles(roles: nodes.Element, env: BuildEnvironment, profile: Profile) -> None:
    """Make the words of roles messages of the page that lists them."""
    for words in roles.findall(profile_name):
        offer(words, env, profile, words.astext())


def _message(profile: Profile, line: nodes.Element) -> str:
    """Return the message that a line of a card is."""
    if "profile-summary" in line["classes"] and profile.summary:
        return profile.summary.message
    for field in ("headline", "affiliation"):
        if f"profile-{field}" in line["classes"] and line.astext() == getattr(profile, field):
            return _source(profile, field)
    return line.astext()


def offer_gallery(gallery: nodes.Element, env: BuildEnvironment, profile: Profile) -> None:
    """Make an author's texts for images messages of the page that shows them."""
    for kind in (profile_picture, profile_remote, profile_caption):
        for words in cast("list[nodes.Element]", list(gallery.findall(kind))):
            if words["authored"]:
                offer(words, env, profile, words["authored"])


def offer(
    node: nodes.Element, env: BuildEnvironment, profile: Profile, text: str, line: int = 0
) -> None:
    """Make a node's text a message: that takes the source, the file and the line."""
    node.rawsource = text
    store = cast("ProfileStore", env.get_domain("profile"))
    file, node.line = store.place_of(profile.path, line or 1)
    node.source = f"{env.srcdir}/{file}"  # paths are slow to make, and there are many texts
    if isinstance(node, (profile_remote, profile_name)):
        node["translatable"] = True  # inline nodes are not, by default
    else:
        node.attributes.pop("translatable", None)


def withhold(part: nodes.Element) -> None:
    """Make no text in a part a message: the texts are messages of another page."""
    for node in part.findall(nodes.Element):
        if isinstance(node, profile_picture):
            node["authored"] = ""
        elif isinstance(node, nodes.TextElement) and (
            not isinstance(node, nodes.Inline) or "translatable" in node
        ):
            node["translatable"] = False
