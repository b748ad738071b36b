"""Does what every trade may receive speak of the things of one?

A hairdresser has no shelf, a plumber no shop window, a potter at markets no building site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.bubbles import item_file, texts_of
from content.models import Library, Problem, Proposal

SELLING = "vente_en_ligne"


def words_of_one_trade(library: Library) -> Iterator[Problem]:
    """A situation, or a step that says neither its trades nor its sectors, is read by all of them."""
    named = library.trade_words.get("of_one_trade", ())
    if not named:
        return
    of_one_trade = re.compile(rf"\b(?:{'|'.join(named)})s?\b", re.IGNORECASE)
    for item in (*library.barriers.values(), *filter(_is_for_all, library.proposals.values())):
        words = {word.lower() for _, _, text in texts_of(item) for word in of_one_trade.findall(text)}
        if words:
            told = ", ".join(f"« {word} »" for word in sorted(words))
            sentence = f"{told} : tous les métiers ne l'ont pas. Dites pour qui (`trades`), ou changez le mot."
            yield Problem(item_file(item), "trades", sentence, "warning")


def _is_for_all(step: Proposal) -> bool:
    """For every trade, whether she sells on the internet or not."""
    return not (step.trades or step.sectors or SELLING in step.requires)
