"""The reference list.

What `render_references` makes:

    profile_bibliography (a section) or profile_bibliography_block
      title or rubric
      profile_references
        profile_reference
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import (
    profile_bibliography,
    profile_bibliography_block,
    profile_reference,
    profile_references,
)
from sphinxext_profiles.note.entries import describe
from sphinxext_profiles.note.title_language import title_language

from .context import anchor, language, level

if TYPE_CHECKING:
    from sphinxext_profiles.note.model import Profile, Reference

    from .context import Context


@dataclass(frozen=True, slots=True)
class ReferenceOptions:
    """Which references a list shows, and how."""

    style: str = "list"
    unused: str = "show"
    title: str = ""
    heading_level: int = 0
    """Of the list's rubric; 0 for one below the section that it stands in."""
    classes: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> ReferenceOptions:
        """Return the options that a directive's checked values mean."""
        return cls(
            style=values.get("style", "list"),
            unused=values.get("unused", "show"),
            title=values.get("title", ""),
            classes=tuple(values.get("class", ())),
        )


def render_references(
    profile: Profile, options: ReferenceOptions, context: Context
) -> nodes.Element | None:
    """Return a note's reference list, or nothing when it has no reference to show.

    It is a section of the page's outline on the note's own page, and a block with a rubric of
    the right level elsewhere.
    """
    shown = [entry for entry in profile.references if entry.lines or options.unused == "show"]
    if not shown:
        return None
    lang = profile.lang if context.own_page else context.lang
    heading = options.title or text(Label.REFERENCES, lang)
    classes = ["profile-references", *options.classes]
    if options.style == "compact":
        classes.append("profile-references-compact")
    block: nodes.Element
    if context.own_page:
        block = profile_bibliography(classes=classes, names=[])
        block.append(nodes.title("", heading))
    else:
        block = profile_bibliography_block(classes=classes)
        # The region may be in the note's language, and the heading is the page's.
        classes = [f"language-{lang}"] if profile.lang and profile.lang != lang else []
        rubric = nodes.rubric("", heading, translatable=False, classes=classes)
        block.append(level(rubric, options.heading_level))
    # A second list of the note on one page has an id with a number, and its entries follow.
    own, _, number = context.give_id(block, f"{anchor(profile.key)}-references").rpartition(
        "-references"
    )
    prefix = own + number
    entries = profile_references(
        classes=["profile-reference-list"],
        note=profile.path,
        prefix=prefix,
        labels=lang,
        lang="" if context.own_page or profile.lang == context.lang else profile.lang,
        enumtype="arabic",
    )
    # Around the entries is the language of the page, or in a whole profile that of the note.
    outer = context.lang if profile.lang in ("", context.lang) else ""
    for entry in shown:
        spoken = title_language(entry.title, entry.address, profile.lang)
        entries.append(render_reference(entry, prefix, language(spoken, outer)))
    block.append(entries)
    return block


def render_reference(entry: Reference, prefix: str, spoken: dict[str, str]) -> profile_reference:
    """Return one entry of a list; its ids begin with `prefix`, `spoken` is its title's language."""
    shown = describe(entry.title, entry.site, entry.address)
    # Addresses are written from left to right in every language (RFC 3987, section 4.1).
    written = spoken if shown.titled else {"lang": "", "dir": "ltr"}
    return profile_reference(
        "",
        nodes.Text(shown.text),
        ids=[f"{prefix}-ref-{entry.number}"],
        number=entry.number,
        address=entry.address,
        titled=shown.titled,
        joint=shown.joint,
        where=shown.where,
        backlinks=[],
        **written,
    )
