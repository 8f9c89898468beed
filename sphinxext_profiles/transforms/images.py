"""Which file an output shows for an image.

The main process makes thumbnails between reading and writing: by then it is known how every page
shows its images, and the processes that write pages find the files.
"""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.util.display import status_iterator
from sphinx.util.images import guess_mimetype

from sphinxext_profiles.images.cache import Cache
from sphinxext_profiles.images.formats import FORMATS, look
from sphinxext_profiles.images.properties import recipe
from sphinxext_profiles.images.renditions import Rendition
from sphinxext_profiles.nodes import (
    profile_figure,
    profile_gallery,
    profile_photo,
    profile_picture,
)
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import (
    Finished,
    Outdated,
    Read,
    Resolved,
    Updated,
    WriteStarted,
)
from sphinxext_profiles.reporting import in_file, report

from .remote_images import unshow_remote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.images.frames import Frame
    from sphinxext_profiles.images.renditions import Use

FOLDER = "profile_images"
"""The folder of the thumbnails beside the doctrees, shared by builders with the same use."""

_OURS = re.compile(r"profile-[0-9a-f]{20}\.(?:webp|jpg|png)")
_ACTING = re.compile(r"[\x00-\x1f\\{}%#@^~$&]")
"""What TeX and Texinfo don't read as part of a file name; Sphinx doesn't escape it."""
TEX = {"latex", "texinfo"}
"""The formats that TeX reads."""


def other_recipe(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> set[str]:
    """Return the pages that get other thumbnails because Pillow was added, removed or changed."""
    domain = profile_domain(env)
    return set(domain.pictures) if domain.record_recipe(recipe()) else set()


def record_pictures(app: Sphinx, doctree: nodes.document) -> None:
    """Record how a page shows its images, once Sphinx has looked for the files."""
    domain = profile_domain(app.env)
    for picture in doctree.findall(profile_picture):
        picture["file"] = picture["uri"]
        if picture["frame"]:
            domain.record_picture(app.env.docname, picture["file"], picture["frame"])
        if isinstance(picture.parent, profile_photo):
            domain.record_portrait(app.env.docname, picture["origin"], picture["file"])


class Pictures:
    """The thumbnails of one build."""

    def __init__(self) -> None:
        self.renditions: dict[tuple[str, Frame], Rendition] = {}
        self.folder = Path()
        self._renamed: dict[str, tuple[set[str], str]] = {}
        """What Sphinx keeps of the images that have another name in this output."""

    def make(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Make the thumbnails that the output lacks, and delete those that nothing needs.

        Raises SphinxError if the files can't be written.
        """
        use = use_of(app.builder)
        made_by = recipe()
        if use is None or not made_by:
            return
        from sphinxext_profiles.images.maker import render  # noqa: PLC0415  # needs Pillow

        self.folder = Path(app.doctreedir, FOLDER, use)
        pages = profile_domain(env).pictures.values()
        wanted = {
            (file, frame): (Path(env.srcdir, file), frame)
            for file, frame in sorted(set().union(*pages), key=repr)
        }
        cache = Cache(self.folder, made_by)
        workers = max(1, app.parallel)
        try:
            made = render(wanted.values(), use, cache, workers=workers, follow=_progress)
        except OSError as error:
            message = f"thumbnails could not be written to {str(self.folder)!r}: {error.strerror}"
            raise SphinxError(message) from error
        self.renditions = {shown: made.get(want, Rendition()) for shown, want in wanted.items()}

    @property
    def names(self) -> set[str]:
        """The names of all thumbnails."""
        return set[str]().union(*(rendition.names for rendition in self.renditions.values()))

    def keep_apart(self, _app: Sphinx, builder: Builder) -> None:
        """Rename images of the output that have the name of a thumbnail, or one that TeX obeys.

        Pages without people keep the names that Sphinx gives, unless they share the image.
        """
        images, thumbnails = builder.env.images, self.names
        names = thumbnails | {name for _, name in images.values()}
        obeyed = profile_domain(builder.env).shown.keys() if builder.format in TEX else set()
        for file, (docnames, name) in list(images.items()):
            plain = name if obeyed.isdisjoint(docnames) else _ACTING.sub("_", name)
            if plain != name or name in thumbnails:
                free = (f"own{number}-{plain}" for number in count(1))
                other = next(wanted for wanted in free if wanted not in names)
                names.add(other)
                self._renamed[file] = images[file]
                images[file] = (docnames, other)

    def restore_names(self, app: Sphinx, _exception: Exception | None) -> None:
        """Restore the names: the environment may be used for another build."""
        app.env.images.update(self._renamed)
        self._renamed.clear()

    def choose(self, app: Sphinx, doctree: nodes.document, _docname: str) -> None:
        """Give the images of a page the files of this output; remove those it can't show."""
        use = use_of(app.builder)
        if use != "screen":
            unshow_remote(doctree)
        for picture in list(doctree.findall(profile_picture)):
            if use is None:  # XML, for example, whose readers have no use for these
                picture.attributes.pop("frame", None)
                picture.attributes.pop("origin", None)
                continue
            rendition = self.renditions.get((picture["file"], picture["frame"]), Rendition())
            if rendition.fault:
                message = f"the image {picture['file']!r} {rendition.fault}"
                self._drop(picture, ProblemCode.IMAGE_UNREADABLE, message, app.env)
            elif rendition.name:
                self._place(picture, rendition, app.builder)
            elif use == "paper" and not fits(picture, app):
                message = f"{app.builder.name} can't show images such as {picture['file']!r}"
                self._drop(picture, ProblemCode.IMAGE_FORMAT, message, app.env)

    def _place(self, picture: profile_picture, rendition: Rendition, builder: Builder) -> None:
        """Let a picture show thumbnails, which Sphinx copies to the output."""
        for name in rendition.names:
            builder.images[str(self.folder / name)] = name
        original = picture["file"]
        if rendition.whole:
            picture["original"] = str(self.folder / rendition.whole)
        elif picture["full"] and original in builder.env.images and use_of(builder) == "screen":
            builder.images[original] = builder.env.images[original][1]
            picture["original"] = original
        picture["uri"] = str(self.folder / rendition.name)
        picture["candidates"] = {"*": picture["uri"]}
        picture["px"] = rendition.size
        picture["sources"] = rendition.sources

    def _drop(
        self, picture: profile_picture, code: ProblemCode, message: str, env: BuildEnvironment
    ) -> None:
        """Remove an image that can't be shown, and report it."""
        path, line = picture["origin"]
        report(Problem(code, message, line), location=in_file(Path(env.srcdir, path), line))
        _remove(picture)

    def tidy(self, app: Sphinx, exception: Exception | None) -> None:
        """Remove the thumbnails in the output that no page shows any more."""
        folder = Path(app.outdir, app.builder.imagedir)
        if exception or use_of(app.builder) is None or not folder.is_dir():
            return
        used = self.names | {name for _, name in app.env.images.values()}
        for file in folder.iterdir():
            if _OURS.fullmatch(file.name) and file.name not in used:
                file.unlink()


_PICTURES: WeakKeyDictionary[Sphinx, Pictures] = WeakKeyDictionary()


def shown_file(app: Sphinx, docname: str, file: str) -> tuple[str, tuple[int, int]]:
    """Return the name that the output has for an image on a page, and its width and height.

    Of several thumbnails it is the largest; the size is 0 where the output has the image as it is,
    and the name is empty where it has none. This is known while pages are written, and until the
    names are restored.
    """
    frames = (
        frame for name, frame in profile_domain(app.env).pictures.get(docname, ()) if name == file
    )
    renditions = (_PICTURES[app].renditions.get((file, frame)) for frame in frames)
    best = max(filter(None, renditions), key=lambda one: one.size, default=Rendition())
    kept = app.env.images.get(file)
    return (best.name, best.size) if best.name else (kept[1] if kept else "", (0, 0))


def use_of(builder: Builder) -> Use | None:
    """Return what a builder needs images for, None if it shows none."""
    if builder.format == "html":
        return "book" if getattr(builder, "embedded", False) else "screen"
    return "paper" if builder.supported_image_types else None


def _progress(steps: Iterable[str], number: int) -> Iterable[str]:
    return status_iterator(steps, "making thumbnails... ", "brown", number) if number else steps


def fits(picture: nodes.image, app: Sphinx) -> bool:
    """Return whether an output accepts a file as it is, or as Sphinx has converted it.

    TeX goes by the name of a file, so its content has to be what the name says.
    """
    file = Path(app.srcdir, picture["uri"])
    by_name = guess_mimetype(file)
    kind = look(file).kind
    supported = app.builder.supported_image_types
    return by_name in supported and (not kind or FORMATS[kind].media_type == by_name)


def _remove(picture: profile_picture) -> None:
    """Remove an image, and with it the figure and the gallery that it leaves empty."""
    node: nodes.Element = picture
    around = node.parent
    while isinstance(around, nodes.TextElement) and not isinstance(around, profile_figure):
        around = around.parent  # of a link
    if isinstance(around, profile_figure):
        node = around
        if isinstance(node.parent, profile_gallery) and len(node.parent) == 1:
            node = node.parent
    cast("nodes.Element", node.parent).remove(node)


def setup_images(app: Sphinx) -> None:
    """Connect the making and choosing of files to a build."""
    pictures = _PICTURES[app] = Pictures()
    app.connect("env-get-outdated", other_recipe, priority=Outdated.COMPARE_RECIPE)
    app.connect("doctree-read", record_pictures, priority=Read.RECORD_PICTURES)
    app.connect("env-updated", pictures.make, priority=Updated.MAKE_PICTURES)
    app.connect("write-started", pictures.keep_apart, priority=WriteStarted.KEEP_NAMES_APART)
    app.connect("doctree-resolved", pictures.choose, priority=Resolved.CHOOSE_PICTURES)
    app.connect("build-finished", pictures.tidy, priority=Finished.TIDY_PICTURES)
    app.connect("build-finished", pictures.restore_names, priority=Finished.RESTORE_NAMES)
