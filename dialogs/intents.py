"""What did she mean? One value, whatever she did: pressed, typed, sent a photo."""

from __future__ import annotations

from dialogs.messages import Value


class Intent(Value, frozen=True):
    """`name` says the act; the rest what it is about. `said`: her words, or the label she pressed."""

    name: str
    fact: str = ""
    value: str = ""
    ref: str = ""
    values: tuple[str, ...] = ()
    said: str = ""
    pressed: bool = False


def answer(fact: str, value: str, said: str = "", *, pressed: bool = False) -> Intent:
    return Intent(name="answer", fact=fact, value=value, said=said, pressed=pressed)
