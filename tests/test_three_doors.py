"""Does one conversation say the same by Telegram, on the web page and in the terminal? A florist, three real doors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from content.loader import load
from content.models import Lesson, Library
from content.typography import typeset
from tests.dialogs.talk import FLORIST
from tests.doors.service import Service
from tests.doors.telegram import TelegramDoor
from tests.doors.terminal import TerminalDoor
from tests.doors.web import WebDoor
from tests.doors.words import Door, Screen, bubbles, label
from tests.telegram.phone import Process, Telegram, until

MOST_QUESTIONS = 30
library = cache(load)


@dataclass
class ThreeDoors:
    """The same act at each door, then the same words behind each."""

    telegram: TelegramDoor
    web: WebDoor
    terminal: TerminalDoor

    @property
    def screen(self) -> Screen:
        return self.terminal.screen

    @property
    def last(self) -> str:
        return str(self.terminal.told[-1])

    def comes_in(self) -> None:
        for door in self.doors:
            door.comes_in()
        self._say_the_same()

    def says(self, text: str) -> None:
        for door in self.doors:
            door.says(text)
        self._say_the_same()

    def presses(self, label: str) -> None:
        for door in self.doors:
            door.presses(label)
        self._say_the_same()

    def ticks(self, *labels: str, press: str) -> None:
        for door in self.doors:
            door.ticks(*labels, press=press)
        self._say_the_same()

    @property
    def doors(self) -> tuple[Door, Door, Door]:
        return self.telegram, self.web, self.terminal

    def _say_the_same(self) -> None:
        on_telegram, on_web, in_terminal = (bubbles(door.told, library()) for door in self.doors)
        assert on_telegram == in_terminal
        assert on_web == in_terminal
        assert self.telegram.screen == self.terminal.screen
        assert self.web.screen == self.terminal.screen


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[ThreeDoors]:
    """One service for the web and Telegram, and a terminal, on one SQLite file."""
    double = Process("bot_api_double.py", tmp_path / "double.txt")
    telegram = Telegram(str(until(lambda: double.says().strip(), "the double's address")))
    service = Service(tmp_path, {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url})
    service.start()
    terminal = service.talk()
    web = WebDoor(service.url, chosen=typeset(library().replies["barriers.chosen"]).split("\n")[0])
    made = ThreeDoors(TelegramDoor(telegram), web, TerminalDoor(terminal, _button("more")))
    yield made
    terminal.kill()
    terminal.communicate()
    service.kill()
    print(service.says(), *made.terminal.told, made.screen, sep="\n")
    assert telegram.refusals() + telegram.ask("faults") == []
    double.kill()


def test_a_florist_hears_the_same_words_at_the_three_doors(doors: ThreeDoors) -> None:
    doors.comes_in()
    doors.says("orange me coupe l'adsl, que faire")
    doors.says("je vend des fleur")
    doors.presses(_first(doors))

    _answers_by_typing(doors)
    doors.presses(_button("why"))
    _answers(doors)
    _corrects_her_first_answer(doors)
    _answers_while_asked(doors)
    doors.presses(_first(doors))
    _ticks_three_one_of_them_behind_more(doors)
    _reads_why(doors)
    _answers_while_asked(doors)

    assert _lesson(doors), f"no plan: {doors.last}"
    _takes_a_lesson_to_its_end(doors)

    assert _plan(doors)


# ------------------------------------------------------------------ what she does, by what she reads


def _answers_by_typing(doors: ThreeDoors) -> None:
    """Her answer without capitals or marks, one letter missing: it counts as the button does."""
    question, answer = doors.last, _her_answer(doors.screen)
    longest = max(answer.lower().split(), key=len)
    doors.says(answer.lower().replace(longest, longest[:3] + longest[4:]))
    assert doors.last != question


def _answers(doors: ThreeDoors) -> None:
    doors.presses(_her_answer(doors.screen))


def _answers_while_asked(doors: ThreeDoors) -> None:
    for _ in range(MOST_QUESTIONS):
        if not doors.screen.progress:
            return
        _answers(doors)
    raise AssertionError(f"no end of questions: {doors.screen}")


def _corrects_her_first_answer(doors: ThreeDoors) -> None:
    """« je me suis trompée », then her first answer after her trade, in the list, and another value for it."""
    doors.says("je me suis trompée")
    doors.presses(_button("answers"))
    doors.presses(doors.screen.labels[1])
    other = [name for name in doors.screen.labels if name != _her_answer(doors.screen)]
    doors.presses(other[0])


def _ticks_three_one_of_them_behind_more(doors: ThreeDoors) -> None:
    first, _, third = doors.screen.labels[:3]
    doors.ticks(first, third, press=_button("more"))
    one_more = next(label for label in doors.screen.labels if label not in doors.screen.ticked)
    doors.ticks(one_more, press=_button("kept"))


def _reads_why(doors: ThreeDoors) -> None:
    while not doors.screen.progress and not _plan(doors):
        doors.presses(_first(doors))


def _takes_a_lesson_to_its_end(doors: ThreeDoors) -> None:
    doors.presses(_lesson(doors))
    doors.presses(_button("start_lesson"))
    while _button("done") in doors.screen.labels:
        doors.presses(_button("done"))
    doors.presses(_first(doors))
    assert doors.screen.labels == (_button("back_to_plan"),)
    doors.presses(_button("back_to_plan"))


# ------------------------------------------------------------------ what stands on her screen


def _button(name: str) -> str:
    return label(typeset(library().replies[f"buttons.{name}"]))


def _first(doors: ThreeDoors) -> str:
    return doors.screen.labels[0]


def _her_answer(screen: Screen) -> str:
    hers = _her_labels(library())
    return next((name for name in screen.labels if name in hers), _button("unknown"))


def _her_labels(content: Library) -> set[str]:
    questions = content.questions
    hers = [o for fact, value in FLORIST.items() for o in questions[fact].options if o.value == value]
    return {label(typeset(option.label)) for option in hers}


def _plan(doors: ThreeDoors) -> list[str]:
    """The steps she may open."""
    steps = {label(typeset(proposal.button)) for proposal in library().proposals.values()}
    return [name for name in doors.screen.labels if name in steps]


def _lesson(doors: ThreeDoors) -> str:
    lessons = {label(typeset(p.button)) for p in library().proposals.values() if isinstance(p, Lesson)}
    return next((name for name in _plan(doors) if name in lessons), "")
