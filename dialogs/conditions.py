"""Does a condition of the content hold, given the answers? Yes, no, or not known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from content.models import UNKNOWN, FactValues


class Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def holds(condition: FactValues, known: Mapping[str, str]) -> Truth:
    """All the facts of the condition: NO as soon as one is contradicted, UNKNOWN when one is not known."""
    found = [_holds_one(values, known.get(fact, UNKNOWN)) for fact, values in condition.items()]
    if Truth.NO in found:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES


def any_holds(condition: FactValues, known: Mapping[str, str]) -> Truth:
    """At least one fact of the condition (an exclusion): YES as soon as one is met."""
    found = [_holds_one(values, known.get(fact, UNKNOWN)) for fact, values in condition.items()]
    if Truth.YES in found:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.NO


def _holds_one(values: tuple[str, ...], value: str) -> Truth:
    if value == UNKNOWN:
        return Truth.UNKNOWN
    return Truth.YES if value in values else Truth.NO
