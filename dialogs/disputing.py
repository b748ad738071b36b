"""Does she contest what we have just noted? « qui ca, aucun salarié ? ya ma femme »: that answer is asked again."""

from __future__ import annotations

from dialogs import spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.words import find_phrase, has_phrase, normalise

LAST = 3
"""Answers: what was noted with her last words is among the last ones."""
_TOO_SOON = (Phase.WELCOME, Phase.STOPPED)


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """The answer noted beside another, named again with a doubt: neither an answer to what is asked, nor kept so."""
    if story.conversation.phase in _TOO_SOON:
        return None
    noted = [fact for fact in _noted(story) if fact != shown.fact and _contests(text, fact, story)]
    return Intent(name="reopen", ref=noted[0], said=text) if noted else None


def _noted(story: Story) -> list[str]:
    """The facts told beside an answer, which were never asked."""
    answers = story.conversation.answers[-LAST:]
    asked = {*story.conversation.asked, story.conversation.reopened}
    return [a.fact for a in answers if a.origin == "said" and a.fact in story.library.questions and a.fact not in asked]


def _contests(text: str, fact: str, story: Story) -> bool:
    """Our words for that answer, and beside them « ? », « faux », a denial or a « mais »."""
    options = (o for o in story.library.questions[fact].options if o.value == story.known.get(fact))
    words = normalise(text).split()
    for label in (label for option in options for label in (option.label, option.told) if label):
        span = find_phrase(words, normalise(label))
        if span is not None:
            beside = " ".join((*words[: span.start], *words[span.stop :]))
            cues = story.library.spoken["contesting"]
            return "?" in text or spoken.denies(beside, story.library) or any(has_phrase(beside, cue) for cue in cues)
    return False
