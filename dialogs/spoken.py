"""Which of these spoken forms does she use? The longest phrase wins and takes its words.

Marks in the content: `=` the whole text only · `~` weak, counts when nothing else is found · `*` any ending ·
`+` sure by itself, even before its question is put (`dialogs/ahead.py`) · `?` said back before it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from content.models import Library, Option, Question
from dialogs import money
from dialogs.denials import Said
from dialogs.numerals import in_digits
from dialogs.phrasebook import Phrasebook
from dialogs.words import has_phrase, normalise, parts, phrase_words, start_of, tokens, up_to

STOP = "."
"""Between two clauses."""
MARKS, VOWELS = "~=+?", "aeiouh"
Forms = Mapping[str, tuple[str, ...]]
_WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"([cdlmnst]|qu)([aeiouh][a-z]+)|(j)([a-z]{2,})")
_PERCENT = re.compile(r"(\d{1,3})(?:,\d+)?\s*(?:%|pour ?cents?|pct)")
_DIGITS = re.compile(
    r"(?<![\dh])(?<!pas )\d+(?:(?: ?[./-] ?|[ ,])\d+)*(?!\d)(?! ?(?:€|euros?\b|%|heures?\b|h\d*\b|ans?\b))"
)
"""What counts nothing (« 20 euros », « 19h30 », « 3 ans »), or is denied (« pas 3 »), is left out."""
_COUNT = re.compile(r"(0|[1-9]\d{0,2})|([1-9]\d?)[/-][1-9]\d?")
"""« 4 », « 3-4 »: neither a year, a date, nor a telephone number."""


def named_in(text: str, forms: Forms) -> tuple[str, ...]:
    """The names whose forms stand in the text, the longest first; weak forms only when nothing else is there."""
    words = normalise(text).split()
    found = _consume(words, _book(tuple(forms.items())).likely(words))
    strong = tuple(name for name, weak in found if not weak)
    return strong or tuple(name for name, _ in found)


def option_said(text: str, question: Question, library: Library) -> tuple[str, ...]:
    """The values this text may mean, without the moves said in the same breath: one is an answer, two a doubt."""
    by_number = _by_number(text, question, library)
    if by_number:
        return (by_number,)
    for part in _preferred(text, library):
        found = meant(part, _values_in(part, question, library), question)
        if found:
            return _beside(found, part, question, library)
    return ()


def meant(text: str, values: Iterable[str], question: Question) -> tuple[str, ...]:
    """These values, but for those that words beside them make another thing of (« que moi dans la ville »)."""
    plain = normalise(text)
    unless = {option.value: option.unless for option in question.options}
    return tuple(value for value in values if not any(has_phrase(plain, words) for words in unless[value]))


def unglued(text: str, library: Library) -> str:
    """« jai pas dargent » as « j ai pas d argent »: a word unknown here, made of two known ones."""
    known = _known_words(library)
    return _WORD.sub(lambda word: _in_two(word[0], known), text)


def denies(text: str, library: Library) -> bool:
    """« pas », « sans », « jamais » somewhere in it."""
    return not set(library.spoken["denials"]).isdisjoint(normalise(text).split())


def is_question(text: str, library: Library) -> bool:
    """« ? », or the words of a question."""
    return "?" in text or bool(named_in(text, {"asks": library.spoken["question_words"]}))


def says_only(text: str, forms: Forms) -> bool:
    """Does she say one of these, or several, and nothing else?"""
    words = normalise(text).split()
    return bool(_consume(words, _book(tuple(forms.items())).likely(words))) and not any(words)


def is_bare_no(text: str, question: Question, value: str, library: Library) -> bool:
    """« non » and nothing else, where the question is not one of yes or no: what it means must be said back."""
    if not says_only(text, {"no": tuple(library.spoken["no"])}):
        return False
    labels = {option.value: normalise(option.label) for option in question.options}
    others = [label for other, label in labels.items() if other != value]
    yes_or_no = all(label.startswith(tuple(library.spoken["yes_labels"])) for label in others)
    return labels[value] != "non" and not (labels[value].startswith("non ") and yes_or_no)


def meant_in(text: str, forms: Forms, library: Library) -> tuple[str, ...]:
    """As `named_in`, without the forms that she denies in her text: « pas de site » is no « un site »."""
    said = Said(parts(text, library.spoken["but"]), library.spoken)
    heard = _consume(list(said.words), _book(tuple(forms.items())).likely(said.words), said)
    return tuple(name for name, weak in heard if not weak) or tuple(name for name, _ in heard)


def _in_two(word: str, known: frozenset[str]) -> str:
    plain = normalise(word)
    elided = _ELIDED.fullmatch(plain)
    first, rest = (elided[1] or elided[3], elided[2] or elided[4]) if elided else ("", "")
    if plain in known or rest not in known:
        return word
    return f"je {rest}" if first == "j" and rest[0] not in VOWELS else f"{first} {rest}"


@lru_cache(maxsize=8)
def _known_words(library: Library) -> frozenset[str]:
    """The words of all that may be answered, and the small ones."""
    forms = (form for question in library.questions.values() for option in question.options for form in option.says)
    return frozenset(word for form in (*forms, *library.spoken["thin"]) for word in phrase_words(form.lstrip(MARKS)))


def _values_in(text: str, question: Question, library: Library) -> tuple[str, ...]:
    options = {f"value:{o.value}": (*o.says, o.label) for o in question.options}
    moves = {f"move:{name}": library.spoken[name] for name in ("unknown", "explain", "neutral")}
    found = meant_in(text, {**options, **moves}, library)
    return tuple(name.removeprefix("value:") for name in found if name.startswith("value:"))


def _beside(found: tuple[str, ...], text: str, question: Question, library: Library) -> tuple[str, ...]:
    """« un pc et mon téléphone » : the pc alone counts, and is in doubt when it is only named."""
    others = tuple(option.value for option in question.options if not option.alone)
    if set(found) <= set(others) or named_in(text, {"only": library.spoken["only_that"]}):
        return found
    heard = tuple(value for value in found if value in others)
    return heard or (others[:2] if named_in(text, {"named": question.named}) else found)


def clauses(text: str, library: Library) -> list[str]:
    """Her clauses, in plain words, each without what she concedes (« même si… »)."""
    plain = (tokens(part) for part in parts(text, library.spoken["but"]))
    return [clause for words in plain if (clause := " ".join(up_to(words, library.spoken["concedes"])))]


def phrases_in(words: list[str], forms: Forms, library: Library) -> Iterator[tuple[str, ...]]:
    """The phrases of these forms that she says in this clause; what they leave of its words is not explained."""
    said = Said([" ".join(words)], library.spoken)
    for phrase in _taken(words, _book(tuple(forms.items())).likely(words), said):
        yield phrase.words


def only_named(text: str, question: Question, values: Iterable[str], library: Library) -> bool:
    """Does she name what is asked without one of these answers (« le pc de ma femme »)?"""
    forms = {o.value: (*o.says, o.label) for o in question.options if o.value in set(values)}
    return not meant(text, meant_in(text, forms, library), question) and bool(named_in(text, {"named": question.named}))


def left_aside(text: str, question: Question, value: str, library: Library) -> bool:
    """« mon tel et un vieux pc »: an answer that counts alone was named beside this one."""
    forms = {o.value: (*o.says, o.label) for o in question.options if o.alone and o.value != value}
    return bool(forms) and bool(meant_in(text, forms, library))


def _preferred(text: str, library: Library) -> Iterable[str]:
    """First the part she prefers (« plutôt… », « surtout… »), then all but what she concedes."""
    found = clauses(text, library)
    yield from (c for c in found if any(has_phrase(c, w) for w in library.spoken.get("rather", ())))
    yield f" {STOP} ".join(found)


def _by_number(text: str, question: Question, library: Library) -> str:
    """The option whose range holds a number she wrote, with its unit when the question has one."""
    if question.unit == money.UNIT:
        return next(iter(in_ranges(money.asked(text, library), question)), "")
    figures = _in_figures(text, library)
    numbers = _percents(figures) if question.unit == "%" else _counts(figures)
    return next(iter(in_ranges(numbers, question)), "")


def _in_figures(text: str, library: Library) -> str:
    """« vingt-deux salariés » as « 22 salaries »; a text with no number of several words stays as she wrote it."""
    words = normalise(text).split()
    figures = in_digits(words, library.moments.numbers)
    return text if figures == words else " ".join(figures)


def in_ranges(numbers: Iterable[int], question: Question) -> tuple[str, ...]:
    """The values of the options whose range holds one of these numbers, in the order of the numbers."""
    found = [o.value for number in numbers for o in question.options if _in_range(number, o)]
    return tuple(dict.fromkeys(found))


def _percents(text: str) -> list[int]:
    return [int(digits) for digits in _PERCENT.findall(_plain_spaces(text))]


def _counts(text: str) -> list[int]:
    """The numbers that stand alone; of a range (« 3-4 »), the first."""
    counts = (_COUNT.fullmatch(digits) for digits in _DIGITS.findall(_plain_spaces(text)))
    return [int(count[1] or count[2]) for count in counts if count]


def _plain_spaces(text: str) -> str:
    return text.lower().replace("\u00a0", " ").replace("\u202f", " ")


def _in_range(number: int, option: Option) -> bool:
    return option.numbers is not None and option.numbers[0] <= number <= option.numbers[1]


@dataclass(frozen=True)
class _Phrase:
    words: tuple[str, ...]
    name: str
    whole: bool
    weak: bool


@lru_cache(maxsize=256)
def _book(forms: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrasebook[_Phrase]:
    """The longest first; at equal length the whole text, then the strong."""
    found = [_phrase(form, name) for name, phrases in forms for form in phrases]
    longest_first = sorted(found, key=lambda p: (-len(p.words), not p.whole, p.weak))
    return Phrasebook((phrase.words, phrase) for phrase in longest_first)


def _phrase(form: str, name: str) -> _Phrase:
    bare = form.lstrip(MARKS)
    marks = form[: len(form) - len(bare)]
    return _Phrase(tuple(phrase_words(bare)), name, "=" in marks, "~" in marks)


def _consume(words: list[str], phrases: Iterable[_Phrase], said: Said | None = None) -> list[tuple[str, bool]]:
    """(name, weak) of each phrase found, in that order."""
    found: dict[str, bool] = {}
    for phrase in _taken(words, phrases, said):
        found[phrase.name] = found.get(phrase.name, True) and phrase.weak
    return list(found.items())


def _taken(words: list[str], phrases: Iterable[_Phrase], said: Said | None = None) -> Iterator[_Phrase]:
    """The phrases found; a word serves one phrase only, which she may deny."""
    length = len(words)
    for phrase in phrases:
        start = start_of(phrase.words, words) if not phrase.whole or len(phrase.words) == length else None
        if start is not None:
            span = range(start, start + len(phrase.words))
            if said is not None and said.parts(span):
                continue
            words[span.start : span.stop] = [""] * len(span)
            if said is None or said.takes(span):
                yield phrase
