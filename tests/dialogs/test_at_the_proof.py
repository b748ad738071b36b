"""At the end of a lesson, does only what is clearly the good answer finish it? And a step, only what is done?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.lessons import progress
from tests.dialogs.moments import in_lesson
from tests.dialogs.talk import Talk


def at_proof_of(library: Library, lesson: str) -> Talk:
    talk = in_lesson(Talk(library), lesson)
    while talk.screen == "lesson":
        talk.code(talk.choices[0].code)
    return talk


NOT_THE_GOOD_ONE = [
    ("mots-de-passe", "ca s'ouvre sans code sur le pc de ma femme"),
    ("mots-de-passe", "je suis toujours piraté"),
    ("mots-de-passe", "j'arrive plus a rentrer"),
    ("mots-de-passe", "pas de code"),
    ("mots-de-passe", "sans rien demander"),
    ("mots-de-passe", "oui sans code"),
    ("mots-de-passe", "on me demande un code ?"),
    ("mots-de-passe", "on me demande pas de code"),
    ("mots-de-passe", "zorglub"),
    ("petit-catalogue", "il voit les violons mais pas le prix"),
    ("petit-catalogue", "c'est vide"),
    ("petit-catalogue", "mes produits et des faux prix"),
    ("plateforme-factures", "y a deux noms"),
    ("plateforme-factures", "une autre plateforme"),
    ("faux-message", "pas de reponse encore"),
    ("photos-telephone", "presque fini"),
]


def test_still_hacked_at_the_end_of_a_lesson_is_an_emergency(library: Library) -> None:
    talk = at_proof_of(library, "mots-de-passe")

    talk.say("je suis toujours piraté")

    assert talk.screen == "emergency"
    assert "17cyber.gouv.fr" in talk.said


@pytest.mark.parametrize(("lesson", "said"), NOT_THE_GOOD_ONE)
def test_what_is_not_clearly_the_good_answer_does_not_finish_a_lesson(library: Library, lesson: str, said: str) -> None:
    talk = at_proof_of(library, lesson)

    talk.say(said)

    assert progress(talk.conversation, lesson).state != "done"
    assert talk.screen != "lesson_done"


@pytest.mark.parametrize(
    ("lesson", "said", "rank"),
    [
        ("mots-de-passe", "ca s'ouvre sans code sur le pc de ma femme", 1),
        ("mots-de-passe", "j'arrive plus a rentrer", 2),
        ("mots-de-passe", "pas de code", 1),
        ("petit-catalogue", "c'est vide", 1),
        ("faux-message", "pas de reponse encore", 1),
        ("sauvegarde", "le fichier s'ouvre pas", 1),
        ("jour-attaque", "il manque le numéro de la banque", 1),
        ("une-heure-par-semaine", "rien pour l'instant", 1),
    ],
)
def test_another_answer_in_her_words_gets_the_help_of_its_own_step(
    library: Library, lesson: str, said: str, rank: int
) -> None:
    talk, pressed = at_proof_of(library, lesson), at_proof_of(library, lesson)

    talk.say(said)
    pressed.press(library.lesson(lesson).proof_options[rank])

    assert (talk.screen, talk.subject) == (pressed.screen, pressed.subject) == ("lesson_help", talk.subject)


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        ("mots-de-passe", "ça me demande un code"),
        ("petit-catalogue", "je vois mes produits avec les prix"),
        ("plateforme-factures", "y a le nom de ma plateforme"),
        ("faux-message", "oui c'est bien parti"),
        ("fiche-etablissement", "les heures sont bonnes"),
        ("ma-ligne", "rien de prévu"),
    ],
)
def test_the_good_answer_in_her_words_finishes_the_lesson(library: Library, lesson: str, said: str) -> None:
    talk = at_proof_of(library, lesson)

    talk.say(said)

    assert talk.screen == "lesson_done"


def test_what_is_like_no_answer_is_asked_again_then_kept_without_finishing(library: Library) -> None:
    talk = at_proof_of(library, "mots-de-passe")

    talk.say("zorglub")
    first = talk.texts[0]
    talk.say("un truc bleu")

    assert "ressemble à ce que vous voyez" in first
    assert talk.texts[0] != first
    assert talk.screen == "proof"
    held = progress(talk.conversation, "mots-de-passe")
    assert (held.state, held.saw) == ("open", "un truc bleu")


@pytest.mark.parametrize(
    "said",
    ["c'est optic 2000 qui la fait pour moi ?", "c'est pas fait", "j'ai rien fait encore",
     "c'est mon comptable qui le fait", "cest ma cousine qui a fait la fiche", "ça fait trois jours", "c'est fait ?",
     "j'ai toujours pas fait", "ils ont pas envoyé", "je trouve ça nul"],
)  # fmt: skip
def test_a_step_that_is_denied_asked_or_done_by_another_stays(library: Library, said: str) -> None:
    talk = in_lesson(Talk(library))
    before = talk.conversation.lessons[0].step

    talk.say(said)

    assert talk.conversation.lessons[0].step == before


@pytest.mark.parametrize("said", ["c'est pas fait", "j'ai rien fait encore", "c'est fait comment ?", "ou je clique ?"])
def test_a_step_not_yet_done_or_asked_about_gets_its_help(library: Library, said: str) -> None:
    talk = in_lesson(Talk(library))

    talk.say(said)

    assert talk.screen == "lesson_help"


def test_who_has_another_do_it_is_told_what_to_ask(library: Library) -> None:
    talk = in_lesson(Talk(library))

    talk.say("c'est mon comptable qui le fait")

    assert talk.texts[0].startswith("Alors, demandez-lui cette étape")
    assert talk.screen == "lesson"


@pytest.mark.parametrize(
    ("said", "help_"),
    [
        ("je vois que l'ancienne", "Google lit avant de publier"),
        ("je vois encore l'ancienne fiche", "Google lit avant de publier"),
        ("je vois deux fiches pareilles", "Deux fiches pareilles"),
        ("y a deux fiches", "Deux fiches pareilles"),
    ],
)
def test_an_old_card_or_two_alike_get_their_own_help(library: Library, said: str, help_: str) -> None:
    talk = at_proof_of(library, "fiche-etablissement")

    talk.say(said)

    assert talk.screen == "lesson_help"
    assert help_ in talk.said


@pytest.mark.parametrize("said", ["je vois que l'ancienne", "je vois deux fiches pareilles", "je vois une autre page"])
def test_a_step_is_not_passed_by_what_is_seen_otherwise(library: Library, said: str) -> None:
    talk = in_lesson(Talk(library), "fiche-etablissement")

    talk.say(said)

    assert talk.screen == "lesson_help"
    assert progress(talk.conversation, "fiche-etablissement").step == "chercher"


def test_a_step_that_speaks_of_two_is_passed_by_two(library: Library) -> None:
    talk = in_lesson(Talk(library), "preparer-coaching")
    while progress(talk.conversation, "preparer-coaching").step != "dates":
        talk.code(talk.choices[0].code)

    talk.say("je vois deux dates")

    assert progress(talk.conversation, "preparer-coaching").step == "relais"
