"""Content is published while people talk: every process serves it, nobody is disturbed, nothing of hers is lost."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import httpx
import pytest

from bot.__main__ import main
from bot.app import now, open_store
from bot.keys import Keys
from bot.publishing import packed
from bot.settings import read_settings
from bot.store import Store
from content.loader import load
from dialogs import Turn
from dialogs.conversation import Conversation
from tests.browser.visitor import Visitor
from tests.dialogs.moments import ALL_AT_ONCE, moments, published
from tests.dialogs.talk import Talk
from tests.doors.service import Service
from tests.editing import changed, edited, folder, ours
from tests.faults.conftest import SECRET, World
from tests.telegram.phone import Owner

__all__ = ["folder"]
PATIENCE = 60.0
TEXTS = ("oui", "pourquoi ?", "1", "je ne sais pas")


@pytest.fixture
def replicas(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Service]]:
    """Two `python -m bot serve` on one database, which the commands of the test use too."""
    environ = {"DATABASE_URL": database_url, "SECRET_KEY": SECRET, "NEW_SESSIONS_PER_10_MIN": "1000"}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    started = [Service(tmp_path / name, environ) for name in "ab"]
    for service in started:
        service.folder.mkdir()
        service.start()
    yield started
    for service in started:
        service.kill()


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(read_settings({"DATABASE_URL": database_url, "SECRET_KEY": SECRET}))


class Her(Visitor):
    """Brought to a moment of the conversation, her page then opened at any replica."""

    def __init__(self, moment: str, talk: Talk, store: Store, url: str) -> None:
        super().__init__(url)
        self.moment, self.store = moment, store
        token = secrets.token_urlsafe(32)
        self.key = Keys(SECRET).web_key(token)
        self.client.cookies.set("pp", token)
        assert talk.turn is not None
        stands = talk.conversation.changed(key=self.key)
        told = Turn(conversation=stands, messages=talk.turn.messages)
        store.commit(self.key, 0, f"{self.key}:brought", told, (), now())
        self.before = stands

    @property
    def conversation(self) -> Conversation:
        found = self.store.load(self.key)[0]
        assert found is not None
        return found

    def at(self, service: Service) -> Her:
        self.url = service.url
        self.client.base_url = httpx.URL(service.url)
        return self


def test_published_in_the_middle_of_conversations_it_disturbs_nobody(replicas: list[Service], store: Store) -> None:
    people = [
        Her(name, talk, store, replicas[0].url) for name, talk in moments(load(), now()).items() for _ in range(3)
    ]
    stood = {her.key: her.open().lines for her in people}

    number = store.publish(packed(published(ALL_AT_ONCE)), "Claire", "tout change", now())
    waited(lambda: served(replicas) == [number] * 2)

    doors = cycle(replicas)
    answers = []
    for place, her in enumerate(people):
        again = her.at(next(doors)).open().lines
        assert again == stood[her.key], her.moment
        buttons = list(her.page.answer.buttons)
        if place % 3 == 0:
            her.press(buttons[0])
        else:
            her.say(TEXTS[place % len(TEXTS)])
        answers.append(her.answer.status_code)
        goes_on = her.at(next(doors)).open()
        answers.append(her.answer.status_code)
        assert goes_on.answer.buttons, her.moment
        assert len(goes_on.lines) > len(again) or her.conversation.turn > her.before.turn, her.moment

    assert set(answers) == {200}
    assert [(her.moment, lost(her)) for her in people if len(lost(her)) > 1] == []
    assert not [line for service in replicas for line in service.says().splitlines() if "ERROR" in line]


def test_a_question_that_is_gone_is_told_in_one_sentence_and_the_next_one_is_put(
    replicas: list[Service], store: Store
) -> None:
    her = Her("question", Talk(load(), now()).to_questions(), store, replicas[0].url)
    label = next(iter(her.open().answer.buttons))
    publish(store, published("question removed"), replicas)

    page = her.at(replicas[1]).press(label)

    assert her.answer.status_code == 200
    assert "Nous venons de changer cette partie. Voici où nous en sommes." in plain(page.lines[-2][1])
    assert her.conversation.answers == her.before.answers
    shown = her.conversation.shown
    assert shown is not None
    assert (shown.screen, shown.fact != "logiciel") == ("question", True)


def test_wrong_content_is_refused_and_the_one_before_serves_on_every_replica(
    replicas: list[Service], store: Store, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(replicas)
    publish(store, ours(), replicas)
    edited(folder, "replies.toml", "Quel est votre métier", "Dites-nous : quel est votre métier")
    published_by_her = main(["publish", str(folder), "--author", "Claire", "--note", "un mot plus doux"])
    waited(lambda: served(replicas) == [2, 2])
    edited(folder, "lessons/verifier-iban.toml", "stuck_person = ", "stuck_perso = ")
    edited(folder, "interview.toml", "sure = ", "sur = ")
    capsys.readouterr()

    refused = main(["publish", str(folder), "--author", "Paul"])
    told = capsys.readouterr().err
    welcomes = [Visitor(service.url).open().text for service in replicas]
    gone_back = main(["publish", "--back", "1"])
    waited(lambda: served(replicas) == [3, 3])

    assert (published_by_her, refused, gone_back) == (0, 1, 0)
    assert [field for field in ("`stuck_perso`", "`sur`", "`sure`") if field not in told] == []
    assert [text for text in welcomes if "Dites-nous" not in text] == []
    assert content(replicas) == before


def test_a_replica_started_again_serves_what_was_published_and_says_so(replicas: list[Service], store: Store) -> None:
    publish(store, changed("replies.toml", "Quel est votre métier", "Dites-nous : quel est votre métier"), replicas)
    store.publish(b"of a version that does not exist yet", "", "", now())
    replicas[0].kill()
    replicas[0].start()
    waited(lambda: "La révision 2 du contenu ne se lit pas" in replicas[1].says())

    assert "Contenu : révision 1." in replicas[0].says()
    assert served(replicas) == [1, 1]
    assert "Dites-nous" in Visitor(replicas[0].url).open().text


def test_on_telegram_the_menu_follows_and_the_button_in_front_of_her_still_answers(world: World) -> None:
    world.service()
    her = Owner(world.telegram, 77)
    her.writes("je vends des fleurs")
    asked = her.sees("c’est bien ça")
    her.presses("Oui, fleuriste", asked["message_id"])
    her.sees("qui l’a choisi")

    files = changed("replies.toml", 'command_plan = "', 'command_plan = "Nouveau : ', published("words changed"))
    world.store().publish(packed(files), "Claire", "", now())
    waited(lambda: any("Nouveau" in line["description"] for line in world.telegram.ask("profile")["commands"]))
    her.presses("Moi, je l’ai choisi")
    her.sees("Dites-nous")

    kept = world.store().load(Keys(SECRET).telegram_key(77))[0]
    assert kept is not None
    assert kept.known()["logiciel"] == "propre"


# ------------------------------------------------------------------ small


def publish(store: Store, files: dict[str, bytes], replicas: list[Service]) -> None:
    """Without its checks: harsher than what an editor can do."""
    number = store.publish(packed(files), "Claire", "", now())
    waited(lambda: served(replicas) == [number] * len(replicas))


def lost(her: Her) -> set[str]:
    """Answers that are no longer what they were."""
    known = her.conversation.known()
    return {fact for fact, value in her.before.known().items() if known.get(fact) != value}


def ready(services: list[Service], what: str) -> list[object]:
    return [httpx.get(f"{service.url}/ready", trust_env=False, timeout=30).json()[what] for service in services]


def served(services: list[Service]) -> list[object]:
    return ready(services, "revision")


def content(services: list[Service]) -> list[object]:
    return ready(services, "content")


def plain(text: str) -> str:
    return " ".join(text.split())


def waited(true: Callable[[], object]) -> None:
    """Every process looks every five seconds; a slow machine is given more."""
    limit = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < limit, "never came"
        time.sleep(0.2)
