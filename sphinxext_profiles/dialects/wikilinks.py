"""Links of wikis and of Obsidian: `[[note]]`, `[[note|words]]`, `![[image.png]]`.

An embedded image is an image. Anything else becomes a token of its own, `wikilink`, whose
content is what readers see; its `meta` has the `target`, and whether it is an `embed` or `in_link`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_LINK = re.compile(
    r"(!?)\[\[(?P<target>[^][|\s](?:[^][|\n]{0,298}[^][|\s])?)(?:\|(?P<words>[^][\n]{0,300}))?\]\]"
    r"(?![(\[:])"
)
"""Edges without space: `[[ -f a ]]` is a shell's. What follows would make it a label."""
_IMAGE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z", re.IGNORECASE)
_SIZE = re.compile(r"\s*\d+(?:x\d+)?\s*")
_SUFFIX = re.compile(r"\.(?:md|markdown)\Z", re.IGNORECASE)


def wikilink(state: StateInline, silent: bool) -> bool:
    """Make a token of a wikilink, and an image of an embedded one.

    Brackets that mean something in Markdown keep their meaning: `[[1]]`, `[[A][1]]`, `[[a]](b)`,
    and `[[a]]` where the note defines `[a]`.
    """
    found = _LINK.match(state.src, state.pos, state.posMax)
    # Asked silently, while a link looks for its end, it would pass for a link of its own.
    if silent or found is None or _is_markdown(state, found["target"]):
        return False
    target, words = found["target"], (found["words"] or "").strip()
    if found[1] and _IMAGE.search(target):
        _push_image(state, target, words)
    else:
        token = state.push("wikilink", "", 0)
        token.content = words or words_of(target)
        token.meta = {"target": target, "embed": bool(found[1]), "in_link": state.linkLevel > 0}
    state.pos = found.end()
    return True


def _is_markdown(state: StateInline, target: str) -> bool:
    """Return whether the inner brackets are a citation, a footnote, a link, or hold an address."""
    if target.startswith("^") or "://" in target or (target.isdigit() and len(target) < 4):
        return True
    return normalizeReference(target) in state.env.get("references", ())


def _push_image(state: StateInline, target: str, words: str) -> None:
    """Add an image; of the words after its name those that are a size are left out."""
    alt = " ".join(word for word in words.split("|") if not _SIZE.fullmatch(word)).strip()
    token = state.push("image", "img", 0)
    token.attrs = {"src": state.md.normalizeLink(target), "alt": ""}
    token.children = [Token("text", "", 0, content=alt)] if alt else []
    token.content = alt


def words_of(target: str) -> str:
    """Return what readers see of a target without words: `people/ada.md#Work` is `ada > Work`."""
    place = target.partition("#")[2]
    heading = "" if place.startswith("^") else place.rpartition("#")[2].strip()
    return " > ".join(filter(None, (note_name(target), heading)))


def note_name(target: str) -> str:
    """Return the name of the note that a target is about: `people/ada.md#Work` is of `ada`."""
    path = target.partition("#")[0].strip().rstrip("/")
    return _SUFFIX.sub("", path.rpartition("/")[2])


def without_wikilinks(text: str) -> str:
    """Return a text that is no Markdown, such as a property in Obsidian, with their words."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda found: (found["words"] or words_of(found["target"])).strip(), text)
