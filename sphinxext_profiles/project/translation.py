"""What gettext's catalogues say of a note: its words in the project's language.

A note's messages are those of its own page: cards, lists and galleries on other pages look there.
A note without a page has its messages where it is shown.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from sphinxext_profiles.nodes import profile_caption, profile_picture, profile_remote, profile_text
from sphinxext_profiles.note.summary import retold

from .config import ProfilesConfig, locale_dirs, project_language

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Image, Profile, Summary

OFFERED = frozenset({"profile-name", "profile-headline", "profile-affiliation", "profile-summary"})
"""The lines of a card that are messages."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of the messages of one page."""

    files: tuple[str, ...] = ()
    translations: tuple[gettext.NullTranslations, ...] = ()

    def get(self, text: str, originals: dict[str, str]) -> str:
        """Return a text in the project's language, the text itself where there is no such.

        What was translated is noted in `originals`, with its message.
        """
        message = message_of(text) if self.translations else ""
        for translations in self.translations if message else ():
            found = translations.gettext(message)
            if found and found != message:
                originals[message_of(found)] = message
                return found
        return text


def catalogue_of(env: BuildEnvironment, docname: str) -> Catalogue:
    """Return what the messages of a page are in the project's language."""
    domain = docname_to_domain(docname, env.config.gettext_compact)
    folders = locale_dirs(env)
    languages = [env.config.language]
    found = [
        (file, gettext.translation(domain, folder, languages))
        for folder in folders
        if (file := gettext.find(domain, folder, languages))
    ]
    return Catalogue(tuple(file for file, _ in found), tuple(entry for _, entry in found))


def message_of(text: str) -> str:
    """Return the message that Sphinx makes of a paragraph's source."""
    paragraph = nodes.paragraph(text)
    paragraph.source, paragraph.line = "-", 1
    return next((message for _, message in extract_messages(paragraph)), "")


def originals(env: BuildEnvironment) -> dict[str, str]:
    """Return what was translated on the page that is being read: each text with its message."""
    return cast("dict[str, str]", env.temp_data.setdefault("profiles_originals", {}))


def translated(env: BuildEnvironment, profile: Profile, catalogue: Catalogue) -> Profile:
    """Return a profile with its words in the project's language, as far as they are translated."""
    known = originals(env)

    def image(found: Image) -> Image:
        alt, title = catalogue.get(found.alt, known), catalogue.get(found.title, known)
        return replace(found, alt=alt, title=title)

    told = replace(
        profile,
        name=catalogue.get(profile.name, known),
        headline=catalogue.get(profile.headline, known),
        affiliation=catalogue.get(profile.affiliation, known),
        portrait=image(profile.portrait) if profile.portrait else None,
        images=tuple(map(image, profile.images)),
    )
    if summary := profile.summary:
        said = catalogue.get(summary.message, known)
        if said != summary.message:
            tracking = frozenset(ProfilesConfig.from_sphinx(env.config).tracking_parameters)
            told = replace(told, summary=retold(summary, said, tracking))
    return replace(told, lang=project_language(env.config)) if told != profile else profile


def offer_card(card: nodes.Element, env: BuildEnvironment, profile: Profile) -> None:
    """Make the lines of a card messages of the page that it stands on."""
    for line in card.findall(profile_text):
        if not OFFERED.isdisjoint(line["classes"]):
            summary: Summary | None = None
            if "profile-summary" in line["classes"]:
                summary = profile.summary
            offer(line, env, profile, summary.message if summary else line.astext())


def offer_gallery(gallery: nodes.Element, env: BuildEnvironment, profile: Profile) -> None:
    """Make an author's words for images messages of the page that they stand on."""
    for kind in (profile_picture, profile_remote, profile_caption):
        for words in cast("list[nodes.Element]", list(gallery.findall(kind))):
            if words["told"]:
                offer(words, env, profile, words["told"])


def offer(
    node: nodes.Element, env: BuildEnvironment, profile: Profile, text: str, line: int = 0
) -> None:
    """Make a node's words a message, which they are by their source, file and line."""
    node.rawsource = text
    node.source, node.line = str(Path(env.srcdir, profile.path)), line or 1
    if isinstance(node, profile_remote):
        node["translatable"] = True  # which no inline node is by itself
    else:
        node.attributes.pop("translatable", None)


def withhold(part: nodes.Element) -> None:
    """Make nothing in a part a message: it is one of another page."""
    for node in part.findall(nodes.Element):
        if isinstance(node, profile_picture):
            node["told"] = ""
        elif isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
            node["translatable"] = False
