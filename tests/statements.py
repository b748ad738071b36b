"""Was everything written inside a transaction? Read from a trace of SQL statements."""

from __future__ import annotations


def written_outside(statements: list[str]) -> list[str]:
    """Statements that write without an open transaction."""
    outside, inside = [], False
    for text in statements:
        word = text.split()[0].lower()
        inside = word == "begin" or (inside and word not in ("commit", "rollback"))
        if not inside and word in ("insert", "update", "delete"):
            outside.append(text)
    return outside
