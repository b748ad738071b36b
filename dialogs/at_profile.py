"""What does she say of the kind of business proposed? Both, one by its name, or what would change our mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs import answering, screens, spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent, answer
from dialogs.outcome import Outcome, remark, same_screen
from dialogs.phases import Phase, landing
from dialogs.progress import TYPE, Story
from dialogs.words import FIRST_NO, find_phrase, has_phrase, normalise

SCREENS = ("profile", "types")


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    if shown.screen not in SCREENS:
        return None
    two = spoken.named_in(text, {name: story.library.spoken[name] for name in ("both", "not_quite")})
    if two:
        return Intent(name=two[0], said=text)
    plain, kinds = normalise(text), story.library.types.values()
    named = [kind.id for kind in kinds if any(has_phrase(plain, form) for form in (kind.label, *kind.says))]
    if len(named) == 1 and not spoken.denies(text, story.library):
        return answer(TYPE, named[0], text)
    return _changes_our_mind(text, story)


def _changes_our_mind(text: str, story: Story) -> Intent | None:
    """« on vient de loin », in the very words of what the portrait asked to be told: « oui » is none of them."""
    kind = story.library.types[story.inference.type]
    for fact, value in kind.changed_by.items():
        if story.known.get(fact) != value and _tells(text, kind.change_heard, story):
            return Intent(name="change_mind", fact=fact, value=value, said=text)
    return None


def _tells(text: str, phrases: Sequence[str], story: Story) -> bool:
    """One of these, and nothing beside it that denies it (« on ne vient pas de loin »)."""
    words = FIRST_NO.sub("", normalise(text)).split()
    span = next((span for phrase in phrases if (span := find_phrase(words, phrase))), None)
    beside = [*words[: span.start], *words[span.stop :]] if span else []
    return span is not None and not set(beside) & {*story.library.spoken["denials"], *story.library.spoken["nobody"]}


def both(intent: Intent, story: Story) -> Outcome:
    """A little of two kinds: what choosing does, and the kinds again."""
    said = (remark("profile.both"),)
    if story.inference.sureness == "close":
        return Outcome(story.conversation, remarks=said, **same_screen(story))
    return Outcome(story.conversation, "reject", "types", remarks=said)


def change_mind(intent: Intent, story: Story) -> Outcome:
    """Her answer is kept and said back; where our mind stays and nothing more is asked, the kind is hers to choose."""
    outcome = answering.answer(intent, story)
    after = story.going_on(outcome.conversation)
    if not outcome.corrected:
        label = screens.answer_label(intent.fact, intent.value, after)
        outcome = outcome.told(outcome.conversation, (remark("noted.ahead", answers=f"• {label}"),))
    unmoved = landing(after) is Phase.PROFILE and after.inference.type == story.inference.type
    if not unmoved:
        return outcome
    return replace(outcome.told(outcome.conversation, (remark("profile.yours"),)), screen="types")
