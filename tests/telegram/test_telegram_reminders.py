"""Does a reminder reach her phone once, with buttons that work, and never after she has gone?"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from phone import Owner, Process, Telegram, labels, until

StartBot = Callable[..., Process]
AN_HOUR = 3600
WANTED = "Voici le rappel que vous vouliez"


@pytest.fixture
def asked(start_bot: StartBot, jeanne: Owner) -> None:
    """She asked for a reminder in two hours, and the bot that heard her is gone."""
    bot = start_bot(DIALOGUE="ours")
    jeanne.writes("/start")
    jeanne.sees("Quel est votre métier")
    jeanne.writes("fleuriste")
    jeanne.sees("c’est bien ça")
    jeanne.presses("Oui, fleuriste")
    until(lambda: "Revenir" in str(labels(jeanne.told()[-1])), "a question")
    jeanne.writes("rappelez-moi dans deux heures")
    jeanne.sees("Je vous écris")
    bot.end()


@pytest.mark.usefixtures("asked")
def test_it_reaches_her_once_from_three_processes_and_its_buttons_work(start_bot: StartBot, jeanne: Owner) -> None:
    for name in "abc":
        start_bot(name, DIALOGUE="ours", HOURS_AHEAD="2.1")

    reminder = jeanne.sees(WANTED)

    assert labels(reminder) == [["Reprendre"], ["Plus tard"], ["Ne plus me relancer"]]
    jeanne.presses("Reprendre")
    jeanne.sees("Nous reprenons")
    assert sum(WANTED in text for text in jeanne.texts()) == 1


@pytest.mark.usefixtures("asked")
def test_an_answer_lost_on_the_way_does_not_say_it_twice(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    """Telegram delivers it and says nothing: it may be lost, it is never doubled."""
    telegram.ask("fail", method="sendMessage", cut=True)
    start_bot(DIALOGUE="ours", HOURS_AHEAD="2.1")
    jeanne.sees(WANTED)

    jeanne.presses("Reprendre")
    jeanne.sees("Nous reprenons")

    assert sum(WANTED in text for text in jeanne.texts()) == 1


@pytest.mark.usefixtures("asked")
def test_whoever_blocked_us_is_reminded_of_nothing_when_she_comes_back(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    telegram.ask("set", chat=jeanne.chat, blocked=True)
    bot = start_bot(DIALOGUE="ours")
    jeanne.telegram.ask("text", chat=jeanne.chat, text="pourquoi ?")
    until(lambda: any("blocked" in refusal for refusal in telegram.refusals()), "a refusal")
    bot.end()
    telegram.ask("set", chat=jeanne.chat, blocked=False)

    start_bot("back", DIALOGUE="ours", HOURS_AHEAD="2.1")
    jeanne.writes("merci")
    jeanne.sees("Tout est gardé, à bientôt")

    assert not any(WANTED in text for text in jeanne.texts())


@pytest.mark.usefixtures("asked")
def test_the_news_that_she_blocked_us_cancels_her_reminder(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    told_by_a_bot(start_bot, telegram, blocked(jeanne.chat, time.time() + AN_HOUR))

    start_bot("later", DIALOGUE="ours", HOURS_AHEAD="2.1")
    jeanne.writes("merci")
    jeanne.sees("Tout est gardé, à bientôt")

    assert not any(WANTED in text for text in jeanne.texts())


@pytest.mark.usefixtures("asked")
def test_the_same_news_told_again_once_she_has_come_back_cancels_nothing(
    start_bot: StartBot, jeanne: Owner, telegram: Telegram
) -> None:
    """Telegram tells it again when our answer was lost."""
    told_by_a_bot(start_bot, telegram, blocked(jeanne.chat, time.time() - AN_HOUR))

    start_bot("later", DIALOGUE="ours", HOURS_AHEAD="2.1")

    assert jeanne.sees(WANTED)


# ------------------------------------------------------------------ below


def told_by_a_bot(start_bot: StartBot, telegram: Telegram, news: dict[str, Any]) -> None:
    bot = start_bot(DIALOGUE="ours")
    telegram.ask("raw", kind="my_chat_member", content=news)
    until(lambda: not telegram.ask("pending"), "the news is taken")
    bot.end()


def blocked(chat: int, at: float) -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "Premier Pas"}
    return {
        "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "is_bot": False, "first_name": "Jeanne"},
        "date": int(at),
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
    }
