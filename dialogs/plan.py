"""Which first steps, in which order, and why each?

What a plan depends on, and nothing else; which proposals may be hers is in `proposals`, their choice and order over
three horizons in `horizons`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from content.models import UNKNOWN, Library, Proposal, TypeId, When
from dialogs.horizons import MAX_A_HORIZON, chosen_steps, laid_out, urgent_steps
from dialogs.proposals import (
    Aims,
    Candidate,
    Situation,
    Warnings,
    asked_about,
    candidates_for,
    fits_her_situation,
    is_for_her,
    warnings_for,
)

STEPS_FOR_TIME = {"rien": 5, "une_heure": 6, "demi_journee": 8}
STEPS_BY_DEFAULT = 6
THIS_WEEK = {"rien": 2}
"""Steps this week, for who has next to no time."""

Steps = tuple[tuple[When, Candidate], ...]


@dataclass(frozen=True)
class Wanted:
    """What the plan must answer. `barriers`: hers, most likely first. `topics`: her own question's."""

    company_type: TypeId
    barriers: tuple[str, ...]
    topics: tuple[str, ...]
    known: Mapping[str, str]
    today: date
    refused: tuple[str, ...] = ()
    """The steps she took away."""

    @property
    def aims(self) -> Aims:
        trade, sector = self.known.get("metier", ""), self.known.get("secteur", "")
        return Aims(self.company_type, self.barriers, self.topics, trade, sector, self.today, self.refused)


@dataclass(frozen=True)
class Case:
    """All that a plan depends on, and nothing else: the same case has the same plan."""

    aims: Aims
    situation: Situation

    def depends_on(self, fact: str) -> bool:
        return fact in dict(self.situation)

    def if_answered(self, fact: str, value: str) -> Case:
        return Case(self.aims, tuple((f, value if f == fact else held) for f, held in self.situation))


def candidates(wanted: Wanted, library: Library) -> list[Candidate]:
    """Every proposal that may be a step, the best first."""
    case = case_of(wanted, library)
    return candidates_for(case.aims, warnings_for(case.aims, case.situation, library), library)


def steps(wanted: Wanted, library: Library) -> Steps:
    """Three to nine (horizon, step): each barrier answered in turn, a person always among them."""
    return steps_of(case_of(wanted, library), library)


def may_be_proposed(proposal: Proposal, wanted: Wanted, library: Library) -> bool:
    return is_for_her(proposal, wanted.aims, library) and fits_her_situation(proposal, wanted.known)


def case_of(wanted: Wanted, library: Library) -> Case:
    facts = asked_about(wanted.aims, library)
    return Case(wanted.aims, tuple((fact, wanted.known.get(fact, UNKNOWN)) for fact in facts))


def steps_of(case: Case, library: Library) -> Steps:
    time = dict(case.situation)["temps"]
    most, this_week = STEPS_FOR_TIME.get(time, STEPS_BY_DEFAULT), THIS_WEEK.get(time, MAX_A_HORIZON)
    return _steps(case.aims, warnings_for(case.aims, case.situation, library), most, this_week, library)


@lru_cache(maxsize=2_000)
def _steps(aims: Aims, warnings: Warnings, most: int, this_week: int, library: Library) -> Steps:
    chosen = chosen_steps(candidates_for(aims, warnings, library), aims, most)
    return tuple(laid_out(chosen, urgent_steps(chosen, aims, library), this_week))
