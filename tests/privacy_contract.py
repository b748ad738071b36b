"""Does a store let go of what is no longer kept, and of nothing else? One suite, run on every implementation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.store import Purged, StaleVersion, Store
from dialogs.retention import SAID, SILENCE, WORDS
from tests.builders import KEY, NOW, a_conversation, a_turn, an_outgoing

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class PrivacyContract:
    """Give it a fixture `store`."""

    def test_who_has_not_come_for_thirty_days_leaves_nothing(self, store: Store) -> None:
        said(store, "un", her="mot", pushed=True, address=b"secret")
        said(store, "reste", key="other", at=NOW + MINUTE)

        assert store.purge(NOW + SILENCE) == Purged(0)
        assert store.purge(NOW + SILENCE + MINUTE) == Purged(1)

        assert store.load(KEY) == (None, 0)
        assert store.export(KEY) == {}
        assert store.address(KEY) is None
        assert store.next_unsent(9, NOW + SILENCE) == []
        assert lines(store, "other") == ["us: reste"]

    def test_whoever_comes_back_in_time_is_kept(self, store: Store) -> None:
        said(store, "un")
        said(store, "de retour", at=NOW + 20 * DAY)

        store.purge(NOW + SILENCE + MINUTE)

        assert store.load(KEY)[0] is not None

    def test_thirteen_months_after_the_first_day_all_goes_even_hers_of_yesterday(self, store: Store) -> None:
        said(store, "un", at=NOW + 392 * DAY)

        assert store.purge(NOW + 393 * DAY) == Purged(0)
        assert store.purge(NOW + 394 * DAY) == Purged(1)

    def test_the_longest_due_go_first_and_no_more_than_asked(self, store: Store) -> None:
        for age in (2, 3, 1):
            said(store, "un", key=f"{age}", at=NOW - age * DAY)

        purged = store.purge(NOW + SILENCE, limit=2)

        assert purged == Purged(2, more=True)
        assert [store.load(key)[0] is not None for key in "123"] == [True, False, False]

    def test_her_words_go_before_her_answers(self, store: Store) -> None:
        """Given words of the first day and a visit since, when sixty days have passed, then they alone are gone."""
        words = a_conversation(trade_words="mes mots", words_came=(("trade", NOW),)).with_answer("metier", "fleuriste")
        said(store, "un", conversation=words, at=NOW + 50 * DAY)

        kept = (store.purge(NOW + WORDS), store.load(KEY)[0])
        gone = (store.purge(NOW + WORDS + MINUTE), store.load(KEY)[0])

        assert [purged for purged, _ in (kept, gone)] == [Purged(0), Purged(0)]
        assert [held and held.trade_words for _, held in (kept, gone)] == ["mes mots", ""]
        assert [held and held.value("metier") for _, held in (kept, gone)] == ["fleuriste", "fleuriste"]

    def test_a_turn_begun_before_her_words_went_does_not_bring_them_back(self, store: Store) -> None:
        words = a_conversation(trade_words="mes mots", words_came=(("trade", NOW),))
        version = said(store, "un", conversation=words, at=NOW + 50 * DAY)

        store.purge(NOW + WORDS + MINUTE)

        with pytest.raises(StaleVersion):
            store.commit(KEY, version, "late", a_turn(conversation=words), (), NOW)

    def test_what_was_said_thirty_days_ago_goes_while_she_goes_on(self, store: Store) -> None:
        said(store, "ancien", her="mon vieux mot", pushed=True)
        said(store, "récent", her="mon mot", at=NOW + 20 * DAY)

        before = (store.purge(NOW + SAID), lines(store))
        after = (store.purge(NOW + SAID + MINUTE), lines(store))

        assert before[1] == ["her: mon vieux mot", "us: ancien", "her: mon mot", "us: récent"]
        assert after[1] == ["her: mon mot", "us: récent"]
        assert "outgoing" not in store.export(KEY)

    def test_a_conversation_goes_on_after_the_lines_that_are_gone(self, store: Store) -> None:
        said(store, "ancien")
        said(store, "récent", at=NOW + 20 * DAY)
        store.purge(NOW + SAID + MINUTE)

        said(store, "nouveau", at=NOW + 31 * DAY)

        numbers = [entry.number for entry in store.transcript(KEY)]
        assert lines(store) == ["us: récent", "us: nouveau"]
        assert numbers == sorted(set(numbers))

    def test_a_turn_begun_before_the_purge_brings_nothing_back(self, store: Store) -> None:
        version = said(store, "un")
        store.purge(NOW + SILENCE + MINUTE)

        with pytest.raises(StaleVersion):
            store.commit(KEY, version, "e2", a_turn("deux"), (), NOW)


def said(
    store: Store, text: str, *, key: str = KEY, at: datetime = NOW, her: str = "", pushed: bool = False,
    address: bytes = b"", **more: Any,
) -> int:  # fmt: skip
    """One turn, taken then; the version it gave."""
    held = more.get("conversation") or store.load(key)[0] or a_conversation(key)
    turn = a_turn(text, said=her, conversation=held.changed(last_seen=at))
    out = (an_outgoing(text),) if pushed else ()
    store.commit(key, store.load(key)[1], f"{key} {at} {text}", turn, out, at, address)
    return store.load(key)[1]


def lines(store: Store, key: str = KEY) -> list[str]:
    return [f"{entry.who}: {entry.message.text}" for entry in store.transcript(key)]
