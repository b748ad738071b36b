"""The Procfile's own lines on PostgreSQL: two replicas, a worker, 200 people at once, one replica killed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.keys import Keys
from dialogs import start
from tests.builders import a_turn, an_outgoing
from tests.faults.conftest import SECRET, World
from tests.faults.crowd import OnTheWeb, all_at_once, ended
from tests.telegram.phone import Telegram, until

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, ACTS = 200, 3
LINES = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())


class Platform:
    """Runs a line of the Procfile as a platform does: its environment, a port, and no more."""

    def __init__(self, folder: Path, url: str, telegram: Telegram) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        self.environ = {
            "DATABASE_URL": url, "SECRET_KEY": SECRET, "TELEGRAM_TOKEN": telegram.token, "HOST": "127.0.0.1",
            "TELEGRAM_API_URL": telegram.url, "NEW_SESSIONS_PER_10_MIN": "100000", "DYNO": "web.1",
        }  # fmt: skip

    def runs(self, line: str, port: str = "0") -> subprocess.Popen[bytes]:
        command = shlex.split(LINES[line].replace("python", sys.executable, 1))
        kept = {known: os.environ[known] for known in ("PATH", "HOME", "LANG") if known in os.environ}
        output = (self.folder / f"{line}{len(self.running)}.txt").open("wb")
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            env={**kept, "PYTHONUNBUFFERED": "1", "PORT": port, **self.environ},
        )
        self.running.append(process)
        return process

    def says(self, process: subprocess.Popen[bytes]) -> str:
        number = self.running.index(process)
        return next(self.folder.glob(f"*{number}.txt")).read_text(encoding="utf-8")

    def address(self, process: subprocess.Popen[bytes]) -> str:
        found = until(lambda: re.search(r"http://localhost:(\d+)", self.says(process)), "it listens")
        return f"http://127.0.0.1:{found[1]}"


@pytest.fixture
def platform(tmp_path: Path, postgres_url: str, telegram: Telegram) -> Iterator[Platform]:
    made = Platform(tmp_path, postgres_url, telegram)
    yield made
    for process in made.running:
        process.kill()
        process.wait()


@pytest.fixture
def world(tmp_path: Path, postgres_url: str, telegram: Telegram) -> World:
    return World(tmp_path, telegram, postgres_url)


def test_two_replicas_and_a_worker_lose_nothing_of_two_hundred_people(platform: Platform, world: World) -> None:
    assert platform.runs("release").wait(30) == 0
    webs = [platform.runs("web") for _ in range(2)]
    worker = platform.runs("worker")
    addresses = [platform.address(web) for web in webs]
    people = [OnTheWeb(addresses[number % 2], number) for number in range(PEOPLE)]

    talking = all_at_once(*[lambda p=person: p.acts(ACTS) for person in people])
    time.sleep(3)
    webs[0].kill()
    webs[0].wait()
    again = platform.runs("web", port=addresses[0].rpartition(":")[2])
    ended(talking)

    assert [sum(who == "her" for who, _ in person.stands()) for person in people] == [ACTS] * PEOPLE
    assert [process.poll() for process in (webs[1], again, worker)] == [None] * 3


def test_the_worker_sends_what_a_dead_replica_left(platform: Platform, world: World, telegram: Telegram) -> None:
    assert platform.runs("release").wait(30) == 0
    keys, store, chat, now = Keys(SECRET), world.store(), 4242, datetime.now(UTC)
    key = keys.telegram_key(chat)
    turn = a_turn(conversation=start(key, now))  # begun today: the worker also forgets what is old
    telegram.ask("text", chat=chat, text="bonjour")
    reply = replace(an_outgoing("une réponse"), payload={"text": "une réponse"})
    store.keep("secret key", keys.seal)
    store.commit(key, 0, "e1", turn, (reply,), now, keys.encrypt(chat))

    worker = platform.runs("worker")
    until(lambda: [c for c in telegram.calls("sendMessage", chat) if not c["error"]], "the reply")
    worker.terminate()

    assert worker.wait(10) == 0
