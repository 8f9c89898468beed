"""What the domain keeps, and how it takes over what other processes read."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from sample import ADA, NOTE
from sites import PIXEL, Build, Site

from sphinxext_profiles.project.data import StoredNote
from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from sphinxext_profiles.project.store import ProfileStore

FILES = {
    "people/ada.md": ADA,
    "people/shen-kuo.hant.md": NOTE,
    "people/images/a.png": PIXEL,
    "index.md": "# I\n\n```{profile-index}\n```\n\n{profile:person}`ada`\n",
    "card.md": "# Card\n\n```{profile-card} ada\n```\n",
}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


@pytest.fixture
def site(build: Build) -> Site:
    return build(FILES, **SETTINGS)


def store(site: Site) -> ProfileStore:
    return profile_domain(site.app.env)


def test_what_another_process_read_of_its_pages_is_taken_over(site: Site) -> None:
    kept = store(site)
    before = copy.deepcopy(kept.data)
    for docname in ("index", "card"):
        kept.clear_doc(docname)
    assert "index" not in kept.data["indexes"]
    other = copy.deepcopy(before)
    other["shown"]["people/ada"] = {"people/nobody.md"}
    kept.merge_domaindata({"index", "card"}, other)
    assert kept.data == before


def test_a_page_of_another_process_knows_its_own_note_best(site: Site) -> None:
    kept = store(site)
    other = copy.deepcopy(kept.data)
    for path, note in other["notes"].items():
        other["notes"][path] = note._replace(digest="newer")
    kept.merge_domaindata({"people/ada"}, other)
    assert kept.notes["people/ada.md"].digest == "newer"
    assert kept.notes["people/shen-kuo.hant.md"].digest != "newer"


@pytest.mark.parametrize("whole_first", [True, False])
def test_of_two_readings_the_deeper_one_is_kept(site: Site, *, whole_first: bool) -> None:
    kept = store(site)
    other = copy.deepcopy(kept.data)
    path = "people/shen-kuo.hant.md"
    shallow = (other if whole_first else kept.data)["notes"]
    shallow[path] = shallow[path]._replace(packed_whole=b"")
    kept.merge_domaindata({"card"}, other)
    assert kept.notes[path].profile.references


def test_a_note_that_only_another_process_read(site: Site) -> None:
    kept = store(site)
    other = copy.deepcopy(kept.data)
    del kept.notes["people/ada.md"]
    kept.merge_domaindata({"card"}, other)
    assert isinstance(kept.notes["people/ada.md"], StoredNote)
    assert kept.library.get("ada").name == "Ada Lovelace"
