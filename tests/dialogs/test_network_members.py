"""Under a brand, is she kept away from what her network may forbid?"""

from __future__ import annotations

import pytest

from content.models import Library, TypeId
from dialogs.plan import Wanted, candidates
from tests.dialogs.talk import NOW

BY_HERSELF = {"petit-catalogue", "premier-site", "vente-sans-deception", "mon-cahier-site"}
BAKER = {"metier": "boulanger", "temps": "demi_journee", "budget": "moyen"}


@pytest.mark.parametrize("company_type", ["A", "C", "D"])
def test_under_a_brand_whose_contract_is_not_known_nothing_her_network_may_forbid(
    library: Library, company_type: TypeId
) -> None:
    for network in ({}, {"reseau": "inconnu"}):
        assert not BY_HERSELF & _proposed(company_type, {**BAKER, "enseigne": "Ange", **network}, library)


def test_under_no_brand_or_once_her_network_is_known_her_answer_decides(library: Library) -> None:
    for free in ({}, {"enseigne": "non"}, {"enseigne": "Ange", "reseau": "aucun"}):
        assert _proposed("D", {**BAKER, **free}, library) & BY_HERSELF, free


def _proposed(company_type: TypeId, known: dict[str, str], library: Library) -> set[str]:
    wanted = Wanted(company_type, ("F9",), (), known, NOW.date())
    return {candidate.proposal.id for candidate in candidates(wanted, library)}
