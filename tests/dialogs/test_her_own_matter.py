"""Is what she asks heard as that very matter, and as no neighbour of it? And what is then said?"""

from __future__ import annotations

import pytest

from content.models import Library
from content.typography import typeset
from dialogs.topics import topics_in
from tests.dialogs.talk import Talk

NONE = ""
MATTERS = [
    # selling the business
    ("comment je vends mon bar tabac pour la retraite, faut passer par qui ?", "vendre-affaire"),
    ("je veux vendre mon fonds de commerce", "vendre-affaire"),
    ("je pars a la retraite, comment ceder mon bar", "vendre-affaire"),
    ("dans 3 ans je prends la retraite je veux vendre laffaire, c'est ca le plus important", "vendre-affaire"),
    ("jaimerai vandre mon salon l'année prochaine", "vendre-affaire"),
    ("a qui transmetre la boulangerie quand j'arrete", "vendre-affaire"),
    ("je cherche un repreneur pour le garage", "vendre-affaire"),
    ("je veux vendre en ligne dans ma boutique", "vente-en-ligne"),
    ("je par bientot, je part en retraite l'an prochain", "vendre-affaire"),
    ("ma vendeuse part en retraite", NONE),
    ("on fait des repas pour la maison de retraite", NONE),
    ("je vends des fleurs dans mon magasin", NONE),
    ("vendre plus dans mon salon", NONE),
    # copies
    ("est ce qu'on peut proteger mes modeles contre la copie ?", "copie"),
    ("est ce que on peut proteger ses modeles ?", "copie"),
    ("la copie, on peut deposer un modele ?", "copie"),
    ("jai peur quon me copie", "copie"),
    ("j'ai peur d'etre copiée", "copie"),
    ("comment empecher quon me vole mes idées", "copie"),
    ("ma voisine copi mes bijoux", "copie"),
    ("c koi les droits dauteur pour mes dessins", "copie"),
    ("on ma copié mes recettes", "copie"),
    ("je veux une copie de ma facture", NONE),
    ("je depose mes enfants a l'ecole", NONE),
    ("les gens photographient mes plans et achètent en ligne", "acheter-ailleurs"),
    ("les clients ne versent pas d'acompte", "devis-sans-suite"),
    ("comment deposer ma marque", "nom-et-marque"),
    ("mon nom est deja pris par un autre", "nom-et-marque"),
    # reviews
    ("et les faux avis jai le droit de porter plainte ?", "faux-avis"),
    ("comment on fait enlever un avis google", "faux-avis"),
    ("des avis diffamatoires, je prend un avocat ?", "faux-avis"),
    ("j'ai un mauvais avis google", "avis"),
    ("mes avis google, des gens mechants qui disent nimporte quoi", "avis"),
    ("mon concurrent a plein d'avis", NONE),
    # social networks, and being found
    ("instagram ca vaut le coup ?", "reseaux-sociaux"),
    ("mes clientes elles sont toutes sur insta hein", "reseaux-sociaux"),
    ("faut il que je fasse une page face book", "reseaux-sociaux"),
    ("on me trouve pas sur google", "etre-trouve"),
    ("je veux plus de clients grace a instagram", "etre-trouve"),
    # her network, her supplier, her tools
    ("le facebook du magasin c'est moi qui le fait, j'ai le droit avec le reseau ?", "page-et-reseau"),
    ("la franchise veut pas que j'ai un insta a moi", "page-et-reseau"),
    ("la caisse elle est a eux, si je quitte le reseau je perds mes clients ?", "quitter-reseau"),
    ("si je quitte l'enseigne le fichier il est a qui", "quitter-reseau"),
    ("et rexel qui me force a commander sur son site j'ai le droit de refuser ?", "commande-imposee"),
    ("c'est obligé de commander sur internet chez rexel ?", "commande-imposee"),
    ("mon grossiste veut que je commande en ligne", "commande-imposee"),
    ("metro m'oblige a commandé sur leur appli", "commande-imposee"),
    ("je cherche un fournisseur fiable", "fournisseur"),
    ("doctolib garde mes patients si je pars ?", "quitter-outil"),
    ("si j'arrete planiti, mes clients je les perds ?", "quitter-outil"),
    ("la secretaire s'en va, je prends un telesecretariat ?", "secretariat"),
    ("un secretaria a distance ca existe", "secretariat"),
    ("je rate des appels toute la journée", "appels"),
    # money taken
    ("je vends sur les marchés, faut une carte bancaire pour encaisser ?", "paiement-carte"),
    ("quel lecteur de carte pour les marchés", "paiement-carte"),
    ("comment acepter la carte au marché", "paiement-carte"),
    # the line
    ("la fibre ils en parlent depuis 5 ans, et si je veux mettre une box 4g ca vaut le coup ?", "box-4g"),
    ("une box 4g ca vaut le coup chez moi ?", "box-4g"),
    ("starlink cest bien dans ma campagne", "box-4g"),
    ("mais ca fait pas aller plus vite tout ca, comment je fais pour que ca rame moins", "internet-lent"),
    ("comment faire pour que internet rame moins", "internet-lent"),
    ("orange me coupe l'adsl", "ligne"),
]


@pytest.mark.parametrize(("text", "topic"), MATTERS)
def test_a_question_is_about_its_own_matter(library: Library, text: str, topic: str) -> None:
    heard = topics_in(text, library, ("question",))

    assert (heard[0].id if heard else NONE) == topic


# ------------------------------------------------------------------ what is then said


SAID = [
    ("comment je vends mon bar tabac pour la retraite, faut passer par qui ?", "Vendre votre affaire : je n’ai pas"),
    ("est ce qu'on peut proteger mes modeles contre la copie ?", "La copie de vos modèles : je n’ai pas"),
    ("et les faux avis jai le droit de porter plainte ?", "c’est un avocat qui peut répondre"),
    ("instagram ca vaut le coup ?", "comment ils vous ont trouvé"),
    ("faut une carte bancaire pour encaisser ?", "votre banque et à un autre vendeur"),
    ("un telesecretariat c'est bien ?", "demandez deux prix"),
    ("une box 4g ca vaut le coup chez moi ?", "monreseaumobile.arcep.fr"),
    ("rexel me force a commander sur son site, j'ai le droit de refuser ?", "Le droit de refuser : je n’ai pas"),
    ("si je quitte le reseau je perds mes clients ?", "je n’ai pas de règle sûre"),
    ("le facebook c'est moi, j'ai le droit avec le reseau ?", "Votre page quand on est sous enseigne"),
    ("comment je fais pour que ca rame moins", "tout près de la boîte"),
]


@pytest.mark.parametrize(("text", "answer"), SAID)
def test_it_is_answered_on_her_plan_by_what_is_known_of_it(at_plan: Talk, text: str, answer: str) -> None:
    at_plan.say(text)

    assert typeset(answer) in at_plan.texts[0]


@pytest.mark.parametrize("text", ["proteger mes modeles", "instagram ca vaut le coup ?", "un lecteur de carte ?"])
def test_what_no_step_answers_changes_no_plan(at_plan: Talk, text: str) -> None:
    before = at_plan.conversation.plan.steps
    at_plan.say(text)

    assert at_plan.conversation.plan.steps == before


def test_selling_her_business_brings_somebody_for_that_very_question(at_plan: Talk) -> None:
    at_plan.say("je pars a la retraite, comment ceder mon bar")

    step = next(step for step in at_plan.conversation.plan.steps if step.id == "conseiller-public")
    assert "vendre votre affaire" in step.because


def test_a_fear_told_beside_what_is_ticked_is_answered_too(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("copier mes pots jai peur, et vendre en ligne ca marche pas")

    assert talk.conversation.ticks == ("F9",)
    assert "La copie de vos modèles" in talk.texts[1]


@pytest.mark.parametrize("text", ["est ce que on peut proteger ses modeles ?", "proteger mes dessins c'est possible ?"])
def test_a_question_at_the_list_ticks_no_neighbour(talk: Talk, text: str) -> None:
    talk.to_barriers()
    talk.say(text)

    assert not talk.conversation.ticks
    assert "La copie de vos modèles" in talk.texts[0]


def test_what_she_wonders_beside_a_line_ticked_is_kept_as_hers(talk: Talk) -> None:
    talk.to_barriers()
    talk.say("je me demande s'il me faut la resa en ligne, les clientes mecrivent sur insta")

    assert "prise-de-rendez-vous" in talk.story.topics


def test_another_matter_in_a_lesson_is_answered_and_the_step_stays(talk: Talk) -> None:
    talk.to_plan({"connexion": "lente"}, barriers=("F7", "F8")).code("p:ma-ligne")
    talk.code("l:ma-ligne")
    step = talk.subject
    talk.say("comment je vends mon bar ?")

    assert "Vendre votre affaire" in talk.texts[0]
    assert (talk.screen, talk.subject) == ("lesson", step)


def test_her_question_in_a_question_is_answered_and_the_question_stays(talk: Talk) -> None:
    talk.to_questions()
    asked = talk.subject
    talk.say("est ce que on peut proteger ses modeles ?")

    assert "La copie de vos modèles" in talk.texts[0]
    assert talk.subject == asked
