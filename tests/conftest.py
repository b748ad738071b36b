"""What do all tests share? A browser where there is one, and properties that no slow machine fails."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("premier-pas", deadline=None, derandomize=True)
settings.load_profile("premier-pas")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
IN_CI = os.environ.get("CI") == "true"
NO_BROWSER = "no Chromium on this machine: the browser tests did not run"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser. Without one the test is skipped, and said aloud at the end; in CI it fails."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        (pytest.fail if IN_CI else pytest.skip)(NO_BROWSER)
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.getreports("skipped") if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"!!! {len(skipped)} tests skipped: {NO_BROWSER}", red=True, bold=True)
