"""How far is she? The predicates that decide where the conversation goes on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

from content.models import UNKNOWN, Barrier, Library, Network, Question, ToolQuestion, TypeId
from dialogs import barriers, hours, interview, situation
from dialogs.conversation import Conversation
from dialogs.networks import found as network_in
from dialogs.phases import Phase
from dialogs.plan import Wanted
from dialogs.profile import Inference, infer_type

TRADE, FAMILY, BRAND, NETWORK, SECTOR = "metier", "famille", "enseigne", "reseau", "secteur"
TYPE, KEPT = "type", "freins"
OTHER_TRADE = "autre"
NO_BRAND = "non"
NONE_KEPT = "aucun"
PROPOSED, CHOSEN = "proposed", "chosen"
CLOSE_FACTS = (TRADE, FAMILY, BRAND)
DERIVED_FROM = ("answers", "asked", "reopened", "own_question", "more_questions", "explained", "plan", "refused")
"""What of a conversation the values derived once a story are computed from."""


@dataclass(frozen=True)
class Story:
    """A conversation read with the content in service: everything derived is computed here, once a turn."""

    conversation: Conversation
    library: Library
    now: datetime

    def going_on(self, conversation: Conversation) -> Story:
        """The story of this conversation. What was derived stays good while what it comes from is the same."""
        story = Story(conversation, self.library, self.now)
        if all(getattr(conversation, name) is getattr(self.conversation, name) for name in DERIVED_FROM):
            vars(story).update({**vars(self), **vars(story)})
        return story

    @cached_property
    def known(self) -> dict[str, str]:
        return self.conversation.known()

    @cached_property
    def place(self) -> hours.Place:
        """Her time, and her public holidays."""
        return hours.place_of(self.conversation, self.library)

    # ---------------------------------------------------------------- her trade and brand

    @cached_property
    def pending_network(self) -> Network | None:
        """A network she named with her trade and has not been asked about."""
        if BRAND in self.known or NETWORK in self.known:
            return None
        named = network_in(self._brand_words, self.library)
        return named.network if named else None

    @property
    def _brand_words(self) -> str:
        return next((a.said for a in self.conversation.answers if a.fact == TRADE), "")

    @property
    def is_beginning(self) -> bool:
        """The welcome is all she has seen: her first words may say why she comes."""
        conversation = self.conversation
        told = conversation.answers or conversation.own_question or conversation.trade_words
        return conversation.turn == 1 and not told

    @property
    def trade_is_open(self) -> bool:
        if self.reopened:
            return self.reopened in CLOSE_FACTS
        value = self.known.get(TRADE)
        named = value is not None and (value != OTHER_TRADE or FAMILY in self.known)
        return not named or self.pending_network is not None

    # ---------------------------------------------------------------- her type

    @cached_property
    def inference(self) -> Inference:
        return infer_type(self.known, self.library)

    @cached_property
    def question(self) -> Question | None:
        """The question in front of her: the one she reopened, else the most informative."""
        if self.reopened in self.library.questions:
            return self.library.questions[self.reopened]
        if TYPE in self.known:
            return None
        next_one = interview.next_question(self.known, len(self.typing_asked), self.library)
        return next_one and (self._put_already or next_one)

    @property
    def _put_already(self) -> Question | None:
        """The question she left to correct another stands: it was counted, another in its place would be one more."""
        last = self.conversation.asked[-1:]
        questions = (self.library.questions.get(fact) for fact in last if fact not in self.known)
        return next((question for question in questions if question and question.group == "typing"), None)

    @cached_property
    def typing_asked(self) -> tuple[str, ...]:
        typing = {q.id for q in interview.typing_questions(self.library)}
        return tuple(f for f in self.conversation.asked if f in typing and f in self.known)

    @property
    def type_is_open(self) -> bool:
        if self.reopened:
            return self._reopened_group == "typing"
        return self.question is not None

    @property
    def type_is_unconfirmed(self) -> bool:
        return self.reopened == TYPE if self.reopened else TYPE not in self.known

    @property
    def company_type(self) -> TypeId:
        """Hers once confirmed or chosen, else the best guess."""
        return cast(TypeId, self.known.get(TYPE, self.inference.type))

    # ---------------------------------------------------------------- her barriers

    @cached_property
    def ranked(self) -> tuple[Barrier, ...]:
        return barriers.ranked(self.company_type, self.known, self.topics, self.library)

    @property
    def topics(self) -> tuple[str, ...]:
        """Those of all her questions, in the order she asked, without those she took away."""
        told, refused = self.conversation.questions, self.conversation.refused_topics
        return tuple(dict.fromkeys(topic for asked in told for topic in asked.topics if topic not in refused))

    def raised(self, topics: Collection[str], conversation: Conversation) -> Conversation:
        """Subjects she speaks of, and the steps that answer them, are hers again in this conversation."""
        steps = [one.id for one in self.library.proposals.values() if set(one.topics) & set(topics)]
        return conversation.raising(topics, steps)

    @property
    def barriers_are_open(self) -> bool:
        return self.reopened == KEPT if self.reopened else KEPT not in self.known

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The barriers she recognised, most likely first."""
        value = self.known.get(KEPT, "")
        return tuple(b.id for b in self.ranked if b.id in value.split(","))

    @cached_property
    def to_explain(self) -> tuple[str, ...]:
        return tuple(b for b in self.kept if b not in self.conversation.explained)

    @property
    def explanation_is_open(self) -> bool:
        return not self.reopened and bool(self.to_explain)

    # ---------------------------------------------------------------- her situation and plan

    @cached_property
    def wanted(self) -> Wanted:
        aims = self.kept or tuple(b.id for b in self.ranked[:2])
        refused = self.conversation.refused_steps
        return Wanted(self.company_type, aims, self.topics, self.known, self.now.date(), refused)

    @cached_property
    def situation_question(self) -> Question | None:
        if self.reopened in self.library.questions:
            return self.library.questions[self.reopened]
        if self.conversation.plan is not None:
            return None
        facts = {q.id for q in situation.situation_questions(self.library)}
        asked = sum(1 for f in self.conversation.asked if f in facts and f in self.known)
        return situation.next_fact(self.wanted, asked, self.library)

    @property
    def situation_is_open(self) -> bool:
        if self.reopened:
            return self._reopened_group == "situation"
        return self.situation_question is not None

    @property
    def plan_is_due(self) -> bool:
        return True

    @property
    def where(self) -> str:
        """« Vous étiez au milieu d'une leçon »: where she is, in a recap or a reminder."""
        phase = self.conversation.phase.value
        in_a_tool = phase == "lesson" and self.library.tool(self.conversation.lesson) is not None
        place = "tool" if in_a_tool else "brand" if self.asks_brand else phase
        return self.library.replies[f"recap.{place}"]

    @property
    def tool_question(self) -> ToolQuestion | None:
        """The question of a tool that stands in front of her; None on any other screen."""
        shown, tool = self.conversation.shown, self.library.tool(self.conversation.lesson)
        if tool is None or shown is None or shown.screen != "tool":
            return None
        return tool.question(shown.subject.partition(":")[2])

    @property
    def asks_brand(self) -> bool:
        """Her trade is told: what is asked is her brand."""
        if self.conversation.phase is not Phase.TRADE or self.reopened == TRADE:
            return False
        return self.reopened == BRAND or (TRADE in self.known and self.pending_network is not None)

    # ---------------------------------------------------------------- what she reopened

    @property
    def reopened(self) -> str:
        return self.conversation.reopened

    @property
    def _reopened_group(self) -> str:
        question = self.library.questions.get(self.reopened)
        return question.group if question else ""


__all__ = ["BRAND", "CHOSEN", "FAMILY", "KEPT", "NETWORK", "PROPOSED", "SECTOR", "TRADE", "TYPE", "UNKNOWN", "Story"]
