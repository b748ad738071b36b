"""Does the page of sources name everybody whose facts and lists we use?"""

from __future__ import annotations

from dataclasses import replace

from content.loader import load
from content.sources import page

LIBRARY = load()
PAGE = page(LIBRARY)


def test_every_source_of_our_advice_is_named_once_with_its_dates() -> None:
    names = {step.source_name for step in LIBRARY.proposals.values()}
    advice = PAGE.split("\n## ")[1]

    assert {name for name in names if advice.count(f"- **{name}** :") != 1} == set()
    assert "<https://www.asp.gouv.fr/aides/fibre-optique-aide-au-raccordement> (29/09/2025)" in PAGE


def test_the_lists_we_use_are_attributed() -> None:
    for owner in ("Insee", "DGCL", "La Poste", "Etalab", "NAF rév. 2", "wordfreq", "CC BY-SA"):
        assert owner in PAGE


def test_the_new_list_of_activities_is_named_once_a_trade_has_its_code() -> None:
    florist = LIBRARY.trades["fleuriste"].model_copy(update={"naf_version": "NAF 2025"})
    library = replace(LIBRARY, trades={**LIBRARY.trades, "fleuriste": florist})

    assert "(NAF 2025, NAF rév. 2)" in page(library)


def test_the_directory_is_attributed_once_its_chambers_are_here() -> None:
    assert "DILA" in PAGE or not LIBRARY.chambers
