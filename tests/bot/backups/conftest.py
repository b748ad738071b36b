"""Which stores do the tests of a backup open, and where may one be restored?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.app import open_store
from bot.settings import read_settings
from bot.store import Store
from tests.bot.backups.commands import (
    New,
    Opened,
    leave,
)
from tests.bot.test_kill import SECRET


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens a store, and closes what it holds at the end."""
    with ExitStack() as stack:

        def open_one(url: str) -> Store:
            store = open_store(read_settings({"DATABASE_URL": url, "SECRET_KEY": SECRET}))
            stack.callback(leave, store)
            return store

        yield open_one


@pytest.fixture
def new_base(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[New]:
    """Addresses of bases of the same kind where nothing of ours has ever run."""
    made: list[str] = []

    def new() -> str:
        if database_url.startswith("sqlite"):
            return f"sqlite:///{tmp_path}/new{len(made)}.db"
        made.append(request.getfixturevalue("cluster").new_database(template="template1"))
        return made[-1]

    yield new
    for url in made:
        request.getfixturevalue("cluster").drop(url)
