"""Does an answer to our question raise a subject by one loose word? And is who finds it too long answered calmly?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import Talk


def _asked(talk: Talk, fact: str) -> Talk:
    talk.to_questions()
    talk.conversation = talk.conversation.changed(reopened=fact)
    talk.say("/reprendre")
    return talk


@pytest.mark.parametrize(
    "text", ["parce que je viens quand on m'appelle et que je connais tout le monde", "on m'appelle et je viens"]
)
def test_being_called_is_no_false_call(talk: Talk, text: str) -> None:
    _asked(talk, "concurrence").say(text)

    assert talk.story.topics == ()
    assert (talk.screen, talk.subject) == ("narrow", "concurrence|service")


@pytest.mark.parametrize("text", ["ils me trouvent sur google", "ils passent par instagram", "le demarchage"])
def test_one_loose_word_of_an_answer_raises_nothing(talk: Talk, text: str) -> None:
    _asked(talk, "clients").say(text)

    assert talk.story.topics == ()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("on m'appelle tout le temps pour me vendre une caisse", "faux-message"),
        ("je recois des mails bizarres", "faux-message"),
        ("orange me coupe l'adsl", "ligne"),
        ("et le rgpd ?", "donnees-clients"),
    ],
)
def test_what_she_tells_or_asks_is_still_heard(talk: Talk, text: str, topic: str) -> None:
    _asked(talk, "clients").say(text)

    assert topic in talk.story.topics


@pytest.mark.parametrize(
    "text", ["dites pas ce que je dois faire, c'est trop long tout ca", "ca fait beaucoup tout ca"]
)
def test_who_finds_it_too_long_is_answered_calmly_and_stays_there(talk: Talk, text: str) -> None:
    _asked(talk, "equipement").say(text)

    assert typeset("C'est vous qui décidez, et rien ne presse.") in talk.said
    assert talk.subject == "equipement"
