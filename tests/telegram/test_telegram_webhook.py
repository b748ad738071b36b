"""What is posted to our route: commit, then 200; trouble, 503; a stranger, 403."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import canned
import httpx
import pytest
from phone import Owner, Telegram
from starlette.applications import Starlette
from test_telegram_channel import acts

from bot.channels.telegram import Webhook
from bot.channels.telegram.client import disconnect
from bot.channels.telegram.webhook import BODY_MAX, PATH, SECRET_HEADER
from bot.keys import Keys
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from bot.turns import TurnHandler

NEW, OLD = "n" * 40, "o" * 40


class Route:
    """Our route, as Telegram's servers see it; the bot behind it talks to the double."""

    def __init__(self, telegram: Telegram, folder: Path, secrets: tuple[str, ...] = (NEW, OLD)) -> None:
        settings = Settings(
            telegram_token=telegram.token, telegram_api_url=telegram.url, webhook_secrets=secrets,
            public_url="https://exemple.fr",
        )  # fmt: skip
        library = cast(Any, lambda: SimpleNamespace(replies=canned.REPLIES))
        store = SqliteStore(folder / "pas.db", busy_seconds=0.2)
        self.webhook = Webhook(
            TurnHandler(store, library, lambda: datetime.now(UTC), canned.take_turn), settings, Keys("k" * 40)
        )

    def posts(self, *bodies: bytes | dict[str, Any], secret: str | None = NEW) -> list[int]:
        return asyncio.run(self._posted(bodies, secret))

    async def _posted(self, bodies: tuple[bytes | dict[str, Any], ...], secret: str | None) -> list[int]:
        headers = {} if secret is None else {SECRET_HEADER: secret.encode("latin-1")}
        transport = httpx.ASGITransport(Starlette(routes=[self.webhook.route]))
        async with httpx.AsyncClient(transport=transport, base_url="https://exemple.fr") as telegram:
            calls: list[Coroutine[Any, Any, httpx.Response]] = [
                telegram.post(PATH, content=body if isinstance(body, bytes) else json.dumps(body), headers=headers)
                for body in bodies
            ]
            answers = await asyncio.gather(*calls)
        await asyncio.gather(*self.webhook.intake.beside)
        await disconnect(self.webhook.bot)
        return [answer.status_code for answer in answers]


@pytest.fixture
def route(telegram: Telegram, tmp_path: Path) -> Route:
    return Route(telegram, tmp_path)


def words(text: str, update: int = 1, chat: int = 4242) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Jeanne"}
    return {
        "update_id": update,
        "message": {
            "message_id": update,
            "date": 1,
            "chat": {"id": chat, "type": "private"},
            "from": person,
            "text": text,
        },
    }


def test_an_update_is_committed_before_it_is_answered(route: Route, tmp_path: Path) -> None:
    assert route.posts(words("bonjour")) == [200]
    assert acts(tmp_path) == ["bonjour"]


@pytest.mark.parametrize("secret", [None, "", "x" * 40, NEW[:-1], f"{NEW}n", f"{NEW},{OLD}", "é"])
def test_whoever_does_not_know_the_secret_changes_nothing(route: Route, tmp_path: Path, secret: str | None) -> None:
    assert route.posts(words("bonjour"), secret=secret) == [403]
    assert acts(tmp_path) == []


def test_both_secrets_are_known_while_one_replaces_the_other(route: Route, telegram: Telegram, tmp_path: Path) -> None:
    assert route.posts(words("un", 1)) + route.posts(words("deux", 2), secret=OLD) == [200, 200]
    assert Route(telegram, tmp_path, (NEW,)).posts(words("trois", 3), secret=OLD) == [403]


def test_without_a_secret_of_its_own_it_is_drawn_from_the_key(telegram: Telegram, tmp_path: Path) -> None:
    route = Route(telegram, tmp_path, ())

    [secret] = route.webhook.secrets

    assert len(secret) >= 32
    assert route.posts(words("bonjour"), secret=secret) == [200]


def test_while_nothing_can_be_kept_it_must_come_again(route: Route, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "pas.db", isolation_level=None)
    other.execute("begin immediate")

    refused = route.posts(words("bonjour"))
    other.execute("rollback")
    taken = route.posts(words("bonjour"))

    assert (refused, taken) == ([503], [200])
    assert acts(tmp_path) == ["bonjour"]


def test_the_same_update_at_once_is_applied_once(route: Route, tmp_path: Path) -> None:
    assert route.posts(*[words("une fois")] * 4) == [200] * 4
    assert acts(tmp_path) == ["une fois"]


def test_a_poison_update_is_set_aside_and_the_next_one_flows(route: Route, tmp_path: Path) -> None:
    poison: list[bytes | dict[str, Any]] = [
        b"", b"{", b"[]", b"null", b'{"update_id": "x"}', b"\xff\xfe", b"x" * (BODY_MAX + 9),
        {"update_id": 1, "message": {"nonsense": True}}, {"update_id": 2, "never_seen": {}},
        words("\ud800 \x00 \u202e", 3), words("a" * 900_000, 4),
    ]  # fmt: skip

    assert route.posts(*poison) == [200] * len(poison)
    assert route.posts(words("la suite", 9)) == [200]
    assert acts(tmp_path)[-1] == "la suite"


def test_a_press_is_answered_at_once(route: Route, telegram: Telegram, jeanne: Owner) -> None:
    jeanne.writes("/start")
    pressed = telegram.ask("forge", chat=jeanne.chat, message_id=1, data="1|a:x")
    query = {"id": pressed["query"], "from": {"id": jeanne.chat, "is_bot": False, "first_name": "J"}, "data": "1|a:x",
             "chat_instance": "1"}  # fmt: skip

    route.posts({"update_id": 5, "callback_query": query})

    assert list(telegram.ask("queries").values()) == [True]
