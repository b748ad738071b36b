"""Do the measures tell plain French from the French of reports?"""

from __future__ import annotations

import pytest

from content.readability import frequency_note, measure, syllables

REPORT = [
    "L'affinité du secteur économique avec les technologies de l'information exerce une influence "
    "déterminante sur la nature des freins identifiés par les opérateurs de services interrogés dans "
    "cette étude.",
    "La résistance au changement, qui se manifeste par la mise en cause des procédures et des "
    "responsabilités, constitue un obstacle majeur à l'appropriation de nouvelles compétences "
    "organisationnelles.",
    "Les adhérents d'un réseau commercial bénéficient d'un encadrement personnalisé et de formations "
    "qui favorisent l'utilisation régulière d'un logiciel de gestion communicant avec les principaux "
    "fournisseurs.",
    "La méconnaissance de l'offre de services, conjuguée à la déception consécutive aux premières "
    "expériences, explique l'attentisme des indépendants proposant des produits génériques.",
    "L'accompagnement individualisé des dirigeants, fondé sur des préconisations formulées par les "
    "organisations professionnelles, conditionne la réussite des investissements informatiques.",
]
PLAIN = [
    "Certains métiers aiment internet, d'autres moins. Cela change beaucoup de choses.",
    "Changer sa façon de travailler fait peur. C'est normal : chacun doit apprendre de nouveaux gestes.",
    "Votre enseigne vous aide. Elle vous forme, et son logiciel parle avec vos fournisseurs.",
    "Vous avez essayé une fois, et cela n'a pas marché. Depuis, vous attendez. Beaucoup font comme vous.",
    "Quelqu'un vient chez vous et vous montre. Ainsi, ce que vous achetez vous sert vraiment.",
]


@pytest.mark.parametrize("text", REPORT)
def test_the_french_of_a_report_is_not_plain(text: str) -> None:
    reading = measure(text)

    assert {2, 3, 5} <= {finding.rule for finding in reading.findings}


@pytest.mark.parametrize("text", PLAIN)
def test_its_plain_rewrite_is(text: str) -> None:
    reading = measure(text)

    assert reading.problems == []
    assert reading.ease >= 60


HEARD = """client 2|ami 2|école 2|payer 2|le 1|boutique 2|ordinateur 4|créer 2|louer 2|guide 1|étaient 2
armée 2|pays 2|situation 4|fournisseur 3|février 3|réseau 2|huit 1|bienvenue 3|comptabilité 5""".replace("\n", "|")


@pytest.mark.parametrize("heard", HEARD.split("|"))
def test_syllables_are_counted_as_they_are_heard(heard: str) -> None:
    word, count = heard.split()

    assert syllables(word) == int(count)


def test_links_and_bold_marks_do_not_count_and_a_line_break_ends_a_sentence() -> None:
    reading = measure("**Ouvrez** la page\nhttps://www.exemple.fr/une/longue/adresse\nLisez-la")

    assert reading.characters == len("Ouvrez la page\n\nLisez-la")
    assert (reading.sentences, reading.words) == (2, 4)


def test_an_hour_is_read_as_one_word() -> None:
    assert measure("Ouvert : lundi au jeudi 8 h 30-12 h et 13 h 30-17 h.").words == 9


def test_too_long_a_sentence_may_not_be_published() -> None:
    findings = measure("Vous prenez " + "une fleur et " * 6 + "un pot.").findings

    assert [finding.rule for finding in findings if finding.hard] == [2]


@pytest.mark.parametrize(
    ("text", "jargon"),
    [
        ("Mettez vos photos dans le cloud.", ("cloud",)),
        ("Le cloud, c'est un disque chez un autre.", ()),
        ("Mettez vos photos dans le cloud (un disque chez un autre).", ()),
        ("Gardez vos photos chez un autre (cloud).", ()),
        ("Votre OPCO paie le cours.", ("OPCO",)),
        ("Elle api la fleur.", ()),
        ("Acceptez les cookies du site.", ("cookie",)),
    ],
)
def test_jargon_stands_only_with_its_explanation(text: str, jargon: tuple[str, ...]) -> None:
    assert measure(text).jargon == jargon


def test_jargon_behind_a_button_that_explains_is_allowed() -> None:
    assert measure("Mettez vos photos dans le cloud.", explained=True).problems == []


def test_names_are_not_uncommon_words() -> None:
    assert measure("Vous êtes chez Dilicom et vous vendez des fleurs de saison.").uncommon == ()


def test_the_measure_of_frequency_is_there_where_tests_run() -> None:
    assert frequency_note() == ""


def test_a_mend_is_proposed_for_each_word_of_jargon() -> None:
    (found,) = [one for one in measure("Passez au cloud. On peut dématérialiser.").findings if one.rule == 6]

    assert "remplacez *cloud* par *gardé sur internet*" in found.sentence
    assert "remplacez *dématérialiser* par *passer au numérique*" in found.sentence
