"""The images of a note, and alt texts that say nothing."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinxext_profiles.addresses.cleaning import image_source
from sphinxext_profiles.addresses.credits import credit_in_title
from sphinxext_profiles.model import Image
from sphinxext_profiles.words.vocabulary import SAYS_NOTHING

from .fences import directive_name, directive_parts

if TYPE_CHECKING:
    from markdown_it.token import Token

_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)$")
_DIRECTIVES = frozenset({"figure", "image"})
_OPTIONS = frozenset(
    {"align", "alt", "class", "figclass", "figwidth", "height", "lang", "loading", "scale", "width"}
)
_MARKUP = re.compile(r"[\[\]*_`{}<>$|]")
_CAMERA = re.compile(r"^(?:img|image|dsc[fn]?|pxl|photo|screenshot|screen shot)[\W\d_]*$")


def read_image(token: Token, tracking: frozenset[str]) -> Image | None:
    """Return the image of a token, None if its address is missing or unsafe.

    Its alt text is the author's; see `says_nothing` for whether it is worth keeping.
    """
    source = image_source(str(token.attrs.get("src", "")), tracking)
    if not source:
        return None
    title = str(token.attrs.get("title", ""))
    return Image(source, alt=alt_text(token), title=title, credit=credit_in_title(title))


def directive_image(token: Token, tracking: frozenset[str]) -> Image | None:
    """Return the image that a directive is, `{figure}` or `{image}`, None if it is more than that.

    It is more if its caption has links, citations or a second paragraph, or if it has a name or a
    link of its own: these would be lost in a gallery.
    """
    if directive_name(token) not in _DIRECTIVES:
        return None
    options, content = directive_parts(token)
    caption = " ".join(content.split())
    if not options.keys() <= _OPTIONS or _MARKUP.search(caption) or "\n\n" in content.strip():
        return None
    source = image_source(token.info.partition("}")[2].strip(), tracking)
    if not source:
        return None
    return Image(source, alt=options.get("alt", ""), title=caption, credit=credit_in_title(caption))


def alt_text(token: Token) -> str:
    """Return the text between an image's brackets, without markup and templates."""
    pieces = (
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or ()
        if child.type != "template"
    )
    return " ".join("".join(pieces).split())


def says_nothing(alt: str, source: str) -> bool:
    """Return whether an alt text says no more than that there is an image.

    It is empty, a word such as "image" in some language, perhaps numbered, or a file name (WCAG
    2.2, failure F30).
    """
    folded = unicodedata.normalize("NFKC", alt).casefold().strip()
    if _FILE_NAME.search(folded) or _CAMERA.match(folded):
        return True
    bare = "".join(letter if unicodedata.category(letter)[0] in "LM" else " " for letter in folded)
    words = " ".join(bare.split())
    if not words or words in SAYS_NOTHING:
        return True
    stem = unquote(PurePosixPath(source.partition("?")[0]).stem).casefold()
    return folded == stem and re.search(r"[\d_-]", stem) is not None
