"""What does it cost? The price she asks for, of a subject or of a step; when we have none, she is told."""

from __future__ import annotations

from collections.abc import Sequence

from content.models import Lesson, Library, Person, Proposal, Tool, Topic
from dialogs import beside, naming, spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.progress import Story
from dialogs.topics import ALL_BUT_URGENT, topics_in
from dialogs.words import normalise, same_word

OPENED = ("step", "grid")
BESIDE = ("price_asked", "price_words", "vague_words", "interjections", "beside_a_price", "question_words")
"""What, beside a price, names nothing."""
OURS = "gratuit"
"""The subject of who asks what we cost."""


def asked(text: str, story: Story, shown: Shown) -> Intent | None:
    """« planity ça prend combien ? »: about its subject, else the step she names, else what is open in front of her."""
    if not asks_price(text, story.library):
        return None
    found, opened = topics_in(text, story.library, ("question",)), _opened(story, shown)
    priced = [topic for topic in found if topic.price]
    if told := next((topic for topic in priced if opened and topic.id in opened.topics), None):
        return Intent(name="price", value=told.id, said=text)
    if step := None if priced else _named(text, found, story):
        return Intent(name="price", ref=step.id, said=text)
    if not found:
        is_of_it = opened and not naming.names_else(text, opened, BESIDE, story.library)
        return _of_the_open(opened, text, story) if opened and is_of_it else None
    first = (*priced, *found)[0]
    return Intent(name="topic", ref=first.id, values=tuple(topic.id for topic in found), said=text)


def of_what(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« le wifi combien ça coûte », « ça coûte cher ? »: of a thing unknown here, or not told; ours is small talk."""
    if not asks_price(text, story.library) or topics_in(text, story.library, ALL_BUT_URGENT):
        return None
    return Intent(name="price_of_what", said=text)


def said_of(topic: Topic, text: str, library: Library) -> tuple[Remark, ...]:
    """The word on a subject; its price when she asks for it, or that we do not have it and what to ask for."""
    if topic.kind != "question" or not asks_price(text, library):
        return (remark(f"topic:{topic.id}"),)
    if topic.price:
        return (remark(f"price:{topic.id}"),)
    unknown = (remark("price.unknown", name=topic.name),) if topic.barriers else ()
    return (remark(f"topic:{topic.id}"), *unknown)


def of_ours(text: str, library: Library) -> str:
    """« opticien, ça coûte combien ? », said first: the small talk on what we cost ourselves; '' for nothing."""
    of_us = asks_price(text, library) and OURS in library.topics and beside.trade_said(text, library)
    return OURS if of_us else ""


def of_step(intent: Intent, story: Story) -> Outcome:
    """The cost of the step she names or has opened, as its screen says it; and of its subject. Nothing is kept."""
    step = story.library.proposals.get(intent.ref)
    said = [remark("price.step", button=step.button, cost=step.cost)] if step else []
    said += [remark(f"price:{intent.value}")] if intent.value else []
    return Outcome(story.conversation, remarks=tuple(said), **same_screen(story))


def unknown(_intent: Intent, story: Story) -> Outcome:
    """She is told that we have no such price, and where those of her plan are."""
    return Outcome(story.conversation, remarks=(remark("price.of_what"),), **same_screen(story))


def asks_price(text: str, library: Library) -> bool:
    """« combien ça coûte », or « c'est cher ? »; neither « combien de temps » nor « c'est trop cher »."""
    forms = library.spoken
    if spoken.named_in(text, {"time": forms["time_asked"]}):
        return False
    if spoken.named_in(text, {"sure": forms["price_asked"]}):
        return "?" in text or not spoken.named_in(text, {"lost": forms["unknown"]})
    return spoken.is_question(text, library) and bool(spoken.named_in(text, {"price": forms["price_words"]}))


def _opened(story: Story, shown: Shown) -> Proposal | None:
    """The step, lesson or tool in front of her."""
    return story.library.proposals.get(shown.subject if shown.screen in OPENED else story.conversation.lesson)


def _of_the_open(step: Proposal, text: str, story: Story) -> Intent:
    """What the step costs; and the price known of its subject, where it gives the amounts or only teaches the thing."""
    topics = (story.library.topics[one] for one in step.topics)
    priced = [t for t in topics if t.price and (t.price_from == step.id or isinstance(step, Lesson | Tool))]
    priced.sort(key=lambda topic: topic.price_from != step.id)
    return Intent(name="price", ref=step.id, value=priced[0].id if priced else "", said=text)


def _named(text: str, found: Sequence[Topic], story: Story) -> Proposal | None:
    """The step, neither a lesson nor a tool, whose name is all in her words, the longest first; those of her plan
    before others, and before others too the one that is there for what she speaks of."""
    words, library, about = normalise(text).split(), story.library, {topic.id for topic in found}
    hers = {step.id for step in story.conversation.plan.steps} if story.conversation.plan else set()
    others = (step for step in library.proposals.values() if not isinstance(step, Lesson | Tool | Person))
    named = [
        (step.id in hers, len(name), step.id)
        for step in others
        if (name := _name_in(words, step, library)) or (step.id in hers and about.intersection(step.topics))
    ]
    return library.proposals[max(named)[2]] if named else None


def _name_in(words: list[str], step: Proposal, library: Library) -> str:
    names = (naming.telling(normalise(name).split(), library) for name in (step.button, step.id))
    said = (" ".join(name) for name in names if name and all(any(same_word(w, one) for w in words) for one in name))
    return max(said, key=len, default="")
