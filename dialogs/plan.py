"""Which first steps, in which order, and why each?

Matching rules sit on each proposal (barriers, types, trades, facts required or excluding); this module only
orders them over three horizons, at most three steps each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from content.dates import in_time
from content.models import Kind, Library, Proposal, Tool, TypeId, When
from dialogs.conditions import Truth, any_holds, holds
from dialogs.profile import UNKNOWN

HORIZONS: tuple[When, ...] = ("week", "month", "quarter")
MAX_A_HORIZON = 3
STEPS_FOR_TIME = {"rien": 5, "une_heure": 6, "demi_journee": 8}
STEPS_BY_DEFAULT = 6
MINUTES_FOR_TIME = {"rien": 15, "une_heure": 60, "demi_journee": 210}
BUDGETS = ("rien", "petit", "moyen")
LONG_STEP = 420
OWN_QUESTION = "question"
"""The `barrier` of a step that answers her own question."""


@dataclass(frozen=True)
class Wanted:
    """What the plan must answer. `barriers`: hers, most likely first. `topics`: her own question's."""

    company_type: TypeId
    barriers: tuple[str, ...]
    topics: tuple[str, ...]
    known: Mapping[str, str]
    today: date


@dataclass(frozen=True)
class Candidate:
    proposal: Proposal
    kind: Kind
    barrier: str
    certain: Truth
    warning: str
    """'' · « time » · « money » · « check »: what must be said beside the step."""


def candidates(wanted: Wanted, library: Library) -> list[Candidate]:
    """Every proposal that may be a step, the best first."""
    fitting = (p for p in _matching(_aims(wanted), library) if _fits_her_situation(p, wanted.known))
    found = [_candidate(p, aim, wanted, library) for p in fitting for aim in _answers_to(p, wanted)]
    return sorted(found, key=lambda c: _order(c, wanted))


def steps(wanted: Wanted, library: Library) -> list[tuple[When, Candidate]]:
    """Three to nine (horizon, step): each barrier answered in turn, a person always among them."""
    chosen = _chosen(candidates(wanted, library), wanted)
    return _laid_out(chosen)


def may_be_proposed(proposal: Proposal, wanted: Wanted, library: Library) -> bool:
    for_her = in_time(proposal, wanted.today, library) and _for_her(proposal, wanted, library)
    return bool(_answers_to(proposal, wanted)) and for_her and _fits_her_situation(proposal, wanted.known)


@dataclass(frozen=True)
class _Aims:
    """What decides whether a proposal is for her at all, whatever her situation."""

    company_type: TypeId
    barriers: tuple[str, ...]
    topics: tuple[str, ...]
    trade: str
    sector: str
    today: date


def _aims(wanted: Wanted) -> _Aims:
    known = wanted.known
    trade, sector = known.get("metier", ""), known.get("secteur", "")
    return _Aims(wanted.company_type, wanted.barriers, wanted.topics, trade, sector, wanted.today)


@lru_cache(maxsize=5_000)
def _matching(aims: _Aims, library: Library) -> tuple[Proposal, ...]:
    known = {"metier": aims.trade, "secteur": aims.sector}
    wanted = Wanted(aims.company_type, aims.barriers, aims.topics, known, aims.today)
    everything = library.proposals.values()
    return tuple(
        p
        for p in everything
        if _answers_to(p, wanted) and in_time(p, aims.today, library) and _for_her(p, wanted, library)
    )


def _candidate(proposal: Proposal, aim: str, wanted: Wanted, library: Library) -> Candidate:
    required = holds(proposal.requires, wanted.known)
    return Candidate(proposal, library.kind(proposal.id), aim, required, _warning(proposal, required, wanted.known))


def _answers_to(proposal: Proposal, wanted: Wanted) -> tuple[str, ...]:
    """What it answers of hers: her own question, then her barriers, most likely first."""
    question = (OWN_QUESTION,) if set(proposal.topics) & set(wanted.topics) else ()
    return question + tuple(b for b in wanted.barriers if b in proposal.barriers)


def _fits_her_situation(proposal: Proposal, known: Mapping[str, str]) -> bool:
    required = holds(proposal.requires, known)
    return required is not Truth.NO and any_holds(proposal.excludes, known) is not Truth.YES


def _for_her(proposal: Proposal, wanted: Wanted, library: Library) -> bool:
    trade = library.trades.get(wanted.known.get("metier", ""))
    sector = wanted.known.get("secteur") or (trade.sector if trade else UNKNOWN)
    of_trade = not proposal.trades or (trade is not None and trade.id in proposal.trades)
    of_sector = not proposal.sectors or sector in (*proposal.sectors, UNKNOWN)
    return wanted.company_type in proposal.types and of_trade and of_sector


def _warning(proposal: Proposal, required: Truth, known: Mapping[str, str]) -> str:
    """What she must be told: beyond her budget, beyond her time, or still to be checked."""
    budget = known.get("budget", UNKNOWN)
    if budget in BUDGETS and BUDGETS.index(proposal.budget) > BUDGETS.index(budget):
        return "money"
    if proposal.minutes > MINUTES_FOR_TIME.get(known.get("temps", UNKNOWN), LONG_STEP):
        return "time"
    return "check" if required is Truth.UNKNOWN else ""


def _order(candidate: Candidate, wanted: Wanted) -> tuple[object, ...]:
    proposal = candidate.proposal
    place = wanted.barriers.index(candidate.barrier) if candidate.barrier in wanted.barriers else -1
    main = proposal.barriers[0] == candidate.barrier or candidate.barrier == OWN_QUESTION
    trouble = {"": 0, "check": 1, "time": 1, "money": 2}[candidate.warning]
    return (place, trouble, not main, not proposal.trades, proposal.rank, proposal.id)


def _chosen(found: Sequence[Candidate], wanted: Wanted) -> list[Candidate]:
    """Turn by turn over her question and her barriers, one step each, never two of a kind for one barrier."""
    most = STEPS_FOR_TIME.get(wanted.known.get("temps", UNKNOWN), STEPS_BY_DEFAULT)
    person = next((c for c in found if c.kind == "person"), None)
    chosen: list[Candidate] = []
    aims = [aim for aim in (OWN_QUESTION, *wanted.barriers) if any(c.barrier == aim for c in found)]
    for _ in range(most):
        for aim in aims:
            if len(chosen) < most - (person is not None) and (best := _next_for(aim, found, chosen)):
                chosen.append(best)
    return chosen + ([person] if person else [])


def _next_for(aim: str, found: Sequence[Candidate], chosen: Sequence[Candidate]) -> Candidate | None:
    had = {_sort(c) for c in chosen if c.barrier == aim}
    fitting = (c for c in found if c.barrier == aim and c.kind != "person" and _sort(c) not in had)
    return next((c for c in fitting if not any(_same_matter(c, other) for other in chosen)), None)


def _sort(candidate: Candidate) -> str:
    """Its kind; a tool stands beside a lesson, it does not replace it."""
    return "tool" if isinstance(candidate.proposal, Tool) else candidate.kind


def _same_matter(one: Candidate, other: Candidate) -> bool:
    """The same step, or one that makes the other useless."""
    a, b = one.proposal, other.proposal
    return a.id == b.id or a.id in b.covers or b.id in a.covers


def _laid_out(chosen: Sequence[Candidate]) -> list[tuple[When, Candidate]]:
    """Each step at its horizon, or at the next with room; something to do this week always."""
    room: dict[When, list[Candidate]] = {horizon: [] for horizon in HORIZONS}
    for candidate in chosen:
        first = HORIZONS.index(candidate.proposal.when)
        free = [h for h in (*HORIZONS[first:], *reversed(HORIZONS[:first])) if len(room[h]) < MAX_A_HORIZON]
        room[free[0]].append(candidate)
    _start_this_week(room)
    return [(horizon, c) for horizon in HORIZONS for c in sorted(room[horizon], key=lambda c: c.kind != "lesson")]


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
