"""Which trade is she speaking of, in her own words, and how sure are we?

Every run of her words is compared with every form that the content lists, by spelling and by sound.
A proposal is only ever a question: the worst error is to be sure and wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from content.models import Library
from dialogs import spoken
from dialogs.networks import without_networks, word_list
from dialogs.phrasebook import Phrasebook
from dialogs.trade_forms import SHORT, Word, content_words, forms_like, is_filler, is_weak
from dialogs.words import find_phrase, has_phrase, parts, phrase_words, tokens

Level = Literal["sure", "half", "none"]
SURE = 86.0
"""Proposed alone from this score…"""
LEAD = 5.0
"""…and this far before any other trade."""
HALF = 79.0
"""Among three buttons from this score; below, the families are asked."""
BEHIND = 16.0
"""A trade this far behind the first is no candidate."""
UNSAID = 20.0
"""What a form loses when it explains none of her words (in proportion)."""
UNSAID_ACTION = 8.0
"""What selling a thing loses when she says that she repairs or makes it."""
UNKNOWN_TRADE = 4.0
"""What a form loses when a word it does not explain sounds like a trade (« torréfacteur, café »)."""
LATER = 1.0
"""What a form loses for each word before it: people name their trade first."""
MOST_WORDS = 24
LONGEST_RUN = 5
_HAS_NOT = re.compile(r"\b(?:pas|jamais) d(?:['’ ] ?|e )\w+", re.IGNORECASE)
"""« pas d'ordinateur » tells no trade of computers."""


@dataclass(frozen=True)
class TradeProposal:
    """`candidates`: (trade id, score out of 100), best first, three at most."""

    candidates: tuple[tuple[str, float], ...]
    level: Level

    @property
    def best(self) -> str | None:
        return self.candidates[0][0] if self.level != "none" else None

    @property
    def alone(self) -> bool:
        """One trade to confirm by a button: a sure one, or the only one that may be hers."""
        return self.level == "sure" or (self.level == "half" and len(self.candidates) == 1)


NOTHING = TradeProposal((), "none")


def propose(text: str, library: Library) -> TradeProposal:
    """The trades this text may mean; none when it is a refusal or only small words."""
    whole = _proposed(text, library)
    return (_agreed(text, library) or whole) if whole.level == "half" else whole


def _agreed(text: str, library: Library) -> TradeProposal | None:
    """« fleuriste, dans un réseau de fleurs, avec deux employées »: the one trade that all its telling parts say."""
    proposed = {part: _proposed(part, library) for part in parts(text)}
    telling = [proposal for proposal in proposed.values() if proposal.level != "none"]
    others = [part for part, proposal in proposed.items() if proposal.level == "none"]
    same = len({proposal.best for proposal in telling}) == 1 and all(p.level == "sure" for p in telling)
    unknown = any(_is_a_trade(word.plain, library) for part in others for word in _telling(part, library))
    return TradeProposal(telling[0].candidates[:1], "sure") if len(proposed) > 1 and same and not unknown else None


def _proposed(text: str, library: Library) -> TradeProposal:
    words = _telling(text, library)
    if not words or _is_refusal(text, library):
        return NOTHING
    scores = _scores(words, library)
    best = sorted(scores.items(), key=lambda pair: (-round(pair[1], 6), pair[0]))[:3]
    near = tuple((trade, round(score, 1)) for trade, score in best if score >= best[0][1] - BEHIND)
    return TradeProposal(near, _level([score for _, score in near]))


def says_nothing(text: str, library: Library) -> bool:
    """Only small words, or the name of a network: no trade to say back (« bonjour », « je suis chez Midas »)."""
    return not content_words(without_networks(text, library), library)


def _level(scores: Sequence[float]) -> Level:
    first, second = [*scores, 0.0, 0.0][:2]
    if first < HALF:
        return "none"
    return "sure" if first >= SURE and first - second >= LEAD else "half"


# ------------------------------------------------------------------ her words


def _telling(text: str, library: Library) -> list[Word]:
    """The words that may tell a trade: no network's name, no small word, nothing she says she has not or only uses."""
    text = _HAS_NOT.sub(" ", text)
    named = content_words(without_networks(text, library), library) or content_words(text, library)
    return _without_tools(named, text, library)[:MOST_WORDS]


def _without_tools(words: list[Word], text: str, library: Library) -> list[Word]:
    """« internet rame » tells no trade; « je vends sur internet » does."""
    if spoken.named_in(text, {"cue": library.trade_words["tool_cues"]}):
        return words
    return [word for word in words if word.plain not in word_list("tools", library)]


def _is_refusal(text: str, library: Library) -> bool:
    """Nothing telling is left once the refusals are taken away (« non merci », « je sais pas trop »)."""
    left = tokens(text)
    for refusal in _refusals(library).likely(left):
        if (span := find_phrase(left, refusal)) is not None:
            left = left[: span.start] + left[span.stop :]
    return all(is_filler(word, library) for word in left)


@lru_cache(maxsize=8)
def _refusals(library: Library) -> Phrasebook[str]:
    longest_first = sorted(library.trade_words["refusals"], key=lambda refusal: -len(refusal))
    return Phrasebook((phrase_words(refusal), refusal) for refusal in longest_first)


# ------------------------------------------------------------------ how near they are to each trade


def _scores(words: Sequence[Word], library: Library) -> dict[str, float]:
    """trade -> its best score over every run of her words and every form."""
    best: dict[str, float] = {}
    actions = _actions(library).likely(word.plain for word in words)
    for start, stop in _runs(words, library):
        outside = [word.plain for word in (*words[:start], *words[stop:])]
        lost = UNSAID * len(outside) / len(words) + LATER * start
        lost += UNKNOWN_TRADE if any(_is_a_trade(word, library) for word in outside) else 0.0
        acts = UNSAID_ACTION if _acts(outside, actions) else 0.0
        for form, near in forms_like(tuple(words[start:stop]), library):
            score = near - lost - (acts if form.sells else 0.0)
            best[form.trade] = max(best.get(form.trade, 0.0), score)
    return best


def _runs(words: Sequence[Word], library: Library) -> Iterator[tuple[int, int]]:
    """Every run of neighbouring words; a weak word (« auto ») only when she says nothing else."""
    for start in range(len(words)):
        for stop in range(start + 1, min(start + LONGEST_RUN, len(words)) + 1):
            if stop - start > 1 or len(words) == 1 or not is_weak(words[start], library):
                yield start, stop


def _is_a_trade(word: str, library: Library) -> bool:
    return len(word) > SHORT and word.endswith(library.trade_words["trade_endings"])


def _acts(words: Sequence[str], actions: Sequence[str]) -> bool:
    text = " ".join(words)
    return any(has_phrase(text, action) for action in actions)


@lru_cache(maxsize=8)
def _actions(library: Library) -> Phrasebook[str]:
    return Phrasebook((phrase_words(action), action) for action in library.trade_words["actions"])
