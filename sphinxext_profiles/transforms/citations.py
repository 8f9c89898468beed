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
        for index, node in enumerate(found):
            if isinstance(node, profile_citation):
                home = _home(node["note"], found[index:], lists)
                if home is None:
                    profile = domain.notes[node["note"]].profile
                    sources = {entry.number: entry.address for entry in profile.references}
                    node["targets"] = [("", sources[number]) for number in node["numbers"]]
                else:
                    _connect(node, home)
        for home in lists:
            _letter(home)


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, (profile_citation, profile_references))


def _home(
    note: str, after: list[nodes.Node], lists: list[profile_references]
) -> profile_references | None:
    """Return the list that a citation of a note goes to."""
    here = (node for node in after if isinstance(node, profile_references))
    return next((node for node in (*here, *lists) if node["note"] == note), None)


def _entries(home: profile_references) -> list[profile_reference]:
    return cast("list[profile_reference]", home.children)


def _connect(citation: profile_citation, home: profile_references) -> None:
    """Link the numbers of a citation to their entries, and the entries back."""
    entries = {entry["number"]: entry for entry in _entries(home)}
    citation["targets"] = []
    for number in citation["numbers"]:
        entry = entries[number]
        anchor = f"{home['prefix']}-cite-{number}-{len(entry['backlinks']) + 1}"
        entry["backlinks"].append(anchor)
        citation["targets"].append((anchor, f"#{entry['ids'][0]}"))


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
