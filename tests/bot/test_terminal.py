"""Is the whole conversation there in a terminal?"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.channels.terminal import KEY, Console, chosen, talk
from bot.store import StoreUnavailable
from bot.turns import TurnHandler
from content.loader import load
from content.models import Library
from dialogs import Choice, Conversation, Incoming, Message, Progress, Span, Turn
from tests.builders import NOW, a_choice, a_message, shown
from tests.fakes import MemoryStore, counting

TICKS = [a_choice("le prix", "k:F1:1", role="tick"), a_choice("le temps", "k:F2:0", role="tick", ticked=True)]
SCREEN = [*TICKS, a_choice("Continuer", "m:next"), a_choice("Revenir", "m:back", role="quiet")]


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@dataclass
class Typist:
    """Types these lines, then leaves."""

    lines: Sequence[str]
    prompts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rest: Iterator[str] = iter(self.lines)

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        try:
            return next(self._rest)
        except StopIteration:
            raise EOFError from None


def typed(
    store: Any, library: Library, *lines: str, take: Any = None, fresh: bool = False, now: datetime = NOW,
    **console: Any,
) -> str:  # fmt: skip
    """What stands on the screen after these lines."""
    out = io.StringIO()
    handler = TurnHandler(store, lambda: library, lambda: now, take)
    given = {"styled": False, "width": lambda: 60} | console
    talk(handler, store, Console(out, Typist(lines), **given), fresh)
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def drawing(*messages: Message, choices: Sequence[Choice] = ()) -> Any:
    """A dialogue that always shows these messages."""

    def take(conversation: Conversation, _incoming: Incoming, _library: Library, _now: Any) -> Turn:
        at = conversation.turn + 1
        return Turn(conversation=conversation.changed(turn=at, shown=shown(*choices, turn=at)), messages=messages)

    return take


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("3", ("m:next",)),
        (" 4 ", ("m:back",)),
        ("2", ("k:F2:0",)),
        ("1 2", ("k:F1:1",)),
        ("1, 3", ("k:F1:1", "m:next")),
        ("1 1", ("k:F1:1",)),
        ("3 4", ()),
        ("5", ()),
        ("0", ()),
        ("1 9", ()),
        ("3 employés", ()),
        ("oui", ()),
        ("", ()),
        ("²", ()),
    ],
)
def test_numbers_choose_and_all_else_is_text(text: str, codes: tuple[str, ...]) -> None:
    assert chosen(text, SCREEN) == codes


# ------------------------------------------------------------------ the screen


def test_choices_are_numbered_and_the_quiet_ones_share_a_line(library: Library) -> None:
    quiet = [a_choice("Je ne sais pas", role="quiet"), a_choice("Pourquoi ?", role="quiet")]
    asked = a_message("Une enseigne ?", progress=Progress(done=2, left_min=2, left_max=3))

    screen = typed(MemoryStore(), library, take=drawing(asked, choices=[a_choice("Oui"), *TICKS, *quiet]))

    lines = [line.strip().replace("\xa0", " ").replace("\u202f", " ") for line in screen.splitlines()]
    for line in ("1  Oui", "2  [ ] le prix", "3  [x] le temps", "4 Je ne sais pas · 5 Pourquoi ?"):
        assert line in lines
    assert "Question 2. Ensuite, 3 au plus" in lines


def test_long_bubbles_are_wrapped_at_the_width_of_the_terminal(library: Library) -> None:
    spans = (
        Span(text="mot " * 30),
        Span(text="important à retenir " * 5, bold=True),
        Span(text="100\xa0000\xa0000 " * 9),
    )

    screen = typed(MemoryStore(), library, take=drawing(Message(spans=spans)), width=lambda: 40)

    assert max(len(line) for line in screen.splitlines()) <= 40
    assert "mot mot" in screen
    assert all(line.count("100") == line.count("100\xa0000\xa0000") for line in screen.splitlines())


def test_a_real_terminal_shows_bold_and_a_file_stays_plain(library: Library) -> None:
    message = Message(
        spans=(Span(text="Gardez "), Span(text="une copie", bold=True), Span(text="ici", url="https://a.fr"))
    )

    styled = typed(MemoryStore(), library, take=drawing(message), styled=True)
    plain = typed(MemoryStore(), library, take=drawing(message))

    assert "\x1b[1mune copie\x1b[0m" in styled
    assert "https://a.fr" in styled
    assert "Gardez une copieici" in plain
    assert "\x1b" not in plain


# ------------------------------------------------------------------ a conversation


def test_leaving_says_how_to_come_back(library: Library) -> None:
    assert "python -m bot talk" in typed(MemoryStore(), library, take=counting)


def test_it_goes_on_where_it_was(library: Library) -> None:
    store = MemoryStore()

    typed(store, library, "un", take=counting)
    again = typed(store, library, "deux", take=counting)

    assert "3 : /start" in again
    assert "4 : deux" in again


def test_fresh_starts_anew(library: Library) -> None:
    store = MemoryStore()
    typed(store, library, "un", take=counting)

    again = typed(store, library, take=counting, fresh=True)

    assert "1 : /start" in again


def test_an_empty_line_does_nothing(library: Library) -> None:
    store = MemoryStore()

    typed(store, library, "", "  ", take=counting)

    conversation, _ = store.load(KEY)
    assert conversation is not None
    assert conversation.turn == 1


def test_her_data_are_shown_when_she_asks(library: Library) -> None:
    screen = typed(MemoryStore(), library, "mes mots", "/mesdonnees", take=counting)

    assert "LA CONVERSATION" in screen
    assert "Vous\u00a0: mes mots" in screen
    assert "{" not in screen


def test_nothing_is_kept_once_she_erased_it(library: Library) -> None:
    store = MemoryStore()

    screen = typed(store, library, "un", "/effacer", take=counting)

    assert "3 : /effacer" in screen
    assert store.export(KEY) == {}


def test_an_answer_that_could_not_be_kept_is_said_and_asked_again(library: Library) -> None:
    class Away(MemoryStore):
        def commit(self, *args: Any) -> None:
            if self.taken_once():
                raise StoreUnavailable
            super().commit(*args)

        def taken_once(self) -> bool:
            conversation, _ = self.load(KEY)
            return conversation is not None

    screen = typed(Away(), library, "un", take=counting)

    assert words(library.replies["terminal.unavailable"]) in words(screen.replace("’", "'"))
    assert "2 : un" not in screen


def test_the_real_dialogue_goes_from_hello_to_the_next_question(library: Library) -> None:
    store = MemoryStore()

    screen = typed(store, library, "je vend des fleur", "1")

    conversation, _ = store.load(KEY)
    assert conversation is not None
    assert conversation.value("metier") == "fleuriste"
    assert conversation.shown is not None
    assert re.search(r"^ +1  ", screen.split("> ")[-1], re.MULTILINE)


def test_a_reminder_waits_for_her_in_the_terminal_and_is_said_instead_of_the_recap(library: Library) -> None:
    store = MemoryStore()
    typed(store, library, "fleuriste", "oui", "rappelez-moi dans deux heures")

    back = words(typed(store, library, now=NOW + timedelta(days=3)))
    again = words(typed(store, library, now=NOW + timedelta(days=4)))

    assert "Voici le rappel que vous vouliez." in back
    assert "Nous reprenons" not in back
    assert "Nous reprenons" in again
