"""The docutils nodes that rooms pass to each other; no behaviour.

Each derives from a standard node, so a writer that has no visitor for it treats it as that.
"""

from __future__ import annotations

from docutils import nodes

# ruff: noqa: N801  # docutils names its nodes in lower case, and visitors follow these names


class profile_card(nodes.container):
    """A bio card: a `profile_photo` and the lines of text, all siblings.

    A page may have hundreds of cards, and every transform walks every node, so HTML's writer adds
    the boxes around the parts.

    Attributes: `lang` and `dir`, empty where they are the page's; in an index that can be
    searched also `search`, see `profile_search`.
    """


class profile_division(nodes.container):
    """A box around some of our nodes: `<div>` without docutils' class `container`.

    Themes with Bootstrap give that class margins and a greatest width.
    """


class profile_photo(nodes.container):
    """The place of the portrait: initials, and over them a `profile_picture` if there is one.

    In place of that it may hold a `profile_remote` that is shown.

    Attributes: `initials`.
    """


class profile_picture(nodes.image):
    """An image of a note.

    It has these attributes besides those of `image`:

    - `px`: width and height in pixels, or None;
    - `paper`: the width in outputs without a stylesheet;
    - `full`: whether it links to the whole image;
    - `eager`: whether readers see it first, at the head of a page;
    - `tile`: whether it has the box of such an image, in a link that the author has given it;
    - `frame`: how it is shown (`images.frames.Frame`), None for a vector drawing;
    - `origin`: the path and line of the note that asks for it;
    - `authored`: the alt text if an author wrote it, which can be translated; else empty;
    - `file`, set when the page has been read: the image below the source folder;
    - `sources` and `original`, set when thumbnails are chosen: names and widths of the WebP
      thumbnails, and the file to link to.
    """


class profile_text(nodes.paragraph):
    """A line of a card. Attributes: `lang` and `dir`, empty where they are the card's."""


class profile_provenance(profile_text):
    """The line that says who or what wrote the note.

    Attributes besides those of `profile_text`: `label`, its accessible name; `source`, the URI in
    IPTC's vocabulary of digital sources, empty where a person wrote it.
    """


class profile_name(nodes.inline):
    """A name, or other words of a note, inside other text.

    Attributes: `lang` and `dir`, empty where they are those of the text around it; for the name
    of a row in an index that can be searched also `search`, see `profile_search`.
    """


class profile_contributions(nodes.inline):
    """What somebody did for a project: `profile_contribution`s with commas between them."""


class profile_contribution(nodes.inline):
    """A contribution in words, which HTML shows as an emoji.

    Attributes: `emoji`, empty for none; `lang` of the words, empty where it is that around them.
    """


class profile_index(nodes.container):
    """An index of people.

    Attributes: `lang` and `dir`, empty where they are the page's; `folded`, its content while
    nothing needs to look inside (`toctree/folding.py`).
    """


class profile_people(nodes.bullet_list):
    """The people of an index, as cards, faces or rows."""


class profile_table(nodes.table):
    """The people of an index in a table: its head has one row, and no cell spans others."""


class profile_bare(nodes.paragraph):
    """A paragraph that HTML writes without a tag: its content goes straight into the list item."""


class profile_face(nodes.inline):
    """A face: a `profile_picture` if there is one, and the name as text.

    Attributes: `initials`; `hue`, a class; `focus`, classes that say what a crop keeps in sight;
    `lang` and `dir`, empty where they are the page's; in an index that can be searched also
    `search`, see `profile_search`.
    """


class profile_byline(nodes.container):
    """The authors of a page; no paragraph, since other extensions take the first for an excerpt.

    It begins with a `profile_byline_face` for each author whom the project knows; then come inlines
    with the names, the date and the roles. Attributes: `lang` and `dir`, empty where they are the
    page's.
    """


class profile_byline_face(profile_photo):
    """The photo or the initials of an author in a byline: decoration. Attribute: `initials`."""


class profile_search(nodes.container):
    """The controls that filter an index, for outputs that can run a script; no children.

    Attributes: `tags`, those that have a button, each with the number of people who have it; and
    strings of the interface: `label`, `tags_label`, `count` (how many people are shown before
    anything is filtered), `counts` (`counts.Forms` of the same for the script), `nobody`,
    `show_all`.

    In such an index each node of a person has an attribute `search`: a mapping with the person's
    `key` and `tags`, and `words` that are searched although they are not shown.
    """


class profile_value(nodes.container):
    """A value for machines that is not shown: `<data>`. Attribute: `value`."""


class profile_links(nodes.bullet_list):
    """A row of links or tags. Attribute: `label`, its accessible name."""


class profile_link(nodes.reference):
    """One of a person's links. Attribute: `kind`, empty where its words are the author's own."""


class profile_gallery(nodes.container):
    """A gallery of `profile_figure`.

    Attributes: `label`, its accessible name; `dialog`, the strings of the dialog that shows one
    image; `lang` and `dir`.
    """


class profile_figure(nodes.figure):
    """An image in a gallery, and a caption.

    The image is a `profile_picture`, a `profile_bare` with one in a link, or a `profile_remote`.
    Attribute: `row`, the classes of its place in rows of one height.
    """


class profile_caption(nodes.caption):
    """The caption of an image in a gallery.

    Attribute: `authored`, the author's words in it, which can be translated.
    """


class profile_remote(nodes.reference):
    """A remote image: a link to its address, with the alt text as its text.

    Attributes: `host`; `authored`, its text if an author wrote it, else empty; `shown`, whether
    HTML shows the image itself, and `full`, whether that links to the whole image; `width` and
    `height` in pixels, if an author gave them.
    """


class profile_mentions(nodes.container):
    """The place for a list of pages: those that mention a person, or that the person wrote.

    Attributes: `kind`, `mentions` or `written`; `key`; `docname`, its page (a book has many pages
    in one tree); `label_lang`, the language of its heading; `outer_lang`, that of the text around.
    """


class profile_languages(nodes.container):
    """The place for the links to a profile in other languages, filled when all pages are read.

    Attributes: `path` of the note; `docname`, its page; `label_lang`, the language of its label;
    `outer_lang`, that of the text around it. Once filled it has `label`, its accessible name, and
    references with `lang` and `dir` as children.
    """


class profile_section(nodes.section):
    """A section in a language of its own. Attributes: `lang`, `dir`."""

    tagname = "section"  # Sphinx takes the title of a label's section for nodes called so


class profile_region(nodes.container):
    """A whole profile inside another page. Attributes: `lang`, `dir`."""


class profile_bibliography(nodes.section):
    """A reference list whose heading is part of the page's outline."""


class profile_bibliography_block(nodes.container):
    """A reference list in a place that can't hold a section; its heading is a rubric.

    Attributes: `lang` and `dir`, empty where they are those of the text around it.
    """


class profile_references(nodes.enumerated_list):
    """The entries of a reference list, filled when all citations of the page are known.

    Attributes: `notes`, the paths of the notes whose references it lists, none for all that the
    page cites; `unused`, whether it shows references that nothing cites; `style` of the citations
    that lead here, empty for the project's; `formats`, in which readers can download it; `prefix`
    of the ids in it; `label_lang`, the language of its labels; `lang`, that of the text around it;
    `docname`, its page, where some outputs lack citations that lead here.
    """


class profile_reference(nodes.list_item):
    """A source: one small node, since a page may have hundreds. Its texts are title and site.

    It has these attributes:

    - `number` and `address`;
    - `titled`: whether the first text is a title rather than the address;
    - `joint`: what separates the two texts;
    - `accessed`: when the source was looked at, in words;
    - `backlinks`: for each citation its id, a letter if there are several, an accessible name;
    - `lang` and `dir` of the title, `where_lang` of the site, `words_lang` of `accessed` and the
      accessible names; each empty where it is that of the list.
    """


class profile_citation(nodes.inline):
    """Citations that are shown as one mark; its children are the words of a link in running text.

    Attributes: `note`, its path; `marks`, for each citation the number in the note and the
    author's words; `brackets` and `joints` (the separators), as the author wrote them. Until its
    targets are known it has `docname`, if that page has no list for it; afterwards `style`;
    `parts`, the mark as texts and links (`rendering.citations.Link`); and `around`, the link
    around the words if these are the mark.
    """


class profile_address(nodes.reference):
    """An address that is its own text: plain outputs never break it and write it as it is."""


class profile_head(nodes.term):
    """The head of a card in outputs that consist of words and lines."""


class profile_lines(nodes.paragraph):
    """A paragraph in which each `profile_address` has a line of its own."""


class profile_unspaced(nodes.inline):
    """Text in a script without spaces, at which a line could be broken."""


class profile_margin(nodes.Element):
    """Where a man page starts or stops justifying lines. Attribute: `even`."""


class profile_script(nodes.inline):
    """Letters of another script than the document's, in LaTeX.

    Attributes: `script` (ISO 15924), `fonts` to try with serifs and without, and `breaks`, whether
    a line may end between the letters.
    """


class profile_turned(nodes.inline):
    """Words in LaTeX that have a direction of their own. Attribute: `dir`, `rtl` or `ltr`."""
