"""Is a word of one trade told, in what every trade may receive?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from content.loader import load
from content.models import Library
from content.one_trade import words_of_one_trade

LIBRARY = load()
LESSON = LIBRARY.lesson("repondre-avis")


def with_lesson(**changes: Any) -> Library:
    changed = LESSON.model_copy(update=changes)
    return replace(LIBRARY, proposals={**LIBRARY.proposals, LESSON.id: changed})


def files(library: Library) -> list[str]:
    return [problem.file for problem in words_of_one_trade(library)]


@pytest.mark.parametrize("said", ["Appelez-moi à la boutique.", "Le colis était en retard.", "Quittez le chantier."])
def test_what_is_for_every_trade_speaks_of_none(said: str) -> None:
    assert "lessons/repondre-avis.toml" not in files(LIBRARY)
    assert "lessons/repondre-avis.toml" in files(with_lesson(done=said))


def test_what_says_its_trades_may_use_their_words() -> None:
    assert "lessons/repondre-avis.toml" not in files(with_lesson(done="Quittez le chantier.", trades=("plombier",)))


def test_a_situation_is_read_by_every_trade() -> None:
    barrier = LIBRARY.barriers["F7"].model_copy(update={"why": "Votre stock attend."})
    library = replace(LIBRARY, barriers={**LIBRARY.barriers, "F7": barrier})

    assert "barriers/debit.toml" in files(library)
    assert "barriers/debit.toml" not in files(LIBRARY)
