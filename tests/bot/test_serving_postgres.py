"""Can any replica serve her, on one PostgreSQL database?"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.browser.visitor import Visitor
from tests.doors.service import Service, command
from tests.postgres import PASSWORD, Cluster

TYPED = "je vend des fleur"
SECRET = "une cle secrete assez longue, 0123456789"


@pytest.fixture
def replicas(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Service]]:
    environ = {"DATABASE_URL": postgres_url, "SECRET_KEY": SECRET}
    one, other = (Service(tmp_path_factory.mktemp("replica"), environ) for _ in range(2))
    for service in (one, other):
        service.start()
    yield one, other
    for service in (one, other):
        service.kill()


def test_she_goes_on_at_another_replica(replicas: tuple[Service, Service]) -> None:
    one, other = replicas
    her = Visitor(one.url)
    her.open()
    before = her.say(TYPED).lines

    one.kill()
    again = Visitor(other.url)
    again.client.cookies = her.client.cookies
    after = again.open().lines
    again.say("oui")

    assert after == before
    assert len(again.page.lines) > len(before)
    told = {"ready": True, "database": True, "migrations": True, "oldest_unsent_seconds": None, "webhook": None}
    assert ready(other) == (200, told)


def test_the_password_of_the_database_is_written_nowhere(replicas: tuple[Service, Service]) -> None:
    one, _ = replicas
    her = Visitor(one.url)
    her.open()
    her.say("fleuriste")

    assert PASSWORD not in her.answer.text
    for path in one.folder.iterdir():
        assert PASSWORD not in path.read_text(encoding="utf-8")
    assert "Conversations : postgresql://127.0.0.1:" in one.says()


def test_while_the_database_is_away_she_keeps_her_words_and_nobody_is_sent_here(
    replicas: tuple[Service, Service], cluster: Cluster
) -> None:
    one, _ = replicas
    her = Visitor(one.url)
    her.open()

    with cluster.away(), ThreadPoolExecutor() as at_once:
        told, health = at_once.submit(ready, one), at_once.submit(httpx.get, f"{one.url}/health")
        kept = her.say(TYPED)

    assert (told.result()[0], health.result().status_code, her.answer.status_code) == (503, 503, 503)
    assert PASSWORD not in one.says()
    [form] = kept.forms
    said = [text for who, text in her.post([*form.fields, ("text", TYPED)]).lines if who == "her"]
    assert TYPED in kept.text
    assert said == [TYPED]
    assert ready(one)[0] == 200


def test_a_replica_with_another_key_is_refused(replicas: tuple[Service, Service], postgres_url: str) -> None:
    process = command("serve", subprocess.PIPE, DATABASE_URL=postgres_url, SECRET_KEY=SECRET + "!", PORT="0")

    said = process.communicate(timeout=30)[0].decode()

    assert process.returncode == 1
    assert said.startswith("SECRET_KEY ne contient pas la clé de la base postgresql://127.0.0.1:")


def ready(service: Service) -> tuple[int, dict[str, object]]:
    """What a platform is told, but which content it serves."""
    answer = httpx.get(f"{service.url}/ready", timeout=30)
    told = answer.json()
    assert told.pop("content")
    assert told.pop("revision") == 0
    return answer.status_code, told
