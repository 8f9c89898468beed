"""The stylesheet: a file a component, one file in an output, and smaller in a release."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.outputs.html.assets import COMPONENTS, STYLE, STYLESHEET, stylesheet

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))
hatch_build = pytest.importorskip("hatch_build")

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from sites import Build

FILES = {"index.md": "# P\n\n```{profile-card} ada\n```\n", "people/ada.md": "# Ada\n\nText.\n"}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc.not_included"]}
RULES = """
text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const plain = rule => rule.cssText.replace(/\\s+/g, ' ').replace(/(?<=[(,:]) | (?=[)])/g, '');
  return [...sheet.cssRules].map(plain);
}
"""
"""The rules that a browser reads, without spaces that say nothing in a custom property."""


def test_every_component_has_its_place_in_the_stylesheet() -> None:
    assert sorted(COMPONENTS) == sorted(path.stem for path in STYLE.glob("*.css"))
    assert len(set(COMPONENTS)) == len(COMPONENTS)


def test_an_output_has_one_stylesheet_with_the_same_bytes_each_time(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    written = site.out / "_static" / STYLESHEET
    assert written.read_bytes() == stylesheet().encode()
    [link] = site.html().select(f'link[href*="{STYLESHEET}"]')
    assert re.search(r"\?v=[0-9a-f]{8}$", str(link["href"]))
    assert f"_static/{STYLESHEET}" not in site.rebuild()
    written.unlink()
    assert f"_static/{STYLESHEET}" in site.rebuild()
    assert site.html().select(f'link[href="{link["href"]}"]')


def test_a_project_without_people_gets_no_stylesheet(build: Build) -> None:
    site = build({"index.md": "# P\n\nText.\n"})
    assert not (site.out / "_static" / STYLESHEET).exists()


@pytest.mark.browser
def test_a_browser_reads_the_same_rules_from_the_minified_stylesheet(page: Page) -> None:
    source = ROOT / "sphinxext_profiles/outputs/html/style"
    texts = [(source / f"{name}.css").read_text("utf-8") for name in COMPONENTS]
    whole = page.evaluate(RULES, "\n".join(texts))
    assert len(whole) > 200
    small = "\n".join(map(hatch_build.smaller_css, texts))
    assert len(small) < 0.8 * len("\n".join(texts))
    assert page.evaluate(RULES, small) == whole


def test_minifying_leaves_what_it_means() -> None:
    text = """
        /* a { } */
        .a :is(.b) > :hover , a::after { content: "/* x */ ;  }" ; margin: calc( 1px + 2px ) auto }
        @container (inline-size >= 24rem) { .a :is(.b) { --x : y; } }
    """
    assert hatch_build.smaller_css(text) == (
        '.a :is(.b) > :hover,a::after{content:"/* x */ ;  }";margin:calc(1px + 2px) auto}'
        "@container (inline-size >= 24rem){.a :is(.b){--x :y}}"
    )
