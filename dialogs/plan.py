"""Which first steps, in which order, and why each?

Matching rules sit on each proposal (barriers, types, trades, facts required or excluding); this module only
orders them over three horizons, at most three steps each.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from content.dates import in_time
from content.models import UNKNOWN, Kind, Library, Person, Proposal, Tool, TypeId, When
from dialogs.conditions import Truth, any_holds, holds
from dialogs.topics import urgent_barriers

HORIZONS: tuple[When, ...] = ("week", "month", "quarter")
MAX_A_HORIZON = 3
STEPS_FOR_TIME = {"rien": 5, "une_heure": 6, "demi_journee": 8}
STEPS_BY_DEFAULT = 6
MINUTES_FOR_TIME = {"rien": 15, "une_heure": 60, "demi_journee": 210}
NOTHING_TO_SPEND = "rien"
BUDGETS = (NOTHING_TO_SPEND, "petit", "moyen")
LONG_STEP = 420
TROUBLE = {"": 0, "check": 1, "time": 1, "money": 2}
OWN_QUESTION = "question"
"""The `barrier` of a step that answers her own question."""
BRAND, NO_BRAND, NETWORK, OWN_NAME = "enseigne", "non", "reseau", "aucun"


@dataclass(frozen=True)
class Wanted:
    """What the plan must answer. `barriers`: hers, most likely first. `topics`: her own question's."""

    company_type: TypeId
    barriers: tuple[str, ...]
    topics: tuple[str, ...]
    known: Mapping[str, str]
    today: date


class Candidate(NamedTuple):
    proposal: Proposal
    kind: Kind
    barrier: str
    warning: str
    """'' · « time » · « money » · « check »: what must be said beside the step."""


def candidates(wanted: Wanted, library: Library) -> list[Candidate]:
    """Every proposal that may be a step, the best first."""
    case = case_of(wanted, library)
    return _candidates(case.aims, _warnings(case, library), library)


Steps = tuple[tuple[When, Candidate], ...]


def steps(wanted: Wanted, library: Library) -> Steps:
    """Three to nine (horizon, step): each barrier answered in turn, a person always among them."""
    return steps_of(case_of(wanted, library), library)


def may_be_proposed(proposal: Proposal, wanted: Wanted, library: Library) -> bool:
    return _is_for_her(proposal, _aims(wanted), library) and _fits_her_situation(proposal, wanted.known)


# ------------------------------------------------------------------ what a plan depends on


@dataclass(frozen=True)
class Aims:
    """What decides whether a proposal is for her at all, whatever her situation."""

    company_type: TypeId
    barriers: tuple[str, ...]
    topics: tuple[str, ...]
    trade: str
    sector: str
    today: date


@dataclass(frozen=True)
class Case:
    """All that a plan depends on, and nothing else: the same case has the same plan.

    `situation`: her answers to what the steps for her ask about, `inconnu` included.
    """

    aims: Aims
    situation: tuple[tuple[str, str], ...]

    def depends_on(self, fact: str) -> bool:
        return fact in dict(self.situation)

    def if_answered(self, fact: str, value: str) -> Case:
        return Case(self.aims, tuple((f, value if f == fact else held) for f, held in self.situation))


def case_of(wanted: Wanted, library: Library) -> Case:
    aims = _aims(wanted)
    return Case(aims, tuple((fact, wanted.known.get(fact, UNKNOWN)) for fact in _asked_about(aims, library)))


def steps_of(case: Case, library: Library) -> Steps:
    most = STEPS_FOR_TIME.get(dict(case.situation)["temps"], STEPS_BY_DEFAULT)
    return _steps(case.aims, _warnings(case, library), most, library)


@lru_cache(maxsize=2_000)
def _steps(aims: Aims, warnings: Warnings, most: int, library: Library) -> Steps:
    chosen = _chosen(_candidates(aims, warnings, library), aims, most)
    urgent = {topic for topic in aims.topics if urgent_barriers((topic,), library)}
    first = {c.proposal.id for c in chosen if c.barrier == OWN_QUESTION and urgent & set(c.proposal.topics)}
    return tuple(_laid_out(chosen, first))


def _aims(wanted: Wanted) -> Aims:
    known = wanted.known
    trade, sector = known.get("metier", ""), known.get("secteur", "")
    return Aims(wanted.company_type, wanted.barriers, wanted.topics, trade, sector, wanted.today)


@lru_cache(maxsize=256)
def _asked_about(aims: Aims, library: Library) -> tuple[str, ...]:
    """The facts that some step for her reads."""
    return tuple(sorted({fact for match in _matching(aims, library) for fact in match.reads} | {"budget", "temps"}))


# ------------------------------------------------------------------ which steps may be proposed


@dataclass(frozen=True)
class _Match:
    """A proposal for her, and what it answers. `place`: how high that stands; `order`: which one first there.

    `reads`: the facts of her situation that decide whether it may be proposed, and with which warning.
    """

    proposal: Proposal
    kind: Kind
    barrier: str
    place: int
    order: tuple[bool, bool, int, str]
    reads: tuple[str, ...]


@lru_cache(maxsize=256)
def _matching(aims: Aims, library: Library) -> tuple[_Match, ...]:
    for_her = (p for p in library.proposals.values() if _is_for_her(p, aims, library))
    found = (_match(p, aim, aims, library) for p in for_her for aim in _answers_to(p, aims))
    return tuple(sorted(found, key=lambda match: (match.place, match.order)))


def _match(proposal: Proposal, aim: str, aims: Aims, library: Library) -> _Match:
    place = aims.barriers.index(aim) if aim in aims.barriers else -1
    main = proposal.barriers[0] == aim or aim == OWN_QUESTION
    order = (not main, not proposal.trades, proposal.rank, proposal.id)
    brand = (BRAND,) if _rules_out_networks(proposal) else ()
    reads = tuple(dict.fromkeys(("budget", "temps", *proposal.requires, *proposal.excludes, *brand)))
    return _Match(proposal, library.kind(proposal.id), aim, place, order, reads)


Warnings = tuple[str | None, ...]
"""For each match, what to say beside it ('' for nothing), or None when her situation rules it out."""


def _candidates(aims: Aims, warnings: Warnings, library: Library) -> list[Candidate]:
    """The matches that are not ruled out; where two stand as high, the one with least trouble first."""
    matches = zip(_matching(aims, library), warnings, strict=True)
    fitting = [(match.place, TROUBLE[warning], match, warning) for match, warning in matches if warning is not None]
    fitting.sort(key=itemgetter(0, 1))
    return [Candidate(match.proposal, match.kind, match.barrier, warning) for _, _, match, warning in fitting]


def _warnings(case: Case, library: Library) -> Warnings:
    known, matches = dict(case.situation), _matching(case.aims, library)
    answers = {reads: tuple([(fact, known[fact]) for fact in reads]) for reads in {match.reads for match in matches}}
    return tuple([_warning_if(match.proposal.id, answers[match.reads], library) for match in matches])


@lru_cache(maxsize=20_000)
def _warning_if(proposal_id: str, situation: tuple[tuple[str, str], ...], library: Library) -> str | None:
    proposal, known = library.proposals[proposal_id], dict(situation)
    warning = _warning(proposal, known) if _fits_her_situation(proposal, known) else None
    return None if warning == "money" and known.get("budget") == NOTHING_TO_SPEND else warning


def _answers_to(proposal: Proposal, aims: Aims) -> tuple[str, ...]:
    """What it answers of hers: her own question, then her barriers, most likely first."""
    question = (OWN_QUESTION,) if set(proposal.topics) & set(aims.topics) else ()
    return question + tuple(b for b in aims.barriers if b in proposal.barriers)


def _is_for_her(proposal: Proposal, aims: Aims, library: Library) -> bool:
    """Whatever her situation: it answers her, today, in her trade."""
    on_time = in_time(proposal, aims.today, library)
    return on_time and _of_hers(proposal, aims, library) and bool(_answers_to(proposal, aims))


def _fits_her_situation(proposal: Proposal, known: Mapping[str, str]) -> bool:
    if holds(proposal.requires, known) is Truth.NO or any_holds(proposal.excludes, known) is Truth.YES:
        return False
    return not (_rules_out_networks(proposal) and _may_be_bound(known))


def _rules_out_networks(proposal: Proposal) -> bool:
    return bool(set(proposal.excludes.get(NETWORK, ())) - {OWN_NAME})


def _may_be_bound(known: Mapping[str, str]) -> bool:
    """Under a brand, and how is not known: nothing says that she is free to do it."""
    return known.get(BRAND, UNKNOWN) not in (UNKNOWN, NO_BRAND) and known.get(NETWORK, UNKNOWN) == UNKNOWN


def _of_hers(proposal: Proposal, aims: Aims, library: Library) -> bool:
    """Of her kind of business, her trade and her sector; nobody of one sector is named while hers is not known."""
    trade = library.trades.get(aims.trade)
    sector = aims.sector or (trade.sector if trade else UNKNOWN)
    of_trade = not proposal.trades or (trade is not None and trade.id in proposal.trades)
    unsure = () if isinstance(proposal, Person) else (UNKNOWN,)
    of_sector = not proposal.sectors or sector in (*proposal.sectors, *unsure)
    return aims.company_type in proposal.types and of_trade and of_sector


def _warning(proposal: Proposal, known: Mapping[str, str]) -> str:
    """What she must be told: beyond her budget, beyond her time, or still to be checked."""
    budget = known.get("budget", UNKNOWN)
    if budget in BUDGETS and BUDGETS.index(proposal.budget) > BUDGETS.index(budget):
        return "money"
    if proposal.minutes > MINUTES_FOR_TIME.get(known.get("temps", UNKNOWN), LONG_STEP):
        return "time"
    return "check" if holds(proposal.requires, known) is Truth.UNKNOWN else ""


def _chosen(found: Sequence[Candidate], aims: Aims, most: int) -> list[Candidate]:
    """Turn by turn over her question and her barriers, one step each, never two of a kind for one barrier."""
    person = _person(found)
    chosen: list[Candidate] = []
    answered = [aim for aim in (OWN_QUESTION, *aims.barriers) if any(c.barrier == aim for c in found)]
    for turn in range(most):
        for aim in answered:
            if turn == 0 and _is_served(aim, chosen):
                continue
            if len(chosen) < most - (person is not None) and (best := _next_for(aim, found, chosen, aims)):
                chosen.append(best)
    return chosen + ([person] if person else [])


def _person(found: Sequence[Candidate]) -> Candidate | None:
    """Who to call: first the one whose own matter is one of hers, or her question."""
    persons = [c for c in found if c.kind == "person"]
    own = (c for c in persons if c.barrier in (OWN_QUESTION, c.proposal.barriers[0]))
    return next(own, persons[0] if persons else None)


def _is_served(aim: str, chosen: Sequence[Candidate]) -> bool:
    """The step for her question may already answer this barrier: it waits for the second turn."""
    return any(c.barrier == OWN_QUESTION and c.proposal.barriers[0] == aim for c in chosen)


def _next_for(aim: str, found: Sequence[Candidate], chosen: Sequence[Candidate], aims: Aims) -> Candidate | None:
    """Never two of a sort for one barrier; her own questions, each in its turn."""
    asked = aims.topics if aim == OWN_QUESTION else ()
    waiting = [topic for topic in asked if not any(topic in c.proposal.topics for c in chosen)]
    had = {_sort(c) for c in chosen if c.barrier == aim}
    fitting = [
        c
        for c in found
        if c.barrier == aim and c.kind != "person" and not any(_same_matter(c, other) for other in chosen)
        if _sort(c) not in had or _first_topic(c, waiting) < len(waiting)
    ]
    return min(fitting, key=lambda c: _first_topic(c, waiting), default=None)


def _first_topic(candidate: Candidate, open_topics: Sequence[str]) -> int:
    """The place of the first of her questions still open that it answers."""
    shared = (place for place, topic in enumerate(open_topics) if topic in candidate.proposal.topics)
    return next(shared, len(open_topics))


def _sort(candidate: Candidate) -> str:
    """Its kind; a tool stands beside a lesson, it does not replace it."""
    return "tool" if isinstance(candidate.proposal, Tool) else candidate.kind


def _same_matter(one: Candidate, other: Candidate) -> bool:
    """The same step, or one that makes the other useless."""
    a, b = one.proposal, other.proposal
    return a.id == b.id or a.id in b.covers or b.id in a.covers


def _laid_out(chosen: Sequence[Candidate], first: Container[str]) -> list[tuple[When, Candidate]]:
    """Each step at its horizon, or at the next with room; what answers an emergency first, and something this week."""
    room: dict[When, list[Candidate]] = {horizon: [] for horizon in HORIZONS}
    for candidate in sorted(chosen, key=lambda c: c.proposal.id not in first):
        at = HORIZONS.index(candidate.proposal.when)
        free = [h for h in (*HORIZONS[at:], *reversed(HORIZONS[:at])) if len(room[h]) < MAX_A_HORIZON]
        room[free[0]].append(candidate)
    _start_this_week(room)

    def order(candidate: Candidate) -> tuple[bool, bool]:
        return candidate.proposal.id not in first, candidate.kind != "lesson"

    return [(horizon, candidate) for horizon in HORIZONS for candidate in sorted(room[horizon], key=order)]


def _start_this_week(room: dict[When, list[Candidate]]) -> None:
    """Something to do this week, and a lesson rather than anything else when there is one."""
    if any(c.kind == "lesson" for c in room["week"]):
        return
    later = [(horizon, c) for horizon in HORIZONS[1:] for c in room[horizon]]
    first = next((pair for pair in later if pair[1].kind == "lesson"), later[0] if later and not room["week"] else None)
    if first is None:
        return
    room[first[0]].remove(first[1])
    if len(room["week"]) == MAX_A_HORIZON:
        room[first[0]].append(room["week"].pop())
    room["week"].insert(0, first[1])
