"""Does she lose anything when the process dies at any moment?"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import open_store
from bot.channels.terminal import KEY as TERMINAL
from bot.settings import read_settings
from bot.store import Store
from bot.store.sqlite import SqliteStore
from tests.builders import KEY, NOW

if TYPE_CHECKING:
    from tests.postgres import Cluster

ROOT = Path(__file__).resolve().parents[2]
KILLS, TURNS, SHARED_TURNS = 5, 200, 60
SECRET = "une cle secrete assez longue, 0123456789"


class Process:
    """A program of ours, killed for sure at the end."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.popen.kill()
        self.popen.wait()
        for pipe in (self.popen.stdin, self.popen.stdout):
            with suppress(BrokenPipeError):
                pipe.close() if pipe else None

    def send(self, line: str) -> None:
        """What a dead process does not read is lost, as for a real one."""
        assert self.popen.stdin
        with suppress(BrokenPipeError):
            self.popen.stdin.write(line + "\n")
            self.popen.stdin.flush()

    def lines(self) -> Iterator[str]:
        assert self.popen.stdout
        return (line.strip() for line in self.popen.stdout)

    def ends(self) -> list[str]:
        """The lines it still writes, once nothing more comes in."""
        assert self.popen.stdin
        self.popen.stdin.close()
        return [*self.lines()]

    def read_until(self, end: str) -> str:
        assert self.popen.stdout
        text = ""
        while not text.endswith(end):
            char = self.popen.stdout.read(1)
            assert char, f"it stopped after: {text}"
            text += char
        return text


def test_killed_at_any_moment_each_act_counts_once_and_in_order(database_url: str) -> None:
    moments = random.Random(1)
    waiting = [f"e{n} {n}" for n in range(TURNS)]

    for _ in range(KILLS):
        waiting = _taken_until_killed(database_url, waiting, moments)
    with taker(database_url) as last:
        _until_all_are_kept(last, waiting)

    store = opened(database_url)
    assert _answers(store) == [str(n) for n in range(TURNS)]
    assert [entry.number for entry in store.transcript(KEY)] == list(range(1, 2 * TURNS + 1))
    assert _everything_sent(store) == [f"{n + 1} : {n}" for n in range(TURNS)]


def test_two_processes_taking_turns_of_one_conversation_lose_nothing(database_url: str) -> None:
    lines = {phone: [f"{phone}{n} {phone}{n}" for n in range(SHARED_TURNS)] for phone in "ab"}

    with taker(database_url) as one, taker(database_url) as other:
        for mine, hers in zip(lines["a"], lines["b"], strict=True):
            one.send(mine)
            other.send(hers)
        for process, phone in ((one, "a"), (other, "b")):
            assert process.ends() == ["ready", *(line.split()[0] for line in lines[phone])]

    store = opened(database_url)
    kept = _answers(store)
    for phone in "ab":
        assert [answer for answer in kept if answer[0] == phone] == [line.split()[1] for line in lines[phone]]
    assert len(kept) == 2 * SHARED_TURNS
    assert _everything_sent(store) == [f"{at} : {answer}" for at, answer in enumerate(kept, start=1)]


def test_postgresql_killed_while_turns_are_taken_loses_nothing(cluster: Cluster, postgres_url: str) -> None:
    waiting = [f"e{n} {n}" for n in range(TURNS)]

    with taker(postgres_url) as process:
        for line in waiting:
            process.send(line)
        acknowledged = process.lines()
        before = list(islice(acknowledged, TURNS // 4))
        with cluster.away():
            pass
        after = process.ends()

    store = opened(postgres_url)
    assert [*before, *after] == ["ready", *(line.split()[0] for line in waiting)]
    assert _answers(store) == [str(n) for n in range(TURNS)]
    assert _everything_sent(store) == [f"{n + 1} : {n}" for n in range(TURNS)]


def test_a_conversation_in_the_terminal_goes_on_after_a_kill(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/store.db"
    with Process("-m", "bot", "talk", DATABASE_URL=database) as talk:
        talk.read_until("> ")
        talk.send("je vend des fleur")
        talk.read_until("> ")
        talk.send("1")
        before = talk.read_until("> ")
        talk.popen.kill()

    with Process("-m", "bot", "talk", DATABASE_URL=database) as talk:
        after = talk.read_until("> ")

    conversation, _ = SqliteStore(tmp_path / "store.db").load(TERMINAL)
    assert conversation is not None
    assert conversation.value("metier") == "fleuriste"
    assert _choices(before)
    assert _choices(after) == _choices(before)


def taker(database_url: str) -> Process:
    return Process("-m", "tests.bot.turn_taker", DATABASE_URL=database_url, SECRET_KEY=SECRET)


def _taken_until_killed(database_url: str, waiting: list[str], moments: random.Random) -> list[str]:
    """Sends what waits and kills at some moment; what was not acknowledged waits again, as Telegram does."""
    with taker(database_url) as process:
        acknowledged = process.lines()
        assert next(acknowledged) == "ready"
        for line in waiting:
            process.send(line)
        done = set(islice(acknowledged, moments.randint(1, 12)))
        time.sleep(moments.uniform(0, 0.002))
        process.popen.kill()
        done |= set(acknowledged)
    return [line for line in waiting if line.split()[0] not in done]


def _until_all_are_kept(process: Process, waiting: list[str]) -> None:
    for line in waiting:
        process.send(line)
    assert process.ends() == ["ready", *(line.split()[0] for line in waiting)]


def opened(database_url: str) -> Store:
    return open_store(read_settings({"DATABASE_URL": database_url, "SECRET_KEY": SECRET}))


def _answers(store: Store) -> list[str]:
    conversation, _ = store.load(KEY)
    return [answer.value for answer in conversation.answers] if conversation else []


def _everything_sent(store: Store) -> list[str]:
    sent: list[str] = []
    while waiting := store.next_unsent(1, NOW):
        store.mark_sent(KEY, waiting[0].number, None, NOW)
        sent.append(waiting[0].payload["text"])
    return sent


def _choices(screen: str) -> list[str]:
    """The numbered lines under the last bubble."""
    return [line for line in screen.splitlines() if line.strip()[:1].isdigit()]
