"""Text, man pages and Texinfo: well set, with addresses that can be copied."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from programs import left_out_without
from sample import ADA
from sites import PIXEL

if TYPE_CHECKING:
    from sites import Build, Site

EXPECTED = Path(__file__).parent / "expected"
LONG = "https://example.org/a-very-long-address/with~a-tilde/with-many-hyphens/so-it-must-break?a=1"

SUMMARY = (
    "他是阿里巴巴雲的首席技術官，負責雲計算、大數據與人工智慧平台的研究與開發，"
    "並帶領通義千問大型語言模型團隊。"
)
ZHOU = f"""\
---
name: 周靖人
lang: zh-Hant
headline: 阿里巴巴雲首席技術官
affiliation: 阿里巴巴雲
photo: images/a.png
summary: {SUMMARY}
model: openai/gpt-5
translated: true
links:
  github: example
  website: {LONG}
tags: [雲計算, 大數據]
---

# 周靖人（Jingren Zhou）

![會議上](images/a.png "二〇二三年")

![圖片](https://example.org/b.jpg "夢溪園")

## 背景

- 他在哥倫比亞大學取得**博士學位**，後來在微軟公司從事大數據系統、分散式計算與機器學習的研究。
  ([官方名錄][1], [網頁][2])
- 見 <{LONG}>。

[1]: https://names.example.org/biography/jingren-zhou "Jingren Zhou - Alibaba Cloud ..."
[2]: https://www.example.org/~zhou
"""
HASAN = """\
---
name: الحسن بن الهيثم
lang: ar
headline: عالم البصريات
affiliation: دار الحكمة
links:
  email: hasan@example.org
---

كتب «كتاب المناظر» في سبعة مجلدات، ووصف فيه كيف ترى العين الأشياء
بالضوء الذي يصل إليها ([مكتبة][1]).

## أعماله

- كتاب المناظر. ([مكتبة][1])

[1]: https://library.example.org/optics "كتاب المناظر"
"""
INDEX = """\
# People

Some of those who worked on it.

```{profile-card} ada
```

```{profile-card} hasan
:layout: side
```

```{profile-card} Grace Hopper
:headline: Rear admiral

She wrote the **first** compiler.
```

## Everybody

```{profile-index}
:layout: list
```

```{profile-index}
:people: zhou
```

```{profile-index}
:layout: faces
```

## Images

```{profile-gallery} zhou
```

## In full

```{profile} zhou
```

And {profile:person}`ada` again.

## Sources

```{profile-references} ada hasan
:title: What was read
```
"""
TABLE = "# Table\n\n```{profile-index}\n:layout: table\n```\n"
FILES = {
    "index.md": INDEX,
    "table.md": f"---\norphan: true\n---\n{TABLE}",
    "people/ada.md": ADA,
    "people/hasan.ar.md": HASAN,
    "people/zhou.md": ZHOU,
    "people/images/a.png": PIXEL,
}
SETTINGS = {
    "profiles_notes": ["people/*"],
    "project": "People",
    "today": "October 22, 2025",
    "author": "The team",
    "copyright": "2025, the team",
    "version": "1",
}


@pytest.fixture
def plain(build: Build):
    """Return a function that builds the project without a warning."""

    def make(builder: str, files: dict[str, str | bytes] = FILES, **settings) -> Site:
        site: Site = build(files, builder, **{**SETTINGS, **settings})
        assert site.warnings == []
        return site

    return make


PLAIN = ("-P-c", "-P-b", "-P-u")
"""Has grotty(1) write letters only, without what makes them bold or underlined."""


def formatted(site: Site) -> str:
    """Return a man page as a terminal shows it."""
    left_out_without("groff")
    (page,) = site.out.glob("*.1")
    command = ["groff", "-t", "-Kutf8", "-man", "-Tutf8", "-ww", "-rLL=78n", "-P-c", "-P-b"]
    made = subprocess.run(
        [*command, "-P-u", page], capture_output=True, encoding="utf-8", check=True
    )
    assert made.stderr == ""
    return made.stdout


def info(site: Site) -> str:
    """Return a Texinfo manual as an Info reader shows it."""
    left_out_without("makeinfo")
    (manual,) = site.out.glob("*.texi")
    command = ["makeinfo", "--no-split", "--enable-encoding", "--output=-", manual]
    made = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=site.out)
    assert made.stderr == ""
    return made.stdout


def as_read(site: Site, page: str = "index") -> str:
    """Return what somebody reads of a page in the output that was built."""
    if site.app.builder.name == "text":
        return site.text(f"{page}.txt")
    return formatted(site) if site.app.builder.name == "man" else info(site)


@pytest.mark.parametrize("name", ["index", "people/zhou", "table"])
def test_text_is_well_set(plain, name: str) -> None:
    expected = (EXPECTED / f"{name.rpartition('/')[2]}.txt").read_text("utf-8")
    assert plain("text").text(f"{name}.txt").rstrip("\n") + "\n" == expected


def test_a_man_page_is_well_set_and_formats_without_a_warning(plain) -> None:
    lines = formatted(plain("man")).splitlines()
    body = "\n".join(lines[lines.index("NAME") :])
    # What docutils adds at the end differs between its versions.
    expected = (EXPECTED / "man.txt").read_text("utf-8")
    assert body.startswith(expected)


def test_a_table_in_a_man_page_formats_without_a_warning(plain) -> None:
    page = formatted(plain("man", {**FILES, "index.md": TABLE}))
    assert re.search(r"周靖人 +│ 阿里巴巴雲", page)


def test_texinfo_becomes_a_well_set_manual(plain) -> None:
    manual = info(plain("texinfo"))
    card = """\
周靖人 — 阿里巴巴雲首席技術官

     Jingren Zhou · 阿里巴巴雲

     他是阿里巴巴雲的首席技術官，負責雲計算、大數據與人工智慧平台的研究
     與開發，並帶領通義千問大型語言模型團隊。

     GitHub
     <https://github.com/example>
"""
    picture = re.compile("\x00\x08\\[image src=.*\x00\x08\\]\n+")
    assert card in picture.sub("", manual)
    source = """\
  1. Jingren Zhou - Alibaba Cloud … 官方名錄, names.example.org
     <https://names.example.org/biography/jingren-zhou>
"""
    assert source in manual
    assert f"     <{LONG}>\n" in manual
    assert "*note 周靖人: " in manual


@pytest.mark.parametrize("builder", ["text", "man", "texinfo"])
def test_an_image_has_its_words_once(plain, builder: str) -> None:
    figure = "```{figure} images/a.png\n:alt: Her chair\n\nOak\n```"
    lead = "# Ada\n\n![A portrait](images/a.png)\n\n## A"
    note = f"{lead}\n\nText ![a seal](images/a.png).\n\n{figure}\n"
    files = {"ada.md": note, "images/a.png": PIXEL}
    site = plain(builder, files, profiles_notes=["ada.md"], root_doc="ada")
    text = as_read(site, "ada")
    for alt in ("A portrait", "a seal", "Her chair"):
        assert text.count(alt) == 1
    if builder != "texinfo":
        assert "[image]" not in text
        assert "[image: Her chair] Oak" in text
        assert "Text [image: a seal]." in text


@pytest.mark.parametrize("builder", ["text", "man"])
def test_a_photo_that_is_decoration_is_not_mentioned(plain, builder: str) -> None:
    site = plain(builder, {**FILES, "index.md": "# P\n\n```{profile-card} zhou\n```\n"})
    assert "image" not in as_read(site)


NAMES = {
    "quotes": "Ada \"the 'Countess'\" Lovelace",
    "dot": ".SH Lovelace",
    "backslash": "Ada \\fB Lovelace \\",
    "signs": "Ada _ & % # { } ~ ^ @ $ < > * Lovelace",
    "emoji": "Ada 🧮 Lovelace",
    "marks": "Ada \u200eLovelace",
}


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("builder", ["text", "man", "texinfo"])
def test_a_name_may_hold_any_sign(plain, builder: str, name: str) -> None:
    shown = NAMES[name]
    quoted = shown.replace("'", "''")
    long = "https://example.org/" + "so-it-must-break/" * 22 + "~ada"
    links = f"links: [{{text: Home, url: '{long}'}}]"
    note = f"---\nname: '{quoted}'\nheadline: Countess\n{links}\n---\n\nA sentence.\n"
    page = "# People\n\nText.\n\n```{profile-card} ada\n```\n"
    files = {"index.md": page, "people/ada.md": note}
    text = as_read(plain(builder, files, exclude_patterns=["people/*"]))
    straight = text.translate(str.maketrans("‘’“”", "''\"\""))  # Sphinx turns them in manuals
    assert f"{shown} — Countess" in straight
    assert long in [line.strip().strip("<>") for line in text.splitlines()]


@pytest.mark.parametrize("builder", ["text", "man"])
def test_a_link_in_a_text_has_its_address_below_its_words(build: Build, builder: str) -> None:
    note = "# Ada\n\nShe wrote [**a plain** link](https://example.org/ab?d=1) here.\n"
    files = {"index.md": "# P\n\n```{profile} people/ada.md\n```\n", "people/ada.md": note}
    site = build(files, builder, exclude_patterns=["people"])
    (file,) = site.out.glob("*.1" if builder == "man" else "index.txt")
    lines = list(map(str.strip, file.read_text("utf-8").splitlines()))
    place = lines.index("https://example.org/ab?d=1")
    assert lines[place - 1].startswith(("She wrote", ".nf"))
    assert "here." in lines[place + 1 : place + 3]


@pytest.mark.parametrize("builder", ["text", "man"])
def test_addresses_of_affiliations_follow_the_line(build: Build, builder: str) -> None:
    """Between the affiliations they would tear the line apart."""
    mills = [f"{{name: Mill {name}, url: 'https://{name}.example'}}" for name in ("one", "two")]
    note = f"---\naffiliation: [{', '.join(mills)}, Mill three]\n---\n# Ada Roe\n\nShe weaves.\n"
    site = build({"index.md": note}, builder, profiles_notes=["index.md"])
    (file,) = site.out.glob("*.1" if builder == "man" else "index.txt")
    lines = [line for line in file.read_text("utf-8").splitlines() if line not in {".nf", ".fi"}]
    place = lines.index("Mill one, Mill two, Mill three")
    assert lines[place + 1 : place + 3] == ["https://one.example", "https://two.example"]
