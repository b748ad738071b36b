"""How is the real service started, killed and started again by a test? `python -m bot serve`, as an operator does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOUD = ROOT / "tests" / "loud"
PATIENCE = 30.0
_ADDRESS = re.compile(r"http://localhost:(\d+)")


@dataclass
class Service:
    """One process at a time on one SQLite file and, once it has one, on one port."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    port: str = "0"
    process: subprocess.Popen[bytes] | None = None
    patience: float = PATIENCE

    @property
    def database(self) -> Path:
        return self.folder / "premier-pas.db"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns once it listens."""
        output = self.folder / "serve.txt"
        with output.open("wb") as file:
            self.process = self._command(file, HOST="127.0.0.1", PORT=self.port, **self._kept_in())
        limit = time.monotonic() + self.patience
        while not (found := _ADDRESS.search(self.says())):
            assert self.process.poll() is None, self.says()
            assert time.monotonic() < limit, self.says()
            time.sleep(0.03)
        self.port = found[1]

    def talk(self) -> subprocess.Popen[bytes]:
        """The terminal, on the same SQLite file."""
        return command("talk", subprocess.PIPE, **self._kept_in())

    def says(self) -> str:
        return (self.folder / "serve.txt").read_text(encoding="utf-8")

    def kill(self) -> None:
        """As a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def _command(self, output: object, **environ: str) -> subprocess.Popen[bytes]:
        return command("serve", output, **environ)

    def _kept_in(self) -> dict[str, str]:
        return {"DATABASE_URL": f"sqlite:///{self.database}", **self.environ}


def command(name: str, output: object, **environ: str) -> subprocess.Popen[bytes]:
    """`python -m bot <name>`, with nothing of the settings this machine may have."""
    kept = {known: os.environ[known] for known in ("PATH", "HOME", "LANG") if known in os.environ}
    loud = {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(LOUD)}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", name], cwd=ROOT, env={**kept, **loud, **environ},
        stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT,
    )  # fmt: skip
