"""What is taken for an image, by its bytes, and what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from image_server import bomb, svg
from pictures import plain, saved
from PIL import Image

from sphinxext_profiles.fetch.inspection import Inspected, NotAnImageError, inspect

Inspect = Callable[..., Inspected]


@pytest.fixture(params=[True, False], ids=["Pillow", "no Pillow"])
def look(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Inspect:
    """Inspection with Pillow, and as if it were not installed."""

    def run(content: bytes, *, svg: bool = True) -> Inspected:
        with monkeypatch.context() as patched:
            if not request.param:
                patched.setitem(sys.modules, "PIL", None)
            return inspect(content, svg=svg)

    return run


def fault(content: bytes, look: Inspect = inspect, *, allowed: bool = True) -> str:
    with pytest.raises(NotAnImageError) as found:
        look(content, svg=allowed)
    return str(found.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF"])
def test_kinds(kind: str, look: Inspect) -> None:
    seen = look(saved(plain(8, 6), kind), svg=False)
    assert (seen.mime, seen.width, seen.height) == (f"image/{kind.lower()}", 8, 6)


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "I;16", "RGBA", "P"])
def test_unusual_pixels(mode: str) -> None:
    image = plain(8, 6).convert(mode) if mode != "I;16" else Image.new(mode, (8, 6))
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert inspect(saved(image, kind), svg=False).width == 8


def test_an_animation(look: Inspect) -> None:
    frames = [plain(8, 6, colour) for colour in ("red", "blue")]
    content = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    assert look(content).mime == "image/webp"


def test_a_turned_image_and_its_maker(look: Inspect) -> None:
    data = Image.Exif()
    data[0x0112] = 6  # turned by a quarter
    data[0x013B] = "Ada\x00 \n  Lovelace"
    content = saved(plain(8, 6), "JPEG", exif=data)
    seen = look(content)
    assert (seen.width, seen.height) == (6, 8)
    assert inspect(content, svg=False).credit == "Ada Lovelace"


def test_the_copyright_stands_for_an_unnamed_maker() -> None:
    data = Image.Exif()
    data[0x8298] = "(c) " + "x" * 500
    credit = inspect(saved(plain(8, 6), "JPEG", exif=data), svg=False).credit
    assert len(credit) == 200
    assert credit.startswith("(c) x")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"Just some words.", "is not an image"),
        (b"<!DOCTYPE html><html><svg></svg>", "is a web page, not an image"),
        (b"\n <html lang=en>", "is a web page, not an image"),
        (b"%PDF-1.7", "is not an image"),
        (b"\x89PNG\r\n\x1a\n", "is damaged: it has no size"),
        (bomb(60_000, 60_000), "has 60000 × 60000 pixels, which are too many"),
    ],
)
def test_what_is_no_image(content: bytes, told: str, look: Inspect) -> None:
    assert fault(content, look) == told


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_half_an_image_is_found_out(kind: str) -> None:
    image = Image.effect_noise((64, 64), 80).convert("RGB")
    content = saved(image, kind)
    assert fault(content[: len(content) // 2]).startswith("is damaged")
    assert fault(bomb(64, 64)).startswith("is damaged")
    assert fault(content[:20])


def test_a_long_strip_is_an_image() -> None:
    assert inspect(saved(plain(60_000, 2)), svg=False).width == 60_000


# SVG


def test_svg_has_to_be_allowed(look: Inspect) -> None:
    assert fault(svg(), look, allowed=False).startswith("is an SVG, which the setting")
    seen = look(svg())
    assert (seen.mime, seen.width, seen.height) == ("image/svg+xml", 8, 6)


@pytest.mark.parametrize(
    "inside",
    [
        "<a href='#here'><circle id='here' r='4' fill='url(#g)' style='stroke:url( \"#g\" )'/></a>",
        "<image xlink:href='data:image/png;base64,iVBORw0KGgo='/>",
        "<style>circle { fill: red } path { fill: url('#g') }</style>",
        "<animate attributeName='r' from='1' to='4' values='1;4'/>",
        "<metadata><x:RDF xmlns:x='urn:x' x:about=''/></metadata><title>on top</title>",
    ],
)
def test_harmless_svg(inside: str) -> None:
    assert inspect(svg(inside), svg=True).mime == "image/svg+xml"


def test_a_plain_doctype_is_harmless() -> None:
    before = (
        "<?xml version='1.0' encoding='utf-8'?><!-- made by hand -->"
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/svg11.dtd'>"
    )
    assert inspect(svg(before=before), svg=True).width == 8


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", "has a <script> in it"),
        ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", "has a <script> in it"),
        ("<foreignObject/>", "has a <foreignObject> in it"),
        ("<circle onclick='x()'/>", "has the event handler onclick"),
        ("<a href='javascript:x()'/>", "refers to javascript:x()"),
        ("<a xlink:href=' https://x.org'/>", "refers to https://x.org"),
        ("<use href='other.svg#a'/>", "refers to other.svg#a"),
        ("<image href='data:image/svg+xml;base64,x'/>", "refers to data:image/svg+xml;base64,x"),
        ("<circle fill='url(https://x.org/a)'/>", "has 'url(https://x.org/a)' in a style"),
        ("<g style='background:URL( \"//x.org\")'/>", "has 'URL( \"//x.org\")' in a style"),
        ("<style>@import 'https://x.org'</style>", "has \"@import 'https://x.org'\" in a style"),
        ("<style>a{b:u<!-- -->rl(//x)}</style>", "has 'url(//x)}' in a style"),
        ("<g style='b:\\75rl(//x)'/>", "has '\\\\75rl(//x)' in a style"),
        ("<set attributeName='href' to='javascript:x()'/>", "animates href"),
        ("<animate attributeName='xlink:href' values='a'/>", "animates xlink:href"),
        ("<set attributeName='onclick' to='x()'/>", "animates onclick"),
        ("<?xml-stylesheet href='//x'?>", "has the processing instruction 'xml-stylesheet'"),
        ("<circle>", "is no well-formed SVG: mismatched tag: line 1, column "),
        ("&whatever;", "is no well-formed SVG: undefined entity: line 1, column "),
    ],
)
def test_harmful_svg(inside: str, told: str) -> None:
    assert fault(svg(inside)).startswith(told)


@pytest.mark.parametrize(
    "entity", ['a "ha"', 'a SYSTEM "file:///etc/passwd"', '% a SYSTEM "http://127.0.0.1/x"']
)
def test_entities_are_refused_where_they_are_declared(entity: str) -> None:
    before = f"<!DOCTYPE svg [<!ENTITY {entity}>]>"
    assert fault(svg(before=before)) == "declares the entity 'a'"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("width='30.4px' height=' 20 '", (30, 20)),
        ("width='3cm' height='2cm' viewBox='0 0 300,200'", (300, 200)),
        ("viewBox='0 0 0.4 1'", (1, 1)),
        ("width='30'", (None, None)),
        ("width='100%' height='100%' viewBox='0 0 3'", (None, None)),
        ("", (None, None)),
    ],
)
def test_sizes_of_svg(attributes: str, size: tuple[int | None, int | None]) -> None:
    seen = inspect(f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>".encode(), svg=True)
    assert (seen.width, seen.height) == size


def test_an_svg_that_is_none() -> None:
    assert fault(b"<svg xmlns='urn:other'/>") == "is no SVG"
    unknown = b"<?xml version='1.0' encoding='klingon'?><svg/>"
    assert fault(unknown).startswith("is no well-formed SVG")
