"""Does she take back an answer in her words, whatever is asked now? « en fait… », « corriger : … », « non, la caisse… »

The words that name a fact (`named` in the content) say which answer it is; its question's own forms say the new one.
« en fait j'ai deux salariés et je vends sur internet » takes back two.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.models import Question
from dialogs import naming, networks, spoken, telling, trade_instead
from dialogs.conversation import Shown
from dialogs.denials import first_no
from dialogs.intents import Intent, answer
from dialogs.phases import Phase
from dialogs.progress import TRADE, Story
from dialogs.telling import FROM_NETWORK, SOFTWARE
from dialogs.topics import asks
from dialogs.words import find_phrase, normalise, parts

TOO_SOON = (Phase.WELCOME, Phase.TRADE, Phase.STOPPED)
ELSEWHERE = ("tool", "proof")
"""Screens whose own questions are answered in free words."""
ASKED = ("question", "narrow")
Told = tuple[tuple[str, str], ...]
"""(fact, value) of each answer told."""


def heard(text: str, story: Story, shown: Shown) -> Intent | None:
    """The answer she takes back or tells, said back; a « non » about another answer is none to the question asked."""
    if story.conversation.phase in TOO_SOON or shown.screen in ELSEWHERE or "?" in text:
        return None
    plain, spoken_words = normalise(text), story.library.spoken
    told = _without(plain, spoken_words["telling_otherwise"])
    rest = _without(told, spoken_words["retracting"])
    no = first_no(story.library)
    refuses, takes_back = bool(no.match(rest)), rest != told
    rest = no.sub("", rest)
    aside = rest if refuses else _not_told(rest, story, shown)
    if not rest or plain == rest or _answers_this(aside, story, shown):
        return None
    if said := _told(rest, story, shown):
        return _corrects(said, text, story)
    if instead := trade_instead.heard(rest, text, story):
        return instead
    others = [fact for fact in naming.facts_named(rest, story.library) if fact != shown.fact]
    takes_back = takes_back or (told != plain and spoken.denies(rest, story.library))
    if takes_back and len(others) == 1 and (others[0] in story.known or story.conversation.plan is not None):
        return Intent(name="reopen", ref=others[0], said=text)
    return _said_back(text, others, story, shown) if refuses and shown.screen == "question" else None


def told_at_the_plan(text: str, story: Story, shown: Shown) -> Intent | None:
    """« mes clients viennent de loin », when nothing else was heard on her plan: that answer too."""
    asking = "?" in text if spoken.denies(text, story.library) else asks(text, story.library)
    if story.conversation.phase is not Phase.PLAN or asking:
        return None
    told = _told(normalise(text), story, shown)
    return _corrects(told, text, story) if told else trade_instead.said_to_be(text, text, story)


# ---------------------------------------------------------------- what it tells


def _answers_this(rest: str, story: Story, shown: Shown) -> bool:
    """Do her words, the refusal aside, answer the question on the screen?"""
    question = story.library.questions.get(shown.fact) if shown.screen in ASKED else None
    return question is not None and bool(spoken.option_said(rest, question, story.library))


def _not_told(rest: str, story: Story, shown: Shown) -> str:
    """The parts of her words that surely tell nothing else than what is asked."""
    return " ".join(part for part in parts(rest, story.library.spoken["joined"]) if not _sure(part, story, shown))


def _told(rest: str, story: Story, shown: Shown) -> Told:
    """The facts, other than the one asked, that these words tell: her trade first, what else falls with it."""
    found = dict(_sure(rest, story, shown))
    told_apart = parts(rest, story.library.spoken["joined"])
    for part in told_apart if len(told_apart) > 1 else ():
        found |= {} if _sure(part, story, shown) else dict(_named(part, story, shown)[:1])
    told = tuple(found.items()) or _named(rest, story, shown)[:1]
    trade = trade_instead.told(rest, story) if told else ""
    return ((TRADE, trade), *told) if trade else told


def _sure(rest: str, story: Story, shown: Shown) -> Told:
    return tuple(telling.told(rest, story, set(story.library.questions) - {shown.fact}))


def _named(rest: str, story: Story, shown: Shown) -> Told:
    """The facts that these words name, each with what its question hears in them."""
    facts = (fact for fact in naming.facts_named(rest, story.library) if fact != shown.fact)
    values = ((fact, _value(rest, story.library.questions[fact], story)) for fact in facts)
    return tuple((fact, value) for fact, value in values if value)


def _value(rest: str, question: Question, story: Story) -> str:
    """The one value that the forms of this question hear; a denial beside them tells nothing sure."""
    if spoken.denies(rest, story.library):
        return ""
    values = spoken.option_said(rest, question, story.library)
    if question.id == SOFTWARE and not values and networks.found(rest, story.library):
        return FROM_NETWORK
    only_named = spoken.option_said(question.short, question, story.library)
    return values[0] if len(values) == 1 and values != only_named else ""


def _corrects(told: Told, text: str, story: Story) -> Intent:
    fact, value = told[0]
    replaces = story.known.get(fact) not in (None, value) and story.conversation.phase is not Phase.LESSON
    if len(told) == 1 and replaces:
        return answer(fact, value, text)
    return Intent(name="retold", values=tuple("=".join(one) for one in told), said=text)


def _said_back(text: str, others: Sequence[str], story: Story, shown: Shown) -> Intent | None:
    """« non, mes clients viennent seuls »: what the « non » would answer here is said back before it is kept."""
    question = story.library.questions.get(shown.fact)
    values = spoken.option_said(text, question, story.library) if question and others else ()
    return Intent(name="narrow", fact=shown.fact, values=values, said=text) if len(values) == 1 else None


def _without(plain: str, phrases: Sequence[str]) -> str:
    words = plain.split()
    for phrase in sorted(phrases, key=lambda one: -len(one.split())):
        if span := find_phrase(words, phrase):
            words = words[: span.start] + words[span.stop :]
    return " ".join(words)
