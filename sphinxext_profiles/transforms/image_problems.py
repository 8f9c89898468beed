"""Problems with images: reported once per build, not for each place that shows the image."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.fetch.lockfile import Failed
from sphinxext_profiles.note.gallery import remote_photo
from sphinxext_profiles.people.accounts import AVATAR, described
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.image_copies import copies_of
from sphinxext_profiles.project.order import Updated
from sphinxext_profiles.reporting import in_file, inform, report

from .images import use_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.problems import Problem, ProblemCode

REMOTE = {
    "screen": "pages link to them",
    "book": "the book lacks them",
    "paper": "the document lacks them",
}
"""What becomes of remote images that have no local copies, by the use of an output."""


def report_faults(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report the images that the pages read in this build could not show, in any process.

    If several notes ask for one image, the report names the first note.
    """
    reported: set[tuple[str, ProblemCode]] = set()
    for image, path, problem in sorted(profile_domain(env).take_faults(), key=_place):
        if (image, problem.code) not in reported:
            reported.add((image, problem.code))
            _report(env, path, problem)


def _place(fault: tuple[str, str, Problem]) -> tuple[str, int, str]:
    image, path, problem = fault
    return (path, problem.line, image)


def report_remote(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each photo that is remote and has no local copy; say how many other images are.

    Whoever names a photo wants it shown. The images of a text are links in HTML, which may be all
    that its author wants, and a page can do without a picture from a people file or an account.
    """
    use = use_of(app.builder)
    copies = copies_of(env)
    if use is None or copies.problem:
        return  # whether there are copies is not known then
    images: dict[str, tuple[bool, str, int]] = {}
    for places in profile_domain(env).unfetched.values():
        for address, place in places.items():
            images[address] = min(place, images.get(address, place))
    failed, avatars, notes, files = _Images(), _Images(), _Images(), _Images()
    for address, (in_text, path, line) in sorted(images.items(), key=lambda image: image[1]):
        entry = copies.entries.get(address)
        if isinstance(entry, Failed):
            failed.append(f"{described(address)} {entry.failed}")
        elif not in_text:
            _report(env, path, remote_photo(address, line))
        elif address.startswith(AVATAR):
            avatars.append(address)
        else:
            (files if path in profile_domain(env).entries else notes).append(address)
    for message in _messages(failed, avatars, notes, files, REMOTE[use]):
        inform(message)


def _messages(
    failed: _Images, avatars: _Images, notes: _Images, files: _Images, shown: str
) -> Iterator[str]:
    """Yield a line for each kind of images that pages do without."""
    for group, one, several in (
        (notes, "1 image of a note is", "images of notes are"),
        (files, "1 image of people files is", "images of people files are"),
    ):
        if group:
            number = group.counted(one, several)
            yield f"{number} remote: {shown}; 'sphinx-profiles fetch' downloads them"
    if avatars:
        yield (
            f"{avatars.counted('1 person has', 'people have')} no photo but an account that may "
            "have one: 'sphinx-profiles fetch' asks for it"
        )
    if failed:
        more = f" (and {len(failed) - 1} more)" if failed[1:] else ""
        yield (
            f"{failed.counted('1 image is', 'images are')} not shown: {failed[0]}{more}; run "
            "'sphinx-profiles fetch' to try again, or save the image in the project"
        )


class _Images(list[str]):
    """Images of which a build says how many there are."""

    def counted(self, one: str, several: str) -> str:
        """Return the words for one image, or the number of images and the words for several."""
        return one if len(self) == 1 else f"{len(self)} {several}"


def _report(env: BuildEnvironment, path: str, problem: Problem) -> None:
    file, line = profile_domain(env).place_of(path, problem.line)
    report(problem, location=in_file(Path(env.srcdir, file), line))


def setup_image_problems(app: Sphinx) -> None:
    """Report when all pages are read."""
    app.connect("env-updated", report_faults, priority=Updated.REPORT_FAULTS)
    app.connect("env-updated", report_remote, priority=Updated.REPORT_REMOTE)
