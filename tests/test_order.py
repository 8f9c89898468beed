"""When handlers and transforms run is said in one table, `project/order.py`, and nowhere else."""

from __future__ import annotations

import ast
import inspect
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import sphinxext_profiles
from sphinxext_profiles.project import order

if TYPE_CHECKING:
    from sites import Build

PACKAGE = Path(sphinxext_profiles.__file__).parent
TABLES = {
    name: table
    for name, table in vars(order).items()
    if inspect.isclass(table) and issubclass(table, IntEnum) and table is not IntEnum
}
EVENTS = {
    "config-inited": order.ConfigInited,
    "builder-inited": order.BuilderInited,
    "env-get-outdated": order.Outdated,
    "env-before-read-docs": order.BeforeRead,
    "doctree-read": order.Read,
    "env-updated": order.Updated,
    "write-started": order.WriteStarted,
    "doctree-resolved": order.Resolved,
    "html-page-context": order.PageContext,
    "html-collect-pages": order.CollectPages,
    "missing-reference": order.FindReference,
    "warn-missing-reference": order.MissingReference,
    "build-finished": order.Finished,
}


def entries(path: Path) -> list[tuple[int, str, ast.expr | None]]:
    """Return the line, the event and the priority of what a module connects or orders."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            first = node.args[0] if node.args else None
            if node.func.attr == "connect" and isinstance(first, ast.Constant):
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                found.append((node.lineno, str(first.value), given.get("priority")))
        if isinstance(node, ast.ClassDef):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if any(base.endswith("Transform") for base in bases):
                own = [line for line in node.body if isinstance(line, ast.Assign)]
                values = [a.value for a in own if ast.unparse(a.targets[0]) == "default_priority"]
                found.append((node.lineno, "Transform", next(iter(values), None)))
    return found


ALL = [(path, *entry) for path in sorted(PACKAGE.rglob("*.py")) for entry in entries(path)]


def test_every_handler_and_transform_has_a_row_of_its_own() -> None:
    assert len(ALL) > 40
    rows: list[str] = []
    for path, line, event, priority in ALL:
        place = f"{path.relative_to(PACKAGE)}:{line}"
        table = "Transform" if event == "Transform" else EVENTS[event].__name__
        assert priority is not None, f"{place}: say in project/order.py when this runs, and why"
        row = ast.unparse(priority)
        assert row.partition(".")[0] == table, f"{place}: {row} is not a row of {table}"
        rows.append(row)
    unused = {f"{name}.{row}" for name, table in TABLES.items() for row in table.__members__}
    assert not unused - set(rows), "project/order.py has rows that nothing uses"
    twice = {row for row in rows if rows.count(row) > 1}
    assert twice == set()


def test_rows_that_share_a_number_share_a_name() -> None:
    for table in TABLES.values():
        assert len(table.__members__) == len(list(table)), f"{table.__name__}: give it one place"


def test_handlers_run_as_the_table_says(build: Build) -> None:
    """What Sphinx runs is asked too: the source may connect in a way that isn't seen there."""
    app = build({"index.md": "# Home\n"}).app
    for event, listeners in app.events.listeners.items():
        for listener in listeners:
            function = inspect.unwrap(getattr(listener.handler, "__func__", listener.handler))
            if function.__module__.startswith("sphinxext_profiles"):
                assert listener.priority in list(EVENTS[event]), (event, function)
