"""What do all tests share? A browser and a database where there are, and properties that no slow machine fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgres import Cluster

settings.register_profile("premier-pas", deadline=None, derandomize=True)
settings.load_profile("premier-pas")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
IN_CI = os.environ.get("CI") == "true"
NO_BROWSER = "no Chromium on this machine: the browser tests did not run"
NO_POSTGRES = "no PostgreSQL on this machine: the tests of its store did not run"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser. Without one the test is skipped, and said aloud at the end; in CI it fails."""
    return next(filter(None, map(shutil.which, BROWSERS)), None) or _without(NO_BROWSER)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of the tests' own. Without one: as for the browser."""
    from tests.postgres import Cluster, binaries  # costs 0.2 s, for nothing where no such test is asked for

    cluster = Cluster(binaries() or _without(NO_POSTGRES))
    try:
        cluster.create()
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture
def postgres_url(cluster: Cluster) -> Iterator[str]:
    """The address of a database with every table of ours, and nothing in them."""
    url = cluster.new_database()
    yield url
    cluster.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the service may keep conversations: one kind of database, then the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in (NO_BROWSER, NO_POSTGRES):
        skipped = [report for report in terminalreporter.getreports("skipped") if reason in str(report.longrepr)]
        if skipped:
            terminalreporter.write_line(f"!!! {len(skipped)} tests skipped: {reason}", red=True, bold=True)


def _without(what: str) -> NoReturn:
    (pytest.fail if IN_CI else pytest.skip)(what)
