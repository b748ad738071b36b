"""Is a health profession told what is true of its files, its order and its secretary, and never a shop's rule?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.spoken import option_said
from dialogs.topics import topics_in
from tests.dialogs.talk import Talk

HEALTH = ("kine", "infirmier", "osteo", "pharmacie", "opticien", "sante")
ABOUT = {
    "les donnees des patients j'ai peur de pas etre en regle": "dossiers-sante",
    "et les données de mes patients, il faut faire quoi ?": "dossiers-sante",
    "mais c'est des dossiers medicaux, j'ai le droit de barrer ?": "dossiers-sante",
    "les donnees de sante elles sont ou chez doctolib": "dossiers-sante",
    "le secret médical, comment je fais": "dossiers-sante",
    "mes fiches patient sont dans un classeur": "dossiers-sante",
    "la secretaire s'en va, je prends un telesecretariat ?": "secretariat",
    "notre secrétaire part en retraite": "secretariat",
    "on a plus de secretaire": "secretariat",
    "j'ai le droit d'avoir un site en tant que kine ? l'ordre dit quoi": "droit-et-ordre",
    "l'ordre interdit la publicité ou pas": "droit-et-ordre",
}
PROFESSIONS = ("dentiste", "psychologue", "orthophoniste", "sage femme", "podologue", "je suis médecin généraliste")


@pytest.mark.parametrize(("said", "topic"), ABOUT.items())
def test_what_worries_her_is_heard(library: Library, said: str, topic: str) -> None:
    assert topics_in(said, library, ("question",))[0].id == topic


@pytest.mark.parametrize("trade", HEALTH)
def test_her_files_are_kept_not_sorted(library: Library, trade: str) -> None:
    talk = Talk(library).to_plan()
    talk.conversation = talk.conversation.with_answer("metier", trade)
    talk.say("le rgpd pour mes dossiers ?")

    steps = [step.id for step in talk.conversation.plan.steps]
    assert "dossiers-sante" in steps
    assert not {"guide-fichier", "guide-fichier-clients"} & set(steps)


def test_a_shop_keeps_its_own_lesson(library: Library) -> None:
    talk = Talk(library).to_plan()
    talk.say("et le rgpd ?")

    steps = [step.id for step in talk.conversation.plan.steps]
    assert "guide-fichier" in steps
    assert "dossiers-sante" not in steps


def test_no_duration_is_given_for_a_health_file(library: Library) -> None:
    lesson = library.lesson("dossiers-sante")

    told = " ".join([lesson.what, lesson.done, *(f"{step.text} {step.help}" for step in lesson.steps)])
    assert not any(f"{count} an" in told for count in range(100))
    assert "Je ne donne aucune durée" in told


@pytest.mark.parametrize("said", PROFESSIONS)
def test_each_health_profession_is_known(talk: Talk, said: str) -> None:
    talk.say("bonjour")
    talk.say(said)

    assert (talk.screen, talk.subject) == ("trade_sure", "sante")


def test_a_carer_reads_of_patients_on_every_screen_of_a_lesson(library: Library) -> None:
    talk = Talk(library).to_plan()
    talk.conversation = talk.conversation.with_answer("metier", "kine")
    talk.say("doctolib c'est trop cher")
    talk.code("p:choisir-outil-rendez-vous", turn=0)
    read = [talk.said]
    talk.code("l:choisir-outil-rendez-vous")
    while talk.screen == "lesson":
        read.append(talk.said)
        talk.code(talk.choices[0].code)

    assert "patients" in " ".join(read)
    assert "client" not in " ".join(read)


@pytest.mark.parametrize("trade", ["kine", "infirmier", "osteo", "dentiste", "pharmacie"])
def test_a_carer_goes_from_hello_to_every_step_of_her_plan(library: Library, trade: str) -> None:
    talk = Talk(library)
    talk.to_questions(trade).to_plan(barriers=("F8", "F9", "F11"))
    plan = talk.conversation.plan

    assert plan is not None
    for step in plan.steps:
        talk.code(f"p:{step.id}", turn=0)
        assert (talk.screen, talk.subject) == ("step", step.id)
        assert "vos clients" not in talk.said.lower()


def test_a_carer_is_asked_of_her_software_not_of_a_till(talk: Talk) -> None:
    talk.to_questions("kine")
    while talk.subject != "logiciel":
        talk.code(f"a:{talk.subject}:inconnu")

    assert "agenda" in talk.said
    assert "caisse" not in talk.said.lower()


def test_near_her_home_is_why_patients_come(library: Library) -> None:
    said = "le medecin les envoie et c'est pres de chez eux"

    assert option_said(said, library.questions["concurrence"], library) == ("service",)
