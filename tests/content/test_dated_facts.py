"""Is each dated fact in service told as to come on the eve of its day, and as past from its day on?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from content.dates import A_DAY, library_on
from content.loader import load
from content.models import Aid, Library

SEPTEMBER, NEW_YEAR, COPPER = date(2027, 9, 1), date(2027, 1, 1), date(2027, 1, 31)
CUT = COPPER + A_DAY
DATA, LOT_4, WORKS = date(2027, 1, 12), date(2028, 2, 1), date(2027, 6, 1)
Said = Callable[[Library], str]


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def word(word_id: str) -> Said:
    return lambda library: library.glossary[word_id].sentence


def what(step_id: str) -> Said:
    return lambda library: library.proposals[step_id].what


def help_of(lesson_id: str, step_id: str) -> Said:
    return lambda library: next(one.help for one in library.lesson(lesson_id).steps if one.id == step_id)


@pytest.mark.parametrize(
    ("day", "said", "eve", "since"),
    [
        (SEPTEMBER, what("questionnaire-facturation"), "l'envoi commence le 1er", "Depuis le 1er septembre 2027"),
        (SEPTEMBER, lambda lib: lib.glossary["e-reporting"].example, "enverra", "envoie le sien depuis"),
        (SEPTEMBER, lambda lib: lib.topics["facture-electronique"].reply, "le sera le 1er", "Depuis le 1er septembre"),
        (NEW_YEAR, what("espace-impots"), "s'arrête le 1er janvier 2027", "n'existe plus depuis janvier 2027"),
        (NEW_YEAR, word("regime-simplifie"), "Elle s'arrête le 1er", "Depuis le 1er janvier 2027"),
        (NEW_YEAR, help_of("sauvegarde", "caisse"), "six ans", "Depuis le 1er janvier 2027"),
        (NEW_YEAR, help_of("comparer-logiciels", "sortie"), "Dès 2027", "ventes. Les impôts peuvent"),
        (DATA, help_of("lire-contrat", "sortie"), "Elle se discute encore", "Depuis le 12 janvier 2027"),
        (CUT, what("fiche-cuivre"), "le 31 janvier 2027, puis", "Le suivant est annoncé pour janvier 2028"),
        (LOT_4, what("fiche-cuivre"), "annoncé pour janvier 2028", "jusqu'à fin 2030"),
        (LOT_4, word("cuivre"), "annoncé pour janvier 2028", "jusqu'à fin 2030"),
        (LOT_4, lambda lib: lib.barriers["F7"].what, "annoncé pour janvier 2028", "peu à peu, jusqu'à fin 2030"),
        (WORKS, what("fibre-apres-aide"), "finissez les travaux avant le 31 mai", "devaient finir"),
    ],
)
def test_a_dated_fact_is_told_anew_on_its_day(day: date, said: Said, eve: str, since: str, library: Library) -> None:
    before, after = said(library_on(library, day - A_DAY)), said(library_on(library, day))

    assert (eve in before, since in before) == (True, False)
    assert (eve in after, since in after) == (False, True)


def test_the_fibre_aid_gives_way_on_the_day_it_can_no_longer_be_asked_for(library: Library) -> None:
    aid, heir = "raccordement-fibre", "fibre-apres-aide"

    before, after = library_on(library, COPPER - A_DAY).proposals, library_on(library, COPPER).proposals

    assert (aid in before, heir in before) == (True, False)
    assert (aid in after, heir in after) == (False, True)


def test_the_fibre_aid_tells_its_amounts_with_their_date_and_its_conditions(library: Library) -> None:
    aid = library.proposals["raccordement-fibre"]
    assert isinstance(aid, Aid)

    told = f"{aid.what} {aid.cost} {aid.ask}"

    for fact in (
        "400, 800 ou 1 200 euros",
        "septembre 2025",
        "10 salariés",
        "2 millions",
        "plus d'un an",
        "local à vous seul",
    ):
        assert fact in told


def test_the_fibre_aid_says_that_its_money_may_run_out(library: Library) -> None:
    assert "la somme peut finir avant" in library.proposals["raccordement-fibre"].what
    assert "s'il reste de l'argent" in library.proposals["fibre-apres-aide"].benefit
