"""What the tests share: Sphinx's own fixtures, and no skipping where nobody would see it."""

from __future__ import annotations

import functools
import ipaddress
import logging
import os
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Generator

pytest_plugins = ["sphinx.testing.fixtures", "sites", "browsing", "image_server", "themes"]

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
"""Whether a machine runs the tests, on which a tool that is missing is a fault."""


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
