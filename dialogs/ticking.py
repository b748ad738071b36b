"""What does ticking change? Each code says what it sets; « Continuer » keeps them."""

from __future__ import annotations

from content.models import Topic
from dialogs import spoken
from dialogs.conversation import Conversation, OwnQuestion, Refusal
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.progress import KEPT, NONE_KEPT, Story
from dialogs.topics import MOST_ASKED, answered_at_once, topics_in
from dialogs.wording import listed


def tick(intent: Intent, story: Story) -> Outcome:
    """Each code says what it sets: pressed twice, it changes nothing more."""
    ticks = _ticks_after(intent.values, story.conversation.ticks)
    page = story.conversation.shown.page if story.conversation.shown else 0
    takes_away = intent.values[:1] and intent.values[0].endswith(":0")
    conversation = (_without_her_question if takes_away else _with_her_question)(intent, story).changed(ticks=ticks)
    outcome = Outcome(conversation, "tick", "barriers", page=page, in_place=intent.pressed)
    return outcome.told(outcome.conversation, _understood(intent, story))


def _with_her_question(intent: Intent, story: Story) -> Conversation:
    """Words that tick a situation and tell more of it are kept as a question of hers: a step answers them."""
    told = tuple(topic.id for topic in _hers(intent, story) if topic.id not in story.topics)
    if not told:
        return story.conversation
    own = OwnQuestion(text=intent.said, topics=told)
    return story.conversation.asking(*story.conversation.questions, own).raising(*told)


def _hers(intent: Intent, story: Story) -> tuple[Topic, ...]:
    """All that she asks; of what she only tells, the first subject of a line ticked, and those that stand alone."""
    found = topics_in(intent.said, story.library, ("question",)) if intent.said else ()
    if "?" in intent.said or spoken.named_in(intent.said, {"asks": story.library.spoken["question_words"]}):
        return found[:MOST_ASKED]
    ticked = {code.split(":")[1] for code in intent.values}
    return (*[topic for topic in found if set(topic.barriers[:1]) & ticked][:1], *answered_at_once(found))


def _without_her_question(intent: Intent, story: Story) -> Conversation:
    """« enlevez les faux messages »: the line, and what she asked of it."""
    found = topics_in(intent.said, story.library, ("question",)) if intent.said else ()
    hers = tuple(topic.id for topic in found if topic.id in story.topics)
    return story.conversation.refusing(Refusal(topics=hers)) if hers else story.conversation


def _understood(intent: Intent, story: Story) -> tuple[Remark, ...]:
    """What her words ticked or took away, said back: she can choose it again; and what answers the rest of them."""
    if not intent.said:
        return ()
    besides = answered_at_once(topics_in(intent.said, story.library, ("question",)))
    named = [story.library.barriers[code.split(":")[1]].worded(story.company_type) for code in intent.values]
    key = "barriers.heard" if intent.values[0].endswith(":1") else "barriers.taken_away"
    heard = remark(key, labels=listed([f"« {barrier.label} »" for barrier in named]))
    return (heard, *(remark(f"topic:{topic.id}") for topic in besides[:1]))


def worry(intent: Intent, story: Story) -> Outcome:
    """What holds her back, in words we have no answer for: kept, and told so."""
    conversation = story.conversation.asking(*story.conversation.questions, OwnQuestion(text=intent.said))
    event = Event(kind="not_understood", fact=KEPT)
    kept_words = remark("barriers.worry", text=intent.said)
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
    return Outcome(conversation, trigger, events=events, corrected=KEPT if correcting else "")


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
