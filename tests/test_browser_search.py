"""The search in an index, and the names of faces, as Chromium shows them."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from browsing import build_site, faults, show

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SCRIPT = "sphinxext-profiles-search.js"
LAYOUTS = ("cards", "list", "table", "faces")
PEOPLE = {
    "ada": ("Ada Lovelace", "tags: [maths, computing]\nheadline: Analyst"),
    "emile": ("Émile Łukasiewicz", "tags: [physics]\nheadline: Opticien"),
    "zoe": ("Zoé Straße", "tags: [maths, physics]\naffiliation: CERN"),
    "shen": ("沈括", "lang: zh-Hant\ntags: [maths]\nheadline: 北宋科學家"),
}
LONG = "Person with a long name "
NAMES = [name for name, _ in PEOPLE.values()]


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
    "rtl.md": f"# P\n\n{directive(layout='faces')}",
    "index.md": "# I\n\n```{toctree}\ncards\nlist\ntable\nfaces\ngroups\ntwo\nplain\nrtl\n"
    "people/ada\npeople/emile\npeople/shen\npeople/zoe\n```\n",
    **{
        f"crowd/p{n}.md": f"---\nsort_name: {n:02}\n---\n# {LONG * (n % 3)}Jo {n}\n\nT.\n"
        for n in range(40)
    },
    "crowd/index.md": f"# Crowd\n\n{directive(layout='faces', notes='*')}",
    "conf.py": 'extensions = ["myst_parser", "sphinxext_profiles"]\n'
    'profiles_notes = ["people/*", "crowd/*"]\nsuppress_warnings = ["toc.not_included"]\n'
    'html_theme = "furo"\n',
}
for layout in (*LAYOUTS, "groups", "two", "plain", "rtl"):
    FILES[f"{layout}.md"] = FILES[f"{layout}.md"].replace(
        "```{profile-index}", "```{profile-index}\n:notes: people/*"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("search"), FILES)


def box(page: Page, number: int = 0) -> Locator:
    return page.get_by_role("searchbox", name="Search people").nth(number)


def seen(page: Page, within: str = ".profile-index") -> list[str]:
    """Return the names of the people who are shown."""
    found = page.locator(f"{within} .p-name, {within} .profile-face-name")
    return [
        name.text_content() or ""
        for name in found.all()
        if name.evaluate("name => name.closest('li, tr').checkVisibility()")
    ]


def told(page: Page) -> str:
    page.wait_for_timeout(450)  # what is said waits until nothing more is typed
    return page.get_by_role("status").first.inner_text()


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


def test_it_says_how_many_are_shown(page: Page, site: Path) -> None:
    show(page, site, "list")
    assert told(page) == "Shown: 4 of 4"
    box(page).fill("maths")
    assert told(page) == "Shown: 3 of 4"
    box(page).fill("xyzzy")
    assert told(page) == "Nobody found"


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
    out = build_site(tmp_path_factory.mktemp("strict"), FILES | {"conf.py": STRICT}, "basic")
    handler = functools.partial(Strict, directory=str(out))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


STRICT = FILES["conf.py"].replace("furo", "basic")


def test_it_works_under_a_strict_policy(page: Page, served: str) -> None:
    page.unroute_all()
    page.goto(f"{served}/cards.html")
    box(page).fill("ada")
    assert seen(page) == ["Ada Lovelace"]
    # The theme has styles of its own in the page, which the policy refuses; we have none.
    inline = ":is([style], style, script, [onclick], [oninput])"
    assert page.locator(f".profile-index {inline}").count() == 0
    assert page.locator(f"script[src*='{SCRIPT}']").count() == 1


# The names of faces


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_name_of_every_face_can_be_read(
    page: Page, site: Path, width: int, direction: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, site, "crowd/index")
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    photos = [photo.bounding_box() for photo in page.locator(".profile-face").all()]
    for face in page.locator(".profile-face").all():
        face.hover()
        name = face.locator(".profile-face-name")
        area, photo = name.bounding_box(), face.bounding_box()
        assert area
        assert photo
        assert area["height"] >= 16
        assert area["x"] >= 0
        assert area["x"] + area["width"] <= width
        # Between its own row and the next one.
        assert area["y"] >= photo["y"] + photo["height"] - 1
        below = [other for other in photos if other and other["y"] > photo["y"] + 1]
        assert all(area["y"] + area["height"] <= other["y"] + 1 for other in below)
        # Near its face, where the block leaves room.
        assert area["x"] <= photo["x"] + photo["width"]
        assert area["x"] + area["width"] >= photo["x"]
