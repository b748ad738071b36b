"""Which lines of « Qu'est-ce qui vous freine ? » does she mean in her words, to tick or to take away?"""

from __future__ import annotations

from content.models import Barrier, BarrierId
from dialogs import naming, spoken
from dialogs.barriers import worded
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.learning import FEW_WORDS
from dialogs.progress import Story
from dialogs.topics import answered_at_once, topics_denied, topics_in
from dialogs.words import has_phrase, normalise


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """A situation told in her words is ticked, and said back; « enlevez… » takes away the line she names."""
    if shown.screen != "barriers":
        return None
    if takes_away(text, story, shown):
        return _ticked(_to_take_away(text, story), "0", text)
    asked = answered_at_once(topics_in(text, story.library, ("question",))) if "?" in text else ()
    return None if asked else _ticked(_told(text, story), "1", text)


def takes_away(text: str, story: Story, shown: Shown) -> bool:
    said = shown.screen == "barriers" and spoken.named_in(text, {"away": story.library.spoken["takes_away"]})
    return bool(said)


def worry(text: str, story: Story, shown: Shown) -> Intent | None:
    """What holds her back in words that we do not know: kept as hers."""
    if shown.screen != "barriers" or len(text.split()) < FEW_WORDS or takes_away(text, story, shown):
        return None
    return Intent(name="worry", said=text)


def _ticked(found: tuple[str, ...], state: str, text: str) -> Intent | None:
    return Intent(name="tick", values=tuple(f"k:{one}:{state}" for one in found), said=text) if found else None


def _to_take_away(text: str, story: Story) -> tuple[str, ...]:
    """The lines she names, by their label first; « pas ça » alone is the only one chosen."""
    ticks, plain = story.conversation.ticks, normalise(text)
    labelled = tuple(one for one in story.library.barriers if has_phrase(plain, _label(one, story)))
    alone = ticks if len(ticks) == 1 and len(text.split()) <= FEW_WORDS else ()
    told = tuple(one for one in _told(text, story) if one in ticks)
    return labelled or told or _by_a_word(text, story) or alone


def _by_a_word(text: str, story: Story) -> tuple[str, ...]:
    """« enlève l'ordinateur »: the one chosen line of that word."""
    labels = {one: worded(one, story.company_type, story.library).label for one in story.conversation.ticks}
    found = tuple(one for one, label in labels.items() if naming.named_by_a_word(text, label, story.library))
    return found if len(found) == 1 else ()


def _label(barrier: str, story: Story) -> str:
    return normalise(worded(barrier, story.company_type, story.library).label)


def _told(text: str, story: Story) -> tuple[str, ...]:
    plain, no = normalise(text), _denied(text, story)
    return tuple(one.id for one in story.library.barriers.values() if one.id not in no and _is_told(one, plain))


def _denied(text: str, story: Story) -> set[BarrierId]:
    """The barriers of what she says is not hers, and that nothing else in her text raises."""
    topics = story.library.topics
    raised = {one for topic in topics_in(text, story.library, ("question",)) for one in topic.barriers}
    return {one for topic in topics_denied(text, story.library) for one in topics[topic].barriers} - raised


def _is_told(barrier: Barrier, plain: str) -> bool:
    return any(has_phrase(plain, phrase) for phrase in barrier.heard)
