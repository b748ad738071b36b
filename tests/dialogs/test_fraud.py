"""Is a click, or a code given away, answered as an emergency wherever she says it? And nothing else taken for one?"""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from dialogs.topics import emergencies_in
from tests.dialogs.talk import Talk

LESSON = "faux-message"


def _at_her_plan(talk: Talk) -> Talk:
    return talk.to_plan()


def _on_the_page(talk: Talk) -> Talk:
    talk.to_plan(barriers=("F11",)).say("les faux messages")
    return talk


def _in_the_lesson(talk: Talk) -> Talk:
    _on_the_page(talk).press("Commencer la leçon")
    return talk


MOMENTS = (Talk.to_questions, Talk.to_barriers, _at_her_plan, _on_the_page, _in_the_lesson)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    "text",
    [
        "j'ai deja cliqué sur le lien de la banque c'est grave ?",
        "j'ai cliqué sur le faux message et donné mon code",
        "en fait j'ai deja cliqué et mis mon code de carte, j'appelle qui",
        "jai cliquer sur le lien du sms",
        "ma vendeuse a clické sur un faux mail, elle a donné mes codes",
        "par contre j'ai des mails votre colis et j'ai cliqué une fois",
        "et les mails colis ca me fait peur g cliqué une fois",
        "un sms chronopost, j'ai appuyé sur le lien",
    ],
)
def test_a_click_or_a_code_given_is_an_emergency_wherever_she_says_it(talk: Talk, moment, text: str) -> None:  # type: ignore[no-untyped-def]
    moment(talk).say(text)

    assert (talk.screen, talk.subject) == ("emergency", "urgence-code")
    assert typeset("Appelez votre banque tout de suite") in talk.said


@pytest.mark.parametrize("moment", [_on_the_page, _in_the_lesson])
@pytest.mark.parametrize(
    "text", ["j'ai cliqué", "j'ai cliqué sur le lien", "je me suis fait avoir", "oups j'ai deja cliqué"]
)
def test_beside_a_false_message_a_few_words_are_enough(talk: Talk, moment, text: str) -> None:  # type: ignore[no-untyped-def]
    moment(talk).say(text)

    assert talk.subject == "urgence-code"


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("text", ["j'ai rien donné juste cliqué", "g rien donné, j'ai seulement cliqué"])
def test_a_click_alone_gets_what_to_do_for_the_computer(talk: Talk, moment, text: str) -> None:  # type: ignore[no-untyped-def]
    moment(talk).say("j'ai cliqué sur un faux mail colis")

    talk.say(text)

    assert (talk.screen, talk.subject) == ("emergency", "urgence-clic")
    assert typeset("Passez l'antivirus") in talk.said


def test_a_parcel_announced_to_a_customer_is_no_click(talk: Talk) -> None:
    talk.to_questions().say("je fais du click and collect, j'envoie un mail quand le colis est prêt")

    assert talk.screen != "emergency"


def test_told_at_a_step_the_lesson_goes_on_there_once_it_is_dealt_with(talk: Talk) -> None:
    _in_the_lesson(talk).press("C'est fait")
    step = talk.subject

    talk.say("j'ai cliqué")
    talk.press("Continuer")

    assert (talk.screen, talk.subject) == ("lesson", step)


def test_at_another_lesson_a_click_is_the_one_it_asks_for(talk: Talk) -> None:
    talk.to_plan(barriers=("F8",)).code("p:fiche-etablissement")
    talk.code("l:fiche-etablissement")

    talk.say("j'ai cliqué")

    assert talk.screen != "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "j'ai pas cliqué",
        "je n'ai pas donné mon code",
        "j'ai jamais cliqué sur un faux message",
        "j'ai peur de cliquer sur un faux message",
        "j'ai recu un faux message de la banque",
        "et si j'ai cliqué sur un faux message ?",
        "et si c ma caisse ki est piratée qui je previens, l'enseigne ?",
        "si jamais on me pirate je préviens qui ?",
        "au cas où ma caisse serait piratée ?",
        "j'ai mis un mot de passe sur mon ordi",
        "j'ai cliqué sur transférer",
    ],
)
def test_what_is_denied_feared_or_asked_is_no_emergency(library: Library, text: str) -> None:
    assert not emergencies_in(text, library, near=("faux-message",))


def test_not_having_clicked_is_not_the_step_done(talk: Talk) -> None:
    _in_the_lesson(talk).say("j'ai pas cliqué")

    assert talk.screen == "lesson_help"


def test_the_lesson_says_what_to_do_once_one_has_clicked(library: Library) -> None:
    after = next(step for step in library.lesson(LESSON).steps if step.id == "deja")

    assert "banque" in after.text
    assert "mot de passe" in after.text
    assert "17cyber.gouv.fr" in after.help


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("oui mais la banque, le message il dit que mon compte est bloqué je fais quoi", "Appelez votre banque"),
        ("la fibre ils en parlent, et si je veux une box 4g ca vaut le coup ?", "4G"),
    ],
)
def test_a_question_on_the_last_explanation_is_answered_before_going_on(talk: Talk, text: str, words: str) -> None:
    talk.to_barriers().code("k:F11:1", "m:kept")

    talk.say(text)

    assert talk.screen == "explanation"
    assert typeset(words) in talk.said


def test_money_stolen_is_told_as_money_in_her_data(library: Library) -> None:
    told = emergencies_in("on m'a volé de l'argent sur mon compte", library)

    assert [topic.name for topic in told] == ["l'argent volé"]


@pytest.mark.parametrize(
    "text",
    [
        "on m'a piraté, et si je paie la rançon ?",
        "je me suis fait pirater, qui je previens ?",
        "ma caisse est piratée, et si mon réseau ne répond pas ?",
    ],
)
def test_what_has_happened_stays_an_emergency_beside_what_might(library: Library, text: str) -> None:
    assert emergencies_in(text, library)


@pytest.mark.parametrize("moment", [Talk.to_questions, Talk.to_barriers, Talk.to_plan])
def test_whom_to_tell_if_it_happened_is_answered_and_answers_nothing(talk: Talk, moment) -> None:  # type: ignore[no-untyped-def]
    moment(talk)
    known = talk.known

    talk.say("et si c ma caisse ki est piratée qui je previens, l'enseigne ?")

    assert typeset("Le jour où cela arrive : coupez internet") in talk.said
    assert talk.known == known
