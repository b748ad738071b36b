"""Is she sent to the chamber of her own département, and only when we know it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from content.models import CHAMBER_OF, Chamber, Library
from dialogs import chambers
from dialogs.conversation import Answer, start
from dialogs.progress import Story
from tests.dialogs.talk import NOW

CCI = Chamber(
    id="cci-exemple",
    kind="cci",
    name="Chambre inventée du Rhône",
    departements=("69",),
    phone="04 00 00 00 01",
    website="https://www.exemple.fr",
    hours="lundi au jeudi 9 h-12 h",
    source="un exemple",
    source_date=date(2026, 11, 20),
)
CMA = CCI.model_copy(update={"id": "cma-exemple", "kind": "cma", "name": "Chambre de métiers inventée"})
REGION = CCI.model_copy(update={"id": "cci-region", "name": "Chambre de région", "departements": ("01", "42", "69")})


def living_in(departement: str, library: Library, *known: Chamber) -> Story:
    library = replace(library, chambers={chamber.id: chamber for chamber in known})
    her = start("her", NOW)
    if departement:
        answer = Answer(fact="departement", value=departement)
        her = her.changed(answers=(*her.answers, answer))
    return Story(her, library, NOW)


def said(person: str, story: Story) -> list[str]:
    return [message.text for message in chambers.told(story.library.proposals[person], story)]


def test_her_own_chamber_is_named_with_its_phone_and_hours(library: Library) -> None:
    (bubble,) = said("cci", living_in("69", library, CMA, CCI))

    assert bubble.split("\n") == [
        "Chambre inventée du Rhône",
        "Téléphone\u00a0: 04 00 00 00 01",
        "Ouvert\u00a0: lundi au jeudi 9 h-12 h",
        "Son site, relevé le 20 novembre 2026\u00a0: exemple.fr",
    ]


def test_the_other_ways_to_reach_it_are_told_when_they_are_known(library: Library) -> None:
    more = {"booking": "https://rdv.exemple.fr", "email": "ici@exemple.fr", "address": "3 rue Haute, 69000 Ici"}
    open_to_all = CCI.model_copy(update=more)

    bubbles = said("cci", living_in("69", library, open_to_all))

    assert bubbles[1].split("\n") == [
        "Où\u00a0: 3 rue Haute, 69000 Ici",
        "Demander un rendez-vous\u00a0: rdv.exemple.fr",
        "Écrire\u00a0: ici@exemple.fr",
    ]


def test_what_is_unknown_of_a_chamber_is_not_said(library: Library) -> None:
    bare = CCI.model_copy(update={"phone": "", "hours": "", "website": ""})

    (bubble,) = said("cci", living_in("69", library, bare))

    assert bubble == "Chambre inventée du Rhône\nCoordonnées relevées le 20 novembre 2026."


def test_an_artisan_is_sent_to_the_chamber_of_trades(library: Library) -> None:
    (bubble,) = said("cma", living_in("69", library, CMA, CCI))

    assert bubble.startswith("Chambre de métiers inventée\n")


@pytest.mark.parametrize(
    ("departement", "person", "known"),
    [
        ("", "cci", (CCI,)),
        ("inconnu", "cci", (CCI,)),
        ("13", "cci", (CCI,)),
        ("69", "cci", ()),
        ("69", "cma", (CCI,)),
        ("69", "conseiller-public", (CCI, CMA)),
    ],
)
def test_nothing_more_is_said_when_hers_is_not_known(
    library: Library, departement: str, person: str, known: tuple[Chamber, ...]
) -> None:
    assert said(person, living_in(departement, library, *known)) == []


def test_the_most_local_chamber_comes_first(library: Library) -> None:
    story = living_in("69", library, REGION, CCI)

    assert story.library.chamber_for("69", "commerce") == CCI
    assert story.library.chamber_for("42", "services") == REGION
    assert story.library.chamber_for("42", "liberal") is None


def test_the_longest_chamber_still_makes_a_short_bubble(library: Library) -> None:
    longest = CCI.model_copy(update={"name": "N" * 120, "hours": "h" * 80, "website": "https://" + "w" * 60})

    (bubble,) = said("cci", living_in("69", library, longest))

    without_address = bubble.replace("w" * 60, "")
    assert len(without_address) <= 300
    assert bubble.count("\n") == 3


def test_on_paper_she_has_her_chamber_or_a_person_for_everyone(library: Library) -> None:
    merchant = Answer(fact="secteur", value=next(iter(CHAMBER_OF)))
    story = living_in("69", library, CCI, CMA)
    placed = replace(story, conversation=story.conversation.changed(answers=(*story.conversation.answers, merchant)))
    sent = replace(living_in("", library, CMA), conversation=start("her", NOW).changed(chamber=CMA.id))

    found = [chambers.contact(one) for one in (placed, sent, living_in("", library, CMA))]

    names = [one.name for one in found if one]
    kind = {"cci": CCI.name, "cma": CMA.name}[CHAMBER_OF[merchant.value]]
    assert names == [kind, CMA.name, library.proposals["conseiller-public"].title]
    assert all(one and (one.phone or one.address) for one in found)


def test_on_paper_a_chamber_that_cannot_be_reached_leaves_its_place_to_the_adviser(library: Library) -> None:
    mute = CCI.model_copy(update={"phone": "", "website": ""})
    story = living_in("69", library, mute)
    sent = replace(story, conversation=story.conversation.changed(chamber=mute.id))

    found = chambers.contact(sent)

    assert found is not None
    assert (found.name, bool(found.address)) == (library.proposals["conseiller-public"].title, True)
