"""What does ticking change? Each code says what it sets; « Continuer » keeps them."""

from __future__ import annotations

from collections.abc import Container, Sequence

from content.models import Topic
from dialogs import telling
from dialogs.barriers import worded
from dialogs.conversation import MOST_QUESTIONS, Conversation, OwnQuestion, Refusal
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, come_back, remark, same_screen
from dialogs.progress import KEPT, NONE_KEPT, Story
from dialogs.situations import only_costs, refused, subjects_of
from dialogs.wording import listed

COSTS = ("F1", "F2")
"""The lines of what costs: an appliance, a training."""


def tick(intent: Intent, story: Story) -> Outcome:
    """Each code says what it sets: pressed twice, it changes nothing more."""
    page = story.conversation.shown.page if story.conversation.shown else 0
    if not intent.said:
        conversation = story.conversation.changed(ticks=_ticks_after(intent.values, story.conversation.ticks))
        return Outcome(conversation, "tick", "barriers", page=page, in_place=intent.pressed)
    conversation, said = _in_her_words(intent, story)
    return Outcome(conversation, "tick", "barriers", page=page, remarks=said)


def _in_her_words(intent: Intent, story: Story) -> tuple[Conversation, tuple[Remark, ...]]:
    """What her words ticked or took away, said back; what they tell beside it has its answer too."""
    lines = [code.split(":")[1] for code in intent.values]
    if not intent.values[0].endswith(":1"):
        key = "barriers.taken_away" if set(lines) & set(story.conversation.ticks) else "barriers.was_not_chosen"
        left = _ticked(intent, _without_her_question(intent, story))
        return left, (remark(key, labels=_labels(lines, story)),)
    kept, away = without_refused(intent.said, lines, story.conversation, story)
    beside = [topic for topic in subjects_of(intent.said, story) if topic.id not in story.topics]
    others = [topic for topic in beside if not set(topic.barriers) & set(lines)]
    conversation = _ticked(intent, _with_her_questions(intent, beside, kept, story))
    answers = tuple(remark(f"topic:{topic.id}") for topic in others)
    near = (*nearest(others, story.going_on(conversation)), *_costs(intent, conversation, story))
    return conversation, (*away, remark("barriers.heard", labels=_labels(lines, story)), *answers, *near)


def _costs(intent: Intent, conversation: Conversation, story: Story) -> tuple[Remark, ...]:
    """« et ça coûte cher », of nothing: the two lines of a cost are named, none is ticked for her."""
    lines = [line for line in COSTS if line not in conversation.ticks]
    if not only_costs(intent.said, story) or len(lines) < len(COSTS):
        return ()
    return (remark("barriers.nearest_several", labels=_labels(lines, story)),)


def _ticked(intent: Intent, conversation: Conversation) -> Conversation:
    return conversation.changed(ticks=_ticks_after(intent.values, conversation.ticks))


def _with_her_questions(
    intent: Intent, told: Sequence[Topic], conversation: Conversation, story: Story
) -> Conversation:
    """Words that tick a situation and tell more of it are kept as a question of hers: a step answers them."""
    own = OwnQuestion(text=intent.said, topics=tuple(topic.id for topic in told))
    return story.raised(own.topics, conversation.asking(*conversation.questions, own)) if told else conversation


def _without_her_question(intent: Intent, story: Story) -> Conversation:
    """« enlevez les faux messages »: the line, and what she asked of it."""
    hers = tuple(topic.id for topic in subjects_of(intent.said, story) if topic.id in story.topics)
    return story.conversation.refusing(Refusal(topics=hers)) if hers else story.conversation


def nearest(topics: Sequence[Topic], story: Story) -> tuple[Remark, ...]:
    """The lines of the list that her worries are most like: named, never ticked for her."""
    ticks = story.conversation.ticks
    open_ones = [[barrier for barrier in topic.barriers if barrier not in ticks][:1] for topic in topics]
    lines = list(dict.fromkeys(line for near in open_ones for line in near))
    key = "barriers.nearest" if len(lines) == 1 else "barriers.nearest_several"
    return (remark(key, labels=_labels(lines, story)),) if lines else ()


def without_refused(
    text: str, told: Container[str], conversation: Conversation, story: Story
) -> tuple[Conversation, tuple[Remark, ...]]:
    """« non, c'est la facture… »: the line ticked just before, unless it is told again, goes, and she is told so."""
    line = refused(text, story)
    if not line or line in told:
        return conversation, ()
    ticks = tuple(one for one in conversation.ticks if one != line)
    return conversation.changed(ticks=ticks), (remark("barriers.taken_away", labels=_labels([line], story)),)


def _labels(lines: Sequence[str], story: Story) -> str:
    return listed([f"« {worded(line, story.company_type, story.library).label} »" for line in lines])


def worry(intent: Intent, story: Story) -> Outcome:
    """What holds her back, in words we have no answer for: kept, and told so; what only tells of her is no worry."""
    if telling.only_tells(intent.said, story):
        return Outcome(story.conversation, **same_screen(story))
    conversation = story.conversation.asking(*story.conversation.questions, OwnQuestion(text=intent.said))
    event = Event(kind="not_understood", fact=KEPT)
    full = remark("own_question.full", most=str(MOST_QUESTIONS))
    kept_words = remark("barriers.worry", text=intent.said) if conversation.keeps(intent.said) else full
    return Outcome(conversation, remarks=(kept_words,), events=(event,), **same_screen(story))


def _ticks_after(codes: tuple[str, ...], ticks: tuple[str, ...]) -> tuple[str, ...]:
    for code in codes:
        _, barrier, state = code.split(":")
        others = tuple(b for b in ticks if b != barrier)
        ticks = (*others, barrier) if state == "1" else others
    return ticks


def more(intent: Intent, story: Story) -> Outcome:
    shown = story.conversation.shown
    ticks = _ticks_after(intent.values, story.conversation.ticks)
    return Outcome(
        story.conversation.changed(ticks=ticks), "tick", page=(shown.page if shown else 0) + 1, in_place=True
    )


def kept(intent: Intent, story: Story) -> Outcome:
    """« Continuer »: the ticked situations become her barriers; more than three, and the plan is offered."""
    ticks = _ticks_after(intent.values, story.conversation.ticks)
    value = ",".join(sorted(ticks, key=lambda b: int(b[1:]))) or NONE_KEPT
    before = story.conversation.value(KEPT)
    conversation = story.conversation.with_answer(KEPT, value).changed(reopened="", ticks=ticks)
    if conversation.plan is not None:
        conversation = conversation.changed(explained=ticks)
    events = tuple(Event(kind="barriers_kept", value=barrier) for barrier in ticks)
    correcting = before is not None and before != value
    trigger = "correct" if before is not None else "choose"
    given = Outcome(conversation, trigger, events=events, corrected=KEPT if correcting else "")
    return come_back(given, story)


def next(intent: Intent, story: Story) -> Outcome:
    """The barrier on the screen is read; the next one comes, or what follows."""
    barrier = story.to_explain[0] if story.to_explain else ""
    explained = (*story.conversation.explained, barrier) if barrier else story.conversation.explained
    event = Event(kind="explained", value=barrier)
    return Outcome(story.conversation.changed(explained=explained), "choose", events=(event,))


def skip(intent: Intent, story: Story) -> Outcome:
    return Outcome(story.conversation.changed(explained=story.kept), "choose")


def understand_first(intent: Intent, story: Story) -> Outcome:
    return Outcome(story.conversation, "", "explanation", " ".join(story.to_explain[:1]))
