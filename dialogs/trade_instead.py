"""Does she say another trade than hers? « en fait je suis boulangère », once hers is known.

What she says she is, and nothing else, changes it at once and is said back; what is less sure is proposed, to confirm
by a button. « je suis chez le coiffeur » says no trade of hers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs import answering, at_trade, spoken, trades
from dialogs.intents import Intent
from dialogs.outcome import Outcome, left_for
from dialogs.progress import TRADE, Story
from dialogs.trades import TradeProposal
from dialogs.words import find_phrase, normalise, parts

AS_IT_IS = 95.0
"""From this score, her words are the trade's and tell nothing beside it."""


def heard(rest: str, text: str, story: Story) -> Intent | None:
    """The trade she takes back hers for. `rest`: her words without « en fait »."""
    if sure := said_to_be(rest, text, story):
        return sure
    others = (words for words, _ in _proposed(rest, story, "trade_cues"))
    words = next(others, "")
    return Intent(name="trade_instead", said=words) if words else None


def said_to_be(rest: str, text: str, story: Story) -> Intent | None:
    trade = told(rest, story)
    return Intent(name="retold", values=(f"{TRADE}={trade}",), said=text) if trade else None


def told(rest: str, story: Story) -> str:
    """The trade she says she is, surely and not hers already; '' otherwise."""
    found = (p.candidates[0] for _, p in _proposed(rest, story, "being_cues"))
    return next((trade for trade, score in found if score >= AS_IT_IS), "")


def proposed(intent: Intent, story: Story) -> Outcome:
    """Hers stands until she confirms the other."""
    opened = story.conversation.changed(reopened=TRADE, lesson="", left=left_for(story))
    outcome = answering.trade_text(intent, story.going_on(opened))
    return replace(outcome, trigger="back")


def _proposed(rest: str, story: Story, cues: str) -> Iterator[tuple[str, TradeProposal]]:
    """What each part that begins as a trade is said may be, surely: her words, and another trade than hers."""
    spoken_words, words = story.library.spoken, normalise(at_trade.without_denied(rest))
    for part in parts(words, spoken_words["joined"]) if TRADE in story.known else ():
        words = _after_cue(part.split(), story.library.spoken[cues])
        proposal = trades.propose(words, story.library)
        beside = set(words.split()) & set(story.library.spoken["beside_a_trade"])
        other = proposal.level == "sure" and proposal.best != story.known[TRADE]
        if other and not beside and not spoken.denies(words, story.library):
            yield words, proposal


def _after_cue(words: list[str], cues: tuple[str, ...]) -> str:
    """What follows « je suis » where it begins; '' without it."""
    spans = (find_phrase(words, cue) for cue in sorted(cues, key=len, reverse=True))
    first = next((span for span in spans if span is not None and span.start == 0), None)
    return " ".join(words[first.stop :]) if first else ""
