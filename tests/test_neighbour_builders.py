"""Builders of other projects, and extensions of HTML: what each makes of people, really read.

Each builds one project in a process of its own, where warnings are errors.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pictures import plain, saved, stripes
from programs import left_out_without_package
from sites import write_files

pytestmark = pytest.mark.neighbours

ADA = """\
---
headline: Analyst of the Analytical Engine
affiliation: University of London
links:
  wikidata: Q7259
tags: [mathematics, computing]
---

# Ada Lovelace

She published the *first program* meant for a machine.

![Ada, painted in 1836](images/ada.png "A portrait of 1836")

![The engine](images/engine.png "The engine, as built")

## The Notes

Note G gives a [program][1] for Bernoulli numbers ([Britannica][2], [Science Museum][5]).

### Afterwards

She is remembered ([Museum][5]).

[1]: https://example.org/sketch.html?utm_source=chatgpt.com "Sketch of the Analytical Engine"
[2]: https://example.com/biography "Ada Lovelace, a biography"
[5]: https://example.net/a_b-c_d?x=1&y=2 "Science Museum"
"""
BOB = """\
---
headline: Builder
---
# Bob Builder

He builds ([Notes][1]).

[1]: https://example.org/bob "On building"
"""
TEAM = """\
# Team

```{profile-card} Grace Hopper
:headline: Rear admiral
:link: https://example.org/grace

She wrote compilers.
```

```{profile-index}
```

```{profile-index}
:layout: table
```

```{profile-index}
:layout: faces
```

## Whole

```{profile} bob
```
"""
LOST = "# Lost\n\n```{profile-gallery} ada\n```\n\n```{profile-card} ada\n```\n"
CONF = """\
project, author, copyright, version, release = "Neighbours", "Nobody", "Nobody", "1", "1"
profiles_notes = ["people/*"]
exclude_patterns = ["_*"]
confluence_publish, confluence_space_key = False, "X"
docx_documents = [("index", "out.docx", {"title": "T"}, False)]
pdf_documents = [("index", "out", "T", "Nobody")]
rinoh_documents = [{"doc": "index", "target": "out"}]
simplepdf_file_name = "out.pdf"
llms_txt_exclude = ["people/*"]
ogp_site_url, ogp_use_first_image = "https://example.org/docs/", True
"""
FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\nThe people.\n\n```{toctree}\nteam\n404\n```\n",
    "team.md": TEAM,
    "404.md": LOST,
    "people/ada.md": ADA,
    "people/bob.md": BOB,
    "people/images/ada.png": saved(plain(600, 800)),
    "people/images/engine.png": saved(stripes(900, 600)),
}
ADDRESSES = (
    "https://example.org/sketch.html",
    "https://example.com/biography",
    "https://example.net/a_b-c_d?x=1&y=2",
    "https://example.org/bob",
)
WORDS = (
    *("Ada Lovelace", "Analyst of the Analytical Engine", "University of London"),
    *("She published the first program meant for a machine.", "mathematics", "The Notes"),
    *("Afterwards", "A portrait of 1836", "The engine, as built", "Grace Hopper", "Rear admiral"),
    *("She wrote compilers.", "Bob Builder", "References", "Sketch of the Analytical Engine"),
    "https://www.wikidata.org/wiki/Q7259",
)
"""What every output shows, besides the addresses of the sources."""

Make = "Callable[..., Path]"


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that builds the project once for a builder and some extensions."""
    outputs: dict[tuple[str, ...], Path] = {}

    def build(builder: str, *extensions: str) -> Path:
        for extension in extensions:
            left_out_without_package(extension, "neighbours")
        if (builder, *extensions) not in outputs:
            source = tmp_path_factory.mktemp(builder)
            names = ["myst_parser", *extensions, "sphinxext_profiles"]
            files = {**FILES, "conf.py": f"{CONF}extensions = {names}\n"}
            write_files(source, files)
            # sphinx-simplepdf calls a program that is installed beside Python
            path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
            command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder]
            done = subprocess.run(
                [*command, source, source / "_out"],
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "PATH": path},
            )
            assert done.returncode == 0, done.stderr
            (source / "_out/log.txt").write_text(done.stdout + done.stderr, "utf-8")
            outputs[builder, *extensions] = source / "_out"
        return outputs[builder, *extensions]

    return build


def assert_all_there(text: str) -> None:
    text = " ".join(text.split())
    assert [words for words in WORDS if words not in text] == []
    assert [address for address in ADDRESSES if address not in text] == []
    assert "utm_source" not in text


def test_confluence(make) -> None:
    out = make("confluence", "sphinxcontrib.confluencebuilder")
    pages = {
        file.stem: f'<p xmlns:ac="a" xmlns:ri="r">{file.read_text("utf-8")}</p>'.replace(
            "&nbsp;", " "
        )
        for file in out.rglob("*.conf")
    }
    assert_all_there(" ".join(BeautifulSoup(page, "xml").get_text() for page in pages.values()))
    ada = BeautifulSoup(pages["ada"], "xml")
    assert [tag.get_text().split()[-1] for tag in ada.find_all(["h2", "h3"])] == [
        "Notes",
        "Afterwards",
        "References",
    ]
    assert [image["ac:alt"] for image in ada.find_all("ac:image")][1:] == ["The engine"]
    anchors = {tag.get_text() for tag in ada.find_all("ac:parameter")}
    numbers = [link for link in ada.find_all("ac:link") if link.get("ac:anchor")]
    assert [link.get_text(strip=True) for link in numbers] == ["1", "2", "5", "5"]
    assert {link["ac:anchor"] for link in numbers} <= anchors
    for address in ADDRESSES[:3]:
        assert ada.find("a", href=address)


def test_word(make) -> None:
    out = make("docx", "docxbuilder")
    with zipfile.ZipFile(out / "out.docx") as archive:
        document = BeautifulSoup(archive.read("word/document.xml"), "xml")
        links = archive.read("word/_rels/document.xml.rels").decode()
        images = [name for name in archive.namelist() if name.startswith("word/media/")]
    lines = ["".join(t.get_text() for t in p.find_all("w:t")) for p in document.find_all("w:p")]
    assert_all_there("\n".join(lines))
    assert len(images) >= 2
    styles = [p.find("w:pStyle")["w:val"] for p in document.find_all("w:p") if p.find("w:pStyle")]
    assert {"Heading2", "Heading3", "Heading4", "ImageCaption"} <= {
        style.replace(" ", "") for style in styles
    }
    names = {mark["w:name"] for mark in document.find_all("w:bookmarkStart")}
    inner = {link["w:anchor"] for link in document.find_all("w:hyperlink", {"w:anchor": True})}
    assert inner
    assert inner <= names
    assert "https://example.net/a_b-c_d?x=1&amp;y=2" in links


def test_markdown(make) -> None:
    out = make("markdown", "sphinx_markdown_builder")
    ada = (out / "people/ada.md").read_text("utf-8")
    team = (out / "team.md").read_text("utf-8")
    plain_words = re.sub(r"[*]|\]\([^)]*\)|(?<!!)\[(?=[A-Z])", "", ada + team)
    assert_all_there(plain_words)
    assert ada.startswith("# Ada Lovelace\n\nAnalyst of the Analytical Engine\n")
    assert "![The engine](people/images/engine.png)\n\n*The engine, as built*\n" in ada
    assert "\n## The Notes\n" in ada
    assert "program[[1](#ada-ref-1)]" in ada
    assert re.search(r'<a id="ada-ref-5"></a>\s+\[5\] Science Museum', ada)
    for anchor in re.findall(r"\(#([^)]+)\)", ada + team):
        assert f'<a id="{anchor}"></a>' in ada + team
    assert "**[Ada Lovelace](people/ada.md)** — Analyst of the Analytical Engine\n" in team
    assert "{profile" not in ada + team
    assert not (out / "log.txt").read_text("utf-8")


def test_markdown_beside_html(make) -> None:
    out = make("html", "sphinx_llm_friendly")
    ada = (out / "people/ada.md").read_text("utf-8")
    team = (out / "team.md").read_text("utf-8")
    assert_all_there(re.sub(r"[*]|\]\([^)]*\)|(?<!!)\[(?=[A-Z])", "", ada + team))
    assert "program[1] for Bernoulli numbers[2, 5]" in ada
    assert "\n- [5] Science Museum" in ada
    for address in re.findall(r"!\[[^]]*\]\(([^)]+)\)", ada):
        assert (out / "people" / address).resolve().is_file()


@pytest.mark.parametrize(
    ("builder", "extension"),
    [
        ("pdf", "rst2pdf.pdfbuilder"),
        ("rinoh", "rinoh.frontend.sphinx"),
        pytest.param("simplepdf", "sphinx_simplepdf", marks=pytest.mark.weasyprint),
    ],
)
def test_pdf_without_tex(make, builder: str, extension: str) -> None:
    from pypdf import PdfReader  # noqa: PLC0415  # not in every environment

    reader = PdfReader(make(builder, extension) / "out.pdf")
    texts = [page.extract_text() for page in reader.pages]
    # addresses and words are broken at the ends of lines, and one program's ligatures are letters
    text = "".join("".join(texts).split()).replace("ﬁ", "fi").replace("ﬀ", "ff")
    # HTML on paper has the links of a card as links
    words = WORDS[:-1] if builder == "simplepdf" else WORDS
    assert [part for part in words if "".join(part.split()) not in text] == []
    assert [address for address in ADDRESSES if address not in text] == []
    assert sum(len(page.images) for page in reader.pages) >= 3
    uris = {
        annotation.get_object().get("/A", {}).get("/URI")
        for page in reader.pages
        for annotation in page.get("/Annots", ())
    }
    assert {*ADDRESSES[:3], WORDS[-1]} <= uris


@pytest.mark.weasyprint
def test_weasyprint_knows_the_lengths_on_paper(make) -> None:
    out = make("simplepdf", "sphinx_simplepdf")
    log = (out / "log.txt").read_text("utf-8")
    assert "sphinxext-profiles.css" in (out / "index.html").read_text("utf-8")
    assert "Invalid math function" not in log


def test_extensions_of_html(make) -> None:
    out = make("html", "sphinx_new_tab_link", "sphinxext.opengraph", "notfound.extension")
    ada = BeautifulSoup((out / "people/ada.html").read_text("utf-8"), "html5lib")
    # sphinx-new-tab-link
    assert ada.find("a", href=ADDRESSES[0])["target"] == "_blank"
    # sphinxext-opengraph
    tags = ada.find_all("meta", property=True)
    meta = {tag["property"]: tag["content"] for tag in tags}
    assert len(meta) == len(tags)
    assert (meta["og:type"], meta["og:title"]) == ("profile", "Ada Lovelace")
    assert meta["og:description"] == "She published the first program meant for a machine."
    image = meta["og:image"].removeprefix("https://example.org/docs/")
    assert image.startswith("_images/")
    assert (out / image).is_file()
    # sphinx-notfound-page
    lost = BeautifulSoup((out / "404.html").read_text("utf-8"), "html5lib").find(role="main")
    addresses = [
        part.split()[0] for tag in lost.find_all(srcset=True) for part in tag["srcset"].split(",")
    ]
    addresses += [tag["src"] for tag in lost.find_all("img")]
    addresses += [tag["href"] for tag in lost.find_all("a", class_="profile-image")]
    assert len(addresses) > 6
    assert [name for name in addresses if not name.startswith("/en/latest/_images/")] == []


def test_copied_sources_can_leave_people_out(make) -> None:
    out = make("html", "sphinx_llms_txt")
    sources = (out / "llms-full.txt").read_text("utf-8")
    assert "The people." in sources
    assert "utm_source" not in sources
