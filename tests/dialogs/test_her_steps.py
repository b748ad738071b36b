"""Do the steps of her plan and of its lessons fit her, and say no more than what was done?"""

from __future__ import annotations

import pytest

from content.models import Lesson, Library
from content.typography import typeset
from dialogs.plan import Wanted, candidates
from dialogs.profile import answer_weights, infer_type
from dialogs.proposals import OWN_QUESTION
from dialogs.screens import answer_label
from tests.dialogs.moments import in_lesson
from tests.dialogs.talk import NOW, Talk

WAITING = "preuve-caisse"


# ------------------------------------------------------------------ the plan


def test_the_choices_of_a_plan_are_its_steps_in_their_order_done_or_not(talk: Talk) -> None:
    talk.to_plan()
    second = talk.conversation.plan.steps[1]
    talk.code(f"s:{second.id}", turn=0)

    codes = [choice.code for choice in talk.choices if choice.code.startswith("p:")]
    assert codes == [f"p:{step.id}" for step in talk.conversation.plan.steps]
    assert talk.labels[1].startswith("Revoir")


def test_a_reason_is_told_once_and_then_points_to_its_step(talk: Talk) -> None:
    talk.to_plan(barriers=("F3",))

    reasons = [step.because for step in talk.conversation.plan.steps]
    assert len(set(reasons)) < len(reasons)
    assert all(talk.said.count(reason) == 1 for reason in reasons)
    assert "Même raison que l’étape 1." in talk.said


def test_with_nothing_to_spend_no_step_is_above_her_budget(library: Library) -> None:
    for barriers in (("F1",), ("F8", "F9"), ("F6", "F11"), ("F2",)):
        talk = Talk(library).to_plan({"budget": "rien"}, barriers)

        steps = [library.proposals[step.id] for step in talk.conversation.plan.steps]
        assert [step.id for step in steps if step.budget != "rien"] == []


def test_nothing_that_ends_in_a_bill_is_proposed_with_nothing_to_spend(library: Library) -> None:
    proposed = {
        budget: {
            c.proposal.id for c in candidates(Wanted("C", ("F7", "F9"), (), {"budget": budget}, NOW.date()), library)
        }
        for budget in ("rien", "petit")
    }

    assert proposed["petit"] >= {"ligne-de-secours", "deux-devis-site"}
    assert not proposed["rien"] & {"ligne-de-secours", "deux-devis-site"}


@pytest.mark.parametrize("text", ["y a que moi", "j'suis toute seule"])
def test_alone_she_is_understood_and_gets_no_advice_on_a_team(talk: Talk, text: str) -> None:
    talk.to_questions()
    talk.say(text)
    talk.to_plan(barriers=("F5", "F3"))

    assert talk.known["effectif"] == "0"
    assert {step.id for step in talk.conversation.plan.steps}.isdisjoint({"qui-fait-quoi", "qui-fait-quoi-ici"})


# ------------------------------------------------------------------ a lesson


def test_a_step_that_needs_an_answer_stops_there_until_it_came(talk: Talk) -> None:
    in_lesson(talk, WAITING)
    lesson = talk.library.proposals[WAITING]
    assert isinstance(lesson, Lesson)
    place = next(n for n, step in enumerate(lesson.steps) if step.waits)
    for _ in range(place):
        talk.press("C'est fait")
    assert "En attendant la réponse" in talk.texts[-1]
    assert typeset("C'est fait") not in talk.labels
    talk.press("J'ai reçu la réponse")

    assert talk.subject == f"{WAITING}:{lesson.steps[place + 1].id}"


def test_stuck_she_hears_the_step_again_before_its_help(talk: Talk) -> None:
    in_lesson(talk, WAITING)
    step = talk.library.proposals[WAITING].steps[0]
    talk.press("Je bloque")

    assert talk.texts[0] == typeset(f"Reprenons. {step.text}")
    assert talk.texts[1] == typeset(step.help)


# ------------------------------------------------------------------ her trade's words


@pytest.mark.parametrize(
    ("trade", "question", "never"),
    [
        ("coiffeuse", "produits", "trouve"),
        ("coiffeuse", "fabrication", "vendez"),
        ("coiffeuse", "reseau", "porte"),
        ("infirmière", "intervenants", "vente"),
    ],
)
def test_a_service_is_asked_in_its_own_words(library: Library, trade: str, question: str, never: str) -> None:
    talk = Talk(library).to_questions(trade)
    talk.conversation = talk.conversation.changed(reopened="")
    talk.conversation = talk.conversation.with_answer(question, "inconnu")
    talk.code(f"c:{question}", turn=0)

    assert talk.subject == question
    assert never not in talk.texts[-1]


def test_a_shop_keeps_the_words_of_a_shop(library: Library) -> None:
    talk = Talk(library).to_questions("opticien")
    talk.conversation = talk.conversation.with_answer("reseau", "inconnu")
    talk.code("c:reseau", turn=0)

    assert typeset(library.questions["reseau"].text) == talk.texts[-1]


# ------------------------------------------------------------------ an emergency


def test_an_account_taken_has_its_own_first_gesture(talk: Talk) -> None:
    talk.say("on m'a piraté mon compte hier")

    assert talk.subject == "urgence-compte"
    assert "mot de passe" in talk.texts[0]
    assert "Coupez internet" not in talk.said


@pytest.mark.parametrize(
    "said", ["on m'a piraté ma boîte mail", "au secours on m'a piraté", "j'ai fait un faux virement"]
)
def test_after_a_hack_the_public_help_stands_among_the_first_steps(talk: Talk, said: str) -> None:
    hacked(talk, said)

    assert "17cyber" in [step.id for step in talk.conversation.plan.steps if step.when == "week"][:2]


def test_what_answers_a_hack_stays_after_a_correction_about_something_else(talk: Talk) -> None:
    hacked(talk, "on m'a piraté ma boîte mail")
    before = {step.id for step in talk.conversation.plan.steps if step.barrier == "F11"}

    talk.code("c:temps", turn=0)
    talk.code("a:temps:rien")

    assert "sauvegarde" in before
    assert before <= {step.id for step in talk.conversation.plan.steps}


def test_what_answers_a_hack_leaves_when_it_no_longer_fits(talk: Talk) -> None:
    hacked(talk, "on m'a piraté ma boîte mail")

    talk.code("c:equipement", turn=0)
    talk.code("a:equipement:telephone_seul")

    assert "sauvegarde" not in {step.id for step in talk.conversation.plan.steps}


def hacked(talk: Talk, said: str) -> Talk:
    """Her plan, when she comes after an attack and worries about the next."""
    talk.say("")
    talk.say(said)
    talk.say("fleuriste")
    return talk.to_plan(barriers=("F11", "F8"))


def test_her_own_question_is_the_reason_of_its_step(talk: Talk) -> None:
    talk.say("orange me coupe l'adsl")
    talk.to_questions().to_plan()

    assert any(step.barrier == OWN_QUESTION for step in talk.conversation.plan.steps)


# ------------------------------------------------------------------ why this kind of business


def test_a_reason_speaks_for_that_kind_of_business_more_than_for_any_other(library: Library) -> None:
    known = {"reseau": "franchise", "intervenants": "aucun", "clients": "quartier", "logiciel": "fourni_reseau"}

    inference = infer_type(known, library)
    for fact, value in inference.because:
        weights = answer_weights(fact, value, library)
        assert max(weights, key=lambda kind: weights[kind]) == inference.type
    assert ("intervenants", "aucun") not in inference.because


def test_a_brand_and_her_link_to_it_do_not_read_alike(library: Library) -> None:
    talk = Talk(library).to_questions("opticien")
    talk.conversation = talk.conversation.with_answer("enseigne", "Optic 2000").with_answer("reseau", "cooperative")

    labels = [answer_label(fact, talk.known[fact], talk.story) for fact in ("enseigne", "reseau")]
    assert len({label.split("\u00a0:")[0] for label in labels}) == len(labels)


# ------------------------------------------------------------------ a site that let her down


def test_after_a_site_that_disappointed_she_is_not_sent_to_order_another(talk: Talk) -> None:
    talk.say("")
    talk.say("ébéniste, mon site m'a déçu")
    talk.code(talk.choices[0].code)
    talk.to_plan({"vente_en_ligne": "decu", "fabrication": "oui", "produits": "creation", "clients": "loin"}, ("F9",))

    steps = [step.id for step in talk.conversation.plan.steps]
    assert steps[0] == "mes-ventes-trois-mois"
    assert not {"mon-cahier-site", "premier-site", "deux-devis-site"} & set(steps)
    assert "Vendre sur internet" not in talk.said


# ------------------------------------------------------------------ what leaves her plan


def test_a_step_that_leaves_says_that_it_no_longer_fits_her_answers(talk: Talk) -> None:
    talk.to_plan(barriers=("F11", "F8"))
    talk.code("c:equipement", turn=0)

    talk.code("a:equipement:telephone_seul")

    assert "Retiré\u00a0: «\u00a0Copier mes fichiers\u00a0». Cela ne va plus avec vos réponses." in talk.said


def test_a_step_that_leaves_for_want_of_room_says_that_others_go_before_it(talk: Talk) -> None:
    talk.to_plan(barriers=("F11", "F8"))
    talk.code("c:temps", turn=0)

    talk.code("a:temps:rien")

    assert "Mis de côté\u00a0: " in talk.said
    assert "D’autres étapes passent avant." in talk.said


def test_a_day_prepared_takes_the_place_of_the_day_to_ask_for(talk: Talk) -> None:
    talk.to_plan(barriers=("F4", "F3"))
    ids = [step.id for step in talk.conversation.plan.steps]
    assert "preparer-coaching" in ids
    talk.code("s:preparer-coaching", turn=0)

    talk.code("c:freins", turn=0)
    talk.code("k:F4:0", "k:F3:1", "m:kept")
    while talk.screen != "plan":
        talk.code(talk.choices[0].code)

    ids = [step.id for step in talk.conversation.plan.steps]
    assert "preparer-coaching" in ids
    assert "coaching-sur-place" not in ids


# ------------------------------------------------------------------ what she says of a step


@pytest.mark.parametrize(
    ("lesson", "step", "said"),
    [
        ("preparer-coaching", "personne", "je connais personne"),
        ("juger-service", "confrere", "le vendeur veut pas"),
        ("vente-sans-deception", "produits", "toutes mes pièces sont uniques"),
        ("vente-sans-deception", "reste", "je sais pas compter mes heures"),
        ("ma-ligne", "adresse", "je trouve pas mon adresse"),
        ("ma-ligne", "adresse", "mon adresse n'existe pas"),
        ("repondre-avis", "lire", "la fille est jamais venue, c'est un faux avis"),
        ("photos-telephone", "caler", "jarrive pas, cest trop sombre"),
    ],
)
def test_a_trouble_told_in_her_words_gets_the_help_of_its_step(
    library: Library, lesson: str, step: str, said: str
) -> None:
    talk = at_step(library, lesson, step)

    talk.say(said)

    help_of = next(one.help for one in library.lesson(lesson).steps if one.id == step)
    assert typeset(help_of)[:30] in talk.said


@pytest.mark.parametrize(
    ("lesson", "step", "said"),
    [
        ("preparer-coaching", "dates", "c'est noté"),
        ("petit-catalogue", "ajouter", "ajouté"),
        ("mots-de-passe", "transferts", "je l'ai enlevée"),
        ("repondre-avis", "relire", "jai ecrit"),
        ("ma-ligne", "prise", "je vois ADSL"),
    ],
)
def test_a_step_is_done_in_the_words_it_asked_for(library: Library, lesson: str, step: str, said: str) -> None:
    talk = at_step(library, lesson, step)

    talk.say(said)

    assert talk.turn.took == "done"
    assert talk.subject != f"{lesson}:{step}"


@pytest.mark.parametrize("said", ["je vois rien", "je l'ai pas enlevée"])
def test_what_is_denied_is_not_done(library: Library, said: str) -> None:
    talk = at_step(library, "mots-de-passe", "transferts")

    talk.say(said)

    assert talk.screen == "lesson_help"


@pytest.mark.parametrize("said", ["je vois une page blanche", "je vois une erreur", "ça y est mais c'est en anglais"])
def test_trouble_that_she_sees_is_not_done(library: Library, said: str) -> None:
    talk = at_step(library, "mots-de-passe", "transferts")

    talk.say(said)

    assert talk.screen == "lesson_help"


def at_step(library: Library, lesson: str, step: str) -> Talk:
    """In front of this step of a lesson in service."""
    talk = in_lesson(Talk(library), lesson)
    while talk.subject != f"{lesson}:{step}":
        talk.code(talk.choices[0].code)
    return talk
