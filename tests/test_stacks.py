"""Pages of people out of the files that projects have, of eight shapes: no script, few lines."""

from __future__ import annotations

from runpy import run_path
from typing import TYPE_CHECKING, Any

import pytest
from programs import left_out_without_package
from stacks import MOST_LINES, STACKS, Stack

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build, Site


def needing(name: str) -> Any:
    """Return a stack's name, marked by what it needs."""
    stack = STACKS[name]
    marks = [pytest.mark.neighbours] if stack.extension else []
    marks += [pytest.mark.themes] if stack.theme else []
    return pytest.param(name, marks=marks)


def built(build: Build, stack: Stack, tmp_path: Path) -> Site:
    """Build a stack with the settings in its `conf.py`."""
    if stack.extension:
        left_out_without_package(stack.extension, "neighbours")
    before = ["myst_parser", *([stack.extension] if stack.extension else [])]
    conf = tmp_path / "settings.py"
    conf.write_text(f"extensions = {before}\n{stack.had}{stack.conf}", "utf-8")
    settings = {name: value for name, value in run_path(str(conf)).items() if name[0] != "_"}
    extensions = tuple(settings.pop("extensions"))
    source = tmp_path / "docs"
    files = {**stack.files, **stack.people, f"people.{stack.suffix}": stack.page}
    theme = stack.theme or "basic"
    return build(files, source=source, extensions=extensions, html_theme=theme, **settings)


@pytest.mark.parametrize("name", STACKS)
def test_a_page_of_people_takes_a_few_lines(name: str) -> None:
    stack = STACKS[name]
    for lines in (stack.conf.splitlines(), stack.page.splitlines()):
        assert len([line for line in lines if line]) <= MOST_LINES
        assert all(len(line) <= 100 for line in lines)


@pytest.mark.parametrize("name", map(needing, STACKS))
def test_the_page_of_people(build: Build, tmp_path: Path, name: str) -> None:
    stack = STACKS[name]
    site = built(build, stack, tmp_path)
    assert site.warnings == []
    index = site.html("people").select_one(".profile-index")
    people = index.select(".profile-name, .profile-face-name, .profile-row .p-name, td .p-name")
    assert [" ".join(person.get_text().split()) for person in people] == stack.names
    headlines = [line.get_text() for line in index.select(".profile-headline")]
    assert headlines == stack.headlines
    addresses = {link["href"].rstrip("/") for link in index.select("a[href]")}
    assert [link for link in stack.links if link not in addresses] == []
    text = " ".join(index.get_text(" ").split()).replace(" :", ":")
    assert [words for words in stack.says if words not in text] == []
    assert "@mill.example" not in text
    # Nobody is a page, and links, the search and the inventory lead to the page of people.
    assert set(site.app.env.all_docs) <= {"index", "intro", "news", "people"}
    objects = list(site.app.env.get_domain("profile").get_objects())
    assert {entry[3] for entry in objects} == {"people"}
    assert len(objects) >= len(set(stack.names))
