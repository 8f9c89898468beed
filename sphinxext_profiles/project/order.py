"""When each handler and transform of the extension runs: one table, with the reason for its place.

Sphinx runs handlers of one event from the lowest priority to the highest, and those of other
extensions at 500. Transforms run while a page is read, post-transforms before it is written.
"""

from __future__ import annotations

from enum import IntEnum

from docutils.transforms.references import Footnotes


class Transform(IntEnum):
    """Transforms and post-transforms; numbers of others are in brackets."""

    UNFOLD_INDEXES = 1
    """Post-transform. Before everything that looks for something in a page: Sphinx begins at 5."""
    KEEP_MESSAGES = 22
    """After `Locale` (20), and before what counts translations (25)."""
    RESOLVE_CITATIONS = 500
    """After `Locale` (20), which replaces paragraphs by their translations, and before the
    document is handed to Sphinx's collectors (880)."""
    LEVEL_HEADINGS = 501
    """After citations, which may add a list with a heading; before the collectors (880)."""
    PLACE_ADOPTED = 502
    """Before the collectors (880), which keep what is in a page's toctrees."""
    KEEP_FOOTNOTES = Footnotes.default_priority + 3
    """When docutils has numbered footnotes, and just before MyST collects them: of two with one
    priority that of an extension runs before a parser's."""
    FOLD_INDEXES = 990
    """After the document was handed to the collectors (880), which look for images and links."""


class Read(IntEnum):
    """Handlers of `doctree-read`."""

    RECORD_LINKS = 500
    """As Sphinx's collectors: they look at other things."""
    DROP_FROM_CONTENTS = 600
    """After Sphinx's collectors, which make tables of contents (500)."""
    RECORD_PICTURES = 601
    """After Sphinx's collector of images, which looks for the files (500)."""


class Resolved(IntEnum):
    """Handlers of `doctree-resolved`: what a page says first, then what an output makes of it."""

    CHOOSE_PICTURES = 400
    """Before other extensions look at images (500), and before nodes are expanded."""
    LEAVE_PAGE = 510
    """The sidebar of the last page is closed before anything asks for that of the next."""
    COMPLETE_FIRST_PAGE = 520
    """The contents of a book are made of the first page as it is now."""
    REPORT_ABSENT = 530
    """Images are settled, and nothing has been expanded yet, so that each is met once."""
    FILL_LANGUAGES = 540
    """What other pages say comes into the page …"""
    LEAVE_OUT_WORDS = 550
    """… catalogues of messages get the author's words alone …"""
    FILL_MENTIONS = 560
    """… and the lists of pages that mention a person."""
    LINK_CITATIONS = 570
    """Now every list that a citation may lead to is known."""
    TELL_IDS_APART = 580
    """In a document of one page, when every id is there."""
    EXPAND_NODES = 590
    """Last of what changes the page: after it, an output without visitors has standard nodes."""
    SPELL_NOTES = 600
    """LaTeX's letters, in the text as it will be written."""
    LOAD_PACKAGE = 610
    """LaTeX's package, when it is known what the document holds."""
