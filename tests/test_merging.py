"""References of several notes as one list."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.reference_list import MergedReference, Origin, merge_references

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile

ADA = """\
---
lang: en
date: 2025-10-22
---
# Ada

One. ([Engine][7]) Two. ([Both][3])

[9]: https://example.org/unused "Never cited"
[3]: https://example.org/both
[7]: https://example.org/engine?utm_source=x "The engine"
"""
ALAN = """\
---
lang: fr
---
# Alan

Un. ([Les deux][2]) Deux. ([Machine][1]) Un. ([Les deux][2])

[1]: https://example.org/machine "La machine"
[2]: https://example.org/both?utm_medium=y "Les deux"
"""


def note(text: str, path: str) -> Profile:
    return read_profile(text, path).profile


def shown(entries: tuple[MergedReference, ...]) -> list[tuple[int, str]]:
    return [(entry.number, entry.address.rpartition("/")[2]) for entry in entries]


def test_one_note_keeps_its_numbers_and_its_order() -> None:
    listed = merge_references([note(ADA, "ada.md")])
    assert shown(listed) == [(9, "unused"), (3, "both"), (7, "engine")]
    assert [entry.used for entry in listed] == [False, True, True]


def test_notes_without_references_do_not_count() -> None:
    ada, empty = note(ADA, "ada.md"), note("# Bob\n", "bob.md")
    assert merge_references([empty, ada]) == merge_references([ada])
    assert merge_references([empty]) == merge_references([]) == ()


def test_a_note_that_is_given_twice_counts_once() -> None:
    ada = note(ADA, "ada.md")
    assert merge_references([ada, ada]) == merge_references([ada])


def test_several_notes_are_numbered_by_their_first_citations() -> None:
    listed = merge_references([note(ADA, "ada.md"), note(ALAN, "alan.md")])
    assert shown(listed) == [(1, "engine"), (2, "both"), (3, "machine"), (4, "unused")]


def test_the_citations_of_a_page_come_first() -> None:
    page = [Origin("alan.md", 1), Origin("ada.md", 9), Origin("alan.md", 1), Origin("x.md", 1)]
    listed = merge_references([note(ADA, "ada.md"), note(ALAN, "alan.md")], page)
    assert shown(listed) == [(1, "machine"), (2, "unused"), (3, "both"), (4, "engine")]
    assert all(entry.used for entry in listed)


def test_one_address_is_one_entry_that_says_all_that_is_known() -> None:
    ada, alan = note(ADA, "ada.md"), note(ALAN, "alan.md")
    both = next(entry for entry in merge_references([ada, alan]) if len(entry.origins) > 1)
    assert both == MergedReference(
        number=2,
        address="https://example.org/both",
        title="Les deux",
        lang="",
        site="Both",
        date="2025-10-22",
        used=True,
        origins=(Origin("ada.md", 3), Origin("alan.md", 2)),
    )
    turned = next(entry for entry in merge_references([alan, ada]) if len(entry.origins) > 1)
    assert turned.origins == both.origins[::-1]
    assert (turned.site, turned.date) == ("Les deux", "2025-10-22")


def test_the_language_is_the_titles_and_not_the_notes() -> None:
    titles = '[1]: https://a.org "北宋"\n[2]: https://b.org "Song"\n[3]: https://c.org\n'
    listed = merge_references([note(f"---\nlang: hant\n---\n# 沈括\n\n{titles}", "a.md")])
    assert [entry.lang for entry in listed] == ["zh-Hant", "", ""]


NUMBERS = st.lists(st.integers(1, 6), unique=True, min_size=1)


@given(st.lists(st.tuples(NUMBERS, st.lists(st.integers(1, 6))), max_size=4))
def test_everything_is_in_exactly_one_entry(notes) -> None:
    profiles = []
    for index, (defined, cited) in enumerate(notes):
        marks = " ".join(f"[{number}]" for number in cited)
        links = "\n".join(f"[{n}]: https://example.org/{n % 4}" for n in defined)
        profiles.append(note(f"# Name\n\n{marks}\n\n{links}\n", f"{index}.md"))
    every = {Origin(p.path, entry.number) for p in profiles for entry in p.references}
    for order in permutations(profiles):
        listed = merge_references(order)
        origins = [origin for entry in listed for origin in entry.origins]
        assert len(origins) == len(set(origins))
        assert set(origins) == every
        assert len({entry.address for entry in listed}) == len(listed)
        if len(order) > 1:
            assert [entry.number for entry in listed] == list(range(1, len(listed) + 1))
