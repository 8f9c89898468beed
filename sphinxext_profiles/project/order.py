"""When each handler and transform of the extension runs: one table, with the reason for its place.

Sphinx runs the handlers of an event from the lowest priority to the highest. Its own run at 500,
and so do those of most extensions, where nothing else is said here. Transforms run while a page is
read, post-transforms before it is written. A number in brackets belongs to somebody else.
"""

from __future__ import annotations

from enum import IntEnum

from docutils.transforms.references import Footnotes


class Transform(IntEnum):
    """Transforms and post-transforms."""

    UNFOLD_INDEXES = 1
    """Post-transform. Before everything that looks for something in a page: Sphinx begins at 5."""
    LEAD_TO_PEOPLE = 8
    """Post-transform. Before links are resolved: by MyST (9), and by Sphinx (10)."""
    KEEP_MESSAGES = 22
    """After `Locale` (20), whose messages are these, and before translations are counted (25)."""
    RESOLVE_CITATIONS = 500
    """After `Locale` (20), which replaces paragraphs by their translations, and before the
    document is handed to Sphinx's collectors (880)."""
    SETTLE_HEADINGS = 501
    """After citations, which may add a list with a heading; before Sphinx records labels (850)
    and titles (880)."""
    PLACE_ADOPTED = 502
    """After sphinx-external-toc (100), which complains about every toctree that it meets; before
    the collectors (880), which keep what is in a page's toctrees."""
    KEEP_FOOTNOTES = Footnotes.default_priority + 3
    """When docutils has numbered footnotes (620), and just before MyST collects them (623): of two
    with one priority, that of an extension runs before a parser's."""
    PLACE_BYLINE = 871
    """After whatever changes authors' words (`Locale`, 20, and quotation marks, 750) and what is
    put at the end of a page (footnotes, 623, and messages, 870), and just before the collectors
    (880), which look for images and links."""
    FOLD_INDEXES = 990
    """After the collectors (880), which look for images and links in what is put away here."""


class ConfigInited(IntEnum):
    """Handlers of `config-inited`."""

    LEAVE_OUT_STRAYS = 850
    """After extensions and Sphinx (800): until then `profiles_notes` may change."""
    WRAP_PARSERS = 900
    """After extensions and Sphinx (800): every parser of Markdown is registered now."""
    WATCH_TOCTREES = 910
    """As above: so is every directive, and `profiles_pages` is settled."""
    WATCH_LINKS = 911
    """As above: `profiles_pages` is settled."""


class BuilderInited(IntEnum):
    """Handlers of `builder-inited`."""

    KEEP_SECTION_LABELS = 510
    """When every extension is loaded; before a page is read, any place does."""
    EVALUATE_BRANCHES = 520
    """When the builder is known; nothing is evaluated yet."""
    CHECK_SETTINGS = 800
    """After other extensions, which may still change a setting."""


class Outdated(IntEnum):
    """Handlers of `env-get-outdated`."""

    READ_NOTES = 500
    """Sphinx knows which files changed, and nothing has been read yet."""
    READ_AUTHORS = 505
    """When the notes are read: the same file may be one."""
    SET_MARK = 510
    """When the notes are read: a build that fails before has spoiled nothing."""
    COMPARE_RECIPE = 520
    """Asks for nothing that others do."""
    COMPARE_PUBLICATIONS = 530
    """When the notes are read (500): the names in them may be others now."""


class BeforeRead(IntEnum):
    """Handlers of `env-before-read-docs`."""

    LEAVE_OUT_UNDECODABLE = 500
    """Before anything reckons with a page that can't be read."""
    NOTES_FIRST = 900
    """After other extensions, which may add pages to read."""


class Read(IntEnum):
    """Handlers of `doctree-read`."""

    HIDE_LABELS = 490
    """Before `sphinx.ext.autosectionlabel` (500) names the sections of a note."""
    PART_TITLES = 400
    """Before Sphinx's collectors, which make titles and tables of contents (500)."""
    RECORD_LINKS = 500
    """Like Sphinx's collectors, which look at other things."""
    RENAME_LABELS = 510
    """After it."""
    DROP_FROM_CONTENTS = 600
    """After Sphinx's collectors, which make tables of contents (500)."""
    RECORD_PICTURES = 601
    """After Sphinx's collector of images, which looks for the files (500)."""
    RECORD_BRANCHES = 610
    """After all that may move something into or out of a branch."""


class Updated(IntEnum):
    """Handlers of `env-updated`, when all pages are read."""

    SETTLE_PARENTS = 400
    """Before Sphinx numbers sections along the tree of pages (500)."""
    COMPARE_PAGES = 510
    """What pages say of others depends on the tree, which is settled and numbered now."""
    RECORD_STAMPS = 520
    """Asks for nothing that others do."""
    MAKE_PICTURES = 530
    """Asks for nothing that others do."""
    REPORT_FAULTS = 540
    """Every page was read, in whatever process."""
    REPORT_REMOTE = 541
    """After the faults, which may be of the same images."""
    COLLECT_SOURCES = 550
    """Before `linkcheck` collects the links of pages, which it does while it writes."""


class WriteStarted(IntEnum):
    """Handlers of `write-started`."""

    CLOSE_BRANCHES = 500
    """The tree is complete, and no page has been written with it yet."""
    ADD_STATIC_FILES = 505
    """It is known whether anybody is shown, and Sphinx has copied no file yet."""
    KEEP_NAMES_APART = 510
    """The environment is on disk with the names that Sphinx gave to images, and no page has looked
    for the name of one yet."""


class Resolved(IntEnum):
    """Handlers of `doctree-resolved`: what a page says first, then what an output makes of it."""

    CHOOSE_PICTURES = 400
    """Before other extensions look at images (500), and before nodes are expanded."""
    LEAVE_PAGE = 510
    """The sidebar of the last page is closed before anything asks for that of the next."""
    COMPLETE_FIRST_PAGE = 520
    """The contents of a book are made of the first page as it is now."""
    FILL_LANGUAGES = 540
    """What other pages say comes into the page …"""
    LEAVE_OUT_WORDS = 550
    """… but catalogues of messages get the author's words alone …"""
    FILL_MENTIONS = 560
    """… and the lists of pages that mention a person are words of those pages."""
    LINK_CITATIONS = 570
    """Every page is read, so that each list that a citation may lead to is known."""
    TELL_IDS_APART = 580
    """In a document of one page, when all that has an id is there, and before ids are expanded."""
    EXPAND_NODES = 590
    """The last change to a page: after it, an output without visitors has standard nodes."""
    PART_COMMANDS = 595
    """In the text of a page of HTML as it will be written."""
    KEEP_TO_LIMITS = 598
    """What LaTeX takes of lists, before its letters are spelled."""
    SPELL_NOTES = 600
    """LaTeX's letters, in the text as it will be written."""
    LOAD_PACKAGE = 610
    """LaTeX's package, when it is known what the document holds."""
    RECORD_PAGE = 620
    """Changes nothing, and comes after whatever may fail."""


class PageContext(IntEnum):
    """Handlers of `html-page-context`."""

    OPEN_BRANCH = 1
    """Before themes look at the tree."""
    COMPLETE_HEAD = 490
    """Before extensions describe a page to others (500), as sphinxext-opengraph does."""
    ADD_TO_HEAD = 500
    """Like other extensions, so that the order of stylesheets is that of `extensions`."""


class CollectPages(IntEnum):
    """Handlers of `html-collect-pages`."""

    COMPLETE_CONTENTS = 500
    """The last page is written, and the contents of a book are not: any place does."""


class MissingReference(IntEnum):
    """Handlers of `warn-missing-reference`."""

    WARN_UNKNOWN = 500
    """Nobody else speaks for a link to a person: any place does."""


class FindReference(IntEnum):
    """Handlers of `missing-reference`."""

    RESOLVE_LABEL = 900
    """After every other extension (500): a note's label counts where nothing else has the name."""


class Finished(IntEnum):
    """Handlers of `build-finished`."""

    RESTORE_TREE = 500
    """Nothing is written any more: those that follow don't depend on one another."""
    HIDE_AGAIN = 510
    WRITE_PEOPLE = 515
    """While images have their names in this output (525)."""
    TIDY_PICTURES = 520
    RESTORE_NAMES = 525
    COPY_PACKAGE = 530
    TAKE_MARK_AWAY = 900
    """Last: what fails before leaves the build unfinished."""
