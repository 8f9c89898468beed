"""The dialog that shows the images of a gallery, as Chromium shows it."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from browsing import build_site, show
from image_server import PictureServer, Reply
from sites import PIXEL

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

IMAGES = """
![The portrait](images/d.png)

![The loom](images/a.png "The loom")

![The *engine*](images/b.png)

![A page](images/c.png "A page of notes")
"""
FILES = {
    # At the head of a page stands the first image, in its gallery the others.
    "index.md": "# People\n\n```{profile-gallery} ada\n:captions: alt\n```\n\n"
    "```{profile-gallery} one\n```\n",
    "people/ada.md": f"# Ada Lovelace\n{IMAGES}\nText.\n",
    "people/khwarizmi.md": f"---\nlang: ar\n---\n# الخوارزمي\n{IMAGES}\nنص.\n",
    "people/one.md": "# One\n\n![A face](images/a.png)\n\nText.\n",
    "people/none.md": "# None\n\n![Far](https://example.org/a.jpg)\n\nText.\n",
    **{f"people/images/{name}.png": PIXEL for name in "abcd"},
}
SCRIPT = "sphinxext-profiles-gallery.js"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with galleries of three images, of one, and of a remote one."""
    return build_site(tmp_path_factory.mktemp("gallery"), FILES)


def viewer(page: Page) -> Locator:
    return page.locator("dialog.profile-viewer[open]")


def thumbnail(page: Page, number: int) -> Locator:
    return page.locator("a.profile-image").nth(number - 1)


def shown(page: Page) -> tuple[str, str]:
    """Return the alt text of the image in the dialog, and the position that is said."""
    image = viewer(page).locator("img")
    return image.get_attribute("alt") or "", viewer(page).get_by_role("status").inner_text()


def focused(page: Page) -> str:
    script = "() => (document.activeElement.querySelector('img') || document.activeElement).id"
    return page.evaluate(script)


def test_the_keyboard_alone_goes_through_a_gallery(page: Page, site: Path) -> None:
    show(page, site, "people/ada")
    thumbnail(page, 1).focus()
    page.keyboard.press("Enter")
    viewer(page).wait_for()
    assert page.get_by_role("dialog", name="Images of Ada Lovelace").count() == 1
    assert shown(page) == ("The loom", "Image 1 of 3")
    for key, expected in (
        ("ArrowRight", ("The engine", "Image 2 of 3")),
        ("End", ("A page", "Image 3 of 3")),
        ("ArrowRight", ("A page", "Image 3 of 3")),
        ("Home", ("The loom", "Image 1 of 3")),
        ("ArrowRight", ("The engine", "Image 2 of 3")),
    ):
        page.keyboard.press(key)
        assert shown(page) == expected
    page.keyboard.press("Escape")
    viewer(page).wait_for(state="detached")
    page.wait_for_function("() => document.activeElement.matches('a.profile-image')")
    assert focused(page) == "ada-image-2"


def test_the_tabulator_stays_in_the_dialog_and_its_buttons_work(page: Page, site: Path) -> None:
    show(page, site, "people/ada")
    thumbnail(page, 2).click()
    names = []
    for _ in range(4):
        names.append(page.evaluate("() => document.activeElement.ariaLabel"))
        page.keyboard.press("Tab")
    assert {"Close", "Previous image", "Next image"} <= set(names)
    page.get_by_role("button", name="Next image").focus()
    page.keyboard.press("Enter")
    assert shown(page) == ("A page", "Image 3 of 3")
    # The button has nothing more to do, and the keyboard goes on working.
    assert page.get_by_role("button", name="Next image").is_disabled()
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ("The engine", "Image 2 of 3")
    page.get_by_role("button", name="Close").click()
    page.wait_for_function("() => document.activeElement.matches('a.profile-image')")
    assert focused(page) == "ada-image-2"


def test_captions_come_along(page: Page, site: Path) -> None:
    show(page, site, "people/ada")
    thumbnail(page, 1).click()
    caption = viewer(page).locator("figcaption")
    assert caption.inner_text() == "The loom"
    page.keyboard.press("ArrowRight")
    assert not caption.is_visible()


def test_a_click_beside_the_image_closes(page: Page, site: Path) -> None:
    show(page, site, "people/ada")
    thumbnail(page, 1).click()
    page.mouse.click(40, 400)
    assert viewer(page).count() == 0


def test_a_click_with_a_key_held_is_the_browsers(page: Page, site: Path) -> None:
    show(page, site, "people/ada")
    thumbnail(page, 1).click(modifiers=["Control"])
    assert viewer(page).count() == 0


def test_an_image_has_an_address(page: Page, site: Path) -> None:
    page.goto((site / "people/ada.html").as_uri() + "#ada-image-2")
    assert shown(page) == ("The engine", "Image 2 of 3")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => location.hash") == "#ada-image-3"
    page.keyboard.press("Escape")
    page.wait_for_function("() => location.hash == ''")  # `close` is told after the closing
    page.evaluate("() => { location.hash = '#ada-image-1' }")
    viewer(page).wait_for()
    assert shown(page) == ("The loom", "Image 1 of 3")


def test_arrows_are_mirrored_in_arabic(page: Page, site: Path) -> None:
    show(page, site, "people/khwarizmi")
    thumbnail(page, 1).click()
    assert viewer(page).get_attribute("lang") == "ar"
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ("The engine", "الصورة 2 من 3")
    following = page.get_by_role("button", name="الصورة التالية").bounding_box()
    previous = page.get_by_role("button", name="الصورة السابقة").bounding_box()
    assert following
    assert previous
    assert following["x"] < previous["x"]


def test_a_finger_swipes(page: Page, site: Path) -> None:
    show(page, site, "people/ada")
    thumbnail(page, 1).click()
    swipe(page, (400, 300), (200, 310))
    assert shown(page)[1] == "Image 2 of 3"
    swipe(page, (400, 300), (380, 300))
    assert shown(page)[1] == "Image 2 of 3"
    swipe(page, (200, 300), (400, 310))
    assert shown(page)[1] == "Image 1 of 3"
    swipe(page, (200, 400), (210, 200))
    assert shown(page)[1] == "Image 1 of 3"
    swipe(page, (200, 200), (210, 400))
    viewer(page).wait_for(state="detached")
    page.wait_for_function("() => document.activeElement.matches('a.profile-image')")
    assert focused(page) == "ada-image-1"


def swipe(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Draw a finger across the screen, as Chromium emulates it."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", start)
    for step in range(1, 11):
        touch("touchMove", tuple(a + (b - a) * step / 10 for a, b in zip(start, end, strict=True)))
    touch("touchEnd")
    session.detach()


def test_a_small_image_keeps_its_size_and_nothing_covers_the_button(page: Page, site: Path) -> None:
    """Themes put a filter on images in the dark, which makes each a layer of its own."""
    show(page, site, "people/ada")
    page.add_style_tag(content="img { filter: brightness(0.8) }")
    large = "<svg xmlns='http://www.w3.org/2000/svg' width='4000' height='2560'/>"
    for size, source in ((1, ""), (0, f"data:image/svg+xml,{large}")):
        if source:
            thumbnail(page, 1).evaluate("(link, source) => { link.href = source }", source)
        thumbnail(page, 1).click()
        image = viewer(page).locator("img")
        image.evaluate("image => image.decode()")
        box = image.bounding_box()
        assert box
        assert not size or box["width"] == box["height"] == size
        at_button = """button => {
          const {x, y, width, height} = button.getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + height / 2) === button;
        }"""
        assert page.get_by_role("button", name="Close").evaluate(at_button)
        page.keyboard.press("Escape")


def test_galleries_of_one_page_stay_apart(page: Page, site: Path) -> None:
    show(page, site)
    thumbnail(page, 5).click()
    assert viewer(page).locator("img").get_attribute("alt") == "A face"
    assert viewer(page).get_by_role("status").count() == 0
    assert not viewer(page).get_by_role("button", name="Next image").is_visible()
    page.keyboard.press("Escape")
    thumbnail(page, 4).click()
    assert shown(page) == ("A page", "Image 4 of 4")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_image_and_the_buttons_are_in_the_window(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    show(page, site, "people/ada")
    page.locator(".profile-image img").first.evaluate(
        "image => { image.closest('a').href = `data:image/svg+xml,"
        "<svg xmlns='http://www.w3.org/2000/svg' width='4000' height='3000'/>` }"
    )
    thumbnail(page, 1).click()
    viewer(page).locator("img").evaluate("image => image.decode()")
    for part in ("img", "button:visible", "figcaption"):
        for found in viewer(page).locator(part).all():
            box = found.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 640


def test_without_the_script_the_link_is_the_image(page: Page, site: Path) -> None:
    page.route(f"**/{SCRIPT}*", lambda route: route.abort())
    show(page, site, "people/ada")
    thumbnail(page, 2).click()
    assert page.url.endswith("/b.png")


def test_only_pages_with_a_gallery_have_the_script(page: Page, site: Path) -> None:
    for name, there in (("people/ada", 1), ("search", 0)):
        show(page, site, name)
        assert page.locator(f"script[src*='{SCRIPT}']").count() == there


class Strict(SimpleHTTPRequestHandler):
    """Serves files under a policy that allows nothing inline, and images from this machine."""

    def end_headers(self) -> None:
        policy = "default-src 'self'; img-src 'self' http://127.0.0.1:*"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_remote_image_is_loaded_without_a_referrer(
    page: Page, tmp_path: Path, server: PictureServer
) -> None:
    """Nor do the dialog and what it loads ahead say which page it is."""
    names = ("a.png", "b.png", "c.png", "d.png")
    large = [f"{name}?large" for name in names]
    server.replies |= {name: Reply(PIXEL) for name in (*names, *large)}
    note = "\n\n".join(f"![Image {name[0]}]({server.address(name)})" for name in names)
    files = {"index.md": "# People\n", "people/ada.md": f"# Ada\n\n{note}\n\nText.\n"}
    out = build_site(tmp_path, files, "basic", "profiles_remote_images = ['127.0.0.1']\n")
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.unroute_all()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(out))) as pages:
        threading.Thread(target=pages.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{pages.server_port}/people/ada.html")
        # What the browser has already it would not ask for again.
        links = "document.querySelectorAll('a.profile-image')"
        page.evaluate(f"() => {links}.forEach(link => link.href += '?large')")
        thumbnail(page, 1).click()
        viewer(page).wait_for()
        page.keyboard.press("ArrowRight")
        assert shown(page) == ("Image c", "Image 2 of 3")
        page.wait_for_function("() => document.querySelector('dialog img').naturalWidth")
        assert page.evaluate("() => location.hash") == "#ada-image-2"
        pages.shutdown()
    assert {path for path, _, _ in server.asked} == {*names, *large[1:]}
    assert not any("Referer" in headers for _, headers, _ in server.asked)
    assert not any("img-src" in fault for fault in faults)
