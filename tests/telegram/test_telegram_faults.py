"""Nothing she did is lost and nothing is applied twice, whatever breaks: processes, network, Telegram, the disk."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from conftest import StartBot
from phone import Owner, Telegram, until
from test_telegram_channel import acts

from bot.keys import Keys
from bot.store import Outgoing
from bot.store.sqlite import SqliteStore
from dialogs import Turn


def test_killed_in_the_middle_the_reply_comes_without_her_writing_again(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    first = start_bot()
    jeanne.writes("/start")
    jeanne.sees("Avez-vous une enseigne ?")
    telegram.ask("fail", method="sendMessage", hang=30)
    jeanne.presses("Oui, Midas")
    jeanne.sees("Enseigne : Midas")

    first.kill()
    telegram.ask("mend")
    start_bot("second")

    jeanne.sees("Qu'est-ce qui vous freine ?")
    assert acts(tmp_path) == ["/start", "enseigne=Midas"]


def test_killed_again_and_again_every_act_is_applied_once_and_in_order(
    start_bot: StartBot, jeanne: Owner, tmp_path: Path
) -> None:
    written = [f"mot {number}" for number in range(12)]
    for number, text in enumerate(written):
        if number % 3 == 0:
            bot = start_bot(f"bot {number}")
            time.sleep(0.4 + number / 20)
        jeanne.writes(text)
        if number % 3 == 2:
            time.sleep(number / 100)
            bot.kill()
    start_bot("last")

    jeanne.sees("mot 11")

    until(lambda: set(written) <= set(jeanne.texts()), "every reply")
    assert acts(tmp_path) == written


def test_one_update_delivered_twice_is_applied_once(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    jeanne.writes("une fois")
    telegram.ask("again")

    start_bot()
    jeanne.writes("la suite")
    jeanne.sees("la suite")

    assert acts(tmp_path) == ["une fois", "la suite"]
    assert jeanne.texts().count("une fois") == 1


def test_many_waiting_updates_are_taken_in_order(start_bot: StartBot, jeanne: Owner, tmp_path: Path) -> None:
    written = [f"mot {number}" for number in range(120)]
    for text in written:
        jeanne.writes(text)

    start_bot()
    until(lambda: len(acts(tmp_path)) == 120, "120 acts")

    assert acts(tmp_path) == written


def test_a_second_poller_is_told_and_takes_over_once_the_first_is_gone(
    start_bot: StartBot, jeanne: Owner, tmp_path: Path
) -> None:
    first = start_bot()
    jeanne.writes("avant")
    jeanne.sees("avant")
    time.sleep(1.5)

    second = start_bot("second", database="autre.db")
    until(lambda: "409" in second.says(), "the second gives way")
    jeanne.writes("après")
    jeanne.sees("après")

    told = [line for line in second.says().splitlines() if "WARNING" in line]
    assert len(told) == 1
    assert acts(tmp_path, "autre.db") == []
    first.kill()
    jeanne.writes("relais")
    jeanne.sees("relais")
    assert acts(tmp_path, "autre.db") == ["relais"]


def test_told_to_wait_only_that_chat_waits(start_bot: StartBot, jeanne: Owner, telegram: Telegram) -> None:
    paul = Owner(telegram, chat=555)
    telegram.ask("fail", method="sendMessage", chat=jeanne.chat, status=429, retry_after=2)
    start_bot()

    jeanne.writes("je patiente")
    until(lambda: telegram.refusals(), "the 429")
    paul.writes("je n'attends pas")
    paul.sees("je n'attends pas")

    assert "je patiente" not in jeanne.texts()
    jeanne.sees("je patiente")
    assert len(telegram.calls("sendMessage", jeanne.chat)) == 2


def test_told_to_wait_by_two_chats_the_whole_bot_waits(start_bot: StartBot, telegram: Telegram, tmp_path: Path) -> None:
    people = [Owner(telegram, chat=number) for number in (1, 2, 3)]
    telegram.ask("fail", method="sendMessage", times=2, status=429, retry_after=2)
    start_bot()
    for person in people[:2]:
        person.writes(f"bonjour de {person.chat}")
    until(lambda: len(telegram.refusals()) == 2, "two refusals")

    people[2].writes("bonjour de 3")
    until(lambda: "bonjour de 3" in acts(tmp_path), "her turn")
    sent_meanwhile = telegram.calls("sendMessage")[2:]

    assert sent_meanwhile == []
    for person in people:
        person.sees(f"bonjour de {person.chat}")


def test_blocked_nothing_more_is_sent_until_she_comes_back(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    start_bot()
    telegram.ask("set", chat=jeanne.chat, blocked=True)
    jeanne.writes("un mot puis je bloque")
    until(lambda: telegram.refusals(), "the refusal")
    until(lambda: telegram.ask("pending") == 0, "confirmed")
    refused = len(telegram.calls("sendMessage", jeanne.chat))

    telegram.ask("set", chat=jeanne.chat, blocked=False)
    jeanne.writes("me revoilà")
    jeanne.sees("me revoilà")

    assert refused == 1
    assert "un mot puis je bloque" not in jeanne.texts()


def test_an_answer_cut_after_delivery_costs_one_copy_at_most(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    start_bot()
    telegram.ask("fail", method="sendMessage", cut=True)

    jeanne.writes("bonjour")
    jeanne.sees("bonjour", times=2)
    jeanne.writes("la suite")
    jeanne.sees("la suite")

    assert jeanne.texts() == ["bonjour", "bonjour", "la suite"]
    assert acts(tmp_path) == ["bonjour", "la suite"]


def test_what_leaves_once_is_never_said_twice_even_when_its_answer_is_cut(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    start_bot()
    jeanne.writes("bonjour")
    jeanne.sees("bonjour")
    telegram.ask("fail", method="sendMessage", cut=True)

    queue_a_reminder(tmp_path / "pas.db", "rappel")
    jeanne.sees("rappel")
    jeanne.writes("la suite")
    jeanne.sees("la suite")

    assert jeanne.texts() == ["bonjour", "rappel", "la suite"]


def test_what_leaves_once_leaves_after_being_told_to_wait(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    start_bot()
    jeanne.writes("bonjour")
    jeanne.sees("bonjour")
    telegram.ask("fail", method="sendMessage", status=429, retry_after=1)

    queue_a_reminder(tmp_path / "pas.db", "rappel")
    jeanne.sees("rappel")

    assert jeanne.texts() == ["bonjour", "rappel"]


def queue_a_reminder(database: Path, text: str) -> None:
    """As a reminder that comes due does."""
    store = SqliteStore(database)
    key = Keys("k" * 20 + "0123456789ab").telegram_key(4242)
    conversation, version = store.load(key)
    assert conversation
    store.commit(key, version, f"reminder:{text}", Turn(conversation=conversation, messages=()),
                 (Outgoing("send", {"text": text}, once=True),), datetime.now(UTC))  # fmt: skip


def test_replies_wait_while_telegram_is_away_and_leave_in_order(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    start_bot()
    telegram.ask("fail", method="sendMessage", times=3, status=502, description="Bad Gateway")

    for word in ("un", "deux", "trois"):
        jeanne.writes(word)
    jeanne.sees("trois")

    assert jeanne.texts() == ["un", "deux", "trois"]


def test_a_message_that_cannot_be_edited_any_more_is_said_anew(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    start_bot()
    jeanne.writes("/start")
    jeanne.sees("enseigne")
    telegram.ask("fail", method="editMessageText", status=400, description="Bad Request: message can't be edited")

    jeanne.presses("Non")
    jeanne.sees("freine")

    assert jeanne.texts()[2:] == ["Enseigne : non", "Qu'est-ce qui vous freine ?"]


def test_while_the_base_is_locked_the_same_update_waits(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    start_bot(BUSY="0.2")
    jeanne.writes("avant")
    jeanne.sees("avant")
    other = sqlite3.connect(tmp_path / "pas.db", isolation_level=None)
    other.execute("begin immediate")

    jeanne.writes("pendant")
    jeanne.writes("encore")
    until(lambda: "La base ne répond pas" in (tmp_path / "bot.txt").read_text(), "the operator is told")
    waiting = telegram.ask("pending")
    other.execute("rollback")
    jeanne.sees("encore")

    assert waiting == 2
    assert acts(tmp_path) == ["avant", "pendant", "encore"]


def test_presses_lost_in_an_outage_leave_her_words_to_go_on_with(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram, tmp_path: Path
) -> None:
    bot = start_bot()
    jeanne.writes("/start")
    jeanne.sees("Avez-vous une enseigne ?")
    bot.kill()
    jeanne.presses("Oui, Midas")
    jeanne.writes("vous êtes là ?")
    telegram.ask("lose_presses")

    start_bot("second")
    jeanne.sees("vous êtes là ?")

    assert acts(tmp_path) == ["/start", "vous êtes là ?"]


def test_told_to_stop_it_ends_at_once_and_loses_nothing(start_bot: StartBot, jeanne: Owner, tmp_path: Path) -> None:
    bot = start_bot()
    jeanne.writes("avant")
    jeanne.sees("avant")

    assert bot.end() == 0
    jeanne.writes("pendant l'arrêt")
    start_bot("second")
    jeanne.sees("pendant l'arrêt")

    assert acts(tmp_path) == ["avant", "pendant l'arrêt"]
    assert "finished" in bot.says()
