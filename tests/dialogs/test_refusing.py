"""Does she want us to write no more? In any wording, it is recorded and said back, and nothing else is heard in it."""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk

NO_MORE = (
    "je ne veux plus que tu me relances", "je veux pas que tu me relances", "arrete les relances",
    "jveux plus de messages de relance", "plus de relance, laissez moi tranquille", "arretez de m'envoyer des messages",
    "pas besoin de me relancer", "stop les relances", "plus de notification svp", "me relancez pas",
    "je ne souhaite plus être relancée", "vos relances j'en veux plus", "jen ai mare de vos mesages",
    "vous pouvez arreter les relances ?", "bonjour ne me relancez plus merci", "je veux plus que vous m'ecriviez",
    "je ne veux plus de messages", "je veux plus de messages", "ras le bol des relances", "arrete de me relancer stp",
)  # fmt: skip
NOT_OF_OURS = (
    "comment relancer un client qui paye pas", "je ne veux plus relancer mes clients", "je fais pas de relances",
    "la banque me relance plus", "arreter les relances clients c'est possible ?", "j'ai pas de relance automatique",
    "mes clients me relancent pas", "ca me derange pas que tu me relances", "je me rappelle plus du prix",
    "je recois plus de messages sur instagram", "mes clients peuvent pas me contacter", "je veux plus relancer",
    "j'arrive pas à relancer", "on arrive pas à me contacter", "j'ai pas envie de relancer", "jose pas relancer",
    "clients qui ne paient pas, ras le bol des relances", "ne pas me déranger le lundi",
    "les gens arrive plus a me contacter", "g des impayés et marre des relances",
    "mes clientes savent pas me contacter",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_MORE)
def test_a_refusal_in_her_words_is_recorded_and_said_back(text: str, at_plan: Talk) -> None:
    plan = at_plan.conversation.plan

    at_plan.say(text)

    assert at_plan.conversation.no_more
    assert "je ne vous relance plus" in at_plan.said
    assert at_plan.conversation.plan == plan


@pytest.mark.parametrize("text", NO_MORE)
def test_one_she_asked_for_is_told_of_wherever_she_refuses(text: str, talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")

    talk.say(text)

    assert "Votre rappel de samedi 28 novembre à 9 h reste prévu." in talk.said
    assert talk.labels == ["Oui, le garder", "Non, l’annuler aussi"]


@pytest.mark.parametrize("text", NOT_OF_OURS)
def test_reminding_that_is_not_ours_refuses_nothing(text: str, at_plan: Talk) -> None:
    at_plan.say(text)

    assert not at_plan.conversation.no_more
    assert at_plan.screen != "no_reminder"


@pytest.mark.parametrize("text", ["je veux pas que tu me rappelles samedi", "supprimez le rappel", "me rappelle plus"])
def test_the_reminder_she_asked_for_refused_goes(text: str, talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")

    talk.say(text)

    assert talk.screen == "no_reminder"
    assert talk.conversation.reminders == ()


def test_what_is_refused_at_the_first_words_is_heard_too(talk: Talk) -> None:
    talk.say("")

    talk.say("je veux pas que tu me relances")

    assert talk.conversation.no_more


def test_stopping_says_that_her_reminder_goes(talk: Talk) -> None:
    talk.to_questions()
    talk.say("rappelez-moi samedi")

    talk.say("stop")

    assert "votre rappel de samedi 28 novembre à 9 h est annulé" in talk.said
    assert talk.conversation.reminders == ()
