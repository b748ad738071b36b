"""Does a reply become the spans that a person can read and press?"""

from __future__ import annotations

from bot.store import rows
from dialogs.messages import Span
from dialogs.wording import Site, hers, spans, written


def test_an_address_put_in_a_place_is_a_link_as_one_in_the_text_is() -> None:
    link = Span(text="exemple.fr/page", url="https://www.exemple.fr/page/")

    assert link in spans("L'adresse : {url}.", url="https://www.exemple.fr/page/")
    assert Span(text="exemple.fr", url="https://exemple.fr") in spans("L'adresse : https://exemple.fr.")


def test_an_address_that_she_wrote_is_never_a_link() -> None:
    assert all(not span.url for span in spans("« {text} »", text=hers("https://exemple.fr")))


def test_words_of_hers_and_sites_can_be_kept_like_any_text() -> None:
    message = written("{said} {site}", said=hers("ma boutique"), site=Site("https://exemple.fr/page"))

    assert rows.entry((1, 1, "us", rows.as_text(message))).message == message
