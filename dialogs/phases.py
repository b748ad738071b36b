"""Where are we in the conversation, and which moves are legal from here?

One table: a trigger per thing she does, its sources, and where it lands. Landing is decided by pure predicates of
the answers, in the order of the conversation, so the phase never contradicts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from transitions import Machine

if TYPE_CHECKING:
    from dialogs.progress import Story


class Phase(StrEnum):
    WELCOME = "welcome"
    TRADE = "trade"
    INTERVIEW = "interview"
    PROFILE = "profile"
    BARRIERS = "barriers"
    EXPLANATION = "explanation"
    SITUATION = "situation"
    PLAN = "plan"
    LESSON = "lesson"
    STOPPED = "stopped"


P = Phase
EVERYWHERE = tuple(Phase)
TALKING = tuple(phase for phase in Phase if phase is not P.STOPPED)
ASKING = (P.TRADE, P.INTERVIEW, P.PROFILE, P.BARRIERS, P.EXPLANATION, P.SITUATION)

LANDINGS: tuple[tuple[Phase, str], ...] = (
    (P.TRADE, "trade_is_open"),
    (P.INTERVIEW, "type_is_open"),
    (P.PROFILE, "type_is_unconfirmed"),
    (P.BARRIERS, "barriers_are_open"),
    (P.EXPLANATION, "explanation_is_open"),
    (P.SITUATION, "situation_is_open"),
    (P.PLAN, "plan_is_due"),
)
"""Where the conversation goes on: the first phase whose predicate holds."""

LANDED = tuple(phase for phase, _ in LANDINGS)
"""The phases whose place the answers alone decide."""

LANDING_MOVES: dict[str, tuple[Phase, ...]] = {
    "greet": (P.WELCOME,),
    "answer": ASKING,
    "correct": EVERYWHERE,
    "confirm": (P.PROFILE,),
    "choose": (P.BARRIERS, P.EXPLANATION),
    "back": EVERYWHERE,
    "resume": EVERYWHERE,
    "restart": EVERYWHERE,
    "show_plan": (P.PLAN, P.LESSON),
}
STAYING_MOVES: dict[str, tuple[Phase, ...]] = {
    "reject": (P.PROFILE,),
    "tick": (P.BARRIERS,),
    "open_step": (P.PLAN,),
    "stuck": (P.LESSON,),
    "later": TALKING,
}
MOVES_BACK: dict[str, tuple[Phase, ...]] = {"come_back": (*ASKING, P.PLAN, P.LESSON)}
"""To the lesson she left, where her answers leave nothing open: it stands in place of the plan."""

MOVES_TO: dict[str, tuple[tuple[Phase, ...], Phase]] = {
    "open_lesson": ((P.PLAN, P.LESSON), P.LESSON),
    "done": ((P.LESSON,), P.LESSON),
    "stop": (EVERYWHERE, P.STOPPED),
}


class IllegalMove(Exception):
    """This move does not belong to this phase: the caller shows what is open now."""


@dataclass
class Cursor:
    """What a shared machine moves."""

    state: str


def move(phase: Phase, trigger: str, story: Story) -> Phase:
    """The phase after this move. Raises IllegalMove when the table has none."""
    if trigger not in moves(phase):
        raise IllegalMove(f"{trigger} from {phase}")
    cursor = Cursor(phase.value)
    if not _MACHINE.events[trigger].trigger(cursor, story):
        raise IllegalMove(f"{trigger} from {phase}")
    return Phase(cursor.state)


def landing(story: Story) -> Phase:
    """Where her answers lead: the first phase whose predicate holds."""
    return next(phase for phase, predicate in LANDINGS if getattr(story, predicate))


@cache
def moves(phase: Phase) -> tuple[str, ...]:
    """The legal triggers from a phase, in alphabetical order."""
    return tuple(sorted(_MACHINE.get_triggers(phase.value)))


def chart() -> str:
    """The table as a mermaid state diagram, for the docs."""
    lines = ["stateDiagram-v2", f"    [*] --> {P.WELCOME}"]
    lines += [f"    {source} --> {dest}: {name}" for name, (sources, dest) in MOVES_TO.items() for source in sources]
    lines += [f"    {source} --> {source}: {name}" for name, sources in STAYING_MOVES.items() for source in sources]
    lines += [f"    {source} --> landing: {name}" for name, sources in LANDING_MOVES.items() for source in sources]
    lines += [f"    {source} --> coming_back: {name}" for name, sources in MOVES_BACK.items() for source in sources]
    lines += [f"    landing --> {phase}: {predicate}" for phase, predicate in LANDINGS]
    lines += [f"    coming_back --> {_in_place_of_the_plan(phase)}: {predicate}" for phase, predicate in LANDINGS]
    return "\n".join(lines)


def _in_place_of_the_plan(phase: Phase) -> Phase:
    return P.LESSON if phase is P.PLAN else phase


def _build() -> Machine:
    machine = Machine(model=None, states=[p.value for p in Phase], initial=P.WELCOME.value, auto_transitions=False)
    for name, sources in LANDING_MOVES.items():
        for phase, predicate in LANDINGS:
            machine.add_transition(name, [s.value for s in sources], phase.value, conditions=attrgetter(predicate))
    for name, sources in MOVES_BACK.items():
        for phase, predicate in LANDINGS:
            dest = _in_place_of_the_plan(phase).value
            machine.add_transition(name, [s.value for s in sources], dest, conditions=attrgetter(predicate))
    for name, sources in STAYING_MOVES.items():
        machine.add_transition(name, [s.value for s in sources], "=")
    for name, (sources, dest) in MOVES_TO.items():
        machine.add_transition(name, [s.value for s in sources], dest.value)
    return machine


_MACHINE = _build()
