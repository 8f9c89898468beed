"""One person in several languages: which is shown where, and the way to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from merian import ENDONYMS, FILES, INDEX, KEY, NOTES, PAGES, SETTINGS
from second import edit, pages, same_as_fresh, texts
from sites import PIXEL

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

ADA = {
    "people/ada.de.md": "---\nlang: de\n---\n# Ada von Sachsen\n",
    "people/ada.ja.md": "---\nlang: ja\ntranslated: true\n---\n# エイダ\n",
    "people/ada.ko.md": "---\nlang: ko\ntranslated: true\n---\n# 에이다\n",
}
"""Somebody who has a note in neither English nor French."""


def head(site: Site, page: str) -> dict[str, str]:
    """Return the addresses of a page in its languages, as its head gives them."""
    links = site.html(page).head.find_all("link", rel="alternate")
    return {link["hreflang"]: link["href"] for link in links}


def languages(site: Site, page: str) -> list[Tag]:
    """Return the links of a page to its other languages."""
    return site.html(page).select("nav.profile-languages a")


# Which language is shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Naturalist and artist"),
        ("en_GB", "Naturalist and artist"),
        ("zh_TW", "博物學家與藝術家"),
        ("zh_CN", "博物学家与艺术家"),
        ("ar", "عالمة طبيعة وفنانة"),
        ("fr", "Naturforscherin und Künstlerin"),  # the original
    ],
)
def test_the_projects_language_chooses(build: Build, language: str, shown: str) -> None:
    site = build(FILES, language=language, **SETTINGS)
    assert site.warnings == []
    page = site.html()
    assert page.find(class_="profile-headline").text == shown
    name = page.find("article", class_="profile-card").find(class_="profile-name").text
    assert f"Ask {name}." in [paragraph.text for paragraph in page.find_all("p")]
    assert len(page.find_all(class_="profile-figure")) == 2
    assert len(page.select(".profile-reference-list > li")) == 3


def test_the_languages_to_fall_back_on(build: Build) -> None:
    card = "# I\n\n```{profile-card} ada\n```\n\n{profile:person}`ada`\n\n```{profile-index}\n```\n"
    files = {"index.md": card, **ADA}
    for fallback, name in ([], "Ada von Sachsen"), (["fr", "Korean"], "에이다"):
        site = build(files, profiles_fallback_languages=fallback, **SETTINGS)
        assert site.warnings == []
        assert [tag.text for tag in site.html().find_all(class_="profile-name")] == [name] * 2
        assert site.html().find("a", class_="reference", string=name)


def test_the_projects_language_comes_before_those(build: Build) -> None:
    files = {
        "index.md": "# I\n",
        "people/zoe.ja.md": "---\nlang: ja\n---\n# ゾエ\n\n```{profile-card} ada\n```\n",
        "people/zoe.ru.md": "---\nlang: ru\n---\n# Зоя\n\n```{profile-card} ada\n```\n",
        **ADA,
    }
    site = build(files, language="de", profiles_fallback_languages=["ko"], **SETTINGS)
    cards = {
        page: site.html(f"people/zoe.{page}").select("section article.profile-card")[-1]
        for page in ("ja", "ru")
    }
    assert cards["ja"].find(class_="profile-name").text == "エイダ"
    assert cards["ru"].find(class_="profile-name").text == "Ada von Sachsen"


def test_a_fallback_language_that_is_none(build: Build) -> None:
    files = {"index.md": "# I\n\n{profile:person}`ada`\n", **ADA}
    site = build(files, profiles_fallback_languages=["Koreann", "ja"], **SETTINGS)
    assert len(site.warnings) == 1
    assert "profiles_fallback_languages: there is no language 'Koreann'" in site.warnings[0]
    assert "did you mean 'ko'?" in site.warnings[0]
    assert site.html().p.text == "エイダ"


def test_a_directive_chooses(build: Build) -> None:
    asked = "".join(
        f"```{{{name}}} {KEY}\n:lang: jp\n```\n\n" for name in ("profile-card", "profile")
    )
    site = build({**FILES, "index.md": f"# I\n\n{asked}"}, **SETTINGS)
    shown = {tag.text for tag in site.html().find_all(class_="profile-headline")}
    assert shown == {"博物学者・画家"}


def test_a_note_that_does_not_say_its_language_is_in_the_projects(build: Build) -> None:
    files = {
        "index.md": "# I\n\n{profile:person}`ada`\n",
        **{f"people/{name}.png": PIXEL for name in "ab"},
        "people/ada.md": "# Ada\n\n![](a.png) ![](b.png)\n\nText. ([A][1], [B][2])\n\n[1]: https://a.example\n"
        "[2]: https://b.example\n",
        "people/ada.en.md": "---\nlang: en\n---\n# Lady Ada\n",
    }
    more: dict[str, Any] = {"profiles_fallback_languages": ["en"], **SETTINGS}
    site = build(files, language="ja", profiles_citation_style="label", **more)
    assert site.html().p.text == "Ada"
    assert list(head(site, "people/ada")) == ["en", "ja", "x-default"]
    assert [link["lang"] for link in languages(site, "people/ada.en")] == ["ja"]
    # Its interface and its punctuation are the page's.
    page = site.html("people/ada")
    assert page.find(role="doc-bibliography").h2.text.startswith("参考文献")
    assert page.find(class_="profile-citation").text == "(A, B)"
    assert page.find(class_="profile-gallery")["data-next"] == "次の画像"
    assert page.find(class_="profile-gallery").img["alt"] == "Adaの画像 1/1"


# The way to the other languages


def test_a_page_leads_to_its_other_languages(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    for lang, page in PAGES.items():
        links = languages(site, page)
        assert [link["hreflang"] for link in links] == [tag for tag in PAGES if tag != lang]
        for link in links:
            tag = link["hreflang"]
            assert link.text == ENDONYMS[tag]
            assert link["lang"] == tag
            assert link["href"] == f"{PAGES[tag].removeprefix('people/')}.html"
            turned = (tag in {"ar", "he"}) != (lang in {"ar", "he"})
            assert link.get("dir") == (
                ("rtl" if tag in {"ar", "he"} else "ltr") if turned else None
            )
    assert site.html(PAGES["de"]).nav["aria-label"] == "Andere Sprachen"
    assert site.html(PAGES["zh-Hant"]).nav["aria-label"] == "其他語言"


def test_somebody_in_one_language(build: Build) -> None:
    site = build({"index.md": "# I\n", "people/bob.md": "# Bob\n"}, **SETTINGS)
    assert languages(site, "people/bob") == []
    assert head(site, "people/bob") == {}


def test_a_whole_profile_on_another_page(build: Build) -> None:
    files = {
        "index.md": "# I\n\n```{profile} /notes/ada.de.md\n```\n",
        "two.md": "# Two\n\n```{profile} ada\n:lang: ja\n```\n",
        **{name.replace("people", "notes"): text for name, text in ADA.items()},
    }
    more: dict[str, Any] = {**SETTINGS, "profiles_notes": ["notes/*"]}
    site = build(files, exclude_patterns=["_build", "notes"], **more)
    assert site.warnings == []
    links = languages(site, "two")
    assert [(link["hreflang"], link["href"]) for link in links] == [
        ("de", "index.html#ada-profile")
    ]
    assert links[0].find_parent(class_="profile")["lang"] == "ja"
    assert head(site, "two") == {}


def test_the_head_names_the_pages_among_themselves(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    for page in PAGES.values():
        expected = {tag: f"{name.removeprefix('people/')}.html" for tag, name in PAGES.items()}
        assert head(site, page) == expected | {"x-default": "maria-merian.en.html"}
    assert head(site, "index") == {}


def test_the_head_with_the_address_of_the_site(build: Build) -> None:
    base = "https://example.org/docs/"
    site = build(FILES, "dirhtml", language="fr", html_baseurl=base, **SETTINGS)
    found = head(site, f"{PAGES['ja']}/index")
    assert found["zh-Hant"] == f"{base}people/2024-05-01-maria-merian-hant/"
    assert found["x-default"] == f"{base}people/maria-merian.de/"
    relative = build(FILES, "dirhtml", **SETTINGS)
    found = head(relative, f"{PAGES['ja']}/index")
    assert (found["ja"], found["de"]) == ("./", "../maria-merian.de/")


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_one_file_for_all_languages(build: Build, builder: str) -> None:
    toctree = f"\n```{{toctree}}\n{PAGES['de']}\n{PAGES['ja']}\n```\n"
    site = build({**FILES, "index.md": "# I\n" + toctree}, builder, **SETTINGS)
    page = "index.html" if builder == "singlehtml" else f"{PAGES['de']}.xhtml"
    soup = BeautifulSoup(site.text(page), "html5lib")
    assert soup.head.find_all("link", rel="alternate") == []
    found = {link.text: link["href"] for link in soup.select("nav.profile-languages a")}
    if builder == "singlehtml":
        # What the file doesn't hold can't be led to.
        assert found == {
            "日本語": f"#document-{PAGES['ja']}",
            "Deutsch": f"#document-{PAGES['de']}",
        }
    else:
        assert found["日本語"] == "maria-merian.jp.xhtml"
        assert len(found) == len(PAGES) - 1


@pytest.mark.parametrize(
    "builder", ["man", "texinfo", "xml", "pseudoxml", "json", "gettext", "linkcheck", "dummy"]
)
def test_every_output_takes_nine_languages(build: Build, builder: str) -> None:
    site = build(FILES, builder, linkcheck_ignore=["."], language="ar", **SETTINGS)
    assert site.warnings == []


def test_other_outputs_say_it_in_a_line(build: Build) -> None:
    site = build(FILES, "text", language="fr", **SETTINGS)
    line = next(line for line in site.text(f"{PAGES['de']}.txt").split("\n\n") if "Andere" in line)
    told = " · ".join(name for tag, name in ENDONYMS.items() if tag != "de")
    assert " ".join(line.split()) == f"Andere Sprachen: {told}"


def test_a_book_leads_only_to_its_own_pages(build: Build) -> None:
    files = {**FILES, "index.md": f"# I\n\n```{{toctree}}\n{PAGES['de']}\n{PAGES['en']}\n```\n"}
    text = build(files, "latex", **SETTINGS).text("projectnamenotset.tex")
    assert "Andere Sprachen" in text
    assert "English" in text
    assert "日本語" not in text
    assert "العربية" not in text


def test_an_index_of_all_languages(build: Build) -> None:
    page = build(FILES, **SETTINGS).html()
    headings = page.find(class_="profile-index").select("h2 bdi")
    assert [heading.text for heading in headings] == list(ENDONYMS.values())
    assert [heading.get("lang", "en") for heading in headings] == list(PAGES)
    assert [heading.get("dir") for heading in headings if heading.get("lang") in {"ar", "he"}] == [
        "rtl",
        "rtl",
    ]
    links = page.find(class_="profile-index").select("li a.u-url")
    assert [link["href"] for link in links] == [f"{name}.html" for name in PAGES.values()]


def test_notes_without_a_language_stand_in_the_projects_group(build: Build) -> None:
    index = "# I\n\n```{profile-index}\n:group-by: lang\n:layout: list\n```\n"
    files = {"index.md": index, "people/ada.md": "# Ada\n", "people/bob.md": "# Bob\n"}
    files["people/abe.md"] = "---\nlang: de\n---\n# Abe\n"
    site = build({**files, **ADA}, language="de", **SETTINGS)
    groups = {
        group.h2.bdi.text: [item.text for item in group.find_all("bdi", "p-name")]
        for group in site.html().find_all(class_="profile-index-group")
    }
    assert groups == {
        "Deutsch": ["Abe", "Ada", "Bob", "Ada von Sachsen"],
        "日本語": ["エイダ"],
        "한국어": ["에이다"],
    }


def test_labels_are_in_the_language_of_what_they_belong_to(build: Build) -> None:
    page = f"""\
# Page

```{{profile-card}} {KEY}
:lang: ar
:show: tags
```

```{{profile}} {KEY}
:lang: ar
:mentions:
```

```{{profile-index}}
:people: {KEY}
:layout: table
:search:
```
"""
    other = f"# Other\n\n{{profile:person}}`{KEY}`\n"
    site = build({**NOTES, "index.md": page, "other.md": other}, **SETTINGS)
    shown = site.html()
    # The note's
    for links in shown.select("ul.profile-links"):
        assert links["aria-label"].startswith("روابط")
        assert [link.text for link in links.find_all("a")] == ["ويكي بيانات", "الموقع الإلكتروني"]
        assert links.find_parent(lang=True)["lang"] == "ar"
    gallery = shown.find(class_="profile-gallery")
    assert (gallery["data-next"], gallery["lang"]) == ("الصورة التالية", "ar")
    # The page's, which say so where they stand in the note's
    for name, told in {
        "profile-mentions": "Mentioned on",
        "profile-references": "References",
    }.items():
        heading = shown.find(class_=name).find(class_="rubric")
        assert (heading.text, heading["lang"]) == (told, "en")
    row = shown.find("nav", class_="profile-languages")
    assert (row["aria-label"], row["lang"]) == ("Other languages", "en")
    line = shown.find(class_="profile-provenance")
    assert (line.text, line["lang"]) == ("Written by openai/gpt-5 · machine-translated", "en")
    assert [cell.text.strip() for cell in shown.select("th")][:2] == ["Name", "Role"]
    assert shown.find("search")["aria-label"] == "Search people"


# Direction


def test_parts_in_arabic_run_from_right_to_left_on_arabic_pages_too(build: Build) -> None:
    site = build(FILES, language="ar", **SETTINGS)
    page = site.html()
    parts = ("profile-card", "profile-gallery", "profile-references", "profile-index")
    found = [page.find(class_=name) for name in parts]
    assert [(tag.get("lang"), tag.get("dir")) for tag in found] == [(None, "rtl")] * 4
    own = site.html(PAGES["ar"]).find("section", id=KEY)
    assert (own.get("lang"), own["dir"]) == (None, "rtl")
    assert own.find(class_="profile-card").get("dir") is None
    german = site.html(PAGES["de"]).find("section", id=KEY)
    assert (german["lang"], german["dir"]) == ("de", "ltr")


# Beside Sphinx's own translation


def test_notes_of_their_own_and_catalogues_work_together(build: Build) -> None:
    text = "She wrote the first program."
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    german = f'{head}msgid "{text}"\nmsgstr "Sie schrieb das erste Programm."\n'
    shown = "".join(f"```{{profile-card}} {key}\n```\n\n" for key in ("bob", "cho"))
    files = {
        "index.md": f"# I\n\n{shown}",
        "people/ada.md": f"# Ada\n\n{text}\n",
        "people/bob.en.md": f"---\nlang: en\n---\n# Bob\n\n{text}\n",
        "people/bob.de.md": "---\nlang: de\n---\n# Bob\n\nEr schrieb nichts.\n",
        "people/cho.ko.md": "---\nlang: ko\n---\n# 조\n\n그녀는 시를 썼다.\n",
        "locales/de/LC_MESSAGES/people/ada.po": german,
        "locales/de/LC_MESSAGES/people/bob.de.po": german,
    }
    site = build(files, language="de", locale_dirs=["locales"], gettext_compact=False, **SETTINGS)
    # The catalogue translates the one that there is no German note of.
    own = site.html("people/ada").text
    assert "Sie schrieb das erste Programm." in own
    assert text not in own
    # The words of the German note, and a third language as it is
    cards = site.html().find_all("article", class_="profile-card")
    assert "Er schrieb nichts." in cards[0].text
    assert "그녀는 시를 썼다." in cards[1].text
    assert [card.get("lang") for card in cards] == [None, "ko"]
    assert [link["hreflang"] for link in languages(site, "people/bob.de")] == ["en"]


# A second build


def again(site: Site, build: Build) -> set[str]:
    """Build again, compare with a fresh build, and return the pages that were written."""
    written = pages(site.rebuild())
    same_as_fresh(build, site, **SETTINGS)
    return written


def test_a_translation_that_comes_and_goes(build: Build) -> None:
    pages_of = {
        f"people/bob.{lang}.md": f"---\nlang: {lang}\n---\n# Bob\n" for lang in ("de", "en")
    }
    plain = "# Plain\n\n{profile:person}`bob`\n\n```{profile-card} bob\n```\n"
    alone = "---\nlang: it\n---\n# Zoe\n\n```{profile-card} bob\n```\n"
    files = {"index.md": "# I\n", "plain.md": plain, "people/zoe.md": alone, **pages_of}
    site = build(files, **SETTINGS)
    (site.source / "people/bob.it.md").write_text("---\nlang: it\n---\n# Bobo\n", "utf-8")
    own = {"people/bob.de", "people/bob.en"}
    # The Italian page shows the Italian note now; the English one shows what it did.
    assert again(site, build) - {"index"} == {*own, "people/bob.it", "people/zoe"}
    (site.source / "people/bob.it.md").unlink()
    (site.out / "people/bob.it.html").unlink()
    assert again(site, build) - {"index"} == {*own, "people/zoe"}


def test_another_original(build: Build) -> None:
    files = {"index.md": "# I\n\n{profile:person}`ada`\n", "plain.md": "# Plain\n", **ADA}
    site = build(files, **SETTINGS)
    assert site.html().p.text == "Ada von Sachsen"
    edit(site, "people/ada.ja.md", "translated: true", "translated: false")
    edit(site, "people/ada.de.md", "lang: de", "lang: de\ntranslated: true")
    # All pages of hers have another page to fall back on.
    own = {name.removesuffix(".md") for name in ADA}
    assert again(site, build) == {"index", *own}
    assert site.html().p.text == "エイダ"


@pytest.mark.parametrize("builder", ["html", "text"])
def test_parallel_builds_give_the_same(build: Build, builder: str) -> None:
    many = {f"p{number}.md": INDEX for number in range(8)}
    files = {**FILES, **many}
    serial = build(files, builder, **SETTINGS)
    parallel = build(files, builder, parallel=2, **SETTINGS)
    assert texts(serial) == texts(parallel)
    for name in PAGES.values():
        suffix = "txt" if builder == "text" else "html"
        assert serial.text(f"{name}.{suffix}") == parallel.text(f"{name}.{suffix}")


# The project's own words


def test_words_of_the_project(build: Build) -> None:
    """`locale_dirs` come before our catalogues, in the language of each part."""
    own = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    german = own + 'msgid "References"\nmsgstr "Nachweise"\n\nmsgid "Links for {name}"\n'
    german += 'msgstr "Netz: {name}"\n'
    english = own + 'msgid "References"\nmsgstr "Sources"\n'
    files = {
        **NOTES,
        "index.md": f"# I\n\n```{{profile-card}} {KEY}\n:lang: de\n```\n\n"
        f"```{{profile-references}} {KEY}\n```\n",
        "plain.md": "# Plain\n",
        "words/de/LC_MESSAGES/sphinxext_profiles.po": german,
        "words/en/LC_MESSAGES/sphinxext_profiles.po": english,
    }
    more: dict[str, Any] = {**SETTINGS, "locale_dirs": ["words"]}
    site = build(files, **more)
    assert site.warnings == []
    page = site.html()
    assert page.find(class_="profile-links")["aria-label"] == "Netz: Maria Sibylla Merian"
    assert page.find(role="doc-bibliography").find(class_="rubric").text == "Sources"
    assert site.html(PAGES["de"]).find(role="doc-bibliography").h2.text.startswith("Nachweise")
    edit(site, "words/de/LC_MESSAGES/sphinxext_profiles.po", "Nachweise", "Belege")
    written = pages(site.rebuild())
    assert site.html(PAGES["de"]).find(role="doc-bibliography").h2.text.startswith("Belege")
    assert "plain" not in written
    same_as_fresh(build, site, **more)
