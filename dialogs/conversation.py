"""What do we know of one person's conversation? Answers are the truth; the screen is remembered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

import msgspec

from content.models import UNKNOWN as UNKNOWN
from content.models import Kind, When
from dialogs.messages import Choice, Value
from dialogs.phases import Phase

Origin = Literal["said", "trade", "brand"]


class Answer(Value, frozen=True):
    """One fact learnt. `origin`: said by her, or drawn from her trade or brand (it falls with it)."""

    fact: str
    value: str
    origin: Origin = "said"
    said: str = ""
    """Her own words when she typed them (an unknown trade, a brand)."""


MOST_QUESTIONS = 30
"""Kept of her questions; one more is not, and she is told so."""


class OwnQuestion(Value, frozen=True):
    text: str
    topics: tuple[str, ...] = ()

    def without(self, topics: Collection[str]) -> OwnQuestion:
        return self.changed(topics=tuple(topic for topic in self.topics if topic not in topics))


class Shown(Value, frozen=True):
    """The screen in front of her. Every button and text is read against it."""

    screen: str
    subject: str = ""
    choices: tuple[Choice, ...] = ()
    turn: int = 0
    revision: str = ""
    page: int = 0

    @property
    def fact(self) -> str:
        """The fact the screen asks about (« fact|value,value » when it narrows two answers)."""
        return self.subject.split("|")[0]


class PlanStep(Value, frozen=True):
    id: str
    kind: Kind
    when: When
    barrier: str
    because: str
    warning: str = ""
    done: bool = False


class Plan(Value, frozen=True):
    """Kept as given: it changes only when she corrects an answer or asks for a new one."""

    steps: tuple[PlanStep, ...]
    made_on: datetime
    revision: str


class ToolAnswer(Value, frozen=True):
    """`said`: the rank of the option she chose, or her own words."""

    question: str
    said: str


class LessonProgress(Value, frozen=True):
    """How far she is in a lesson or a tool."""

    lesson: str
    step: str = ""
    """The id of the step she is at, '' before the first; of a finished tool, the question whose answer she changes."""
    state: Literal["open", "later", "done"] = "open"
    saw: str = ""
    answers: tuple[ToolAnswer, ...] = ()
    finished_on: datetime | None = None


class Reminder(Value, frozen=True):
    """What is to be said to her later. `asked` by her; we start the others: `follow_up`, `relaunch`."""

    kind: Literal["asked", "follow_up", "relaunch"]
    due: datetime
    turn: int
    """The turn it was made in."""
    subject: str = ""
    """The lesson or the step it is about, '' for the conversation."""
    late: bool = False
    """Put off because we were not there at its hour."""

    @property
    def id(self) -> str:
        """Unique in the conversation: put off, it is another."""
        return f"{self.kind}-{self.turn}-{self.due:%Y%m%d%H%M}"


class Refusal(Value, frozen=True):
    """What she took away at once, by ids: « remettre » gives it back."""

    steps: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()

    def without(self, topics: Collection[str], steps: Collection[str]) -> Refusal:
        left = tuple(topic for topic in self.topics if topic not in topics)
        return self.changed(topics=left, steps=tuple(step for step in self.steps if step not in steps))

    @property
    def is_empty(self) -> bool:
        return not (self.steps or self.topics or self.barriers)


class Incoming(Value, frozen=True):
    """One thing a person did. A press carries `choices` (several when boxes are ticked) and the `turn` shown.

    `event_id` is unique per act: the same act delivered twice is taken once. `media`: voice, photo, sticker…
    `reminder`: no act of hers, but the reminder of that id whose time has come. `can_push`: may we write to her first?
    """

    conversation_key: str
    event_id: str
    text: str = ""
    choices: tuple[str, ...] = ()
    turn: int | None = None
    media: str = ""
    chamber: str = ""
    reminder: str = ""
    can_push: bool = False


class Conversation(Value, frozen=True):
    key: str
    started_at: datetime
    last_seen: datetime
    turn: int = 0
    phase: Phase = Phase.WELCOME
    answers: tuple[Answer, ...] = ()
    reopened: str = ""
    """The fact she asked to change: its answer stands until replaced."""
    shown: Shown | None = None
    trade_words: str = ""
    """What she typed about her trade, whatever it was taken for."""
    own_question: OwnQuestion | None = None
    more_questions: tuple[OwnQuestion, ...] = ()
    """What she asked after it, each with its topics."""
    chamber: str = ""
    ticks: tuple[str, ...] = ()
    """The barriers ticked on the screen, before « Continuer » keeps them."""
    explained: tuple[str, ...] = ()
    """Barriers whose explanation she has read or passed."""
    plan: Plan | None = None
    plan_is_stale: bool = False
    """Something was corrected since the plan was made: it is worked out again at the next landing on it."""
    lessons: tuple[LessonProgress, ...] = ()
    lesson: str = ""
    """The lesson open in front of her, '' when none."""
    left: str = ""
    """The lesson she left to change an answer: while it is reopened, that is where she comes back."""
    asked: tuple[str, ...] = ()
    """Facts put to her as questions, in order."""
    misses: int = 0
    """How many times running she was not understood."""
    words_came: tuple[tuple[str, datetime], ...] = ()
    """When each of her own words came (see retention.py): the place they are kept at, the moment."""
    can_push: bool = False
    """Does her channel let us write first? Telegram does; a page and a terminal wait for her."""
    reminders: tuple[Reminder, ...] = ()
    """What is to come (see reminders.py)."""
    reminded: datetime | None = None
    """When the last reminder was said."""
    asked_until: datetime | None = None
    """The moment of the last reminder she asked for."""
    relaunched: bool = False
    """She was, or wants no reminder: once is enough."""
    no_more: bool = False
    """« Ne plus me relancer »: we start nothing."""
    refused: tuple[Refusal, ...] = ()
    """What she took away from her plan, in order (see taking.py)."""
    finished: tuple[str, ...] = ()
    """The steps she took away once done: they come back done."""

    @property
    def questions(self) -> tuple[OwnQuestion, ...]:
        """Her questions, the first one first."""
        return (*((self.own_question,) if self.own_question else ()), *self.more_questions)

    @property
    def questions_left(self) -> tuple[OwnQuestion, ...]:
        """Without the subjects that she took away, and the questions that were of nothing else."""
        left = (own.without(self.refused_topics) for own in self.questions)
        return tuple(now for now, own in zip(left, self.questions, strict=True) if now.topics or not own.topics)

    def asking(self, *questions: OwnQuestion) -> Conversation:
        """These are her questions now, the first ones of too many (see `keeps`)."""
        return self.changed(own_question=questions[0], more_questions=questions[1:MOST_QUESTIONS])

    def keeps(self, text: str) -> bool:
        """Is there a question of hers in these words?"""
        return any(own.text == text for own in self.questions)

    @property
    def refused_steps(self) -> tuple[str, ...]:
        return tuple(step for refusal in self.refused for step in refusal.steps)

    @property
    def refused_topics(self) -> frozenset[str]:
        return frozenset(topic for refusal in self.refused for topic in refusal.topics)

    def refusing(self, refusal: Refusal) -> Conversation:
        done = {step.id for step in self.plan.steps if step.done} if self.plan else set()
        finished = dict.fromkeys((*self.finished, *(step for step in refusal.steps if step in done)))
        return self.changed(refused=(*self.refused, refusal), finished=tuple(finished))

    def raising(self, topics: Collection[str], steps: Collection[str]) -> Conversation:
        """She speaks of them: they are hers again with their steps, and what else was taken away stays away."""
        about = (one.without(topics, steps) if set(one.topics) & set(topics) else one for one in self.refused)
        refused = tuple(one for one in about if not one.is_empty)
        return self if refused == self.refused else self.changed(refused=refused)

    def value(self, fact: str) -> str | None:
        """The answer to a fact; None when it was never given."""
        return next((a.value for a in reversed(self.answers) if a.fact == fact), None)

    def known(self) -> dict[str, str]:
        """fact -> value, in the order given; `inconnu` included."""
        return {a.fact: a.value for a in self.answers}

    def with_answer(self, fact: str, value: str, origin: Origin = "said", said: str = "") -> Conversation:
        """This answer replaces an earlier one at its place; a new one comes last."""
        new = Answer(fact=fact, value=value, origin=origin, said=said)
        if any(a.fact == fact for a in self.answers):
            answers = tuple(new if a.fact == fact else a for a in self.answers)
        else:
            answers = (*self.answers, new)
        return self.changed(answers=answers)

    def without(self, *facts: str) -> Conversation:
        kept = tuple(a for a in self.answers if a.fact not in facts)
        return self.changed(answers=kept)


_TO_JSON, _FROM_JSON = msgspec.json.Encoder(), msgspec.json.Decoder(Conversation)


def start(key: str, now: datetime) -> Conversation:
    return Conversation(key=key, started_at=now, last_seen=now)


def dump(conversation: Conversation) -> str:
    """JSON text; `load(dump(c)) == c`."""
    return _TO_JSON.encode(conversation).decode()


def load(text: str) -> Conversation:
    """What a newer version of ours adds is left aside: both serve during a deployment.

    Raises msgspec.DecodeError when the text is not a conversation.
    """
    return _FROM_JSON.decode(text)
