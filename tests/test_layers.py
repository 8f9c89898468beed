"""The floors of the package, read from its imports.

A room (a folder, or a module at the top) imports only from itself and from the rooms below it.
Imports for type checking count, and so do those inside functions.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import sphinxext_profiles

NAME = "sphinxext_profiles"
PACKAGE = Path(sphinxext_profiles.__file__).parent
CONTRIBUTING = Path(__file__).parents[1] / "CONTRIBUTING.md"

PLAIN = frozenset(
    {"PIL", "babel", "imagesize", "markdown_it", "mdit_py_plugins", "requests", "rispy"}
    | {"urllib3", "yaml"}
)
NODES = frozenset({"docutils"})
ANYTHING = None

ROOMS: dict[str, frozenset[str] | None] = {
    "model": PLAIN,
    "problems": PLAIN,
    "writing": PLAIN,
    "words": PLAIN,
    "addresses": PLAIN,
    "labels": PLAIN,
    "counts": PLAIN,
    "dialects": PLAIN,
    "frontmatter": PLAIN,
    "markdown": PLAIN,
    "note": PLAIN,
    "people.files": PLAIN,
    "people": PLAIN,
    "authorship": PLAIN,
    "publications": PLAIN,
    "images": PLAIN,
    "fetch": PLAIN,
    "exports": PLAIN,
    "api": PLAIN,
    "nodes": NODES,
    "formulas": NODES,
    "grids": NODES,
    "rendering": NODES,
    "reporting": ANYTHING,
    "syntax": ANYTHING,
    "parts": ANYTHING,
    "project.settings": ANYTHING,
    "project": ANYTHING,
    "bibliography": ANYTHING,
    "page": ANYTHING,
    "authors": ANYTHING,
    "toctree": ANYTHING,
    "directives": ANYTHING,
    "transforms": ANYTHING,
    "outputs.html.head": ANYTHING,
    "outputs.html": ANYTHING,
    "outputs.latex": ANYTHING,
    "outputs.plain": ANYTHING,
    "outputs": ANYTHING,
    "extension": ANYTHING,
    "cli": ANYTHING,
}
"""The rooms from the ground up, with the libraries they may import besides Python's own modules."""

FOLDER_FILES = 13
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
    """Return the room that a module belongs to."""
    fitting = [name for name in ROOMS if module == name or module.startswith(f"{name}.")]
    return max(fitting, key=len, default=None)


def tree() -> str:
    """Return the rooms from the ground up, each with the first line of its docstring."""
    rows = []
    for name in ROOMS:
        path = name.replace(".", "/") + ("/" if name in PACKAGES else ".py")
        summary = (ast.get_docstring(TREES[name]) or "").partition("\n")[0]
        rows.append(f"  {path:<15} {summary}\n")
    return f"{NAME}/\n{''.join(rows)}"


def where(module: str, line: int) -> str:
    """Return the place of a line as an editor takes it."""
    path = module.replace(".", "/")
    return f"{NAME}/{path}/__init__.py:{line}" if module in PACKAGES else f"{NAME}/{path}.py:{line}"


def test_every_module_has_a_room_and_every_room_a_module() -> None:
    homeless = [module for module in MODULES if not room(module)]
    assert not homeless, (
        f"{homeless} are in no room. Put each into the folder of its subject; for a new folder add "
        "a row to ROOMS in tests/test_layers.py, after every room that it imports from."
    )
    assert not ROOMS.keys() - TREES.keys(), "tests/test_layers.py names rooms that are no modules"


def test_imports_come_from_the_same_room_or_from_below() -> None:
    order = list(ROOMS)
    wrong = [
        f"{where(module, line)}: {room(module)} imports {target} from above"
        for module in MODULES
        for target, line in inside(module)
        if target and order.index(str(room(target))) > order.index(str(room(module)))
    ]
    assert not wrong, "\n".join(wrong)


def test_rooms_import_their_libraries_only() -> None:
    wrong = [
        f"{where(module, line)}: {room(module)} may not import {library}"
        for module in MODULES
        if (allowed := ROOMS[str(room(module))]) is not None
        for library, line in outside(module)
        if library not in allowed
    ]
    assert not wrong, "\n".join(wrong)


def test_folders_are_small_and_say_what_belongs_in_them() -> None:
    for folder in sorted(PACKAGES - {""}):
        files = [name for name in MODULES if name.rpartition(".")[0] == folder]
        assert len(files) <= FOLDER_FILES, f"{folder} has {len(files)} files: open a second room"
        assert ast.get_docstring(TREES[folder]), f"{folder}/__init__.py: what belongs in it?"


def test_contributing_shows_the_same_rooms() -> None:
    block = f"```text\n{tree()}```\n"
    text = CONTRIBUTING.read_text("utf-8")
    assert block in text, f"CONTRIBUTING.md is out of date: its tree of rooms should be\n{block}"


def recipes() -> str:
    """Return the section of CONTRIBUTING.md with the recipes."""
    return CONTRIBUTING.read_text("utf-8").partition("\n## Recipes\n")[2].partition("\n## ")[0]


def test_contributing_lists_its_recipes() -> None:
    contents, _, rest = recipes().partition("\n### ")
    listed = re.findall(r"\[([^]]+)\]\(#", contents)
    headings = re.findall(r"^### (.+)$", f"### {rest}", re.MULTILINE)
    assert [name.capitalize() for name in listed] == [name.capitalize() for name in headings]


def test_contributing_names_files_that_exist() -> None:
    """A recipe that sends somebody to a file that has moved is worse than none."""
    names = re.findall(r"`([\w./-]+(?:/|\.(?:css|md|pot|py|sty|toml|txt|yaml)))`", recipes())
    missing = [
        name
        for name in names
        if not any((folder / name).exists() for folder in (PACKAGE, CONTRIBUTING.parent))
    ]
    assert len(names) > 50
    assert not missing, f"CONTRIBUTING.md names {missing}"


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


def test_plain_rooms_load_without_sphinx() -> None:
    """The imports of the libraries count too, so this asks Python itself."""
    names = [f"{NAME}.{module}" for module in MODULES if ROOMS[str(room(module))] is PLAIN]
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


def test_modules_are_short() -> None:
    for module in TREES:
        path = PACKAGE.joinpath(*module.split("."))
        source = path / "__init__.py" if module in PACKAGES else path.with_suffix(".py")
        lines = len(source.read_text("utf-8").splitlines())
        assert lines <= MODULE_LINES, f"{module} has {lines} lines: split it at a seam"


def test_functions_are_short() -> None:
    long = {
        f"{where(module, node.lineno)} {node.name}": lines
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
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
    assert {place.split(":")[0] for place in loggers} == {f"{NAME}/reporting.py"}


def test_only_one_module_prints() -> None:
    printers = {
        where(module, node.lineno).split(":")[0]
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "print"
    }
    assert printers == {f"{NAME}/cli/output.py"}, "print with cli/output.py, which escapes messages"
