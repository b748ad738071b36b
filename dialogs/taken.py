"""What does her plan become without what she takes away?"""

from __future__ import annotations

from dialogs.conversation import Conversation, Refusal
from dialogs.events import Event
from dialogs.outcome import Outcome, Remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import Story

FEWEST = 3
"""Steps: with fewer, others take the place of what she takes away."""


def without_steps(conversation: Conversation, refused: Refusal, said: tuple[Remark, ...], story: Story) -> Outcome:
    """Where steps alone go, all the others stay and nothing fills their place, while enough of them are left."""
    given = conversation.plan
    left = tuple(step for step in given.steps if step.id not in refused.steps) if given else ()
    alone = not (refused.topics or refused.barriers) and not conversation.plan_is_stale
    if given is None or conversation.phase is not Phase.PLAN or len(left) < FEWEST or not alone:
        return landed(conversation, said, story)
    events = tuple(Event(kind="plan_changed", value=step) for step in refused.steps)
    changed = conversation.changed(plan=given.changed(steps=left), lesson="", reopened="")
    return Outcome(changed, "resume", remarks=said, events=events)


def landed(conversation: Conversation, said: tuple[Remark, ...], story: Story) -> Outcome:
    """Her plan told anew; before it, or in a tool, the screen she was on."""
    if conversation.plan is None or conversation.phase is Phase.LESSON:
        stale = conversation.changed(plan_is_stale=conversation.plan is not None)
        return Outcome(stale, remarks=said, **same_screen(story))
    return Outcome(conversation.changed(plan_is_stale=True, lesson="", reopened=""), "resume", remarks=said)
