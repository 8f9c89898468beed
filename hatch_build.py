"""What a wheel has instead of some files of the checkout: the stylesheet and scripts, minified."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import rjsmin
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_COMMENT = re.compile(_STRING + r"|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(_STRING + r"|\s*([{};,])\s*|([(:])\s+|\s+(\))|(\s+)")


def smaller_css(text: str) -> str:
    """Return a stylesheet without comments, and without spaces that say nothing.

    rcssmin also takes the space from `.a :is(.b)` inside `@container`, which changes what it means.
    """

    def space(match: re.Match[str]) -> str:
        return "".join(group or "" for group in match.groups()[:4]) or " "

    text = _SPACE.sub(space, _COMMENT.sub(lambda match: match[1] or "", text))
    return text.replace(";}", "}").strip()


MINIFY = {"style/*.css": smaller_css, "static/*.js": rjsmin.jsmin}
"""What makes the files of HTML smaller, by where they are."""


class MinifyHook(BuildHookInterface):
    """Put minified files under the names of the originals; an editable install uses those."""

    folder: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Minify the files into a folder of their own, from which the builder takes them."""
        if version == "editable":
            return
        self.folder = Path(tempfile.mkdtemp())
        html = Path(self.root, "sphinxext_profiles/outputs/html")
        for pattern, minify in MINIFY.items():
            for file in sorted(html.glob(pattern)):
                small = self.folder / file.name
                small.write_text(minify(file.read_text("utf-8")) + "\n", "utf-8")
                name = file.relative_to(self.root).as_posix()
                build_data["force_include"][str(small)] = name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # hatchling's names
        """Remove the folder."""
        if self.folder:
            shutil.rmtree(self.folder)
