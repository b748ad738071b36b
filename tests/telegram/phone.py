"""What does a person see on her phone? A hand on the Bot API double, and on the processes of a test."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PATIENCE = 15.0
Seen = dict[str, Any]


def until(true: Callable[[], Any], what: str = "") -> Any:
    """The first true value. A test that waits too long says for what."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if found := true():
            return found
        time.sleep(0.03)
    raise AssertionError(f"never came: {what or true}")


class Process:
    """A process of this test, whose output is kept."""

    def __init__(self, script: str, output: Path, *arguments: str, **environ: str) -> None:
        self.output = output
        known = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE))), "PYTHONUNBUFFERED": "1", **environ}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        command = [sys.executable, str(HERE / script), *arguments]
        with output.open("a") as file:
            self.run = subprocess.Popen(command, stdout=file, stderr=file, env={**kept, **known})

    def says(self) -> str:
        return self.output.read_text()

    def kill(self) -> None:
        """As a power cut would."""
        self.run.send_signal(signal.SIGKILL)
        self.run.wait()

    def end(self) -> int:
        self.run.terminate()
        return self.run.wait(PATIENCE)


class Telegram:
    """One bot's token on the Bot API double, seen from a test."""

    def __init__(self, url: str, **options: float) -> None:
        self.url = url
        self.token = f"{secrets.randbelow(10**9)}:{secrets.token_urlsafe(24)}"
        self._clients = threading.local()
        self.ask("make", **options)

    @property
    def client(self) -> httpx.Client:
        """One a thread: a connection that one of them finds too old is not taken from under another."""
        if not hasattr(self._clients, "mine"):
            self._clients.mine = httpx.Client(timeout=PATIENCE, trust_env=False, verify=False)
        return self._clients.mine  # type: ignore[no-any-return]

    def ask(self, action: str, **asked: Any) -> Any:
        answer = self.client.post(f"{self.url}/control/{self.token}/{action}", content=json.dumps(asked))
        answer.raise_for_status()
        return answer.json()

    def calls(self, method: str, chat: int | None = None) -> list[dict[str, Any]]:
        wanted = (method, chat)
        return [c for c in self.ask("calls") if (c["method"], chat and c["params"].get("chat_id")) == wanted]

    def calls_of(self, method: str) -> list[dict[str, Any]]:
        """Whoever they are for."""
        return [call for call in self.ask("calls") if call["method"] == method]

    def refusals(self) -> list[str]:
        return [f"{call['method']}: {call['error']}" for call in self.ask("calls") if call["error"]]


@dataclass
class Owner:
    """One person, on Telegram."""

    telegram: Telegram
    chat: int = 4242

    def writes(self, text: str) -> Seen:
        return dict(self.telegram.ask("text", chat=self.chat, text=text))

    def presses(self, label: str, message_id: int | None = None) -> Seen:
        done = self.telegram.ask("press", chat=self.chat, label=label, message_id=message_id)
        assert "error" not in done, done["error"]
        return dict(done)

    def screen(self) -> list[Seen]:
        return list(self.telegram.ask("chat", chat=self.chat))

    def told(self) -> list[Seen]:
        """What the bot said, as it stands now."""
        return [message for message in self.screen() if message["from"]["is_bot"]]

    def newest(self) -> list[Seen]:
        """The last thing the bot said, if it said any."""
        return list(self.telegram.ask("newest", chat=self.chat))

    def texts(self) -> list[str]:
        return [message.get("text", message.get("caption", "")) for message in self.told()]

    def sees(self, text: str, times: int = 1) -> Seen:
        """Waits for a bubble that holds this text, and gives the last one."""

        def found() -> list[Seen]:
            return [m for m in self.told() if text in m.get("text", m.get("caption", ""))]

        until(lambda: len(found()) >= times, f"« {text} »")
        return found()[-1]


def labels(message: Seen) -> list[list[str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]
