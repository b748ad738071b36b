"""At the end of a lesson, what does she see on her screen: the good answer, another, or what we cannot tell?

The lesson is finished by what is clearly the first answer, and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.models import Lesson, Library
from dialogs import spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.learning import FEW_WORDS
from dialogs.naming import TELLING, telling
from dialogs.progress import Story
from dialogs.topics import ALL_BUT_URGENT, PASSING, topics_in
from dialogs.words import find_phrase, normalise, same_word

MOVES = ("later", "plan", "stuck", "no", "unknown", "explain", "why", "thanks", "hello", "yes", "done")
CALLS_FOR_HELP = ("stuck", "no", "unknown", "explain", "why")
_EITHER = re.compile(r"\bou\b")
_PLURAL = re.compile(r"[esx]+$")


def at_proof(text: str, story: Story, shown: Shown) -> Intent | None:
    """What she sees, in her words; « non », « je bloque », another answer ask for help; the rest is asked again."""
    if shown.screen != "proof":
        return None
    library, lesson = story.library, story.conversation.lesson
    labels = [choice.label for choice in shown.choices if choice.code.startswith("v:")]
    found = spoken.named_in(text, {name: library.spoken[name] for name in MOVES})
    first = found[0] if found else ""
    if first in ("later", "plan"):
        return Intent(name=first, said=text)
    if moved := _short(first, text, lesson, library):
        return moved
    if rank := _other_seen(text, labels, first in CALLS_FOR_HELP, library):
        return Intent(name="proof", ref=lesson, value=str(rank), said=text)
    if first in CALLS_FOR_HELP and not _says_there_is_none(text, labels, library):
        return Intent(name="proof", ref=lesson, value=str(_first_in_need(story)), said=text)
    if _sees_the_good_one(text, labels, library):
        return Intent(name="proof_words", ref=lesson, said=text)
    kinds = ALL_BUT_URGENT if "?" in text else PASSING
    passes = first in ("thanks", "hello") or topics_in(text, library, kinds)
    return None if passes else Intent(name="proof_doubt", ref=lesson, said=text)


def _short(first: str, text: str, lesson: str, library: Library) -> Intent | None:
    """« oui » is the first answer; « c'est fait » does not say what she sees. Neither is, with a doubt beside it."""
    words = normalise(text).split()
    if len(words) > FEW_WORDS or "?" in text or set(words) & _doubts(library):
        return None
    return {"yes": Intent(name="proof", ref=lesson, value="0", said=text), "done": Intent(name="look", said=text)}.get(
        first
    )


def _first_in_need(story: Story) -> int:
    """The first of the other answers that calls for help: the second one may be as good as the first."""
    lesson = story.library.proposals.get(story.conversation.lesson)
    return 2 if isinstance(lesson, Lesson) and lesson.done_too else 1


def _says_there_is_none(text: str, labels: Sequence[str], library: Library) -> bool:
    """« y a rien de prévu », where « Rien de prévu » is the good answer."""
    return _is_a_doubt(labels[0], library) and _sees_the_good_one(text, labels, library)


def _sees_the_good_one(text: str, labels: Sequence[str], library: Library) -> bool:
    """Most of the words of the first answer, more than of any other, and no doubt that it does not say itself."""
    words = normalise(text).split()
    doubts = set(words) & _doubts(library) - set(normalise(labels[0]).split())
    if "?" in text or doubts:
        return False
    others = [_shared(words, other, library) for other in labels[1:] if not _is_a_doubt(other, library)]
    return any(
        2 * shared > len(_telling(part, library)) and shared > max(others, default=0)
        for part in _EITHER.split(normalise(labels[0]))
        if (shared := _shared(words, part, library))
    )


def _other_seen(text: str, labels: Sequence[str], lost: bool, library: Library) -> int:
    """The rank of the one other answer that she says a part of (« page vide »), or that holds most of her words.

    What she denies or doubts is an answer that denies or doubts; of two alike, the one that does it in her words.
    """
    plain = normalise(text)
    parts = [n for n, label in enumerate(labels) if n and find_phrase(normalise(label).split(), plain)]
    if len(parts) == 1 and len(plain) >= TELLING:
        return parts[0]
    scores = _scores(plain.split(), labels, lost, library)
    best = max(scores.values(), default=(0, 0))
    ranks = [rank for rank, score in scores.items() if score == best]
    return ranks[0] if len(ranks) == 1 and best > scores.get(0, (0, 0)) and 0 not in ranks else 0


def _scores(words: Sequence[str], labels: Sequence[str], lost: bool, library: Library) -> dict[int, tuple[int, int]]:
    """(words that tell, words of doubt) each answer has of hers, among those that doubt as she does."""
    doubts = set(words) & _doubts(library)
    telling = doubts - set(library.spoken["bare_denials"])
    return {
        rank: (_shared(words, label, library), len(telling & set(normalise(label).split())))
        for rank, label in enumerate(labels)
        if _is_a_doubt(label, library) == (lost or bool(doubts))
    }


def _is_a_doubt(text: str, library: Library) -> bool:
    return bool(set(normalise(text).split()) & _doubts(library))


def _doubts(library: Library) -> set[str]:
    return {*library.spoken["denials"], *library.spoken["not_yet"], *library.spoken["not_as_it_should"]}


def _shared(words: Sequence[str], label: str, library: Library) -> int:
    """How many words that tell, of this label, are among hers."""
    return sum(any(_alike(word, told) for word in words) for told in _telling(label, library))


def _telling(label: str, library: Library) -> list[str]:
    small = {*library.spoken["denials"], *library.spoken["not_yet"]}
    return [word for word in telling(normalise(label).split(), library) if word not in small]


def _alike(one: str, other: str) -> bool:
    return same_word(one, other) or (len(one) >= TELLING and _PLURAL.sub("", one) == _PLURAL.sub("", other))
