"""Which content serves, and can an editor change it and go back?"""

from __future__ import annotations

import asyncio
import gc
import logging
import weakref
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import now
from bot.errors import OperatorError
from bot.publishing import Published, packed
from bot.revisions import back, listed, publish
from bot.store import StoreUnavailable
from content.loader import FOLDER, ContentError, files_of, load_files
from content.models import Library
from tests.builders import NOW
from tests.dialogs.talk import Talk
from tests.editing import changed, edited, folder
from tests.fakes import MemoryStore

__all__ = ["folder"]
FILES = files_of(FOLDER)


def serving(store: MemoryStore) -> Published:
    return Published(store, now)


def revised(mark: str) -> bytes:
    """The content, but for a comment."""
    return packed({**FILES, "spoken.toml": FILES["spoken.toml"] + f"\n# {mark}\n".encode()})


# ------------------------------------------------------------------ what an editor publishes


def test_wrong_content_is_refused_with_every_problem_and_what_serves_stays(folder: Path) -> None:
    store = MemoryStore()
    publish(FOLDER, "Claire", "", store, now())
    edited(folder, "lessons/verifier-iban.toml", "stuck_person = ", "stuck_perso = ")
    edited(folder, "interview.toml", "sure = ", "sure = nan # ")
    (folder / "barriers" / "deux.toml").write_text("id = ", encoding="utf-8")
    (folder / "Lecons").mkdir()
    (folder / "Lecons" / "une.toml").write_text("", encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        publish(folder, "Paul", "", store, now())

    named = {problem.file for problem in refused.value.problems}
    assert named == {"lessons/verifier-iban.toml", "interview.toml", "barriers/deux.toml", "Lecons/une.toml"}
    assert store.newest_revision() == 1


def test_what_loads_and_is_not_sound_is_refused_with_every_problem(folder: Path) -> None:
    store = MemoryStore()
    edited(folder, "lessons/verifier-iban.toml", 'stuck_person = "', 'stuck_person = "personne-')
    edited(folder, "replies.toml", "Oui, {metier}", "Oui, {metier.__class__}")
    edited(folder, "departements.toml", '"Indian/Reunion"', '"Paris/Reunion"')

    with pytest.raises(ContentError) as refused:
        publish(folder, "Paul", "", store, now())

    named = {problem.file for problem in refused.value.problems}
    assert named == {"lessons/verifier-iban.toml", "replies.toml", "departements.toml"}
    assert store.newest_revision() == 0


def test_what_is_published_is_what_was_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves a file while it is checked."""
    from bot import revisions

    store, problems = MemoryStore(), revisions.problems

    def meanwhile(*asked: object) -> list[object]:
        (folder / "replies.toml").write_text("= faux", encoding="utf-8")
        return problems(*asked)  # type: ignore[arg-type, return-value]

    monkeypatch.setattr(revisions, "problems", meanwhile)
    publish(folder, "Claire", "", store, now())

    assert serving(store)().revision == load_files(FILES).revision


def test_going_back_makes_a_new_revision_whose_note_says_so() -> None:
    store = MemoryStore()
    first = store.publish(revised("un"), "Claire", "les prix", NOW)
    second = store.publish(revised("deux"), "P", "", NOW)

    third = back(first, "Paul\x00\n", "trop tôt", store, NOW)

    assert store.archive(third) == store.archive(first)
    assert store.archive(second) is not None
    assert list(listed(store, NOW)) == [
        f"{third}  2 mars 2026 à 10:30  Paul : retour à la révision {first} : trop tôt  (en service)",
        f"{second}  2 mars 2026 à 10:30  P",
        f"{first}  2 mars 2026 à 10:30  Claire : les prix",
    ]
    with pytest.raises(OperatorError, match="déjà la dernière"):
        back(third, "Paul", "", store, NOW)


def test_what_was_published_is_listed_with_the_one_in_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/pas.db")

    publishing = [str(FOLDER), "--author", "Claire", "--note", "les prix"]
    for asked in (["--list"], publishing, publishing, ["--back", "1"], ["--list"]):
        assert main(["publish", *asked]) == 0
    refused = [main(["publish", *asked]) for asked in ([], ["--back", "9"], ["--list", "--back", "1"], ["nulle-part"])]

    told = capsys.readouterr()
    first, *_, newest, _middle, oldest = told.out.splitlines()
    assert first.startswith("Rien n'est publié")
    assert newest.endswith("retour à la révision 1  (en service)")
    assert oldest.endswith("Claire : les prix")
    assert refused == [1] * 4
    assert "La révision 9 n'existe pas. Celles qui existent : 3, 2, 1." in told.err


# ------------------------------------------------------------------ what is served


def test_nothing_published_the_folder_of_the_code_serves() -> None:
    served = serving(MemoryStore())

    assert (served.number, served().revision) == (0, load_files(FILES).revision)


@pytest.mark.parametrize(
    "archive",
    [packed({"interview.toml": b"["}), b"no archive", packed({**FILES, "barriers/a.toml": b"a = 1"})],
    ids=["wrong", "damaged", "of a newer version"],
)
def test_a_revision_that_cannot_be_read_leaves_the_one_before_in_service(
    archive: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    store = MemoryStore()
    store.publish(revised("un"), "Claire", "", NOW)
    served = serving(store)
    before = served()

    store.publish(archive, "une version plus neuve", "", NOW)
    asyncio.run(served.look())
    asyncio.run(served.look())

    assert (served(), served.number) == (before, 1)
    assert ["La révision 2 du contenu ne se lit pas" in record.message for record in caplog.records] == [True]


def test_started_again_it_serves_the_newest_that_can_be_read(caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()
    assert serving(store).number == 0
    store.publish(b"no archive", "", "", NOW)
    assert serving(store).number == 0

    store.publish(revised("deux"), "", "", NOW)
    store.publish(b"no archive", "", "", NOW)

    assert serving(store).number == 2
    assert any("La révision 3 du contenu ne se lit pas" in record.message for record in caplog.records)


def test_a_revision_with_which_nobody_could_talk_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    served = serving(store)

    def broken(*_asked: object) -> None:
        raise KeyError("welcome")

    monkeypatch.setattr("bot.publishing.take_turn", broken)
    store.publish(revised("un"), "", "", NOW)
    asyncio.run(served.look())

    assert served.number == 0


def test_the_base_away_it_is_looked_for_again(caplog: pytest.LogCaptureFixture) -> None:
    class Away(MemoryStore):
        away = False

        def archive(self, number: int) -> bytes | None:
            if self.away:
                raise StoreUnavailable("partie")
            return super().archive(number)

    store = Away()
    served = serving(store)
    store.publish(revised("un"), "", "", NOW)
    store.away = True
    asyncio.run(served.look())
    during, store.away = served.number, False
    asyncio.run(served.look())

    assert (during, served.number) == (0, 1)


def test_turns_go_on_while_a_revision_is_read() -> None:
    """One event loop reads it and, meanwhile, lives."""
    store, beats = MemoryStore(), []
    served = serving(store)
    store.publish(revised("un"), "", "", NOW)

    async def beside() -> None:
        looking = asyncio.create_task(served.look())
        while not looking.done():
            beats.append(served.number)
            await asyncio.sleep(0.005)

    asyncio.run(beside())

    assert beats.count(0) > 5
    assert served.number == 1


def test_whoever_shows_our_words_elsewhere_is_told_of_a_change(caplog: pytest.LogCaptureFixture) -> None:
    store, told = MemoryStore(), []
    served = serving(store)
    served.when_changed = lambda: told.append(served.number)

    asyncio.run(served.look())
    store.publish(revised("un"), "", "", NOW)
    with caplog.at_level(logging.INFO, "bot.publishing"):
        asyncio.run(served.look())

    assert told == [1]
    assert [record.message for record in caplog.records] == ["Contenu : la révision 1 est en service."]


def test_old_revisions_do_not_stay_in_memory() -> None:
    store, kept = MemoryStore(), []
    served = serving(store)
    for number in range(10):
        store.publish(revised(str(number)), "", "", NOW)
        asyncio.run(served.look())
        if number % 4 == 0:
            met_in_full(served())
        kept.append(weakref.ref(served()))
    gc.collect()

    assert [one() is not None for one in kept] == [False] * 9 + [True]


def met_in_full(library: Library) -> None:
    """A whole conversation: to the plan, a lesson, a word explained, a reminder."""
    talk = Talk(library, can_push=True).to_plan()
    for text in ("c'est quoi un cloud ?", "rappelez-moi samedi", "/mesdonnees", "/plan", "je suis chez midas"):
        talk.say(text)
    for choice in talk.choices[:2]:
        talk.take(choices=(choice.code,), turn=talk.conversation.turn)


def test_nothing_that_a_conversation_remembers_is_out_of_reach_of_forgetting() -> None:
    """Old content may be kept by what is not a cache of a module: it would be seen here."""
    from bot.publishing import forget, tried

    library = tried(load_files(changed("spoken.toml", "yes = [", "yes = [ ")), now())
    met_in_full(library)
    there = weakref.ref(library)

    forget()
    del library
    gc.collect()

    assert there() is None
