"""Is what she tells before being asked kept, told back, corrected, and only when it is sure?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs import spoken, topics
from dialogs.conversation import Answer
from tests.dialogs.talk import Talk
from tests.transcripts import personas

MIDAS = "je suis franchisé Midas et j'ai 3 salariés"
TELLING = {
    "j'ai trois salariés et on m'appelle tout le temps pour ma caisse": {"effectif": "3-5"},
    "Je suis seule. Je travaille seule depuis 10 ans": {"effectif": "0"},
    "j'ai aucun salarié": {"effectif": "0"},
    "je ne vends pas en ligne, j'ai la fibre": {"vente_en_ligne": "non", "connexion": "fibre"},
    "je suis indépendante, avec 12 employés": {"reseau": "aucun", "effectif": "10+"},
    "je suis tout seul avec mon apprenti": {"effectif": "1-2"},
    "toute seule avec une aprentie": {"effectif": "1-2"},
    "franchisee dans un reseau de fleurs, la ligne elle marche pas": {"reseau": "franchise", "connexion": "coupures"},
}
TELLING_NOTHING = [
    "je ne suis pas franchisé",
    "je suis pas franchisee dans un reseau",
    "la franchise de mon assurance",
    "mon voisin est franchisé",
    "je suis en franchise ou pas ?",
    "si j'ai 3 salariés, je paie plus",
    "un salarié m'a dit de venir",
    "j'ai 3 clients",
    "j'ai 3 ou 7 salariés",
    "salariés",
    "rien",
]


def told(talk: Talk) -> dict[str, str]:
    return {a.fact: a.value for a in talk.conversation.answers if a.origin == "said" and a.fact != "metier"}


@pytest.mark.parametrize("welcomed", [True, False], ids=["after the welcome", "as the first words"])
def test_what_she_says_in_her_opening_is_kept_and_told_back(talk: Talk, welcomed: bool) -> None:
    if welcomed:
        talk.say("")
    talk.say(MIDAS)

    assert talk.known == {"enseigne": "Midas", "reseau": "franchise", "effectif": "3-5"}
    assert Answer(fact="effectif", value="3-5", said=MIDAS) in talk.conversation.answers
    assert "Je note\u00a0:\n• Nom de l’enseigne\u00a0: Midas\n• Salariés\u00a0: De 3 à 5" in talk.said
    assert "Quel est votre métier" in talk.said


def test_what_was_told_is_never_asked(talk: Talk) -> None:
    talk.say(MIDAS)
    talk.say("garagiste")
    talk.to_plan()

    assert {"reseau", "effectif", "enseigne"} & set(talk.conversation.asked) == set()
    assert (talk.known["enseigne"], talk.known["effectif"]) == ("Midas", "3-5")


def test_it_is_kept_while_another_question_is_open(talk: Talk) -> None:
    asked = talk.to_questions().subject
    talk.say("j'ai 3 salariés")

    assert (talk.screen, talk.known["effectif"]) == ("question", "3-5")
    assert asked not in talk.known
    assert "Je note" in talk.texts[0]


def test_an_answer_may_come_with_another(talk: Talk) -> None:
    talk.to_questions()
    assert talk.subject == "logiciel"
    talk.say("un cahier, et j'ai 3 salariés")

    assert told(talk) == {"logiciel": "aucun", "effectif": "3-5"}


def test_it_is_corrected_even_before_her_trade(talk: Talk) -> None:
    talk.say(MIDAS)
    talk.say("corriger")
    assert (talk.screen, talk.subject) == ("question", "effectif")
    talk.press("Aucun salarié")

    assert talk.known["effectif"] == "0"
    assert talk.screen == "trade"


def test_her_trade_given_afterwards_leaves_what_she_told(talk: Talk) -> None:
    talk.say(MIDAS)
    talk.say("garagiste")
    talk.code(talk.choices[0].code)

    assert talk.known["enseigne"] == "Midas"


def test_her_trade_is_found_in_what_remains(talk: Talk) -> None:
    talk.say("")
    talk.say("je vend des fleur a roubaix, j'ai 3 salariés")

    assert (talk.screen, talk.subject) == ("trade_sure", "fleuriste")
    assert talk.conversation.trade_words == "je vend des fleur a roubaix"


@pytest.mark.parametrize("text", TELLING)
def test_only_what_she_says_of_herself_is_kept(talk: Talk, text: str) -> None:
    talk.to_questions("boulanger").say(text)

    assert {fact: talk.known.get(fact) for fact in TELLING[text]} == TELLING[text]


@pytest.mark.parametrize("text", TELLING_NOTHING)
def test_what_is_not_sure_is_not_kept(talk: Talk, text: str) -> None:
    talk.say("")
    talk.say(text)

    assert told(talk) == {}


def test_what_the_personas_write_in_passing_tells_only_what_is_true_of_them(library: Library) -> None:
    texts = [
        (one, text)
        for one in personas()
        for text in (one["says"]["ouverture"], *(extra["text"] for extra in one["says"].get("extra", ())))
    ]
    assert len(texts) > 48
    for persona, text in texts:
        talk = Talk(library)
        talk.say("")
        talk.say(text)
        assert {fact: persona["facts"].get(fact) for fact in told(talk)} == told(talk), text


def test_a_talk_opened_without_a_word_searches_none(library: Library) -> None:
    """The first page of each start is such a talk: building the books of phrases for it took a tenth of the wait."""
    books = (spoken._book, topics._heard_as)
    for book in books:
        book.cache_clear()

    Talk(library).say("")

    assert [book.cache_info().misses for book in books] == [0, 0]
