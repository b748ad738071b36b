"""A year of many people's lives by a simulated clock: what they do, what comes due, what they are told.

The dialogue, the store and the schedulers are the real ones; the clock, the people and the post are played. The clock
goes from one event to the next: somebody's act, or the minute when something is due.
"""

from __future__ import annotations

import heapq
import random
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.reminders import Reminders
from bot.store import Outgoing, Store
from bot.turns import Push, TurnHandler, nothing_to_push
from content.models import Lesson, Library
from dialogs import Conversation, Incoming, Turn, take_turn
from dialogs.conversation import Reminder
from tests.dialogs.talk import Talk

SCHEDULERS = 3
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)
ASKING = (
    "rappelez-moi ce soir", "rappelez-moi samedi", "rappelez-moi dans une semaine", "rappelez-moi demain à 21 h",
    "rappelez-moi dimanche à 7 h", "rappelez-moi dans trois semaines", "rappelez-moi dans deux heures",
    "rappelez-moi dans deux mois", "rappelez-moi demain à 2 h 30",
)  # fmt: skip
LEAVING = ("ne plus me relancer", "pas de rappel", "stop")
PASSING = ("merci", "oui", "un peu", "non", "plus tard", "/plan", "/reprendre")
AGAIN = ("/recommencer", "Oui, recommencer", "fleuriste", "oui")
CRASH, LOST = 0.1, 0.05


@dataclass(frozen=True)
class Met:
    """A reminder come due: what she had before, and what was made of it.

    `text`: '' when nothing was said. `wrong`: by how much the clock was.
    """

    key: str
    reminder: Reminder
    at: datetime
    before: Conversation
    after: Conversation
    text: str
    wrong: timedelta


@dataclass
class Year:
    store: Store
    library: Library
    now: datetime
    seed: int
    met: list[Met] = field(default_factory=list)
    left: list[tuple[str, int, datetime]] = field(default_factory=list)
    """What reached a phone: (key, number, when)."""
    wrong: timedelta = timedelta()
    lost: int = 0
    """Marked, then lost in a crash."""
    quiet_since: dict[tuple[str, datetime], datetime] = field(default_factory=dict)
    """« Ne plus me relancer », by whom and in which life of hers."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.handler = _Watched(self)
        self._events = count()
        self._turns: list[tuple[datetime, int, Callable[[], object]]] = []
        self._schedulers = [Reminders(self.handler, _pushed) for _ in range(SCHEDULERS)]
        self._threads = ThreadPoolExecutor(SCHEDULERS)

    # ------------------------------------------------------------ what is to happen

    def at(self, moment: datetime, happens: Callable[[], object]) -> None:
        heapq.heappush(self._turns, (moment, next(self._events), happens))

    def runs(self, until: datetime) -> None:
        """From one event to the next; after each, all schedulers look."""
        while (moment := self._next(until)) is not None:
            self.now = max(self.now, moment)
            while self._turns and self._turns[0][0] <= self.now:
                heapq.heappop(self._turns)[2]()
            self._look()
        self._threads.shutdown()

    def jumps(self, by: timedelta) -> None:
        """The machine's clock is set wrong, or right again; what people do goes on by the real one."""
        self.now += by
        self.wrong += by
        self._turns = [(moment + by, number, happens) for moment, number, happens in self._turns]

    def _next(self, until: datetime) -> datetime | None:
        acts = [self._turns[0][0]] if self._turns else []
        coming = self.store.due(1, until)
        dues = [self._due_of(*coming[0])] if coming else []
        return min([moment for moment in (*acts, *dues) if moment < until], default=None)

    def _due_of(self, key: str, reminder: str) -> datetime:
        conversation = self.handler.conversation(key)
        assert conversation is not None
        return next(one.due for one in conversation.reminders if one.id == reminder)

    def _look(self) -> None:
        """Three schedulers at once, in any order, until nothing is due; then the post, whatever crashes."""
        self.chance.shuffle(self._schedulers)
        while any(self._threads.map(lambda one: one.round(), self._schedulers)):
            continue
        while any(self._leaves(out) for out in self.store.next_unsent(100, self.now, lease_seconds=1)):
            self.now += 2 * SECOND

    def _leaves(self, out: Outgoing) -> bool:
        """One message on its way: a crash before it is marked leaves it to another sender, a crash after loses it."""
        if self.chance.random() < CRASH:
            return True
        if self.store.depart(out.conversation_key, out.number, self.now):
            if self.chance.random() < LOST:
                self.lost += 1
            else:
                self.left.append((out.conversation_key, out.number, self.now))
        return True

    # ------------------------------------------------------------ what people do

    def says(self, key: str, *texts: str) -> None:
        for text in texts:
            self._acts(key, text=text)

    def presses(self, key: str, code: str) -> None:
        conversation = self.handler.conversation(key)
        if conversation and conversation.shown:
            self._acts(key, choices=(code,), turn=conversation.shown.turn)

    def _acts(self, key: str, **act: object) -> None:
        event = f"{key}-{next(self._events)}"
        self.handler.handle(Incoming(conversation_key=key, event_id=event, can_push=True, **act))  # type: ignore[arg-type]

    def visits(self, key: str) -> None:
        """Somebody comes: to ask, to finish a lesson, to press something, to leave in the middle, to want no more."""
        kinds = {self.asks: 38, self.finishes_a_lesson: 22, self._presses_something: 20, self._says_something: 12,
                 self._begins_again: 6, self._has_enough: 2}  # fmt: skip
        self.chance.choices(list(kinds), list(kinds.values()))[0](key)

    def asks(self, key: str) -> None:
        self.says(key, self.chance.choice(ASKING))

    def _says_something(self, key: str) -> None:
        self.says(key, self.chance.choice(PASSING))

    def _begins_again(self, key: str) -> None:
        self.says(key, *AGAIN)

    def _has_enough(self, key: str) -> None:
        self.says(key, self.chance.choice(LEAVING))

    def _presses_something(self, key: str) -> None:
        conversation = self.handler.conversation(key)
        choices = conversation.shown.choices if conversation and conversation.shown else ()
        if choices:
            self.presses(key, self.chance.choice(choices).code)

    def finishes_a_lesson(self, key: str) -> None:
        lesson = self._undone_lesson(key)
        if lesson is None:
            return
        self.says(key, "/plan")
        for code in (f"p:{lesson.id}", f"l:{lesson.id}", *(f"d:{lesson.id}:{s.id}" for s in lesson.steps)):
            self.presses(key, code)
        self.presses(key, f"v:{lesson.id}:0")

    def _undone_lesson(self, key: str) -> Lesson | None:
        conversation = self.handler.conversation(key)
        steps = conversation.plan.steps if conversation and conversation.plan else ()
        found = (self.library.proposals.get(step.id) for step in steps if not step.done)
        return next((one for one in found if isinstance(one, Lesson)), None)


class _Watched(TurnHandler):
    """The handler, and what it makes of each reminder."""

    def __init__(self, year: Year) -> None:
        super().__init__(year.store, lambda: year.library, lambda: year.now, self._seen)
        self.year = year
        self._before = threading.local()

    def _seen(self, conversation: Conversation, act: Incoming, library: Library, now: datetime) -> Turn:
        self._before.conversation = conversation
        return take_turn(conversation, act, library, now)

    def handle(self, incoming: Incoming, push: Push = nothing_to_push) -> Turn | None:
        turn = super().handle(incoming, push)
        if turn and incoming.reminder:
            before = self._before.conversation
            found = next(one for one in before.reminders if one.id == incoming.reminder)
            text = "\n".join(message.text for message in turn.messages)
            made = Met(before.key, found, self.year.now, before, turn.conversation, text, self.year.wrong)
            self.year.met.append(made)
        if turn and any(event.kind == "no_more" for event in turn.events):
            life = (turn.conversation.key, turn.conversation.started_at)
            self.year.quiet_since.setdefault(life, self.year.now)
        return turn


def _pushed(turn: Turn) -> tuple[Outgoing, ...]:
    return tuple(Outgoing("send", {"text": message.text}, once=True) for message in turn.messages[-1:])


def people(year: Year, departements: Iterable[str], visits: int, until: datetime) -> None:
    """One person of each département: she has her plan, or left before it; then she comes on some days of the year."""
    with_plan = Talk(year.library, year.now, can_push=True).to_plan(barriers=("F8", "F9")).conversation
    halfway = Talk(year.library, year.now, can_push=True).to_questions().conversation
    for number, departement in enumerate(departements):
        key = f"her-{number}"
        template = with_plan if year.chance.random() < 0.8 else halfway
        first = year.now + year.chance.random() * 10 * DAY
        year.at(first, _begins(year, key, template, departement))
        for _ in range(visits):  # at any hour: people write at night too
            year.at(first + year.chance.random() * (until - first), lambda key=key: year.visits(key))


def _begins(year: Year, key: str, template: Conversation, departement: str) -> Callable[[], None]:
    def begins() -> None:
        known = template.with_answer("departement", departement) if departement else template
        hers = known.changed(key=key, started_at=year.now, last_seen=year.now, reminders=())
        year.store.commit(key, 0, f"{key}-begins", Turn(conversation=hers, messages=()), (), year.now)

    return begins
