"""Are the numbers that she writes out read as they are said in French?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.numerals import in_digits
from dialogs.words import normalise

WRITTEN_OUT = {
    "cent vingt euros": "120 euros",
    "deux cents": "200",
    "quatre-vingts": "80",
    "quatre vingt dix-sept": "97",
    "soixante et onze": "71",
    "soixante quinze": "75",
    "vingt-et-une": "21",
    "mille": "mille",
    "mille cinq cents": "1500",
    "deux mille trois cent quarante-deux": "2342",
    "quatre-vingt mille": "80000",
    "2 mille": "2000",
    "une centaine": "100",
    "septante cinq": "75",
    "quarente cinq": "45",
}
SEVERAL = {"vingt trente": "vingt trente", "dix ou quinze": "dix ou quinze", "20 et 50": "20 et 50"}
ALONE = {"un peu": "un peu", "une heure et vingt euros": "une heure et vingt euros", "20 5": "20 5"}


@pytest.mark.parametrize(("said", "read"), [*WRITTEN_OUT.items(), *SEVERAL.items(), *ALONE.items()])
def test_a_number_of_several_words_is_one_number(said: str, read: str, library: Library) -> None:
    assert " ".join(in_digits(normalise(said).split(), library.moments.numbers)) == read
