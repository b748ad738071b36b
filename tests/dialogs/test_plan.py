"""What does her plan give her, and how is a lesson lived?"""

from __future__ import annotations

import pytest

from content.models import Lesson, Library
from tests.dialogs.moments import at_proof, in_lesson
from tests.dialogs.talk import Talk


def test_a_plan_has_three_to_nine_steps_each_with_its_reason_time_and_cost(talk: Talk) -> None:
    talk.to_plan()
    steps = talk.conversation.plan.steps

    assert 3 <= len(steps) <= 9
    assert all(step.because for step in steps)
    assert all(sum(1 for s in steps if s.when == step.when) <= 3 for step in steps)
    assert any(step.kind == "lesson" and step.when == "week" for step in steps)
    assert any(step.kind == "person" for step in steps)


def test_the_plan_is_kept_as_given_when_the_content_changes(talk: Talk, library: Library) -> None:
    talk.to_plan()
    before = talk.conversation.plan
    talk.say("merci")
    talk.say("/plan")

    assert talk.conversation.plan == before


def test_no_online_shop_is_proposed_to_a_member_of_a_network(talk: Talk) -> None:
    facts = {"reseau": "franchise", "logiciel": "fourni_reseau", "fournisseur_principal": "majoritaire"}
    talk.to_plan(facts, barriers=("F9", "F12"))

    ids = {step.id for step in talk.conversation.plan.steps}
    assert "questions-reseau" in ids
    assert not ids & {"vente-sans-deception", "premier-site", "petit-catalogue"}


def _a_lesson(talk: Talk) -> str:
    """A lesson of her plan, whatever the plan proposes."""
    plan = talk.conversation.plan
    found = next((s.id for s in plan.steps if isinstance(talk.library.proposals[s.id], Lesson)), "")
    if not found:
        found = "sauvegarde"
        step = plan.steps[0].changed(id=found, kind="lesson")
        talk.conversation = talk.conversation.changed(plan=plan.changed(steps=(step, *plan.steps[1:])))
        talk.say("/plan")
    return found


def test_a_lesson_goes_step_by_step_to_what_she_sees(talk: Talk) -> None:
    talk.to_plan(barriers=("F11",))
    lesson = _a_lesson(talk)
    talk.code(f"p:{lesson}")
    talk.press("Commencer la leçon")
    steps = len(talk.library.lesson(lesson).steps)
    for _ in range(steps):
        talk.say("c'est fait")
    assert talk.screen in ("proof", "lesson")

    talk.say("je vois mon fichier, il s'ouvre")

    assert talk.screen == "lesson_done"
    assert next(s for s in talk.conversation.plan.steps if s.id == lesson).done
    assert talk.conversation.lessons[0].saw == "je vois mon fichier, il s'ouvre"


def test_stuck_gives_more_help_then_a_person(talk: Talk) -> None:
    talk.to_plan(barriers=("F11",))
    lesson = _a_lesson(talk)
    talk.code(f"p:{lesson}")
    talk.code(f"l:{lesson}")
    talk.press("Je bloque")
    assert talk.screen == "lesson_help"

    talk.press("Je bloque")

    assert talk.screen == "lesson_person"


def test_stuck_twice_she_can_see_the_step_that_follows(talk: Talk) -> None:
    in_lesson(talk).press("Je bloque")
    first = talk.conversation.lessons[0].step
    talk.say("je trouve pas")

    talk.press("Voir l'étape suivante")

    assert talk.screen == "lesson"
    assert talk.conversation.lessons[0].step != first


@pytest.mark.parametrize("lesson", ["mots-de-passe", "faux-message", "verifier-iban", "jour-attaque"])
def test_stuck_in_a_lesson_that_answers_an_attack_leads_to_its_official_address(lesson: str, talk: Talk) -> None:
    in_lesson(talk, lesson).press("Je bloque")

    talk.say("toujours pas")

    assert talk.screen == "lesson_person"
    assert "17cyber.gouv.fr" in talk.said
    assert "cinq jours" not in talk.said


def test_a_lesson_that_answers_a_fraud_never_leads_to_who_calls_back_in_days(library: Library) -> None:
    emergencies = (topic for topic in library.topics.values() if topic.kind == "emergency")
    urgent = {topic.id for topic in emergencies if "17cyber" in topic.url}
    lessons = [p for p in library.proposals.values() if isinstance(p, Lesson) and urgent & set(p.topics)]

    assert lessons
    assert {lesson.stuck_person for lesson in lessons} == {"17cyber"}


def test_later_keeps_the_step_and_she_starts_again_there(talk: Talk) -> None:
    talk.to_plan(barriers=("F11",))
    lesson = _a_lesson(talk)
    talk.code(f"p:{lesson}")
    talk.code(f"l:{lesson}")
    talk.press("C'est fait")
    second = talk.conversation.lessons[0].step
    talk.press("Plus tard")
    assert (talk.screen, talk.subject) == ("paused", lesson)
    talk.press("Revenir à mon plan")
    assert talk.screen == "plan"

    talk.later(days=4)
    talk.code(f"p:{lesson}")
    talk.code(f"l:{lesson}")

    assert talk.conversation.lessons[0].step == second


def test_done_said_at_the_end_of_a_lesson_is_not_yet_what_she_sees(talk: Talk) -> None:
    at_proof(talk).say("c'est fait")

    assert talk.screen == "proof"
    assert talk.texts[0].startswith("Très bien. Et que voyez-vous")


def test_leaving_at_the_end_of_a_lesson_does_not_finish_it(talk: Talk) -> None:
    at_proof(talk).say("revenir à mon plan")

    assert talk.screen == "plan"
    assert "C’est fait" not in talk.said


@pytest.mark.parametrize(("rank", "words"), [(1, "Ouvrez un fichier depuis la copie"), (2, "Pas assez de place")])
def test_what_she_does_not_see_at_the_end_of_a_lesson_gets_the_help_of_its_own_step(
    rank: int, words: str, talk: Talk
) -> None:
    lesson = talk.library.lesson("sauvegarde")
    at_proof(talk).press(lesson.proof_options[rank])

    assert lesson.steps[-1].help not in talk.said
    assert words in talk.said


@pytest.mark.parametrize("said", ["je vois pas ma copie", "la copie est introuvable", "je ne trouve pas la copie"])
def test_what_she_does_not_see_is_told_in_her_words_too(said: str, talk: Talk) -> None:
    at_proof(talk).say(said)

    assert "Pas assez de place" in talk.said
