"""Processes of the Telegram tests: the double, and the bot as often as a test starts it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from phone import HERE, ROOT, Owner, Process, Telegram, until

from tests.doors.service import LOUD

StartBot = Callable[..., Process]


@pytest.fixture(scope="session")
def bot_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the double."""
    double = Process("bot_api_double.py", tmp_path_factory.mktemp("bot_api") / "double.txt")
    yield str(until(lambda: double.says().strip(), "the double's address"))
    double.kill()


@pytest.fixture
def telegram(bot_api: str, tmp_path: Path) -> Iterator[Telegram]:
    """A bot's token of its own. Whatever the test, the bot does nothing that Telegram would let pass in silence.

    And whatever the test, S2: its token is in no log, at DEBUG, and in no database; S12: it called nobody else.
    """
    made = Telegram(bot_api, chat_rate=50, chat_burst=50)
    yield made
    assert made.ask("faults") == []
    made.client.close()
    held = [path for path in tmp_path.rglob("*") if path.is_file() and made.token.encode() in path.read_bytes()]
    assert held == []
    assert called_by(tmp_path) <= {("127.0.0.1", urlsplit(bot_api).port)}


@pytest.fixture
def start_bot(telegram: Telegram, tmp_path: Path) -> Iterator[StartBot]:
    """Starts a bot on this test's database; every one still running is ended with the test."""
    started: list[Process] = []

    def start(name: str = "bot", database: str = "pas.db", **environ: str) -> Process:
        given = {
            "DATABASE_URL": f"sqlite:///{tmp_path / database}",
            "TELEGRAM_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "DIALOGUE": "canned",
            "LOG": "DEBUG",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE), str(LOUD))),
        }
        started.append(Process("bot_process.py", tmp_path / f"{name}.txt", **{**given, **environ}))
        return started[-1]

    yield start
    for process in started:
        print(process.says())
        if process.run.poll() is None:
            process.kill()


@pytest.fixture
def jeanne(telegram: Telegram) -> Owner:
    return Owner(telegram)


def called_by(folder: Path) -> set[tuple[str, int]]:
    """Whom the processes that wrote these logs opened a connection to."""
    told = [path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*.txt")]
    found = re.findall(r"connects to \('([^']*)', (\d+)", "\n".join(told))
    return {(host, int(port)) for host, port in found}
