"""Is an answer taken back in her words corrected, whatever is asked now, and never taken for another?"""

from __future__ import annotations

import pytest

from content.models import Library
from tests.dialogs.talk import Talk

TAKEN_BACK = {
    "en fait mes clients c'est surtout des touristes": ("clients", "loin"),
    "en fait j'ai 4 salariés": ("effectif", "3-5"),
    "en fait je vend un peu sur internet": ("vente_en_ligne", "oui"),
    "corriger : je vends deja sur internet": ("vente_en_ligne", "oui"),
    "en fait j'ai la fibre": ("connexion", "fibre"),
    "je me suis trompée, la caisse c'est le siège": ("logiciel", "fourni_reseau"),
    "en fait c'est unique ce que je fais": ("produits", "creation"),
    "non la caisse c'est optic 2000": ("logiciel", "fourni_reseau"),
}
DOUBTFUL = {
    "en fait mes clients c'est pas des touristes": "clients",
    "en fait je vends plus sur internet": "vente_en_ligne",
    "en fait c'est pas moi qui ai choisi la caisse": "logiciel",
    "corriger la caisse": "logiciel",
    "corriger mes clients": "clients",
    "corriger l'enseigne": "reseau",
    "je me suis trompée d'ordinateur": "equipement",
}


def at_others(library: Library) -> Talk:
    """An optician who chose his software, asked whether he needs other businesses."""
    talk = Talk(library).to_questions("opticien")
    for _ in range(9):
        if talk.subject == "intervenants":
            return talk
        told = {"logiciel": "propre", "reseau": "cooperative"}
        talk.code(f"a:{talk.subject}:{told.get(talk.subject, 'inconnu')}")
    raise AssertionError("never asked")


@pytest.mark.parametrize("said", TAKEN_BACK)
def test_told_at_the_plan_it_is_corrected_and_said_back(library: Library, said: str) -> None:
    talk = Talk(library).to_plan()
    fact, value = TAKEN_BACK[said]
    talk.say(said)

    assert talk.known[fact] == value
    assert "C’est changé" in talk.texts[0]
    assert library.questions[fact].short in talk.texts[0]


def test_every_fact_named_after_corriger_is_asked_again(library: Library) -> None:
    for fact, question in library.questions.items():
        talk = Talk(library).to_plan()
        talk.say(f"corriger {question.short.lower()}")

        assert (talk.screen, talk.subject) == ("question", fact)


def test_told_at_the_plan_without_a_word_before_it_counts_too(library: Library) -> None:
    talk = Talk(library).to_plan()
    talk.say("mes clients c'est surtout des touristes")

    assert talk.known["clients"] == "loin"
    assert "C’est changé" in talk.texts[0]


@pytest.mark.parametrize("said", ["je veux un internet rapide", "en fait ma fille m'aide pour internet", "en fait non"])
def test_what_she_wants_or_says_of_others_corrects_nothing(library: Library, said: str) -> None:
    talk = Talk(library).to_plan()
    before = talk.known
    talk.say(said)

    assert talk.known == before
    assert talk.conversation.reopened == ""


@pytest.mark.parametrize("said", DOUBTFUL)
def test_what_is_named_without_a_sure_value_is_asked_again(library: Library, said: str) -> None:
    talk = Talk(library).to_plan()
    before = talk.known
    talk.say(said)

    assert (talk.screen, talk.subject) == ("question", DOUBTFUL[said])
    assert talk.known == before


@pytest.mark.parametrize(
    "said", ["ah non la caisse c'est optic 2000 j'ai jamais dit ca", "non, c'est le siège qui impose la caisse"]
)
def test_no_about_another_answer_corrects_that_one_alone(library: Library, said: str) -> None:
    talk = at_others(library)
    talk.say(said)

    assert talk.known["logiciel"] == "fourni_reseau"
    assert "intervenants" not in talk.known
    assert "Caisse ou logiciel" in talk.texts[0]
    assert talk.subject == "intervenants"


def test_no_beside_another_answer_already_given_leaves_both(library: Library) -> None:
    talk = at_others(library)
    before = talk.known
    talk.say("non la caisse c'est moi qui l'ai choisie")

    assert talk.known == before
    assert "choisi par moi" in talk.texts[0]
    assert talk.subject == "intervenants"


def test_no_with_a_word_of_another_question_is_said_back_before_it_is_kept(library: Library) -> None:
    talk = at_others(library)
    talk.say("non, mes clients viennent me voir")

    assert talk.screen == "narrow"
    assert "intervenants" not in talk.known
    talk.say("oui")
    assert talk.known["intervenants"] == "aucun"


@pytest.mark.parametrize(
    "said", ["non", "non je travaille seul", "ah non personne", "non, mes clients non plus, personne"]
)
def test_no_that_answers_the_question_still_answers_it(library: Library, said: str) -> None:
    talk = at_others(library)
    talk.say(said)

    assert talk.known["intervenants"] == "aucun"


def test_the_question_asked_is_answered_by_what_follows_in_fact(library: Library) -> None:
    talk = at_others(library)
    talk.say("en fait une ou deux")

    assert talk.known["intervenants"] == "quelques"


# ------------------------------------------------------------------ several at once

TWO = {
    "en fait j'ai cinq salariés et je vends sur internet": {"effectif": "3-5", "vente_en_ligne": "oui"},
    "en fait j'ai 4 salariés, et mes clients viennent de loin": {"effectif": "3-5", "clients": "loin"},
    "corriger : j'ai la fibre mais mon ordinateur est vieux": {"connexion": "fibre", "equipement": "ordinateur_ancien"},
    "en fait je suis coiffeuse et j'ai 4 salariés": {"metier": "coiffeur", "effectif": "3-5"},
}


@pytest.mark.parametrize("said", TWO)
def test_two_answers_taken_back_together_are_both_kept_and_said_back(library: Library, said: str) -> None:
    talk = Talk(library).to_plan({"equipement": "ordinateur_recent"})
    talk.say(said)

    assert talk.known == talk.known | TWO[said]
    assert "C’est changé" in talk.texts[0]
    names = {"metier": "Métier"} | {fact: library.questions[fact].short for fact in TWO[said] if fact != "metier"}
    assert all(names[fact] in talk.texts[0] for fact in TWO[said])


def test_the_one_that_she_had_said_already_is_said_back_with_the_other(library: Library) -> None:
    talk = Talk(library).to_plan()
    talk.say("en fait j'ai deux salariés et je vends sur internet")

    assert (talk.known["effectif"], talk.known["vente_en_ligne"]) == ("1-2", "oui")
    assert "Salariés" in talk.texts[0]
    assert "Vente sur internet" in talk.texts[0]


def test_what_tells_two_other_answers_is_none_to_the_question_asked(library: Library) -> None:
    """« sur internet » would also say where her software comes from."""
    talk = Talk(library).to_questions()
    assert talk.subject == "logiciel"
    talk.say("en fait j'ai deux salariés et je vends sur internet")

    assert talk.subject == "logiciel"
    assert "logiciel" not in talk.known
    assert (talk.known["effectif"], talk.known["vente_en_ligne"]) == ("1-2", "oui")


# ------------------------------------------------------------------ no computer


@pytest.mark.parametrize(
    "said", ["en fait j'ai pas d'ordinateur", "j'ai pas d'ordinateur", "je n'ai plus d'ordinateur"]
)
def test_at_the_plan_no_computer_is_her_telephone_alone_and_what_needs_one_leaves(library: Library, said: str) -> None:
    talk = Talk(library).to_plan(barriers=("F11", "F8"))
    assert "sauvegarde" in {step.id for step in talk.conversation.plan.steps}
    talk.say(said)

    assert talk.known["equipement"] == "telephone_seul"
    assert "Matériel\u00a0: Seulement mon téléphone" in talk.texts[0]
    assert "sauvegarde" not in {step.id for step in talk.conversation.plan.steps}


def test_no_computer_is_no_answer_to_who_chose_her_software(library: Library) -> None:
    talk = Talk(library).to_questions()
    talk.say("en fait j'ai pas d'ordinateur")

    assert talk.subject == "logiciel"
    assert talk.known["equipement"] == "telephone_seul"
    assert "logiciel" not in talk.known
