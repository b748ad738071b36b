"""« J'ai pas de comptable »: what does her plan become, and whom can she call?"""

from __future__ import annotations

from content.models import Person
from dialogs import calling, spoken
from dialogs.conversation import Refusal, Shown
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark
from dialogs.progress import Story
from dialogs.taken import without_steps
from dialogs.words import find_phrase

ANSWERED = ("question", "narrow", "tool", "proof", "barriers", "lesson", "trade", "trade_again")
"""Screens where her words are an answer."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """Once she has a plan: she says that she has nobody to whom a step of it, or our word, sends her."""
    if shown.screen in ANSWERED or story.conversation.plan is None:
        return None
    lacked = next((one.id for one in calling.persons(story) if one.without and _is_lacked(text, one, story)), "")
    return Intent(name="lacks", ref=lacked, said=text) if lacked else None


def lacks(intent: Intent, story: Story) -> Outcome:
    """That person is never named again, « remettre » apart; who answers instead, and how to reach them."""
    person = story.library.proposals[intent.ref]
    refused = Refusal(steps=(person.id,))
    instead = person.without if isinstance(person, Person) else ""
    told = (remark("calling.lacks", name=person.button), remark(f"reach:{instead}"))
    return without_steps(story.conversation.refusing(refused), refused, told, story)


ACTIONS = {"lacks": lacks}


def _is_lacked(text: str, person: Person, story: Story) -> bool:
    """A word that lacks, and the person close after it."""
    return any(_lacked_in(clause.split(), person, story) for clause in spoken.clauses(text, story.library))


def _lacked_in(words: list[str], person: Person, story: Story) -> bool:
    spans = [span for form in story.library.spoken["lacking"] if (span := find_phrase(words, form))]
    near = [words[span.stop : span.stop + calling.CLOSE] for span in spans]
    return any(find_phrase(part, name) for part in near for name in person.says)
