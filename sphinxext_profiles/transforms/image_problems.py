"""Problems with images: reported once per build, not for each place that shows the image."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Resolved, Updated
from sphinxext_profiles.reporting import in_file, report

from .images import use_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.project.domain import ProfileDomain


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


class Absent:
    """The remote images that a book or a PDF can't show, for one build."""

    def __init__(self) -> None:
        self.reported: set[str] = set()

    def report(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Report those on the pages of a doctree: a LaTeX or Texinfo document has many pages."""
        if use_of(app.builder) not in ("book", "paper"):
            return
        domain = profile_domain(app.env)
        files = doctree.findall(addnodes.start_of_file)
        for page in dict.fromkeys([docname, *(file["docname"] for file in files)]):
            for address in sorted(domain.unfetched.get(page, {})):
                if address not in self.reported:
                    self.reported.add(address)
                    path, line = _first(domain, address)
                    message = (
                        f"the image {address!r} is missing from the {app.builder.name} output,"
                        " since no build uses the network; 'sphinx-profiles fetch' downloads it"
                    )
                    _report(app.env, path, Problem(ProblemCode.IMAGE_REMOTE, message, line))


def _first(domain: ProfileDomain, address: str) -> tuple[str, int]:
    """Return the first place in the notes that has an image, whichever page shows it."""
    pages = domain.unfetched.values()
    return min(places[address] for places in pages if address in places)


def _report(env: BuildEnvironment, path: str, problem: Problem) -> None:
    report(problem, location=in_file(Path(env.srcdir, path), problem.line))


def setup_image_problems(app: Sphinx) -> None:
    """Report when all pages are read, and when the content of an output is known."""
    app.connect("env-updated", report_faults, priority=Updated.REPORT_FAULTS)
    app.connect("doctree-resolved", Absent().report, priority=Resolved.REPORT_ABSENT)
