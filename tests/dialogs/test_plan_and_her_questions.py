"""When she asks on her plan: does it say the step it has, keep who she can call, and start with what she asked?"""

from __future__ import annotations

import pytest

from dialogs.proposals import OWN_QUESTION
from tests.dialogs.talk import Talk

MEMBER = {"reseau": "franchise", "logiciel": "fourni_reseau"}


def _ids(talk: Talk) -> list[str]:
    return [step.id for step in talk.conversation.plan.steps]


@pytest.mark.parametrize(
    "said",
    [
        "le facebook du magasin c'est moi qui le fait, j'ai le droit avec le reseau ?",
        "mon insta l'enseigne elle peut dire quoi ?",
        "la caisse elle est a eux, si je quitte le reseau je perds mes clients ?",
    ],
)
def test_what_has_its_step_already_is_told_with_its_number_and_changes_nothing(talk: Talk, said: str) -> None:
    talk.to_plan(MEMBER, ("F12", "F11"))
    before = _ids(talk)
    talk.say(said)

    number = before.index("questions-reseau") + 1
    assert f"en parle déjà : étape {number}" in talk.said.replace("\u00a0", " ")
    assert _ids(talk) == before


def test_who_she_can_call_stays_when_a_step_is_added(talk: Talk) -> None:
    talk.to_plan({"connexion": "coupures"}, ("F7",))
    persons = [step.id for step in talk.conversation.plan.steps if step.kind == "person"]
    talk.say("la facture electronique moi aussi je dois ?")

    assert persons
    assert set(persons) <= set(_ids(talk))
    assert "plateforme-factures" in _ids(talk)
    assert talk.conversation.plan.steps[0].kind != "person"


@pytest.mark.parametrize(
    "said",
    [
        "et rexel qui me force a commander sur son site j'ai le droit de refuser ?",
        "c'est obligé de commander sur internet chez rexel ?",
        "mon grossiste veut que je commande sur leur appli",
    ],
)
def test_a_supplier_who_imposes_his_site_has_an_answer_and_a_step(talk: Talk, said: str) -> None:
    talk.to_plan(barriers=("F7",))
    talk.say(said)

    assert "par écrit" in talk.texts[0]
    assert any("commande-imposee" in talk.library.proposals[step].topics for step in _ids(talk))


def test_what_she_asked_stands_before_what_only_answers_a_line(talk: Talk) -> None:
    talk.to_barriers(MEMBER).say("la facture electronique, et j'ai recu un faux message de la banque")
    talk.to_plan(MEMBER, ("F12", "F11"))

    week = [step for step in talk.conversation.plan.steps if step.when == "week"]
    assert "faux-message" in {step.id for step in week if step.barrier == OWN_QUESTION}


def test_who_has_next_to_no_time_has_two_steps_this_week_at_most(talk: Talk) -> None:
    talk.to_plan({**MEMBER, "temps": "rien"}, ("F12", "F11"))

    week = [talk.library.proposals[s.id].minutes for s in talk.conversation.plan.steps if s.when == "week"]
    assert len(week) == 2
    assert sum(week) <= 30


def test_two_steps_for_one_question_of_hers_say_that_it_is_hers(talk: Talk) -> None:
    talk.say("bonjour, la facture electronique moi aussi je dois ?")
    talk.say("fleuriste")
    talk.code(talk.choices[0].code)
    talk.to_plan(barriers=("F8",))

    alike = [step for step in talk.conversation.plan.steps if step.barrier == OWN_QUESTION]
    assert len({step.because for step in alike}) < len(alike)
    assert "Pour la même question que l’étape" in talk.said
