"""What the tests share: Sphinx's own fixtures, and no skipping where nobody would see it."""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import FileSystemBytecodeCache
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


@pytest.fixture(scope="session", autouse=True)
def templates_are_compiled_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[None, None, None]:
    """Keep what Jinja compiles of Sphinx's templates, a quarter of the time of a small build."""
    folder = str(tmp_path_factory.mktemp("templates"))

    def environment(**settings: Any) -> SandboxedEnvironment:
        made = SandboxedEnvironment(**settings)
        # the same template is another program with other extensions
        made.bytecode_cache = FileSystemBytecodeCache(folder, f"{len(made.extensions)}-%s")
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sphinx.jinja2glue.SandboxedEnvironment", environment)
        yield


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
