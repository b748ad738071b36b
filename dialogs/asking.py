"""What does she ask about? A word to explain, a subject we know, or the question in front of her."""

from __future__ import annotations

from dialogs import naming, prices, spoken
from dialogs.conversation import Shown
from dialogs.intents import Intent
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.topics import ABOUT_US, ALL_BUT_URGENT, MOST_ASKED, PASSING, asks, topics_denied, topics_in
from dialogs.urgent import beside
from dialogs.words import has_phrase, normalise


def glossary(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« C'est quoi un IBAN ? »"""
    if not spoken.named_in(text, {"explain": story.library.spoken["what_is"]}):
        return None
    plain = normalise(text)
    words = [
        (len(form), word.id)
        for word in story.library.glossary.values()
        for form in (word.word, *word.says)
        if has_phrase(plain, normalise(form))
    ]
    if words:
        return Intent(name="glossary", ref=max(words)[1], said=text)
    if prices.asks_price(text, story.library) or topics_in(text, story.library, ALL_BUT_URGENT):
        return None
    unknown = naming.word_asked(text, story)
    near = naming.explained_by(unknown, story.library)
    return Intent(name="glossary", ref=near, value=unknown, said=text) if unknown else None


def about_us(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« qui est derrière ? », « vous touchez une commission ? »: asked of us, it is no worry and no answer of hers."""
    found = topics_in(text, story.library, ABOUT_US)
    return Intent(name="topic", ref=found[0].id, said=text) if found else None


def topic(text: str, story: Story, shown: Shown) -> Intent | None:
    """What she brings up; an answer to our question brings up nothing by one loose word, nor small talk in a tool."""
    answers, asking = shown.screen in ("question", "narrow"), asks(text, story.library)
    brings_up = story.conversation.phase is not Phase.LESSON or asking
    questions = topics_in(text, story.library, ("question",), firmly=answers and not asking) if brings_up else ()
    near = beside(story, shown)
    found = questions or (topics_in(text, story.library, PASSING, near) if asking or shown.screen != "tool" else ())
    ids = tuple(topic.id for topic in questions[:MOST_ASKED])
    return Intent(name="topic", ref=found[0].id, values=ids, said=text) if found else None


def topic_denied(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« j'ai pas de boutique en ligne »: a subject named to say that it is not hers."""
    denied = topics_denied(text, story.library)
    return Intent(name="topic_denied", values=denied, said=text) if denied and "?" not in text else None


def explain(text: str, story: Story, shown: Shown) -> Intent | None:
    """A question mark on a question's screen: she wants it explained."""
    return Intent(name="explain", said=text) if "?" in text and shown.screen == "question" else None
