"""Which list each citation of a page goes to, and the way back."""

from __future__ import annotations

from itertools import count
from string import ascii_lowercase
from typing import TYPE_CHECKING, cast

from sphinx.transforms import SphinxTransform

from sphinxext_profiles.domain import profile_domain
from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import profile_citation, profile_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from sphinxext_profiles.nodes import profile_reference


class ResolveCitations(SphinxTransform):
    """Give each citation its target, and each reference its back-links.

    A citation goes to the nearest list after it that holds its note, else to the first on the
    page; where the page has none it goes to the source itself.
    """

    # After `Locale` (20), which replaces paragraphs by their translations, and before the
    # document is handed to Sphinx's collectors (880).
    default_priority = 500

    def apply(self) -> None:
        """Resolve the citations of a page that shows a note."""
        domain = profile_domain(self.env)
        if self.env.docname not in domain.shown:
            return
        found = list(self.document.findall(_is_ours))
        lists = [node for node in found if isinstance(node, profile_references)]
        entries = {id(home): {entry["number"]: entry for entry in _entries(home)} for home in lists}
        for citation, home in _homes(found, lists):
            profile = domain.notes[citation["note"]].profile
            sources = {entry.number: entry.address for entry in profile.references}
            listed = entries[id(home)] if home is not None else {}
            citation["targets"] = [
                _connect(home, listed[number])
                if home is not None and number in listed
                else ("", sources[number])
                for number in citation["numbers"]
            ]
        for home in lists:
            _letter(home)


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, (profile_citation, profile_references))


def _homes(
    found: list[nodes.Node], lists: list[profile_references]
) -> list[tuple[profile_citation, profile_references | None]]:
    """Return the list that each citation goes to, in the order of the page."""
    first: dict[str, profile_references] = {}
    for home in reversed(lists):
        first[home["note"]] = home
    pairs: list[tuple[profile_citation, profile_references | None]] = []
    following: dict[str, profile_references] = {}
    for node in reversed(found):
        if isinstance(node, profile_references):
            following[node["note"]] = node
        elif isinstance(node, profile_citation):
            note = node["note"]
            pairs.append((node, following.get(note) or first.get(note)))
    return pairs[::-1]


def _entries(home: profile_references) -> list[profile_reference]:
    return cast("list[profile_reference]", home.children)


def _connect(home: profile_references, entry: profile_reference) -> tuple[str, str]:
    """Link an entry back to a citation, and return the citation's id and where it goes."""
    anchor = f"{home['prefix']}-cite-{entry['number']}-{len(entry['backlinks']) + 1}"
    entry["backlinks"].append(anchor)
    return anchor, f"#{entry['ids'][0]}"


def _letter(home: profile_references) -> None:
    """Give each back-link its mark and its accessible name."""
    for entry in _entries(home):
        anchors: list[str] = entry["backlinks"]
        entry["backlinks"] = [
            (
                anchor,
                letters if len(anchors) > 1 else "",
                text(
                    Label.BACK_TO_CITATION,
                    home["labels"],
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
