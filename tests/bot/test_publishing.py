"""Can an editor change what is served, and go back, while people talk?"""

from __future__ import annotations

import asyncio
import gc
import shutil
import weakref
from pathlib import Path

import httpx
import pytest

from bot.__main__ import main
from bot.app import now
from bot.publishing import Published, packed, publish
from content.loader import FOLDER, ContentError, files_of, load_files
from content.models import Library
from dialogs import Incoming, start, take_turn
from tests.browser.visitor import Visitor
from tests.builders import NOW
from tests.doors.service import Service
from tests.fakes import MemoryStore
from tests.telegram.phone import until

TRADE = "Quel est votre métier"
SECRET = "une cle secrete assez longue, 0123456789"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content, for an editor to change."""
    copy = tmp_path / "fr"
    shutil.copytree(FOLDER, copy)
    return copy


def change(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_wrong_content_is_refused_with_every_problem_and_what_serves_stays(folder: Path) -> None:
    store = MemoryStore()
    publish(FOLDER, "Claire", "", store, now())
    change(folder, "lessons/verifier-iban.toml", "stuck_person = ", "stuck_perso = ")
    (folder / "barriers" / "deux.toml").write_text("id = ", encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        publish(folder, "Paul", "", store, now())

    told = str(refused.value)
    assert "lessons/verifier-iban.toml" in told
    assert "barriers/deux.toml" in told
    assert store.newest_revision() == 1


def test_what_loads_and_is_not_sound_is_refused_too(folder: Path) -> None:
    store = MemoryStore()
    change(folder, "lessons/verifier-iban.toml", 'stuck_person = "', 'stuck_person = "personne-')

    with pytest.raises(ContentError, match="verifier-iban"):
        publish(folder, "Paul", "", store, now())
    assert store.newest_revision() == 0


def test_nothing_published_the_folder_of_the_code_serves() -> None:
    assert Published(MemoryStore())().revision == load_files(files_of(FOLDER)).revision


def test_a_revision_that_cannot_be_read_leaves_the_one_before_in_service(caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()
    served = Published(store)
    before = served()

    store.publish(packed({"interview.toml": b"["}), "une version plus neuve", "", NOW)
    asyncio.run(served.look())
    asyncio.run(served.look())

    assert served() is before
    assert ["ne se lit pas" in record.message for record in caplog.records] == [True]


def test_old_revisions_do_not_stay_in_memory() -> None:
    store, files, kept = MemoryStore(), files_of(FOLDER), []
    served = Published(store)
    for number in range(5):
        store.publish(packed({**files, "spoken.toml": files["spoken.toml"] + f"\n# {number}\n".encode()}), "", "", NOW)
        asyncio.run(served.look())
        talk(served())
        kept.append(weakref.ref(served()))
    gc.collect()

    assert [one() is not None for one in kept] == [False, False, False, False, True]


def talk(library: Library) -> None:
    conversation = start("k", NOW)
    for text in ("", "je vends des fleurs", "oui", "je ne sais pas"):
        act = Incoming(conversation_key="k", event_id=text, text=text)
        conversation = take_turn(conversation, act, library, NOW).conversation


def test_every_process_takes_what_is_published_and_nobody_is_disturbed(
    database_url: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SECRET_KEY", SECRET)
    services = [Service(tmp_path / name, {"DATABASE_URL": database_url, "SECRET_KEY": SECRET}) for name in "ab"]
    for service in services:
        service.folder.mkdir()
        service.start()
    her = Visitor(services[0].url)
    her.open()
    her.say("je vends des fleurs")
    her.press("Oui, fleuriste")
    before = revisions(services)
    change(folder, "replies.toml", TRADE, "Dites-nous : quel est votre métier")

    try:
        assert main(["publish", str(FOLDER), "--author", "Claire"]) == 0
        assert main(["publish", str(folder), "--author", "Claire", "--note", "un mot plus doux"]) == 0
        until(lambda: not set(revisions(services)) & set(before), "every process serves it")
        welcomes = [Visitor(service.url).open().text for service in services]
        stood, goes_on = her.open().lines, her.say("pourquoi ?").lines
        assert main(["publish", "--back", "1"]) == 0
        until(lambda: revisions(services) == before, "every process is back")
    finally:
        for service in services:
            service.kill()

    assert all("Dites-nous" in text for text in welcomes)
    assert goes_on[: len(stood)] == stood
    assert len(goes_on) > len(stood)


def test_what_was_published_is_listed_the_one_in_service_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/pas.db")

    for asked in (["--list"], [str(FOLDER), "--author", "Claire", "--note", "les prix"], ["--back", "1"], ["--list"]):
        assert main(["publish", *asked]) == 0
    refused = [main(["publish", *asked]) for asked in ([], ["--back", "9"], ["--list", "--back", "1"], ["nulle-part"])]

    told = capsys.readouterr()
    first, *_, newest, oldest = told.out.splitlines()
    assert first.startswith("Rien n'est publié")
    assert "retour à la révision 1  (en service)" in newest
    assert oldest.endswith("Claire : les prix")
    assert refused == [1] * 4
    assert "La révision 9 n'existe pas. Celles qui existent : 2, 1." in told.err


def revisions(services: list[Service]) -> list[str]:
    return [httpx.get(f"{service.url}/ready", trust_env=False).json()["content"] for service in services]
