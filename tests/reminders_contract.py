"""Does a store tell whose reminders have come due, and forget those that are no longer to come?"""

from __future__ import annotations

from datetime import timedelta

from bot.store import Store
from dialogs.conversation import Reminder
from dialogs.retention import SILENCE
from tests.builders import KEY, NOW, a_conversation, a_reminder, a_turn, an_outgoing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reminded(store: Store, *waiting: Reminder, key: str = KEY, event: str = "e1") -> None:
    """Her conversation with these reminders to come."""
    told = a_conversation(key, reminders=waiting)
    version = store.load(key)[1]
    store.commit(key, version, f"{event}-{key}", a_turn(key=key, conversation=told, rescheduled=True), (), NOW)


class RemindersContract:
    """Give it a fixture `store`."""

    def test_a_reminder_is_due_at_its_minute_and_not_before(self, store: Store) -> None:
        waiting = a_reminder()
        reminded(store, waiting)

        assert store.due(9, NOW + HOUR - timedelta(seconds=1)) == []
        assert store.due(9, NOW + HOUR) == [(KEY, waiting.id)]

    def test_the_longest_due_come_first_and_no_more_than_asked(self, store: Store) -> None:
        for hours, key in ((2, "b"), (1, "a"), (3, "c")):
            reminded(store, a_reminder(NOW + hours * HOUR), key=key)

        assert [key for key, _ in store.due(2, NOW + DAY)] == ["a", "b"]

    def test_a_turn_that_changes_them_writes_them_again(self, store: Store) -> None:
        first, second = a_reminder(), a_reminder(NOW + 2 * HOUR)
        reminded(store, first)
        reminded(store, second, event="e2")
        assert store.due(9, NOW + DAY) == [(KEY, second.id)]

        reminded(store, event="e3")

        assert store.due(9, NOW + DAY) == []

    def test_a_turn_that_does_not_leaves_them(self, store: Store) -> None:
        waiting = a_reminder()
        reminded(store, waiting)
        version = store.load(KEY)[1]

        store.commit(KEY, version, "e2", a_turn(conversation=a_conversation(reminders=(waiting,))), (), NOW)

        assert store.due(9, NOW + DAY) == [(KEY, waiting.id)]

    def test_whoever_left_hears_no_more_of_them(self, store: Store) -> None:
        """Given a reminder to come and a reply to send, when her chat is closed, then neither, and she is told so."""
        reminded(store, a_reminder())
        version = store.load(KEY)[1]
        store.commit(KEY, version, "e2", a_turn(conversation=store.load(KEY)[0]), (an_outgoing(),), NOW)

        store.close(KEY)

        left = store.load(KEY)[0]
        assert store.due(9, NOW + DAY) == []
        assert store.next_unsent(9, NOW) == []
        assert left is not None
        assert left.reminders == ()

    def test_they_go_with_everything_of_hers(self, store: Store) -> None:
        reminded(store, a_reminder())
        reminded(store, a_reminder(), key="other")

        store.erase(KEY)
        store.purge(NOW + SILENCE + DAY)

        assert store.due(9, NOW + 2 * SILENCE) == []

    def test_they_are_in_what_she_is_given(self, store: Store) -> None:
        waiting = a_reminder()
        reminded(store, waiting)

        assert store.export(KEY)["reminder"][0]["id"] == waiting.id

    def test_what_waited_an_hour_does_not_leave_once_for_all(self, store: Store) -> None:
        store.commit(KEY, 0, "e1", a_turn(), (an_outgoing("un", once=True), an_outgoing("deux")), NOW)
        [first] = store.next_unsent(9, NOW)

        assert not store.depart(KEY, first.number, NOW + HOUR + timedelta(minutes=1))
        assert [out.payload["text"] for out in store.next_unsent(9, NOW + HOUR)] == ["deux"]

    def test_a_reminder_is_no_visit_of_hers(self, store: Store) -> None:
        """Given who has not come for thirty days, when she was reminded yesterday, then all of hers goes."""
        told = a_conversation(last_seen=NOW)
        store.commit(KEY, 0, "e1", a_turn(conversation=told), (), NOW + SILENCE - DAY)

        assert store.purge(NOW + SILENCE + DAY).people == 1
