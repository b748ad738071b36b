"""Does a barrier explained say what it is, why her, what others gained, what to do and who can help?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.models import BarrierId, Library
from content.typography import typeset
from dialogs import screens
from dialogs.conversation import OwnQuestion
from dialogs.proofs import prove
from tests.dialogs.talk import NOW, Talk


def explained(barrier: BarrierId, library: Library, **facts: str) -> Talk:
    """A florist who recognised this barrier alone, in front of its explanation."""
    talk = Talk(library).to_barriers(facts)
    talk.code(f"k:{barrier}:1", "m:kept")
    return talk


def test_all_five_are_said_in_order(library: Library) -> None:
    talk = explained("F8", library)
    worded = library.barriers["F8"].worded(talk.story.company_type)

    what, why, way_out = talk.texts
    assert what == typeset(f"« {worded.sentence} »\n{worded.what}")
    assert why == typeset(worded.why)
    gained, first, help_ = way_out.split("\n")
    assert gained == typeset(worded.gained)
    assert first.startswith("Pour commencer")
    assert help_ == typeset(f"Qui peut aider : {worded.relay}.")


@pytest.mark.parametrize("barrier", ["F3", "F11", "F8", "F10"])
def test_what_to_do_is_a_step_that_her_plan_then_holds(library: Library, barrier: BarrierId) -> None:
    talk = explained(barrier, library)
    told = talk.texts[-1].split("\n")[1].split(typeset(" : "))[1].removesuffix(".")

    talk.to_plan()

    titles = [typeset(library.proposals[step.id].title) for step in talk.conversation.plan.steps]
    assert told in [title[:1].lower() + title[1:] for title in titles]


def test_a_step_that_her_next_answers_may_take_away_is_only_said_to_be_possible(library: Library) -> None:
    talk = explained("F9", library)

    assert talk.texts[-1].split("\n")[1].startswith(typeset("Une étape possible : "))


def test_who_can_help_is_said_in_the_words_of_her_family(library: Library) -> None:
    in_a_network = explained("F6", library, reseau="franchise", logiciel="fourni_reseau")
    alone = explained("F6", library)

    assert in_a_network.texts[-1].endswith("votre enseigne, ou le vendeur du logiciel.")
    assert "enseigne" not in alone.texts[-1].split("\n")[-1]


@pytest.mark.parametrize("barrier", ["F8", "F9"])
def test_who_was_let_down_by_an_agency_is_not_sent_to_another(library: Library, barrier: BarrierId) -> None:
    """Told by an answer, or by what she wrote first."""
    before = explained(barrier, library)
    let_down = OwnQuestion(text="une agence m'a fait un site qui marche pas", topics=("site-mal-fait",))
    hers = before.conversation.asking(let_down), before.conversation.with_answer("vente_en_ligne", "decu")
    told = [screens.draw("explanation", barrier, 0, replace(before.story, conversation=one))[-1].text for one in hers]

    assert "agence" in before.texts[-1].split("\n")[-1]
    assert all("agence" not in text.split("\n")[-1] for text in told)
    assert all(text.split("\n")[-1].startswith(typeset("Qui peut aider : votre chambre")) for text in told)


def test_a_barrier_that_nothing_answers_still_says_who_can_help(library: Library) -> None:
    story = explained("F8", library).story
    without = {key: step for key, step in library.proposals.items() if "F8" not in step.barriers}

    told = screens.draw("explanation", "F8", 0, replace(story, library=replace(library, proposals=without)))

    assert "Pour commencer" not in told[-1].text
    assert "Qui peut aider" in told[-1].text


def test_an_explanation_too_long_once_filled_is_told(library: Library) -> None:
    """Given gains that fill their bubble alone, when it is proved, then what stands below them no longer fits."""
    wordy = library.barriers["F8"].model_copy(
        update={"gained": "D'autres ont mis leurs horaires. " * 7, "variants": {}}
    )

    problems = prove(replace(library, barriers={**library.barriers, "F8": wordy}), NOW.date())

    assert ("barriers/proximite.toml", "explanation") in {(p.file, p.field) for p in problems}


@pytest.mark.parametrize(("fact", "value"), [("produits", "creation"), ("concurrence", "savoir_faire")])
def test_what_is_rare_is_not_told_as_what_others_do_too(library: Library, fact: str, value: str) -> None:
    talk = explained("F8", library, type="C", **{fact: value})

    assert "la même chose" not in talk.texts[-2]
    assert "ce que vous savez faire" in talk.texts[-2]
