"""Which facts does the plan still need? Only those that change it."""

from __future__ import annotations

from functools import lru_cache

from content.models import Library, Question
from dialogs import plan
from dialogs.plan import Case, Wanted


def next_fact(wanted: Wanted, asked: int, library: Library) -> Question | None:
    """The situation question whose answer changes the plan most; None when none does, or enough were put.

    `asked` counts the situation questions already put to her.
    """
    if asked >= library.interview.max_situation:
        return None
    open_ones = tuple(q.id for q in situation_questions(library) if q.id not in wanted.known and q.options)
    return _most_telling(open_ones, plan.case_of(wanted, library), library)


def certain_steps(wanted: Wanted, library: Library) -> frozenset[str]:
    """The steps that stay in her plan whatever she answers to any one of these questions."""
    case = plan.case_of(wanted, library)
    to_ask = [q for q in situation_questions(library) if q.id not in wanted.known and case.depends_on(q.id)]
    cases = [case, *(case.if_answered(question.id, option.value) for question in to_ask for option in question.options)]
    plans = (frozenset(c.proposal.id for _, c in plan.steps_of(one, library)) for one in cases)
    return frozenset.intersection(*plans)


@lru_cache(maxsize=8)
def situation_questions(library: Library) -> tuple[Question, ...]:
    return tuple(q for q in library.questions.values() if q.group == "situation")


@lru_cache(maxsize=5_000)
def _most_telling(facts: tuple[str, ...], case: Case, library: Library) -> Question | None:
    questions = [library.questions[fact] for fact in facts if case.depends_on(fact)]
    ranked = sorted((-_plans(question, case, library), question.order, question.id) for question in questions)
    return library.questions[ranked[0][2]] if ranked and ranked[0][0] < -1 else None


def _plans(question: Question, case: Case, library: Library) -> int:
    """How many different plans the answers to this question lead to."""
    cases = [case.if_answered(question.id, option.value) for option in question.options]
    return len({_told(plan.steps_of(one, library)) for one in cases})


def _told(steps: plan.Steps) -> tuple[tuple[str, str, bool], ...]:
    return tuple((when, c.proposal.id, c.warning == "money") for when, c in steps)
