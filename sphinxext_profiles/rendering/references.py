"""Reference lists.

What `render_references` makes, and `fill_references` fills when a page is read:

    profile_bibliography (a section) or profile_bibliography_block
      title or rubric
      profile_references
        profile_reference
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.labels import Label, accessed, text
from sphinxext_profiles.nodes import (
    profile_bibliography,
    profile_bibliography_block,
    profile_reference,
    profile_references,
)
from sphinxext_profiles.note.reference_list import describe, title_direction, title_language
from sphinxext_profiles.words.languages import direction

from .context import anchor, level, outermost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.note.reference_list import MergedReference

    from .context import Context


@dataclass(frozen=True, slots=True)
class ReferenceOptions:
    """Which references a list shows, and how."""

    style: str = "list"
    unused: str = "show"
    citation_style: str = ""
    """Of the citations that lead to the list; the project's when empty."""
    download: tuple[str, ...] = ()
    """Formats in which a page offers the list as a file."""
    title: str = ""
    heading_level: int = 0
    """Of the list's rubric; 0 for one below the section that it stands in."""
    inside: str | None = None
    """The language of what it stands in, where that isn't the page."""
    classes: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> ReferenceOptions:
        """Return the options that a directive's checked values mean."""
        return cls(
            style=values.get("style", "list"),
            unused=values.get("unused", "show"),
            citation_style=values.get("citation-style", ""),
            download=values.get("download", ()),
            title=values.get("title", ""),
            classes=tuple(values.get("class", ())),
        )


def render_references(
    profiles: Sequence[Profile], options: ReferenceOptions, context: Context
) -> nodes.Element | None:
    """Return the reference list of some notes, nothing when they have no reference to show.

    Without notes it is the list of all that the page cites. It is a section of the page's outline
    on a note's own page, and a block with a rubric of the right level elsewhere.
    """
    if profiles and not any(_has_shown(profile, options) for profile in profiles):
        return None
    lang = context.lang
    inside = lang if options.inside is None else options.inside
    heading = options.title or text(Label.REFERENCES, lang, context.locale_dirs)
    # A heading of ours has its own translations.
    own: dict[str, bool] = {} if options.title else {"translatable": False}
    classes = ["profile-references", *options.classes]
    if options.style == "compact":
        classes.append("profile-references-compact")
    block: nodes.Element
    if context.own_page:
        block = profile_bibliography(classes=classes, names=[])
        block.append(nodes.title("", heading, **own))
    else:
        spoken = outermost("", context) if options.inside is None else {}
        block = profile_bibliography_block(classes=classes, **spoken)
        words = [f"language-{lang}"] if inside != lang else []
        rubric = nodes.rubric("", heading, classes=words, **own)
        block.append(level(rubric, options.heading_level))
    name = anchor(profiles[0].key) if len(profiles) == 1 else "profiles"
    # A second list of the note on one page has an id with a number, and its entries follow.
    prefix, _, number = context.give_id(block, f"{name}-references").rpartition("-references")
    block.append(
        profile_references(
            classes=["profile-reference-list"],
            enumtype="arabic",
            notes=[profile.path for profile in profiles],
            unused=options.unused == "show",
            style=options.citation_style,
            formats=list(options.download),
            prefix=prefix + number,
            labels=lang,
            lang=inside,
        )
    )
    return block


def _has_shown(profile: Profile, options: ReferenceOptions) -> bool:
    return any(entry.lines or options.unused == "show" for entry in profile.references)


def render_reference(
    entry: MergedReference, home: profile_references, site_lang: str, locale_dirs: tuple[str, ...]
) -> profile_reference:
    """Return one entry of a list.

    `site_lang` is the language of the words for its site; `locale_dirs` are the folders with the
    project's own catalogues of interface strings.
    """
    shown = describe(entry.title, entry.site, entry.address)
    lang = entry.lang if shown.titled and entry.lang != home["lang"] else ""
    # Addresses are written from left to right in every language (RFC 3987, section 4.1).
    written = title_direction(shown.text) if shown.titled else "ltr"
    where_lang = title_language(entry.site, "", site_lang)
    words_lang = home["labels"] if home["labels"] != home["lang"] else ""
    return profile_reference(
        "",
        nodes.Text(shown.text),
        nodes.Text(shown.where),
        number=entry.number,
        address=entry.address,
        titled=shown.titled,
        joint=shown.joint,
        accessed=accessed(entry.date, home["labels"], locale_dirs),
        backlinks=[],
        lang=lang,
        dir=written if written != direction(home["lang"]) else "",
        where_lang=where_lang if where_lang != home["lang"] else "",
        words_lang=words_lang,
    )
