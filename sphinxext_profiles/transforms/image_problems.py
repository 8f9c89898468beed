"""Problems with images: reported once per build, not for each place that shows the image."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.note.gallery import remote_photo
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.image_copies import copies_of
from sphinxext_profiles.project.order import Updated
from sphinxext_profiles.reporting import in_file, inform, report

from .images import use_of

if TYPE_CHECKING:
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
    that its author wants.
    """
    use = use_of(app.builder)
    if use is None or copies_of(env).problem:
        return  # whether there are copies is not known then
    images: dict[str, tuple[bool, str, int]] = {}
    for places in profile_domain(env).unfetched.values():
        for address, place in places.items():
            images[address] = min(place, images.get(address, place))
    for address, (in_text, path, line) in sorted(images.items(), key=lambda image: image[1]):
        if not in_text:
            _report(env, path, remote_photo(address, line))
    entries = profile_domain(env).entries
    of_texts = [path for in_text, path, _ in images.values() if in_text]
    count = sum(path in entries for path in of_texts)
    for number, one, several in (
        (len(of_texts) - count, "1 image of a note is", "images of notes are"),
        (count, "1 image of people files is", "images of people files are"),
    ):
        if number:
            words = one if number == 1 else f"{number} {several}"
            inform(f"{words} remote: {REMOTE[use]}; 'sphinx-profiles fetch' downloads them")


def _report(env: BuildEnvironment, path: str, problem: Problem) -> None:
    file, line = profile_domain(env).place_of(path, problem.line)
    report(problem, location=in_file(Path(env.srcdir, file), line))


def setup_image_problems(app: Sphinx) -> None:
    """Report when all pages are read."""
    app.connect("env-updated", report_faults, priority=Updated.REPORT_FAULTS)
    app.connect("env-updated", report_remote, priority=Updated.REPORT_REMOTE)
