"""The whole conversation on Telegram, with our own dialogue and content."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from phone import Owner, Process, Seen, Telegram, until

from bot.channels.telegram.drawing import keyboard
from bot.store import rows
from content.loader import load
from content.models import Lesson
from dialogs import Choice
from dialogs.progress import BRAND
from tests.dialogs.talk import FLORIST

TRADE, KEPT, PLAN_STEP = "m:unknown", "m:kept", "p:"
TICKS, MOST_ACTS = 2, 60


@dataclass
class Journey:
    """A florist who types her trade, answers what she is asked, ticks two boxes and goes on to her plan."""

    owner: Owner
    acts: list[str] = field(default_factory=list)
    ticks: int = 0

    def to_her_plan(self) -> None:
        self.writes("/start CCI-59")
        self.writes("je vends des fleurs")
        while not any(code.startswith(PLAN_STEP) for code in self.buttons()):
            assert len(self.acts) < MOST_ACTS, self.acts
            self.presses(self.next_code())

    def buttons(self) -> dict[str, str]:
        """Code -> label, of the last bubble."""
        return {code: label for _, code, label in self.keyboard()}

    def keyboard(self) -> list[tuple[int, str, str]]:
        """Turn, code and label of each button of the last bubble."""
        rows = self.owner.told()[-1].get("reply_markup", {}).get("inline_keyboard", [])
        pairs = [(b["callback_data"].partition("|"), b["text"]) for row in rows for b in row]
        return [(int(turn), code, label) for (turn, _, code), label in pairs]

    def next_code(self) -> str:
        here = self.buttons()
        said = [code for fact, value in FLORIST.items() if (code := f"a:{fact}:{value}") in here]
        if KEPT in here and self.ticks < TICKS:
            self.ticks += 1
            return next(code for code in here if code.startswith("k:") and code.endswith(":1"))
        return KEPT if KEPT in here else (said or list(here))[0]

    def presses(self, code: str) -> None:
        label = self.buttons()[code]
        self._and_waits(code, lambda: self.owner.presses(label, self.owner.told()[-1]["message_id"]))

    def writes(self, text: str) -> None:
        self._and_waits(text, lambda: self.owner.writes(text))

    def _and_waits(self, act: str, done: Callable[[], Seen]) -> None:
        """A turn is shown whole when its last bubble has its buttons."""
        before = self.turn()
        self.acts.append(act)
        done()
        until(lambda: self.turn() > before, f"the screen after {act}")

    def turn(self) -> int:
        """The turn of the buttons she can answer with: « Changer » alone is the trace of an answer."""
        keys = self.keyboard() if self.owner.told() else []
        return max((turn for turn, code, _ in keys if not code.startswith("c:")), default=0)

    def spoken(self) -> list[Seen]:
        return [call for call in self.owner.telegram.ask("calls") if "essage" in call["method"]]

    def was_told(self) -> list[str]:
        """Every text the bot sent or wrote over, in order."""
        return [call["params"]["text"] for call in self.spoken() if "text" in call["params"]]


@pytest.fixture(scope="module")
def calm(bot_api: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Journey, Path]]:
    """A conversation that nothing disturbs, and its database."""
    folder = tmp_path_factory.mktemp("calm")
    journey = Journey(Owner(Telegram(bot_api, chat_rate=50, chat_burst=50)))
    bot = start(journey, folder)
    journey.to_her_plan()
    yield journey, folder / "pas.db"
    bot.kill()


def test_a_florist_leaves_with_her_plan_and_telegram_refuses_nothing(calm: tuple[Journey, Path]) -> None:
    journey, database = calm

    told = journey.was_told()

    assert journey.owner.telegram.refusals() + journey.owner.telegram.ask("faults") == []
    assert any("\n\nQuestion 1. Ensuite" in text for text in told)
    assert [said for said in in_the_transcript(database) if not any(said in text for text in told)] == []


def test_killed_in_the_middle_she_goes_on_where_she_was(
    calm: tuple[Journey, Path], jeanne: Owner, tmp_path: Path
) -> None:
    other, database = calm
    journey, bot = Journey(jeanne), start(Journey(jeanne), tmp_path)

    for number, act in enumerate(other.acts):
        if number % 7 == 5:
            bot.kill()
            bot = start(journey, tmp_path)
        (journey.presses if ":" in act else journey.writes)(act)
    bot.kill()

    assert journey.buttons() == other.buttons()
    assert in_the_transcript(tmp_path / "pas.db") == in_the_transcript(database)


def test_no_button_of_the_content_is_too_long_for_telegram() -> None:
    content = load()
    names = [f"a:{BRAND}:{network.name}" for network in content.networks]
    proposals = [f"p:{proposal}" for proposal in content.proposals]
    lessons = [lesson for lesson in content.proposals.values() if isinstance(lesson, Lesson)]
    steps = [f"d:{lesson.id}:{step.id}" for lesson in lessons for step in lesson.steps]

    choices = [Choice(label="Oui", code=code) for code in (*names, *proposals, *steps)]

    assert len(keyboard(choices, 9999)["inline_keyboard"]) == len(choices)


def start(journey: Journey, folder: Path) -> Process:
    telegram = journey.owner.telegram
    given = {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}
    return Process("bot_process.py", folder / "bot.txt", DATABASE_URL=f"sqlite:///{folder / 'pas.db'}", **given)


def in_the_transcript(database: Path) -> list[str]:
    with sqlite3.connect(database) as base:
        lines = base.execute("select message from transcript where who = 'us' order by number").fetchall()
    return [rows.entry((0, 0, "us", message)).message.text for (message,) in lines]
