"""Which trade does she say beside her question? « opticien, ça coûte combien ? », « je suis coiffeuse comment… »"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from content.models import Library
from dialogs import trades
from dialogs.at_trade import SCREENS as TRADE_SCREENS
from dialogs.outcome import Outcome
from dialogs.phases import Phase
from dialogs.progress import TRADE, Story
from dialogs.topics import ALL_BUT_URGENT, asks, topics_in
from dialogs.words import find_phrase, parts, tokens

FEW = 6
"""Words: a part this short may be a trade and nothing else."""
AFTER_A_CUE = 4
"""Words: how far after « je suis » her trade is looked for."""


def with_her_trade(outcome: Outcome, text: str, story: Story) -> Outcome:
    """The outcome of her question, with the trade said in the same words proposed, where hers is asked for."""
    found = trade_said(text, story.library) if _is_asked_for(outcome, story) else None
    if found is None:
        return outcome
    words, trade = found
    conversation = outcome.conversation.changed(trade_words=words)
    return replace(outcome.told(conversation), screen="trade_sure", subject=trade, again=False)


def with_the_trade_told(outcome: Outcome, story: Story) -> Outcome:
    """Past an emergency, the trade she told with it is proposed: she never writes it twice."""
    shown, questions = story.conversation.shown, story.conversation.questions
    urgent = shown is not None and shown.screen == "emergency"
    return with_the_trade_of(questions[0].text if urgent and questions else "", outcome, story)


def with_the_trade_of(words: str, outcome: Outcome, story: Story) -> Outcome:
    """The trade that these words of hers tell, or the three it may be, proposed again while hers is not known."""
    proposal = trades.propose(words, story.library)
    if TRADE in story.known or proposal.level == "none":
        return outcome
    conversation = outcome.conversation.changed(trade_words=words)
    ids = [trade for trade, _ in proposal.candidates[:3]]
    if proposal.alone:
        return replace(outcome.told(conversation), screen="trade_sure", subject=ids[0])
    return replace(outcome.told(conversation), screen="trade_three", subject=",".join(ids))


def trade_said(text: str, library: Library) -> tuple[str, str] | None:
    """Her words for it and the trade, None when no part of the text says one surely."""
    for words in (*_telling_parts(text, library), *_after_cues(text, library)):
        proposal = trades.propose(words, library)
        if proposal.level == "sure" and proposal.best:
            return words, proposal.best
    return None


def _is_asked_for(outcome: Outcome, story: Story) -> bool:
    shown = story.conversation.shown
    at_trade = shown is None or shown.screen in TRADE_SCREENS or story.conversation.phase is Phase.WELCOME
    return at_trade and (TRADE not in story.known or story.reopened == TRADE)


def _telling_parts(text: str, library: Library) -> Iterator[str]:
    """How she begins, or ends after one part, when it is short and neither asks nor names a subject."""
    said = parts(text, library.spoken["but"])
    telling = [part for part in said if not trades.says_nothing(part, library)]
    for part in telling if len(telling) == 2 else telling[:1]:
        if len(part.split()) <= FEW and not asks(part, library) and not topics_in(part, library, ALL_BUT_URGENT):
            yield part


def _after_cues(text: str, library: Library) -> Iterator[str]:
    """What follows « je suis », « nous sommes », the longest run first."""
    words = tokens(text)
    for cue in library.spoken["being_cues"]:
        span = find_phrase(words, cue)
        if span is not None:
            yield from (" ".join(words[span.stop : span.stop + length]) for length in range(AFTER_A_CUE, 0, -1))
