"""Are the words that a lesson or a tool uses explained, under the form it uses?"""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from tests.dialogs.moments import in_lesson
from tests.dialogs.talk import Talk


@pytest.mark.parametrize(
    ("lesson", "said", "word"),
    [
        ("mots-de-passe", "c'est quoi un coffre", "Coffre de mots de passe"),
        ("mots-de-passe", "c'est quoi un verrou", "Double authentification"),
        ("mots-de-passe", "c'est quoi un transfert", "Transfert de messages"),
        ("plateforme-factures", "c'est quoi une plateforme agréée", "Plateforme agréée"),
        ("plateforme-factures", "c quoi une plateforme agree", "Plateforme agréée"),
        ("plateforme-factures", "c'est quoi les plateformes", "Plateforme agréée"),
        ("niveau-numerique", "c'est quoi pix", "Pix"),
        ("fiche-etablissement", "c'est quoi revendiquer", "Revendiquer"),
        ("verifier-entreprise", "c'est quoi redressement", "Redressement"),
        ("essai-trois-mois", "c'est quoi un bilan", "Bilan"),
    ],
)
def test_a_word_of_a_lesson_is_explained_where_it_is_used(library: Library, lesson: str, said: str, word: str) -> None:
    talk = in_lesson(Talk(library), lesson)

    talk.say(said)

    assert talk.texts[0].startswith(f"{word}\u00a0:")


def test_a_sentence_is_not_taken_for_a_word_to_explain(library: Library) -> None:
    talk = in_lesson(Talk(library), "plateforme-factures")

    talk.say("y a 2 plateformes a mon nom je comprend pas c'est quoi")

    assert "plateformes nom comprend" not in talk.said
    assert talk.screen == "lesson_help"


def test_a_lesson_finished_outside_her_plan_is_not_called_a_step_of_it(talk: Talk) -> None:
    talk.to_plan(barriers=("F11",)).say("lire un contrat")
    assert "lire-contrat" not in [step.id for step in talk.conversation.plan.steps]
    talk.press("Commencer la leçon")
    for _ in range(20):
        if talk.screen == "lesson_done":
            break
        talk.code(talk.choices[0].code)

    assert typeset(talk.library.replies["lesson.finished_alone"]) in talk.said
