"""One person in nine languages, in projects of three, as Chromium shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import CONF, build_site, faults, show
from merian import FILES, PAGES
from sites import PIXEL
from test_odd_names import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

RTL = {"ar", "he"}
FONTS = {"zh-Hant": "TC", "zh-CN": "SC", "ja": "JP", "ko": "KR"}
"""What the name of Noto's font ends in that has the forms of a language's readers."""
PARTS = ("article.profile-card", ".profile-gallery", "[role=doc-bibliography]", ".profile-index")
LOOK = """
element => ({
  direction: getComputedStyle(element).direction,
  lang: element.closest("[lang]").lang,
})
"""
PLACES = """
list => [...list.children].slice(0, 2).map(item => item.getBoundingClientRect().left)
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of an English, a Traditional Chinese and an Arabic project."""
    # The head of a page shows the first image, and a gallery of two others has arrows.
    more = {
        name: text.replace("\n![", "\n![](images/plate2.png)\n\n![", 1)
        for name, text in FILES.items()
        if isinstance(text, str)
    }
    files = {**FILES, **more, "people/images/plate2.png": PIXEL}
    made = {}
    for language in ("en", "zh_TW", "ar"):
        conf = f"{CONF}language = {language!r}\nhtml_theme = 'furo'\n"
        folder = tmp_path_factory.mktemp(f"merian-{language}")
        made[language] = build_site(folder, {**files, "conf.py": conf})
    return made


@pytest.mark.parametrize(
    ("language", "tag", "direction"),
    [("en", "en", "ltr"), ("zh_TW", "zh-TW", "ltr"), ("ar", "ar", "rtl")],
)
def test_parts_are_in_the_language_of_their_page(
    page: Page, sites: dict[str, Path], language: str, tag: str, direction: str
) -> None:
    show(page, sites[language])
    looks = [page.locator(part).first.evaluate(LOOK) for part in PARTS]
    # The note in Chinese is in a script, and the project in a region.
    own = "zh-Hant" if language == "zh_TW" else tag
    assert [look["direction"] for look in looks] == [direction] * 4
    assert [look["lang"] for look in looks] == [own, own, tag, tag]


@pytest.mark.parametrize("language", ["en", "zh_TW", "ar"])
@pytest.mark.parametrize("lang", PAGES)
def test_a_note_runs_its_own_way_in_every_project(
    page: Page, sites: dict[str, Path], language: str, lang: str
) -> None:
    show(page, sites[language], PAGES[lang])
    for part in ("section.profile", *PARTS[:3]):
        look = page.locator(part).first.evaluate(LOOK)
        assert look == {"direction": "rtl" if lang in RTL else "ltr", "lang": lang}
    first, second = page.locator(".profile-gallery ul").evaluate(PLACES)
    assert (second < first) == (lang in RTL)
    # A theme puts the links to other languages into its head, and what follows is no text.
    assert "<" not in page.locator("body").inner_text()
    assert page.locator("link[rel=alternate][hreflang]").count() == len(PAGES) + 1


@pytest.mark.parametrize("lang", FONTS)
def test_letters_have_the_forms_of_their_readers(
    page: Page, sites: dict[str, Path], lang: str
) -> None:
    """Chinese, Japanese and Korean share code points, which look different in each."""
    for site in sites.values():
        show(page, site, PAGES[lang])
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        found = {"nodeId": root, "selector": ".profile-headline"}
        node = session.send("DOM.querySelector", found)["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert [font["familyName"].split()[-1] for font in fonts] == [FONTS[lang]]
        session.detach()


@pytest.mark.parametrize("lang", ["zh-Hant", "zh-CN", "ja", "ko"])
def test_emphasis_is_not_slanted(page: Page, sites: dict[str, Path], lang: str) -> None:
    show(page, sites["en"], PAGES[lang])
    styles = (
        "element => [getComputedStyle(element).fontStyle, getComputedStyle(element).textEmphasis]"
    )
    for emphasis in page.locator("section.profile em").all():
        style, dots = emphasis.evaluate(styles)
        assert style == "normal"
        assert "dot" in dots


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("lang", ["ar", "de"])
def test_the_arrows_of_the_gallery_point_the_way_of_the_note(
    page: Page, sites: dict[str, Path], language: str, lang: str
) -> None:
    show(page, sites[language], PAGES[lang])
    page.locator("a.profile-image").first.click()
    viewer = page.locator("dialog.profile-viewer[open]")
    viewer.wait_for()
    assert viewer.evaluate("element => element.lang") == lang
    left, right = ("next", "previous") if lang == "ar" else ("previous", "next")
    places = {
        name: viewer.locator(f".profile-viewer-{name}").bounding_box() for name in (left, right)
    }
    assert places[left]["x"] < places[right]["x"]
    page.keyboard.press("ArrowLeft" if lang == "ar" else "ArrowRight")
    told = "صورة 2 من 2" if lang == "ar" else "Bild 2 von 2"
    assert told in viewer.get_by_role("status").inner_text()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("lang", ["de", "ar"])
def test_the_row_of_languages(page: Page, sites: dict[str, Path], lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, sites["en"], PAGES[lang])
    links = page.locator(".profile-languages a").all()
    assert len(links) == len(PAGES) - 1
    boxes = [link.bounding_box() for link in links]
    assert all(box["height"] >= 24 and box["width"] >= 24 for box in boxes)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    first, second = boxes[:2]
    assert (second["x"] < first["x"]) == (lang == "ar")
    assert faults(page, ".profile-languages") == []
    links[-1].click()
    assert page.url.endswith(f"{PAGES['zh-Hant']}.html")


def test_names_of_all_kinds_stay_in_their_place(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = "# I\n\n```{profile-index}\n```\n\n```{profile-index}\n:layout: list\n```\n\n"
    index += "```{profile-index}\n:layout: faces\n```\n"
    notes = {f"people/{key}.md": f"# {name}\n\nText.\n" for key, name in NAMES.items()}
    site = build_site(tmp_path_factory.mktemp("names"), {"index.md": index, **notes})
    page.set_viewport_size({"width": 320, "height": 900})
    for name in ("index", "people/long"):
        show(page, site, name)
        for box in page.locator("[class*=profile-name], .profile-list li, .profile-card").all():
            place = box.bounding_box()
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= 320


def test_a_note_without_a_language_runs_as_its_letters_do(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On an Arabic page: nobody says which language an English note is in."""
    index = "# أشخاص\n\n```{profile-index}\n```\n\n```{profile} grace\n```\n"
    files: dict[str, str | bytes] = {
        "index.md": index,
        "people/grace.md": "# Grace Hopper\n\nShe wrote a compiler (the first one).\n",
        "people/musa.md": "# الخوارزمي\n\nوضع علم الجبر.\n",
        "people/ada.md": "---\nlang: en\n---\n# Ada Lovelace\n\nShe wrote a program.\n",
    }
    site = build_site(tmp_path_factory.mktemp("auto"), files, more='language = "ar"\n')
    show(page, site)
    look = "element => [element.dir, getComputedStyle(element).direction]"
    cards = page.locator(".profile-index .profile-card")
    found = {card.locator(".p-name").inner_text(): card.evaluate(look) for card in cards.all()}
    assert found == {
        "Grace Hopper": ["auto", "ltr"],
        "الخوارزمي": ["auto", "rtl"],
        "Ada Lovelace": ["ltr", "ltr"],
    }
    assert page.locator(".profile-index").evaluate(look) == ["rtl", "rtl"]
    assert page.locator("section.profile").first.evaluate(look) == ["auto", "ltr"]
    for name, side in (("grace", "ltr"), ("musa", "rtl")):
        show(page, site, f"people/{name}")
        assert page.locator(f"section#{name}").evaluate(look) == ["auto", side]
