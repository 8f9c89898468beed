"""The docutils nodes that rooms pass to each other; no behaviour.

Each is a kind of a standard node, so a writer that has no visitor for it treats it as that.
"""

from __future__ import annotations

from docutils import nodes

# ruff: noqa: N801  # docutils writes the names of nodes in lower case, and visitors follow them


class profile_card(nodes.container):
    """A bio card: a `profile_photo` and the texts, all side by side.

    A page may have hundreds, and every transform walks every node: the boxes that HTML has around
    its parts are the writer's.

    Attributes: `lang` and `dir`, empty where they are the page's; in an index that can be
    searched `search`, see `profile_search`.
    """


class profile_photo(nodes.container):
    """The portrait's place: initials, and over them a `profile_picture` if there is one.

    Attributes: `initials`.
    """


class profile_picture(nodes.image):
    """An image of a note.

    Attributes besides those of `image`: `px` (width and height in pixels, or nothing), `paper`
    (its width where there is no stylesheet), `full`, true where it links to the whole image,
    `frame`, how it is shown (`images.frames.Frame`), nothing for a drawing of vectors, and
    `origin`, the path and line of the note that ask for it. Since the page was read `file`, the
    image below the source folder; once thumbnails are chosen `sources`, the names and widths of
    those in WebP, and `original`, the file to link to. `told` is the alt text if an author wrote
    it, which can be translated.
    """


class profile_text(nodes.paragraph):
    """A line of a card. Attributes: `lang` and `dir`, empty where they are the card's."""


class profile_provenance(profile_text):
    """The line that says who or what wrote the note.

    Attributes besides those of `profile_text`: `label`, its accessible name; `source`, the URI in
    IPTC's vocabulary of digital sources, empty where a person wrote it.
    """


class profile_name(nodes.inline):
    """A name, or other words of a note, in other text.

    Attributes: `lang` and `dir`, empty where they are the text's; for the name of a row in an
    index that can be searched `search`, see `profile_search`.
    """


class profile_index(nodes.container):
    """An index of people.

    Attributes: `lang` and `dir`, empty where they are the page's; `folded`, what is in it while
    nobody has to look (`transforms/folding.py`).
    """


class profile_people(nodes.bullet_list):
    """The people of an index, as cards, faces or rows."""


class profile_bare(nodes.paragraph):
    """A paragraph that HTML has no element for: what is in it stands in its list item."""


class profile_face(nodes.inline):
    """A face: a `profile_picture` if there is one, and the name as text.

    Attributes: `initials`; `hue`, a class; `lang` and `dir`, empty where they are the page's; in
    an index that can be searched `search`, see `profile_search`.
    """


class profile_search(nodes.container):
    """The controls that filter an index, for outputs that have a script; it has no children.

    Attributes: `tags` that have a button, and the strings of the interface: `label`,
    `tags_label`, `told` (how many are shown before anything is filtered), `shown` (the same with
    `{shown}` and `{total}` for the script to fill in), `nobody`, `show_all`.

    The nodes that stand for people in such an index have an attribute `search`: a mapping with
    their `key`, their `tags`, and `words` that are searched though they are not shown.
    """


class profile_value(nodes.container):
    """A value that is there for machines and not shown: `<data>`. Attribute: `value`."""


class profile_links(nodes.bullet_list):
    """A row of links or tags. Attribute: `label`, its accessible name."""


class profile_gallery(nodes.container):
    """A gallery of `profile_figure`.

    Attributes: `label`, its accessible name; `words` of the dialog that shows one image; `lang`
    and `dir`.
    """


class profile_figure(nodes.figure):
    """An image in a gallery: a `profile_picture` or a `profile_remote`, and a caption."""


class profile_caption(nodes.caption):
    """The caption of an image in a gallery. Attribute: `told`, the author's words in it."""


class profile_remote(nodes.reference):
    """A remote image that stays a link to its address.

    Attributes: `host`; `told`, its text if an author wrote it.
    """


class profile_mentions(nodes.container):
    """Where the list of the pages that mention a person goes.

    Attributes: `key`; `docname`, the page that it stands on (a book has many in one tree);
    `labels`, the language of its words, and `outer`, that of what is around it.
    """


class profile_languages(nodes.container):
    """Where the links to a profile in other languages go, filled when all pages are read.

    Attributes: `path` of the note; `docname`, the page that it stands on; `labels`, the language
    of its words, and `outer`, that of what is around it. Once it is filled: `label`, its
    accessible name, and references with `lang` and `dir` as children.
    """


class profile_section(nodes.section):
    """A section in a language of its own. Attributes: `lang`, `dir`."""

    tagname = "section"  # Sphinx takes the title of a label's section for nodes called so


class profile_region(nodes.container):
    """A whole profile inside another page. Attributes: `lang`, `dir`."""


class profile_bibliography(nodes.section):
    """A reference list with a heading of its own in the page's outline."""


class profile_bibliography_block(nodes.container):
    """A reference list where no section can stand; its heading is a rubric.

    Attributes: `lang` and `dir`, empty where they are those around it.
    """


class profile_references(nodes.enumerated_list):
    """The entries of a reference list, filled when all citations of the page are known.

    Attributes: `notes`, the paths of those that it lists, none for all that the page cites;
    `unused`, whether it shows what nothing cites; `style` of the citations that lead here, empty
    for the project's; `formats`, in which it can be had as a file; `prefix` of the ids in it;
    `labels`, the language of its words; `lang`, that of what it stands in.
    """


class profile_reference(nodes.list_item):
    """A source: one small node, since a page may have hundreds. Its texts are title and `where`.

    Attributes: `number`, `address`, `titled` (whether the first text is a title rather than the
    address), `joint` (what stands between the texts), `accessed` (when it was looked at, in
    words), `backlinks` (for each citation its id, a letter if there are several, and an
    accessible name); `lang` and `dir` of the title and `where_lang`, empty where they are those
    around it; `words_lang`, the language of `accessed` and the accessible names, likewise.
    """


class profile_citation(nodes.inline):
    """Citations that are shown as one mark. In it stand the words of a link in running text.

    Attributes: `note`, its path; `marks`, for each a number in the note and the author's words;
    `brackets` and `joints`, the author's. Once it is known where they lead: `style`; `parts`, the
    mark as texts and links (`rendering.citations.Link`); `around`, the link around the words if
    they are the mark. Until then `docname`, the page, where that has no list of the note.
    """


class profile_address(nodes.reference):
    """An address that is its own text: plain outputs never break it and write it as it is."""


class profile_head(nodes.term):
    """What stands above the rest of a card in outputs made of words and lines."""


class profile_lines(nodes.paragraph):
    """A paragraph in which each `profile_address` has a line of its own."""


class profile_unspaced(nodes.inline):
    """Text in a script that has no spaces to break a line at."""


class profile_margin(nodes.Element):
    """Where a man page begins or ceases to make lines equally long. Attribute: `even`."""


class profile_script(nodes.inline):
    """Letters of another script than the document's, in LaTeX.

    Attributes: `script` (ISO 15924), `fonts` to try with serifs and without, and `breaks`, whether
    a line may end between the letters.
    """


class profile_turned(nodes.inline):
    """Words in LaTeX that have a direction of their own. Attribute: `dir`, `rtl` or `ltr`."""
