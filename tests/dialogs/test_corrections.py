"""What does a correction change? The answer alone; what was drawn from it falls; she is told."""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.progress import BRAND, KEPT, NETWORK, TRADE, TYPE
from tests.dialogs.talk import FLORIST, Talk

CORRECTIONS = {
    "logiciel": "aucun", "reseau": "centrale", "produits": "creation", "intervenants": "quelques", "filiere": "faible",
    "fournisseur_principal": "faible", "fabrication": "en_partie", "clients": "loin", "concurrence": "prix",
    "temps": "rien", "budget": "rien", "equipement": "telephone_seul", "aisance": "pas_du_tout", "connexion": "fibre",
    "vente_en_ligne": "decu", "effectif": "0",
}  # fmt: skip


@pytest.fixture
def finished(library: Library) -> Talk:
    return Talk(library).to_plan()


@pytest.mark.parametrize("by_number", [True, False])
def test_a_label_of_ours_chosen_without_pressing_is_not_kept_as_her_words(by_number: bool, talk: Talk) -> None:
    talk.to_questions()

    talk.say("2" if by_number else talk.labels[1])

    last = talk.conversation.answers[-1]
    assert last.fact not in (TRADE, "secteur")
    assert last.said == ""


def test_each_answer_of_a_finished_conversation_can_be_changed_alone(library: Library) -> None:
    finished = Talk(library).to_plan().known
    corrected = [fact for fact in finished if fact in CORRECTIONS]
    assert len(corrected) >= 4

    for fact in corrected:
        talk = Talk(library).to_plan()
        before = talk.known
        talk.code(f"c:{fact}", turn=0)
        assert talk.subject == fact
        assert talk.known == before
        talk.code(f"a:{fact}:{CORRECTIONS[fact]}")

        assert talk.known[fact] == CORRECTIONS[fact]
        others = {f: v for f, v in before.items() if f not in (fact, TYPE)}
        assert {f: talk.known[f] for f in others} == others
        assert "C’est changé" in talk.texts[0]


def test_she_is_told_when_a_correction_changes_her_plan(finished: Talk) -> None:
    before = {step.id for step in finished.conversation.plan.steps}

    finished.code("c:connexion", turn=0) if "connexion" in finished.known else finished.code("c:freins", turn=0)
    finished.code(*(c.code for c in finished.choices if c.role == "tick" and c.ticked), "k:F11:1", "m:kept")

    after = {step.id for step in finished.conversation.plan.steps}
    assert after != before
    assert "Votre plan change" in finished.said


def test_a_correction_that_changes_the_type_asks_it_again(library: Library) -> None:
    talk = Talk(library).to_plan(
        {"reseau": "franchise", "logiciel": "fourni_reseau", "fournisseur_principal": "majoritaire"}
    )
    assert talk.known[TYPE] == "A"
    for fact, value in (("logiciel", "propre"), ("reseau", "aucun")):
        talk.code(f"c:{fact}", turn=0)
        talk.code(f"a:{fact}:{value}")
        if TYPE not in talk.known:
            break

    assert "Cela change mon avis" in talk.said
    assert talk.screen in ("profile", "question")
    talk.to_plan()
    assert talk.known[TYPE] != "A"
    assert talk.known["logiciel"] == "propre"


def test_a_type_she_chose_herself_stays_whatever_she_corrects(library: Library) -> None:
    talk = Talk(library).to_questions()
    while talk.screen == "question":
        talk.code(f"a:{talk.subject}:{FLORIST[talk.subject]}")
    talk.press("Pas tout à fait")
    talk.code("a:type:D")
    talk.to_plan()

    fact = next(f for f in talk.known if f in CORRECTIONS)
    talk.code(f"c:{fact}", turn=0)
    talk.code(f"a:{fact}:{CORRECTIONS[fact]}")

    assert talk.known[TYPE] == "D"


def test_another_trade_takes_its_sector_and_brand_with_it(library: Library) -> None:
    talk = Talk(library)
    talk.say("")
    talk.say("garagiste midas")
    talk.code("a:metier:garagiste")
    talk.press("Oui")
    assert (talk.known[BRAND], talk.known[NETWORK]) == ("Midas", "franchise")

    talk.code("c:metier", turn=0)
    talk.say("fleuriste")
    talk.code("a:metier:fleuriste")

    assert talk.known[TRADE] == "fleuriste"
    assert talk.known["secteur"] == library.trades["fleuriste"].sector
    assert BRAND not in talk.known
    assert NETWORK not in talk.known


def test_an_old_button_corrects_that_answer(library: Library) -> None:
    talk = Talk(library).to_questions()
    first, turn = talk.subject, talk.conversation.turn
    options = [o.value for o in library.questions[first].options]
    talk.code(f"a:{first}:{options[0]}")
    talk.code(talk.choices[0].code)

    talk.code(f"a:{first}:{options[1]}", turn=turn)

    assert talk.known[first] == options[1]
    assert "C’est changé" in talk.said


def test_what_is_done_stays_done_when_the_plan_changes(finished: Talk) -> None:
    done = finished.conversation.plan.steps[-1].id
    finished.code(f"p:{done}")
    finished.code(f"s:{done}")

    finished.code("c:freins", turn=0)
    finished.code("k:F11:1", "m:kept")

    assert next(step for step in finished.conversation.plan.steps if step.id == done).done


def test_keeping_her_answer_changes_nothing(finished: Talk) -> None:
    before = finished.conversation

    finished.say("je me suis trompée")
    finished.press("Garder ma réponse")

    assert finished.known == before.known()
    assert finished.conversation.plan == before.plan
    assert finished.screen == "plan"


def test_every_answer_she_gave_can_be_chosen_for_correction(finished: Talk) -> None:
    finished.press("Changer une réponse")

    facts = {choice.code.removeprefix("c:") for choice in finished.choices if choice.code.startswith("c:")}
    said = {a.fact for a in finished.conversation.answers if a.origin == "said"}
    assert facts == said
    assert {TRADE, TYPE, KEPT} <= facts


def test_each_answer_in_the_list_reads_after_its_question(at_plan: Talk) -> None:
    at_plan.press("Changer une réponse")

    read = [label.partition("\u00a0: ")[2] for label in at_plan.labels]
    assert "Ce que vous vendez\u00a0: on en trouve un peu partout" in at_plan.labels
    assert "Ce qui me freine\u00a0: «\u00a0" in "\n".join(at_plan.labels)
    assert not [answer for answer in read if answer.startswith(("Oui", "Non", "Moi,", "Je n'en"))]


def test_what_holds_her_back_changed_is_said_in_a_sentence(at_plan: Talk) -> None:
    at_plan.code("c:freins")
    at_plan.code("k:F11:1", "m:kept")

    assert at_plan.texts[0].startswith("C’est changé\u00a0: je note ce qui vous freine")


def test_a_plan_said_not_to_change_keeps_its_order(talk: Talk) -> None:
    talk.to_plan(barriers=("F2", "F3", "F10"))
    before = [(step.id, step.when) for step in talk.conversation.plan.steps]
    talk.code("c:budget")
    talk.code("a:budget:moyen")

    assert "Votre plan ne change pas" in talk.said
    assert [(step.id, step.when) for step in talk.conversation.plan.steps] == before


@pytest.mark.parametrize(
    "text",
    [
        "en fait j'ai quatre salariées pas deux et le dimanche une extra",
        "j'ai 4 salariés pas 2 enfait, et une extra le dimanche",
        "finalement j'ai cinq employés, pas deux",
    ],
)
def test_a_number_corrected_beside_the_one_that_is_wrong_is_taken_and_no_day_is_a_reminder(
    library: Library, text: str
) -> None:
    talk = Talk(library).to_plan()
    talk.say(text)

    assert talk.known["effectif"] == "3-5"
    assert "C’est changé" in talk.texts[0]
    assert not [one for one in talk.conversation.reminders if one.kind == "asked"]
