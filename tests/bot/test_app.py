"""Does it start, tell where to go, answer and stop?"""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from asyncio import run as wait_for
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.app import App, build, now
from bot.errors import AddressTaken, OperatorError
from bot.logs import HIDDEN, JSON, WithoutSecrets
from bot.serving import listening, told
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from dialogs import start
from tests.builders import a_turn, an_outgoing
from tests.waiting import until

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
SECRET = "une cle secrete assez longue, 0123456789"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(port=0, database=tmp_path / "premier-pas.db")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = run("serve", DATABASE_URL=f"sqlite:///{tmp_path}/premier-pas.db", HOST="127.0.0.1", PORT="0")
    yield process
    process.kill()
    process.communicate()


def run(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "TELEGRAM_TOKEN")}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, text=True, env=clean | environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def address(served: subprocess.Popen[str]) -> str:
    assert served.stdout
    for line in served.stdout:
        if found := re.search(r"http://localhost:\d+", line):
            return found[0]
    raise AssertionError(served.stderr and served.stderr.read())


def get(app: App, path: str, **headers: str) -> httpx.Response:
    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app.asgi)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path, headers=headers)

    return wait_for(answer())


# ------------------------------------------------------------------ a real process


def test_it_serves_on_the_port_it_prints_and_stops_when_asked(served: subprocess.Popen[str], tmp_path: Path) -> None:
    root = address(served)

    with urllib.request.urlopen(f"{root}/") as page, urllib.request.urlopen(f"{root}/health") as health:
        assert page.status == 200
        assert json.load(health) == {"alive": True, "database": True}
    served.send_signal(signal.SIGTERM)

    assert served.wait(10) == 0
    assert (tmp_path / "premier-pas.db.key").stat().st_mode & 0o777 == 0o600


def test_a_port_already_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = run("serve", DATABASE_URL=f"sqlite:///{tmp_path}/x.db", HOST="127.0.0.1", PORT=str(port))
        out, error = process.communicate(timeout=30)

    assert process.returncode == 1
    assert out == ""
    assert error.splitlines() == [
        f"Le port {port} est déjà pris. Arrêtez l'autre programme, ou changez de port : PORT={port + 1}."
    ]


def test_wrong_settings_stop_the_start_with_every_error() -> None:
    process = run("serve", PORT="beaucoup", DATABASE_URL="mysql://x", NEW_SESSIONS_PER_10_MIN="-1")

    _, error = process.communicate(timeout=30)

    assert process.returncode == 2
    assert [name for name in ("PORT", "DATABASE_URL", "NEW_SESSIONS_PER_10_MIN") if f"  {name} : " in error] == [
        "PORT", "DATABASE_URL", "NEW_SESSIONS_PER_10_MIN",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"SECRET_KEY": SECRET + "!"}, 1, "SECRET_KEY ne contient pas la clé de la base "),
        ({"SECRET_KEY": ""}, 1, "La clé de la base "),
        ({"DYNO": "web.1"}, 2, "  DATABASE_URL : DYNO dit que ce disque est jetable"),
    ],
)
def test_a_start_that_would_lose_everyone_is_refused(
    tmp_path: Path, changed: dict[str, str], status: int, sentence: str
) -> None:
    settings = Settings(port=0, database=tmp_path / "x.db", secret_key=SECRET)
    build(settings)

    same = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "PORT": "0", "SECRET_KEY": SECRET}
    refused = run("serve", **{**same, **changed})
    out, error = refused.communicate(timeout=30)

    assert (refused.returncode, out) == (status, "")
    assert any(line.startswith(sentence) for line in error.splitlines()), error
    assert "Traceback" not in error


def test_who_has_not_come_for_thirty_days_is_forgotten_at_start(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "x.db")
    for days in (31, 29):
        came(store, f"{days}", days)

    process = run("serve", DATABASE_URL=f"sqlite:///{tmp_path}/x.db", HOST="127.0.0.1", PORT="0")
    address(process)
    until(lambda: store.load("31")[0] is None)
    process.terminate()
    _, error = process.communicate(timeout=10)

    assert store.load("29")[0] is not None
    assert "Conversations effacées, leur temps est passé : 1." in error


# ------------------------------------------------------------------ health


def test_health_is_red_while_the_database_cannot_be_written_and_heals(settings: Settings) -> None:
    app = build(settings)
    app.store._file._busy_seconds = 0.1  # type: ignore[attr-defined]
    other = sqlite3.connect(settings.database, isolation_level=None)

    other.execute("begin immediate")
    red = get(app, "/health")
    other.execute("rollback")
    green = get(app, "/health")

    assert (red.status_code, red.json()) == (503, {"alive": True, "database": False})
    assert (green.status_code, green.json()) == (200, {"alive": True, "database": True})


def test_ready_tells_what_it_serves_with_and_since_when_a_reply_waits(settings: Settings) -> None:
    app = build(settings)
    revision = app.handler.library().revision
    told = {"ready": True, "database": True, "migrations": True, "content": revision, "revision": 0, "webhook": None}

    before = get(app, "/ready")
    app.store.commit("k", 0, "e1", a_turn(key="k"), (an_outgoing(),), now() - timedelta(minutes=3))
    after = get(app, "/ready")

    assert (before.status_code, before.json()) == (200, {**told, "oldest_unsent_seconds": None})
    assert (after.status_code, after.json() | told) == (200, after.json())
    assert after.json()["oldest_unsent_seconds"] >= 180


def test_not_ready_while_the_database_cannot_be_written(settings: Settings) -> None:
    app = build(settings)
    app.store._file._busy_seconds = 0.1  # type: ignore[attr-defined]
    other = sqlite3.connect(settings.database, isolation_level=None)

    other.execute("begin immediate")
    red = get(app, "/ready")
    other.execute("rollback")

    assert (red.status_code, red.json()["ready"], red.json()["database"]) == (503, False, False)
    assert get(app, "/ready").status_code == 200


def test_a_file_that_is_no_database_stops_the_start(settings: Settings) -> None:
    settings.database.write_text("ceci n'est pas une base " * 100)

    with pytest.raises(OperatorError, match=r"premier-pas\.db"):
        build(settings)


# ------------------------------------------------------------------ what the operator reads


def test_the_operator_reads_what_is_on_and_how_to_turn_the_rest_on(settings: Settings) -> None:
    text = "\n".join(told(settings, 8000))

    assert "http://localhost:8000" in text
    assert str(settings.database) in text
    for name in ("HOST=0.0.0.0", "PUBLIC_URL", "TELEGRAM_TOKEN"):
        assert name in text


def test_the_operator_reads_no_more_than_is_left_to_do(tmp_path: Path) -> None:
    settings = Settings(
        host="0.0.0.0",
        database=tmp_path / "x.db",
        secret_key=SECRET,
        telegram_token=TOKEN,
        public_url="https://exemple.fr",
    )

    text = "\n".join(told(settings, 8000))

    assert "https://exemple.fr" in text
    assert "éteint" not in text
    assert "Sans https" not in text
    assert SECRET not in text
    assert TOKEN not in text


def test_an_address_of_another_machine_is_refused_clearly() -> None:
    with pytest.raises(AddressTaken, match=r"203\.0\.113\.4"):
        listening(Settings(host="203.0.113.4", port=0))


def test_logs_never_hold_a_secret() -> None:
    secrets = WithoutSecrets([TOKEN, SECRET, ""])
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError as error:
        raised = (type(error), error, error.__traceback__)

    line = secrets.format(logging.LogRecord("x", logging.ERROR, "x.py", 1, "avec %s", (SECRET,), raised))

    assert TOKEN not in line
    assert SECRET not in line
    assert line.count(HIDDEN) >= 2


def test_the_key_made_on_first_start_finds_people_again(settings: Settings) -> None:
    assert get(build(settings), "/").status_code == 200
    key = (settings.database.parent / "premier-pas.db.key").read_text()

    build(settings)

    assert (settings.database.parent / "premier-pas.db.key").read_text() == key
    assert SqliteStore(settings.database).health()


def test_a_json_line_hides_the_secrets_too(settings: Settings) -> None:
    record = logging.LogRecord("bot", logging.ERROR, "", 0, "vers %s : « é »", (TOKEN,), None)

    line = json.loads(WithoutSecrets([TOKEN], JSON).format(record))

    assert (line["levelname"], line["message"]) == ("ERROR", f"vers {HIDDEN} : « é »")


def test_numbers_are_told_to_whoever_shows_the_token_and_to_nobody_else(settings: Settings) -> None:
    app = build(replace(settings, metrics_token="m" * 32))
    app.store.commit("k", 0, "e1", a_turn(key="k"), (an_outgoing(),), now() - timedelta(minutes=3))

    refused = [get(app, "/metrics"), get(app, "/metrics", Authorization="Bearer autre")]
    told = get(app, "/metrics", Authorization=f"Bearer {'m' * 32}")

    assert [answer.status_code for answer in refused] == [401, 401]
    assert get(build(settings), "/metrics").status_code == 404
    lines = dict(line.rsplit(" ", 1) for line in told.text.splitlines() if not line.startswith("#"))
    assert float(lines["premier_pas_oldest_unsent_seconds"]) >= 180
    assert "premier_pas_turns_total" in lines


def test_a_worker_forgets_in_time_and_stops_when_told(settings: Settings) -> None:
    store = SqliteStore(settings.database)
    came(store, "old", 40)
    came(store, "new", 0)

    worker = run("work", DATABASE_URL=f"sqlite:///{settings.database}")
    limit = time.monotonic() + 20
    while store.load("old")[0] and time.monotonic() < limit:
        time.sleep(0.05)
    worker.send_signal(signal.SIGTERM)
    said, trouble = worker.communicate(timeout=10)

    assert store.load("old")[0] is None
    assert store.load("new")[0] is not None
    assert (worker.returncode, "Premier Pas travaille" in said) == (0, True), trouble


def came(store: SqliteStore, key: str, days_ago: int) -> None:
    """One turn, that many days ago by the service's own clock."""
    then = now() - timedelta(days=days_ago)
    store.commit(key, 0, f"e{key}", a_turn(conversation=start(key, then)), (), then)
