"""Is what she takes away taken away, said back, undone when she wants, and told with the words that led there?"""

from __future__ import annotations

import pytest

from content.typography import typeset
from tests.dialogs.talk import FLORIST, Talk

FALSE_MESSAGES = "faux-message"
HER_WORDS = "je reçois des faux messages"


def _with_a_question(talk: Talk) -> Talk:
    talk.to_questions().say(HER_WORDS)
    return talk.to_plan(barriers=("F3", "F4", "F8"))


def _steps(talk: Talk) -> list[str]:
    plan = talk.conversation.plan
    assert plan is not None
    return [step.id for step in plan.steps]


@pytest.mark.parametrize(
    "text",
    [
        "enleve les faux messages ca me concerne pas",
        "supprime l'etape 1",
        "les faux message sa me concerne pas",
        "j'ai jamais parlé de faux messages",
        "vire moi la 1ere etape, les faux messages",
        "j'ai pas besoin des faux messages",
        "l'étape 1 c'est pas pour moi",
        "enlevez la 1",
    ],
)
def test_a_subject_taken_away_leaves_her_plan_and_her_words(talk: Talk, text: str) -> None:
    _with_a_question(talk).say(text)

    assert FALSE_MESSAGES not in _steps(talk)
    assert FALSE_MESSAGES not in talk.story.topics
    assert talk.texts[0] == typeset("C'est enlevé : « Les faux messages ». Pour le remettre, écrivez « remettre ».")
    assert HER_WORDS not in talk.said


def test_several_numbers_are_taken_away_at_once(talk: Talk) -> None:
    before = _steps(_with_a_question(talk))

    talk.say("enleve les 2 et 3")

    assert not {before[1], before[2]} & set(_steps(talk))
    talk.say("remettre")
    assert _steps(talk) == before


def test_remettre_undoes_it(talk: Talk) -> None:
    before = _steps(_with_a_question(talk))

    talk.say("enleve les faux messages")
    talk.say("remettre")

    assert _steps(talk) == before
    assert HER_WORDS in talk.said


def test_a_step_taken_away_stays_away_when_an_answer_is_corrected(talk: Talk) -> None:
    _with_a_question(talk).say("supprime l'étape 2")
    gone = talk.conversation.refused_steps

    talk.say("en fait j'ai quatre salariés")

    assert gone
    assert not set(gone) & set(_steps(talk))


def test_a_situation_taken_away_is_no_longer_hers(talk: Talk) -> None:
    _with_a_question(talk).say("enleve l'ordinateur je me debrouille avec")

    assert talk.known["freins"] == "F3,F8"
    talk.say("remettre")
    assert talk.known["freins"] == "F3,F4,F8"


def test_on_the_list_too_it_is_taken_by_a_word_of_its_line(talk: Talk) -> None:
    talk.to_barriers().code("k:F4:1", "k:F6:1")

    talk.say("enleve l'ordinateur je me debrouille avec")

    assert talk.conversation.ticks == ("F6",)


def test_at_the_list_a_subject_leaves_her_questions_and_no_line_with_it(talk: Talk) -> None:
    talk.to_questions().say(HER_WORDS)
    talk._until("barriers", FLORIST, ())
    talk.code("k:F11:1")

    talk.say("enlevez les faux messages")

    assert (talk.conversation.ticks, talk.story.topics) == (("F11",), ())


def test_what_led_there_is_told_with_how_to_take_it_away(talk: Talk) -> None:
    _with_a_question(talk).say("c'est quoi le rapport avec les faux messages ?")

    assert HER_WORDS in talk.said
    assert "enlever" in talk.said
    assert FALSE_MESSAGES in _steps(talk)


def test_never_having_spoken_of_it_tells_what_led_there_and_takes_it_away(talk: Talk) -> None:
    _with_a_question(talk).say("c'est quoi le rapport avec les faux messages ? j'ai jamais parlé de ca")

    assert HER_WORDS in talk.texts[0]
    assert FALSE_MESSAGES not in _steps(talk)


def test_spoken_of_again_it_is_hers_again(talk: Talk) -> None:
    _with_a_question(talk).say("enleve les faux messages")

    talk.say("finalement j'ai eu un mail bizarre, que faire ?")

    assert FALSE_MESSAGES in _steps(talk)


@pytest.mark.parametrize(
    "text", ["comment retirer un avis ?", "supprimer mon vieux site", "enlever ca", "je veux plus de messages"]
)
def test_what_names_nothing_of_hers_takes_nothing_away(talk: Talk, text: str) -> None:
    _with_a_question(talk).say(text)

    assert talk.conversation.refused == ()


def test_before_the_plan_a_subject_is_taken_away_too(talk: Talk) -> None:
    talk.to_questions().say(HER_WORDS)
    asked = talk.subject

    talk.say("enlevez les faux messages")

    assert (talk.story.topics, talk.subject) == ((), asked)


def test_a_lesson_that_asks_to_remove_something_is_not_concerned(talk: Talk) -> None:
    _with_a_question(talk).code("p:faux-message")
    talk.press("Commencer la leçon")

    talk.say("j'ai enlevé le message")

    assert talk.conversation.refused == ()


def test_what_is_nowhere_is_told_so(talk: Talk) -> None:
    talk.to_questions().say("c'est quoi le rapport avec les faux messages ? j'ai jamais parlé de ca")

    assert talk.texts[0] == typeset("Ni vos réponses ni votre plan ne parlent de cela : les faux messages.")


def test_in_a_tool_it_is_taken_away_and_the_tool_goes_on(talk: Talk) -> None:
    _with_a_question(talk).say("dois je dire oui")
    talk.code(talk.choices[0].code)
    there = talk.screen, talk.subject
    assert there[0] == "tool"

    talk.say("enleve les faux messages ca me concerne pas")

    assert (talk.screen, talk.subject) == there
    talk.say("mon plan")
    assert FALSE_MESSAGES not in _steps(talk)


@pytest.mark.parametrize(
    "text",
    [
        "surtout n'enlevez pas l'étape 2",
        "je veux pas enlever l'étape 2",
        "n'enlève pas le conseiller",
        "faut pas enlever la 2",
        "nenleve pas l'etape 1",
        "je veux pas que tu enleves les faux messages",
        "ne supprimez pas les faux messages",
    ],
)
def test_what_she_wants_kept_is_not_taken_away(talk: Talk, text: str) -> None:
    before = _steps(_with_a_question(talk))

    talk.say(text)

    assert _steps(talk) == before
    assert "C’est enlevé" not in talk.said


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("enleve la 1 s il te plait", (0,)),
        ("stp retire la 2", (1,)),
        ("enlève la dernière", (-1,)),
        ("enlevez la derniere svp", (-1,)),
        ("enleve la premiere et la deuxieme", (0, 1)),
        ("enlève la deuxiéme etape", (1,)),
    ],
)
def test_a_rank_takes_its_step_away(talk: Talk, text: str, ranks: tuple[int, ...]) -> None:
    before = _steps(_with_a_question(talk))

    talk.say(text)

    assert not {before[rank] for rank in ranks} & set(_steps(talk))


@pytest.mark.parametrize(
    "text",
    [
        "enlève le site",
        "supprime le site svp",
        "enleve la fiche google",
        "enlève les avis google",
        "non supprime la facture électronique",
    ],
)
def test_taking_away_what_is_nowhere_adds_nothing(talk: Talk, text: str) -> None:
    before = _steps(_with_a_question(talk))

    talk.say(text)

    assert "Ni vos réponses ni votre plan ne parlent de cela" in talk.said
    assert (_steps(talk), talk.story.topics) == (before, ("faux-message",))


@pytest.mark.parametrize("text", ["enlève le site", "supprime le site", "finalement enleve le site stp"])
def test_the_very_words_of_another_subject_take_hers_away(talk: Talk, text: str) -> None:
    talk.to_questions().say("je voudrais un site et une prise de rendez vous en ligne")
    talk.to_plan(barriers=("F3", "F4", "F8"))

    talk.say(text)

    assert talk.story.topics == ("prise-de-rendez-vous",)
    assert "corriger-vieux-site" not in _steps(talk)


@pytest.mark.parametrize("text", ["supprimez mon vieux site", "comment enlever un avis google"])
def test_what_she_calls_her_own_or_asks_how_is_her_question(talk: Talk, text: str) -> None:
    _with_a_question(talk).say(text)

    assert len(talk.story.topics) > 1


def test_one_subject_raised_again_leaves_the_others_away(talk: Talk) -> None:
    talk.to_questions().say("je voudrais un site et une prise de rendez vous en ligne")
    talk.to_plan(barriers=("F3", "F4", "F8"))
    talk.say("enleve les 1 et 2")
    assert talk.story.topics == ()

    talk.say("comment choisir une prise de rendez vous en ligne ?")

    assert talk.story.topics == ("prise-de-rendez-vous",)
    assert "mon-cahier-site" not in _steps(talk)


def test_begun_anew_what_was_taken_away_stays_away(talk: Talk) -> None:
    talk.to_questions().say("je voudrais un site et une prise de rendez vous en ligne")
    talk.to_plan(barriers=("F3", "F4", "F8")).say("enlève le site")

    talk.say("recommencer")
    talk.press(talk.labels[0])

    assert talk.story.topics == ("prise-de-rendez-vous",)


def test_with_nothing_left_remettre_is_answered(talk: Talk) -> None:
    _with_a_question(talk).say("remettre")

    assert talk.texts[0] == typeset("Il n'y a rien à remettre.")


@pytest.mark.parametrize(
    "text", ["enleve les faux messages", "enlève les photos", "retire la caisse", "supprime la livraison"]
)
def test_what_she_names_at_an_open_step_is_not_that_step(at_plan: Talk, text: str) -> None:
    before = at_plan.conversation.plan.steps
    at_plan.code(f"p:{before[0].id}")
    at_plan.say(text)

    assert at_plan.conversation.plan.steps == before
    assert at_plan.conversation.refused == ()


@pytest.mark.parametrize("text", ["enlève ça", "enleve cette etape svp", "ça me concerne pas", "enleve ma fiche"])
def test_the_open_step_is_taken_away_where_she_names_it_or_nothing(at_plan: Talk, text: str) -> None:
    opened = at_plan.conversation.plan.steps[0].id
    at_plan.code(f"p:{opened}")
    at_plan.say(text)

    assert opened not in [step.id for step in at_plan.conversation.plan.steps]


def test_a_finished_step_taken_away_comes_back_done(at_plan: Talk) -> None:
    person = next(step.id for step in at_plan.conversation.plan.steps if step.kind == "person")
    at_plan.code(f"p:{person}")
    at_plan.code(f"s:{person}")
    at_plan.code(f"p:{person}")
    at_plan.say("enlève ça")
    assert person not in [step.id for step in at_plan.conversation.plan.steps]
    at_plan.say("remettre")

    assert person in [step.id for step in at_plan.conversation.plan.steps if step.done]


def test_the_other_steps_of_a_question_taken_away_are_said_to_go_with_it(talk: Talk) -> None:
    talk.say("bonjour, la facture electronique moi aussi je dois ?")
    talk.say("fleuriste")
    talk.code(talk.choices[0].code)
    talk.to_plan(barriers=("F8",))
    assert "expert-comptable" in [step.id for step in talk.conversation.plan.steps]
    talk.say("enleve la facture electronique")

    assert "C’était pour une question que vous n’avez plus." in talk.said
    assert "ne va plus avec vos réponses" not in talk.said
