"""Links to pages that are left out: they lead to where the person is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import ConfigInited, Transform
from sphinxext_profiles.project.outdated import page_named

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinxext_profiles.project.domain import ProfileDomain


class LeadToPeople(SphinxPostTransform):
    """Turn links to the pages of notes without a text into links to their people."""

    default_priority = Transform.LEAD_TO_PEOPLE

    def run(self, **_kwargs: object) -> None:
        """Turn every such link of the document."""
        domain = profile_domain(self.env)
        for link in self.document.findall(addnodes.pending_xref):
            page = page_named(link, link.get("refdoc", self.env.docname))
            if page in domain.left_out:
                _lead(link, domain, domain.left_out[page])


def lead_to_people(app: Sphinx, config: Config) -> None:
    """Have links turned in a project that leaves pages out."""
    if ProfilesConfig.from_sphinx(config).pages == "with-text":
        app.add_post_transform(LeadToPeople)


def setup_left_out(app: Sphinx) -> None:
    """Turn links once every extension has changed the settings that it changes."""
    app.connect("config-inited", lead_to_people, priority=ConfigInited.WATCH_LINKS)


def _lead(link: addnodes.pending_xref, domain: ProfileDomain, path: str) -> None:
    """Turn a link into one to the person of a note."""
    card = domain.card_of(path)
    link["refdomain"], link["reftype"] = domain.name, "person"
    link["reftarget"], link["lang"] = card.key, card.lang
    link["refwarn"] = True
