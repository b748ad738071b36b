"""Is she a craftswoman? Her trade says it; without one we know, what she makes, or « je suis artisan »."""

from __future__ import annotations

from dataclasses import replace

from content.models import Library
from dialogs import spoken
from dialogs.conversation import Conversation, Shown
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import FAMILY, OTHER_TRADE, SECTOR, TRADE, Story

CRAFT = "artisanat"
MAKES, ALL_OF_IT, NONE_OF_IT = "fabrication", "oui", "non"
MAKER = "fabriquer"
"""The family of trades that make what they sell."""


def heard(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« je suis artisan », « c'est pas la chambre des métiers plutôt ? », once her trade is told."""
    if story.trade_is_open or not says_craft(text, story.library):
        return None
    return Intent(name="craft", said=text)


def told(intent: Intent, story: Story) -> Outcome:
    """Kept, said back, and the plan made again with it."""
    planned = story.conversation.plan is not None
    conversation = story.conversation.with_answer(SECTOR, CRAFT, said=intent.said).changed(plan_is_stale=planned)
    event = Event(kind="answered", fact=SECTOR, value=CRAFT)
    outcome = Outcome(conversation, remarks=(remark("noted.craft"),), events=(event,))
    if conversation.phase is Phase.PLAN:
        return replace(outcome, trigger="resume")
    return replace(outcome, **same_screen(story))


def drawn(conversation: Conversation, library: Library) -> Conversation:
    """With no trade we know, what she makes or says tells it; « presque rien » takes it back."""
    known = conversation.known()
    if known.get(TRADE) != OTHER_TRADE or any(a.fact == SECTOR and a.origin == "said" for a in conversation.answers):
        return conversation
    makes = known.get(MAKES, ALL_OF_IT if known.get(FAMILY) == MAKER else "")
    if makes == ALL_OF_IT or says_craft(conversation.trade_words, library):
        return conversation.with_answer(SECTOR, CRAFT, "trade")
    return conversation.without(SECTOR) if makes == NONE_OF_IT else conversation


def says_craft(text: str, library: Library) -> bool:
    return bool(spoken.named_in(text, {CRAFT: library.spoken["craft"]}))
