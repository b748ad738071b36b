"""Is a number she writes the one that was asked?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.spoken import option_said


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("on est 4", "3-5"),
        ("3.", "3-5"),
        ("3-4", "3-5"),
        ("1 + 1 apprenti", "1-2"),
        ("12 salariés", "10+"),
        ("ouvert depuis 2019, on est 3", "3-5"),
        ("depuis 2019", ""),
        ("06 12 34 56 78", ""),
        ("06.12.34.56.78", ""),
        ("appelez le 0612345678", ""),
        ("+33 6 12 34 56 78", ""),
        ("le 12/03/2024", ""),
        ("2,5", ""),
        ("20 euros par mois", ""),
        ("je ferme à 19h30", ""),
        ("3 salariés depuis 12 ans", "3-5"),
    ],
)
def test_a_year_a_date_or_a_telephone_number_counts_nobody(text: str, means: str, library: Library) -> None:
    assert option_said(text, library.questions["effectif"], library) == ((means,) if means else ())


@pytest.mark.parametrize(("text", "means"), [("60-70%", "majoritaire"), ("12,5 %", "faible"), ("depuis 2019", "")])
def test_a_share_is_known_by_its_sign(text: str, means: str, library: Library) -> None:
    assert option_said(text, library.questions["fournisseur_principal"], library) == ((means,) if means else ())
