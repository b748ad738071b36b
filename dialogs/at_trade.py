"""What does she say while her trade, her family of trades or her brand is asked?"""

from __future__ import annotations

import re

from dialogs import networks, spoken, trades
from dialogs.buttons import press
from dialogs.conversation import Shown
from dialogs.denials import first_no
from dialogs.intents import Intent
from dialogs.progress import Story
from dialogs.topics import ABOUT_US, ALL_BUT_URGENT, asks, topics_in
from dialogs.words import has_phrase, normalise

SCREENS = ("trade", "trade_again", "trade_sure", "trade_three", "trade_family")
OF_THE_TALK = ("small_talk", *ABOUT_US)
_NOT_THAT = re.compile(r"\b(?:pas|jamais) (?:une? |du |des )?[^\s,.;]+[\s,.;]*", re.IGNORECASE)
"""« je suis pas opticien, je… »: the trade that she is not."""


def no_but(text: str, story: Story, shown: Shown) -> Intent | None:
    """« non, fleuriste », « non je fais des violons »: she refuses the trade proposed and says hers."""
    refused = first_no(story.library).match(text)
    if shown.screen not in ("trade_sure", "trade_three") or refused is None or refused.end() == len(text):
        return None
    words = without_denied(text[refused.end() :])
    known = trades.propose(words, story.library).level != "none"
    return Intent(name="trade_text", said=words) if known or _tells(words, story) else None


def without_denied(text: str) -> str:
    """« boulanger, pas fleuriste » without the trade that she is not."""
    return _NOT_THAT.sub("", text).strip()


def several(text: str, story: Story, shown: Shown) -> Intent | None:
    """« les trois », « oui et le loto aussi »: hers is more than one of the trades she is asked between."""
    named = spoken.named_in(text, {name: story.library.spoken[name] for name in ("yes", "both")})
    return Intent(name="several_trades") if shown.screen == "trade_three" and named else None


def family(text: str, story: Story, shown: Shown) -> Intent | None:
    """« les deux, je fabrique et je répare »: the first of the families she names, in the order of the screen."""
    if shown.screen != "trade_family" or spoken.denies(text, story.library):
        return None
    named = spoken.named_in(text, {choice.code: (choice.label,) for choice in shown.choices if choice.role == "main"})
    first = [choice for choice in shown.choices if choice.code in named]
    return press(first[:1], story) if first else None


def brand(text: str, story: Story, shown: Shown) -> Intent | None:
    """« c'est Dessange qui commande », asked whether she works under that name: she does."""
    if shown.screen != "brand" or "?" in text or spoken.denies(text, story.library):
        return None
    named = networks.found(text, story.library)
    hers = has_phrase(normalise(text), normalise(shown.subject)) or (named and named.network.name == shown.subject)
    return press(shown.choices[:1], story) if hers else None


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """Her trade in her words; neither a question, small talk, nor a move."""
    if shown.screen not in SCREENS or not any(letter.isalpha() for letter in text):
        return None
    about_something = topics_in(text, story.library, ALL_BUT_URGENT)
    if about_something and (asks(text, story.library) or about_something[0].kind in OF_THE_TALK):
        return None
    if spoken.named_in(text, {n: story.library.spoken[n] for n in ("yes", "no", "explain", "why", "unknown")}):
        return None
    return None if asks_us(text, story) else Intent(name="trade_text", said=text)


def asks_us(text: str, story: Story) -> bool:
    """« qui a monté ce machin », « vous êtes payés par qui »: said to us, and of no trade that we know."""
    to_us = spoken.named_in(text, {"us": story.library.spoken["said_to_us"]})
    return bool(to_us) and trades.propose(text, story.library).level == "none"


def _tells(words: str, story: Story) -> bool:
    """« je fais des violons »: what she does, in words of hers."""
    cue = spoken.named_in(words, {"cue": story.library.spoken["trade_cues"]})
    return bool(cue) and not trades.says_nothing(words, story.library)
