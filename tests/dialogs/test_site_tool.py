"""Are ordinary answers heard in the tool that writes her request for a site?"""

from __future__ import annotations

import pytest

from content.models import Library
from dialogs.options import options_said
from tests.dialogs.talk import Talk

HEARD = [
    ("but", "qu'on sache ou je suis et quoi apporter a la premiere seance", "Que l'on sache où je suis"),
    ("but", "nos horaires et comment venir", "Que l'on sache où je suis"),
    ("photos", "les textes moi, les photos ma collegue", "Moi, pour tout"),
    ("photos", "moi et mon associé", "Moi, pour tout"),
    ("ancien", "on a une page google mais c'est un collegue parti qui a le code", "Une page, sans le code"),
    ("ancien", "une page facebook mais jai plus le mot de passe", "Une page, sans le code"),
    ("ancien", "une fiche google", "Une page ou une fiche"),
]


@pytest.mark.parametrize(("asked", "said", "label"), HEARD)
def test_what_she_says_of_her_site_is_heard(library: Library, asked: str, said: str, label: str) -> None:
    tool = library.tool("mon-cahier-site")
    assert tool is not None
    question = tool.question(asked)
    assert question is not None

    ranks = options_said(said, question, Talk(library).to_plan().story)

    assert [question.options[rank].label for rank in ranks] == [label]


def test_a_lost_access_stands_in_the_page_she_sends(library: Library) -> None:
    tool = library.tool("mon-cahier-site")
    assert tool is not None
    question = tool.question("ancien")
    assert question is not None

    assert "plus le code" in next(o.note for o in question.options if o.label == "Une page, sans le code")


def test_selling_denied_is_no_sale(library: Library) -> None:
    tool = library.tool("mon-cahier-site")
    assert tool is not None
    question = tool.question("but")
    assert question is not None

    ranks = options_said("je veux pas vendre", question, Talk(library).to_plan().story)

    assert "Vendre en ligne" not in [question.options[rank].label for rank in ranks]
