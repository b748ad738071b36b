"""How does she choose what holds her back, and how is it explained?"""

from __future__ import annotations

from collections.abc import Sequence

from content.models import BarrierVariant
from dialogs import barriers
from dialogs.messages import Choice, Message
from dialogs.planning import first_step
from dialogs.screens.asked import Asked
from dialogs.wording import uncapitalised, written

LINES = 3


def barriers_screen(asked: Asked) -> list[Message]:
    """One short bubble and six labels, after those chosen elsewhere; a tick and « Choisi : … » show what is kept."""
    story = asked.story
    ticked, of_type = story.conversation.ticks, story.company_type
    worded = {b.id: barriers.worded(b.id, of_type, story.library) for b in story.ranked}
    choices = [
        Choice(label=worded[b.id].label, code=f"k:{b.id}:{int(b.id not in ticked)}", role="tick", ticked=b.id in ticked)
        for b in barriers.listed(story.ranked, asked.page, ticked)
    ]
    choices += [asked.choice("more", "m:more"), asked.choice("kept", "m:kept")]
    labels = [worded[b.id].label for b in story.ranked if b.id in ticked]
    if labels:
        return [asked.say("barriers.chosen", choices, chosen=_lines(labels, asked))]
    return [asked.say("barriers.ask_more" if asked.page else "barriers.ask", choices)]


def _lines(labels: Sequence[str], asked: Asked) -> str:
    """One label a line, three lines at most: « et 2 autres » says the rest."""
    if len(labels) <= LINES:
        return "\n".join(labels)
    rest = asked.story.library.replies["barriers.others"].format(count=len(labels) - LINES + 1)
    return "\n".join([*labels[: LINES - 1], rest])


def offer(asked: Asked) -> list[Message]:
    choices = [asked.choice("see_plan", "m:skip"), asked.choice("understand", "m:understand_first")]
    return [asked.say("barriers.offer", choices)]


def explanation(asked: Asked) -> list[Message]:
    """One barrier: what she would say and what it is, why it happens to her like; the way out."""
    story = asked.story
    worded = barriers.worded(asked.subject, story.company_type, story.library)
    last = len(story.to_explain) <= 1
    choices = [asked.choice("continue_last" if last else "continue", "m:next")]
    if not last:
        choices.append(asked.choice("skip", "m:skip"))
    what = asked.say("barriers.what", sentence=worded.sentence, what=worded.what)
    return [what, written(worded.why), _way_out(worded, asked).changed(choices=tuple(choices))]


def _way_out(worded: BarrierVariant, asked: Asked) -> Message:
    """What those who passed it gained, the first step that her plan would give for it, and who can help."""
    story = asked.story
    relay = barriers.relay(asked.subject, story.company_type, story.known, set(story.topics), story.library)
    first, is_sure = first_step(asked.subject, story)
    if first is None:
        return asked.say("barriers.gained_alone", gained=worded.gained, relay=relay)
    key = "barriers.gained" if is_sure else "barriers.gained_perhaps"
    return asked.say(key, gained=worded.gained, first=uncapitalised(first.title), relay=relay)
