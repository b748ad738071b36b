"""When is her plan made, and what changes it? It is kept as given until she corrects an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.models import Library, Proposal, When
from dialogs import plan, situation
from dialogs.barriers import worded
from dialogs.conversation import Conversation, Plan, PlanStep
from dialogs.events import Event
from dialogs.horizons import HORIZONS, MAX_A_HORIZON
from dialogs.progress import KEPT, NONE_KEPT, Story
from dialogs.proposals import OWN_QUESTION, Candidate
from dialogs.topics import urgent_barriers
from dialogs.wording import hers, typeset_value


def with_plan(story: Story) -> tuple[Conversation, tuple[Event, ...]]:
    """Her first plan, when she has none yet."""
    if story.conversation.plan is not None:
        return story.conversation, ()
    return story.conversation.changed(plan=_made(story)), (Event(kind="plan_given"),)


def first_step(barrier: str, story: Story) -> tuple[Proposal | None, bool]:
    """What her plan gives first for this barrier, and whether it stays there whatever she answers next.

    For her own question about it, a person last; None for nothing.
    """
    found = [candidate for _, candidate in plan.steps(story.wanted, story.library) if _is_of(barrier, candidate)]
    first = min(found, key=lambda one: (one.kind == "person", one.barrier != OWN_QUESTION), default=None)
    if first is None:
        return None, False
    return first.proposal, first.proposal.id in situation.certain_steps(story.wanted, story.library)


def _is_of(barrier: str, candidate: Candidate) -> bool:
    own = candidate.barrier == OWN_QUESTION and candidate.proposal.barriers[0] == barrier
    return own or candidate.barrier == barrier


def replanned(story: Story) -> tuple[Conversation, tuple[str, ...], tuple[str, ...]]:
    """After a correction: the new plan, the steps that came, the steps that went. What is done or urgent stays."""
    before = story.conversation.plan
    assert before is not None
    new = _made(story)
    staying = _staying(before, new, story)
    kept = _beside(staying, _not_the_same(staying, new.steps, story.library))
    came = tuple(s.id for s in kept if s.id not in {b.id for b in before.steps})
    went = tuple(b.id for b in before.steps if b.id not in {s.id for s in kept})
    kept = kept if came or went else _in_the_same_order(before.steps, kept)
    made_on = story.now if came or went else before.made_on
    plan_now = Plan(steps=kept, made_on=made_on, revision=new.revision)
    return story.conversation.changed(plan=plan_now, plan_is_stale=False), came, went


def _in_the_same_order(before: Sequence[PlanStep], steps: Sequence[PlanStep]) -> tuple[PlanStep, ...]:
    """A plan that « ne change pas » keeps its order and its moments; its reasons may read otherwise."""
    now = {step.id: step for step in steps}
    return tuple(now[held.id].changed(when=held.when) for held in before)


def why_gone(went: Sequence[str], story: Story) -> dict[str, list[str]]:
    """The steps that left by reason: taken away, there for a question that is hers no more, no longer fitting her
    answers, or others go before them."""
    fitting = {c.proposal.id for c in plan.candidates(story.wanted, story.library)}
    taken, asked = story.conversation.refused_steps, _for_a_question(story)
    left = [step for step in went if step not in fitting and step not in taken]
    return {
        "taken": [step for step in went if step in taken],
        "unasked": [step for step in left if step in asked],
        "unfit": [step for step in left if step not in asked],
        "aside": [step for step in went if step in fitting],
    }


def _for_a_question(story: Story) -> set[str]:
    """The steps of her plan so far that answer only a question she has no more."""
    given, proposals = story.conversation.plan, story.library.proposals
    own = [s.id for s in given.steps if s.barrier == OWN_QUESTION and s.id in proposals] if given else []
    return {step for step in own if not set(proposals[step].topics) & set(story.topics)}


def _staying(before: Plan, new: Plan, story: Story) -> tuple[PlanStep, ...]:
    """What is done; and, not in the new plan but still for her, who can be called and what answered an emergency."""
    urgent = urgent_barriers(story.topics, story.library)
    fitting = {c.proposal.id for c in plan.candidates(story.wanted, story.library)}
    fitting -= {step.id for step in new.steps}
    held = [step for step in before.steps if step.id not in story.conversation.refused_steps]
    return tuple(s for s in held if s.done or (s.id in fitting and (s.barrier in urgent or s.kind == "person")))


def _not_the_same(staying: Sequence[PlanStep], new: Sequence[PlanStep], library: Library) -> tuple[PlanStep, ...]:
    """The new steps without those that one which stays makes useless."""
    held = [library.proposals[step.id] for step in staying if step.id in library.proposals]
    useless = {other for step in held for other in step.covers}
    return tuple(step for step in new if step.id not in useless)


def _beside(staying: tuple[PlanStep, ...], new: tuple[PlanStep, ...]) -> tuple[PlanStep, ...]:
    """The new steps beside those that stay: three a horizon at most, all told."""
    ids = {step.id for step in staying}
    room = {horizon: MAX_A_HORIZON - sum(step.when == horizon for step in staying) for horizon in HORIZONS}
    kept: list[PlanStep] = list(staying)
    for step in (s for s in new if s.id not in ids):
        free = [h for h in HORIZONS[HORIZONS.index(step.when) :] if room[h] > 0]
        if free:
            room[free[0]] -= 1
            kept.append(step.changed(when=free[0]))
    return tuple(sorted(kept, key=lambda step: (HORIZONS.index(step.when), step.kind == "person" and not step.done)))


def renewed(conversation: Conversation, library: Library) -> Conversation:
    """Her plan without the steps withdrawn since: what replaces one takes its place. What is done stays."""
    given = conversation.plan
    if given is None or all(step.id in library.proposals for step in given.steps):
        return conversation
    held = {step.id for step in given.steps}
    heirs = {p.replaces: p.id for p in library.proposals.values() if p.replaces and p.id not in held}
    replaced = (_heir(step, heirs, library) for step in given.steps)
    steps = tuple(step for step in replaced if step.done or step.id in library.proposals)
    return conversation.changed(plan=given.changed(steps=steps))


def _heir(step: PlanStep, heirs: Mapping[str, str], library: Library) -> PlanStep:
    if step.done or step.id in library.proposals or step.id not in heirs:
        return step
    heir = heirs[step.id]
    return step.changed(id=heir, kind=library.kind(heir))


def _made(story: Story) -> Plan:
    steps = tuple(_step(when, candidate, story) for when, candidate in plan.steps(story.wanted, story.library))
    return Plan(steps=steps, made_on=story.now, revision=story.library.revision)


def _step(when: When, candidate: Candidate, story: Story) -> PlanStep:
    warning = story.library.replies[f"plan.warning_{candidate.warning}"] if candidate.warning else ""
    return PlanStep(
        id=candidate.proposal.id, kind=candidate.kind, when=when, barrier=candidate.barrier,
        because=_because(candidate, story, story.library), warning=typeset_value(warning),
        done=candidate.proposal.id in story.conversation.finished,
    )  # fmt: skip


def _because(candidate: Candidate, story: Story, library: Library) -> str:
    """Her question, or the situation she recognised, in the words she chose it by."""
    if candidate.barrier == OWN_QUESTION:
        topic = _topic_of(candidate, story)
        return typeset_value(library.replies["plan.because_question"].format(name=topic))
    if story.known.get(KEPT, NONE_KEPT) == NONE_KEPT:
        return typeset_value(library.replies["plan.because_type"])
    label = worded(candidate.barrier, story.company_type, library).label
    return typeset_value(library.replies["plan.because_barrier"].format(label=label))


def _topic_of(candidate: Candidate, story: Story) -> str:
    shared = [t for t in story.topics if t in candidate.proposal.topics]
    own = story.conversation.own_question
    name = story.library.topics[shared[0]].name if shared else ""
    return name or hers(own.text if own else "")
