"""Whom can she call? The person of her plan or the one she names: what for, and how to reach them."""

from __future__ import annotations

from content.models import CHAMBER_OF, Library, Person, Proposal
from dialogs import asides, chambers, spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.messages import Message
from dialogs.options import options_said
from dialogs.outcome import Outcome, remark, same_screen
from dialogs.phases import Phase
from dialogs.progress import SECTOR, TRADE, Story
from dialogs.topics import PASSING, topics_in
from dialogs.urgent import STEP_SCREENS
from dialogs.wording import written
from dialogs.words import find_phrase, normalise

A_PERSON = "une-personne"
"""The topic of who asks for somebody: its own reply serves while the content has no adviser."""
ANYBODY = "anybody"
"""She asks for somebody, and names nobody."""
EITHER_CHAMBER = "chambre"
ANSWERED_IN_WORDS = ("question", "narrow", "tool", "proof", "barriers")
CLOSE = 4
"""Words: how far from the telephone a refusal is of calling."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """« qui je peux appeler ? », « le numéro de la chambre de métiers », whatever is asked now."""
    if "?" not in text and answers_a_tool(text, story):
        return None
    named = _named(text, story)
    wants_somebody = asks_for_somebody(text, story.library)
    if named and (wants_somebody or _wants_to_reach(text, story)):
        return Intent(name="call", ref=named, said=text)
    wanted = (_of_this_matter(text, story, shown) or _of_her_plan(story)) if wants_somebody else ""
    return Intent(name="call", ref=wanted, value=ANYBODY, said=text) if wanted in story.library.proposals else None


def refused(text: str, story: Story, shown: Shown) -> Intent | None:
    """« je veux pas appeler la chambre », « le téléphone, j'aime pas »: she calls nobody, and is told of other ways.

    Before her plan, of a person she names only; and never of her customers.
    """
    if shown.screen in ANSWERED_IN_WORDS or "?" in text or not _refuses_to_call(text, story.library):
        return None
    named = _named(text, story)
    if not named and story.conversation.plan is None:
        return None
    return Intent(name="no_call", ref=named or _of_her_plan(story), said=text)


def other_ways(intent: Intent, story: Story) -> Outcome:
    """Writing, somebody else who calls, later; and how to take the step away, when it is in her plan."""
    adviser, number = story.library.proposals.get(chambers.ADVISER), _number(intent.ref, story)
    ways = remark("calling.refused_step", number=str(number)) if number else remark("calling.refused_alone")
    writing = (remark("calling.refused", url=adviser.url),) if adviser else ()
    return Outcome(story.conversation, remarks=(*writing, ways), **same_screen(story))


def asks_for_somebody(text: str, library: Library) -> bool:
    return any(topic.id == A_PERSON for topic in topics_in(text, library, PASSING))


def call(intent: Intent, story: Story) -> Outcome:
    """What for, or what is known of her matter; who, and how; the adviser beside somebody of one matter alone.

    The adviser comes first for who names nobody and no matter.
    """
    person = story.library.proposals[intent.ref]
    about = topics_in(intent.said, story.library, ("question",))
    matter = remark(f"topic:{about[0].id}") if about else remark(f"purpose:{person.id}")
    told = [matter, remark(f"reach:{person.id}")]
    adviser = story.library.proposals.get(chambers.ADVISER)
    if adviser and not getattr(person, "any_question", False):
        first = intent.value == ANYBODY and not about and not person.trades
        said = remark("calling.adviser_first" if first else "calling.adviser", url=adviser.url)
        told = [said, *told] if first else [*told, said]
    asked = asides.noted(intent.changed(ref=about[0].id), story) if about else story.conversation
    if about and story.conversation.phase is Phase.PLAN:
        return Outcome(asked, "resume", remarks=tuple(told))
    return Outcome(asked, remarks=tuple(told), **same_screen(story))


def reached(person: Proposal, story: Story) -> Message:
    """Her chamber as its list says it, when it is known; else the step, and where the number is."""
    if hers := chambers.told(person, story):
        return hers[0]
    replies, number = story.library.replies, _number(person.id, story)
    phone = getattr(person, "phone", "")
    lines = [
        replies["calling.step" if number else "calling.alone"],
        replies["step.phone"] if phone else replies["step.address"] if person.url else "",
        getattr(person, "reach", ""),
    ]
    said = "\n".join(filter(None, lines))
    return written(said, (), number=str(number), title=person.title, phone=phone, url=person.url)


def purpose(person: Proposal, _story: Story) -> Message:
    return written(person.what)


def answers_a_tool(text: str, story: Story) -> bool:
    """« un conseiller » may be one of the answers of the tool's question."""
    question = story.tool_question
    return question is not None and bool(question.options and options_said(text, question, story))


def persons(story: Story) -> list[Person]:
    """Those that are for all trades, or for hers; none that she took away."""
    away = story.conversation.refused_steps
    persons = [one for one in story.library.proposals.values() if isinstance(one, Person) and one.id not in away]
    return [one for one in persons if not one.trades or story.known.get(TRADE, "") in one.trades]


def _refuses_to_call(text: str, library: Library) -> bool:
    """A refusal close to the telephone, on either side, and nothing of her customers."""
    words = normalise(text).split()
    if any(find_phrase(words, form) for form in library.spoken["writing_to_customers"]):
        return False
    spans = [span for form in library.spoken["telephoning"] if (span := find_phrase(words, form))]
    near = [words[max(0, span.start - CLOSE) : span.stop + CLOSE] for span in spans]
    return any(find_phrase(part, form) for part in near for form in library.spoken["telephoning_refused"])


def _wants_to_reach(text: str, story: Story) -> bool:
    plain = f"{normalise(text)} "
    if any(plain.startswith(f"{first} ") for first in story.library.spoken["reaching_first"]):
        return True
    cues = {name: story.library.spoken[name] for name in ("reaching", "asks_for")}
    found = spoken.named_in(text, cues)
    return "reaching" in found and ("asks_for" in found or "?" in text)


def _named(text: str, story: Story) -> str:
    """The person whose name she says; « ma chambre » is the one of her sector."""
    names = {one.id: one.says for one in persons(story)}
    found = next(iter(spoken.named_in(text, names)), "")
    return CHAMBER_OF.get(story.known.get(SECTOR, ""), found) if found == EITHER_CHAMBER else found


def _of_this_matter(text: str, story: Story, shown: Shown) -> str:
    """Who answers for her trade alone on what she asks, or on the page in front of her: « qui appeler pour ça ? »"""
    opened = story.conversation.lesson or (shown.subject if shown.screen in STEP_SCREENS else "")
    page = story.library.proposals.get(opened)
    about = {topic.id for topic in topics_in(text, story.library, ("question",))} | set(page.topics if page else ())
    return next((one.id for one in persons(story) if one.trades and about & set(one.topics)), "")


def _of_her_plan(story: Story) -> str:
    """The first person of her plan; before it, the public adviser."""
    plan = story.conversation.plan
    steps = [step.id for step in plan.steps if step.kind == "person"] if plan else []
    return next((step for step in steps if step in story.library.proposals), chambers.ADVISER)


def _number(person: str, story: Story) -> int:
    """The place of this person in her plan; 0 when there is none."""
    plan = story.conversation.plan
    steps = [step.id for step in plan.steps if step.id in story.library.proposals] if plan else []
    return steps.index(person) + 1 if person in steps else 0
