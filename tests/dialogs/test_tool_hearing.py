"""How does a tool hear her? Natural words, two answers at once, what she has said before."""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.lessons import progress
from dialogs.options import options_said
from dialogs.tools import answer_of
from tests.dialogs.moments import in_lesson
from tests.dialogs.talk import Talk

BOTH_OR_ONE = ("Oui, pour les deux", "Pour une seule")
TOO_MUCH = ("C’est un peu trop", "C’est bien trop")


@pytest.mark.parametrize(
    ("tool", "question", "said", "heard"),
    [
        ("juger-un-service", "besoin", "c'est dessange qui commande", "On me l’impose"),
        ("juger-un-service", "besoin", "c'est imposé", "On me l’impose"),
        ("juger-un-service", "besoin", "c'est rexel qui veut que je passe par leur site", "On me l’impose"),
        ("juger-un-service", "besoin", "le grossiste exige quon commande la dessus", "On me l’impose"),
        ("juger-un-service", "panne", "mon representant il repond bien au telephone", "Une personne, vite"),
        ("juger-un-service", "panne", "ba ils repondent jamais", "Personne"),
        ("juger-un-service", "sortie", "ben rien a rendre, c'est juste un compte client", "Oui, rien n’est écrit"),
        ("juger-un-service", "duree", "ya rien a signer", "Un an ou moins"),
        ("juger-un-service", "prix", "non", "Je ne sais pas"),
        ("juger-un-service", "essai", "non", "Pas encore"),
        ("juger-un-service", "essai", "ça marche pas", "Oui, et cela bloque"),
        ("juger-un-service", "duree", "je ne sais pas", "Je n’ai pas lu"),
        ("mes-ventes-trois-mois", "temps", "un peu trop", "C’est un peu trop"),
        ("mes-ventes-trois-mois", "acheteurs", "personne", "Personne, ou presque"),
        ("mes-ventes-trois-mois", "seuil", "nan pas du tout", "Non, pas assez"),
        ("mon-niveau-securite", "a-jour", "windows 7 il fait plus les mises a jour", "Un vieux n’en reçoit plus"),
        ("mon-niveau-securite", "feuille", "j'ai pas de feuille", "Non"),
        ("mon-niveau-securite", "contrat", "c l'enseigne", "Oui, c’est dans un contrat"),
        ("mon-niveau-securite", "virement", "je sais pas", "Je ne sais pas"),
        ("mon-niveau-securite", "virement", "je les appelle", "J’appelle un numéro connu"),
        ("mon-niveau-securite", "copie", "jamais", "Non"),
        ("mon-niveau-securite", "deux-verrous", "j'ai pas de double code", "Non"),
        ("juger-un-service", "confrere", "un collègue s'en plaint", "Oui, il se plaint"),
        ("juger-un-service", "duree", "5 ans sans pouvoir partir", "Plus, sans pouvoir arrêter"),
        ("mon-niveau-securite", "equipe", "je suis seule", "Il n’y a que moi"),
        ("qui-fait-quoi-ici", "fournisseur", "c'est dessange qui commande", "Le réseau commande pour moi"),
        ("qui-fait-quoi-ici", "fournisseur", "c'est renault qui commande", "Le réseau commande pour moi"),
        ("qui-fait-quoi-ici", "absence", "ben personne", "Personne"),
        ("qui-fait-quoi-ici", "absence", "ma vendeuse mais elle a pas les codes", "Une personne, sans les codes"),
        ("mon-niveau-securite", "departs", "une ancienne vendeuse, je sais pas", "Oui, ou je ne sais pas"),
        ("mon-guide", "qui", "ma femme", "Un proche"),
        ("mon-guide", "qui", "moi et une des filles, elle est plus jeune", "Toute l’équipe"),
        ("mon-niveau-securite", "equipe", "pas trop non", "Pas vraiment"),
        ("mon-niveau-securite", "copie", "j'ai que mon téléphone", "Non"),
        ("juger-un-service", "duree", "j'ai rien lu moi", "Je n’ai pas lu"),
        ("mes-ventes-trois-mois", "vitrine", "les photos oui, les prix non", "Une partie seulement"),
        ("mon-niveau-securite", "deux-verrous", "juste la banque", "Pour une seule"),
    ],
)  # fmt: skip
def test_a_natural_answer_is_heard(library: Library, tool: str, question: str, said: str, heard: str) -> None:
    talk = at_question(library, tool, question)

    talk.say(said)

    assert kept_answer(talk, tool, question) == heard


@pytest.mark.parametrize("question", ["wifi", "equipe", "departs"])
def test_who_has_not_understood_is_helped_and_answers_nothing(library: Library, question: str) -> None:
    talk = at_question(library, "mon-niveau-securite", question)

    talk.say("j'ai pas compris la question")

    assert talk.subject == f"mon-niveau-securite:{question}"
    assert talk.turn.took == "explain"


def test_a_person_named_may_mean_two_answers(library: Library) -> None:
    talk = at_question(library, "qui-fait-quoi-ici", "absence")

    talk.say("ma vendeuse")

    assert talk.texts[0].startswith("J’entends «\u00a0Une personne, tout est prêt\u00a0»")


@pytest.mark.parametrize(
    ("tool", "question", "said", "first", "second"),
    [
        ("mon-niveau-securite", "deux-verrous", "la boite mail depuis hier, la banque oui y a le code", *BOTH_OR_ONE),
        ("mon-niveau-securite", "deux-verrous", "la banque oui, le mail non", *BOTH_OR_ONE),
        ("mon-niveau-securite", "deux-verrous", "mail et banque", *BOTH_OR_ONE),
        ("mes-ventes-trois-mois", "temps", "non", *TOO_MUCH),
        ("mes-ventes-trois-mois", "temps", "trop", *TOO_MUCH),
    ],
)
def test_what_may_mean_two_answers_is_said_back_before_it_is_kept(
    library: Library, tool: str, question: str, said: str, first: str, second: str
) -> None:
    talk = at_question(library, tool, question)

    talk.say(said)

    assert talk.texts[0].startswith(f"J’entends «\u00a0{first}\u00a0»")
    assert f"«\u00a0{second}\u00a0»" in talk.texts[0]
    assert talk.subject == f"{tool}:{question}"


def test_who_does_not_know_where_no_answer_says_so_is_helped(library: Library) -> None:
    talk = at_question(library, "mon-guide", "but")

    talk.say("je sais pas")

    assert talk.texts[0].startswith("Choisissez ce qui vous manque le plus")
    assert talk.subject == "mon-guide:but"


def test_no_answer_is_proposed_as_the_way_out_of_what_is_not_understood(library: Library) -> None:
    talk = at_question(library, "mes-ventes-trois-mois", "temps")

    talk.say("zzz")
    talk.say("zzz zzz")

    assert "Je ne comprends pas" in talk.texts[0]
    assert not any(label in talk.texts[0] for label in talk.labels[:3])


def test_not_understood_three_times_a_tool_goes_on_by_itself(library: Library) -> None:
    talk = at_question(library, "mon-niveau-securite", "virement")

    for words in ("zzz", "zzz zzz", "zzz zzz zzz"):
        talk.say(words)

    assert "on passe à la suite" in talk.texts[0]
    assert kept_answer(talk, "mon-niveau-securite", "virement") == "Je ne sais pas"


def test_the_goal_of_a_tool_is_said_once(library: Library) -> None:
    talk = at_question(library, "mon-guide", "but")
    assert library.tool("mon-guide").goal[:12] in talk.said

    talk.say("zzz")

    assert library.tool("mon-guide").goal[:12] not in talk.said


def test_a_question_she_reopened_keeps_its_answer_when_she_is_not_understood(at_plan: Talk) -> None:
    at_plan.code("c:temps", turn=0)
    at_plan.say("zzz")

    at_plan.say("zzz zzz")
    assert "Garder ma réponse" in at_plan.texts[0]
    at_plan.say("zzz zzz zzz")

    assert at_plan.known["temps"] == "une_heure"


def test_a_break_in_a_tool_says_a_tool(library: Library) -> None:
    talk = at_question(library, "mon-guide", "qui")

    talk.later(hours=7)
    talk.say("bonjour")
    assert "au milieu d’un outil" in talk.said
    talk.press("Plus tard")

    assert "à la même question" in talk.said


def test_what_she_said_before_is_not_asked_again(library: Library) -> None:
    talk = at_question(library, "mon-guide", "moment", {"effectif": "0"})

    assert "Question 2 sur 3" in talk.texts[-1]
    assert kept_answer(talk, "mon-guide", "qui") == "Moi"


@pytest.mark.parametrize("rank", [0, -1])
def test_what_is_imposed_is_never_answered_by_no(library: Library, rank: int) -> None:
    talk = at_question(library, "juger-un-service", "besoin")
    talk.press("On me l'impose")
    while talk.screen == "tool":
        talk.code([c for c in talk.choices if c.code.startswith("w:")][rank].code)

    assert "On vous l’impose" in talk.texts[0]
    assert "répondre non" not in talk.said
    assert "je ne réponds pas" not in talk.said


@pytest.mark.parametrize("rank", [0, 1])
def test_what_she_came_for_as_imposed_is_not_answered_by_a_trial(library: Library, rank: int) -> None:
    """Told before the tool, whatever need she then names."""
    talk = Talk(library)
    talk.say("le siège nous impose un nouveau logiciel")
    talk = in_lesson(talk.to_plan(), "juger-un-service")
    while talk.screen == "tool":
        talk.code([c for c in talk.choices if c.code.startswith("w:")][rank].code)

    assert "logiciel-impose" in talk.story.topics
    assert talk.texts[0].startswith("On vous l’impose")
    assert "à l’essai" not in talk.texts[0]


@pytest.mark.parametrize(
    "said", ["le logiciel pour comander les pieces", "le logiciel de caisse", "une caisse tactile", "le terminal"]
)
def test_naming_the_service_is_said_back_and_the_question_put_again(library: Library, said: str) -> None:
    talk = at_question(library, "juger-un-service", "besoin")

    talk.say(said)

    assert talk.texts[0].startswith(f"«\u00a0{said}\u00a0»")
    assert talk.subject == "juger-un-service:besoin"
    talk.say("le logiciel, c'est imposé")
    assert kept_answer(talk, "juger-un-service", "besoin") == "On me l’impose"


def test_what_answers_no_need_is_a_no_whatever_the_offer(library: Library) -> None:
    talk = at_question(library, "juger-un-service", "besoin")
    talk.say("j'en ai pas besoin")
    while talk.screen == "tool":
        talk.code(next(c.code for c in talk.choices if c.code.startswith("w:")))

    assert talk.texts[0].startswith("Non, pas pour le moment.")


@pytest.mark.parametrize(
    ("question", "label"), [("seuil", "Rien ne s'est vendu"), ("acheteurs", "Personne, ou presque")]
)
def test_nothing_sold_is_told_as_it_is_whatever_else_goes_well(library: Library, question: str, label: str) -> None:
    talk = at_question(library, "mes-ventes-trois-mois", question, {"vente_en_ligne": "decu"})
    talk.press(label)
    while talk.screen == "tool":
        presses = [c for c in talk.choices if c.code.startswith("w:")]
        talk.code(presses[0].code) if presses else talk.say("rien")

    assert "payer" in talk.texts[0]
    assert "Changer un point" not in talk.said
    assert "Continuer" not in talk.said


def test_an_agency_paid_to_run_the_site_is_counted(library: Library) -> None:
    talk = at_question(library, "mes-ventes-trois-mois", "temps")

    talk.say("c'est l'agence qui fait tout")

    assert kept_answer(talk, "mes-ventes-trois-mois", "temps") == "Une agence s’en occupe"


# ------------------------------------------------------------------ below


def at_question(library: Library, tool_id: str, question: str, facts: dict[str, str] | None = None) -> Talk:
    """In front of this question of a tool in service, the others before it answered by their first option."""
    talk = in_lesson(Talk(library).to_plan(facts), tool_id)
    while talk.subject != f"{tool_id}:{question}":
        presses = [c for c in talk.choices if c.code.startswith("w:")]
        talk.code(presses[0].code) if presses else talk.say("mes mots")
    return talk


def kept_answer(talk: Talk, tool_id: str, question: str) -> str:
    held = progress(talk.conversation, tool_id)
    return answer_of(next(q for q in talk.library.tool(tool_id).questions if q.id == question), held)


@pytest.mark.parametrize("said", ["je demande a la fille du voisin", "le fils de la voisine", "mon neveu", "un copain"])
def test_a_neighbour_who_helps_is_somebody_near(library: Library, said: str) -> None:
    question = library.tool("mon-guide").question("aide")
    story = Talk(library).to_questions().story

    ranks = options_said(said, question, story)

    assert [question.options[rank].label for rank in ranks] == ["Un confrère, un proche"]


@pytest.mark.parametrize(
    ("question", "said", "heard"),
    [
        ("confrere", "un collegue il dit que ca plante tout le temps", "Oui, il se plaint"),
        ("prix", "ben c'est gratuit leur site, c'est le materiel qu'on paye", ""),
    ],
)
def test_words_of_the_tool_are_neither_an_answer_about_her_nor_small_talk(
    library: Library, question: str, said: str, heard: str
) -> None:
    talk = at_question(library, "juger-un-service", question)

    took = talk.say(said).took

    assert took == ("tool_answer" if heard else "unclear")
    assert talk.conversation.reopened == ""


@pytest.mark.parametrize("said", ["le mardi y a personne, apres la fermeture du midi", "j'ai pas d'ordi au chantier"])
def test_a_day_or_a_place_without_tells_nothing_of_her_business(library: Library, said: str) -> None:
    talk = Talk(library).to_plan({"effectif": "1-2"})
    before = dict(talk.story.known)

    talk.say(said)

    assert dict(talk.story.known) == before
