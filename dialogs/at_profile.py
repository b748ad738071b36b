"""What does she say of the kind of business proposed? Both, one by its name, or what would change our mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from content.models import TypeId
from dialogs import answering, screens, sectors, spoken
from dialogs.conversation import Shown
from dialogs.denials import first_no
from dialogs.intents import Intent, answer
from dialogs.naming import TELLING
from dialogs.outcome import Outcome, Remark, remark, same_screen
from dialogs.phases import Phase, landing
from dialogs.progress import SECTOR, TYPE, Story
from dialogs.words import find_phrase, has_phrase, normalise

SCREENS = ("profile", "types")
REASON = 2
"""Words that tell, beside the refusal: she says why."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    if shown.screen not in SCREENS:
        return None
    two = spoken.named_in(text, {name: story.library.spoken[name] for name in ("both", "not_quite")})
    if two:
        return Intent(name=two[0], said=text)
    if _says_status(text, story) and not _named(text, story):
        return Intent(name="not_quite", said=text)
    named = _named(text, story)
    if len(named) == 1 and not spoken.denies(text, story.library):
        return answer(TYPE, named[0], text)
    return _changes_our_mind(text, story)


def _named(text: str, story: Story) -> list[TypeId]:
    plain, kinds = normalise(text), story.library.types.values()
    return [kind.id for kind in kinds if any(has_phrase(plain, form) for form in (kind.label, *kind.says))]


def _says_status(text: str, story: Story) -> bool:
    return bool(spoken.named_in(text, {"status": story.library.spoken["status"]}))


def _changes_our_mind(text: str, story: Story) -> Intent | None:
    """« on vient de loin », in the very words of what the portrait asked to be told: « oui » is none of them."""
    kind = story.library.types[story.inference.type]
    for fact, value in kind.changed_by.items():
        if story.known.get(fact) != value and _tells(text, kind.change_heard, story):
            if fact in story.known and _with_reserve(text, story):
                return Intent(name="reopen", ref=fact, said=text)
            return Intent(name="change_mind", fact=fact, value=value, said=text)
    return None


def _tells(text: str, phrases: Sequence[str], story: Story) -> bool:
    """One of these, and nothing beside it that denies it (« on ne vient pas de loin »)."""
    words = first_no(story.library).sub("", normalise(text)).split()
    span = next((span for phrase in phrases if (span := find_phrase(words, phrase))), None)
    beside = [*words[: span.start], *words[span.stop :]] if span else []
    return span is not None and not set(beside) & {*story.library.spoken["denials"], *story.library.spoken["nobody"]}


def _with_reserve(text: str, story: Story) -> bool:
    """« la même chose, mais chinois »: what she adds takes a part of it back, so her answer is asked, not replaced."""
    words = normalise(text).split()
    spans = (find_phrase(words, phrase) for phrase in story.library.spoken["reservations"])
    return any(span.start > 0 and span.stop < len(words) for span in spans if span)


def why(story: Story) -> Remark:
    """« Pourquoi ? »: what kinds are told by, and what we kept of her answers."""
    clients = screens.questions.of_her_trade("{clients}", story)
    told = [*screens.profile.because(story)[:2], *screens.profile.against(story)[:1]]
    reasons = "\n".join(f"• {reason}" for reason in told)
    return remark("why.profile" if reasons else "why.profile_bare", reasons=reasons, clients=clients)


def both(intent: Intent, story: Story) -> Outcome:
    """A little of two kinds: what choosing does, and the kinds again."""
    said = (remark("profile.both"),)
    if story.inference.sureness == "close":
        return Outcome(story.conversation, remarks=said, **same_screen(story))
    return Outcome(story.conversation, "reject", "types", remarks=said)


def not_quite(intent: Intent, story: Story) -> Outcome:
    """The four kinds, after a word on what she says is not right: her status, or her own reason."""
    said, told = _why_not(intent.said, story), story
    if sectors.says_craft(intent.said, story.library) and story.known.get(SECTOR) != sectors.CRAFT:
        craft = sectors.told(intent, story)
        told, said = story.going_on(craft.conversation), (*craft.remarks, *said)
    shown = story.conversation.shown
    trigger = "reject" if shown is None or shown.screen == "profile" else ""
    return Outcome(told.conversation, trigger, "types", remarks=said, again=not trigger)


def _why_not(text: str, story: Story) -> tuple[Remark, ...]:
    if not text:
        return ()
    if _says_status(text, story):
        return (remark("types.status"),)
    words = [word for word in _without_refusal(text, story) if len(word) >= TELLING]
    return (remark("types.reason", text=text),) if len(words) >= REASON else ()


def _without_refusal(text: str, story: Story) -> Sequence[str]:
    words = normalise(text).split()
    for phrase in story.library.spoken["not_quite"]:
        if span := find_phrase(words, phrase.lstrip("=")):
            words = [*words[: span.start], *words[span.stop :]]
    return words


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
