"""How does a word sound in French? « koiffeuse » and « coiffeuse » give the same key."""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh|ch", "S"),
        (r"h", ""),
        (r"qu?|ck", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"gn", "ni"),
        (r"sc(?=[eiy])|ss|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"(?<=[aeiouy])s(?=[aeiouy])|x", "z"),
        (r"ti(?=on|el|eu)", "si"),
        (r"eau|au", "o"),
        (r"oi|oy", "wa"),
        (r"ou", "u"),
        (r"oe|eu", "e"),
        (r"(?:ain|ein|yn|ym|in|im|un)(?![aeiouymn])", "I"),
        (r"(?:an|am|en|em)(?![aeiouymn])", "A"),
        (r"(?:on|om)(?![aeiouymn])", "O"),
        (r"ai|ei|ay|ey", "e"),
        (r"y", "i"),
        (r"w", "v"),
        (r"(.)\1+", r"\1"),
        (r"(?:er|ez|et|es|e)$", ""),
        (r"(?<=..)[stdpz]$", ""),
        (r"(?<=..)e$", ""),
    )
)


@lru_cache(maxsize=8192)
def sound_of(word: str) -> str:
    """The sound key of one normalised word; « ç » must come as « ss »."""
    key = word
    for pattern, sound in _RULES:
        key = pattern.sub(sound, key)
    return key or word
