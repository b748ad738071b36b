"""Which proposals may be steps for her, the best first, and with which warning?

Matching rules sit on each proposal (barriers, types, trades, facts required or excluding); nothing is chosen here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from content.dates import in_time
from content.models import UNKNOWN, Kind, Library, Person, Proposal, Training, TypeId
from dialogs.conditions import Truth, any_holds, holds

MINUTES_FOR_TIME = {"rien": 15, "une_heure": 60, "demi_journee": 210}
NOTHING_TO_SPEND = "rien"
BUDGETS = (NOTHING_TO_SPEND, "petit", "moyen")
LONG_STEP = 420
TROUBLE = {"": 0, "check": 1, "time": 1, "money": 2}
OWN_QUESTION = "question"
"""The `barrier` of a step that answers her own question."""
BRAND, NO_BRAND, NETWORK, OWN_NAME = "enseigne", "non", "reseau", "aucun"


@dataclass(frozen=True)
class Aims:
    """What decides whether a proposal is for her at all, whatever her situation."""

    company_type: TypeId
    barriers: tuple[str, ...]
    topics: tuple[str, ...]
    trade: str
    sector: str
    today: date
    refused: tuple[str, ...] = ()


Situation = tuple[tuple[str, str], ...]
"""Her answers (fact, value) to what the steps for her ask about, `inconnu` included."""


class Candidate(NamedTuple):
    proposal: Proposal
    kind: Kind
    barrier: str
    warning: str
    """'' · « time » · « money » · « check »: what must be said beside the step."""


Warnings = tuple[str | None, ...]
"""For each match, what to say beside it ('' for nothing), or None when her situation rules it out."""


def candidates_for(aims: Aims, warnings: Warnings, library: Library) -> list[Candidate]:
    """The matches that are not ruled out; where two stand as high, the one with least trouble first."""
    matches = zip(_matching(aims, library), warnings, strict=True)
    fitting = [(match.place, TROUBLE[warning], match, warning) for match, warning in matches if warning is not None]
    fitting.sort(key=itemgetter(0, 1))
    return [Candidate(match.proposal, match.kind, match.barrier, warning) for _, _, match, warning in fitting]


def warnings_for(aims: Aims, situation: Situation, library: Library) -> Warnings:
    known, matches = dict(situation), _matching(aims, library)
    answers = {reads: tuple([(fact, known[fact]) for fact in reads]) for reads in {match.reads for match in matches}}
    return tuple([_warning_if(match.proposal.id, answers[match.reads], library) for match in matches])


@lru_cache(maxsize=256)
def asked_about(aims: Aims, library: Library) -> tuple[str, ...]:
    """The facts that some step for her reads."""
    return tuple(sorted({fact for match in _matching(aims, library) for fact in match.reads} | {"budget", "temps"}))


def is_for_her(proposal: Proposal, aims: Aims, library: Library) -> bool:
    """Whatever her situation: it answers her, today, in her trade."""
    on_time = in_time(proposal, aims.today, library) and proposal.id not in aims.refused
    return on_time and _of_hers(proposal, aims, library) and bool(_answers_to(proposal, aims))


def fits_her_situation(proposal: Proposal, known: Mapping[str, str]) -> bool:
    if holds(proposal.requires, known) is Truth.NO or any_holds(proposal.excludes, known) is Truth.YES:
        return False
    return not (_rules_out_networks(proposal) and _may_be_bound(known))


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
    for_her = (p for p in library.proposals.values() if is_for_her(p, aims, library))
    found = (_match(p, aim, aims, library) for p in for_her for aim in _answers_to(p, aims))
    return tuple(sorted(found, key=lambda match: (match.place, match.order)))


def _match(proposal: Proposal, aim: str, aims: Aims, library: Library) -> _Match:
    place = aims.barriers.index(aim) if aim in aims.barriers else -1
    main = proposal.barriers[0] == aim or aim == OWN_QUESTION
    order = (not main, not proposal.trades, proposal.rank, proposal.id)
    brand = (BRAND,) if _rules_out_networks(proposal) else ()
    reads = tuple(dict.fromkeys(("budget", "temps", *proposal.requires, *proposal.excludes, *brand)))
    return _Match(proposal, library.kind(proposal.id), aim, place, order, reads)


@lru_cache(maxsize=20_000)
def _warning_if(proposal_id: str, situation: Situation, library: Library) -> str | None:
    proposal, known = library.proposals[proposal_id], dict(situation)
    warning = _warning(proposal, known) if fits_her_situation(proposal, known) else None
    return None if warning == "money" and known.get("budget") == NOTHING_TO_SPEND else warning


def _answers_to(proposal: Proposal, aims: Aims) -> tuple[str, ...]:
    """What it answers of hers: her own question, then her barriers, most likely first."""
    question = (OWN_QUESTION,) if set(proposal.topics) & set(aims.topics) else ()
    return question + tuple(b for b in aims.barriers if b in proposal.barriers)


def _rules_out_networks(proposal: Proposal) -> bool:
    return bool(set(proposal.excludes.get(NETWORK, ())) - {OWN_NAME})


def _may_be_bound(known: Mapping[str, str]) -> bool:
    """Under a brand, and how is not known: nothing says that she is free to do it."""
    return known.get(BRAND, UNKNOWN) not in (UNKNOWN, NO_BRAND) and known.get(NETWORK, UNKNOWN) == UNKNOWN


def _of_hers(proposal: Proposal, aims: Aims, library: Library) -> bool:
    """Of her kind of business, her trade and her sector; who or what fund is of one sector is not named while hers is
    not known."""
    trade = library.trades.get(aims.trade)
    sector = aims.sector or (trade.sector if trade else UNKNOWN)
    of_trade = not proposal.trades or (trade is not None and trade.id in proposal.trades)
    unsure = () if isinstance(proposal, Person | Training) else (UNKNOWN,)
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
