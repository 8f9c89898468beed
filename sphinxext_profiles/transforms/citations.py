"""Which list each citation of a page goes to, what the lists hold, and the way back."""

from __future__ import annotations

from itertools import count
from string import ascii_lowercase
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import profile_citation, profile_reference, profile_references
from sphinxext_profiles.note.reference_list import Origin, merge_references, short_name
from sphinxext_profiles.page.context import current_page
from sphinxext_profiles.page.scope import give_id, reserve_id
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.config import ProfilesConfig, locale_dirs
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform
from sphinxext_profiles.project.records import Listed
from sphinxext_profiles.rendering.citations import Target, leaders, write_citation
from sphinxext_profiles.rendering.references import (
    ReferenceOptions,
    render_reference,
    render_references,
)
from sphinxext_profiles.reporting import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_profiles.model import Profile


class ResolveCitations(SphinxTransform):
    """Fill the reference lists of a page, and lead citations and references to each other.

    A citation goes to the nearest list after it that holds its note, else to the first on the
    page. Where the page has none, `linking` finds its target when all pages are read, unless the
    project wants a list at the end.
    """

    default_priority = Transform.RESOLVE_CITATIONS

    def apply(self) -> None:
        """Resolve the citations of a page that shows something of ours."""
        self.domain = profile_domain(self.env)
        if self.env.docname not in self.domain.shown:
            return
        config = ProfilesConfig.from_sphinx(self.config)
        self.style = config.citation_style
        found = list(self.document.findall(_is_ours))
        self.settle_notes(found)
        lists = [node for node in found if isinstance(node, profile_references) and node["notes"]]
        homes = _homes([node for node in found if not _is_empty(node)])
        unlisted = [citation for citation, home in homes if home is None]
        if unlisted and config.references_placement == "end":
            lists.append(self.put_at_end(unlisted))
            homes = [(citation, home or lists[-1]) for citation, home in homes]
        for home in lists:
            self.fill(home, [citation for citation, own in homes if own is home])
        self.record_lists(lists)
        for citation, own in homes:
            if own is None:
                citation["docname"] = self.env.docname
        paths = {citation["note"] for citation, own in homes if own is None}
        if paths:
            self.domain.record_unlisted(self.env.docname, paths)

    def profile(self, path: str) -> Profile:
        """Return the profile of a note."""
        return self.domain.notes[path].profile

    def spoken(self, path: str) -> str:
        """Return the language of a note; one that doesn't say it is in the page's."""
        return self.profile(path).lang or self.domain.language_of(self.env.docname)

    def settle_notes(self, found: list[nodes.Node]) -> None:
        """Let the lists without notes of their own hold what the page cites.

        On a note's own page that is the note, and what has no other list there. A list with
        nothing to hold is taken away.
        """
        cited = dict.fromkeys(node["note"] for node in found if isinstance(node, profile_citation))
        lists = [node for node in found if isinstance(node, profile_references)]
        listed = {path for node in lists for path in node["notes"]}
        own = self.domain.pages.get(self.env.docname)
        notes = list(cited)
        if own is not None:
            notes = [own, *(path for path in cited if path not in listed and path != own)]
        notes = [path for path in notes if self.profile(path).references]
        for node in lists:
            node["notes"] = node["notes"] or notes
            if not node["notes"]:
                message = "this page cites nothing, so there is nothing to list"
                report(Problem(ProblemCode.REFERENCES_EMPTY, message), location=node.parent)
                node.parent.parent.remove(node.parent)

    def put_at_end(self, citations: list[profile_citation]) -> profile_references:
        """Put a list of what these citations cite at the end of the page, as a section."""
        paths = dict.fromkeys(citation["note"] for citation in citations)
        lang = self.domain.language_of(self.env.docname)
        sections = [node for node in self.document.children if isinstance(node, nodes.section)]
        page = current_page(self.env, self.document, own_page=bool(sections), lang=lang)
        block = render_references(list(map(self.profile, paths)), ReferenceOptions(), page)
        if block is None:  # pragma: no cover - what is cited is listed
            raise AssertionError
        parent = sections[-1] if sections else self.document
        block.source, block.line = parent.source or self.document["source"], parent.line
        parent.append(block)
        return cast("profile_references", block.children[-1])

    def fill(self, home: profile_references, citations: list[profile_citation]) -> None:
        """Give a list its entries, and the citations that go to it their targets."""
        profiles = [self.profile(path) for path in home["notes"]]
        cited = [Origin(node["note"], number) for node in citations for number, _ in node["marks"]]
        entries: dict[Origin, profile_reference] = {}
        names: dict[Origin, str] = {}
        for entry in merge_references(profiles, cited or None):
            if entry.used or home["unused"]:
                said_in = self.spoken(entry.origins[0].note)
                node = render_reference(entry, home, said_in, locale_dirs(self.env))
                give_id(self.document, node, f"{home['prefix']}-ref-{entry.number}")
                node["origins"] = entry.origins
                home.append(node)
                entries |= dict.fromkeys(entry.origins, node)
                names |= dict.fromkeys(entry.origins, short_name(entry.site, entry.address))
        for citation in citations:
            origins = [Origin(citation["note"], number) for number, _ in citation["marks"]]
            self.connect(
                citation,
                home,
                [entries[origin] for origin in origins],
                [names[origin] for origin in origins],
            )
        _letter(home, locale_dirs(self.env))

    def connect(
        self,
        citation: profile_citation,
        home: profile_references,
        entries: list[profile_reference],
        names: list[str],
    ) -> None:
        """Link a citation to entries, and the entries back to it."""
        style = home["style"] or self.style
        targets = [
            Target(entry["number"], name, f"#{entry['ids'][0]}", listed=True)
            for entry, name in zip(entries, names, strict=True)
        ]
        anchors: list[str] = []
        places = leaders(citation, style, targets)
        for place, (leader, entry) in enumerate(zip(places, entries, strict=True)):
            if leader == place:
                wanted = f"{home['prefix']}-cite-{entry['number']}-{len(entry['backlinks']) + 1}"
                anchors.append(reserve_id(self.document, citation, wanted))
            else:
                anchors.append(anchors[leader])
            # Only this very citation can have led to the entry by the same link.
            if anchors[-1] not in entry["backlinks"][-len(places) :]:
                entry["backlinks"].append(anchors[-1])
        lang = self.spoken(citation["note"])
        write_citation(citation, style, targets, anchors, lang)

    def record_lists(self, lists: list[profile_references]) -> None:
        """Record where references are listed, for citations on other pages."""
        found: dict[str, dict[int, Listed]] = {}
        for home in lists:
            for entry in cast("list[profile_reference]", home.children):
                listed = Listed(entry["ids"][0], entry["number"])
                for origin in entry.attributes.pop("origins"):
                    found.setdefault(origin.note, {}).setdefault(origin.number, listed)
        if found:
            self.domain.record_lists(self.env.docname, found)


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, (profile_citation, profile_references))


def _is_empty(node: nodes.Node) -> bool:
    return isinstance(node, profile_references) and not node["notes"]


def _homes(
    found: list[nodes.Node],
) -> list[tuple[profile_citation, profile_references | None]]:
    """Return the list that each citation goes to, in the order of the page."""
    first: dict[str, profile_references] = {}
    following: dict[str, profile_references] = {}
    for node in reversed(found):
        if isinstance(node, profile_references):
            first |= dict.fromkeys(node["notes"], node)
    pairs: list[tuple[profile_citation, profile_references | None]] = []
    for node in reversed(found):
        if isinstance(node, profile_references):
            following |= dict.fromkeys(node["notes"], node)
        elif isinstance(node, profile_citation):
            note = node["note"]
            pairs.append((node, following.get(note) or first.get(note)))
    return pairs[::-1]


def _letter(home: profile_references, locale_dirs: tuple[str, ...]) -> None:
    """Give each back-link its mark and its accessible name."""
    for entry in cast("list[profile_reference]", home.children):
        anchors: list[str] = entry["backlinks"]
        entry["backlinks"] = [
            (
                anchor,
                letters if len(anchors) > 1 else "",
                text(
                    Label.BACK_TO_CITATION,
                    home["labels"],
                    locale_dirs,
                    number=number,
                    total=len(anchors),
                    reference=entry["number"],
                ),
            )
            for number, (anchor, letters) in enumerate(zip(anchors, _letters(), strict=False), 1)
        ]


def _letters() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    for length in count(1):
        for index in range(26**length):
            yield "".join(
                ascii_lowercase[index // 26**place % 26] for place in reversed(range(length))
            )
