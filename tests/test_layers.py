"""The floors of the package, read from its imports.

A room (a module, or a package of modules) imports only from earlier rooms: from those above it
in its floor's list, and from the floors below. Imports for type checking count, and so do those
inside functions.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import sphinxext_profiles

NAME = "sphinxext_profiles"
PACKAGE = Path(sphinxext_profiles.__file__).parent

GROUND = (
    # What is said
    "note.model",
    "note.problems",
    # The text, and the words in it
    "note.letters",
    "note.block",
    "note.text",
    "note.files",
    "note.vocabulary",
    "note.names",
    "note.initials",
    "note.headlines",
    "note.openings",
    "note.chat_phrases",
    "note.residue",
    "note.languages",
    "note.keys",
    "note.writing",
    "note.tracking",
    "note.addresses",
    "note.readable",
    "note.identifiers",
    "note.entries",
    # Front matter
    "note.front_nodes",
    "note.front_toml",
    "note.front_yaml",
    "note.front_values",
    "note.link_kinds",
    "note.person_links",
    "note.credits",
    "note.images",
    "note.front_images",
    "note.front_matter",
    "note.schema",
    # Markdown
    "note.destinations",
    "note.linear",
    "note.depth",
    "note.markdown",
    "note.fences",
    "note.citations",
    "note.grouping",
    "note.footnotes",
    "note.body",
    "note.gate",
    "note.blocked",
    # What is made of both
    "note.inlines",
    "note.parts",
    "note.sections",
    "note.references",
    "note.summary",
    "note.pictures",
    "note.identity",
    "note.reader",
    "note.title_language",
    "note.merging",
    # Files of images
    "images.formats",
    "images.frames",
    "images.facts",
    "images.metadata",
    "images.thumbnails",
    "images.shelf",
    "images.renditions",
    "images.workshop",
    "images.svg",
    "images.inspection",
    "images.lockfile",
    "images.storage",
    "images.sources",
    "images.guard",
    "images.client",
    "images.schedule",
    "images.fetching",
    # All notes, and the words of the interface
    "globs",
    "note_files",
    "query",
    "editions",
    "library",
    "selection",
    "labels",
    "exports",
)
FIRST = ("nodes", "rendering", "options")
SECOND = (
    "reporting",
    "config_values",
    "config",
    "records",
    "store",
    "translation",
    "domain",
    "notes",
    "adoption",
    "sidebars",
    "copies",
    "freshness",
    "unfinished",
    "markup",
    "pages",
    "profile_page",
    "parser",
    "directives",
    "transforms",
    "writers",
    "extension",
    "cli",
)
ROOMS = (*GROUND, *FIRST, *SECOND)

LIBRARIES = {
    "ground": {
        "PIL",
        "babel",
        "imagesize",
        "markdown_it",
        "mdit_py_plugins",
        "requests",
        "rispy",
        "yaml",
    },
    "first": {"docutils"},
}
"""What a floor may import besides Python's own modules; the second floor may import anything."""

MODULE_LINES = 300
FUNCTION_LINES = 50


class Import(NamedTuple):
    """A module that a module imports, by its full name, and the line where it does."""

    target: str
    line: int


def trees() -> dict[str, ast.Module]:
    """Return the syntax trees of the package's modules, by their names without the package's."""
    return {
        module_name(path): ast.parse(path.read_text("utf-8"), str(path))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def module_name(path: Path) -> str:
    """Return the name of a file's module; the package itself has the empty name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = trees()
PACKAGES = {module_name(path) for path in PACKAGE.rglob("__init__.py")}
MODULES = [name for name in TREES if name]


@cache
def imports(module: str) -> list[Import]:
    """Return everything that a module imports, wherever in it the import stands."""
    found = []
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = origin(module, node)
            found += [Import(target(base, alias.name), node.lineno) for alias in node.names]
    return found


def origin(module: str, node: ast.ImportFrom) -> str:
    """Return the full name of the module after `from`."""
    if not node.level:
        return node.module or ""
    full = [NAME, *filter(None, module.split("."))]
    up = node.level - 1 if module in PACKAGES else node.level
    return ".".join([*full[: len(full) - up], *([node.module] if node.module else [])])


def target(base: str, name: str) -> str:
    """Return what `from base import name` loads: a module of ours called `name`, or `base`."""
    inner = f"{base}.{name}"
    return inner if inner.removeprefix(f"{NAME}.") in TREES else base


def inside(module: str) -> list[Import]:
    """Return the modules of the package that a module imports, named without the package."""
    return [
        Import(found.target.removeprefix(NAME).removeprefix("."), found.line)
        for found in imports(module)
        if found.target.split(".")[0] == NAME
    ]


def outside(module: str) -> list[Import]:
    """Return the libraries that a module imports, Python's own left out."""
    tops = [Import(found.target.split(".")[0], found.line) for found in imports(module)]
    return [
        found
        for found in tops
        if found.target != NAME and found.target not in sys.stdlib_module_names
    ]


def room(module: str) -> str | None:
    """Return the room of the table that a module belongs to.

    A package whose modules are rooms themselves (`note`) is none: it holds nothing to import.
    """
    fitting = [name for name in ROOMS if module == name or module.startswith(f"{name}.")]
    return max(fitting, key=len, default=None)


def floor(module: str) -> str:
    """Return the floor that a module's room stands on."""
    return "ground" if room(module) in GROUND else "first" if room(module) in FIRST else "second"


def is_hall(module: str) -> bool:
    """Return whether a module is only the entrance of a package of rooms."""
    return any(name.startswith(f"{module}.") for name in ROOMS)


def where(module: str, line: int) -> str:
    """Return the place of a line as an editor takes it."""
    path = module.replace(".", "/")
    return f"{NAME}/{path}/__init__.py:{line}" if module in PACKAGES else f"{NAME}/{path}.py:{line}"


@pytest.mark.parametrize("module", MODULES)
def test_module_has_a_room(module: str) -> None:
    assert room(module) or is_hall(module), (
        f"{module} is in no room. Add it to GROUND, FIRST or SECOND in tests/test_layers.py, "
        "after every room that it imports from and before every room that imports it."
    )


@pytest.mark.parametrize("name", ROOMS)
def test_room_exists(name: str) -> None:
    assert name in TREES, f"the table in tests/test_layers.py names {name}, which is no module"


@pytest.mark.parametrize("module", [name for name in MODULES if room(name)])
def test_imports_come_from_earlier_rooms(module: str) -> None:
    own = room(module)
    assert own is not None
    wrong = {
        f"{where(module, line)} imports {found}"
        for found, line in inside(module)
        if found and not is_earlier(room(found), own)
    }
    assert not wrong, f"{own} may import only from rooms before it: {sorted(wrong)}"


def is_earlier(found: str | None, own: str) -> bool:
    """Return whether a room comes before another one, or is that room."""
    return found is not None and ROOMS.index(found) <= ROOMS.index(own)


@pytest.mark.parametrize("module", [name for name in MODULES if is_hall(name)])
def test_hall_imports_nothing(module: str) -> None:
    assert not imports(module) or {found.target for found in imports(module)} == {"__future__"}


@pytest.mark.parametrize("module", [name for name in MODULES if floor(name) in LIBRARIES])
def test_floor_imports_its_libraries_only(module: str) -> None:
    allowed = LIBRARIES[floor(module)]
    wrong = [
        f"{where(module, line)} imports {found}"
        for found, line in outside(module)
        if found not in allowed
    ]
    assert not wrong, f"the {floor(module)} floor may import only {sorted(allowed)}: {wrong}"


def test_entrance_imports_sphinx_for_types_only() -> None:
    """The package's own module loads the extension when Sphinx sets it up, and not before."""
    entrance = TREES[""]
    at_import = [node for node in entrance.body if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {node.module for node in at_import if isinstance(node, ast.ImportFrom)}
    assert len(modules) == len(at_import)
    assert modules == {"__future__", "typing"}
    assert {found.target for found in inside("")} == {"extension"}


def test_no_cycle() -> None:
    graph = {name: {found for found, _ in inside(name) if found} - {name} for name in MODULES}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


def test_ground_floor_loads_without_sphinx() -> None:
    """The imports of the libraries count too, so this asks Python itself."""
    names = [f"{NAME}.{module}" for module in MODULES if floor(module) == "ground"]
    assert f"{NAME}.note.reader" in names
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({'docutils', 'myst_parser', 'sphinx', 'sphinx_design'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == "[]"


def test_no_room_for_odds_and_ends() -> None:
    names = {part for module in MODULES for part in module.split(".")}
    assert not names & {"utils", "util", "helpers", "misc", "common"}


@pytest.mark.parametrize("module", list(TREES))
def test_module_is_short(module: str) -> None:
    path = PACKAGE.joinpath(*module.split("."))
    source = path / "__init__.py" if module in PACKAGES else path.with_suffix(".py")
    lines = len(source.read_text("utf-8").splitlines())
    assert lines <= MODULE_LINES, f"{module} has {lines} lines: split it where its subject changes"


@pytest.mark.parametrize("module", list(TREES))
def test_functions_are_short(module: str) -> None:
    functions = [
        node
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {
        f"{where(module, node.lineno)} {node.name}": lines
        for node in functions
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long


def test_only_reporting_logs() -> None:
    loggers = [
        where(module, node.lineno)
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name)
        and (node.attr if isinstance(node, ast.Attribute) else node.id) == "getLogger"
    ]
    assert [place.split(":")[0] for place in loggers] == [f"{NAME}/reporting.py"]
