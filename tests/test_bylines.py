"""Authors of pages: the byline, the head, and what somebody wrote, in every output."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from docutils import nodes
from second import edit, pages, same_as_fresh
from sites import PIXEL
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from sites import Build, Site
    from sphinx.application import Sphinx

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n\n```{profile-index}\n```\n",
    "guide.md": """\
---
authors: [ada, Grace Hopper, Zed Young]
date: 2025-10-22
---
# Guide

Text.
""",
    "rest.rst": ":authors: ada, 沈括\n:date: 2025-10-22\n\nReST\n====\n\nText.\n",
    "credit.md": """\
---
byline: bottom
authors:
- name: Ada Lovelace
  roles: [Software, Conceptualization]
- id: grace
---
# Credit

Text.

## More

More text.
""",
    "quiet.md": "---\nauthors: grace\nbyline: none\n---\n# Quiet\n\nText.\n",
    "untitled.md": "---\nauthors: grace\n---\n(label)=\n\nNo title.\n",
    "unknown.md": "---\nauthors: [Zed Young]\n---\n# Unknown\n\nText.\n",
    "unknown2.rst": ":author: Zed Young\n\nUnknown\n=======\n\nText.\n",
    "people/ada.md": "---\nphoto: ada.png\nauthors: grace\n---\n# Ada Lovelace\n\nShe wrote.\n",
    "people/grace.md": "# Grace Hopper\n\nShe compiled.\n",
    "people/shen.md": "---\nlang: zh-Hant\n---\n# 沈括\n\n他寫了。\n",
    "people/ada.png": PIXEL,
}
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*"],
    "suppress_warnings": ["toc"],
    "html_baseurl": "https://example.org/",
}


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


def line(page: BeautifulSoup) -> str:
    byline = page.find(class_="profile-byline")
    return " ".join(byline.find(class_="profile-byline-words").text.split()) if byline else ""


def test_pages_of_html(site: Site) -> None:
    assert line(site.html("guide")) == (
        "Ada Lovelace, Grace Hopper, and Zed Young · October 22, 2025"
    )
    assert line(site.html("rest")) == "Ada Lovelace and 沈括 · October 22, 2025"
    assert line(site.html("credit")) == (
        "Ada Lovelace and Grace HopperAda Lovelace: Conceptualization, Software"
    ).replace("Conceptualization, Software", "Software, Conceptualization")
    assert line(site.html("untitled")) == "Grace Hopper"
    byline = site.html("guide").find(class_="profile-byline")
    assert byline.find_previous_sibling().name == "h1"
    assert [link["href"] for link in byline.find_all("a")] == [
        "people/ada.html",
        "people/grace.html",
    ]
    faces = byline.find(class_="profile-byline-faces")
    assert faces["aria-hidden"] == "true"
    assert [img["alt"] for img in faces.find_all("img")] == [""]
    assert [face.text for face in faces.find_all(class_="profile-initials")] == ["AL", "GH"]
    shen = site.html("rest").find("bdi", lang="zh-Hant")
    assert shen.text == "沈括"
    last = site.html("credit").find(class_="profile-byline").find_previous_sibling()
    assert last["id"] == "more"
    roles = site.html("credit").find(class_="profile-byline-roles")
    assert roles is not None


def test_a_page_without_known_authors_is_as_it_was(site: Site, build: Build) -> None:
    plain = build({**FILES, "people/ada.md": "x", "people/grace.md": "x", "people/shen.md": "x"})
    for name in ("unknown", "unknown2"):
        assert "sphinxext-profiles" not in site.text(f"{name}.html")
        assert site.doctree(name).pformat() == plain.doctree(name).pformat().replace(
            str(plain.source), str(site.source)
        )
    assert line(site.html("quiet")) == ""
    # A note that isn't trusted names nobody.
    assert line(site.html("people/ada")) == ""
    assert line(build(FILES, **SETTINGS, profiles_trust_notes=True).html("people/ada")) == (
        "Grace Hopper"
    )


def test_the_list_of_what_somebody_wrote(site: Site) -> None:
    written = site.html("people/grace").find(class_="profile-mentions")
    assert written.find(class_="rubric").text == "Author of"
    assert [link.text for link in written.find_all("a")] == [
        "Credit",
        "Guide",
        "<no title>",
        "Quiet",
    ]
    assert site.html("people/grace").find_all(class_="profile-mentions") == [written]


def test_a_byline_is_no_mention(build: Build) -> None:
    extra = {"both.md": "---\nauthors: grace\n---\n# Both\n\n{profile:person}`grace`\n"}
    page = build({**FILES, **extra}, **SETTINGS, profiles_mentions=True).html("people/grace")
    lists = [
        [link.text for link in place.find_all("a")]
        for place in page.find_all(class_="profile-mentions")
    ]
    assert lists == [["Both", "Credit", "Guide", "<no title>", "Quiet"], ["Both"]]


def test_the_option_of_the_directive(build: Build) -> None:
    extra = {"whole.md": "# Whole\n\n```{profile} grace\n:written:\n```\n"}
    page = build({**FILES, **extra}, **SETTINGS).html("whole")
    assert page.find(class_="profile-mentions").find(class_="rubric").text == "Author of"


def test_the_head(site: Site) -> None:
    page = site.html("guide")
    assert [tag["content"] for tag in page.find_all("meta", attrs={"name": "author"})] == [
        "Ada Lovelace",
        "Grace Hopper",
        "Zed Young",
    ]
    data = json.loads(page.find("script", type="application/ld+json").string)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": "https://example.org/guide.html",
        "headline": "Guide",
        "inLanguage": "en",
        "datePublished": "2025-10-22",
        "author": [
            {
                "@type": "Person",
                "@id": "https://example.org/people/ada.html#ada",
                "name": "Ada Lovelace",
                "url": "https://example.org/people/ada.html",
            },
            {
                "@type": "Person",
                "@id": "https://example.org/people/grace.html#grace",
                "name": "Grace Hopper",
                "url": "https://example.org/people/grace.html",
            },
            {"@type": "Person", "name": "Zed Young"},
        ],
    }
    assert site.html("quiet").find("meta", attrs={"name": "author"})["content"] == "Grace Hopper"


def test_the_project_says_where(build: Build) -> None:
    below = build(FILES, **SETTINGS, profiles_byline="bottom").html("guide")
    assert below.find(class_="profile-byline").find_previous_sibling().name == "p"
    assert line(build(FILES, **SETTINGS, profiles_byline="none").html("guide")) == ""


def test_in_another_language(build: Build) -> None:
    page = build(FILES, **SETTINGS, language="de").html("guide")
    assert line(page) == "Ada Lovelace, Grace Hopper und Zed Young · 22. Oktober 2025"


@pytest.mark.parametrize(
    "builder", ["text", "man", "texinfo", "latex", "epub", "singlehtml", "xml"]
)
def test_other_outputs(builder: str, build: Build) -> None:
    site = build(FILES, builder, **SETTINGS, latex_engine="xelatex")
    assert [message for message in site.warnings if "profile" in message] == []
    files = [*site.out.rglob("*.*html"), *site.out.rglob("*.t*x*"), *site.out.rglob("*.[1x]*")]
    text = "".join(file.read_text("utf-8", "replace") for file in files)
    assert "Zed Young" in text
    assert "October 22, 2025" in text


def listed(page: BeautifulSoup) -> list[str]:
    return [row.text for row in page.find(class_="profile-index").find_all(class_="p-name")]


def test_everybody_who_wrote_something(build: Build) -> None:
    index = "# Who\n\n```{profile-index}\n:authors:\n:layout: list\n```\n"
    site = build({**FILES, "aa.md": index, "people/idle.md": "# Idle\n"}, **SETTINGS)
    assert sorted(listed(site.html("aa"))) == ["Ada Lovelace", "Grace Hopper", "沈括"]
    edit(site, "rest.rst", "ada, 沈括", "ada")
    assert {"aa", "rest"} <= again(site, build)
    assert listed(site.html("aa")) == ["Grace Hopper", "Ada Lovelace"]
    edit(site, "rest.rst", "ada", "ada, Idle")
    assert "aa" in again(site, build)
    assert "Idle" in listed(site.html("aa"))


def test_nobody_wrote_anything(build: Build) -> None:
    files = {
        "index.md": "# Who\n\n```{profile-index}\n:authors:\n```\n",
        "people/ada.md": "# Ada\n",
    }
    site = build(files, **SETTINGS)
    (warning,) = site.warnings
    assert "nobody matches (no page names one of them as its author)" in warning


class PostNode(nodes.General, nodes.Element):
    """As ablog has one."""


class Post(SphinxDirective):
    """As much of ablog's `post` as a test needs."""

    optional_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"author": str, "tags": str}

    def run(self) -> list[nodes.Node]:
        return [PostNode()]


def ablog(app: Sphinx) -> None:
    app.add_config_value("blog_path", "blog", "env")
    app.add_directive("post", Post)
    app.add_node(PostNode, html=(lambda _self, _node: None, lambda _self, _node: None))


def test_posts_of_ablog(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("ablog")
    module.setup = ablog  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ablog", module)
    posts = {
        "myst.md": "# MyST\n\n```{post} 2025-10-22\n:tags: x\n:author: ada, Zed\n```\n\nText.\n",
        "post.rst": "Post\n====\n\n.. post:: Oct 22, 2025\n   :author: grace\n\nText.\n",
    }
    extensions = ("myst_parser", "ablog", "sphinxext_profiles")
    site = build({**FILES, **posts}, extensions=extensions, **SETTINGS)
    assert line(site.html("myst")) == "Ada Lovelace and Zed · October 22, 2025"
    assert line(site.html("post")) == "Grace Hopper · Oct 22, 2025"
    beside = {"myst": ["ablog/postcard.html"], "guide": ["ablog/postcard.html"]}
    site = build(
        {**FILES, **posts, "_templates/ablog/postcard.html": "Zed"},
        extensions=extensions,
        html_sidebars=beside,
        templates_path=["_templates"],
        **SETTINGS,
    )
    assert line(site.html("myst")) == ""
    assert line(site.html("guide")) != ""
    assert "MyST" in site.html("people/ada").find(class_="profile-mentions").text


# A second build


def again(site: Site, build: Build) -> set[str]:
    written = pages(site.rebuild())
    same_as_fresh(build, site, **SETTINGS)
    return written


def test_a_new_name_rewrites_the_pages_with_the_byline(site: Site, build: Build) -> None:
    assert pages(site.rebuild()) == set()
    edit(site, "people/grace.md", "# Grace Hopper", "# Grace M. Hopper\n\n")
    (site.source / "guide.md").touch()
    written = again(site, build)
    assert {"credit", "quiet", "people/grace"} <= written
    assert "rest" not in written


def test_a_new_text_rewrites_none_of_them(site: Site, build: Build) -> None:
    edit(site, "people/grace.md", "She compiled.", "She compiled programs.")
    assert again(site, build).isdisjoint({"credit", "guide", "rest", "quiet"})


def test_a_new_photo(site: Site, build: Build) -> None:
    edit(site, "people/ada.md", "photo: ada.png\n", "")
    written = again(site, build)
    assert {"credit", "guide", "rest"} <= written
    assert "quiet" not in written


def test_an_author_less(site: Site, build: Build) -> None:
    edit(site, "guide.md", "Grace Hopper, ", "")
    assert {"guide", "people/grace"} <= again(site, build)
    assert "Guide" not in site.html("people/grace").find(class_="profile-mentions").text


def test_somebody_becomes_known_and_unknown_again(site: Site, build: Build) -> None:
    note = site.source / "people/zed.md"
    note.write_text("# Zed Young\n\nText.\n", "utf-8")
    assert {"guide", "unknown", "unknown2", "people/zed"} <= again(site, build)
    assert line(site.html("unknown")) == "Zed Young"
    note.unlink()
    (site.out / "people/zed.html").unlink()  # Sphinx leaves it
    assert {"guide", "unknown", "unknown2"} <= again(site, build)
    assert line(site.html("unknown")) == ""


def test_serial_and_parallel(build: Build) -> None:
    outs = [build(FILES, **SETTINGS, parallel=workers).out for workers in (0, 2)]
    for name in ("guide.html", "rest.html", "people/grace.html", "objects.inv", "searchindex.js"):
        assert outs[0].joinpath(name).read_bytes() == outs[1].joinpath(name).read_bytes()
