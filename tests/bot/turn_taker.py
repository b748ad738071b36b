"""A process that takes the turns it is given: `EVENT_ID TEXT` a line in, the event id out once it is kept."""

from __future__ import annotations

import os
import sys
import time
from typing import Any, cast

from bot.app import open_store
from bot.settings import read_settings
from bot.store import Outgoing, StoreUnavailable
from bot.turns import TurnHandler
from dialogs import Incoming, Turn
from tests.builders import KEY, NOW
from tests.fakes import counting


def push(turn: Turn) -> tuple[Outgoing, ...]:
    return tuple(Outgoing("send", {"text": message.text}) for message in turn.messages)


def main() -> None:
    library = cast(Any, lambda: None)
    handler = TurnHandler(open_store(read_settings(os.environ)), library, lambda: NOW, counting)
    print("ready", flush=True)
    for line in sys.stdin:
        event_id, text = line.split()
        keep(handler, Incoming(conversation_key=KEY, event_id=event_id, text=text))
        print(event_id, flush=True)


def keep(handler: TurnHandler, incoming: Incoming) -> None:
    """However long the database is away, as the Telegram channel does."""
    while True:
        try:
            handler.handle(incoming, push)
            return
        except StoreUnavailable:
            time.sleep(0.05)


if __name__ == "__main__":
    main()
