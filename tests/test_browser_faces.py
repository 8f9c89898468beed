"""The names of faces, as Chromium shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import pytest
from browsing import build_site, context_of, faults, show

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

LONGEST = "Abū ʿAbdallāh Muḥammad ibn Mūsā al-Khwārizmī of Baghdad and Khwarazm"
NAMES = [
    LONGEST,
    *(f"{'Person with a long name ' * (number % 3)}Jo {number}" for number in range(40)),
]
FILES = {
    **{
        f"people/p{number:02}.md": f"---\nsort_name: '{number:02}'\n---\n# {name}\n\nText.\n"
        for number, name in enumerate(NAMES)
    },
    "index.md": "# Crowd\n\n```{profile-index}\n:layout: faces\n```\n\nAfter the faces.\n",
}


class Box(TypedDict):
    """A rectangle in the window, in pixels."""

    x: float
    y: float
    width: float
    height: float


def box(found: Locator) -> Box:
    area = found.bounding_box()
    assert area
    return Box(**area)


@pytest.fixture(scope="module", params=["furo", "alabaster"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("faces"), FILES, request.param)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_name_is_in_the_window_and_hides_nobody(
    page: Page, site: Path, width: int, direction: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, site)
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    faces = page.locator(".profile-face").all()
    photos = [box(face.locator(".profile-photo")) for face in faces]
    assert len({photo["y"] for photo in photos}) > 1
    for face, photo in zip(faces, photos, strict=True):
        face.hover()
        name = face.locator(".profile-face-name")
        area = box(name)
        assert area["height"] >= 20
        assert area["x"] >= 0
        assert area["x"] + area["width"] <= width
        assert name.evaluate("name => name.scrollWidth <= name.clientWidth")
        # Between its own row and the next one.
        assert area["y"] >= photo["y"] + photo["height"] - 1
        below = [other for other in photos if other["y"] > photo["y"] + 1]
        assert all(area["y"] + area["height"] <= other["y"] + 1 for other in below)
        # Under its face.
        middle = photo["x"] + photo["width"] / 2
        assert area["x"] <= middle <= area["x"] + area["width"]


def test_the_pointer_can_go_to_the_name(page: Page, site: Path) -> None:
    """WCAG 1.4.13: what appears on hover stays while the pointer moves onto it."""
    show(page, site)
    face = page.locator(".profile-face").nth(3)
    face.hover()
    name, photo = box(face.locator(".profile-face-name")), box(face.locator(".profile-photo"))
    across = photo["x"] + photo["width"] / 2
    down = photo["y"] + photo["height"] / 2
    while down < name["y"] + name["height"] - 2:
        page.mouse.move(across, down)
        assert face.evaluate("face => face.matches(':hover')"), down
        down += 1
    assert box(face.locator(".profile-face-name")) == name


def test_the_keyboard_shows_each_name_too(page: Page, site: Path) -> None:
    show(page, site)
    page.locator(".profile-face").nth(4).focus()
    page.keyboard.press("Tab")
    face = page.locator(".profile-face:focus-visible")
    assert face.inner_text().endswith(NAMES[5])
    assert box(face.locator(".profile-face-name"))["height"] >= 20
    others = page.locator(".profile-face:not(:focus-visible) .profile-face-name").all()
    assert all(box(other)["height"] <= 1 for other in others)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_a_name_is_shown(page: Page, site: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, site)
    page.locator(".profile-face").nth(2).hover()
    assert faults(page, ".profile-index") == []


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page on a screen that fingers touch."""
    size = {"width": 360, "height": 800}
    context = context_of(chromium, viewport=size, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_where_no_pointer_rests_the_names_stand_beside_the_faces(
    page: Page, phone: Page, site: Path
) -> None:
    page.emulate_media(media="print")
    for where in (page, phone):
        show(where, site)
        faces = where.locator(".profile-face").all()
        assert len(faces) == len(NAMES)
        for face in faces:
            name, photo = (
                box(face.locator(".profile-face-name")),
                box(face.locator(".profile-photo")),
            )
            assert name["x"] >= photo["x"] + photo["width"]
            assert name["width"] > 10
            assert photo["y"] <= name["y"] + name["height"] / 2 <= photo["y"] + photo["height"]
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
