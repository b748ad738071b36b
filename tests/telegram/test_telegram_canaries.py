"""One person and every secret, followed through the real service at DEBUG: where is anything of them left?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import called_by
from phone import Owner, Telegram, until

from bot.keys import Keys
from tests.bot.backups.commands import everything
from tests.browser.visitor import Visitor
from tests.doors.service import Service
from tests.postgres import PASSWORD

WORDS = "canarixq7zt"
SECRET = "canari-secret-0123456789abcdefghij"
METRICS = "canari-metrics-0123456789abcdefghi"
CHAT = 71_340_982_651


@dataclass
class Journey:
    """What was given to her, and what the service said and kept, before and after she erased everything."""

    service: Service
    telegram: Telegram
    database_url: str
    given: list[str] = field(default_factory=list)
    kept: bytes = b""
    left: bytes = b""

    def lived(self) -> Journey:
        """On Telegram through trouble of every kind, then on the web; she asks for all, and erases it."""
        for failure in ({"status": 502}, {"status": 429, "retry_after": 1}, {"cut": True}):
            self.telegram.ask("fail", method="sendMessage", **failure)
        self.telegram.ask("raw", kind="message", content={"message_id": 1, "text": WORDS})
        her, visitor = Owner(self.telegram, chat=CHAT), Visitor(self.service.url)
        self._on_telegram(her)
        self._on_the_web(visitor)
        self.kept = everything(self.database_url)
        her.writes("/effacer")
        her.sees("supprimer")
        her.writes("oui")
        her.sees("C’est fait")
        visitor.say("/effacer")
        visitor.say("oui")
        until(lambda: WORDS.encode() not in everything(self.database_url), "all of it is gone")
        self.left = everything(self.database_url)
        return self

    def _on_telegram(self, her: Owner) -> None:
        her.writes("/start")
        her.sees("métier")
        her.writes(f"je fabrique des girouettes {WORDS}")
        her.sees(WORDS)
        her.writes(f"comment me faire payer ? {WORDS}")
        self.telegram.ask("forge", chat=CHAT, message_id=99, data=WORDS)
        her.writes("/mesdonnees")
        her.sees("Voici tout")
        until(lambda: any("document" in m for m in her.told()), "the file of all we hold")
        self.given += [str(m["file_text"]) for m in her.told() if "document" in m]

    def _on_the_web(self, visitor: Visitor) -> None:
        visitor.open()
        visitor.say(f"je fabrique des girouettes {WORDS}")
        visitor.send([("text", WORDS)], Origin="https://ailleurs.fr")
        visitor.client.get(f"/{WORDS}", params={"c": WORDS})
        visitor.client.get("/metrics", headers={"Authorization": f"Bearer {METRICS}"})
        self.given += [visitor.client.get("/mesdonnees.txt").text, visitor.open("/mesdonnees").html]
        visitor.open()


@pytest.fixture
def journey(telegram: Telegram, database_url: str, tmp_path: Path) -> Iterator[Journey]:
    environ = {
        "DATABASE_URL": database_url, "SECRET_KEY": SECRET, "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url, "METRICS_TOKEN": METRICS,
    }  # fmt: skip
    folder = tmp_path / "log"
    folder.mkdir()
    service = Service(folder, environ)
    service.start()
    yield Journey(service, telegram, database_url)
    service.kill()


def test_no_secret_and_nothing_of_hers_is_where_it_should_not_be(journey: Journey, tmp_path: Path) -> None:
    """S2, and the person as a canary. Given her journey, when all that is written is read, then nothing is found."""
    token = journey.telegram.token
    lived = journey.lived()
    log, given = lived.service.says(), "".join(lived.given)
    secrets = [token, token.partition(":")[2], SECRET, METRICS, PASSWORD]
    assert [one for one in (WORDS, her_key()) if one.encode() not in lived.kept] == [], "else nothing could be found"
    assert [WORDS in one for one in lived.given] == [True, True, True]
    assert "DEBUG" in log
    assert "mise de côté" in log

    assert [one for one in (*secrets, WORDS, str(CHAT)) if one in log] == []
    assert [one for one in (*secrets, str(CHAT)) if one.encode() in lived.kept] == []
    assert [one for one in (*secrets, str(CHAT)) if one in given] == []
    assert [one for one in (WORDS, her_key()) if one.encode() in lived.left] == []
    assert called_by(tmp_path) == {("127.0.0.1", int(journey.telegram.url.rpartition(":")[2]))}


def her_key() -> str:
    return Keys(SECRET).telegram_key(CHAT)
