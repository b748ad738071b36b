"""What does she live through, turn by turn?"""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from content.models import Chamber, Lesson, Library
from dialogs.phases import Phase
from dialogs.progress import KEPT, NETWORK, TRADE, TYPE, Story
from tests.dialogs.talk import FLORIST, Talk
from tests.transcripts import personas


@pytest.fixture
def talk(library: Library) -> Talk:
    return Talk(library)


# ------------------------------------------------------------------ the opening


def test_the_welcome_is_two_bubbles_and_a_question(talk: Talk) -> None:
    talk.say("")

    assert len(talk.texts) == 3
    assert "gratuit" in talk.texts[0]
    assert "programme" in talk.texts[1]
    assert "/effacer" in talk.texts[1]
    assert talk.screen == "trade"


def test_her_own_question_is_kept_acknowledged_and_answered_by_the_plan(talk: Talk) -> None:
    talk.say("Bonjour, orange me coupe l'adsl, que faire")
    assert len(talk.texts) <= 3
    assert "Votre ligne" in talk.said
    assert talk.conversation.own_question.topics == ("ligne",)

    talk.say("fleuriste")
    talk.code("a:metier:fleuriste")
    talk.to_plan()

    assert "orange me coupe l'adsl" in talk.texts[0]
    assert talk.conversation.plan.steps[0].barrier == "question"


def test_her_own_question_raises_the_barriers_it_is_about(talk: Talk) -> None:
    talk.say("Bonjour, orange me coupe l'adsl, que faire")
    talk.say("fleuriste")
    talk.code("a:metier:fleuriste")
    while talk.screen in ("question", "profile"):
        talk.code(talk.choices[0].code)

    assert talk.choices[0].code == "k:F7:1"


@pytest.mark.parametrize(
    "text", ["au secours on m'a piraté mon ordi", "arnaque en cours", "j'ai fait un faux virement"]
)
def test_an_emergency_gets_the_first_gesture_before_any_question(talk: Talk, text: str) -> None:
    talk.say(text)

    assert talk.turn.messages[0].urgent
    assert "17cyber.gouv.fr" in talk.texts[0]
    assert talk.labels == ["Continuer"]
    talk.press("Continuer")
    assert talk.screen == "trade"


def test_the_trade_told_with_an_emergency_is_not_asked_again(talk: Talk) -> None:
    talk.say("j'ai un garage avec 5 salariés et ma boite mail a été piratée")
    talk.press("Continuer")

    assert talk.screen == "trade_sure"
    assert talk.subject == "garagiste"


def test_out_of_scope_is_said_kindly_with_who_can_help(talk: Talk) -> None:
    talk.say("il va pleuvoir demain ?")

    assert "meteofrance.com" in talk.said
    assert talk.screen == "trade"


def test_the_chamber_that_sent_her_is_kept(talk: Talk) -> None:
    sent = Chamber.model_construct(id="CCI-59", name="CCI Grand Lille")
    talk.library = replace(talk.library, chambers={sent.id: sent})

    talk.take(text="/start CCI-59", chamber="CCI-59")

    assert talk.conversation.chamber == "CCI-59"


# ------------------------------------------------------------------ her trade


def test_a_sure_trade_is_proposed_alone(talk: Talk) -> None:
    talk.say("")
    talk.say("je sui koiffeuse")

    assert talk.screen == "trade_sure"
    talk.say("oui")
    assert talk.known[TRADE] == "coiffeur"


def test_another_trade_she_cannot_name_leads_to_what_she_does(talk: Talk) -> None:
    talk.say("je vend des fleur")
    talk.press("Non, autre métier")

    talk.press("Je ne sais pas le dire")

    assert talk.screen == "trade_family"


def test_an_unknown_trade_is_kept_in_her_words_and_the_conversation_goes_on(talk: Talk) -> None:
    talk.say("")
    talk.say("aiguiseur de couteaux")
    assert talk.screen == "trade_family"
    assert "aiguiseur de couteaux" in talk.said

    talk.press("Je répare")

    assert talk.known[TRADE] == "autre"
    assert talk.conversation.answers[-1].said == "aiguiseur de couteaux"
    assert talk.screen == "question"


def test_a_network_she_names_is_proposed_and_no_sets_nothing(talk: Talk) -> None:
    talk.say("")
    talk.say("garagiste midas")
    talk.code(talk.choices[0].code)
    assert "Midas" in talk.said

    talk.press("Non")

    assert NETWORK not in talk.known


def test_an_unknown_or_look_alike_brand_never_sets_the_network(talk: Talk) -> None:
    talk.say("")
    talk.say("chauffeur uber")
    talk.code(talk.choices[0].code)

    assert NETWORK not in talk.known
    assert talk.screen == "question"


# ------------------------------------------------------------------ questions


def test_a_question_is_explained_and_asked_again(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject

    talk.press("Pourquoi ?")
    assert talk.texts[0].replace("’", "'")[:15] == talk.library.questions[fact].why[:15]
    assert talk.subject == fact
    talk.say("je comprends pas")
    assert talk.subject == fact
    assert len(talk.texts) == 2


def test_two_answers_at_once_are_asked_between_the_two(talk: Talk) -> None:
    talk.to_questions()
    while talk.subject != "concurrence":
        if talk.screen != "question":
            pytest.skip("this question was not needed")
        talk.code(f"a:{talk.subject}:inconnu")
    talk.say("le prix et l'accueil")

    assert talk.screen == "narrow"
    assert talk.labels[:2] == ["Le prix", "Le service, l’accueil"]
    talk.say("plutôt l'accueil")
    assert talk.known["concurrence"] == "service"


def test_seven_questions_at_most_even_when_she_never_knows(talk: Talk) -> None:
    talk.to_questions()
    count = 0
    while talk.screen == "question":
        talk.say("je sais pas")
        count += 1

    assert count <= 7
    assert talk.screen == "profile"


def test_her_type_is_told_without_letters_with_its_reasons(talk: Talk) -> None:
    talk.to_questions()
    while talk.screen == "question":
        talk.code(f"a:{talk.subject}:{FLORIST[talk.subject]}")

    assert talk.conversation.phase is Phase.PROFILE
    assert "Parce que" in talk.said
    assert not any(word in talk.said.split() for word in ("A", "B", "C", "D"))


def test_the_four_kinds_are_offered_when_it_is_not_quite_her(talk: Talk) -> None:
    talk.to_questions()
    while talk.screen == "question":
        talk.code(f"a:{talk.subject}:{FLORIST[talk.subject]}")
    talk.press("Pas tout à fait")

    assert {c.code for c in talk.choices if c.code.startswith("a:type:")} == {f"a:type:{t}" for t in "ABCD"}
    talk.code("a:type:D")
    assert talk.known[TYPE] == "D"
    assert talk.conversation.phase is Phase.BARRIERS


# ------------------------------------------------------------------ barriers


def test_ticks_say_what_they_set_so_pressing_twice_changes_nothing_more(talk: Talk) -> None:
    talk.to_barriers()
    code, turn = talk.choices[0].code, talk.conversation.turn

    talk.code(code)
    talk.code(code, turn=turn)

    assert talk.conversation.ticks == (code.split(":")[1],)
    assert talk.turn.messages[0].replaces
    assert "choisi" in talk.said


def test_all_thirteen_barriers_can_be_reached(talk: Talk) -> None:
    talk.to_barriers()
    seen = set()
    for _ in range(3):
        seen |= {c.code.split(":")[1] for c in talk.choices if c.role == "tick"}
        talk.press("Autre chose")

    assert seen == set(talk.library.barriers)


def test_a_situation_told_in_her_words_is_ticked(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("j'ai peur de me faire pirater")

    assert "F11" in talk.conversation.ticks


def test_each_barrier_is_explained_in_three_bubbles_then_the_next(talk: Talk) -> None:
    talk.to_barriers()
    talk.code("k:F3:1", "k:F8:1", "m:kept")
    assert talk.screen == "explanation"
    assert len(talk.texts) == 3
    first = talk.subject

    talk.press("Continuer")

    assert talk.screen == "explanation"
    assert talk.subject != first
    talk.say("continuer")
    assert talk.conversation.phase is Phase.SITUATION


def test_with_more_than_three_ticked_she_is_offered_her_plan_at_once(talk: Talk) -> None:
    talk.to_barriers()
    talk.code("k:F1:1", "k:F2:1", "k:F3:1", "k:F8:1", "m:kept")

    assert talk.labels[0] == "Voir mon plan"
    talk.press("Comprendre d'abord")
    assert talk.screen == "explanation"


def test_nothing_recognised_still_gives_a_plan(talk: Talk) -> None:
    talk.to_barriers()
    talk.press("Continuer")

    assert talk.known[KEPT] == "aucun"
    talk.to_plan(barriers=())
    assert 3 <= len(talk.conversation.plan.steps) <= 9


# ------------------------------------------------------------------ plan and lessons


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


# ------------------------------------------------------------------ at any moment


def test_a_number_is_the_choice_of_that_rank(talk: Talk) -> None:
    talk.to_questions()
    fact, second = talk.subject, talk.choices[1].code
    talk.say("2")

    assert f"a:{fact}:{talk.known[fact]}" == second


def test_several_numbers_tick_several_boxes(talk: Talk) -> None:
    talk.to_barriers()
    wanted = {talk.choices[i].code.split(":")[1] for i in (0, 2, 3)}
    talk.say("1 3 4")

    assert set(talk.conversation.ticks) == wanted


def test_a_label_typed_with_mistakes_is_that_button(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    label = talk.choices[1].label
    talk.say(label[:-2] + label[-1])

    assert fact in talk.known


@pytest.mark.parametrize("media", ["voice", "photo", "sticker", "location", "contact", "video"])
def test_media_gets_a_kind_answer_and_the_same_question(talk: Talk, media: str) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.take(media=media)

    assert talk.subject == fact
    assert len(talk.texts) == 2


def test_days_later_the_conversation_goes_on_with_one_line_of_recap(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.later(days=5)
    talk.say("bonjour")

    assert "Nous reprenons" in talk.texts[0]
    assert "fleuriste" in talk.texts[0]
    assert talk.subject == fact


def test_stop_ends_everything_and_says_how_to_come_back(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.say("stop")
    assert talk.conversation.phase is Phase.STOPPED
    assert "/reprendre" in talk.said
    assert "/effacer" in talk.said

    talk.say("/reprendre")

    assert talk.subject == fact


def test_restarting_asks_first_and_then_forgets_the_answers(talk: Talk) -> None:
    talk.to_plan()
    talk.say("/recommencer")
    assert talk.conversation.plan is not None

    talk.press("Oui, recommencer")

    assert talk.known == {}
    assert talk.screen == "trade"


def test_erasing_asks_once_then_asks_the_outside_to_erase(talk: Talk) -> None:
    talk.to_questions()
    talk.say("/effacer")
    assert talk.turn.wants == ""

    talk.press("Oui, tout supprimer")

    assert talk.turn.wants == "erase"
    assert talk.known == {}


def test_a_forged_button_changes_nothing(talk: Talk) -> None:
    talk.to_questions()
    before = talk.known
    for code in ("a:reseau:pirate", "a:budget:moyen", "k:F3:1", "s:sauvegarde", "m:erase_yes", "a:type:B"):
        talk.code(code, turn=99)
        talk.code(code)

        assert talk.known == before
        assert talk.turn.wants == ""


def test_any_glossary_word_is_explained(talk: Talk) -> None:
    talk.to_questions()
    fact = talk.subject
    talk.say("c'est quoi un iban ?")

    assert "IBAN" in talk.texts[0]
    assert talk.subject == fact


def test_her_words_are_never_read_as_markup(talk: Talk) -> None:
    talk.say("")
    talk.say("vendeur de **trucs** {name} rares zzz")

    assert "**trucs** {name}" in talk.said
    assert not any(span.bold and "trucs" in span.text for m in talk.turn.messages for span in m.spans)


def test_her_first_words_count_the_same_before_and_after_the_welcome(library: Library) -> None:
    for one in personas():
        words = one["says"]["ouverture"]
        at_once, after = Talk(library), Talk(library)
        at_once.say(words)
        after.say("")
        after.say(words)

        assert after.conversation.own_question == at_once.conversation.own_question, words
        assert (after.screen, after.subject) == (at_once.screen, at_once.subject), words


@pytest.mark.parametrize(
    "text", ["photographe de mariage", "agence de sites internet", "contrat d'assurance", "imprimeur photo"]
)
def test_a_trade_that_sounds_like_a_question_is_a_trade(talk: Talk, text: str) -> None:
    talk.say(text)

    assert talk.screen == "trade_sure"
    assert talk.conversation.own_question is None


PAPERS = [
    "paperasse", "les papiers", "l'administratif", "les factures me prennent mes soirées", "trop de papiers",
    "la compta me prend tout mon temps", "je croule sous les papiers",
]  # fmt: skip


@pytest.mark.parametrize("text", PAPERS)
def test_papers_that_eat_her_evenings_are_a_question_and_a_barrier(library: Library, text: str) -> None:
    asked = Talk(library)
    asked.say(text)
    ticking = Talk(library).to_questions()
    while ticking.screen != "barriers":
        ticking.code(ticking.choices[0].code)
    ticking.say(text)

    assert asked.conversation.own_question.topics == ("paperasse",)
    assert ticking.conversation.ticks == ("F3",)


@pytest.mark.parametrize("trade", ["papeterie", "je vends du papier peint", "secrétariat administratif"])
def test_a_trade_of_papers_is_a_trade(library: Library, trade: str) -> None:
    talk = Talk(library)
    talk.say(trade)

    assert talk.screen == "trade_sure"


def test_nothing_of_her_stays_in_memory_once_her_turn_is_taken(talk: Talk) -> None:
    talk.say("bonjour")
    talk.say("fleuriste")
    gc.collect()

    assert [held for held in gc.get_objects() if type(held) is Story] == []
