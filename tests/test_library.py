"""All profiles: by key and language, in order, near a slip, from a folder."""

from __future__ import annotations

import itertools
import os
from typing import IO, TYPE_CHECKING, Any

import pytest
from sites import write_files

from sphinxext_profiles.model import Profile, Provenance
from sphinxext_profiles.people.library import Library, load_folder, ordered
from sphinxext_profiles.people.query import parse_conditions

if TYPE_CHECKING:
    from pathlib import Path


def person(key: str, lang: str = "", name: str = "", **more) -> Profile:
    """Return a profile; `translated` and `path` may be given."""
    provenance = Provenance(translated=more.pop("translated", False))
    path = more.pop("path", f"{key}.{lang}.md")
    name = name or key.title()
    return Profile(key=key, path=path, name=name, lang=lang, provenance=provenance, **more)


def library(*langs: str, translated: str = "") -> Library:
    """Return a library of one person in some languages."""
    return Library(person("ada", lang, translated=lang in translated.split()) for lang in langs)


@pytest.mark.parametrize(
    ("langs", "wanted", "found"),
    [
        ("en de", "de", "de"),
        ("en de", "de-AT", "de"),
        ("en de-AT", "de", "de-AT"),
        ("en de-AT de-DE", "de-DE", "de-DE"),
        ("en zh", "zh-Hant", "zh"),
        ("en zh-TW zh", "zh-Hant", "zh-TW"),
        ("en zh-Hans zh-Hant", "zh", "zh-Hans"),
        ("en zh-Hans zh-Hant", "zh-TW", "zh-Hant"),
        ("en zh-Hans zh-Hant", "zh-SG", "zh-Hans"),
        ("en zh-Hans", "zh-Hant", "zh-Hans"),
        ("de en", "fr", "de"),
        ("de en", "", "de"),
        ("de en", "klingonisch", "de"),
    ],
)
def test_the_language_that_fits_best(langs: str, wanted: str, found: str):
    profile = library(*langs.split()).get("ada", wanted)
    assert profile is not None
    assert profile.lang == found


@pytest.mark.parametrize(
    ("wanted", "fallback", "found"),
    [
        ("fr", (), "ja"),  # the original
        ("", (), "ja"),
        ("fr", ("en",), "en"),
        ("fr", ("it", "zh-TW"), "zh-Hant"),
        ("en-GB", ("zh-Hant",), "en"),
        ("fr", ("it",), "ja"),
    ],
)
def test_fallbacks_come_before_the_original(wanted: str, fallback: tuple[str, ...], found: str):
    people = library("ar", "en", "ja", "zh-Hant", translated="ar en zh-Hant")
    profile = people.get("ada", wanted, fallback)
    assert profile is not None
    assert profile.lang == found


def test_the_first_by_tag_when_all_are_translated():
    profile = library("en", "ar", translated="en ar").get("ada", "fr")
    assert profile is not None
    assert profile.lang == "ar"


def test_a_note_without_a_language_is_found():
    profile = library("", "de", translated="de").get("ada", "fr")
    assert profile is not None
    assert profile.lang == ""


def test_keys_and_translations():
    people = Library([person("b"), person("a", "en"), person("a", "de")])
    assert people.keys() == ("a", "b")
    assert [profile.lang for profile in people.translations("a")] == ["de", "en"]
    assert people.translations("c") == ()
    assert people.get("c") is None
    assert "a" in people
    assert "c" not in people
    assert len(people) == 2
    assert len(list(people)) == 3


def test_an_empty_library():
    people = Library()
    assert (people.keys(), people.people(), people.near("a"), people.duplicates()) == (
        (),
        (),
        (),
        (),
    )
    assert people.known_values("tags") == ()


def test_the_same_key_and_language_twice():
    notes = [person("ada", "en", path=path) for path in ("c.md", "a.md", "b.md")]
    notes += [person("ada", "de", path="d.md"), person("bob", "en", path="e.md")]
    for shuffled in itertools.permutations(notes):
        people = Library(shuffled)
        pairs = [(kept.path, other.path) for kept, other in people.duplicates()]
        assert pairs == [("a.md", "b.md"), ("a.md", "c.md")]
        kept = people.get("ada", "en")
        assert kept is not None
        assert kept.path == "a.md"


def test_order_is_that_of_names():
    names = ["Zoë", "Émile", "Emil", "沈括", "Ада", "Øystein", "Otto"]
    people = [person(str(i), name=name) for i, name in enumerate(names)]
    people.append(person("x", name="Ada Lovelace", sort_name="Lovelace, Ada"))
    expected = ["Emil", "Émile", "Ada Lovelace", "Otto", "Øystein", "Zoë", "Ада", "沈括"]
    for some in (people, people[::-1]):
        assert [profile.name for profile in ordered(some)] == expected
        assert [profile.name for profile in Library(some).people()] == expected


def test_people_of_one_name_are_in_the_order_of_keys():
    people = Library([person("b", name="Ada"), person("a", name="Ada")])
    assert [profile.key for profile in people.people()] == ["a", "b"]


NEAR = Library(
    [
        person("ada-lovelace", "en", "Ada Lovelace"),
        person("ada-lovelace", "zh-Hant", "艾達·洛夫萊斯"),
        person("grace-hopper", "en", "Grace Hopper", alternate_names=("Amazing Grace",)),
        person("shen-kuo", "zh-Hant", "沈括", alternate_names=("Shen Kuo",)),
    ]
)


@pytest.mark.parametrize(
    ("slip", "keys"),
    [
        ("ada-lovelac", ("ada-lovelace",)),
        ("Ada Lovelace", ("ada-lovelace",)),
        ("ADA-LOVELACE", ("ada-lovelace",)),
        ("lovelace", ("ada-lovelace",)),
        ("grace hoper", ("grace-hopper",)),
        ("Amazing Grce", ("grace-hopper",)),
        ("沈括括", ("shen-kuo",)),
        ("shenkuo", ("shen-kuo",)),
        ("somebody else", ()),
        ("", ()),
    ],
)
def test_near_keys(slip: str, keys: tuple[str, ...]):
    assert NEAR.near(slip) == keys


def test_near_keys_are_few_and_the_nearest_first():
    people = Library(person(f"ada-{i}") for i in range(9))
    assert len(people.near("ada-1")) == 3
    assert people.near("ada-1", 1) == ("ada-1",)


def test_people_are_chosen_in_the_language_asked_for():
    people = Library(
        [
            person("a", "en", "Zoe", tags=("x",)),
            person("a", "de", "Anna", tags=("y",)),
            person("b", "en", "Bob", tags=("x", "y")),
        ]
    )
    tagged = parse_conditions("tags=x")
    assert [entry.name for entry in people.select(tagged, "en")] == ["Bob", "Zoe"]
    assert [entry.name for entry in people.select(tagged, "de")] == ["Bob"]
    assert [entry.name for entry in people.select((), "de")] == ["Anna", "Bob"]
    both = parse_conditions("tags=x; tags=y")
    assert [entry.name for entry in people.select(both, "en")] == ["Bob"]


def test_known_keys_and_values():
    people = Library(
        [person("a", tags=("b", "A"), fields=(("team", "x"),)), person("b", tags=("Á",))]
    )
    assert people.known_values("tags") == ("A", "Á", "b")
    assert people.known_values("team") == ("x",)
    assert {"team", "tags", "name", "generated"} <= set(people.known_keys())


NOTE = "---\nlang: en\n---\n\n# Ada Lovelace\n\nShe published.\n"


def write(folder: Path, **notes: str | bytes) -> None:
    """Write notes, `__` in a name standing for a folder."""
    write_files(
        folder, {name.replace("__", "/") + ".md": content for name, content in notes.items()}
    )


def test_a_folder_is_read(tmp_path: Path):
    write(tmp_path, ada=NOTE, sub__bob="# Bob\n", index="# People\n", sub__README="# No\n")
    (tmp_path / "notes.txt").write_text("# No\n")
    people, problems = load_folder(tmp_path)
    assert people.keys() == ("ada", "bob")
    assert [profile.path for profile in people] == ["ada.md", "sub/bob.md"]
    assert problems == ()


def test_patterns_take_in_and_out(tmp_path: Path):
    write(tmp_path, people__ada=NOTE, people__draft_x="# X\n", other="# O\n")
    people, _ = load_folder(tmp_path, ["/people/*.md", "!people/draft*"])
    assert people.keys() == ("ada",)


def test_problems_stand_with_their_notes(tmp_path: Path):
    write(tmp_path, ada=NOTE, b=NOTE.replace("en", "en\nid: ada"), c=b"# Zo\xeb\n")
    _, problems = load_folder(tmp_path)
    assert [(path, problem.code.value, problem.line) for path, problem in problems] == [
        ("c.md", "note-encoding", 1),
        ("b.md", "key-duplicate", 0),
    ]
    assert "ada.md" in problems[1][1].message


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    write(tmp_path / "outside", other="# Other\n")
    write(tmp_path / "notes", ada=NOTE)
    (tmp_path / "notes" / "leak.md").symlink_to(tmp_path / "outside" / "other.md")
    people, problems = load_folder(tmp_path / "notes")
    assert people.keys() == ("ada",)
    assert [(path, problem.code.value) for path, problem in problems] == [
        ("leak.md", "note-outside")
    ]
    assert load_folder(tmp_path / "notes", ["../outside/*.md"])[0].keys() == ()


def test_a_file_that_can_not_be_opened_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write(tmp_path, ada=NOTE, bob="# Bob\n")
    opened = type(tmp_path).open

    def refuse(path: Path, *how: str) -> IO[Any]:
        if path.name == "bob.md":
            raise PermissionError(13, os.strerror(13))
        return opened(path, *how)

    monkeypatch.setattr(type(tmp_path), "open", refuse)
    people, problems = load_folder(tmp_path)
    assert people.keys() == ("ada",)
    assert [(path, problem.code.value) for path, problem in problems] == [
        ("bob.md", "note-unreadable")
    ]


def test_a_pattern_that_is_no_glob(tmp_path: Path):
    with pytest.raises(ValueError, match="pattern"):
        load_folder(tmp_path, [""])


def test_a_part_of_a_name_is_near() -> None:
    found = Library([person("ada-lovelace"), person("ada-byron"), person("adam"), person("bob")])
    assert found.near("ada")[:2] == ("ada-byron", "ada-lovelace")
    assert found.near("Lovelace") == ("ada-lovelace",)
    assert found.near("nobody") == ()
