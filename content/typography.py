"""How is a text set in French when a bubble is drawn?

Editors type plain spaces, ' and ...; `typeset` puts in the spaces that do not break, ’ and …
Addresses, e-mail addresses, hours and `code` are left as typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_ANY_SPACE = f"[ {NO_BREAK}{NARROW}]"

_LEFT_ALONE = re.compile(
    r"`[^`\n]+`"  # code
    r"|(?:https?://|www\.)\S+?(?=[.,;:!?…»)'’*]*(?:\s|$))"  # addresses, without the mark that follows
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail addresses
    r"|\d{1,2}:\d{2}"  # hours
    r"|\ue000"
)
_HOLE = "\ue000"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("'", "’"),
        (r"\.{3,}", "…"),
        # ; ! ? : a narrow space, put in when the editor forgot it, but not in « (?) » nor « ?! »
        (rf"{_ANY_SPACE}+(?=[;!?])", NARROW),
        (r"(?<=[^\s(\[«;:!?])(?=[;!?])", NARROW),
        # the colon, when it ends a word
        (rf"{_ANY_SPACE}+(?=:)", NO_BREAK),
        (r"(?<=[^\s(\[«;:!?])(?=:(?:[\s»]|$))", NO_BREAK),
        (rf"{_ANY_SPACE}+(?=[€%])", NO_BREAK),
        (r"(?<=\d)(?=[€%])", NO_BREAK),
        # quotes last: their spaces win
        (rf"«{_ANY_SPACE}*", f"«{NO_BREAK}"),
        (rf"(?<=\S){_ANY_SPACE}*»", f"{NO_BREAK}»"),
    )
)
_THOUSANDS = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_ANY_SPACE}\d{{3}})+(?!{_ANY_SPACE}?\d)")
_AMOUNT = re.compile(rf"(?<![\d.,])\d{{4,}}(?={_ANY_SPACE}*(?:€|euros?\b))")
_SLIP = re.compile(r"[ ](?=[;:!?»€%])|«[ ]|[^\s\u00a0\u202f](?=[;!?»])")


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """The text as a French printer would set it. Setting it twice changes nothing."""
    kept = _LEFT_ALONE.findall(text)
    text = _LEFT_ALONE.sub(_HOLE, text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    text = _AMOUNT.sub(lambda found: _grouped(found[0]), text)
    text = _THOUSANDS.sub(lambda found: re.sub(_ANY_SPACE, NARROW, found[0]), text)
    pieces = text.split(_HOLE)
    return pieces[0] + "".join(one + piece for one, piece in zip(kept, pieces[1:], strict=True))


def slips(text: str) -> list[str]:
    """What is still badly set in a text that was typeset: each slip with the words around it."""
    bare = _LEFT_ALONE.sub("", text)
    return [bare[max(0, slip.start() - 12) : slip.end() + 6] for slip in _SLIP.finditer(bare)]


def _grouped(digits: str) -> str:
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", NARROW, digits)
