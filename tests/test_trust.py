"""What a note may not do unless it is trusted, and what is said of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import DESIGN, PIXEL, Build

if TYPE_CHECKING:
    from image_server import PictureServer

EXTENSIONS = ["colon_fence", "substitution", "dollarmath", "html_image", "attrs_inline"]


@pytest.fixture
def note(build: Build):
    """Return a function that builds a page from the body of a note."""

    def make(body: str, *, front: str = "", conf: str = "", builder: str = "html", **settings):
        text = f"---\ntype: profile\norphan: true\n{front}---\n# Ada\n\n## Work\n\n{body}\n"
        files = {
            "conf.py": conf,
            "index.md": "# Index\n",
            "ada.md": text,
            "secret.txt": "TOP SECRET",
            "a.png": PIXEL,
        }
        settings.setdefault("extensions", DESIGN)
        return build(files, builder, myst_enable_extensions=EXTENSIONS, **settings)

    return make


BLOCKED = [
    ("<script>alert(1)</script>", "html-blocked", "<script>alert(1)</script>"),
    ("Text <b onclick=x>bold</b>.", "html-blocked", "<b onclick=x>bold</b>"),
    ("```{raw} html\n<script>alert(1)</script>\n```", "directive-blocked", "<script>"),
    ("```{include} secret.txt\n```", "directive-blocked", ""),
    ("```{literalinclude} secret.txt\n```", "directive-blocked", ""),
    ("```{eval-rst}\n.. include:: secret.txt\n```", "directive-blocked", ".. include::"),
    ("```{csv-table}\n:file: secret.txt\n```", "directive-blocked", ""),
    (":::{note}\n```{include} secret.txt\n```\n:::", "directive-blocked", ""),
    ("{{ 7 * 7 }}", "substitution-blocked", "{{ 7 * 7 }}"),
    (r"A $\href{javascript:alert(1)}{x}$ b", "math-blocked", r"\href{javascript:alert(1)}{x}"),
    (r"{math}`\input{secret.txt}`", "math-blocked", r"\input{secret.txt}"),
    ("$$\n\\write18{x}\n$$", "math-blocked", r"\write18{x}"),
    ("$$\n\\begin{filecontents}{x}\n$$ (a)", "math-blocked", "filecontents"),
    ("```{math}\n\\csname input\\endcsname x\n```", "math-blocked", "csname"),
    (":::{note}\n$^^5cinput{x}$\n:::", "math-blocked", "^^5cinput{x}"),
    ("A {{ env.srcdir }} b", "substitution-blocked", "{{ env.srcdir }}"),
    ("{download}`secret.txt`", "role-blocked", "secret.txt"),
    ("[file](secret.txt)", "file-blocked", "file"),
    ("<path:secret.txt>", "file-blocked", ""),
    ("![x](../../outside.png)", "file-blocked", "x"),
    ("```{figure} ../outside.png\nCaption.\n```", "file-blocked", "Caption."),
    ("```{image} a.png\n:target: javascript:alert(1)\n```", "file-blocked", ""),
    (":::{card} T\n:link: javascript:alert(1)\n:::", "file-blocked", "T"),
]


@pytest.mark.parametrize(("body", "code", "text"), BLOCKED)
def test_what_acts_is_left_out_and_said(note, body: str, code: str, text: str) -> None:
    site = note(body)
    ours = [line for line in site.warnings if "[profiles." in line]
    assert any(f"[profiles.{code}]" in line for line in ours), site.warnings
    assert all(re.match(r"ada\.md:(9|10|11):", line) for line in ours), ours
    page = site.html("ada")
    assert text in page.text
    assert "TOP SECRET" not in page.text
    assert "49" not in page.find("h2").parent.text
    assert not list(site.out.rglob("secret.txt"))
    assert page.find("h2").parent.find("script") is None
    assert page.select("[href^=javascript]") == []
    assert page.find(attrs={"onclick": True}) is None


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "vbscript:x", "data:text/html,x"])
def test_unsafe_addresses_are_no_links_and_no_images(note, scheme: str) -> None:
    front = f"links: [{{text: mine, url: '{scheme}'}}]\n"
    body = f"[words]({scheme}) ![alt]({scheme}) [w][1] {{bdg-link-light}}`b <{scheme}>`"
    site = note(f"{body}\n\n[1]: {scheme}", front=front)
    page = site.html("ada")
    assert scheme.partition(":")[0] + ":" not in "".join(
        tag.get("href", "") + tag.get("src", "") for tag in page.find_all(["a", "img"])
    )
    assert "words" in page.text


@pytest.mark.parametrize(
    "key", ["myst:\n  html_meta:\n    x: y", "html_meta:\n  x: y", "substitutions:\n  a: b"]
)
def test_front_matter_that_acts_is_refused(note, key: str) -> None:
    site = note("Text.", front=key + "\n")
    assert any("[profiles.front-matter-blocked]" in line for line in site.warnings)
    assert site.html("ada").find("meta", attrs={"name": "x"}) is None


def test_a_trusted_note_is_a_page_like_any_other(note) -> None:
    body = "<b class='x'>bold</b>\n\n```{include} secret.txt\n```\n\n{{ 7 * 7 }}\n\n[f](secret.txt)"
    site = note(body, profiles_trust_notes=True)
    assert site.warnings == []
    page = site.html("ada")
    assert page.find("b", class_="x") is not None
    assert "TOP SECRET" in page.text
    assert "49" in page.text


def test_the_layout_of_a_trusted_note_is_of_another_program(note) -> None:
    site = note("Text.", front="layout: post\nhide-toc: true\n", profiles_trust_notes=True)
    metadata = site.app.env.metadata["ada"]
    assert "hide-toc" in metadata
    assert "layout" not in metadata


def test_a_project_can_allow_a_directive_and_a_role(note) -> None:
    site = note(
        "```{include} secret.txt\n```\n\n{pep}`8`",
        profiles_allowed_directives=["include"],
        profiles_allowed_roles=["pep"],
    )
    assert site.warnings == []
    assert "TOP SECRET" in site.html("ada").text
    assert "PEP 8" in site.html("ada").text


USABLE = """\
(here)=
### Here

{ref}`here`, {doc}`index`, [page](index.md), [web](https://a.example/) ([A][1]).

```{tip}
An admonition.
```

| a |
|---|
| b |

```{figure} a.png
:alt: A dot

A caption.
```

```python
x = 1
```

$x^2$

````{grid} 2
```{grid-item-card} A card
Inside.
```
````

```{profile-card} ada
```

![A picture](a.png)

[1]: https://b.example/ "A source"
"""


def test_what_a_note_may_use(note) -> None:
    extensions = ("myst_parser", "sphinx_design", "sphinxext_profiles")
    site = note(USABLE, extensions=extensions)
    assert site.warnings == []
    page = site.html("ada").find("h2").find_parent("section")
    shown = [".admonition.tip", "table", "figcaption", ".highlight-python", ".math", ".sd-card"]
    shown += [".profile-card", "img[alt='A dot']", "img[alt='A picture']"]
    assert [selector for selector in shown if page.select_one(selector) is None] == []
    links = {link["href"] for link in page.select("a[href]")}
    assert {"#ada-here", "index.html", "https://a.example/"} <= links
    assert site.html("ada").find(role="doc-bibliography").find("a", href="https://b.example/")


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "texinfo"])
def test_no_output_fetches_what_a_note_shows(note, server: PictureServer, builder: str) -> None:
    address = server.address("a.png")
    body = f"![x]({address}) [y]({address})\n\n```{{figure}} {address}\n```\n\n<{address}>"
    front = f"photo: {address}\nimages: [{address}]\n"
    site = note(f"{body}\n\n```{{profile}}\n```", front=front, builder=builder)
    assert server.connections == 0
    assert not [path for path in site.out.rglob("a*.png") if path.is_file()]


def test_an_address_loses_what_tracks_readers(note) -> None:
    tracking = "https://a.example/?id=7&utm_source=x&fbclid=y"
    body = f"[a]({tracking}) ([b][1])\n\n```{{card}} T\n:link: {tracking}\n```\n\n[1]: {tracking}"
    site = note(body, front=f"links: {{website: '{tracking}'}}\n")
    links = site.html("ada").select("a[href*='a.example']")
    assert len(links) > 2
    assert {link["href"] for link in links} == {"https://a.example/?id=7"}


def test_line_breaks_and_badges_are_formatting(note) -> None:
    site = note("One\\\ntwo {bdg-primary}`new`\n\n:::{note}\nA\\\nb\n:::")
    assert site.warnings == []
    assert len(site.html("ada").find("h2").parent.find_all("br")) == 2
    assert site.html("ada").find(class_="sd-badge").text == "new"


CARD = """\
from docutils import nodes
from docutils.parsers.rst import Directive

class Acting(Directive):
    has_content = True

    def run(self):
        return [nodes.paragraph("", "It acted.")]

def role(name, rawtext, text, *_arguments):
    return [nodes.emphasis("", "It acted.")], []

def setup(app):
    app.add_directive("card", Acting, override=True)
    app.add_role("bdg", role, override=True)
"""


def test_names_of_sphinx_design_are_allowed_only_where_they_are_its_own(note) -> None:
    """Where a project doesn't load it, a directive of the same name is somebody else's."""
    body = "```{card}\nWords.\n```\n\nA {bdg}`badge`."
    site = note(body, conf=CARD, extensions=["myst_parser", "sphinxext_profiles"])
    text = site.html("ada").text
    assert "It acted." not in text
    assert "Words." in text
    assert "badge" in text
    reason = "is sphinx-design's, which this project does not load; its text is shown as it is"
    assert site.warnings == [
        f"ada.md:9: WARNING: the directive 'card' {reason} [profiles.directive-blocked]",
        f"ada.md:13: WARNING: the role 'bdg' {reason} [profiles.role-blocked]",
    ]
    allowed = {"profiles_allowed_directives": ["card"], "profiles_allowed_roles": ["bdg"]}
    site = note(body, conf=CARD, extensions=["myst_parser", "sphinxext_profiles"], **allowed)
    assert site.html("ada").text.count("It acted.") == 2


FIGURE = "```{figure} %s\nCaption.\n```"


@pytest.mark.parametrize("path", ["../images/a.png", "/images/a.png", "near.png"])
def test_the_image_of_a_directive_is_looked_for_from_the_note(build: Build, path: str) -> None:
    page = "# Index\n\n```{profile} people/ada.md\n```\n"
    files = {
        "index.md": page,
        "people/ada.md": "# Ada\n\n## Work\n\n" + FIGURE % path + "\n",
        "images/a.png": PIXEL,
        "people/near.png": PIXEL,
    }
    settings = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
    site = build(files, **settings)
    assert site.warnings == []
    for name in ("index", "people/ada"):
        assert site.html(name).find("figure").img["src"].endswith(path.rpartition("/")[2])


@pytest.mark.parametrize("trusted", [False, True])
def test_a_remote_image_of_a_directive_is_no_picture_unless_trusted(note, trusted: bool) -> None:
    body = FIGURE % "https://example.org/a.png" + "\n\n```{image} //example.org/b.png\n:alt: B\n```"
    site = note(body, profiles_trust_notes=trusted)
    page = site.html("ada")
    assert (len(page.select("img[src*='example.org']")) > 0) == trusted
    if not trusted:
        assert site.warnings == []
        links = {link["href"]: link.text for link in page.select("a[href*='example.org']")}
        address = "https://example.org/a.png"
        assert links == {address: address, "//example.org/b.png": "B"}
        assert "Caption." in page.text
