"""How well are businesses recognised, and how much does it take to mislead us?

Plays the inference alone, on personas: the trade as it would be proposed, then the typing questions one by one. The
draws are seeded: the same files give the same figures.
"""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import tomli

from bot.simulation import files_of
from content.models import UNKNOWN, CompanyType, Library, TypeId, Word
from dialogs.interview import next_question, typing_questions
from dialogs.networks import found as network_in
from dialogs.profile import Inference, infer_type
from dialogs.progress import NETWORK, TRADE
from dialogs.trades import propose

DRAWS = 20
UNKNOWNS = 3
WORDS: tuple[Word, ...] = get_args(Word)
MOST_DECIDING = 15


@dataclass(frozen=True)
class Business:
    """A persona as the inference meets it. `start`: what her first words tell; `answers`: hers to the questions."""

    id: str
    expected: TypeId
    start: Mapping[str, str]
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    business: Business
    asked: tuple[str, ...]
    inference: Inference

    @property
    def trade(self) -> str:
        return self.business.start.get(TRADE, "")

    @property
    def right(self) -> bool:
        return self.inference.type == self.business.expected

    @property
    def offered(self) -> bool:
        """Whether hers is the family proposed, or one of the two when we hesitate."""
        shown = self.inference.candidates[: 2 if self.inference.sureness == "close" else 1]
        return self.business.expected in {type_id for type_id, _ in shown}

    @property
    def among_two(self) -> bool:
        return self.business.expected in {type_id for type_id, _ in self.inference.candidates[:2]}


@dataclass(frozen=True)
class Trial:
    """A way to be misled, drawn twenty times, and how many of 48 must still be right, or find theirs proposed.

    `moved`: the content is, not she.
    """

    name: str
    right: int
    draw: Callable[[Outcome, Library, random.Random], Outcome]
    offered: int = 0
    moved: bool = False

    @property
    def goal(self) -> str:
        return f"{self.right} justes" + (f", {self.offered} proposées" if self.offered else "")


def personas(folder: Path) -> list[dict[str, Any]]:
    """The persona files of a folder, in order."""
    return [tomli.loads(path.read_text(encoding="utf-8")) for path in files_of(folder)]


def lines(found: Sequence[Mapping[str, Any]], library: Library) -> Iterator[str]:
    """The report, for whoever tunes the content."""
    outcomes = [interviewed(business_of(one, library), library) for one in found]
    yield from _summary(outcomes)
    yield from _confusion(outcomes)
    yield from _confidence(outcomes)
    yield from _questions(outcomes)
    yield from _deciding(outcomes)
    yield from _sensitivity(outcomes, library)


def business_of(persona: Mapping[str, Any], library: Library) -> Business:
    """Her trade as proposed first, her network when she names it, her answers where a button says the same."""
    words = persona["says"].get("metier", "")
    trade, network = propose(words, library).best, network_in(words, library)
    start = {TRADE: trade} if trade else {}
    if network and network.network.reseau != "a_demander":
        start[NETWORK] = network.network.reseau
    options = {q.id: {option.value for option in q.options} for q in typing_questions(library)}
    answers = {fact: value for fact, value in persona["facts"].items() if value in options.get(fact, ())}
    return Business(persona["id"], persona["expected"]["type"], start, answers)


def interviewed(business: Business, library: Library) -> Outcome:
    """The questions put to her, and what is inferred."""
    known, asked = dict(business.start), list[str]()
    while (question := next_question(known, len(asked), library)) is not None:
        known[question.id] = business.answers.get(question.id, UNKNOWN)
        asked.append(question.id)
    return Outcome(business, tuple(asked), infer_type(known, library))


# ------------------------------------------------------------------ as they are


def _summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    asked = [len(one.asked) for one in outcomes]
    right, offered = sum(one.right for one in outcomes), sum(one.offered for one in outcomes)
    yield f"{len(outcomes)} entreprises : {right} bien reconnues, {offered} trouvent la leur parmi ce qui est proposé."
    yield f"Questions posées : {statistics.median(asked):g} au milieu, {max(asked)} au plus."
    for one in (one for one in outcomes if not one.right):
        found = ", ".join(f"{kind} {share:.0%}" for kind, share in one.inference.candidates[:2])
        yield f"  {one.business.id} : attendu {one.business.expected}, trouvé {found}, après {', '.join(one.asked)}."


def _confusion(outcomes: Sequence[Outcome]) -> Iterator[str]:
    counts = Counter((one.business.expected, one.inference.type) for one in outcomes)
    kinds = sorted({kind for pair in counts for kind in pair})
    yield "\nAttendu (lignes), trouvé (colonnes)"
    yield "     " + "".join(f"{kind:>4}" for kind in kinds)
    for expected in kinds:
        yield f"{expected:>5}" + "".join(f"{counts[expected, found]:>4}" for found in kinds)


def _confidence(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "\nCe que nous disons, et si c'est juste"
    for sureness, said in (("sure", "presque sûr"), ("likely", "plutôt"), ("close", "j'hésite entre deux")):
        these = [one for one in outcomes if one.inference.sureness == sureness]
        if these:
            mean = statistics.mean(one.inference.confidence for one in these)
            right, offered = sum(one.right for one in these), sum(one.offered for one in these)
            yield f"  {said} : {len(these)} fois, {right} justes, {offered} proposées, confiance moyenne {mean:.0%}"


def _questions(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "\nQuestions posées, et combien de fois"
    for fact, count in Counter(fact for one in outcomes for fact in one.asked).most_common():
        yield f"  {fact} : {count}"


def _deciding(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The answers told as « parce que », the most frequent first."""
    yield "\nRéponses qui décident (dites en « parce que »), et combien sont justes"
    told = Counter((pair, one.inference.type) for one in outcomes for pair in one.inference.because)
    right = Counter((pair, one.inference.type) for one in outcomes if one.right for pair in one.inference.because)
    for key, count in told.most_common(MOST_DECIDING):
        (fact, value), kind = key
        yield f"  {fact} = {value} -> {kind} : {count}, {right[key]} justes"


# ------------------------------------------------------------------ when something is wrong


@dataclass(frozen=True)
class Means:
    """How a trial went, draw by draw: how many are right, proposed theirs, among the first two, on average."""

    trial: Trial
    right: float
    offered: float
    among_two: float
    weakest: str


def sensitivity(outcomes: Sequence[Outcome], library: Library) -> list[Means]:
    """Each trial, drawn twenty times on every business."""
    found = []
    for trial in TRIALS:
        drawn = [_drawn(trial, rank, outcomes, library) for rank in range(DRAWS)]
        right, offered, two = (
            statistics.mean(sum(getattr(one, name) for one in draw) for draw in drawn)
            for name in ("right", "offered", "among_two")
        )
        found.append(Means(trial, right, offered, two, _weakest(drawn)))
    return found


def _sensitivity(outcomes: Sequence[Outcome], library: Library) -> Iterator[str]:
    yield f"\nSi quelque chose est faux : moyennes de {DRAWS} tirages, sur {len(outcomes)} entreprises"
    for found in sensitivity(outcomes, library):
        two = f"{found.among_two:.1f} dans les deux premières"
        yield f"  {found.trial.name} : {found.right:.1f} justes, {found.offered:.1f} proposées, {two}"
        yield f"      but : {found.trial.goal} ; le plus souvent manquées : {found.weakest}"


def _drawn(trial: Trial, rank: int, outcomes: Sequence[Outcome], library: Library) -> list[Outcome]:
    chance = random.Random(f"{trial.name} {rank}")
    played_on = moved(library, chance) if trial.moved else library
    return [trial.draw(one, played_on, chance) for one in outcomes]


def _weakest(drawn: Sequence[Sequence[Outcome]]) -> str:
    missed = Counter(one.business.id for draw in drawn for one in draw if not one.right)
    return ", ".join(f"{name} ({count})" for name, count in missed.most_common(8)) or "aucune"


def one_wrong(outcome: Outcome, library: Library, chance: random.Random) -> Outcome:
    """One of the questions put to her gets another answer."""
    if not outcome.asked:
        return outcome
    fact = chance.choice(outcome.asked)
    hers = outcome.business.answers.get(fact)
    others = [option.value for option in library.questions[fact].options if option.value != hers]
    answers = {**outcome.business.answers, fact: chance.choice(others)}
    return interviewed(replace(outcome.business, answers=answers), library)


def three_unknown(outcome: Outcome, library: Library, chance: random.Random) -> Outcome:
    """« Je ne sais pas » to three of the typing questions, put or not."""
    unknown = chance.sample([question.id for question in typing_questions(library)], UNKNOWNS)
    answers = {fact: value for fact, value in outcome.business.answers.items() if fact not in unknown}
    return interviewed(replace(outcome.business, answers=answers), library)


def _as_is(outcome: Outcome, library: Library, _chance: random.Random) -> Outcome:
    return interviewed(outcome.business, library)


def moved(library: Library, chance: random.Random) -> Library:
    """Every word of every type one notch up or down; the outermost have one way to go."""
    return replace(library, types={kind.id: _one_notch(kind, chance) for kind in library.types.values()})


def _one_notch(kind: CompanyType, chance: random.Random) -> CompanyType:
    evidence = {
        fact: {value: _next_to(word, chance) for value, word in words.items()} for fact, words in kind.evidence.items()
    }
    return kind.model_copy(update={"evidence": evidence})


def _next_to(word: Word, chance: random.Random) -> Word:
    place = WORDS.index(word)
    return WORDS[chance.choice([near for near in (place - 1, place + 1) if 0 <= near < len(WORDS)])]


TRIALS = (
    Trial("une réponse fausse parmi celles données", 41, one_wrong, offered=46),
    Trial("trois « je ne sais pas » parmi les neuf", 42, three_unknown),
    Trial("chaque mot de chaque famille déplacé d'un cran", 43, _as_is, moved=True),
)
