"""Who waits when Telegram says « too many requests »? That chat, until a second one is told."""

from __future__ import annotations

from bot.channels.telegram.pace import Told


def test_only_the_chat_told_to_wait_waits_until_a_second_one_is_told() -> None:
    told = Told()

    assert not told.is_for_all(1, 20, now=100)
    assert not told.is_for_all(1, 20, now=101)
    assert told.is_for_all(2, 5, now=102)


def test_a_silence_that_is_over_is_forgotten() -> None:
    told = Told()
    told.is_for_all(1, 20, now=100)

    assert not told.is_for_all(2, 5, now=121)
