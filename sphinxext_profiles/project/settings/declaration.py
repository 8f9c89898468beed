"""Every setting: name, default, kind and help; Sphinx's values and the docs table come from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sphinxext_profiles.markdown.grammar import USUAL, Grammar
from sphinxext_profiles.note.source import MOST_BYTES
from sphinxext_profiles.people.accounts import SERVICES
from sphinxext_profiles.rendering.citations import CITATION_STYLES

if TYPE_CHECKING:
    from sphinxext_profiles.addresses.schemes import Schemes

    from .values import Kind

HEAD_PARTS = ("description", "open-graph", "fediverse", "authors", "json-ld")


def _setting(
    default: Any,
    help_text: str,
    *,
    kind: Kind,
    choices: tuple[str, ...] = (),
    rebuild: Literal["env", "html", ""] = "env",
) -> Any:
    """Declare a setting: default, help, kind of value, and what a change of it rebuilds."""
    return field(
        default_factory=lambda: default,
        metadata={"help": help_text, "kind": kind, "choices": choices, "rebuild": rebuild},
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Every `profiles_*` value."""

    notes: tuple[str, ...] = _setting(
        (),
        "Globs for the files that are notes, relative to the source folder. "
        "`people/*` matches the Markdown files there, except `index` and `README`; "
        "a glob that begins with `!` excludes files again.",
        kind="list of texts",
    )
    pages: str = _setting(
        "all",
        "Which notes become pages: `all` that Sphinx finds, or those `with-text` alone, which "
        "have more than front matter. The people of the others are known all the same.",
        kind="choice",
        choices=("all", "with-text"),
    )
    people: tuple[object, ...] = _setting(
        (),
        "Files with many people, as paths from the source folder, and dictionaries of people.",
        kind="list of people files",
        rebuild="",
    )
    trust_notes: bool = _setting(
        False,
        "Whether a note may do everything that a page may: raw HTML, all directives and roles, "
        "substitutions, MyST settings in its front matter.",
        kind="bool",
    )
    allowed_directives: tuple[str, ...] = _setting(
        (),
        "Directives that a note may use in addition to the built-in list.",
        kind="list of texts",
    )
    allowed_roles: tuple[str, ...] = _setting(
        (), "Roles that a note may use in addition to the built-in list.", kind="list of texts"
    )
    tracking_parameters: tuple[str, ...] = _setting(
        (),
        "Query parameters to remove from addresses in addition to the built-in table; "
        "`*` at the end of a name stands for any characters.",
        kind="list of texts",
    )
    max_note_bytes: int = _setting(
        MOST_BYTES,
        "The maximum size of a note in bytes. Of a larger note only the front matter is read.",
        kind="number",
    )
    fallback_languages: tuple[str, ...] = _setting(
        (),
        "Languages to try, in this order, for a person who has no note in the page's language or "
        "the project's. The original comes after them.",
        kind="list of languages",
    )
    sort: str = _setting(
        "name",
        "How indexes sort people: by `name` (the family name), `given` (the name as written), "
        "`file`, or any key of the front matter; with a leading `-` in descending order. The "
        "option `sort` of an index takes precedence.",
        kind="key",
    )
    citation_style: str = _setting(
        "number",
        "How citations look: `number` gives `[1, 3]`, `label` the author's words, `superscript` "
        "raised numbers. The option `citation-style` of a reference list takes precedence.",
        kind="choice",
        choices=CITATION_STYLES,
    )
    link_style: str = _setting(
        "icons",
        "How pages show a person's links: `icons` draws those of known kinds, `words` names them.",
        kind="choice",
        choices=("icons", "words"),
        rebuild="html",
    )
    references_placement: str = _setting(
        "none",
        "What happens on a page that cites sources but has no list of them: `end` adds a list at "
        "its end; with `none` the citations link to the list on the note's own page, or to the "
        "sources.",
        kind="choice",
        choices=("none", "end"),
    )
    mentions: bool = _setting(
        False,
        "Whether a note's own page ends with a list of the pages that mention the person.",
        kind="bool",
    )
    byline: str = _setting(
        "top",
        "Where a page that names its authors shows them: at the `top`, under its title, at the "
        "`bottom`, or nowhere (`none`). The key `byline` of a page takes precedence.",
        kind="choice",
        choices=("top", "bottom", "none"),
    )
    avatars: tuple[str, ...] = _setting(
        (),
        "Where `sphinx-profiles fetch` looks for pictures of people who have no photo: `github`, "
        "`gravatar`, `libravatar`, `gitlab`, in the order in which they are asked.",
        kind="list of choices",
        choices=SERVICES,
    )
    remote_images: str | tuple[str, ...] = _setting(
        "link",
        "What pages do with remote images of which there is no copy: `link` to them, `show` them, "
        "or show those from the hosts in a list. Readers' browsers load what is shown.",
        kind="choice or hosts",
        choices=("link", "show"),
    )
    publications: bool = _setting(
        False,
        "Whether whole profiles end with the person's publications, from the project's BibTeX "
        "files. The key `publications` of a note takes precedence.",
        kind="bool",
    )
    image_dir: str = _setting(
        "_profile_images",
        "The folder, inside the source folder, where `sphinx-profiles fetch` puts its copies of "
        "remote images.",
        kind="folder",
    )
    image_max_bytes: int = _setting(
        20_000_000,
        "The maximum size of an image to fetch, in bytes.",
        kind="number",
        rebuild="",
    )
    image_svg: bool = _setting(
        False,
        "Whether to fetch SVG images too, if they run no scripts and load nothing from elsewhere.",
        kind="bool",
        rebuild="",
    )
    latex_fonts: tuple[tuple[str, str], ...] = _setting(
        (),
        "Fonts for notes in other scripts than the project's in a PDF, by script (ISO 15924): "
        '`{"Hant": "Source Han Serif TC", "Arab": "Amiri"}`. Other scripts use Noto.',
        kind="dict of texts",
        rebuild="html",
    )
    drop_residue: bool = _setting(
        False,
        "Whether pages leave out what a chat with a language model left in a note: paragraphs "
        "(`chat-residue`, `lead-in`), and marks such as `【1†source】` in sentences.",
        kind="bool",
    )
    head: tuple[str, ...] = _setting(
        HEAD_PARTS,
        "What the head of a person's page says to machines: a `description`, `open-graph` tags "
        "for previews of links, the `fediverse` account, and structured data as `json-ld`; and on "
        "a page with authors its `authors`, also in the `json-ld`.",
        kind="list of choices",
        choices=HEAD_PARTS,
        rebuild="html",
    )
    people_json: bool = _setting(
        False,
        "Whether HTML outputs have a file `people.json` with everybody whom the pages show, in "
        "schema.org's terms, which `profiles_people` of another project can read.",
        kind="bool",
        rebuild="",
    )
    provenance: str = _setting(
        "show",
        "Whether cards and pages say who or what wrote a note: `show`, `hide`, or "
        "`only-generated` for notes that a model wrote. A card's option `show` takes precedence.",
        kind="choice",
        choices=("show", "hide", "only-generated"),
    )
    warn_advice: bool = _setting(
        False, "Whether builds also report advice, such as a missing alt text.", kind="bool"
    )
    schemes: Schemes = field(default_factory=dict)
    """MyST's `myst_url_schemes`."""
    grammar: Grammar = USUAL
    """What MyST's other settings make of Markdown."""
    design: bool = True
    """Whether the project loads sphinx-design."""
    bibtex: bool = False
    """Whether it loads sphinxcontrib-bibtex."""
