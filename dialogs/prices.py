"""What does it cost? The price she asks for, of a subject or of a step; when we have none, she is told."""

from __future__ import annotations

from content.models import Lesson, Library, Person, Proposal, Tool, Topic
from dialogs import naming, spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.progress import Story
from dialogs.topics import topics_in
from dialogs.words import normalise, same_word

OPENED = ("step", "grid")


def asked(text: str, story: Story, shown: Shown) -> Intent | None:
    """« planity ça prend combien ? »: about its subject, else the step she names, else what is open in front of her."""
    if not asks_price(text, story.library):
        return None
    found = topics_in(text, story.library, ("question",))
    priced = [topic for topic in found if topic.price]
    step = None if priced else _named(text, story.library)
    if step or not found:
        return _of(step, text) or _of_what_is_open(text, story, shown)
    first = (*priced, *found)[0]
    return Intent(name="topic", ref=first.id, values=tuple(topic.id for topic in found), said=text)


def said_of(topic: Topic, text: str, library: Library) -> tuple[Remark, ...]:
    """The word on a subject; its price when she asks for it, or that we do not have it and what to ask for."""
    if topic.kind != "question" or not asks_price(text, library):
        return (remark(f"topic:{topic.id}"),)
    if topic.price:
        return (remark(f"price:{topic.id}"),)
    unknown = (remark("price.unknown", name=topic.name),) if topic.barriers else ()
    return (remark(f"topic:{topic.id}"), *unknown)


def of_step(intent: Intent, story: Story) -> Outcome:
    """The cost of the step she names or has opened, as its screen says it."""
    step = story.library.proposals[intent.ref]
    return Outcome(
        story.conversation, remarks=(remark("price.step", button=step.button, cost=step.cost),), **same_screen(story)
    )


def asks_price(text: str, library: Library) -> bool:
    """« combien ça coûte », or « c'est cher ? »; neither « combien de temps » nor « c'est trop cher »."""
    forms = library.spoken
    if spoken.named_in(text, {"time": forms["time_asked"]}):
        return False
    if spoken.named_in(text, {"sure": forms["price_asked"]}):
        return "?" in text or not spoken.named_in(text, {"lost": forms["unknown"]})
    return spoken.is_question(text, library) and bool(spoken.named_in(text, {"price": forms["price_words"]}))


def _of(step: Proposal | None, text: str) -> Intent | None:
    return Intent(name="price", ref=step.id, said=text) if step else None


def _of_what_is_open(text: str, story: Story, shown: Shown) -> Intent | None:
    """The subject of the step, lesson or tool that is open, when its price is known; else what that step costs."""
    library = story.library
    step = library.proposals.get(shown.subject if shown.screen in OPENED else story.conversation.lesson)
    about = step.topics if step and not isinstance(step, Person) else ()
    topics = (library.topics[topic] for topic in about)
    priced = next((topic for topic in topics if topic.price), None)
    return Intent(name="topic", ref=priced.id, values=(priced.id,), said=text) if priced else _of(step, text)


def _named(text: str, library: Library) -> Proposal | None:
    """The step, neither a lesson nor a tool, whose name is all in her words; the longest name first."""
    words = normalise(text).split()
    others = (step for step in library.proposals.values() if not isinstance(step, Lesson | Tool))
    named = [(len(name), step.id) for step in others if (name := _name_in(words, step, library))]
    return library.proposals[max(named)[1]] if named else None


def _name_in(words: list[str], step: Proposal, library: Library) -> str:
    names = (naming.telling(normalise(name).split(), library) for name in (step.button, step.id))
    said = (" ".join(name) for name in names if name and all(any(same_word(w, one) for w in words) for one in name))
    return max(said, key=len, default="")
