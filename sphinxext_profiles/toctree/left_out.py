"""Toctrees that name pages that are left out, since their notes have no text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import get_language
from docutils.statemachine import StringList
from docutils.utils import new_document
from sphinx.util import docname_join
from sphinx.util.matching import patfilter
from sphinx.util.nodes import explicit_title_re

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import ConfigInited
from sphinxext_profiles.reporting import report

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.directives.other import TocTree


def aware_of_left_out(base: type[TocTree]) -> type[TocTree]:
    """Return a directive that reports pages that are left out, and leaves all others to `base`."""

    class AwareTocTree(base):  # type: ignore[misc,valid-type]  # the base is known at run time only
        def run(self) -> list[nodes.Node]:
            if profile_domain(self.env).left_out:
                _take_out(self)
            return super().run()  # type: ignore[no-any-return]  # as above

    return AwareTocTree


def _take_out(toctree: TocTree) -> None:
    """Take the entries out of a toctree that name pages that are left out, and report them.

    A glob is no mistake: it goes without a word if all that it selects is left out.
    """
    domain = profile_domain(toctree.env)
    content = toctree.content
    kept: list[int] = []
    for number, entry in enumerate(content.data):
        page = _page(toctree, entry)
        if page in domain.left_out:
            domain.record_named(toctree.env.docname, page)
            _report(toctree, domain.left_out[page])
        elif not ("glob" in toctree.options and _selects_left_out_only(toctree, entry)):
            kept.append(number)
    toctree.content = StringList(
        [content.data[number] for number in kept], items=[content.items[number] for number in kept]
    )


def _page(toctree: TocTree, entry: str) -> str:
    """Return the page that an entry names, as Sphinx finds it."""
    explicit = explicit_title_re.match(entry)
    name = explicit[2] if explicit else entry
    suffix = next(filter(name.endswith, toctree.config.source_suffix), "")
    return docname_join(toctree.env.docname, name.removesuffix(suffix))


def _selects_left_out_only(toctree: TocTree, entry: str) -> bool:
    """Return whether an entry is a glob that selects pages that are left out, and no others."""
    own = toctree.env.docname
    glob = docname_join(own, entry)
    others = toctree.env.found_docs - {own}
    return bool(patfilter(profile_domain(toctree.env).left_out, glob)) and not patfilter(
        others, glob
    )


def _report(toctree: TocTree, path: str) -> None:
    message = (
        f"{toctree.name}: {path} is not a page, since it has no text and `profiles_pages` is"
        ' "with-text"; take it out of the toctree, or give it a text'
    )
    report(Problem(ProblemCode.PAGE_LEFT_OUT, message), location=toctree.get_location())


def watch_toctrees(app: Sphinx, config: Config) -> None:
    """Have toctrees report pages that are left out, in a project that leaves any out."""
    if ProfilesConfig.from_sphinx(config).pages == "with-text":
        english = cast("Any", get_language("en"))  # of directives, which the type is not
        registered, _ = directives.directive("toctree", english, new_document(""))
        aware = aware_of_left_out(cast("type[TocTree]", registered))
        app.add_directive("toctree", aware, override=True)


def setup_left_out(app: Sphinx) -> None:
    """Watch toctrees once every extension has registered its own directives."""
    app.connect("config-inited", watch_toctrees, priority=ConfigInited.WATCH_TOCTREES)
