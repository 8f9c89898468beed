"""What is taken for an image, by its bytes, and what is not."""

from __future__ import annotations

import base64
import contextlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from image_server import bomb, svg
from pictures import plain, saved
from PIL import Image
from trespass import REACHING, XHTML_DOCTYPE, reaching

from sphinxext_profiles.fetch.inspection import Inspected, NotAnImageError, inspect

if TYPE_CHECKING:
    from pathlib import Path

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
        (bomb(60_000, 60_000), "has 60000 × 60000 pixels, which is too many"),
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
    assert fault(svg(), look, allowed=False).startswith("is an SVG, which is refused")
    seen = look(svg())
    assert (seen.mime, seen.width, seen.height) == ("image/svg+xml", 8, 6)


PIXELS = base64.b64encode(saved(plain(8, 6))).decode()
EDITORS = (
    "xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' "
    "xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' "
    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    "xmlns:cc='http://creativecommons.org/ns#' xmlns:dc='http://purl.org/dc/elements/1.1/'"
)
INKSCAPE = f"""<g {EDITORS}>
<sodipodi:namedview id='base' pagecolor='#ffffff' inkscape:zoom='1' showgrid='false'>
<inkscape:grid type='xygrid' id='grid1'/></sodipodi:namedview>
<metadata><rdf:RDF><cc:Work rdf:about=''><dc:format>image/svg+xml</dc:format>
<dc:type rdf:resource='http://purl.org/dc/dcmitype/StillImage'/></cc:Work></rdf:RDF></metadata>
<g inkscape:label='Layer 1' inkscape:groupmode='layer' id='layer1'><path sodipodi:nodetypes='cc'
style='fill:none;stroke:#000;-inkscape-stroke:none' d='M 0,0 8,6' inkscape:connector-curvature='0'/>
</g></g>"""
ILLUSTRATOR = """<style type="text/css">
	.st0{clip-path:url(#SVGID_2_);fill:#FFFFFF;} /* "quoted' */
	.st1{font-family:'MyriadPro-Regular';fill:url(#grad);}
	@media print { .st0 > .st1:not(.x), text{ opacity: calc(1 / 2) } }
</style><defs><rect id="SVGID_1_" width="8" height="6"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
<linearGradient id="grad" gradientUnits="userSpaceOnUse"><stop offset="0" style="stop-color:#FFF"/>
</linearGradient><g id="Layer_1" data-name="Layer 1" xml:space="preserve" enable-background="new">
<text class="st0 st1" transform="matrix(1 0 0 1 0 0)" aria-label="It's (one)">It's (1)
</text></g>"""
HARMLESS = [
    "<a href='#here'><circle id='here' r='4' fill='url(#g)' style='stroke:url( \"#g\" )'/></a>",
    f"<image xlink:href='data:image/png;base64,{PIXELS}'/>",
    f"<style>rect{{fill:url(data:image/png;base64,{PIXELS})}}</style>",
    "<style>circle { fill: red } path { fill: url('#g') }</style>",
    "<style><![CDATA[ .a > .b { fill: #fff } ]]></style>",
    "<style>@keyframes a { from { opacity: 0 } } /* no end</style>",
    "<animate attributeName='r' from='1' to='4' values='1;4'/>",
    "<title>on top</title><desc>It's url(x) @import \\</desc><text>url(//x)</text>",
    INKSCAPE,
    ILLUSTRATOR,
    (
        "<filter id='f'><feGaussianBlur stdDeviation='2' in='SourceGraphic'/></filter>"
        "<g filter='url(#f)'><rect width='8'/></g>"
    ),
    "<marker id='m'><path d='M0 0 1 1'/></marker>"
    + "<path d='M0 0 1 1 2 2' marker-end='url(#m)'/>" * 100,
    "<g id='i'><path d='M0 0 1 1'/></g>" + "<use href='#i'/>" * 1000,
]


@pytest.mark.parametrize("inside", HARMLESS)
def test_harmless_svg(inside: str) -> None:
    assert inspect(svg(inside), svg=True).mime == "image/svg+xml"


XHTML = "xmlns:h='http://www.w3.org/1999/xhtml'"
LOADING = "which could load something"
HARMFUL = [
    ("<script>alert(1)</script>", "has a <script> in it"),
    ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", "has a <script> in it"),
    ("<foreignObject/>", "has a <foreignObject> in it"),
    ("<SCRIPT/>", "has a <SCRIPT> in it"),
    ("<circle onclick='x()'/>", "has the event handler onclick"),
    ("<a href='javascript:x()'/>", "refers to 'javascript:x()'"),
    ("<a xlink:href=' https://x.org'/>", "refers to 'https://x.org'"),
    ("<a href='#a' ping='//x'/>", "has the attribute 'ping' at <a>"),
    ("<use href='other.svg#a'/>", "refers to 'other.svg#a'"),
    ("<image href='//x.org/a.png'/>", "refers to '//x.org/a.png'"),
    ("<filter><feImage href='//x.org/a.png'/></filter>", "refers to '//x.org/a.png'"),
    ("<textPath href='//x.org/a.svg#a'/>", "refers to '//x.org/a.svg#a'"),
    ("<pattern xlink:href='//x.org/a.svg#a'/>", "refers to '//x.org/a.svg#a'"),
    ("<image href='data:image/svg+xml;base64,x'/>", "refers to 'data:image/svg+xml;base64,x'"),
    ("<image href='data:image/png;base64,iVBORw0KGgo='/>", "holds image data that are damaged"),
    ("<image href='data:image/png;base64,PGh0bWw+'/>", "holds image data that are damaged"),
    ("<g xml:base='//x.org/'/>", "has the attribute 'base'"),
    # Elements of XHTML, which load though nobody sees them
    (f"<h:img {XHTML} srcset='//x.org/a 1x'/>", "has a <img> in it"),
    (f"<h:table {XHTML} background='//x.org/a'/>", "has a <table> in it"),
    (f"<metadata><h:img {XHTML} src='//x.org/a'/></metadata>", "has a <img> in it"),
    (
        (
            f"<metadata><r:RDF {EDITORS.replace('xmlns:rdf', 'xmlns:r')}><h:img {XHTML} "
            "src='//x.org/a'/></r:RDF></metadata>"
        ),
        "has a <img> in it",
    ),
    (
        "<image h:srcset='//x' xmlns:h='http://www.w3.org/1999/xhtml'/>",
        "has the attribute 'srcset'",
    ),
    ("<image srcset='//x'/>", "has the attribute 'srcset'"),
    ("<x:RDF xmlns:x='urn:x'/>", "has a <RDF> in it"),
    ("<math xmlns='http://www.w3.org/1998/Math/MathML' href='//x'/>", "has a <math> in it"),
    (f"<sodipodi:namedview {EDITORS} style='background:url(//x)'/>", "has the attribute 'style'"),
    (f"<dc:a {EDITORS} xlink:href='//x'/>", "has the attribute 'href' at <a>"),
    (f"<dc:a {EDITORS}><rect/></dc:a>", "has a <rect> among an editor's own data"),
    # Styles
    ("<circle fill='url(https://x.org/a)'/>", "refers to 'https://x.org/a'"),
    ("<g style='background:URL( \"//x.org\")'/>", "refers to '//x.org'"),
    ("<g style='background:url()'/>", "refers to ''"),
    ("<style>@import 'https://x.org'</style>", f"has '@import' in a style, {LOADING}"),
    ("<style>@im<style>x</style>port '//x'</style>", "has an element in a <style>"),
    ("<style>@im<g/>port '//x'</style>", "has an element in a <style>"),
    ("<style>@IMPORT/**/url(//x)</style>", "refers to '//x'"),
    ("<style>@font-face{src:local(x)}</style>", "has 'local()' in a style"),
    ("<style>@namespace '//x';</style>", "has '@namespace' in a style"),
    ("<style>\\69 mport '//x'</style>", "has a backslash in a style"),
    ("<style>@\\69 mport '//x'</style>", "has a backslash in a style"),
    ("<style>a{b:u<!-- -->rl(//x)}</style>", "refers to '//x'"),
    ("<style>a{b:u<![CDATA[rl(//x)]]>}</style>", "refers to '//x'"),
    ("<g style='b:\\75rl(//x)'/>", "has a backslash in a style"),
    ("<g style='b:image-set(\"//x\" 1x)'/>", f"has 'image-set()' in a style, {LOADING}"),
    ("<g style='b:-webkit-image-set(\"//x\" 1x)'/>", "has '-webkit-image-set()' in a style"),
    ("<g style='b:src(\"//x\")'/>", "has 'src()' in a style"),
    ("<g style='b:cross-fade(\"//x\",red)'/>", "has 'cross-fade()' in a style"),
    ("<g style='b:image(\"//x\")'/>", "has 'image()' in a style"),
    ("<g style='b:paint(x)'/>", "has 'paint()' in a style"),
    ("<g style='b:attr(data-x url)' data-x='//x'/>", "has 'attr()' in a style"),
    ('<g style=\'b:"/*";c:url(//x);d:"*/"\'/>', "refers to '//x'"),
    ("<g style='b:/*\"*/url(//x)/*\"*/'/>", "refers to '//x'"),
    ("<g style='b:\"&#10;url(//x)\"'/>", "refers to '//x'"),
    ("<g style='b:\"'/>", "has a comment or a text in a style that doesn't end"),
    ("<g style='b:url(//x'/>", "has 'url()' in a style"),
    ("<g style='b:url(\"#a\" //x)'/>", "has 'url()' in a style"),
    ("<g cursor='url(//x.cur), auto'/>", "refers to '//x.cur'"),
    ("<g mask='url(x.svg#a)'/>", "refers to 'x.svg#a'"),
    # Animations
    ("<set attributeName='href' to='javascript:x()'/>", "animates 'href'"),
    ("<animate attributeName='xlink:href' values='a'/>", "animates 'xlink:href'"),
    ("<set attributeName='onclick' to='x()'/>", "animates 'onclick'"),
    ("<set attributeName='fill' to='x()'/>", "has 'x()' in a style"),
    ("<set attributeName='style' to='x'/>", "animates 'style'"),
    ("<set attributeName='fill' to='url(//x)'/>", "refers to '//x'"),
    ("<set attributeName='fill' to='url(#x)'/>", "has an animation that changes a reference"),
    # The file
    ("<?xml-stylesheet href='//x'?>", "has the processing instruction 'xml-stylesheet'"),
    ("<circle>", "is not a well-formed SVG: mismatched tag: line 1, column "),
    ("&whatever;", "is not a well-formed SVG: undefined entity: line 1, column "),
    ("<g>" * 200 + "</g>" * 200, "has elements inside each other in more than 100 levels"),
    ("<g/>" * 60_000, "has more than 50,000 elements"),
    ("<desc>" + "x" * 10_000_001 + "</desc>", "is an SVG of more than 10 MB"),
    ("<g p-id='1'/>", "has the attribute 'p-id' at <g>, which SVG lacks: save it as plain SVG"),
    ("<g onx&#10;='1'/>".replace("&#10;", ""), "has the event handler onx"),
]


@pytest.mark.parametrize(("inside", "told"), HARMFUL)
def test_harmful_svg(inside: str, told: str) -> None:
    message = fault(svg(inside))
    assert message.startswith(told)
    assert len(message) <= 300
    assert message.isprintable()


def test_what_a_message_quotes_is_harmless_itself() -> None:
    told = fault(svg("<a href='x&#10;::error file=x::&#x9b;31m&#x2028;" + "x" * 5000 + "'/>"))
    assert told.startswith(r"refers to 'x\n::error file=x::\x9b31m\u2028xxx")
    assert len(told) <= 300


def levels(count: int, line: str) -> str:
    """Return definitions, each of which stands for ten of the one before."""
    return "<g id='l0'><rect width='1' height='1'/></g>" + "".join(
        line.format(this=f"l{number + 1}", before=f"l{number}") for number in range(count)
    )


BOMBS = [
    levels(6, "<g id='{this}'>" + "<use href='#{before}'/>" * 10 + "</g>"),
    levels(6, "<symbol id='{this}'>" + "<use xlink:href='#{before}'/>" * 10 + "</symbol>"),
    levels(6, "<pattern id='{this}'>" + "<rect fill='url(#{before})'/>" * 10 + "</pattern>")
    + "<rect fill='url(#l6)'/>",
    levels(6, "<pattern id='{this}'><g fill='url(#{before})'>" + "<rect/>" * 10 + "</g></pattern>")
    + "<rect fill='url(#l6)'/>",
    levels(6, "<mask id='{this}'>" + "<rect style='mask:url(#{before})'/>" * 10 + "</mask>")
    + "<rect mask='url(#l6)'/>",
    levels(6, "<clipPath id='{this}'>" + "<rect clip-path='url(#{before})'/>" * 10 + "</clipPath>")
    + "<rect clip-path='url(#l6)'/>",
    levels(6, "<filter id='{this}'>" + "<feImage href='#{before}'/>" * 10 + "</filter>")
    + "<rect filter='url(#l6)'/>",
    levels(
        6,
        "<style>.{this}{{mask:url(#{before})}}</style><mask id='{this}'>"
        + "<rect class='{this}'/>" * 10
        + "</mask>",
    )
    + "<rect mask='url(#l6)'/>",
    levels(
        6,
        "<style>[class={this}]{{mask:url(#{before})}}</style><mask id='{this}'>"
        + "<rect class='{this}'/>" * 10
        + "</mask>",
    ),
    "<marker id='m'><path d='"
    + "M0 0 1 1" * 100
    + "'/></marker><marker id='n'><path d='"
    + "M0 0 1 1" * 400
    + "' marker-mid='url(#m)'/></marker><path d='"
    + "M0 0 1 1" * 400
    + "' style='marker:url(#n)'/>",
    "<g id='a'><use href='#a'/></g>",
    "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
    levels(20, "<g id='{this}'><use href='#{before}'/></g>"),
    "<rect fill='url(#a)'/>" * 2000 + "<g id='a'/>" * 2000,
]


@pytest.mark.parametrize("inside", BOMBS)
def test_what_would_keep_a_browser_drawing(inside: str) -> None:
    told = fault(svg(inside))
    assert "draw more than 100,000 elements" in told or "refer" in told


def test_variables_cannot_stand_for_references() -> None:
    told = fault(svg("<style>svg{--a:url(#l1)}</style><rect style='fill:var(--a)'/>"))
    assert told == "has a reference in the variable '--a' of a style"


@pytest.mark.parametrize(
    "text",
    [
        *("/*" * 400_000, "url(" * 300_000, "url(" + " " * 900_000, "a" * 900_000, "-" * 900_000),
        *("a{b:url(#a)}" * 80_000, "'" * 900_001, '"a\n' * 300_000, "@" * 900_000),
    ],
)
def test_styles_that_take_long_to_read(text: str) -> None:
    """Each is read in well under a second; with a rule that goes back it would be minutes."""
    with contextlib.suppress(NotAnImageError):
        inspect(svg(f"<style>{text}</style><g id='a'/>"), svg=True)


def test_too_many_pixels_in_one_svg() -> None:
    large = base64.b64encode(bomb(9000, 9000)).decode()
    assert inspect(svg(f"<image href='data:image/png;base64,{large}'/>"), svg=True).width == 8
    told = fault(svg(f"<image href='data:image/png;base64,{large}'/>" * 2))
    assert told == "holds images of more than 89 million pixels together"


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "ha">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;]>',
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/svg11.dtd'>",
        "<!DOCTYPE svg>",
        XHTML_DOCTYPE,
    ],
)
def test_no_document_type(before: str) -> None:
    content = svg("<style>&commat;import url&lpar;&sol;&sol;x)</style>", before=before)
    assert fault(content) == "has a DOCTYPE, which SVG does not need: remove it"


@pytest.mark.browser
def test_svg_that_passes_loads_nothing_and_what_is_refused_would(page, tmp_path: Path) -> None:
    """Opened by itself, as from a link to the full image, where a browser lets an SVG do most."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for number, inside in enumerate(HARMLESS):
        content = svg(inside)
        assert inspect(content, svg=True)
        file = tmp_path / f"{number}.svg"
        file.write_bytes(content)
        asked.clear()
        page.goto(file.as_uri(), wait_until="load")
        assert page.evaluate("document.documentElement.localName") == "svg"
        assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
    loading = []
    for number, inside in enumerate(REACHING):
        content = reaching(inside)
        assert fault(content)
        file = tmp_path / f"reaching-{number}.svg"
        file.write_bytes(content)
        asked.clear()
        with page.expect_request("http*://x.test/**", timeout=30_000):
            page.goto(file.as_uri())
        loading.append(inside)
    assert loading == REACHING


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
    assert fault(b"<svg xmlns='urn:other'/>") == "is not an SVG"
    unknown = b"<?xml version='1.0' encoding='klingon'?><svg/>"
    assert fault(unknown).startswith("is not a well-formed SVG")
