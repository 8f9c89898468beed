"""Which list each citation of a page leads to, what the lists contain, and the links back."""

from __future__ import annotations

from collections import Counter
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
from sphinxext_profiles.project.data import Listed
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform
from sphinxext_profiles.rendering.citations import Target, leaders, write_citation
from sphinxext_profiles.rendering.references import (
    ReferenceOptions,
    render_reference,
    render_references,
)
from sphinxext_profiles.reporting import report
from sphinxext_profiles.toctree.branches import around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.project.data import Branch


class ResolveCitations(SphinxTransform):
    """Fill the reference lists of a page, and link citations and references to each other.

    A citation leads to the nearest list after it that has its note, else to the first such list
    on the page; a list that some outputs lack is only for citations that they lack too. If there
    is none, the project may want a list at the end of the page; otherwise
    `linking` finds a target when all pages are read.
    """

    default_priority = Transform.RESOLVE_CITATIONS

    def apply(self) -> None:
        """Resolve the citations of a page that shows something of ours."""
        self.domain = profile_domain(self.env)
        if self.env.docname not in self.domain.shown:
            return
        config = ProfilesConfig.from_sphinx(self.config)
        self.style = config.citation_style
        ours = list(self.document.findall(_is_ours))
        self.settle_notes(ours)
        lists = [node for node in ours if isinstance(node, profile_references) and node["notes"]]
        homes = _homes([node for node in ours if not _is_empty(node)])
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

    def language_of(self, path: str) -> str:
        """Return the language of a note: the page's if it states none."""
        return self.profile(path).lang or self.domain.language_of(self.env.docname)

    def settle_notes(self, ours: list[nodes.Node]) -> None:
        """Give the lists that name no note the notes that the page cites.

        On a note's own page these are the note, and the notes that have no other list there. A
        list that stays empty is removed.
        """
        cited = dict.fromkeys(node["note"] for node in ours if isinstance(node, profile_citation))
        lists = [node for node in ours if isinstance(node, profile_references)]
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
        """Add a list of what these citations cite at the end of the page, as a section."""
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
        """Give a list its entries, and the citations that lead to it their targets."""
        profiles = [self.profile(path) for path in home["notes"]]
        cited = [Origin(node["note"], number) for node in citations for number, _ in node["marks"]]
        entries: dict[Origin, profile_reference] = {}
        names: dict[Origin, str] = {}
        for entry in merge_references(profiles, cited or None):
            if entry.used or home["unused"]:
                site_lang = self.language_of(entry.origins[0].note)
                node = render_reference(entry, home, site_lang, locale_dirs(self.env))
                give_id(self.document, node, f"{home['prefix']}-ref-{entry.number}")
                node["origins"] = entry.origins
                home.append(node)
                entries |= dict.fromkeys(entry.origins, node)
                names |= dict.fromkeys(entry.origins, short_name(entry.site, entry.address))
        always = set(around(home))
        for citation in citations:
            origins = [Origin(citation["note"], number) for number, _ in citation["marks"]]
            anchors = self.connect(
                citation,
                home,
                [entries[origin] for origin in origins],
                [names[origin] for origin in origins],
            )
            if branches := tuple(set(around(citation)) - always):
                home["docname"] = self.env.docname
                self.domain.record_branches(self.env.docname, dict.fromkeys(anchors, branches))
        for node in cast("list[profile_reference]", home.children):
            letter(node, node["backlinks"], home["label_lang"], locale_dirs(self.env))

    def connect(
        self,
        citation: profile_citation,
        home: profile_references,
        entries: list[profile_reference],
        names: list[str],
    ) -> list[str]:
        """Link a citation to entries, and the entries back to it; return its anchors."""
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
            # Only this citation can have added the same link to the entry before.
            if anchors[-1] not in entry["backlinks"][-len(places) :]:
                entry["backlinks"].append(anchors[-1])
        lang = self.language_of(citation["note"])
        write_citation(citation, style, targets, anchors, lang)
        return anchors

    def record_lists(self, lists: list[profile_references]) -> None:
        """Record where references are listed, for citations on other pages."""
        by_note: dict[str, list[dict[int, Listed]]] = {}
        for home in lists:
            places: dict[str, dict[int, Listed]] = {}
            for entry in cast("list[profile_reference]", home.children):
                listed = Listed(entry["ids"][0], entry["number"])
                for origin in entry.attributes.pop("origins"):
                    places.setdefault(origin.note, {}).setdefault(origin.number, listed)
            for note, entries in places.items():
                by_note.setdefault(note, []).append(entries)
        if by_note:
            self.domain.record_lists(self.env.docname, by_note)


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, (profile_citation, profile_references))


def _is_empty(node: nodes.Node) -> bool:
    return isinstance(node, profile_references) and not node["notes"]


def _homes(
    ours: list[nodes.Node],
) -> list[tuple[profile_citation, profile_references | None]]:
    """Return each citation of the page, in order, with the list that it leads to."""
    lists: dict[str, list[tuple[profile_references, set[Branch]]]] = {}
    """Those of a note, the last one of the page first."""
    for node in reversed(ours):
        if isinstance(node, profile_references):
            for note in node["notes"]:
                lists.setdefault(note, []).append((node, set(around(node))))
    following: Counter[str] = Counter()
    pairs: list[tuple[profile_citation, profile_references | None]] = []
    for node in reversed(ours):
        if isinstance(node, profile_references):
            following.update(node["notes"])
        elif isinstance(node, profile_citation) and (own := lists.get(node["note"])):
            after = following[node["note"]]
            fitting = _fitting(node, [*own[:after][::-1], *own[after:][::-1]])
            pairs.append((node, fitting))
        elif isinstance(node, profile_citation):
            pairs.append((node, None))
    return pairs[::-1]


def _fitting(
    citation: profile_citation, lists: Iterable[tuple[profile_references, set[Branch]]]
) -> profile_references | None:
    """Return the first of some lists that is there in every output that has the citation."""
    for home, branches in lists:
        if not branches or branches <= set(around(citation)):
            return home
    return None


def letter(
    entry: profile_reference, anchors: list[str], lang: str, locale_dirs: tuple[str, ...]
) -> None:
    """Give an entry its links back to these anchors, each with a letter and an accessible name."""
    entry["backlinks"] = [
        (
            anchor,
            letters if len(anchors) > 1 else "",
            text(
                Label.BACK_TO_CITATION,
                lang,
                locale_dirs,
                number=number,
                total=len(anchors),
                reference=entry["number"],
            ),
        )
        for number, (anchor, letters) in enumerate(zip(anchors, _letters(), strict=False), 1)
    ]


def _letters() -> Iterator[str]:
    """Yield a to z, then aa, ab, and so on."""
    for length in count(1):
        for index in range(26**length):
            yield "".join(
                ascii_lowercase[index // 26**place % 26] for place in reversed(range(length))
            )
