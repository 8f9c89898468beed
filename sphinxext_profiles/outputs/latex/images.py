"""LaTeX of photos and of the images in a gallery."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from sphinxext_profiles.nodes import profile_picture

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.latex import LaTeXTranslator

PLAIN_NAME = re.compile(r"[\w.+-]+", re.ASCII)
"""File names without a character that is special to TeX."""
LONGEST = 40
"""How many times as long as wide an image may be; to crop a longer one would be of no use, and
takes lengths that TeX doesn't have."""


def photo(self: LaTeXTranslator, node: nodes.Element) -> str:
    """Return the portrait of a card, or its initials."""
    shape = next(
        (
            name.removeprefix("profile-photo-")
            for name in node["classes"]
            if name in {"profile-photo-rounded", "profile-photo-square"}
        ),
        "circle",
    )
    for child in node:
        if isinstance(child, profile_picture) and (file := _file(self, child)):
            left, top = child["frame"].focus
            return f"\\sphinxprofilesphoto{{{shape}}}{{{left}}}{{{top}}}{{{file}}}"
    hue = next((name for name in node["classes"] if name.startswith("profile-hue-")), "")
    self.pushbody([])
    cast("nodes.Element", node[0]).walkabout(self)
    letters = "".join(self.popbody())
    colour = hue.replace("profile-hue-", "sphinxprofileshue")
    return f"\\sphinxprofilesinitials{{{shape}}}{{{colour}}}{{{letters}}}"


def picture(self: LaTeXTranslator, node: nodes.Element) -> str:
    """Return an image of a gallery, or its alt text where TeX can't show it."""
    file = _file(self, node)
    if not file:
        return self.encode(node["alt"])
    ratio = node["frame"].ratio
    (left, top), part = node["frame"].focus, f"{ratio[1] / ratio[0]:.4g}" if ratio else ""
    return f"\\sphinxprofilespicture{{{part}}}{{{left}}}{{{top}}}{{{file}}}"


def _file(self: LaTeXTranslator, node: nodes.Element) -> str:
    """Return the name of an image in the output for TeX, empty if it can't be shown.

    If TeX would misread the name, the image is copied under another one.
    """
    if node["uri"] not in self.builder.images or not node["frame"]:
        return ""
    if node["px"] and max(node["px"]) > LONGEST * min(node["px"]):
        return ""
    name = self.builder.images[node["uri"]]
    if not PLAIN_NAME.fullmatch(name):
        name = f"profiles-{sha256(name.encode()).hexdigest()[:16]}{PurePosixPath(name).suffix}"
        # Sphinx copies what is in this mapping; the file may be in it already.
        self.builder.images[f"./{node['uri']}"] = name
    stem, dot, suffix = name.rpartition(".")
    return f"{{{stem}}}{dot}{suffix}"
