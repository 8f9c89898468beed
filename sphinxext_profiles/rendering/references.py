"""Reference lists.

`render_references` returns this; `transforms/citations.py` adds the entries when a page is read:

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
    """The style of the citations that lead to the list; empty for the project's."""
    download: tuple[str, ...] = ()
    """The formats in which a page offers the list for download."""
    title: str = ""
    headed: bool = True
    """Whether the list has a heading; otherwise it stands below one that the note has for it."""
    heading_level: int = 0
    """The level of the list's rubric; 0 for one below the section around it."""
    inside: str | None = None
    """The language of the text around the list, where it isn't the page's."""
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
    """Return the reference list of some notes, None if they have no reference to show.

    Without notes it lists everything that the page cites. On a note's own page it is a section of
    the page's outline, elsewhere a block with a rubric.
    """
    if profiles and not any(_has_shown(profile, options) for profile in profiles):
        return None
    lang = context.lang
    inside = lang if options.inside is None else options.inside
    heading = options.title or default_heading(context)
    # The default heading is translated with the interface.
    own: dict[str, bool] = {} if options.title else {"translatable": False}
    classes = ["profile-references", *options.classes]
    if options.style == "compact":
        classes.append("profile-references-compact")
    block: nodes.Element
    if context.own_page and options.headed:
        block = profile_bibliography(classes=classes, names=[])
        block.append(nodes.title("", heading, **own))
    else:
        attributes = outermost("", context) if options.inside is None else {}
        block = profile_bibliography_block(classes=classes, **attributes)
        words = [f"language-{lang}"] if inside != lang else []
        if options.headed:
            rubric = nodes.rubric("", heading, classes=words, **own)
            block.append(level(rubric, options.heading_level))
    name = anchor(profiles[0].key) if len(profiles) == 1 else "profiles"
    # The id of a second list on the page has a number, and so have the ids of its entries.
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
            label_lang=lang,
            lang=inside,
        )
    )
    return block


def default_heading(context: Context) -> str:
    """Return the heading of a list that isn't given one: "References", in the page's language."""
    return text(Label.REFERENCES, context.lang, context.locale_dirs)


def _has_shown(profile: Profile, options: ReferenceOptions) -> bool:
    return any(entry.lines or options.unused == "show" for entry in profile.references)


def render_reference(
    entry: MergedReference, home: profile_references, site_lang: str, locale_dirs: tuple[str, ...]
) -> profile_reference:
    """Return one entry of a list.

    `site_lang` is the language of the site's name; `locale_dirs` are the folders with the
    project's own catalogues of interface strings.
    """
    description = describe(entry.title, entry.site, entry.address)
    titled = description.titled
    lang = entry.lang if titled and entry.lang != home["lang"] else ""
    # Addresses run from left to right in every language (RFC 3987, section 4.1).
    title_dir = title_direction(description.text) if titled else "ltr"
    where_lang = title_language(entry.site, "", site_lang)
    words_lang = home["label_lang"] if home["label_lang"] != home["lang"] else ""
    return profile_reference(
        "",
        nodes.Text(description.text),
        nodes.Text(description.where),
        number=entry.number,
        address=entry.address,
        titled=titled,
        joint=description.joint,
        accessed=accessed(entry.date, home["label_lang"], locale_dirs),
        backlinks=[],
        lang=lang,
        dir=title_dir if title_dir != direction(home["lang"]) else "",
        where_lang=where_lang if where_lang != home["lang"] else "",
        words_lang=words_lang,
    )
