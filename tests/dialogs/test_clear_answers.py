"""Is an answer taken only when her words clearly say it, and said back when they say much more?

Each sentence was typed, or could be, at the question named beside it; misspelt as people write on a phone.
"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.conversation import Conversation
from tests.dialogs.talk import Talk

TAKEN = [
    ("filiere", "non juste lhygiene", "aucune"),
    ("filiere", "bah juste l hygiène et la caisse", "aucune"),
    ("filiere", "comme tout le monde quoi, lhygiene", "aucune"),
    ("filiere", "ouais", "forte"),
    ("logiciel", "moi", "propre"),
    ("logiciel", "cest moi qui lai choisi", "propre"),
    ("logiciel", "jen ai pas, jfais tout a la main", "aucun"),
    ("logiciel", "j'ai pas de caisse moi, je fais mes devis a la main le soir", "aucun"),
    ("logiciel", "un cahier et un tiroir caisse lol", "aucun"),
    ("logiciel", "jvous lai dit cest imposé, et en plus ca rame", "fourni_filiere"),
    ("logiciel", "c'est imposé", "fourni_filiere"),
    ("logiciel", "le metier", "fourni_filiere"),
    ("reseau", "je suis pas une franchise c a moi", "aucun"),
    ("logiciel", "on nous limpose dans la profession", "fourni_filiere"),
    ("logiciel", "la caisse ? cest le siege", "fourni_reseau"),
    ("filiere", "cest obligé, les douanes et la fdj", "forte"),
    ("filiere", "cest imposé par la loi", "forte"),
    ("filiere", "aucune norme", "aucune"),
    ("reseau", "aucune, je suis libre", "aucun"),
    ("reseau", "rien du tout cest mon nom", "aucun"),
    ("produits", "c pareil partout", "courants"),
    ("produits", "bof y a 3 autres electriciens dans le canton", "courants"),
    ("produits", "y a deux autres coiffeuses en face", "courants"),
    ("fabrication", "bah oui tout, a la main, au tour", "oui"),
    ("fabrication", "rien, je revends", "non"),
    ("intervenants", "personne", "aucun"),
    ("intervenants", "ba non, personne je suis seul", "aucun"),
    ("concurrence", "jsais faire les nattes collées", "savoir_faire"),
    ("concurrence", "savoir faire finalement", "savoir_faire"),
    ("temps", "pas grand chose, jsuis ouvert de 6h a 20h", "rien"),
    ("temps", "jamais le temps", "rien"),
    ("budget", "rien, jen mets deja assez", "rien"),
    ("budget", "pas un sou", "rien"),
    ("budget", "pas les moyens en ce moment", "rien"),
    ("connexion", "ben ca rame je lai dit deja", "lente"),
    ("connexion", "rien", "aucune"),
    ("effectif", "jsuis tout seul avec mon apprenti", "1-2"),
    ("effectif", "que moi", "0"),
    ("effectif", "on est 4", "3-5"),
    ("effectif", "4 employés et ma femme aux comptes", "3-5"),
    ("effectif", "2 apprentis", "1-2"),
    ("effectif", "3 salariés depuis 12 ans", "3-5"),
    ("effectif", "personne a part moi", "0"),
    ("fournisseur_principal", "60 % chez metro, le reste un peu partout", "majoritaire"),
    ("logiciel", "jai pas le choix cest le reseau", "fourni_reseau"),
    ("budget", "rien de rien", "rien"),
    ("aisance", "ca va tres bien", "a_l_aise"),
    ("vente_en_ligne", "jamais", "non"),
]
SAID_BACK = [
    ("filiere", "non un label", {"faible", "aucune"}),
    ("intervenants", "oui", {"plusieurs", "quelques"}),
    ("intervenants", "ben ouais", {"plusieurs", "quelques"}),
    ("intervenants", "oui bien sur", {"plusieurs", "quelques"}),
    ("logiciel", "le tabac c pareil partout, mais dans le village ya que moi", {"propre"}),
    ("logiciel", "c planity cest moi qui a pris mais jai arreté, trop cher", {"propre", "aucun"}),
    ("logiciel", "moi lordi jaime pas, cest ma fille qui sen occupe le dimanche", {"propre"}),
    ("logiciel", "aucun client ne veut payer par carte ici", {"aucun"}),
    ("logiciel", "un cahier ca compte comme logiciel ?", {"aucun"}),
    ("reseau", "cest Le Balto, mais ya la carotte tabac dehors", {"aucun"}),
    ("reseau", "jai rien compris a ce papier quon ma envoyé", {"aucun"}),
    ("produits", "coiffure y en a partout mais afro ya que moi dans la ville", {"courants", "specialises"}),
    ("produits", "ya que moi qui fais des perruques dans le departement", {"specialises"}),
    ("produits", "ben oui impossible sans", {"courants", "marques"}),
    ("fabrication", "parce que ya rien dautre a 10 km", {"non"}),
    ("fabrication", "jai tout essayé mais personne vient", {"oui"}),
    ("fabrication", "oui mes gateaux et mes pains", {"oui", "en_partie"}),
    ("filiere", "rien ne va ici depuis que ma voisine a fermé sa boutique", {"aucune"}),
    ("intervenants", "bah non jachete mes produits a un grossiste cest tout", {"quelques", "aucun"}),
    ("intervenants", "oui les livreurs, la brasserie, tout ca", {"plusieurs", "quelques"}),
    ("intervenants", "je suis toujours a la bourre", {"plusieurs"}),
    ("intervenants", "aucun ne repond au telephone en ce moment", {"aucun"}),
    ("concurrence", "parce que je sais faire les tresses et je suis sympa lol", {"savoir_faire", "service"}),
    ("concurrence", "parce que ya rien dautre a 10 km", {"service"}),
    ("concurrence", "on est les seuls du village", {"service"}),
    ("concurrence", "2 et 3", {"service", "savoir_faire"}),
    ("concurrence", "le prix, le service, la qualité", {"prix", "service", "savoir_faire"}),
    ("effectif", "jai 2 enfants et pas le temps", {"1-2"}),
    ("concurrence", "3, 1", {"savoir_faire", "prix"}),
    ("budget", "rien ne sert de payer si personne ne vient, on ma deja fait le coup", {"rien"}),
    ("connexion", "lent et ca coupe", {"lente", "coupures"}),
    ("effectif", "une boutique comme ca, faut du monde", {"1-2"}),
    ("aisance", "cest bien gentil tout ca mais moi je veux vendre mes pots", {"a_l_aise"}),
    ("vente_en_ligne", "jamais de la vie je donnerais mon numero de carte a un inconnu moi", {"non"}),
]
NO_ANSWER = [
    ("logiciel", "y a que moi"),
    ("logiciel", "j'ai aucun salarié"),
    ("filiere", "qui ca aucun salarié ? ya ma femme qui fait les comptes"),
    ("concurrence", "comment je fais pour le prix de mes tresses et de mes nattes ?"),
]


@pytest.fixture(scope="module")
def at_the_plan(library: Library) -> Conversation:
    return Talk(library).to_plan().conversation


def asked(fact: str, library: Library, conversation: Conversation) -> Talk:
    """The question on this fact, which she had left open."""
    talk = Talk(library)
    talk.conversation = conversation.with_answer(fact, "inconnu")
    talk.code(f"c:{fact}", turn=0)
    assert (talk.screen, talk.subject) == ("question", fact)
    return talk


@pytest.mark.parametrize(("fact", "said", "value"), TAKEN)
def test_what_clearly_says_it_is_taken(
    fact: str, said: str, value: str, library: Library, at_the_plan: Conversation
) -> None:
    talk = asked(fact, library, at_the_plan)
    talk.say(said)

    assert talk.known[fact] == value


@pytest.mark.parametrize(("fact", "said", "values"), SAID_BACK)
def test_what_may_be_something_else_is_said_back(
    fact: str, said: str, values: set[str], library: Library, at_the_plan: Conversation
) -> None:
    talk = asked(fact, library, at_the_plan)
    talk.say(said)

    assert talk.screen == "narrow"
    assert set(talk.subject.partition("|")[2].split(",")) == values
    assert talk.known[fact] == "inconnu"


@pytest.mark.parametrize("said", ["parce que ya rien dautre a 10 km", "ya personne qui vient"])
def test_another_sentence_does_not_confirm_what_is_said_back(
    said: str, library: Library, at_the_plan: Conversation
) -> None:
    talk = asked("reseau", library, at_the_plan)
    talk.say("cest Le Balto, mais ya la carotte tabac dehors")
    talk.say(said)

    assert talk.screen == "narrow"
    assert talk.known["reseau"] == "inconnu"


@pytest.mark.parametrize(("fact", "said"), NO_ANSWER)
def test_what_is_none_answers_nothing(fact: str, said: str, library: Library, at_the_plan: Conversation) -> None:
    talk = asked(fact, library, at_the_plan)
    talk.say(said)

    assert talk.screen != "narrow"
    assert talk.known[fact] == "inconnu"


def test_said_back_and_said_again_it_is_taken(library: Library, at_the_plan: Conversation) -> None:
    talk = asked("fabrication", library, at_the_plan)
    talk.say("parce que ya rien dautre a 10 km")
    talk.say("ben rien je vous repete, faut me croire quand meme")

    assert talk.known["fabrication"] == "non"


def test_denied_once_said_back_the_question_stands_again(library: Library, at_the_plan: Conversation) -> None:
    talk = asked("logiciel", library, at_the_plan)
    talk.say("aucun client ne veut payer par carte ici")
    talk.say("non")

    assert (talk.screen, talk.known["logiciel"]) == ("question", "inconnu")


def test_no_money_told_at_another_question_is_noted(talk: Talk) -> None:
    talk.to_questions()
    talk.say("et jai pas dargent")

    assert talk.known["budget"] == "rien"
    assert "Je note" in talk.said


# ------------------------------------------------------------------ two things named, one answer


@pytest.mark.parametrize("said", ["mon tel et un vieux pc", "un vieux pc et mon telephonne"])
def test_of_two_named_she_is_told_which_is_kept(said: str, library: Library, at_the_plan: Conversation) -> None:
    talk = Talk(library)
    talk.conversation = at_the_plan.without("equipement").changed(reopened="equipement")
    talk.conversation = asked("equipement", library, talk.conversation).conversation.without("equipement")
    talk.say(said)

    assert talk.known["equipement"] == "ordinateur_ancien"
    assert "Je garde «\u00a0Un vieil ordinateur\u00a0»" in talk.said


@pytest.mark.parametrize("said", ["le telephone et le pc de ma femme", "un ordi", "lordinateur de mon fils et mon tel"])
def test_a_computer_of_no_age_is_asked_about_in_her_words(
    said: str, library: Library, at_the_plan: Conversation
) -> None:
    talk = asked("equipement", library, at_the_plan)
    talk.say(said)

    assert talk.texts[0] == "Un ordinateur, d’accord. Il est plutôt récent, ou plutôt vieux\u202f?"
    assert talk.known["equipement"] == "inconnu"
    talk.say("il est vieux")
    assert talk.known["equipement"] == "ordinateur_ancien"
