"""Which of the proposals become her steps, and at which of the three horizons?"""

from __future__ import annotations

from collections.abc import Container, Sequence

from content.models import Library, Tool, When
from dialogs.proposals import OWN_QUESTION, Aims, Candidate
from dialogs.topics import urgent_barriers

HORIZONS: tuple[When, ...] = ("week", "month", "quarter")
MAX_A_HORIZON = 3


def urgent_steps(chosen: Sequence[Candidate], aims: Aims, library: Library) -> frozenset[str]:
    """The ids of those that answer an emergency told in her own words: they stand first."""
    urgent = {topic for topic in aims.topics if urgent_barriers((topic,), library)}
    return frozenset(c.proposal.id for c in chosen if c.barrier == OWN_QUESTION and urgent & set(c.proposal.topics))


def chosen_steps(found: Sequence[Candidate], aims: Aims, most: int) -> list[Candidate]:
    """Turn by turn over her question and her barriers, one step each, never two of a kind for one barrier."""
    person = _person(found)
    chosen: list[Candidate] = []
    answered = [aim for aim in (OWN_QUESTION, *aims.barriers) if any(c.barrier == aim for c in found)]
    for turn in range(most):
        for aim in (*(_still_open(found, chosen, aims) if turn == 1 else ()), *answered):
            if turn == 0 and _is_served(aim, chosen):
                continue
            if len(chosen) < most - (person is not None) and (best := _next_for(aim, found, chosen, aims)):
                chosen.append(best)
    return chosen + ([person] if person else [])


def laid_out(
    chosen: Sequence[Candidate], first: Container[str], this_week: int = MAX_A_HORIZON
) -> list[tuple[When, Candidate]]:
    """Each step at its horizon, or at the next with room: what answers an emergency, then her own questions, first.

    Something is to be done this week, in `this_week` steps at most.
    """
    room: dict[When, list[Candidate]] = {horizon: [] for horizon in HORIZONS}
    most: dict[When, int] = dict.fromkeys(HORIZONS, MAX_A_HORIZON) | {"week": this_week}
    for candidate in sorted(chosen, key=lambda c: (c.proposal.id not in first, c.barrier != OWN_QUESTION)):
        at = HORIZONS.index(candidate.proposal.when)
        free = [h for h in (*HORIZONS[at:], *reversed(HORIZONS[:at])) if len(room[h]) < most[h]]
        room[free[0]].append(candidate)
    _start_this_week(room, this_week)

    def order(candidate: Candidate) -> tuple[bool, bool]:
        return candidate.proposal.id not in first, candidate.kind != "lesson"

    return [(horizon, candidate) for horizon in HORIZONS for candidate in sorted(room[horizon], key=order)]


def _person(found: Sequence[Candidate]) -> Candidate | None:
    """Who to call: first the one whose own matter is one of hers, or her question."""
    persons = [c for c in found if c.kind == "person"]
    own = (c for c in persons if c.barrier in (OWN_QUESTION, c.proposal.barriers[0]))
    return next(own, persons[0] if persons else None)


def _still_open(found: Sequence[Candidate], chosen: Sequence[Candidate], aims: Aims) -> tuple[str, ...]:
    """Her third question and the next go before a second step for what holds her back."""
    waiting = [topic for topic in aims.topics if not any(topic in c.proposal.topics for c in chosen)]
    answerable = [topic for topic in waiting if any(topic in c.proposal.topics for c in found)]
    return (OWN_QUESTION,) * (len(answerable) - 1)


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


def _start_this_week(room: dict[When, list[Candidate]], most: int) -> None:
    """Something to do this week, and a lesson rather than anything else when there is one."""
    if any(c.kind == "lesson" for c in room["week"]):
        return
    later = [(horizon, c) for horizon in HORIZONS[1:] for c in room[horizon]]
    first = next((pair for pair in later if pair[1].kind == "lesson"), later[0] if later and not room["week"] else None)
    if first is None:
        return
    room[first[0]].remove(first[1])
    if len(room["week"]) == most:
        room[first[0]].append(room["week"].pop())
    room["week"].insert(0, first[1])
