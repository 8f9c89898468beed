"""The `profile` domain: people as objects of the project, with links, inventory and search.

It is the only store of the extension; what it keeps, and how, is in `store`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from .nodes import profile_name
from .note.problems import Problem, ProblemCode, did_you_mean
from .records import Showing
from .rendering.context import language
from .reporting import in_file, report
from .store import ProfileStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


class ProfileDomain(ProfileStore):
    """People as objects of the project."""

    name = "profile"
    label = "Profile"
    object_types: ClassVar[dict[str, ObjType]] = {"person": ObjType("person", "person")}
    roles: ClassVar[dict[str, Any]] = {
        "person": XRefRole(warn_dangling=True, innernodeclass=nodes.inline)
    }

    def check_consistency(self) -> None:
        """Report notes that have the same key and the same language."""
        for first, second in self.library.duplicates():
            lang = f" and the language {second.lang!r}" if second.lang else ""
            message = f"the key {second.key!r}{lang} is also that of {first.path}"
            location = in_file(self.env.srcdir / second.path)
            report(Problem(ProblemCode.KEY_DUPLICATE, message), location=location)

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002  # Sphinx passes it by position
        fromdocname: str,
        builder: Builder,
        typ: str,  # noqa: ARG002  # the domain has one type of object
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link to where a person is at home."""
        profile = self.library.get(target, node.get("lang") or self.language_of(fromdocname))
        home = self.home(profile) if profile else None
        if (
            profile is None
            or home is None
            or (node.get("whole") and home.showing is not Showing.WHOLE)
        ):
            return None
        if not node.get("refexplicit", True):
            spoken = language(profile.lang, self.language_of(fromdocname))
            contnode = profile_name("", profile.name, **spoken)
        link = make_refnode(builder, fromdocname, home.docname, home.anchor, contnode)
        link["classes"] += node["classes"]
        return link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Link to a person from the `any` role and from Markdown's `[](#key)`."""
        found = self.resolve_xref(env, fromdocname, builder, "person", target, node, contnode)
        return [("profile:person", found)] if found is not None else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every person that is at home somewhere, for the inventory and the search."""
        for key in sorted(self.library.keys()):
            profile = self.library.get(key)
            home = self.home(profile) if profile else None
            if profile and home:
                yield (key, profile.name, "person", home.docname, home.anchor, 1)


def profile_domain(env: BuildEnvironment) -> ProfileDomain:
    """Return the domain of an environment, with its type."""
    return cast("ProfileDomain", env.get_domain(ProfileDomain.name))


def warn_unknown(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Name the near keys when a link goes to a person that there is not."""
    if domain is None or domain.name != ProfileDomain.name:
        return None
    key = node["reftarget"]
    hint = did_you_mean(profile_domain(app.env).library.near(key))
    message = f"no note has the key {key!r}, or it is shown nowhere{hint}"
    report(Problem(ProblemCode.KEY_UNKNOWN, message), location=node)
    return True


def setup_domain(app: Sphinx) -> None:
    """Register the domain with Sphinx."""
    app.add_domain(ProfileDomain)
    app.connect("warn-missing-reference", warn_unknown)
