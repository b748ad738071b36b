"""Which lines of « Qu'est-ce qui vous freine ? » does she mean in her words, to tick or to take away?

A form marked `~` says only that she is lost: « la facture électronique, j'y comprends rien » is of the invoice.
"""

from __future__ import annotations

from content.models import BarrierId, Topic
from dialogs import denials, naming, spoken
from dialogs.barriers import worded
from dialogs.conversation import Shown
from dialogs.denials import first_no
from dialogs.intents import Intent
from dialogs.learning import FEW_WORDS
from dialogs.progress import Story
from dialogs.topics import MOST_ASKED, PASSING, answered_at_once, topics_denied, topics_in
from dialogs.words import has_phrase, normalise, parts

WEAK = "~"


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """A situation told in her words is ticked, and said back; « enlevez… » takes away the line she names."""
    if shown.screen != "barriers":
        return None
    if takes_away(text, story, shown):
        return _ticked(_to_take_away(text, story), "0", text)
    if denied := _denied_lines(text, story):
        return _ticked(denied, "0", text)
    asked = answered_at_once(topics_in(text, story.library, ("question",))) if "?" in text else ()
    return None if asked else _ticked(_told(text, story), "1", text)


def subjects(text: str, story: Story, shown: Shown) -> Intent | None:
    """« la facture électronique et un faux message »: each subject she brings up, where no line is told surely."""
    if shown.screen != "barriers" or takes_away(text, story, shown):
        return None
    found = subjects_of(text, story)
    return Intent(name="topic", ref=found[0].id, values=tuple(t.id for t in found), said=text) if found else None


def subjects_of(text: str, story: Story) -> tuple[Topic, ...]:
    return topics_in(text, story.library, ("question",))[:MOST_ASKED]


def only_costs(text: str, story: Story) -> bool:
    """« ça coûte cher », « trop cher et pas le temps »: a part of it says a cost, and of nothing."""
    costs, too_much = story.library.spoken["price_words"], story.library.spoken["too_much"]
    for part in parts(text, story.library.spoken["joined"]):
        told = [word for word in naming.telling(normalise(part).split(), story.library) if word not in too_much]
        if told and all(spoken.says_only(word, {"cost": costs}) for word in told):
            return True
    return False


def takes_away(text: str, story: Story, shown: Shown) -> bool:
    said = shown.screen == "barriers" and spoken.named_in(text, {"away": story.library.spoken["takes_away"]})
    return bool(said)


def refused(text: str, story: Story) -> str:
    """« non, c'est la facture… »: the line ticked last was not what she meant; '' when she refuses nothing."""
    refuses = first_no(story.library).match(text) and len(text.split()) > FEW_WORDS
    return story.conversation.ticks[-1] if refuses and story.conversation.ticks else ""


def worry(text: str, story: Story, shown: Shown) -> Intent | None:
    """What holds her back in words that we do not know: kept as hers; « enlevez… » of no line chosen is told so."""
    if takes_away(text, story, shown):
        return Intent(name="nothing_to_take_away", said=text)
    if shown.screen != "barriers" or len(text.split()) < FEW_WORDS:
        return None
    return Intent(name="worry", said=text)


def _ticked(found: tuple[str, ...], state: str, text: str) -> Intent | None:
    return Intent(name="tick", values=tuple(f"k:{one}:{state}" for one in found), said=text) if found else None


def _to_take_away(text: str, story: Story) -> tuple[str, ...]:
    """The lines she names, by their label first, or by a word of it; « pas ça » alone is the only one chosen."""
    ticks, plain = story.conversation.ticks, normalise(text)
    labelled = tuple(one for one in story.library.barriers if has_phrase(plain, _label(one, story)))
    alone = ticks if len(ticks) == 1 and not _named_to_take_away(text, story) else ()
    told = tuple(one for one in _told(text, story) if one in ticks)
    return labelled or told or _by_a_word(text, story) or alone


def _denied_lines(text: str, story: Story) -> tuple[str, ...]:
    """« non pas le piratage », « le piratage j'en ai pas »: the lines that all her words name, to deny them.

    What a question asks about (« j'ai pas internet »), or a label that denies (« pas le temps »), tells a trouble.
    """
    library = story.library
    said = [word for word in normalise(text).split() if word not in library.spoken["greetings"]]
    told = [word for word in naming.telling(said, library) if word not in library.spoken["denied_before"]]
    if not told or naming.facts_named(text, library) or not denials.denies_each(said, told, library.spoken):
        return ()
    labels = {one: worded(one, story.company_type, library).label for one in library.barriers}
    return tuple(one for one, of in labels.items() if naming.holds(of, told) and not spoken.denies(of, library))


def _by_a_word(text: str, story: Story) -> tuple[str, ...]:
    """« enlève l'ordinateur »: the one chosen line of that word."""
    labels = {one: worded(one, story.company_type, story.library).label for one in story.conversation.ticks}
    found = tuple(one for one, label in labels.items() if naming.named_by_a_word(text, label, story.library))
    return found if len(found) == 1 else ()


def _named_to_take_away(text: str, story: Story) -> list[str]:
    """The words that tell, of what she asks to take away."""
    asking = {word for phrase in story.library.spoken["takes_away"] for word in phrase.split()}
    return [word for word in naming.telling(normalise(text).split(), story.library) if word not in asking]


def _label(barrier: str, story: Story) -> str:
    return normalise(worded(barrier, story.company_type, story.library).label)


def _told(text: str, story: Story) -> tuple[str, ...]:
    """The lines whose own words she says; the weak ones when nothing else tells what it is about."""
    plain, no = normalise(text), _denied(text, story)
    lines = [one for one in story.library.barriers.values() if one.id not in no]
    strong = tuple(b.id for b in lines if _says(plain, [form for form in b.heard if not form.startswith(WEAK)]))
    asks_us = "?" in text and topics_in(text, story.library, PASSING)
    if strong or asks_us or subjects_of(text, story):
        return strong
    return tuple(b.id for b in lines if _says(plain, [form.removeprefix(WEAK) for form in b.heard]))


def _denied(text: str, story: Story) -> set[BarrierId]:
    """The barriers of what she says is not hers, and that nothing else in her text raises."""
    topics = story.library.topics
    raised = {one for topic in topics_in(text, story.library, ("question",)) for one in topic.barriers}
    return {one for topic in topics_denied(text, story.library) for one in topics[topic].barriers} - raised


def _says(plain: str, forms: list[str]) -> bool:
    return any(has_phrase(plain, form) for form in forms)
