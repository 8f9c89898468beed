"""The search in an index, as Chromium shows it."""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from browsing import CONTRAST, build_site, context_of, faults, show

from sphinxext_profiles.words import languages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

SCRIPT = "sphinxext-profiles-search.js"
LAYOUTS = ("cards", "list", "table", "faces")
PEOPLE = {
    "ada": ("Ada Lovelace", "tags: [maths, computing]\nheadline: Analyst"),
    "emile": ("Émile Łukasiewicz", "tags: [physics]\nheadline: Opticien"),
    "zoe": ("Zoé Straße", "tags: [maths, physics]\naffiliation: CERN"),
    "shen": ("沈括", "lang: zh-Hant\ntags: [maths]\nheadline: 北宋科學家"),
}
NAMES = [name for name, _ in PEOPLE.values()]
LETTERS = {chr(letter): plain for letter, plain in languages._LETTERS.items()} | {
    letter: unicodedata.normalize("NFKD", letter)[0] for letter in "éñčåü"
}
COUNT = 500
"""How many people there are in an index of very many."""


def directive(**options: str) -> str:
    lines = [f":{name.replace('_', '-')}: {value}" for name, value in options.items()]
    return "\n".join(["```{profile-index}", *lines, "```", "", ""])


FILES = {
    **{
        f"people/{key}.md": f"---\n{front}\n---\n# {name}\n\nText of {key}.\n"
        for key, (name, front) in PEOPLE.items()
    },
    **{f"{layout}.md": f"# P\n\n{directive(search='', layout=layout)}" for layout in LAYOUTS},
    "groups.md": f"# P\n\n{directive(search='', group_by='headline')}",
    "two.md": f"# P\n\n{directive(search='', layout='list')}"
    f"{directive(search='', layout='list', name='team')}",
    "plain.md": f"# P\n\n{directive(layout='list')}",
    **{f"letters/l{n}.md": f"# V{letter}v\n\nT.\n" for n, letter in enumerate(LETTERS)},
    **{f"many/m{n:03}.md": f"# Many{n:03}\n\nT.\n" for n in range(COUNT)},
    "letters.md": f"# P\n\n{directive(search='', layout='list', notes='letters/*')}",
    "many.md": f"# P\n\n{directive(search='', notes='many/*')}",
    "index.md": "# I\n\n```{toctree}\ncards\nlist\ntable\nfaces\ngroups\ntwo\nplain\n"
    "letters\nmany\npeople/ada\npeople/emile\npeople/shen\npeople/zoe\n```\n",
    "conf.py": 'extensions = ["myst_parser", "sphinxext_profiles"]\n'
    'profiles_notes = ["people/*", "letters/*", "many/*"]\n'
    'exclude_patterns = ["letters/*", "many/*"]\nsuppress_warnings = ["toc.not_included"]\n'
    'html_theme = "furo"\n',
}
for layout in (*LAYOUTS, "groups", "two", "plain"):
    FILES[f"{layout}.md"] = FILES[f"{layout}.md"].replace(
        "```{profile-index}", "```{profile-index}\n:notes: people/*"
    )


TYPED_AT_ONCE = """
(box, texts) => texts.forEach(text => { box.value = text; box.dispatchEvent(new Event("input")); })
"""
"""Types so fast that the browser does nothing else in between."""

IN_THE_WINDOW = "id => document.getElementById(id).getBoundingClientRect().top < innerHeight"

TURNS = """
count => new Promise(done => {
  const next = left => left ? setTimeout(() => next(left - 1)) : done();
  next(count);
})
"""
"""Waits until timers of no length have run so many times, each after those that were there."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("search"), FILES)


def box(page: Page, number: int = 0) -> Locator:
    return page.get_by_role("searchbox", name="Search people").nth(number)


def seen(page: Page, within: str = ".profile-index") -> list[str]:
    """Return the names of the people who are shown."""
    found = page.locator(f"{within} .p-name, {within} .profile-face-name")
    shown: list[str] = found.evaluate_all(
        "names => names.filter(name => name.closest('li, tr').checkVisibility())"
        ".map(name => name.textContent)"
    )
    return shown


def wait_to_hear(page: Page, text: str) -> None:
    """Wait until the page says something to screen readers, which it does after a pause."""
    status = page.get_by_role("status").first.filter(has_text=re.compile(f"^{re.escape(text)}$"))
    status.wait_for(state="attached")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_typing_filters_every_layout(page: Page, site: Path, layout: str) -> None:
    show(page, site, layout)
    assert seen(page) == NAMES
    for typed, expected in (
        ("lukasie", ["Émile Łukasiewicz"]),
        ("EMILE", ["Émile Łukasiewicz"]),
        ("ada love", ["Ada Lovelace"]),
        ("strasse", ["Zoé Straße"]),
        ("沈", ["沈括"]),
        ("maths", ["Ada Lovelace", "Zoé Straße", "沈括"]),
        ("cern", ["Zoé Straße"]),
        ("analyst", ["Ada Lovelace"]),
        ("xyzzy", []),
        ("", NAMES),
    ):
        box(page).fill(typed)
        assert seen(page) == expected, typed


def test_letters_are_the_same_as_in_the_order_of_names(page: Page, site: Path) -> None:
    show(page, site, "letters")
    for letter, plain in LETTERS.items():
        for typed in (letter, letter.upper(), plain, plain.upper()):
            box(page).fill(f"v{typed}v")
            assert f"V{letter}v" in seen(page), (letter, typed)


def test_it_says_how_many_are_shown(page: Page, site: Path) -> None:
    show(page, site, "list")
    wait_to_hear(page, "4 people")
    box(page).fill("maths")
    wait_to_hear(page, "3 people")
    box(page).fill("xyzzy")
    wait_to_hear(page, "No people found")


def test_the_keyboard_alone_filters_by_tags_and_takes_it_back(page: Page, site: Path) -> None:
    show(page, site, "cards")
    box(page).focus()
    page.keyboard.type("e")
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="maths")
    assert button.evaluate("button => button == document.activeElement")
    page.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    assert seen(page) == ["Ada Lovelace", "Zoé Straße", "沈括"]
    page.get_by_role("button", name="physics").focus()
    page.keyboard.press("Enter")
    assert seen(page) == ["Zoé Straße"]
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    assert seen(page) == NAMES
    assert box(page).evaluate("box => box == document.activeElement")
    page.keyboard.type("zo")
    assert seen(page) == ["Zoé Straße"]
    page.keyboard.press("Escape")
    assert seen(page) == NAMES


def test_the_address_keeps_what_is_asked(page: Page, site: Path) -> None:
    show(page, site, "list")
    box(page).fill("zoé")
    page.get_by_role("button", name="physics").click()
    page.wait_for_function("() => location.search.includes('tag=physics')")
    address = page.evaluate("() => location.href")
    page.goto("about:blank")
    page.goto(address)
    assert seen(page) == ["Zoé Straße"]
    assert box(page).input_value() == "zoé"
    assert page.get_by_role("button", name="physics").get_attribute("aria-pressed") == "true"


def test_what_else_an_address_says_is_kept(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'list.html').as_uri()}?lang=a%20b&people=ada&tag=unheard#p")
    assert seen(page) == ["Ada Lovelace"]
    box(page).fill("zo")
    page.wait_for_function("() => location.search.includes('people=zo')")
    asked = page.evaluate("() => [...new URLSearchParams(location.search)]")
    # A tag that has no button here asks for nothing, and is not kept.
    assert asked == [["lang", "a b"], ["people", "zo"]]
    assert page.evaluate("() => location.hash") == "#p"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("() => !location.search.includes('people')")


def test_steps_in_the_history_lead_through_what_was_asked(page: Page, site: Path) -> None:
    show(page, site, "list")
    box(page).fill("ada")
    page.wait_for_function("() => location.search.includes('people=ada')")
    page.evaluate("() => { location.hash = 'p' }")
    box(page).fill("zo")
    page.wait_for_function("() => location.search.includes('people=zo')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('.profile-search input').value == 'ada'")
    assert seen(page) == ["Ada Lovelace"]


def test_who_is_jumped_to_is_shown(page: Page, site: Path) -> None:
    show(page, site, "many")
    box(page).fill("many000")
    assert seen(page) == ["Many000"]
    target = page.locator("[id]", has_text=f"Many{COUNT - 1}").last
    page.evaluate("id => { location.hash = id }", target.get_attribute("id"))
    page.wait_for_function("() => !document.querySelector('.profile-search input').value")
    assert len(seen(page)) == COUNT
    target.wait_for(state="visible")
    page.wait_for_function(IN_THE_WINDOW, arg=target.get_attribute("id"))


def test_all_of_very_many_come_back(page: Page, site: Path) -> None:
    show(page, site, "many")
    box(page).fill("many00")
    assert len(seen(page)) == 10
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.profile-cards > [hidden]')")
    wait_to_hear(page, f"{COUNT} people")
    # A letter more while some are still to come leaves no stranger behind.
    box(page).evaluate(TYPED_AT_ONCE, ["many00", "many", "many01"])
    page.evaluate(TURNS, 50)  # more than it takes until all of very many are there
    assert seen(page) == [f"Many01{number}" for number in range(10)]


def test_the_way_back_leads_to_what_was_asked(page: Page, site: Path) -> None:
    show(page, site, "list")
    box(page).fill("ada")
    page.locator(".profile-index a:visible").click()
    page.wait_for_url("**/people/ada.html")
    page.go_back()
    page.wait_for_function("() => document.querySelector('.profile-search input').value == 'ada'")
    assert seen(page) == ["Ada Lovelace"]


def test_a_group_with_nobody_goes_with_its_heading(page: Page, site: Path) -> None:
    show(page, site, "groups")
    headings = page.locator(".profile-index-group .rubric:visible, .profile-index h2:visible")
    assert len(headings.all()) == 4
    box(page).fill("ada")
    assert [heading.inner_text() for heading in headings.all()] == ["Analyst"]


def test_two_indexes_do_not_disturb_each_other(page: Page, site: Path) -> None:
    show(page, site, "two")
    first, second = (page.get_by_role("searchbox").nth(number) for number in (0, 1))
    first.fill("ada")
    second.fill("zo")
    assert seen(page, ".profile-index:not(#team)") == ["Ada Lovelace"]
    assert seen(page, "#team") == ["Zoé Straße"]
    page.wait_for_function("() => location.search.includes('people-team=zo')")
    page.reload()
    assert seen(page, ".profile-index:not(#team)") == ["Ada Lovelace"]
    assert seen(page, "#team") == ["Zoé Straße"]
    names = [found.get_attribute("aria-label") for found in page.locator("search").all()]
    assert len(set(names)) == 2


def test_without_the_script_the_page_is_complete(page: Page, site: Path) -> None:
    page.route(f"**/{SCRIPT}*", lambda route: route.abort())
    show(page, site, "cards")
    assert seen(page) == NAMES
    assert not page.locator(".profile-search").is_visible()


def test_where_scripts_are_switched_off_there_is_no_trace_of_it(
    chromium: Browser, site: Path
) -> None:
    context = context_of(chromium, java_script_enabled=False)
    page = context.new_page()
    show(page, site, "list")
    search = page.locator(".profile-search")
    assert search.count() == 1
    assert search.bounding_box() is None
    assert page.locator(".p-name:visible").count() == len(NAMES)
    context.close()


def test_nothing_moves_when_the_script_comes(page: Page, site: Path) -> None:
    page.route(f"**/{SCRIPT}*", lambda route: route.abort())
    show(page, site, "list")
    first = page.locator(".profile-list > li").first
    before = first.bounding_box()
    page.unroute(f"**/{SCRIPT}*")
    page.reload()
    assert page.locator(".profile-search").is_visible()
    assert first.bounding_box() == before


def test_paper_shows_whom_the_window_shows(page: Page, site: Path) -> None:
    show(page, site, "list")
    page.emulate_media(media="print")
    assert page.locator(".profile-search").bounding_box() is None
    page.emulate_media(media="screen")
    box(page).fill("ada")
    page.emulate_media(media="print")
    wait_to_hear(page, "1 person")
    assert seen(page) == ["Ada Lovelace"]
    assert page.locator(".profile-search :is(input, button):visible").count() == 0


def test_only_pages_with_a_search_have_the_script(page: Page, site: Path) -> None:
    for name, there in (("cards", 1), ("plain", 0), ("people/ada", 0)):
        show(page, site, name)
        assert page.locator(f"script[src*='{SCRIPT}']").count() == there


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_axe_finds_nothing(page: Page, site: Path, layout: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, site, layout)
    page.get_by_role("button", name="maths").click()
    assert faults(page, ".profile-index") == []
    box(page).fill("")
    for control in page.locator(".profile-search :is(button, [role=status]):visible").all():
        assert control.evaluate(CONTRAST) >= 4.5


def test_a_pressed_button_shows_in_forced_colours(page: Page, site: Path) -> None:
    page.emulate_media(forced_colors="active")
    show(page, site, "list")
    button = page.get_by_role("button", name="maths")
    button.press("Space")
    colours = [
        found.evaluate(
            "found => getComputedStyle(found).backgroundColor.match(/\\d+/g).slice(0, 3)"
        )
        for found in (button, page.locator("body"))
    ]
    assert colours[0] != colours[1]  # a tint alone is taken away


def test_every_control_shows_where_the_focus_is(page: Page, site: Path) -> None:
    show(page, site, "list")
    box(page).fill("a")
    box(page).focus()
    ring = (
        "() => getComputedStyle(document.activeElement.closest('button')"
        " ?? document.activeElement.closest('.profile-search-field')).outlineStyle"
    )
    for _ in page.locator(".profile-search :is(input, button):visible").all():
        assert page.evaluate(ring) == "solid"
        page.keyboard.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('.profile-search')")


@pytest.mark.parametrize("width", [320, 1280])
def test_buttons_are_large_enough_and_in_the_window(page: Page, site: Path, width: int) -> None:
    """WCAG 2.5.8 asks for 24 pixels."""
    page.set_viewport_size({"width": width, "height": 800})
    show(page, site, "cards")
    for control in page.locator(".profile-search :is(button:visible, input)").all():
        area = control.bounding_box()
        assert area
        assert min(area["width"], area["height"]) >= 24
        assert area["x"] + area["width"] <= width


class Strict(SimpleHTTPRequestHandler):
    """Serves files under a policy that allows nothing inline."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in a theme without inline scripts, under a strict policy."""
    out = build_site(tmp_path_factory.mktemp("strict"), STRICT, "basic")
    handler = functools.partial(Strict, directory=str(out))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


STRICT = {
    **{name: text for name, text in FILES.items() if name.startswith(("people/", "cards"))},
    "index.md": "# I\n\n```{toctree}\ncards\n```\n",
    "conf.py": FILES["conf.py"].replace("furo", "basic"),
}


def test_it_works_under_a_strict_policy(page: Page, served: str) -> None:
    page.unroute_all()
    page.goto(f"{served}/cards.html")
    box(page).fill("ada")
    assert seen(page) == ["Ada Lovelace"]
    # The theme has styles of its own in the page, which the policy refuses; we have none.
    inline = ":is([style], style, script, [onclick], [oninput])"
    assert page.locator(f".profile-index {inline}").count() == 0
    assert page.locator(f"script[src*='{SCRIPT}']").count() == 1


def test_in_arabic_it_speaks_arabic_and_reads_past_vowels(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = {
        "people/a.md": "---\nlang: ar\ntags: [فلك]\n---\n# مُحَمَّد بن موسى\n\nنص.\n",
        "people/b.md": "---\nlang: ar\n---\n# أحمد\n\nنص.\n",
        "index.md": f"# ناس\n\n{directive(search='', layout='list')}",
        "conf.py": FILES["conf.py"] + 'language = "ar"\n',
    }
    page.set_viewport_size({"width": 360, "height": 800})
    show(page, build_site(tmp_path_factory.mktemp("arabic"), files))
    page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    searched = page.get_by_role("searchbox", name="ابحث عن أشخاص")
    area, tag = searched.bounding_box(), page.get_by_role("button", name="فلك").bounding_box()
    assert area
    assert tag
    assert tag["x"] + tag["width"] <= area["x"]  # at the end of the field, which is on the left
    for typed, expected in (
        ("محمد", ["مُحَمَّد بن موسى"]),
        ("احمد", ["أحمد"]),
        ("مُوسَى", ["مُحَمَّد بن موسى"]),
    ):
        searched.fill(typed)
        assert seen(page) == expected
    wait_to_hear(page, "1 شخص")
