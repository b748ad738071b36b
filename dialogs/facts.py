"""Which answer does she give in her words, to the question on the screen or to one she answered before?"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import networks, spoken, telling
from dialogs.conversation import Shown
from dialogs.intents import Intent, answer
from dialogs.phases import Phase
from dialogs.places import departement_in
from dialogs.progress import BRAND, NETWORK, Story
from dialogs.proposals import OWN_NAME
from dialogs.telling import FROM_NETWORK, SOFTWARE, network_decides

DEPARTEMENT = "departement"


def answered(text: str, story: Story, shown: Shown) -> Intent | None:
    """An answer to the question on the screen; two answers at once are asked again between the two."""
    question = story.library.questions.get(shown.fact)
    if shown.screen not in ("question", "narrow") or question is None:
        return None
    if question.id == DEPARTEMENT:
        code = departement_in(text, story.library)
        return answer(DEPARTEMENT, code, text) if code else None
    values = spoken.option_said(text, question, story.library)
    if question.id == SOFTWARE and network_decides(text, story, "providing"):
        return answer(SOFTWARE, FROM_NETWORK, text)
    if brand := _brand_instead(text, question.id, values, story):
        return brand
    if len(values) == 1 and spoken.is_bare_no(text, question, values[0], story.library):
        return Intent(name="narrow", fact=question.id, values=values, said=text)
    if len(values) == 1:
        return answer(question.id, values[0], text)
    if len(values) == 2 and shown.screen != "narrow":
        return Intent(name="narrow", fact=question.id, values=values, said=text)
    return None


def told_otherwise(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« c'est Renault qui impose le logiciel », once she had answered otherwise: that answer is corrected."""
    otherwise = telling.told_otherwise(text, story) if story.conversation.phase is not Phase.LESSON else None
    return answer(*otherwise, text) if otherwise else None


def _brand_instead(text: str, fact: str, values: Sequence[str], story: Story) -> Intent | None:
    """« c'est Krys »: the network named tells who chose the till, or what stands above the door."""
    named = networks.found(text, story.library) if fact in (NETWORK, SOFTWARE) else None
    if named is None or spoken.denies(text, story.library):
        return None
    if fact == SOFTWARE:
        return None if values else answer(SOFTWARE, FROM_NETWORK, text)
    unsure = named.network.reseau == "a_demander" and (values or story.reopened)
    return None if unsure or OWN_NAME in values else answer(BRAND, named.network.name, text)
