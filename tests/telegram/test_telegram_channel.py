"""The channel against the strict Bot API, with real processes and the real store."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from conftest import StartBot
from phone import Owner, Telegram, labels, until


def acts(tmp_path: Path, database: str = "pas.db") -> list[str]:
    """What was applied, in order, whoever wrote it."""
    with sqlite3.connect(tmp_path / database) as base:
        if not base.execute("select 1 from sqlite_master where name = 'conversation'").fetchone():
            return []
        states = [json.loads(state) for (state,) in base.execute("select state from conversation")]
    return [answer["value"] for state in states for answer in state["answers"]]


def test_a_conversation_is_a_question_an_answer_and_what_follows(start_bot: StartBot, jeanne: Owner) -> None:
    start_bot()
    jeanne.writes("/start CCI-59")
    question = jeanne.sees("Avez-vous une enseigne ?")

    jeanne.presses("Oui, Midas")
    jeanne.sees("Qu'est-ce qui vous freine ?")

    assert labels(question) == [["Oui, Midas"], ["Non"], ["Je ne sais pas", "Pourquoi ?", "Revenir"]]
    assert jeanne.texts() == ["Bonjour, Jeanne.", "Enseigne : Midas", "Qu'est-ce qui vous freine ?"]
    assert [labels(message) for message in jeanne.told()] == [[], [["Changer"]], [["temps"], ["argent"]]]
    assert jeanne.told()[0]["entities"] == [{"type": "bold", "offset": 9, "length": 6}]
    assert jeanne.telegram.refusals() == []


def test_boxes_are_ticked_in_place(start_bot: StartBot, jeanne: Owner) -> None:
    start_bot()
    jeanne.writes("boxes=")
    screen = jeanne.sees("Choisi :")

    jeanne.presses("temps")
    jeanne.sees("Choisi : temps")
    jeanne.presses("argent")
    ticked = jeanne.sees("Choisi : argent,temps")

    assert ticked["message_id"] == screen["message_id"]
    assert labels(ticked) == [["✓ temps"], ["✓ argent"]]
    assert len(jeanne.told()) == 1


def test_every_press_is_answered_once_even_old_or_forged(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    start_bot()
    jeanne.writes("/start")
    question = jeanne.sees("Avez-vous une enseigne ?")
    jeanne.presses("Oui, Midas")
    jeanne.sees("freine")

    jeanne.presses("Changer", question["message_id"])
    jeanne.sees("Avez-vous une enseigne ?")
    telegram.ask("forge", chat=jeanne.chat, message_id=99, data="nobody knows this")
    jeanne.sees("nobody knows this")

    assert list(telegram.ask("queries").values()) == [True, True, True]
    assert len(telegram.calls("answerCallbackQuery")) == 3
    assert acts(tmp_path) == ["/start", "enseigne=Midas", "change:enseigne", "nobody knows this"]


def test_an_old_button_leaves_one_keyboard_to_answer_with(start_bot: StartBot, jeanne: Owner) -> None:
    start_bot()
    jeanne.writes("/start")
    old = jeanne.sees("Avez-vous une enseigne ?")
    jeanne.presses("Oui, Midas")
    boxes = jeanne.sees("freine")

    jeanne.presses("Changer", old["message_id"])
    jeanne.sees("Avez-vous une enseigne ?")

    screen = {message["message_id"]: labels(message) for message in jeanne.told()}
    assert (screen[old["message_id"]], screen[boxes["message_id"]]) == ([["Changer"]], [])


def test_after_typed_text_the_keyboard_above_is_gone(start_bot: StartBot, jeanne: Owner) -> None:
    start_bot()
    jeanne.writes("/start")
    first = jeanne.sees("Avez-vous une enseigne ?")

    jeanne.writes("je sui garagiste")
    jeanne.sees("je sui garagiste")

    keyboards = {message["message_id"]: labels(message) for message in jeanne.told()}
    assert keyboards.pop(first["message_id"]) == []
    assert [bool(rows) for rows in keyboards.values()] == [False, True]


def test_what_people_write_is_never_markup(start_bot: StartBot, jeanne: Owner) -> None:
    start_bot()
    hostile = '<b>*_[x](http://mal.fr)_* `a` &amp; "é" 👩‍🌾 \u202egauche {turn} %s'

    jeanne.writes(hostile)

    assert jeanne.sees("gauche")["text"] == hostile
    assert jeanne.told()[-1]["entities"] == []
    assert jeanne.telegram.refusals() == []


def test_media_and_groups(start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path) -> None:
    start_bot()
    voice = {"file_id": "f", "file_unique_id": "f", "duration": 3}
    group = {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group"}, "text": "hors sujet"}

    telegram.ask("raw", kind="message", content=group)
    telegram.ask("media", chat=jeanne.chat, kind="voice", content=voice)
    jeanne.sees("voice")

    assert acts(tmp_path) == ["voice"]


def test_the_menu_and_the_words_of_the_empty_chat_are_set(start_bot: StartBot, telegram: Telegram) -> None:
    telegram.ask("webhook", url="https://ancien.fr")

    start_bot()
    profile = until(lambda: (p := telegram.ask("profile")).get("short_description") and p, "the profile")

    names = [command["command"] for command in profile["commands"]]
    assert names == ["aide", "plan", "reprendre", "recommencer", "mesdonnees", "effacer"]
    assert profile["description"]


def test_her_data_comes_as_a_document(start_bot: StartBot, jeanne: Owner) -> None:
    start_bot()
    jeanne.writes("je vends des fleurs")
    jeanne.sees("je vends des fleurs")

    jeanne.writes("/mesdonnees")
    document = jeanne.sees("Voici tout ce que nous gardons")
    jeanne.sees("C'est envoyé.")

    assert document["document"]["file_name"] == "mes-donnees.txt"
    assert "je vends des fleurs" in document["file_text"]
    assert "VOS RÉPONSES" in document["file_text"]
    assert "VOTRE COMPTE TELEGRAM" in document["file_text"]


def test_erased_she_is_told_so_and_nothing_of_her_stays(start_bot: StartBot, jeanne: Owner, tmp_path: Path) -> None:
    start_bot()
    jeanne.writes("canari jaune")
    jeanne.sees("canari jaune")

    jeanne.writes("/effacer")
    jeanne.sees("Tout est effacé.")

    with sqlite3.connect(tmp_path / "pas.db") as base:
        tables = ("conversation", "transcript", "outgoing", "address")
        assert [base.execute(f"select count(*) from {table}").fetchone()[0] for table in tables] == [0, 0, 0, 0]
    for file in tmp_path.glob("pas.db*"):
        assert b"canari" not in file.read_bytes()


def test_nothing_in_the_database_says_who_she_is_on_telegram(
    start_bot: StartBot, telegram: Telegram, tmp_path: Path
) -> None:
    """Given a person and her answer, when every byte kept is read, then her Telegram id is nowhere."""
    bot = start_bot()
    her = Owner(telegram, chat=71_340_982_651)
    her.writes("canari jaune")
    her.sees("canari jaune")
    bot.end()

    kept = b"".join(file.read_bytes() for file in sorted(tmp_path.glob("pas.db*")))
    assert b"canari jaune" in kept
    assert str(her.chat).encode() not in kept
    assert her.chat.to_bytes(6) not in kept
    assert her.chat.to_bytes(6, "little") not in kept


def test_a_poison_update_is_set_aside_and_the_next_ones_flow(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    bot = start_bot()
    telegram.ask("raw", kind="message", content={"message_id": 1, "text": "sans chat ni date"})
    jeanne.writes("a\ud83d\x00\u202e" + "é" * 100_000)
    jeanne.sees("a\ufffd")
    jeanne.writes("poison")
    jeanne.sees("C’est un souci de notre côté.")
    jeanne.writes("la suite")
    jeanne.sees("la suite")

    assert "poison" not in bot.says()
    assert "mise de côté (message) : ValueError" in bot.says()


@pytest.mark.parametrize("level", ["DEBUG"])
def test_the_token_and_what_people_write_stay_out_of_the_logs(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, level: str
) -> None:
    telegram.ask("fail", method="sendMessage", cut=True)
    telegram.ask("fail", method="getUpdates", status=502, description="Bad Gateway")
    bot = start_bot(LOG=level)
    wrong = start_bot("wrong", TELEGRAM_TOKEN="1:wrong-token", LOG=level)

    jeanne.writes("canari jaune")
    jeanne.sees("canari jaune")
    until(lambda: "finished" in wrong.says(), "the end of the one whose token is refused")

    assert telegram.token not in bot.says()
    assert "canari" not in bot.says()
    assert "wrong-token" not in wrong.says()
    assert "TELEGRAM_TOKEN" in wrong.says()
