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
from dialogs.progress import SECTOR, Story
from dialogs.topics import PASSING, topics_in
from dialogs.wording import written

A_PERSON = "une-personne"
"""The topic of who asks for somebody: its own reply serves while the content has no adviser."""
EITHER_CHAMBER = "chambre"


def heard(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« qui je peux appeler ? », « le numéro de la chambre de métiers », whatever is asked now."""
    if "?" not in text and answers_a_tool(text, story):
        return None
    named = _named(text, story)
    wants_somebody = asks_for_somebody(text, story.library)
    if named and (wants_somebody or _wants_to_reach(text, story)):
        return Intent(name="call", ref=named, said=text)
    wanted = _of_her_plan(story) if wants_somebody else ""
    return Intent(name="call", ref=wanted, said=text) if wanted in story.library.proposals else None


def asks_for_somebody(text: str, library: Library) -> bool:
    return any(topic.id == A_PERSON for topic in topics_in(text, library, PASSING))


def call(intent: Intent, story: Story) -> Outcome:
    """What for, or what is known of her matter; who, and how; the adviser beside somebody of one matter alone."""
    person = story.library.proposals[intent.ref]
    about = topics_in(intent.said, story.library, ("question",))
    matter = remark(f"topic:{about[0].id}") if about else remark(f"purpose:{person.id}")
    told = [matter, remark(f"reach:{person.id}")]
    adviser = story.library.proposals.get(chambers.ADVISER)
    if adviser and not getattr(person, "any_question", False):
        told.append(remark("calling.adviser", url=adviser.url))
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


def _wants_to_reach(text: str, story: Story) -> bool:
    cues = {name: story.library.spoken[name] for name in ("reaching", "asks_for")}
    found = spoken.named_in(text, cues)
    return "reaching" in found and ("asks_for" in found or "?" in text)


def _named(text: str, story: Story) -> str:
    """The person whose name she says; « ma chambre » is the one of her sector."""
    persons = {one.id: one.says for one in story.library.proposals.values() if isinstance(one, Person)}
    found = next(iter(spoken.named_in(text, persons)), "")
    return CHAMBER_OF.get(story.known.get(SECTOR, ""), found) if found == EITHER_CHAMBER else found


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
