"""Whatever her name and her words, does Telegram take our replies, and do they hold no link of hers?"""

from __future__ import annotations

import json
import random
from datetime import datetime

import pytest
from bot_api_rules import CAPTION_MAX, TEXT_MAX, checked_keyboard, checked_length, checked_text
from telegram import Update

from bot.channels.telegram.drawing import draw
from bot.channels.telegram.reading import heard
from bot.store import Outgoing
from content.loader import load
from content.models import Library
from dialogs import Conversation, Turn, start, take_turn
from tests.dialogs.talk import FLORIST, Talk

NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
EACH, SCREENS = 1000, 10
PIECES = [
    *("<b>", "</b>", "<a href='https://mal.example'>", "*gras*", "__", "~~", "||", "`code`", "```", "**", "%s", "${x}"),
    *("[ici](https://mal.example)", "https://mal.example/x?a=1&b=2", "tg://user?id=1", "javascript:alert(1)"),
    *("@mal_bot", "#mot", "/effacer", "/start mal", "&lt;", "&amp;", "&#x3c;", "{name}", "{0}", "{{7*7}}", "\\", '"'),
    *("\n", "\r\n", "\t", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\x00", "\x1b[31m", "\ud83d", "\udc00"),
    *("👩‍🌾", "🇫🇷", "e\u0301", "Z̷a̸l̵g̶o̷", "مرحبا", "שלום", "中文", "ﷺ", "𝔣𝔩𝔢𝔲𝔯", "100 %", "«", "»", "…", " " * 50),
    *("fleuriste", "je vends des fleurs", "midas", "oui", "1", "comment", "?", "la facture", "mon site", "rien", "'"),
]
LONG = ["a" * 300, "é" * 5000, "😀" * 3000]


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def standing(library: Library) -> list[Conversation]:
    """Where she may be when she writes: before the welcome, at her trade, at questions, in her plan, in a lesson."""
    talks = [Talk(library, NOW) for _ in range(SCREENS)]
    for talk in talks[1:]:
        talk.say("")
    talks[2].say("aiguiseuse de couteaux")
    talks[3].say("fleuriste")
    for talk in talks[4:6]:
        talk.to_questions()
    talks[5].code(f"a:{talks[5].subject}:{FLORIST[talks[5].subject]}")
    for talk in talks[6:]:
        talk.to_plan()
    talks[7].press("Changer une réponse")
    opened = [choice for choice in talks[8].choices if choice.code.startswith("p:")]
    talks[8].code(opened[0].code)
    talks[9].say("/effacer")
    return [start("her", NOW), *(talk.conversation for talk in talks[1:])]


def written(chance: random.Random) -> str:
    long = [chance.choice(LONG)] if chance.random() < 0.02 else []
    return "".join([*chance.choices(PIECES, k=chance.randint(1, 9)), *long])


def update(number: int, text: str, name: str) -> Update:
    """As Telegram posts it: JSON, half characters included."""
    chat = {"id": 7, "type": "private", "first_name": name, "username": "mal_bot"}
    person = {"id": 7, "is_bot": False, "first_name": name, "last_name": name}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}
    return Update.de_json(json.loads(json.dumps({"update_id": number, "message": message})), None)


def refused_by_telegram(pushed: Outgoing) -> None:
    """Raises bot_api_rules.Refused for what Telegram would not take."""
    payload = pushed.payload
    assert "parse_mode" not in payload
    if "text" in payload:
        checked_text(payload["text"], payload.get("entities"), TEXT_MAX, "message text")
    if "caption" in payload:
        checked_length(payload["caption"], CAPTION_MAX, "caption")
    checked_keyboard(payload.get("reply_markup"))


def links(pushed: Outgoing) -> list[str]:
    """Where our message leads: the links we make of it, and its buttons."""
    rows = pushed.payload.get("reply_markup", {}).get("inline_keyboard", [])
    made = [entity["url"] for entity in pushed.payload.get("entities", []) if "url" in entity]
    return made + [button["url"] for row in rows for button in row if "url" in button]


@pytest.mark.parametrize("place", range(SCREENS))
def test_names_and_texts_at_each_place_are_taken_and_lead_nowhere_of_hers(library: Library, place: int) -> None:
    """S3. Given what nobody writes, when we reply, then Telegram takes it, and no link is hers."""
    written_at(place, library, EACH // 10)


@pytest.mark.long
@pytest.mark.parametrize("place", range(SCREENS))
def test_ten_thousand_names_and_texts_are_taken_and_lead_nowhere_of_hers(library: Library, place: int) -> None:
    written_at(place, library, EACH)


def written_at(place: int, library: Library, times: int) -> None:
    chance, here = random.Random(place), standing(library)[place]
    quoted = 0

    for number in range(times):
        text = written(chance)
        act = heard(update(number, text, written(chance)[:64] or "x"), lambda _: "her")
        turn: Turn = take_turn(here, act.incoming, library, NOW) if act else Turn(here, ())
        for pushed in draw(turn, library.replies):
            refused_by_telegram(pushed)
            assert not [url for url in links(pushed) if "mal" in url], text
            quoted += "mal.example" in pushed.payload.get("text", "")

    assert quoted or place not in SAYING_BACK


SAYING_BACK = (1, 2, 3)
"""Where what she wrote is sure to be quoted: the test could not fail if it never were."""
