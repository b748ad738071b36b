"""An update becomes an act: texts, presses, media, commands, and what is left aside."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.reading import Heard, Left, heard, kind, left

PRIVATE = {"id": 4242, "type": "private", "first_name": "Jeanne"}
HER = {"id": 4242, "is_bot": False, "first_name": "Jeanne"}


def key(chat: int) -> str:
    return f"key of {chat}"


def update(**content: Any) -> Update:
    return Update.de_json({"update_id": 77, **content}, None)


def message(**content: Any) -> Update:
    return update(message={"message_id": 5, "date": 1, "chat": PRIVATE, "from": HER, **content})


def press(data: str, chat: dict[str, Any] = PRIVATE) -> Update:
    bubble = {"message_id": 9, "date": 1, "chat": chat}
    return update(callback_query={"id": "1", "from": HER, "chat_instance": "1", "data": data, "message": bubble})


def act(one: Update) -> Heard:
    found = heard(one, key)
    assert found is not None
    return found


def test_a_text_is_hers_and_its_event_is_the_update() -> None:
    found = act(message(text="je sui koiffeuse"))

    assert (found.chat, found.incoming.text, found.pressed) == (4242, "je sui koiffeuse", None)
    assert (found.incoming.conversation_key, found.incoming.event_id) == ("key of 4242", "tg:77")


def test_a_press_carries_its_code_its_turn_and_its_message() -> None:
    found = act(press("12|reseau=franchise"))

    assert (found.incoming.choices, found.incoming.turn, found.pressed) == (("reseau=franchise",), 12, 9)


@pytest.mark.parametrize("data", ["", "franchise", "x|y", "|", "99999999999999|a", "12|"])
def test_a_forged_press_is_at_worst_a_code_nobody_knows(data: str) -> None:
    found = act(press(data))

    assert (found.incoming.turn, len(found.incoming.choices), found.incoming.text) == (None, 1, "")


@pytest.mark.parametrize(
    ("text", "means", "chamber"),
    [
        ("/start CCI-59", "/start", "CCI-59"),
        ("/start", "/start", ""),
        ("/start <script>", "/start", ""),
        (f"/start {'a' * 65}", "/start", ""),
        ("/Aide@premier_pas_bot", "/aide", ""),
        ("/mesdonnees tout", "/mesdonnees tout", ""),
        ("/ 3 = 4", "/ 3 = 4", ""),
    ],
)
def test_commands_and_the_chamber_that_sent_her(text: str, means: str, chamber: str) -> None:
    found = act(message(text=text)).incoming

    assert (found.text, found.chamber) == (means, chamber)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("voice", {"file_id": "f", "file_unique_id": "f", "duration": 3}),
        ("photo", [{"file_id": "f", "file_unique_id": "f", "width": 9, "height": 9}]),
        ("location", {"latitude": 50.6, "longitude": 3.1}),
        ("contact", {"phone_number": "0600000000", "first_name": "Paul"}),
        ("document", {"file_id": "f", "file_unique_id": "f"}),
        (
            "sticker",
            {
                "file_id": "f",
                "file_unique_id": "f",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            },
        ),
    ],
)
def test_media_is_told_by_its_kind_and_nothing_of_it_is_kept(name: str, content: Any) -> None:
    found = act(message(**{name: content})).incoming

    assert (found.media, found.text) == (name, "")


def test_text_no_store_could_keep_is_made_whole() -> None:
    found = act(message(text="a\ud800b\x00c\nd" + "é" * 1_000_000)).incoming.text

    assert found.startswith("a\ufffdb c\nd")
    assert len(found) == 4096
    found.encode()


@pytest.mark.parametrize(
    "aside",
    [
        update(edited_message={"message_id": 5, "date": 1, "chat": PRIVATE, "from": HER, "text": "corrigé"}),
        update(
            message={
                "message_id": 5,
                "date": 1,
                "chat": {"id": -5, "type": "group"},
                "from": HER,
                "text": "a",
            }
        ),
        press("12|a", {"id": -5, "type": "supergroup"}),
        update(unheard_of={"x": 1}),
        message(pinned_message={"message_id": 1, "date": 0, "chat": PRIVATE}),
    ],
)
def test_groups_edits_and_unknown_kinds_are_left_aside(aside: Update) -> None:
    assert heard(aside, key) is None
    assert isinstance(kind(aside), str)


def test_a_person_who_blocks_us_is_known_by_it() -> None:
    def change(status: str) -> Update:
        bot = {"id": 777, "is_bot": True, "first_name": "b"}
        more = {"until_date": 0} if status == "kicked" else {}
        states = {
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": {"user": bot, "status": status, **more},
        }
        return update(my_chat_member={"chat": PRIVATE, "from": HER, "date": 1, **states})

    assert left(change("kicked")) == Left(4242, datetime.fromtimestamp(1, UTC))
    assert left(change("member")) is None
