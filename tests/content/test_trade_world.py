"""Does each trade speak with its own words?"""

from __future__ import annotations

import re
import tomllib

import pytest
from pydantic import ValidationError

from content.loader import FOLDER, load
from content.models import Trade

TRADES = load().trades
FOR_BOTH = {
    "fleuriste", "primeur", "caviste", "traiteur", "buraliste", "libraire", "disquaire", "garagiste", "auto-école",
    "chauffagiste", "peintre en bâtiment", "cuisiniste", "paysagiste", "ébéniste", "photographe", "céramiste",
    "prothésiste dentaire", "architecte", "kinésithérapeute", "graphiste", "pompes funèbres",
}  # fmt: skip


def test_every_trade_says_whom_it_serves_and_what_it_sells() -> None:
    rows = tomllib.loads((FOLDER / "trades.toml").read_text(encoding="utf-8"))["trade"]

    assert [row["id"] for row in rows if not (row.get("clients") and row.get("sells"))] == []


def test_a_florist_sells_bouquets_and_a_nurse_has_patients() -> None:
    assert (TRADES["fleuriste"].clients, TRADES["fleuriste"].sells) == ("vos clients", "vos bouquets")
    assert (TRADES["infirmier"].clients, TRADES["infirmier"].sells) == ("vos patients", "vos soins")


def test_no_trade_calls_a_woman_by_a_masculine() -> None:
    """An activity (« dans la plomberie »), both words, or one of those that serve for both."""
    names = [trade.short or trade.label.lower() for trade in TRADES.values()]
    people = [name for name in names if not name.startswith(("dans ", "en ", "sur "))]
    both = [name for name in people if " ou " in name or ", " in name]

    assert set(people) - set(both) == FOR_BOTH
    assert all(re.fullmatch(r"(\w{3})\w* ?(?:ou|,) \1\w*(?:euse|ère|ienne|trice|ate)", name) for name in both)


@pytest.mark.parametrize("words", ["les clients", "vos", "clients", "vos clients et tous leurs voisins"])
def test_words_that_would_not_fit_a_question_are_refused(words: str) -> None:
    row = TRADES["fleuriste"].model_dump() | {"clients": words}

    with pytest.raises(ValidationError):
        Trade.model_validate(row)
