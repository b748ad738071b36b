"""Which choice of her screen, or which of her answers, does she name without its whole label?"""

from __future__ import annotations

from collections.abc import Sequence

from content.models import Library, Proposal
from dialogs import spoken
from dialogs.messages import Choice
from dialogs.networks import word_list
from dialogs.phases import Phase
from dialogs.progress import TRADE, Story
from dialogs.words import find_phrase, has_phrase, normalise, phrase_words, same_word, tokens

FEW = 5
"""Words: a longer text says something of its own."""
MOST_OF_A_WORD = 2
TELLING = 4
"""Letters: a shorter word names nothing by itself."""


def label_named(text: str, choices: Sequence[Choice], library: Library) -> Choice | None:
    """The one choice whose label has this part, or alone holds the words that tell; a denial names nothing."""
    words = _without_small_words(text, library)
    if not words or len(words) > FEW or "?" in text or spoken.denies(text, library):
        return None
    named = [choice for choice in choices if choice.role != "quiet" and _has_part(words, choice.label)]
    if not named:
        told = [*telling(words, library), *(word for word in words if word.isdigit())]
        named = [choice for choice in choices if choice.role != "quiet" and holds(choice.label, told)]
    return named[0] if len(named) == 1 else None


def _without_small_words(text: str, library: Library) -> list[str]:
    """« savoir faire finalement », « ben le prix plutôt »: what says only that it is her answer names nothing."""
    small = (*library.spoken["telling_otherwise"], *library.spoken["rather"], *library.spoken["interjections"])
    words = normalise(text).split()
    for phrase in small:
        span = find_phrase(words, phrase)
        words = words[: span.start] + words[span.stop :] if span else words
    return words


def word_asked(text: str, story: Story) -> str:
    """The word whose meaning she asks for and that her screen does not use; '' when she means the question itself.

    Nor is it said of more than two words: they are a sentence, whose word cannot be told.
    """
    said, small = normalise(text).split(), story.library.spoken["vague_words"]
    for cue in sorted(story.library.spoken["what_is"], key=len, reverse=True):
        span = find_phrase(said, cue)
        said = said[: span.start] + said[span.stop :] if span else said
    asked = [word for word in said if word not in small and word not in word_list("fillers", story.library)]
    question = story.library.questions.get(story.conversation.shown.fact) if story.conversation.shown else None
    on_screen = normalise(f"{question.text} {question.help}").split() if question else []
    known = any(same_word(word, other) for word in asked for other in on_screen)
    told = len(asked) <= MOST_OF_A_WORD and any(len(word) >= TELLING for word in asked)
    return " ".join(asked) if told and not known else ""


def explained_by(asked: str, library: Library) -> str:
    """The one word of the glossary that begins so (« coffre » of « Coffre de mots de passe »); '' for several."""
    word = asked.removesuffix("s")
    named = [w.id for w in library.glossary.values() if word in (tokens(w.word)[0], normalise(w.word).replace(" ", ""))]
    near = named or [w.id for w in library.glossary.values() if same_word(word, tokens(w.word)[0])]
    return near[0] if len(near) == 1 else ""


def telling(words: Sequence[str], library: Library) -> list[str]:
    """Those that tell something: long enough, and no filler."""
    return [word for word in words if len(word) >= TELLING and word not in word_list("fillers", library)]


def holds(label: str, told: Sequence[str]) -> bool:
    """All these words stand in the label, however they are written."""
    of_label = normalise(label).split()
    return bool(told) and all(any(same_word(word, other) for other in of_label) for word in told)


def names_else(text: str, step: Proposal, beside: Sequence[str], library: Library) -> bool:
    """Does she name something that is not this step? « le wifi » of « le wifi combien ça coûte ».

    `beside`: the lists of what names nothing there.
    """
    small = (word for name in beside for form in library.spoken[name] for word in phrase_words(form))
    known = {*small, *normalise(f"{step.title} {step.button}").split()}
    return not all(any(same_word(word, one) for one in known) for word in telling(normalise(text).split(), library))


def named_by_a_word(text: str, label: str, library: Library) -> bool:
    """One word that tells, of this label, in her text: « l'ordinateur » of « L'ordinateur, je m'y perds »."""
    return any(holds(text, [word]) for word in telling(normalise(label).split(), library))


def _has_part(words: Sequence[str], label: str) -> bool:
    """« mon enseigne » of « Mon enseigne, mon réseau »; « c'est » before it changes nothing."""
    parts = [normalise(part) for part in label.split(",")]
    return len(parts) > 1 and any(len(part) >= TELLING and find_phrase(words, part) for part in parts)


def answer_to_change(text: str, story: Story) -> str:
    """The fact whose answer she says is wrong (« je me suis trompée de métier »); '' when she names none.

    In a lesson or a tool, « ça plante », « c'est pas le bon » are of what she does there: only taking back counts.
    """
    plain, library = normalise(text), story.library
    cues = ("telling_otherwise", "retracting") if story.conversation.phase is Phase.LESSON else ("wrong_cues",)
    wrong = bool(spoken.named_in(text, {cue: library.spoken[cue] for cue in cues}))
    changes = bool(spoken.named_in(text, {"change": library.spoken["change_cues"]}))
    if (wrong or changes) and any(has_phrase(plain, name) for name in library.spoken["trade_names"]):
        return TRADE
    named = [fact for fact in facts_named(text, library) if fact in story.known]
    return named[0] if wrong and len(named) == 1 else ""


def facts_named(text: str, library: Library) -> tuple[str, ...]:
    """The facts that she names, asked or not, the longest name first (« la caisse », « sur internet »)."""
    names = {fact: (question.short, *question.named) for fact, question in library.questions.items()}
    return spoken.named_in(text, names)
