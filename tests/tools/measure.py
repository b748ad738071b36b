"""How plain is the French of these content files? `python tests/tools/measure.py FILE.toml…`

Measures every text of the files that a person would read, before they even load as a library,
and prints what to change. Exit status 1 when a text may not be published so.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from content.readability import Reading, frequency_note, measure

READ = {
    "text",
    "what",
    "why",
    "help",
    "reply",
    "sentence",
    "goal",
    "done",
    "proof",
    "gained",
    "relay",
    "benefit",
    "because",
}
NOT_READ = {
    "source",
    "source_name",
    "url",
    "where",
    "serves",
    "says",
    "heard",
    "examples",
    "by",
    "operator",
}


def main(paths: list[str]) -> int:
    texts = [(path, field, text) for path in paths for field, text in _texts(_read(path), "")]
    readings = [(path, field, text, measure(text)) for path, field, text in texts]
    for path, field, text, reading in readings:
        if reading.findings:
            print(f"{path}, `{field}` : {text}")
            for finding in reading.findings:
                print(f"    {'À CORRIGER' if finding.hard else 'à revoir'} : {finding.sentence}")
    print(_summary([reading for *_, reading in readings]))
    return int(any(finding.hard for *_, reading in readings for finding in reading.findings))


def _read(path: str) -> dict[str, Any]:
    return tomllib.loads(Path(path).read_text(encoding="utf-8"))


def _texts(tree: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in NOT_READ:
                yield from _texts(value, f"{field}.{key}" if field else key)
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from _texts(value, f"{field}[{place}]")
    elif isinstance(tree, str) and (len(tree) > 40 or (field.split(".")[-1] in READ and tree)):
        yield field, tree


def _summary(readings: list[Reading]) -> str:
    plain = sum(reading.within_aims for reading in readings)
    hard = sum(finding.hard for reading in readings for finding in reading.findings)
    lines = [f"{plain} bulles claires sur {len(readings)} (but : 95 %), {hard} points à corriger absolument."]
    return "\n".join(filter(None, [*lines, frequency_note()]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
