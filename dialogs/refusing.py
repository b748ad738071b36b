"""Does she want us to write no more? « je ne veux plus que tu me relances », « stop les relances », « me relancez pas »

What we would write, with a word that refuses it before or just after, and small words only between. « la banque me
relance plus », « je fais pas de relances », « arrêter les relances clients » refuse nothing of ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.models import Library
from dialogs import reminders, spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.progress import Story
from dialogs.words import find_phrase

A_REFUSAL, A_THING = 3, 3
"""Words: how far before the small ones a refusal is read, and after what we write whose it is."""


def heard(text: str, story: Story, _shown: Shown) -> Intent | None:
    """Of the reminder she asked for when she says so (« tu me rappelles plus »), else of all that we start."""
    if _refuses(text, "reminding_her", story.library):
        held = reminders.asked(story.conversation) is not None
        return Intent(name="no_reminder" if held else "no_more", said=text)
    return Intent(name="no_more", said=text) if _refuses(text, "writing_to_her", story.library) else None


def _refuses(text: str, writing: str, library: Library) -> bool:
    if "?" in text and not spoken.named_in(text, {"please": library.spoken["asking_us"]}):
        return False
    clauses = [clause.split() for clause in spoken.clauses(spoken.unglued(text, library), library)]
    before = [[word for clause in clauses[:i] for word in clause] for i in range(len(clauses))]
    told = list(zip(before, clauses, strict=True))
    return any(_is_refused(said, words, form, library) for said, words in told for form in library.spoken[writing])


def _is_refused(said: list[str], words: list[str], form: str, library: Library) -> bool:
    """`said`: her words before this clause."""
    span = _written(words, form)
    if span is None or _holds(words[span.stop : span.stop + A_THING], "writing_of_hers", library):
        return False
    if _is_between_others([*said, *words[: span.start]], words[: span.start], form, library):
        return False
    at, small = span.start, library.spoken["between_refusal_and_writing"]
    while at > 0 and words[at - 1] in small:
        at -= 1
    near = words[max(0, at - A_REFUSAL) : span.start]
    before = _ends_with(words[:at], "writing_refused", library) and not _holds(near, "writing_is_hers", library)
    return before or (_says_no_more(words[:at], library) and _begins_with(words[span.stop :], library))


def _written(words: list[str], form: str) -> range | None:
    """A word by itself as it is spelt: « relancer » is her work, and no « relance » of ours mistyped."""
    if " " in form:
        return find_phrase(words, form)
    return range(words.index(form), words.index(form) + 1) if form in words else None


def _is_between_others(said: list[str], clause: list[str], form: str, library: Library) -> bool:
    """Others write to her, or cannot; and what does not say to whom it is written is for customers named before."""
    to_customers = " " not in form and _holds(said, "writing_to_customers", library)
    return to_customers or _holds(clause, "writing_by_others", library)


def _says_no_more(words: Sequence[str], library: Library) -> bool:
    """Nothing is said before by whom it is written, « bonjour » aside."""
    return set(words) <= {*library.spoken["interjections"], *library.spoken["greetings"]}


def _ends_with(words: list[str], name: str, library: Library) -> bool:
    spans = (find_phrase(words[-len(phrase.split()) :], phrase) for phrase in library.spoken[name] if words)
    return any(span is not None for span in spans)


def _begins_with(words: list[str], library: Library) -> bool:
    spans = (find_phrase(words[: len(phrase.split())], phrase) for phrase in library.spoken["writing_refused_after"])
    return any(span is not None for span in spans)


def _holds(words: list[str], name: str, library: Library) -> bool:
    return any(find_phrase(words, phrase) is not None for phrase in library.spoken[name])
