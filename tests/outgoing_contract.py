"""Do replies leave one by one, in order, once, and wait for their place? Run on every store, the fake included."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Limits, Store
from tests.builders import KEY, NOW, a_turn, an_outgoing
from tests.stores import committed, said, send_all

LATER = NOW + timedelta(seconds=31)


class OutgoingContract:
    """Give it a fixture `store`."""

    def test_replies_leave_one_by_one_in_order(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing("un"), an_outgoing("deux")))

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
        committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))

        taken = store.next_unsent(9, NOW, lease_seconds=30)

        assert store.next_unsent(9, NOW + timedelta(seconds=29)) == []
        assert store.next_unsent(9, LATER) == taken

    def test_a_released_reply_waits_for_its_time(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing("un"), an_outgoing("deux")))
        [first] = store.next_unsent(9, NOW)

        store.release(KEY, first.number, NOW + timedelta(seconds=5))

        assert store.next_unsent(9, NOW + timedelta(seconds=4)) == []
        assert store.next_unsent(9, NOW + timedelta(seconds=6)) == [first]

    def test_what_leaves_once_is_marked_by_one_alone_before_it_leaves(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing("rappel", once=True),))
        [reminder] = store.next_unsent(9, NOW)

        first, second = (store.depart(KEY, reminder.number, NOW) for _ in range(2))

        assert (reminder.once, first, second) == (True, True, False)
        assert store.next_unsent(9, LATER) == []

    def test_what_leaves_once_and_was_refused_is_tried_again(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing("rappel", once=True),))
        [reminder] = store.next_unsent(9, NOW)
        store.depart(KEY, reminder.number, NOW)

        store.release(KEY, reminder.number, NOW)

        assert store.next_unsent(9, LATER) == [reminder]

    def test_a_reply_that_left_does_not_come_back_when_a_slow_sender_gives_it_up(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))
        [out] = store.next_unsent(9, NOW)
        store.mark_sent(KEY, out.number, 5, NOW)

        store.release(KEY, out.number, NOW)

        assert store.next_unsent(9, LATER) == []

    def test_a_chat_waits_for_its_place_and_the_others_do_not_wait_for_it(self, store: Store) -> None:
        limits = Limits(bot_per_second=1000, chat_per_second=1 / 5, chat_burst=2)
        committed(store, a_turn(), "e1", pushed=tuple(an_outgoing(f"{i}") for i in range(3)))
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
        committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))

        store.quiet(NOW + timedelta(seconds=9))

        assert store.next_unsent(9, NOW, limits=Limits()) == []
        assert len(store.next_unsent(9, NOW + timedelta(seconds=9), limits=Limits())) == 1

    def test_an_edit_keeps_the_message_it_edits(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing("Enseigne", kind="edit", remote_id=77),))

        [edit] = store.next_unsent(9, NOW)

        assert (edit.kind, edit.remote_id) == ("edit", 77)

    def test_an_edit_said_again_below_is_known_by_its_new_number(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing("fait", keyboard=True, kind="edit", remote_id=55),))
        [edit] = store.next_unsent(1, NOW)

        store.mark_sent(KEY, edit.number, 77, NOW)

        assert store.last_sent_id(KEY) == 77

    def test_the_last_keyboard_is_found_again(self, store: Store) -> None:
        assert store.last_sent_id(KEY) is None
        committed(store, a_turn(), "e1", pushed=(an_outgoing(keyboard=True), an_outgoing("sans bouton")))

        send_all(store, first_id=501)

        assert store.last_sent_id(KEY) == 501

    def test_a_reply_not_sent_yet_has_no_keyboard_to_take_away(self, store: Store) -> None:
        committed(store, a_turn(), "e1", pushed=(an_outgoing(keyboard=True, kind="edit", remote_id=5),))

        assert store.last_sent_id(KEY) is None

    def test_the_one_that_has_waited_longest_is_known(self, store: Store) -> None:
        assert store.oldest_unsent() is None
        version = committed(store, a_turn(), "e1", pushed=(an_outgoing("un"),))
        store.commit(KEY, version, "e2", a_turn(), (an_outgoing("deux"),), LATER)

        oldest = store.oldest_unsent()
        store.mark_sent(KEY, store.next_unsent(9, NOW)[0].number, 1, NOW)

        assert (oldest, store.oldest_unsent()) == (NOW, LATER)

    def test_nothing_leaves_for_a_closed_chat(self, store: Store) -> None:
        committed(store, a_turn("un"), "e1", pushed=(an_outgoing("un"), an_outgoing("deux")))

        store.close(KEY)

        assert store.next_unsent(9, LATER) == []
        assert said(store) == ["us: un"]

    def test_a_closed_chat_opens_again_when_she_writes(self, store: Store) -> None:
        version = committed(store, a_turn(), "e1", pushed=(an_outgoing("perdu"),))
        store.close(KEY)

        committed(store, a_turn(), "e2", version, pushed=(an_outgoing("de retour"),))

        assert [out.payload["text"] for out in store.next_unsent(9, NOW)] == ["de retour"]

    def test_marking_or_releasing_what_is_gone_does_nothing(self, store: Store) -> None:
        store.mark_sent(KEY, 9, 1, NOW)
        store.release(KEY, 9, NOW)
        store.close(KEY)

        assert store.next_unsent(9, NOW) == []
