"""Does a store keep its promises? One suite, run on every implementation, the fake included."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.store import AlreadyTaken, Limits, Outgoing, Revision, StaleVersion, Store
from dialogs.events import Event
from tests.builders import KEY, NOW, a_choice, a_conversation, a_message, a_turn, an_outgoing

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
        first = _committed(store, a_turn(at=1), "e1")
        second = _committed(store, a_turn(at=2), "e2", first)

        assert first != second
        with pytest.raises(StaleVersion):
            store.commit(KEY, first, "e3", a_turn(at=3), (), NOW)

    def test_two_first_turns_at_once_do_not_both_count(self, store: Store) -> None:
        _committed(store, a_turn(at=1), "e1")

        with pytest.raises(StaleVersion):
            store.commit(KEY, 0, "e2", a_turn(at=1), (), NOW)

    def test_an_event_counts_once_whoever_sends_it(self, store: Store) -> None:
        version = _committed(store, a_turn("un"), "e1")

        with pytest.raises(AlreadyTaken):
            store.commit(KEY, version, "e1", a_turn("deux"), (), NOW)
        assert store.taken("e1")
        assert not store.taken("e2")
        assert _said(store) == ["us: un"]

    def test_a_refused_commit_leaves_nothing_behind(self, store: Store) -> None:
        _committed(store, a_turn("un"), "e1")

        with pytest.raises(StaleVersion):
            store.commit(KEY, 0, "e2", a_turn("deux", said="oui"), (an_outgoing(),), NOW)

        assert not store.taken("e2")
        assert _said(store) == ["us: un"]
        assert store.next_unsent(9, NOW) == []

    def test_people_do_not_see_each_other(self, store: Store) -> None:
        store.commit("one", 0, "e1", a_turn("pour une", key="one"), (), NOW)
        store.commit("two", 0, "e2", a_turn("pour deux", key="two"), (), NOW)

        assert _said(store, "one") == ["us: pour une"]
        assert _said(store, "two") == ["us: pour deux"]

    # ------------------------------------------------------------ the transcript

    def test_the_transcript_holds_her_act_then_our_bubbles(self, store: Store) -> None:
        version = _committed(store, a_turn("Bonjour.", "Votre métier ?", at=1), "e1")
        _committed(store, a_turn("Merci.", said="fleuriste", at=2), "e2", version)

        assert _said(store) == ["us: Bonjour.", "us: Votre métier ?", "her: fleuriste", "us: Merci."]
        assert [entry.turn for entry in store.transcript(KEY)] == [1, 1, 2, 2]
        assert [entry.number for entry in store.transcript(KEY)] == [1, 2, 3, 4]

    def test_a_bubble_keeps_its_choices(self, store: Store) -> None:
        asked = a_message("Votre métier ?", [a_choice("Fleuriste"), a_choice("Pourquoi ?", role="quiet")])

        _committed(store, a_turn(messages=(asked,)), "e1")

        assert store.transcript(KEY)[0].message == asked

    def test_a_redrawn_bubble_takes_the_place_of_our_last_one(self, store: Store) -> None:
        version = _committed(store, a_turn("Bonjour.", "Cochez.", at=1), "e1")
        ticked = a_message("Choisi : le prix.", replaces=True)

        _committed(store, a_turn(messages=(ticked,), at=2), "e2", version)

        assert _said(store) == ["us: Bonjour.", "us: Choisi : le prix."]
        assert store.transcript(KEY)[1].turn == 2

    def test_a_redrawn_bubble_with_nothing_to_redraw_is_added(self, store: Store) -> None:
        _committed(store, a_turn(messages=(a_message("Cochez.", replaces=True),)), "e1")

        assert _said(store) == ["us: Cochez."]

    # ------------------------------------------------------------ what must be pushed

    def test_replies_leave_one_by_one_in_order(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("un"), an_outgoing("deux")))

        [first] = store.next_unsent(9, NOW)
        assert store.next_unsent(9, NOW) == []
        store.mark_sent(KEY, first.number, 101, NOW)
        [second] = store.next_unsent(9, NOW)

        assert [first.payload["text"], second.payload["text"]] == ["un", "deux"]
        assert (first.conversation_key, first.kind) == (KEY, "send")

    def test_people_do_not_wait_for_each_other(self, store: Store) -> None:
        store.commit("one", 0, "e1", a_turn(key="one"), (an_outgoing("un"), an_outgoing("deux")), NOW)
        store.commit("two", 0, "e2", a_turn(key="two"), (an_outgoing("trois"),), NOW)

        assert [out.payload["text"] for out in store.next_unsent(9, NOW)] == ["un", "trois"]

    def test_no_more_replies_are_taken_than_asked(self, store: Store) -> None:
        store.commit("one", 0, "e1", a_turn(key="one"), (an_outgoing("un"),), NOW)
        store.commit("two", 0, "e2", a_turn(key="two"), (an_outgoing("deux"),), NOW)

        assert [out.payload["text"] for out in store.next_unsent(1, NOW)] == ["un"]
        assert [out.payload["text"] for out in store.next_unsent(1, NOW)] == ["deux"]

    def test_a_reply_whose_sender_died_is_taken_again_after_its_lease(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))

        taken = store.next_unsent(9, NOW, lease_seconds=30)

        assert store.next_unsent(9, NOW + timedelta(seconds=29)) == []
        assert store.next_unsent(9, LATER) == taken

    def test_a_released_reply_waits_for_its_time(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("un"), an_outgoing("deux")))
        [first] = store.next_unsent(9, NOW)

        store.release(KEY, first.number, NOW + timedelta(seconds=5))

        assert store.next_unsent(9, NOW + timedelta(seconds=4)) == []
        assert store.next_unsent(9, NOW + timedelta(seconds=6)) == [first]

    def test_what_leaves_once_is_marked_by_one_alone_before_it_leaves(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("rappel", once=True),))
        [reminder] = store.next_unsent(9, NOW)

        first, second = (store.depart(KEY, reminder.number, NOW) for _ in range(2))

        assert (reminder.once, first, second) == (True, True, False)
        assert store.next_unsent(9, LATER) == []

    def test_what_leaves_once_and_was_refused_is_tried_again(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("rappel", once=True),))
        [reminder] = store.next_unsent(9, NOW)
        store.depart(KEY, reminder.number, NOW)

        store.release(KEY, reminder.number, NOW)

        assert store.next_unsent(9, LATER) == [reminder]

    def test_a_reply_that_left_does_not_come_back_when_a_slow_sender_gives_it_up(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))
        [out] = store.next_unsent(9, NOW)
        store.mark_sent(KEY, out.number, 5, NOW)

        store.release(KEY, out.number, NOW)

        assert store.next_unsent(9, LATER) == []

    def test_a_chat_waits_for_its_place_and_the_others_do_not_wait_for_it(self, store: Store) -> None:
        limits = Limits(bot_per_second=1000, chat_per_second=1 / 5, chat_burst=2)
        _committed(store, a_turn(), "e1", pushed=tuple(an_outgoing(f"{i}") for i in range(3)))
        for _ in range(2):
            [out] = store.next_unsent(1, NOW, limits=limits)
            store.mark_sent(KEY, out.number, 1, NOW)
        store.commit("other", 0, "e2", a_turn(key="other"), (an_outgoing("autre"),), NOW)

        now = store.next_unsent(1, NOW, limits=limits) or store.next_unsent(1, NOW, limits=limits)
        later = store.next_unsent(1, NOW + timedelta(seconds=4), limits=limits)

        assert [out.payload["text"] for out in (*now, *later)] == ["autre", "2"]
        assert 0 < later[0].wait <= 2

    def test_the_bot_has_one_line_for_all(self, store: Store) -> None:
        limits = Limits(bot_per_second=2, chat_burst=99)
        for i in range(9):
            store.commit(f"k{i}", 0, f"e{i}", a_turn(key=f"k{i}"), (an_outgoing(f"{i}"),), NOW)

        taken = store.next_unsent(99, NOW, limits=limits)

        assert [out.payload["text"] for out in taken] == ["0", "1", "2", "3", "4"]
        assert [round(out.wait, 1) for out in taken] == [0, 0.5, 1, 1.5, 2]
        assert store.next_unsent(99, NOW, limits=limits) == []

    def test_told_to_be_quiet_nothing_is_taken_before_then(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))

        store.quiet(NOW + timedelta(seconds=9))

        assert store.next_unsent(9, NOW, limits=Limits()) == []
        assert len(store.next_unsent(9, NOW + timedelta(seconds=9), limits=Limits())) == 1

    def test_an_edit_keeps_the_message_it_edits(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("Enseigne", kind="edit", remote_id=77),))

        [edit] = store.next_unsent(9, NOW)

        assert (edit.kind, edit.remote_id) == ("edit", 77)

    def test_an_edit_said_again_below_is_known_by_its_new_number(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing("fait", keyboard=True, kind="edit", remote_id=55),))
        [edit] = store.next_unsent(1, NOW)

        store.mark_sent(KEY, edit.number, 77, NOW)

        assert store.last_sent_id(KEY) == 77

    def test_the_last_keyboard_is_found_again(self, store: Store) -> None:
        assert store.last_sent_id(KEY) is None
        _committed(store, a_turn(), "e1", pushed=(an_outgoing(keyboard=True), an_outgoing("sans bouton")))

        _send_all(store, first_id=501)

        assert store.last_sent_id(KEY) == 501

    def test_a_reply_not_sent_yet_has_no_keyboard_to_take_away(self, store: Store) -> None:
        _committed(store, a_turn(), "e1", pushed=(an_outgoing(keyboard=True, kind="edit", remote_id=5),))

        assert store.last_sent_id(KEY) is None

    def test_the_one_that_has_waited_longest_is_known(self, store: Store) -> None:
        assert store.oldest_unsent() is None
        version = _committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))
        store.commit(KEY, version, "e2", a_turn(), (an_outgoing("deux"),), LATER)

        oldest = store.oldest_unsent()
        store.mark_sent(KEY, store.next_unsent(9, NOW)[0].number, 1, NOW)

        assert (oldest, store.oldest_unsent()) == (NOW, LATER)

    def test_nothing_leaves_for_a_closed_chat(self, store: Store) -> None:
        _committed(store, a_turn("un"), "e1", pushed=(an_outgoing("un"), an_outgoing("deux")))

        store.close(KEY)

        assert store.next_unsent(9, LATER) == []
        assert _said(store) == ["us: un"]

    def test_a_closed_chat_opens_again_when_she_writes(self, store: Store) -> None:
        version = _committed(store, a_turn(), "e1", pushed=(an_outgoing("perdu"),))
        store.close(KEY)

        _committed(store, a_turn(), "e2", version, pushed=(an_outgoing("de retour"),))

        assert [out.payload["text"] for out in store.next_unsent(9, NOW)] == ["de retour"]

    def test_marking_or_releasing_what_is_gone_does_nothing(self, store: Store) -> None:
        store.mark_sent(KEY, 9, 1, NOW)
        store.release(KEY, 9, NOW)
        store.close(KEY)

        assert store.next_unsent(9, NOW) == []

    # ------------------------------------------------------------ her address, her rights

    def test_an_address_is_kept_once(self, store: Store) -> None:
        assert store.address(KEY) is None
        version = _committed(store, a_turn("un"), "e1", address=b"first")
        _committed(store, a_turn("deux"), "e2", version, address=b"second")

        assert store.address(KEY) == b"first"

    def test_an_act_taken_before_keeps_no_address_of_whoever_is_erased(self, store: Store) -> None:
        _committed(store, a_turn("un"), "e1", address=b"secret")
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
        _committed(store, spoken, "e1", pushed=(an_outgoing("à envoyer"),), address=b"\x00chiffre")

        text = json.dumps(store.export(KEY), ensure_ascii=False)

        for held in ("souffleuse de verre", "mot à elle", "Merci.", "à envoyer", "answered"):
            assert held in text
        assert {"conversation", "transcript", "journal", "outgoing", "address"} == set(store.export(KEY))
        [done] = store.export(KEY)["journal"]
        assert done == {"day": f"{NOW:%Y-%m-%d}", "kind": "answered", "fact": "metier", "value": "autre"}

    def test_an_export_of_nobody_is_empty(self, store: Store) -> None:
        assert store.export(KEY) == {}

    def test_an_erased_person_leaves_nothing(self, store: Store) -> None:
        _committed(store, a_turn("un", said="mot"), "e1", pushed=(an_outgoing(),), address=b"secret")
        store.commit("other", 0, "e2", a_turn("reste", key="other"), (), NOW)

        store.erase(KEY, "e3", NOW)

        assert store.load(KEY) == (None, 0)
        assert store.export(KEY) == {}
        assert store.address(KEY) is None
        assert store.next_unsent(9, LATER) == []
        assert _said(store, "other") == ["us: reste"]

    def test_an_erasure_counts_once(self, store: Store) -> None:
        store.erase(KEY, "e1", NOW)
        _committed(store, a_turn("de retour"), "e2")

        with pytest.raises(AlreadyTaken):
            store.erase(KEY, "e1", NOW)
        assert _said(store) == ["us: de retour"]

    def test_a_turn_begun_before_she_erased_everything_brings_nothing_back(self, store: Store) -> None:
        version = _committed(store, a_turn("un"), "e1")
        store.erase(KEY)

        with pytest.raises(StaleVersion):
            store.commit(KEY, version, "e2", a_turn("deux"), (), NOW)
        _committed(store, a_turn("de retour"), "e3")
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


def _committed(
    store: Store, turn, event_id: str, version: int = 0, pushed: tuple[Outgoing, ...] = (), address: bytes = b""
) -> int:
    key = turn.conversation.key
    store.commit(key, version, event_id, turn, pushed, NOW, address)
    return store.load(key)[1]


def _said(store: Store, key: str = KEY) -> list[str]:
    return [f"{entry.who}: {entry.message.text}" for entry in store.transcript(key)]


def _send_all(store: Store, first_id: int) -> None:
    while waiting := store.next_unsent(1, NOW):
        store.mark_sent(waiting[0].conversation_key, waiting[0].number, first_id, NOW)
        first_id += 1
