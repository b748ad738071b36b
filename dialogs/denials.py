"""Does she deny what she names? « pas de boutique », « aucune enseigne », « je vends rien »: she never says yes so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from content.models import Library
from dialogs.words import find_phrase, normalise

Spoken = Mapping[str, Sequence[str]]
ALL = "du tout"
WHOLE_PHRASE = 2
"""Words: a denial that is part of a phrase this long (« je sais pas ») serves that phrase only."""


def denies_label(text: str, label: str, spoken: Spoken) -> bool:
    """« moi je l'ai pas choisi » is not « Moi, je l'ai choisi », however alike the two are written."""
    denials = set(spoken["denied_before"])
    return not denials.isdisjoint(normalise(text).split()) and denials.isdisjoint(normalise(label).split())


def is_past(text: str, spoken: Spoken) -> bool:
    """« je suis plus chez Midas », « j'ai travaillé chez Midas »: what she names is not hers, or no longer."""
    words = normalise(text).split()
    return any(find_phrase(words, form) for form in spoken["denying"])


@lru_cache(maxsize=8)
def first_no(library: Library) -> re.Pattern[str]:
    """« ah ben non, … »: the « no » that her words begin with."""
    before, no = ("|".join(map(re.escape, library.spoken[name])) for name in ("interjections", "says_no"))
    return re.compile(rf"^\s*(?:(?:{before})\W+)*(?:{no})\b[\s,.:;!-]*", re.IGNORECASE)


def refuses(words: Sequence[str], at: int, refusals: Sequence[Sequence[str]], spoken: Spoken) -> bool:
    """Does one of these refusals stand before this word, with small words only between?"""
    while at > 0:
        if any(list(words[max(0, at - len(one)) : at]) == list(one) for one in refusals):
            return True
        at -= 1
        if words[at] not in spoken["between_denial_and_thing"]:
            return False
    return False


def denies_each(words: Sequence[str], told: Sequence[str], spoken: Spoken) -> bool:
    """Is each of these words of hers denied, before it or after?"""
    spans = (range(at, at + 1) for at, word in enumerate(words) if word in told)
    return not any(Said([" ".join(words)], spoken).takes(span) for span in spans)


class Said:
    """The words of a text, where its clauses begin, and how long the phrase is that took each word."""

    def __init__(self, clauses: Sequence[str], spoken: Spoken) -> None:
        parts = [normalise(clause).split() for clause in clauses]
        self.words = tuple(word for part in parts for word in part)
        self._begins = {sum(map(len, parts[:i])) for i in range(1, len(parts))}
        self._taken = [0] * len(self.words)
        self._spoken = spoken

    def takes(self, span: range) -> bool:
        """Gives these words to a phrase; False where she denies it."""
        denied = self._denied_before(span) or self._denied_after(span)
        self._taken[span.start : span.stop] = [len(span)] * len(span)
        return not denied

    def parts(self, span: range) -> bool:
        """Is the denial that ends these words one of the next clause (« je vends, pas de souci »)?"""
        last = span.stop - 1
        return len(span) > 1 and last in self._begins and self.words[last] in self._spoken["denied_after"]

    def _denied_before(self, span: range) -> bool:
        """« pas », « aucun » before it in its clause, with small words only between (« pas de », « jamais eu de »)."""
        at = span.start
        while at > 0 and at not in self._begins:
            at -= 1
            if self._denies(at, "denied_before") or self._ends_denying(at):
                return True
            if self.words[at] not in self._spoken["between_denial_and_thing"]:
                return False
        return False

    def _ends_denying(self, at: int) -> bool:
        """« je suis plus », « j'ai quitté », « aucune idée »: what comes next is not hers, or no longer."""
        forms = (form.split() for form in self._spoken["denying"])
        return any(list(self.words[max(0, at + 1 - len(form)) : at + 1]) == form for form in forms)

    def _denied_after(self, span: range) -> bool:
        """« je vends rien », « ça coupe pas », said of what she does; « pas mal », « pas de souci » deny nothing."""
        at = span.stop
        if self._is_within(at) and (self._is_given_up(at) or self._is_last(at)):
            return True
        if self.words[span.start] in self._spoken["who_does"] and self._is_within(at):
            follows = " ".join(self.words[at + 1 : at + 3])
            if self._denies(at, "denied_after"):
                return not f"{follows} ".startswith(tuple(f"{one} " for one in self._spoken["denies_nothing"]))
        return self._is_within(at + 1) and self.words[at : at + 2] == ("de", "rien")

    def _is_given_up(self, at: int) -> bool:
        """« la fibre est pas encore là », « les entreprises c'est fini »"""
        forms = (tuple(form.split()) for form in self._spoken["denying_after"])
        return any(self.words[at : at + len(form)] == form for form in forms)

    def _is_last(self, at: int) -> bool:
        """« internet coupe pas », « internet coupe pas souvent »: nothing else is told after « pas »."""
        rest = at + 1 if " ".join(self.words[at + 1 : at + 3]) != ALL else at + 3
        rest += self._is_within(rest) and self.words[rest] in self._spoken["after_a_last_denial"]
        return self._denies(at, "denied_last") and not self._is_within(rest)

    def _denies(self, at: int, words: str) -> bool:
        return self.words[at] in self._spoken[words] and self._taken[at] < WHOLE_PHRASE

    def _is_within(self, at: int) -> bool:
        return at < len(self.words) and at not in self._begins
