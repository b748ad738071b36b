"""Is everything that happened to her answered, and what she fears once something has happened?"""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from dialogs.topics import emergencies_in
from tests.dialogs.talk import Talk


def _reply(talk: Talk, topic: str) -> str:
    return typeset(talk.library.topics[topic].reply.replace("**", "").replace("https://", ""))


@pytest.mark.parametrize(
    "text",
    [
        "on m'a piraté ma boite mail… j'ai peur d'une arnaque au RIB",
        "on ma piraté ma boite mail j'ai peur d'une arnaque au rib",
        "c le RIB qui m'inquiete, on m'a piraté ma boite mail",
    ],
)
def test_a_hacked_mailbox_and_the_fraud_she_fears_are_both_answered(talk: Talk, text: str) -> None:
    talk.say(text)

    assert talk.screen == "emergency"
    assert _reply(talk, "urgence-compte") in talk.texts
    assert _reply(talk, "urgence-rib") in talk.texts


@pytest.mark.parametrize("text", ["c le RIB qui m'inquiete", "j'ai peur d'une arnaque au RIB"])
def test_the_fear_told_after_a_first_emergency_is_answered_too(talk: Talk, text: str) -> None:
    talk.say("on m'a piraté ma boite mail")
    talk.say(text)

    assert _reply(talk, "urgence-rib") in talk.texts
    assert set(talk.story.topics) == {"urgence-compte", "urgence-rib"}


def test_a_transfer_sent_elsewhere_calls_for_the_bank_first_then_for_her_clients(talk: Talk) -> None:
    talk.to_questions()
    talk.say("on a detourné un virement de 4000 euros")

    assert talk.texts[:2] == [_reply(talk, "urgence-virement"), _reply(talk, "urgence-rib")]


def test_several_emergencies_in_one_sentence_are_all_in_her_plan(talk: Talk) -> None:
    talk.say("fleuriste, on m'a piraté ma boite mail et on a detourné un virement de 4000 euros")
    talk.press("Continuer")
    talk.to_plan()

    steps = {topic for step in talk.conversation.plan.steps for topic in talk.library.proposals[step.id].topics}
    assert {"urgence-compte", "urgence-virement", "urgence-rib"} <= steps


@pytest.mark.parametrize(
    "text", ["j'ai peur d'une arnaque au rib", "comment éviter de me faire pirater", "j'ai peur d'un faux rib"]
)
def test_what_is_only_feared_is_no_emergency(library: Library, text: str) -> None:
    assert not emergencies_in(text, library)


def test_what_happened_beside_a_fear_is_one(library: Library) -> None:
    found = emergencies_in("j'ai peur que ça recommence, on m'a piraté mon compte", library)

    assert [topic.id for topic in found] == ["urgence-compte"]
