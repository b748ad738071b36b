"""Which facts does the plan still need? Only those that change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from content.models import Library, Question
from dialogs import plan
from dialogs.plan import Wanted


def next_fact(wanted: Wanted, asked: int, library: Library) -> Question | None:
    """The situation question whose answer changes the plan most; None when none does, or enough were put.

    `asked` counts the situation questions already put to her.
    """
    if asked >= library.interview.max_situation:
        return None
    open_ones = [q for q in situation_questions(library) if q.id not in wanted.known and q.options]
    ranked = sorted((-_plans(q, wanted, library), q.order, q.id) for q in open_ones)
    return library.questions[ranked[0][2]] if ranked and ranked[0][0] < -1 else None


def situation_questions(library: Library) -> tuple[Question, ...]:
    return tuple(q for q in library.questions.values() if q.group == "situation")


def _plans(question: Question, wanted: Wanted, library: Library) -> int:
    """How many different plans the answers to this question lead to."""
    return len({_plan_if(question.id, option.value, wanted, library) for option in question.options})


def _plan_if(fact: str, value: str, wanted: Wanted, library: Library) -> tuple[tuple[str, str, bool], ...]:
    known: Mapping[str, str] = {**wanted.known, fact: value}
    laid_out = plan.steps(replace(wanted, known=known), library)
    return tuple((when, c.proposal.id, c.warning == "money") for when, c in laid_out)
