"""Does a store keep its promises? One suite, run on every implementation, the fake included."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.store import AlreadyTaken, Revision, StaleVersion, Store
from dialogs.events import Event
from tests.builders import KEY, NOW, a_choice, a_conversation, a_message, a_turn, an_outgoing
from tests.stores import committed, said

LATER = NOW + timedelta(seconds=31)


class StoreContract:
    """Give it a fixture `store`."""

    # ------------------------------------------------------------ a turn

    def test_an_unknown_person_has_no_conversation(self, store: Store) -> None:
        assert store.load(KEY) == (None, 0)
        assert store.transcript(KEY) == []

    def test_a_committed_conversation_loads_as_it_was(self, store: Store) -> None:
        told = a_conversation(turn=3).with_answer("metier", "fleuriste", said="je vend des fleur")

        store.commit(KEY, 0, "e1", a_turn(conversation=told), (), NOW)

        assert store.load(KEY)[0] == told

    def test_each_commit_gives_a_version_that_the_next_one_must_name(self, store: Store) -> None:
        first = committed(store, a_turn(at=1), "e1")
        second = committed(store, a_turn(at=2), "e2", first)

        assert first != second
        with pytest.raises(StaleVersion):
            store.commit(KEY, first, "e3", a_turn(at=3), (), NOW)

    def test_two_first_turns_at_once_do_not_both_count(self, store: Store) -> None:
        committed(store, a_turn(at=1), "e1")

        with pytest.raises(StaleVersion):
            store.commit(KEY, 0, "e2", a_turn(at=1), (), NOW)

    def test_an_event_counts_once_whoever_sends_it(self, store: Store) -> None:
        version = committed(store, a_turn("un"), "e1")

        with pytest.raises(AlreadyTaken):
            store.commit(KEY, version, "e1", a_turn("deux"), (), NOW)
        assert store.taken("e1")
        assert not store.taken("e2")
        assert said(store) == ["us: un"]

    def test_a_refused_commit_leaves_nothing_behind(self, store: Store) -> None:
        committed(store, a_turn("un"), "e1")

        with pytest.raises(StaleVersion):
            store.commit(KEY, 0, "e2", a_turn("deux", said="oui"), (an_outgoing(),), NOW)

        assert not store.taken("e2")
        assert said(store) == ["us: un"]
        assert store.next_unsent(9, NOW) == []

    def test_people_do_not_see_each_other(self, store: Store) -> None:
        store.commit("one", 0, "e1", a_turn("pour une", key="one"), (), NOW)
        store.commit("two", 0, "e2", a_turn("pour deux", key="two"), (), NOW)

        assert said(store, "one") == ["us: pour une"]
        assert said(store, "two") == ["us: pour deux"]

    # ------------------------------------------------------------ the transcript

    def test_the_transcript_holds_her_act_then_our_bubbles(self, store: Store) -> None:
        version = committed(store, a_turn("Bonjour.", "Votre métier ?", at=1), "e1")
        committed(store, a_turn("Merci.", said="fleuriste", at=2), "e2", version)

        assert said(store) == ["us: Bonjour.", "us: Votre métier ?", "her: fleuriste", "us: Merci."]
        assert [entry.turn for entry in store.transcript(KEY)] == [1, 1, 2, 2]
        assert [entry.number for entry in store.transcript(KEY)] == [1, 2, 3, 4]

    def test_a_bubble_keeps_its_choices(self, store: Store) -> None:
        asked = a_message("Votre métier ?", [a_choice("Fleuriste"), a_choice("Pourquoi ?", role="quiet")])

        committed(store, a_turn(messages=(asked,)), "e1")

        assert store.transcript(KEY)[0].message == asked

    def test_a_redrawn_bubble_takes_the_place_of_our_last_one(self, store: Store) -> None:
        version = committed(store, a_turn("Bonjour.", "Cochez.", at=1), "e1")
        ticked = a_message("Choisi : le prix.", replaces=True)

        committed(store, a_turn(messages=(ticked,), at=2), "e2", version)

        assert said(store) == ["us: Bonjour.", "us: Choisi : le prix."]
        assert store.transcript(KEY)[1].turn == 2

    def test_a_redrawn_bubble_with_nothing_to_redraw_is_added(self, store: Store) -> None:
        committed(store, a_turn(messages=(a_message("Cochez.", replaces=True),)), "e1")

        assert said(store) == ["us: Cochez."]

    # ------------------------------------------------------------ her address, her rights

    def test_an_address_is_kept_once(self, store: Store) -> None:
        assert store.address(KEY) is None
        version = committed(store, a_turn("un"), "e1", address=b"first")
        committed(store, a_turn("deux"), "e2", version, address=b"second")

        assert store.address(KEY) == b"first"

    def test_an_act_taken_before_keeps_no_address_of_whoever_is_erased(self, store: Store) -> None:
        committed(store, a_turn("un"), "e1", address=b"secret")
        store.erase(KEY, "e2", NOW)

        with pytest.raises(AlreadyTaken):
            store.commit(KEY, 0, "e2", a_turn("deux"), (), NOW, b"secret")
        with pytest.raises(StaleVersion):
            store.commit(KEY, 1, "e3", a_turn("deux"), (), NOW, b"secret")

        assert store.address(KEY) is None

    def test_an_export_holds_everything_and_is_json(self, store: Store) -> None:
        told = a_conversation(turn=1).with_answer("metier", "autre", said="souffleuse de verre")
        event = Event(kind="answered", fact="metier", value="autre")
        spoken = a_turn("Merci.", conversation=told, said="mot à elle", events=[event])
        committed(store, spoken, "e1", pushed=(an_outgoing("à envoyer"),), address=b"\x00chiffre")

        text = json.dumps(store.export(KEY), ensure_ascii=False)

        for held in ("souffleuse de verre", "mot à elle", "Merci.", "à envoyer", "answered"):
            assert held in text
        assert {"conversation", "transcript", "journal", "outgoing", "address"} == set(store.export(KEY))
        [done] = store.export(KEY)["journal"]
        assert done == {"day": f"{NOW:%Y-%m-%d}", "kind": "answered", "fact": "metier", "value": "autre"}

    def test_an_export_of_nobody_is_empty(self, store: Store) -> None:
        assert store.export(KEY) == {}

    def test_an_erased_person_leaves_nothing(self, store: Store) -> None:
        committed(store, a_turn("un", said="mot"), "e1", pushed=(an_outgoing(),), address=b"secret")
        store.commit("other", 0, "e2", a_turn("reste", key="other"), (), NOW)

        store.erase(KEY, "e3", NOW)

        assert store.load(KEY) == (None, 0)
        assert store.export(KEY) == {}
        assert store.address(KEY) is None
        assert store.next_unsent(9, LATER) == []
        assert said(store, "other") == ["us: reste"]

    def test_an_erasure_counts_once(self, store: Store) -> None:
        store.erase(KEY, "e1", NOW)
        committed(store, a_turn("de retour"), "e2")

        with pytest.raises(AlreadyTaken):
            store.erase(KEY, "e1", NOW)
        assert said(store) == ["us: de retour"]

    def test_a_turn_begun_before_she_erased_everything_brings_nothing_back(self, store: Store) -> None:
        version = committed(store, a_turn("un"), "e1")
        store.erase(KEY)

        with pytest.raises(StaleVersion):
            store.commit(KEY, version, "e2", a_turn("deux"), (), NOW)
        committed(store, a_turn("de retour"), "e3")
        with pytest.raises(StaleVersion):
            store.commit(KEY, version, "e4", a_turn("deux"), (), NOW)

    # ------------------------------------------------------------ the store itself

    def test_what_is_kept_about_the_store_is_its_first_value(self, store: Store) -> None:
        assert store.kept("seal") == ""
        store.keep("seal", "first")
        store.keep("seal", "second")

        assert store.kept("seal") == "first"

    def test_each_revision_of_the_content_has_its_number_and_stays_as_it_was(self, store: Store) -> None:
        assert (store.newest_revision(), store.archive(1), store.revisions()) == (0, None, [])

        first = store.publish(b"un", "Claire", "les prix", NOW)
        second = store.publish(b"deux\x00", "Paul", "", LATER)

        assert second > first
        assert store.newest_revision() == second
        assert (store.archive(first), store.archive(second)) == (b"un", b"deux\x00")
        assert store.revisions() == [Revision(second, LATER, "Paul", ""), Revision(first, NOW, "Claire", "les prix")]

    def test_a_work_is_claimed_by_one_alone_until_its_time_is_over(self, store: Store) -> None:
        first, second, other = (store.claim(name, NOW, 30) for name in ("webhook", "webhook", "sweep"))

        assert (first, second, other) == (True, False, True)
        assert not store.claim("webhook", NOW + timedelta(seconds=29), 30)
        assert store.claim("webhook", LATER, 30)

    def test_it_is_healthy_and_up_to_date(self, store: Store) -> None:
        assert store.health()
        assert store.migrations_missing() == []
