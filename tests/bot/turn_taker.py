"""A process that takes the turns it is given: `EVENT_ID TEXT` a line in, the event id out once it is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

from bot.store import Outgoing
from bot.store.sqlite import SqliteStore
from bot.turns import TurnHandler
from dialogs import Incoming, Turn
from tests.builders import KEY, NOW
from tests.fakes import counting


def push(turn: Turn) -> tuple[Outgoing, ...]:
    return tuple(Outgoing("send", {"text": message.text}) for message in turn.messages)


def main(path: str) -> None:
    library = cast(Any, lambda: None)
    handler = TurnHandler(SqliteStore(Path(path)), library, lambda: NOW, counting)
    print("ready", flush=True)
    for line in sys.stdin:
        event_id, text = line.split()
        handler.handle(Incoming(conversation_key=KEY, event_id=event_id, text=text), push)
        print(event_id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
