"""Which answer does she give in her words, to the question on the screen or to one she answered before?"""

from __future__ import annotations

from collections.abc import Sequence

from content.models import Question
from dialogs import clear, denials, money, networks, spoken, telling
from dialogs.conversation import Shown
from dialogs.intents import Intent, answer
from dialogs.messages import Choice
from dialogs.phases import Phase
from dialogs.places import departement_in
from dialogs.progress import BRAND, NETWORK, Story
from dialogs.proposals import OWN_NAME
from dialogs.telling import FROM_NETWORK, SOFTWARE, network_decides

MOST_HEARD = 3
"""Answers said at once, between which she is asked again: of more, nothing is sure."""
DEPARTEMENT = "departement"


def answered(text: str, story: Story, shown: Shown) -> Intent | None:
    """An answer to the question on the screen; two answers at once are asked again between the two."""
    question = story.library.questions.get(shown.fact)
    if shown.screen not in ("question", "narrow") or question is None or clear.asks_what_if(text, story.library):
        return None
    if question.id == DEPARTEMENT:
        code = departement_in(text, story.library)
        return answer(DEPARTEMENT, code, text) if code else None
    said = spoken.unglued(clear.stated(text), story.library)
    if question.unit == money.UNIT and (priced := _priced(said, text, question, story)):
        return priced
    values = spoken.option_said(said, question, story.library)
    if question.id == SOFTWARE and network_decides(text, story, "providing"):
        return answer(SOFTWARE, FROM_NETWORK, text)
    if brand := _brand_instead(text, question.id, values, story):
        return brand
    values = clear.with_how_she_begins(said, values, question, story.library)
    if len(values) == 1:
        return _one(values[0], said, text, question, story, shown)
    if shown.screen != "narrow" and (values or not spoken.denies(said, story.library)):
        return _between(values, said, text, question, story)
    return None


def _between(values: tuple[str, ...], said: str, text: str, question: Question, story: Story) -> Intent | None:
    """Two answers or three are asked again between them; so is what she names without its answer (« un ordi »)."""
    first_two = values or tuple(option.value for option in question.options if not option.alone)[:2]
    named = question.which and spoken.only_named(said, question, first_two, story.library)
    if not 2 <= len(first_two) <= MOST_HEARD or not (values or (named and "?" not in text)):
        return None
    return Intent(name="narrow", fact=question.id, values=first_two, ref="which" if named else "", said=text)


def _priced(said: str, text: str, question: Question, story: Story) -> Intent | None:
    """What she may spend told as money: taken, or said back when it is what she pays already."""
    values = spoken.in_ranges(money.asked(said, story.library), question)
    if not values:
        return _not_so_much(said, text, question, story)
    if money.is_paid(said, story.library):
        return Intent(name="narrow", fact=question.id, values=values[:1], said=text)
    return answer(question.id, values[0], text)


def _not_so_much(said: str, text: str, question: Question, story: Story) -> Intent | None:
    """« je peux pas mettre 20 euros »: less than that, or nothing; she is asked which."""
    highest = max(money.refused(said, story.library), default=0)
    lower = tuple(o.value for o in question.options if o.numbers and o.numbers[0] < highest)
    return Intent(name="narrow", fact=question.id, values=lower[:2], said=text) if lower else None


def _one(value: str, said: str, text: str, question: Question, story: Story, shown: Shown) -> Intent | None:
    """One answer: taken when her words clearly say it, or say it again; else said back, or left to what they tell."""
    clarity = clear.clarity(said, value, question, story)
    if clarity == "none":
        return None
    said_back = shown.screen == "narrow" and shown.subject == f"{question.id}|{value}"
    if said_back and not clear.says_it(said, value, question, story.library):
        return None
    insists = shown.screen == "narrow" and value in shown.subject.partition("|")[2].split(",")
    bare_no = spoken.is_bare_no(text, question, value, story.library)
    if not bare_no and (insists or clarity == "clear"):
        return answer(question.id, value, text)
    return Intent(name="narrow", fact=question.id, values=(value,), said=text)


def which_one(chosen: Sequence[Choice], text: str, shown: Shown) -> Intent | None:
    """« 2 et 3 » where one answer is taken: she is asked which of the two."""
    values = tuple(choice.code.rpartition(":")[2] for choice in chosen if choice.role == "main")
    if shown.screen != "question" or len(values) != len(chosen) or not 2 <= len(values) <= MOST_HEARD:
        return None
    return Intent(name="narrow", fact=shown.fact, values=values, said=text)


def told_otherwise(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« c'est Renault qui impose le logiciel », once she had answered otherwise: that answer is corrected."""
    otherwise = telling.told_otherwise(text, story) if story.conversation.phase is not Phase.LESSON else None
    return answer(*otherwise, text) if otherwise else None


def told_again(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« zero budget », said a second time: heard, and said back as it stands."""
    known = story.known
    told = [(fact, value) for fact, value in telling.told(text, story, known) if known.get(fact) == value]
    return Intent(name="retold", values=tuple("=".join(one) for one in told), said=text) if told else None


def _brand_instead(text: str, fact: str, values: Sequence[str], story: Story) -> Intent | None:
    """« c'est Krys »: the network named tells who chose the till, or what stands above the door."""
    named = networks.found(text, story.library) if fact in (NETWORK, SOFTWARE) else None
    if named is None or spoken.denies(text, story.library) or denials.is_past(text, story.library.spoken):
        return None
    if fact == SOFTWARE:
        return None if values else answer(SOFTWARE, FROM_NETWORK, text)
    unsure = named.network.reseau == "a_demander" and (values or story.reopened)
    return None if unsure or OWN_NAME in values else answer(BRAND, named.network.name, text)
