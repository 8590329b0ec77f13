"""What holds for every test: a test that did not run is said loudly, and in CI it is a failure."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# Neither time nor chance decides about a change: a busy machine is slow, and each run tries the same examples.
settings.register_profile("badge", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("badge")


def skipped(session_config: pytest.Config) -> list[str]:
    """Return one line for each test, or file of tests, that was skipped."""
    reporter = session_config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # a worker of pytest-xdist; its controller has the reporter
        return []
    reports = reporter.stats.get("skipped", [])
    return sorted({f"{report.nodeid}: {_reason(report)}" for report in reports})


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test was skipped."""
    where = report.longrepr
    return where[2].removeprefix("Skipped: ") if isinstance(where, tuple) else str(where)


def in_ci() -> bool:
    """Tell whether this run decides about a change."""
    return os.environ.get("CI", "").lower() == "true"


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that skipped something."""
    if in_ci() and session.exitstatus == pytest.ExitCode.OK and skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List what was skipped, where it cannot be overlooked."""
    lines = skipped(config)
    if not lines:
        return
    title = "SKIPPED, which is a failure in CI" if in_ci() else "NOT TESTED HERE"
    terminalreporter.section(title, sep="!", red=in_ci(), yellow=not in_ci(), bold=True)
    for line in lines:
        terminalreporter.line(line)
