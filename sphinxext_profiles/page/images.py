"""The image files that a note may show: those that are there, inside the source folder."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from os.path import isfile, lexists, realpath
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.i18n import get_image_filename_for_language

from sphinxext_profiles.addresses.cleaning import is_safe
from sphinxext_profiles.images.formats import FORMATS, Look, look
from sphinxext_profiles.images.svg import check_svg_file
from sphinxext_profiles.images.svg_styles import UnsafeSvgError
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.rendering.images import remote_node

from .scope import from_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

SUFFIXES = frozenset(f".{suffix}" for entry in FORMATS.values() for suffix in entry.suffixes)
"""How the name of an image ends that a note may show.

Outputs get a file under its own name: one that begins like an image and is called `sphinx.sty`
would be run by TeX, and one that is called `x.html` by a browser.
"""

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
_PIXELS = re.compile(r"(\d{1,5})(?:px)?")


class ImageFile(NamedTuple):
    """An image file of the project."""

    uri: str
    """From the source folder, with a leading `/`."""
    seen: Look


def find_image(
    env: BuildEnvironment, note: str, line: int, source: str, *, trusted: bool
) -> ImageFile | None:
    """Return the file that a path in a note means; where it can't be shown, record the problem.

    `note` is the file that names the image, from the source folder, and `line` the line there. A
    page whose image can't be shown is read again once that has changed.
    """
    uri = from_source(note, source) if is_safe(source) else ""
    found = _look(env, uri, source, line, trusted=trusted)
    if isinstance(found, ImageFile):
        return found
    if uri:
        env.note_dependency(uri.lstrip("/"))
    profile_domain(env).record_fault(env.docname, uri or source, note, found)
    return None


def _look(
    env: BuildEnvironment, uri: str, source: str, line: int, *, trusted: bool
) -> ImageFile | Problem:
    """Return the file at an address from the source folder, or why it can't be shown."""
    if not uri:
        return Problem(ProblemCode.FILE_BLOCKED, f"the image {source!r} is refused", line)
    # Sphinx takes the one for the project's language where there is one.
    local, file = (
        Path(env.srcdir, path.lstrip("/"))
        for path in (get_image_filename_for_language(uri, env), uri)
    )
    file = local if lexists(local) else file
    there = isfile(file)  # noqa: PTH113  # `Path.is_file` raises for names that can't be
    if not there or not realpath(file).startswith(_real_folder(env.srcdir)):
        code, told = ProblemCode.IMAGE_MISSING, f"there is no image {source!r}"
    else:
        seen = look(file)
        fault = seen.fault or ("" if trusted else _fault(file, seen.kind))
        if not fault:
            return ImageFile(uri, seen)
        code = ProblemCode.IMAGE_TOO_LARGE if seen.huge else ProblemCode.IMAGE_UNREADABLE
        told = f"the image {source!r} {fault}"
    return Problem(code, told, line)


def _fault(file: Path, kind: str) -> str:
    """Return why a file that is an image may not be shown all the same, nothing if it may."""
    if PurePosixPath(file.name).suffix.lower() not in SUFFIXES:
        return "is not called like an image"
    if kind == "svg":
        try:
            check_svg_file(file)
        except UnsafeSvgError as error:
            return str(error)
    return ""


@lru_cache(maxsize=8)
def _real_folder(folder: Path) -> str:
    """Return a folder's path without symbolic links, as those inside begin.

    An index asks for thousands of images, all in one folder.
    """
    return realpath(folder).rstrip(os.sep) + os.sep


def remote_image(
    env: BuildEnvironment,
    parent: nodes.Node,
    address: str,
    alt: str,
    words: str,
    options: Mapping[str, str] = NO_OPTIONS,
) -> nodes.Node:
    """Return what is put for a remote image of a text: the image if pages show it, or a link.

    `words` are those of the link; if `parent` is a link already they are left without one. Of the
    `options` of a directive, measures in pixels count.
    """
    if ProfilesConfig.from_sphinx(env.config).shows(address):
        given = {name: _PIXELS.fullmatch(options.get(name, "")) for name in ("width", "height")}
        sizes = {name: match[1] for name, match in given.items() if match}
        return remote_node(address, alt, shown=True, **sizes)
    text = nodes.Text(words)
    linked = isinstance(parent, nodes.reference)
    return text if linked else nodes.reference("", "", text, refuri=address)


def replace_image(image: nodes.image, words: nodes.Node) -> None:
    """Put words in the place of an image."""
    inline = isinstance(image.parent, nodes.TextElement)
    image.parent.replace(image, words if inline else nodes.paragraph("", "", words))


def replace_remote(env: BuildEnvironment, image: nodes.image) -> None:
    """Put in the place of a directive's image what is put for a remote one."""
    uri, alt = image["uri"], image.get("alt", "")
    replace_image(image, remote_image(env, image.parent, uri, alt, alt or uri, image.attributes))
