"""A conversation for tests: say, press, and read what stands on the screen, saved and loaded at each turn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from content.dates import library_on
from content.models import Library
from content.typography import typeset
from dialogs import Choice, Incoming, Turn, start, take_turn
from dialogs.conversation import Conversation, dump, load
from dialogs.progress import Story

NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
FLORIST = {
    "reseau": "aucun",
    "logiciel": "propre",
    "fournisseur_principal": "important",
    "produits": "courants",
    "fabrication": "non",
    "filiere": "aucune",
    "intervenants": "aucun",
    "clients": "quartier",
    "concurrence": "service",
    "temps": "une_heure",
    "budget": "petit",
    "equipement": "ordinateur_ancien",
    "aisance": "un_peu",
    "connexion": "lente",
    "vente_en_ligne": "non",
    "effectif": "1-2",
}


class Talk:
    """`talk.say("bonjour")`, `talk.press("Oui")`; `talk.texts` is what the last turn said."""

    def __init__(self, library: Library, now: datetime = NOW, can_push: bool = False) -> None:
        """`can_push`: on a channel that lets us write first, as Telegram does."""
        self.library = library
        self.now = now
        self.conversation: Conversation = start("her", now)
        self.can_push = can_push
        self.turn: Turn | None = None
        self.count = 0

    def take(self, **incoming: Any) -> Turn:
        self.count += 1
        known = {"conversation_key": "her", "event_id": f"e{self.count}", "can_push": self.can_push}
        act = Incoming(**known | incoming)
        self.turn = take_turn(self.conversation, act, self.library, self.now)
        assert load(dump(self.turn.conversation)) == self.turn.conversation
        self.conversation = load(dump(self.turn.conversation))
        return self.turn

    def say(self, text: str) -> Turn:
        return self.take(text=text)

    def press(self, label: str) -> Turn:
        return self.code(self.choice(label).code)

    def code(self, *codes: str, turn: int | None = None) -> Turn:
        shown = self.conversation.shown
        assert shown is not None
        return self.take(choices=codes, turn=shown.turn if turn is None else turn)

    def choice(self, label: str) -> Choice:
        return next(c for c in self.choices if c.label == typeset(label))

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def comes_due(self) -> list[str]:
        """What the reminders whose time has come say, one after the other."""
        due = [one.id for one in sorted(self.conversation.reminders, key=lambda one: one.due) if one.due <= self.now]
        return [text for one in due for text in self._reminded(one)]

    def _reminded(self, reminder: str) -> list[str]:
        act = Incoming(conversation_key="her", event_id="", reminder=reminder)
        turn = take_turn(self.conversation, act, self.library, self.now)
        self.conversation = load(dump(turn.conversation))
        self.turn = turn if turn.messages else self.turn
        return [message.text for message in turn.messages]

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.conversation.shown.choices if self.conversation.shown else ()

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.choices]

    @property
    def screen(self) -> str:
        return self.conversation.shown.screen if self.conversation.shown else ""

    @property
    def subject(self) -> str:
        return self.conversation.shown.subject if self.conversation.shown else ""

    @property
    def texts(self) -> list[str]:
        assert self.turn is not None
        return [message.text for message in self.turn.messages]

    @property
    def said(self) -> str:
        return "\n".join(self.texts)

    @property
    def known(self) -> dict[str, str]:
        return self.conversation.known()

    @property
    def story(self) -> Story:
        """As she was left by her last turn."""
        when = self.conversation.last_seen
        return Story(self.conversation, library_on(self.library, when.date()), when)

    # ------------------------------------------------------------ further along

    def to_questions(self, trade: str = "fleuriste") -> Talk:
        self.say("")
        self.say(trade)
        self.code(self.choices[0].code)
        return self

    def to_profile(self, trade: str, facts: dict[str, str]) -> Talk:
        """Up to the kind of business proposed."""
        return self.to_questions(trade)._until("profile", {**FLORIST, **facts}, ())

    def to_barriers(self, facts: dict[str, str] | None = None) -> Talk:
        """Up to what holds her back."""
        self.to_questions()
        return self._until("barriers", {**FLORIST, **(facts or {})}, ())

    def to_plan(self, facts: dict[str, str] | None = None, barriers: tuple[str, ...] = ("F3", "F8")) -> Talk:
        """Through the whole conversation by pressing, as a shopkeeper of these facts."""
        if self.conversation.shown is None:
            self.to_questions()
        return self._until("plan", {**FLORIST, **(facts or {})}, barriers)

    def until_asked(self, fact: str) -> Talk:
        """On with the answers of a florist, up to the question on this fact."""
        for _ in range(60):
            if self.conversation.shown is not None and self.conversation.shown.fact == fact:
                return self
            self._answer(FLORIST, ("F8", "F9"))
        raise AssertionError(f"{fact} is not asked")

    def _until(self, screen: str, facts: dict[str, str], barriers: tuple[str, ...]) -> Talk:
        for _ in range(60):
            if self.screen == screen:
                return self
            self._answer(facts, barriers)
        raise AssertionError(f"no {screen} after sixty turns: {self.screen}")

    def _answer(self, facts: dict[str, str], barriers: tuple[str, ...]) -> None:
        if self.screen == "question":
            wanted = f"a:{self.subject}:{facts.get(self.subject, 'inconnu')}"
            self.code(wanted)
        elif self.screen == "barriers":
            self.code(*(f"k:{b}:1" for b in barriers), "m:kept")
        else:
            self.code(self.choices[0].code)
