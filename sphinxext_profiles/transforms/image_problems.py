"""What is wrong with images: told once a build, not for each place that shows them."""

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
    """Report the images that pages read in this build, in whatever process, could not show.

    Several notes may ask for one image: the first of them is named.
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
    """The remote images that a book or a PDF can't show; one for each build."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def report(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Report those of the pages in a doctree: a document of LaTeX or Texinfo has many."""
        if use_of(app.builder) not in ("book", "paper"):
            return
        domain = profile_domain(app.env)
        files = doctree.findall(addnodes.start_of_file)
        for page in dict.fromkeys([docname, *(file["docname"] for file in files)]):
            for address in sorted(domain.unfetched.get(page, {})):
                if address not in self.told:
                    self.told.add(address)
                    path, line = _first(domain, address)
                    message = (
                        f"the image {address!r} is not in {app.builder.name}, since no build uses"
                        " the network; 'sphinx-profiles fetch' brings it into the project"
                    )
                    _report(app.env, path, Problem(ProblemCode.IMAGE_REMOTE, message, line))


def _first(domain: ProfileDomain, address: str) -> tuple[str, int]:
    """Return the first place where a note has an image, the same whichever page shows it."""
    pages = domain.unfetched.values()
    return min(places[address] for places in pages if address in places)


def _report(env: BuildEnvironment, path: str, problem: Problem) -> None:
    report(problem, location=in_file(Path(env.srcdir, path), problem.line))


def setup_image_problems(app: Sphinx) -> None:
    """Report when all pages are read, and when it is known what is in an output."""
    app.connect("env-updated", report_faults, priority=Updated.REPORT_FAULTS)
    app.connect("doctree-resolved", Absent().report, priority=Resolved.REPORT_ABSENT)
