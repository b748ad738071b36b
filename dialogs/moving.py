"""Which move does she say? « stop », « mon plan », « pourquoi ? », « je me suis trompée de budget »."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs import at_trade, naming, spoken
from dialogs.conversation import UNKNOWN, Shown
from dialogs.intents import Intent, answer
from dialogs.learning import FEW_WORDS
from dialogs.progress import TRADE, Story
from dialogs.reminders import USES
from dialogs.topics import PASSING, phrases_with, topics_in

STRONG_MOVES = ("stop", "erase", "export", "restart", "no_more", "no_reminder", "correct", "pause", "plan", "help")
WEAK_MOVES = ("explain", "why", "unknown", "thanks", "hello")
SUBJECT = "subject"


def strong(text: str, story: Story, shown: Shown) -> Intent | None:
    """« stop », « effacez tout », « mon plan »: said of the whole, whatever the screen asks."""
    names = [name for name in STRONG_MOVES if (name, shown.screen) != ("pause", "paused")]
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in names})
    asks_about_us = found[:1] == ("export",) and "?" in text and bool(topics_in(text, story.library, PASSING))
    return Intent(name=found[0], said=text) if found and not asks_about_us else None


def weak(text: str, story: Story, shown: Shown) -> Intent | None:
    """« je sais pas », « pourquoi ? », « merci »: said of the screen, when nothing else is found."""
    found = moves_in(text, WEAK_MOVES, story)
    if not found:
        return None
    if found[0] == "unknown" and shown.fact in story.library.questions:
        return answer(shown.fact, UNKNOWN, text)
    return Intent(name=found[0], said=text)


def short(text: str, story: Story, shown: Shown) -> Intent | None:
    """« stop », « je sais pas »: a move and nothing else, even as her first words; « bonjour » begins."""
    if len(text.split()) > FEW_WORDS:
        return None
    moved = strong(text, story, shown) or weak(text, story, shown)
    return None if moved and moved.name == "hello" else moved


def use(text: str, story: Story, shown: Shown) -> Intent | None:
    """Does she use what she learnt? In her words."""
    kind, _, about = shown.subject.partition(":")
    if (shown.screen, kind) != ("reminder", "follow_up"):
        return None
    found = spoken.named_in(text, {name: story.library.spoken[f"uses_{name}"] for name in USES})
    return Intent(name="follow_up", ref=about, value=found[0], said=text) if found else None


def wrong_answer(text: str, story: Story, shown: Shown) -> Intent | None:
    """« comment je change mon métier », « je me suis trompée de budget »"""
    fact = naming.answer_to_change(text, story)
    if fact == TRADE and TRADE not in story.known:
        return Intent(name="other_trade", said=text) if shown.screen in at_trade.SCREENS else None
    return Intent(name="reopen", ref=fact, said=text) if fact else None


def moves_in(text: str, names: Iterable[str], story: Story) -> tuple[str, ...]:
    """« pourquoi ? », « merci »; none in « à quoi ça sert, internet ? », whose words are those of a subject."""
    spoken_forms = story.library.spoken
    subjects = phrases_with(spoken_forms["why"], story.library)
    found = spoken.named_in(text, {SUBJECT: subjects, **{name: spoken_forms[name] for name in names}})
    return () if SUBJECT in found else found
