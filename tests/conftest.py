"""What the tests share: Sphinx's own fixtures, and no skipping where nobody would see it."""

from __future__ import annotations

import functools
import gc
import ipaddress
import logging
import os
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from jinja2.sandbox import SandboxedEnvironment
from parts import CORE, ELSEWHERE, LONGEST, LOOKED_AT
from programs import NEEDS, left_out_without

if TYPE_CHECKING:
    from collections.abc import Generator

pytest_plugins = [
    "sphinx.testing.fixtures",
    "sites",
    "browsing",
    "image_server",
    "readthedocs",
    "themes",
]

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
"""Whether a machine runs the tests, on which a tool that is missing is a fault."""


# Builds that later tests look at stay alive by the million objects, and hold no rubbish: looking
# through them as often as Python does by itself takes a sixth of the time of all tests.
gc.set_threshold(200_000, 20, 100)


def refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail a test that connects to another machine; the servers of the tests are on this one."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
        try:
            local = ipaddress.ip_address(host.partition("%")[0]).is_loopback
        except ValueError:
            local = host == "localhost"
        if not local:
            raise AssertionError(f"a test asked the network for {arguments[1]}")


sys.addaudithook(refuse_the_network)


class Templates(SandboxedEnvironment):
    """Jinja, which compiles a template once in a run of the tests and not once in each build."""

    compiled: ClassVar[dict[tuple[object, ...], Any]] = {}

    def compile(self, source: Any, *arguments: Any, **options: Any) -> Any:
        # the same template is another program with other extensions
        key = (source, arguments, *sorted(options.items()), *sorted(self.extensions))
        if key not in self.compiled:
            self.compiled[key] = super().compile(source, *arguments, **options)
        return self.compiled[key]


@pytest.fixture(scope="session", autouse=True)
def small_builds_are_quick() -> Generator[None, None, None]:
    """Spare thousands of small builds what takes half of their time and is the same in each.

    These are Sphinx's templates, the search for installed themes and extensions, and the records
    of debugging that nobody reads.
    """
    entry_points = functools.cache(metadata.entry_points)
    logging.disable(logging.DEBUG)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sphinx.jinja2glue.SandboxedEnvironment", Templates)
        patch.setattr("sphinx.registry.entry_points", entry_points)
        patch.setattr("sphinx.theming.entry_points", entry_points)
        yield
    logging.disable(logging.NOTSET)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they need and where they run, and begin with what takes longest."""
    for item in items:
        sort_in(item)
    items.sort(key=lambda item: LONGEST.get(item.path.stem, len(LONGEST)))


def sort_in(item: pytest.Item) -> None:
    """Mark a test; the markers are described in pyproject.toml."""
    fixtures = getattr(item, "fixturenames", ())
    for fixture, marker in (("service", "docs"), ("chromium", "browser")):
        if fixture in fixtures:
            item.add_marker(marker)
    names = {mark.name for mark in item.iter_markers()}
    theme = getattr(item, "callspec", None) and item.callspec.params.get("theme")
    if "looks" in names and theme and theme.name not in LOOKED_AT:
        item.add_marker("release")
    if names & ELSEWHERE:
        item.add_marker("programs")
    elif "neighbours" not in names and item.path.stem in CORE:
        item.add_marker("core")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave a test out, before anything is built for it, on a machine that lacks what it needs."""
    for mark in item.iter_markers():
        if mark.name in NEEDS:
            left_out_without(mark.name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was left out, and how to get what it needs."""
    reasons = [
        report.longrepr[2]
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple)
    ]
    left_out = {
        need: count
        for need in NEEDS.values()
        if (count := sum(need.how in reason for reason in reasons))
    }
    if left_out:
        terminalreporter.section("left out, since this machine lacks what they need")
        for need, count in left_out.items():
            terminalreporter.line(f"{count:5} tests: {need.name}. On Debian: {need.how}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that would be skipped in CI (an expected failure is reported as skipped too)."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"in CI no test is skipped: {report.longreprtext}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that would be skipped as a whole in CI."""
    report = yield
    if IN_CI and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"in CI no module is skipped: {report.longreprtext}"
    return report
