"""A Turn becomes calls: what she presses, what she writes, what Telegram would refuse."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot_api_rules import checked_keyboard, checked_text
from canned import REPLIES, bubble
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.drawing import draw, entities, keyboard
from bot.store import Outgoing
from dialogs import Choice, Message, Progress, Span, Turn, start
from dialogs.conversation import Shown

YES = Choice(label="Oui", code="reseau=franchise")
QUIET = tuple(Choice(label=label, code=label, role="quiet") for label in ("Je ne sais pas", "Pourquoi ?", "Revenir"))


def turn(*messages: Message, **more: Any) -> Turn:
    shown = Shown(screen="question", choices=messages[-1].choices if messages else (), turn=7)
    begun = start("key", datetime(2026, 1, 5, tzinfo=UTC)).changed(turn=7, shown=shown)
    return Turn(conversation=begun, messages=messages, **more)


def calls(rows: tuple[Outgoing, ...]) -> list[tuple[str, int | None, str]]:
    return [(row.kind, row.remote_id, row.payload.get("text", "")) for row in rows]


def test_what_she_pressed_becomes_her_answer_and_what_follows_is_new() -> None:
    taken = turn(bubble("Et après ?", (YES,)), answered="Enseigne : Midas", change_code="change:reseau")

    rows = draw(taken, REPLIES, pressed=12, current=12)

    assert calls(rows) == [("edit", 12, "Enseigne : Midas"), ("send", None, "Et après ?")]
    assert rows[0].payload["reply_markup"] == {
        "inline_keyboard": [[{"text": "Changer", "callback_data": "7|change:reseau"}]]
    }


def test_a_screen_is_redrawn_in_place_when_it_is_the_one_she_pressed() -> None:
    rows = draw(turn(bubble("Choisi : temps", (YES,)).changed(replaces=True)), REPLIES, 12, 12)

    assert calls(rows) == [("edit", 12, "Choisi : temps")]


def test_an_old_screen_is_drawn_anew_and_the_last_keyboard_goes() -> None:
    redrawn = bubble("Choisi : temps", (YES,), replaces=True)

    rows = draw(turn(redrawn), REPLIES, pressed=12, current=20)

    assert calls(rows) == [("edit", 20, ""), ("send", None, "Choisi : temps")]
    assert rows[0].payload == {}


def test_after_typed_text_the_last_keyboard_goes_whichever_it_is_by_then() -> None:
    rows = draw(turn(bubble("Bien."), bubble("Et ensuite ?", (YES,))), REPLIES)

    assert calls(rows) == [("edit", None, ""), ("send", None, "Bien."), ("send", None, "Et ensuite ?")]
    assert "reply_markup" not in rows[1].payload


def test_a_why_takes_the_keyboard_from_the_question_it_asks_again() -> None:
    rows = draw(turn(bubble("Parce que."), bubble("Alors ?", (YES,))), REPLIES, pressed=12, current=12)

    assert calls(rows) == [("edit", 12, ""), ("send", None, "Parce que."), ("send", None, "Alors ?")]


def test_answers_stand_one_a_row_and_quiet_ones_side_by_side() -> None:
    ticked = Choice(label="Le temps", code="tick:F1=0", role="tick", ticked=True)

    rows = keyboard((YES, ticked, *QUIET), 3)["inline_keyboard"]

    assert [[button["text"] for button in row] for row in rows] == [
        ["Oui"],
        ["✓ Le temps"],
        ["Je ne sais pas", "Pourquoi ?", "Revenir"],
    ]
    assert rows[0][0]["callback_data"] == "3|reseau=franchise"


def test_a_button_telegram_would_refuse_is_left_out_and_the_message_still_leaves() -> None:
    long, empty = Choice(label="Long", code="x" * 63), Choice(label=" ", code="empty")

    assert keyboard((long, empty, YES), 3) == keyboard((YES,), 3)


def test_the_export_is_a_document_without_a_copy_of_what_it_says() -> None:
    rows = draw(turn(bubble("Voici."), bubble("Et ensuite ?", (YES,)), wants="export"), REPLIES)

    assert [row.kind for row in rows] == ["edit", "send", "document", "send"]
    assert rows[2].payload["filename"] == "mes-donnees.txt"


def test_where_she_is_stands_under_the_question() -> None:
    asked = bubble("Avez-vous une **enseigne** ?").changed(progress=Progress(done=2, left_min=2, left_max=3))

    payload = draw(turn(asked), REPLIES)[-1].payload

    assert payload["text"] == "Avez-vous une enseigne ?\n\nQuestion 2, encore 3 au plus"
    assert payload["entities"][-1] == {"type": "italic", "offset": 26, "length": 28}


def test_bold_and_links_are_counted_in_utf_16() -> None:
    spans = (
        Span(text="👩‍🌾 é "),
        Span(text="gras", bold=True),
        Span(text=" ici", url="https://impots.gouv.fr"),
    )

    assert entities(spans) == [
        {"type": "bold", "offset": 8, "length": 4},
        {"type": "text_link", "url": "https://impots.gouv.fr", "offset": 12, "length": 4},
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.builds(Span, text=st.text(st.characters(exclude_categories=["Cs"])), bold=st.booleans()),
        max_size=5,
    )
)
def test_whatever_people_write_telegram_takes_it_and_sees_no_markup(spans: list[Span]) -> None:
    says = (Span(text="Vous : "), *spans)

    (sent,) = [row for row in draw(turn(Message(spans=says)), REPLIES) if row.kind == "send"]

    _, kept = checked_text(sent.payload["text"], sent.payload.get("entities"), 4096, "text")
    assert all(entity["type"] == "bold" for entity in kept)
    assert len(kept) <= sum(span.bold for span in spans)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(Choice, label=st.text(max_size=40), code=st.text(max_size=70)), max_size=20))
def test_no_keyboard_is_ever_refused(choices: list[Choice]) -> None:
    checked_keyboard(keyboard(choices, 1234))
