"""Keys as people write them, and the order of people: the same on every machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.problems import ProblemCode

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build

SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
WRITTEN = {
    "Ada Lovelace": "Ada-Lovelace",
    "沈括": "沈括",
    "1815": "1815",
    "__proto__": "__proto__",
    "constructor": "constructor",
    'it\'s "her"': "it-s-her",
    "<b>&amp;": "b-amp",
    "x" * 300: "x" * 300,
    "ada": "ada",
    "ADA": "ADA",
}
"""Keys, and what becomes of them."""


def test_any_key_is_one_person_who_can_be_listed_and_linked_to(build: Build) -> None:
    notes = {
        f"people/n{number}.md": f"---\nid: {json.dumps(key)}\n---\n# Person {number}\n\nText.\n"
        for number, key in enumerate(WRITTEN)
    }
    links = " ".join(f"{{profile:person}}`{key}`" for key in WRITTEN.values())
    page = f"# I\n\n{links}\n\n```{{profile-index}}\n:search:\n```\n"
    site = build({**notes, "index.md": page}, **{**SETTINGS, "exclude_patterns": ["people"]})
    changed = [f"n{number}.md" for number, key in enumerate(WRITTEN) if WRITTEN[key] != key]
    told = [line for line in site.warnings if "[profiles.key-invalid]" in line]
    assert [line.split(":")[0] for line in site.warnings] == [f"people/{name}" for name in changed]
    assert len(told) == len(changed) == 3
    html = site.html()
    ids = [tag["id"] for tag in html.find_all(id=True)]
    assert len(ids) == len(set(ids))
    found = [(link.text, link["href"]) for link in html.select("p a.internal")]
    assert [name for name, _ in found] == [f"Person {number}" for number in range(len(WRITTEN))]
    for name, target in found:
        assert html.find(id=target[1:]).select_one(".p-name").text == name


ORDER = """
import sys
from pathlib import Path
from sphinxext_profiles.people.library import load_folder
from sphinxext_profiles.people.query import IndexQuery
from sphinxext_profiles.people.selection import choose

library, _ = load_folder(Path(sys.argv[1]))
for sort in ("", "-name", "rank", "-rank", "since", "tags"):
    print([entry.name for entry in choose(library, IndexQuery(sort=sort)).profiles])
for key in ("tags", "lang", "rank"):
    groups = choose(library, IndexQuery(group_by=key)).groups
    print([(title, [entry.name for entry in people]) for title, people in groups])
print(library.known_values("tags"), library.near("emil"))
"""
NAMES = [
    "Émile",
    "Emil",
    "Øystein",
    "Otto",
    "沈括",
    "周靖人",
    "Ада",
    "Zoë",
    "zoe",
    "İpek",
    "Łukasz",
]
ORDERED = [
    "Emil",
    "Émile",
    "İpek",
    "Łukasz",
    "Otto",
    "Øystein",
    "zoe",
    "Zoë",
    "Ада",
    "周靖人",
    "沈括",
]


@pytest.mark.parametrize(
    ("locale", "seed"), [("C", "1"), ("tr_TR.UTF-8", "2"), ("sv_SE.UTF-8", "3"), ("C.UTF-8", "0")]
)
def test_the_order_depends_on_no_locale_and_no_hash(tmp_path: Path, locale: str, seed: str) -> None:
    for number, name in enumerate(NAMES):
        front = (
            f"rank: {number % 3 or 'high'}\nsince: 20{number:02}-01-01\ntags: [Ö{number % 4}, z]"
        )
        text = f"---\nlang: {'de' if number % 2 else 'zh-Hant'}\n{front}\n---\n# {name}\n\nText.\n"
        (tmp_path / f"n{number}.md").write_text(text, "utf-8")
    here, there = (
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", ORDER, str(tmp_path)],
            env={**os.environ, **given},
            capture_output=True,
            check=True,
        ).stdout
        for given in ({"PYTHONHASHSEED": "7"}, {"LC_ALL": locale, "PYTHONHASHSEED": seed})
    )
    assert here == there
    assert here.decode().splitlines()[0] == str(ORDERED)


@pytest.mark.parametrize("key", ["---", "._", "\udcff--", "«»"])
def test_a_key_without_a_letter_is_none(key: str) -> None:
    """The name may have to come from it, and has letters."""
    profile, problems = read_profile(f"---\nid: '{key}'\n---\nShe flies.\n", "people/---.md")
    assert (profile.key, profile.name) == ("note", "Note")
    assert [problem.line for problem in problems if problem.code is ProblemCode.KEY_INVALID] == [2]
