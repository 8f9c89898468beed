"""People files: what each shape gives, what is lenient, and what hostile ones do."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.people.files.people_files import (
    people_of_values,
    profiles_of,
    read_people_file,
)

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.problems import Problem


def read(name: str, content: str | bytes) -> tuple[list[Profile], list[Problem]]:
    """Return the people in a file, and the problems."""
    data = content.encode() if isinstance(content, str) else content
    entries, problems = profiles_of(read_people_file(data, name), name)
    return [entry.profile for entry in entries], problems


def keys(people: list[Profile]) -> dict[str, str]:
    return {profile.key: profile.name for profile in people}


def said(problems: list[Problem]) -> list[tuple[int, str]]:
    return [(problem.line, problem.code.value) for problem in problems]


# Shapes

ADA_AND_BO = {"ada": "Ada Lovelace", "bo": "Bo Ek"}
SHAPES = {
    "team.yaml": "- name: Ada Lovelace\n  github: ada\n- id: bo\n  name: Bo Ek\n",
    "authors.yml": "ada:\n  name: Ada Lovelace\nbo:\n  name: Bo Ek\n",
    "people.yaml": "people:\n  - {name: Ada Lovelace, github: ada}\n  - {name: Bo Ek, id: bo}\n",
    "blog.yml": "authors:\n  ada: {name: Ada Lovelace}\n  bo: {name: Bo Ek}\n",
    "lab.json": '{"members": [{"name": "Ada Lovelace", "id": "ada"},'
    ' {"name": "Bo Ek", "id": "bo"}]}',
    "team.toml": '[[people]]\nname = "Ada Lovelace"\nid = "ada"\n'
    '[[people]]\nname = "Bo Ek"\nid = "bo"\n',
    "team.csv": "id,name\nada,Ada Lovelace\nbo,Bo Ek\n",
    ".all-contributorsrc": '{"contributors": [{"login": "ada", "name": "Ada Lovelace"},'
    ' {"login": "bo", "name": "Bo Ek", "contributions": ["code"]}]}',
    "CITATION.cff": "cff-version: 1.2.0\nauthors:\n- given-names: Ada\n  family-names: Lovelace\n"
    "  website: https://github.com/ada\n- {given-names: Bo, family-names: Ek, alias: B}\n",
    "pyproject.toml": '[project]\nname = "x"\nauthors = [{name = "Ada Lovelace"},'
    ' {email = "a@b.example"}]\n'
    'maintainers = [{name = "Ada Lovelace", email = "a@b.example"}, {name = "Bo Ek"}]\n',
}
"""The same two people in each shape."""
SLUGS = {"CITATION.cff": ["ada-lovelace", "bo-ek"], "pyproject.toml": ["ada-lovelace", "bo-ek"]}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_the_same_people(name: str) -> None:
    people, problems = read(name, SHAPES[name])
    assert [profile.name for profile in people] == list(ADA_AND_BO.values())
    assert [profile.key for profile in people] == SLUGS.get(name, list(ADA_AND_BO))
    assert problems == []
    assert [profile.path for profile in people] == [f"{name}#{profile.key}" for profile in people]
    assert {profile.file for profile in people} == {name}


def test_mappings_that_conf_py_has_computed() -> None:
    values = [{"people": [{"name": "Ada", "tags": ["x", 1]}]}, {"bo": {"name": "Bo", "x": None}}]
    entries, problems = profiles_of(people_of_values(values), "conf.py")
    assert keys([entry.profile for entry in entries]) == {"ada": "Ada", "bo": "Bo"}
    assert entries[0].profile.tags == ("x", "1")
    assert problems == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("team.xml", "<x/>", "people files end in .yaml, .yml, .toml, .json, .csv, .cff and"),
        ("team.yaml", "title: Docs\n", "what is understood is a list of people, a mapping from"),
        ("team.yaml", "Ada\n", "what is understood is a list of people"),
        ("team.json", "", "is empty"),
        ("team.csv", b"name\nJos\xe9\n", "save the file as UTF-8"),
        ("CITATION.cff", "cff-version: 1.2.0\n", "nobody is found here"),
    ],
)
def test_a_file_that_is_something_else(name: str, content: str | bytes, message: str) -> None:
    _, problems = read(name, content)
    assert [problem.code.value for problem in problems] == ["people-file"]
    assert message in problems[0].message


def test_a_file_that_says_that_there_is_nobody() -> None:
    for content in ("[]\n", "people: []\n", "people:\n"):
        assert read("team.yaml", content) == ([], [])


# An entry


def test_an_entry_is_a_front_matter_with_a_body() -> None:
    text = (
        "# The team\n- name: Ada Lovelace\n  job_title: Mathematician\n  tags: [x]\n  pay: 3\n"
        "  body: |\n    Wrote *programs* [1].\n\n    ## Work\n\n    More [2].\n\n"
        "    [1]: https://example.org/?utm_source=x\n"
    )
    [ada], problems = read("team.yaml", text)
    assert (ada.headline, ada.tags, dict(ada.fields)["pay"]) == ("Mathematician", ("x",), 3)
    assert ada.summary is not None
    assert ada.summary.source == "Wrote *programs*."
    assert [reference.address for reference in ada.references] == ["https://example.org/"]
    assert [(section.title, section.line) for section in ada.sections] == [("Work", 8)]
    assert said(problems) == [(11, "citation-undefined")]
    assert "body" not in dict(ada.fields)


def test_a_bio_of_several_paragraphs_is_a_body() -> None:
    [ada, bo], _ = read(
        "team.yaml",
        "- name: Ada\n  bio: |\n    Ada wrote *programs*.\n\n    She also\n    danced.\n"
        "- name: Bo\n  bio: Bo sails.\n",
    )
    assert ada.summary is not None
    assert (ada.summary.source, ada.summary.explicit) == ("Ada wrote *programs*.", False)
    assert bo.summary is not None
    assert (bo.summary.source, bo.summary.explicit) == ("Bo sails.", True)


def test_what_changes_above_an_entry_leaves_it_as_it_is() -> None:
    text = "- name: Ada\n  image: a.png\n  body: |\n    One.\n\n    ## Two\n"
    assert read("t.yaml", text)[0] == read("t.yaml", f"# More\n\n{text}")[0]


def test_where_a_key_comes_from() -> None:
    people, problems = read(
        "team.yaml",
        "- {name: A, id: chair, github: a}\n- {name: B, links: {gitlab: bee}, github: b}\n"
        "- {github: '@sea'}\n- {name: 王 伟}\n- Dee Dee\n- {orcid: 0000-0002-1825-0097, name: É}\n",
    )
    assert keys(people) == {
        "chair": "A",
        "bee": "B",
        "sea": "sea",
        "王-伟": "王 伟",
        "dee-dee": "Dee Dee",
        "é": "É",
    }
    assert problems == []
    assert keys(read("a.yml", "ada-lovelace: {github: x}\n")[0]) == {"ada-lovelace": "Ada Lovelace"}


def test_an_e_mail_address_is_no_link() -> None:
    [ada], _ = read("team.yaml", "- name: Ada\n  email: ada@example.org\n")
    assert ada.links == ()


# As others write them


def test_contributors_as_they_are_found() -> None:
    people, problems = read(
        ".all-contributorsrc",
        json.dumps(
            {
                "repoType": "gitlab",
                "contributors": [
                    {"login": "ada", "name": "Ada 😀", "profile": "ada.example", "avatar_url": ""},
                    {"login": "bo", "profile": "https://linkedin.com/in/bo", "contributions": []},
                ],
            }
        ),
    )
    assert keys(people) == {"ada": "Ada 😀", "bo": "bo"}
    assert [[link.kind for link in one.links] for one in people] == [
        ["gitlab", "website"],
        ["gitlab", "website"],
    ]
    assert problems == []


def test_authors_of_the_paper_where_the_software_has_a_team() -> None:
    people, problems = read(
        "CITATION.cff",
        "---\nauthors:\n  - name: The Weavers\npreferred-citation:\n  authors:\n"
        "  - {given-names: Vincent, name-particle: van, family-names: Gogh, name-suffix: Jr.}\n"
        "  - {family-names: The Loom Team}\n  - {family-names: Ek, orcid: 0000-0002-1825-0097}\n",
    )
    names = ["Vincent van Gogh Jr.", "The Loom Team", "Ek"]
    assert [profile.name for profile in people] == names
    assert people[2].links[0].address == "https://orcid.org/0000-0002-1825-0097"
    assert problems == []
    teams, _ = read("CITATION.cff", "authors:\n- name: The Weavers\n- name: Loom\n")
    assert [profile.name for profile in teams] == ["The Weavers", "Loom"]


def test_a_table_from_a_spreadsheet() -> None:
    content = (
        "\ufeffName;Job title;Tags;GitHub\n\n"
        '"Ek; ""Bo"", Jr";"Head of\nlooms";"a, b";bo\n;;;\nAda;Weaver;;ada;more\n"un;x\n'
    )
    for encoding in ("utf-8", "utf-16"):
        people, problems = read("team.csv", content.encode(encoding))
        assert [(one.name, one.headline) for one in people] == [
            ('Ek; "Bo", Jr', "Head of looms"),
            ("Ada", "Weaver"),
            ("un;x", ""),
        ]
        assert people[0].tags == ("a", "b")
        assert said(problems) == [(6, "people-file"), (7, "people-file")]


# Broken and hostile


def test_one_broken_entry_costs_no_other() -> None:
    people, problems = read(
        "team.yaml", "- name: Ada\n  tags: [x\n- name: Bo\n  title: Head: looms\n- name: Cy\n"
    )
    assert [profile.name for profile in people] == ["Ada", "Bo", "Cy"]
    assert [code for _, code in said(problems)] == ["people-file"] * len(problems)
    people, _ = read("a.yml", "authors:\n  ada:\n    name: Ada: X\n  bo:\n    name: Bo\n")
    assert keys(people) == {"ada": "Ada: X", "bo": "Bo"}


def test_broken_json_is_read_up_to_the_fault() -> None:
    people, problems = read("t.json", '[\n{"name": "Ada",},\n{"name": "Bo", "x": 1,, }]')
    assert [profile.name for profile in people] == ["Ada", "Bo"]
    assert said(problems) == [(2, "people-file"), (3, "people-file")]


GRAPHS: list[tuple[object, list[str]]] = [
    ([], []),
    ({}, []),
    ([1, {"@type": "Thing", "name": "X"}, {"@type": "Person", "name": "Ada"}], ["Ada"]),
    ({"@type": ["Person"], "name": 3, "memberOf": "x", "sameAs": [1, {}], "image": []}, ["3"]),
    ([{"@type": "Person", "alternateName": "x", "image": {}, "@id": ["#"]}], []),
    (
        {
            "@type": "Person",
            "name": "Bo",
            "memberOf": [{"memberOf": [1]}, None],
            "hasOccupation": {"hasOccupation": None},
            "@id": "javascript:x#",
            "image": "data:x",
            "sameAs": ["javascript:x"],
            "affiliation": {"url": "vbscript:x", "name": "Y"},
        },
        ["Bo"],
    ),
]


@pytest.mark.parametrize(("graph", "names"), GRAPHS)
def test_any_graph_of_schema_org_is_read(graph: object, names: list[str]) -> None:
    people, _ = read("people.json", json.dumps({"@context": "x", "@graph": graph}))
    assert [one.name for one in people] == names
    assert not re.search("script:|data:", repr([(one.links, one.portrait) for one in people]))
    assert not any("script:" in part.target for one in people for part in one.affiliation_parts)


def test_two_people_with_one_name_are_two_people() -> None:
    people, problems = read(
        "t.yaml", "- name: Wei Zhang\n  role: A\n- name: Wei Zhang\n  role: B\n"
    )
    assert [(one.key, one.headline) for one in people] == [("wei-zhang", "A"), ("wei-zhang-2", "B")]
    assert said(problems) == [(3, "key-duplicate")]


def test_duplicate_keys() -> None:
    people, problems = read("t.yaml", "ada: {name: A}\nada: {name: B}\n")
    assert keys(people) == {"ada": "B"}
    assert said(problems) == [(2, "people-file")]
    people, problems = read("t.json", '{"ada": {"name": "A",\n "name": "B"}}')
    assert keys(people) == {"ada": "B"}
    assert said(problems) == [(2, "people-file")]


def test_what_is_no_person() -> None:
    people, problems = read(
        "t.yaml", "- 3\n- null\n- [x]\n- {}\n- {name: {}}\n- {name: 7}\n- {name: [Ada]}\n- Bo\n"
    )
    assert [profile.name for profile in people] == ["7", "Ada", "Bo"]
    assert said(problems) == [(line, "people-entry") for line in range(1, 6)]


@pytest.mark.parametrize(
    "content",
    [
        "- !!python/object/apply:os.system [x]\n- name: Ok\n",
        "a: &a [*a]\n",
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n"
            for i in range(9)
        ),
        "[" * 100_000,
        "- ? [<<]\n  : {name: Ada}\n- a: &a <<\n  *a : {name: Bo}\n",
        "- name: \x00\x1b[31m\n",
        "\ufeff\n---\n...\n---\nx: 1\n",
        "- name: Ada\n" + "- : :\n" * 2_000,
    ],
)
def test_hostile_texts(content: str) -> None:
    for name in ("t.yaml", "t.json", "t.toml", "t.csv", "CITATION.cff", ".all-contributorsrc"):
        start = time.perf_counter()
        people, _ = read(name, content)
        assert not any("\x1b" in profile.name for profile in people)
        assert time.perf_counter() - start < 5


def test_time_grows_with_the_number_of_people() -> None:
    def seconds(count: int) -> float:
        text = "".join(
            f"- name: Person {n}\n  github: p{n}\n  body: A weaver.\n" for n in range(count)
        )
        start = time.process_time()
        people, problems = read("t.yaml", text)
        assert (len(people), problems) == (count, [])
        return time.process_time() - start

    seconds(50)
    assert seconds(2_000) < 3 * 4 * seconds(500)
