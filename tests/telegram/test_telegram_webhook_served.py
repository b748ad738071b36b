"""The webhook as it is served: real processes, and the double that posts as Telegram does."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from phone import Owner, Telegram, until

from tests.doors.service import Service

StartService = Callable[..., Service]


@pytest.fixture
def start_service(telegram: Telegram, tmp_path: Path) -> Iterator[StartService]:
    """`python -m bot serve`, reached by its own address; every one still running is ended with the test."""
    started: list[Service] = []
    with socket.create_server(("127.0.0.1", 0)) as free:
        public = free.getsockname()[1]

    def start(name: str = "one", heard: bool = True) -> Service:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        environ = {
            "DATABASE_URL": f"sqlite:///{tmp_path}/pas.db", "SECRET_KEY": "une cle secrete assez longue, 0123456789",
            "TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url,
            "PUBLIC_URL": f"http://127.0.0.1:{public}",
        }  # fmt: skip
        service = Service(folder, environ, str(public) if heard else "0")
        started.append(service)
        service.start()
        return service

    yield start
    for service in started:
        service.kill()


def test_one_process_alone_makes_our_address_known(
    start_service: StartService, telegram: Telegram, jeanne: Owner
) -> None:
    start_service()
    start_service("two", heard=False)
    jeanne.writes("je suis fleuriste à Roubaix")
    jeanne.sees("fleuriste")

    [told] = telegram.calls("setWebhook")

    assert told["params"]["url"].endswith("/telegram")
    assert len(told["params"]["secret_token"]) >= 32
    assert telegram.calls("getUpdates") == []
    assert telegram.ask("pending") == 0
    assert set(telegram.ask("posts")) == {200}


def test_ready_tells_whether_telegram_knows_our_address(start_service: StartService, telegram: Telegram) -> None:
    service = start_service()

    until(lambda: httpx.get(f"{service.url}/ready", trust_env=False).json()["webhook"], "the address is known")


def test_killed_again_and_again_what_she_wrote_comes_once_and_in_order(
    start_service: StartService, telegram: Telegram, jeanne: Owner, tmp_path: Path
) -> None:
    service = start_service()
    until(lambda: telegram.calls("setWebhook"), "the address is known")
    words = ["/start", "fleuriste", "oui", "pourquoi ?", "je ne sais pas"]
    for word in words:
        service.kill()
        jeanne.writes(word)
        service.start()
        until(lambda: telegram.ask("pending") == 0, f"« {word} » is taken")

    assert hers(tmp_path) == words[1:]
    assert 200 in telegram.ask("posts")


def test_while_the_base_is_locked_telegram_keeps_what_she_wrote(
    start_service: StartService, telegram: Telegram, jeanne: Owner, tmp_path: Path
) -> None:
    start_service()
    jeanne.writes("/start")
    jeanne.sees("métier")
    other = sqlite3.connect(tmp_path / "pas.db", isolation_level=None)
    other.execute("begin immediate")

    jeanne.writes("fleuriste")
    until(lambda: 503 in telegram.ask("posts"), "the refusal")
    waiting = telegram.ask("pending")
    other.execute("rollback")
    jeanne.sees("fleuriste")

    assert waiting == 1
    assert hers(tmp_path) == ["fleuriste"]


def hers(tmp_path: Path) -> list[str]:
    """What she said, as the transcript has it."""
    with sqlite3.connect(tmp_path / "pas.db") as base:
        rows = base.execute(
            "select json_extract(message, '$.spans[0].text') from transcript where who = 'her' order by number"
        )
        return [text for (text,) in rows if not text.startswith("/")]
