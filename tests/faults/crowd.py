"""Who talks to the service while it breaks? People who answer what they are shown, and remember what they did."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from bot.channels.web import forms
from dialogs import Incoming
from tests.browser.visitor import Pairs, Visitor
from tests.telegram.phone import Owner, Seen, Telegram

TRADES = ("je vend des fleur", "plombier", "coiffeuse", "boulanger a Lille", "restaurant", "jai un garage")
WORDS = ("pourquoi ?", "je ne sais pas", "c'est gratuit ?", "oui", "/plan", "je prefere attendre")
PATIENCE = 300.0
LOOKS = 0.15
"""Seconds between two looks at her phone."""
EVENT = "act {number}"


@dataclass
class Ledger:
    """Her acts, in the order she did them."""

    acts: list[Incoming] = field(default_factory=list)

    def wrote(self, text: str) -> None:
        self._did(text=text)

    def pressed(self, code: str, turn: int | None) -> None:
        self._did(choices=(code,), turn=turn)

    def posted(self, pairs: Pairs) -> None:
        """A form of the web page; the first is answered after the welcome."""
        if not self.acts:
            self._did()
        for act in forms.posted(pairs).incomings(""):
            self._did(text=act.text, choices=act.choices, turn=act.turn)

    def _did(self, **what: object) -> None:
        number = len(self.acts)
        self.acts.append(Incoming(conversation_key="", event_id=EVENT.format(number=number), **what))  # type: ignore[arg-type]


@dataclass
class OnTelegram:
    """She waits for the reply before she does anything else, however long the service is away."""

    telegram: Telegram
    chat: int
    seed: int
    ledger: Ledger = field(default_factory=Ledger)
    done: int = 0
    """Acts of hers that were answered."""
    longest_wait: float = 0

    def __post_init__(self) -> None:
        self.owner = Owner(self.telegram, self.chat)
        self.dice = random.Random(self.seed)

    def acts(self, times: int) -> None:
        for _ in range(times):
            self.acts_once()

    def acts_once(self) -> None:
        self._waits_after(self._does)

    def says(self, text: str) -> None:
        self._waits_after(lambda: self._writes(text))

    def _waits_after(self, act: Callable[[], None]) -> None:
        before, began = self.turn(), time.monotonic()
        act()
        while self.turn() <= before:
            assert time.monotonic() - began < PATIENCE, f"chat {self.chat}: no reply to {self.ledger.acts[-1]}"
            time.sleep(LOOKS)
        self.done += 1
        self.longest_wait = max(self.longest_wait, time.monotonic() - began)

    def turn(self) -> int:
        """The turn of the screen in front of her: that of the last buttons drawn."""
        shown = self.owner.newest()
        turns = [button["callback_data"].partition("|") for message in shown for button in buttons(message)]
        return max((int(turn) for turn, _, code in turns if not code.startswith("c:")), default=0)

    def _does(self) -> None:
        number = len(self.ledger.acts)
        answers = [button for message in self.owner.newest() for button in buttons(message) if is_answer(button)]
        if number < 2 or not answers or self.dice.random() < 0.25:
            return self._writes("/start" if not number else self.dice.choice(TRADES if number == 1 else WORDS))
        button = self.dice.choice(answers)
        turn, _, code = button["callback_data"].partition("|")
        self.ledger.pressed(code, int(turn))
        self.telegram.ask("press", chat=self.chat, label=button["text"], message_id=None)

    def _writes(self, text: str) -> None:
        self.ledger.wrote(text)
        self.owner.writes(text)


@dataclass
class OnTheWeb:
    """A browser without JavaScript; what did not arrive she sends again, as the page tells her."""

    url: str
    seed: int
    ledger: Ledger = field(default_factory=Ledger)
    done: int = 0
    longest_wait: float = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.visitor = Visitor(self.url)
        self.visitor.client.timeout = PATIENCE

    def acts(self, times: int) -> None:
        self._until_it_works(lambda: self.visitor.client.get("/"))
        for _ in range(times):
            began, pairs = time.monotonic(), self._next()
            self.ledger.posted(pairs)
            self._until_it_works(lambda pairs=pairs: self.visitor.send(pairs))
            self.done += 1
            self.longest_wait = max(self.longest_wait, time.monotonic() - began)

    def acts_once(self) -> None:
        self.acts(1)

    @property
    def session(self) -> str:
        """The token of her cookie."""
        return str(self.visitor.client.cookies["pp"])

    def stands(self) -> list[tuple[str, str]]:
        self._until_it_works(lambda: self.visitor.client.get("/"))
        return self.visitor.page.lines

    def _next(self) -> Pairs:
        form = self.visitor.page.answer
        buttons = [button for button in form.buttons.values() if button[1].startswith("a:")]
        if self.done and buttons:
            return [*form.fields, self.dice.choice(buttons)]
        return [*form.fields, ("text", self.dice.choice(TRADES if not self.done else WORDS))]

    def _until_it_works(self, send: Callable[[], httpx.Response]) -> None:
        limit = time.monotonic() + PATIENCE
        while True:
            try:
                answer = send()
                if answer.status_code == 200:
                    self.visitor.answer = answer
                    return
                time.sleep(float(answer.headers.get("Retry-After", 0)))
            except httpx.HTTPError:
                pass
            assert time.monotonic() < limit, "the page never came back"
            time.sleep(0.05)


def all_at_once(*works: Callable[[], object]) -> list[Doing]:
    """Each in its own thread; what one raised is raised by `ended`."""
    threads = [Doing(work) for work in works]
    for thread in threads:
        thread.start()
    return threads


def ended(threads: list[Doing]) -> None:
    for thread in threads:
        thread.join()
    well(threads)


def well(threads: list[Doing]) -> None:
    """Raises what one of them raised, even while the others go on."""
    for thread in threads:
        if thread.error:
            raise thread.error


class Doing(threading.Thread):
    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.work()
        except BaseException as error:
            self.error = error


def buttons(message: Seen) -> list[dict[str, str]]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def is_answer(button: dict[str, str]) -> bool:
    return button["callback_data"].partition("|")[2].startswith("a:")
