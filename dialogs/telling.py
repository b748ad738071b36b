"""What does a text tell of her by itself, whatever is asked? The forms that the content marks `+`, and who decides.

« je suis franchisé Midas et j'ai 3 salariés », « c'est Renault qui impose le logiciel »
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from content.models import Library, Question
from dialogs import money, networks, spoken
from dialogs.progress import BRAND, NETWORK, Story
from dialogs.proposals import OWN_NAME
from dialogs.words import has_phrase, normalise, parts, tokens

SOFTWARE, FROM_NETWORK, HER_OWN = "logiciel", "fourni_reseau", "propre"
MARK, PLACE, GOODS = "+", "n", "{ventes}"
FEW = 3
"""Words: a part this short beside what she tells adds nothing of its own (« que le téléphone »)."""
LONGEST_NAME = 4
"""Words of the longest name looked for beside « impose »."""


def told(text: str, story: Story, facts: Container[str]) -> Iterator[tuple[str, str]]:
    """What this text tells of these facts, each with one value."""
    text = spoken.unglued(_stated(text, story.library), story.library)
    for question in story.library.questions.values():
        values = _values(text, question, story.library) if question.id in facts else ()
        if not values and question.id == SOFTWARE and question.id in facts:
            values = _software_decided(text, story)
        if len(values) == 1:
            yield from _with_her_brand(text, question.id, values[0], story.library)


def only_tells(text: str, story: Story) -> bool:
    """« j'ai pas d'ordi, que le téléphone »: does each of its parts tell what she is or has, and none more?"""
    each = parts(text, story.library.spoken["joined"])
    says = [next(told(part, story, story.library.questions), None) for part in each]
    return any(says) and all(said or len(part.split()) <= FEW for said, part in zip(says, each, strict=True))


def told_before(question: Question, story: Story) -> tuple[str, tuple[str, ...]]:
    """What she wrote before this was asked that speaks of it, and the answers heard there; ('', ()) for nothing."""
    for asked in story.conversation.questions:
        if asked.text and spoken.named_in(asked.text, {question.id: question.told_by}):
            told_apart = parts(normalise(asked.text), story.library.spoken["joined"])
            said = (value for part in told_apart for value in spoken.option_said(part, question, story.library))
            return asked.text, tuple(dict.fromkeys(said))
    return "", ()


def told_otherwise(text: str, story: Story) -> tuple[str, str] | None:
    """The first answer she gave that this text contradicts, with its new value."""
    known = story.known
    changed = (one for one in told(text, story, known) if one[0] in known and known[one[0]] != one[1])
    return next(changed, None)


# ---------------------------------------------------------------- who decides


def network_decides(text: str, story: Story, *more: str) -> bool:
    """« c'est Renault qui me l'impose », « imposé par le siège »: a network decides, or a brand she named."""
    return any(_is_network(name, story) for name in _who(text, story.library, "deciding", *more))


def _software_decided(text: str, story: Story) -> tuple[str, ...]:
    """Who decides of her software, a network or herself: she names it, or it is what she was asked just now."""
    shown, said = story.conversation.shown, [a.fact for a in story.conversation.answers if a.origin == "said"]
    library = story.library
    named = bool(spoken.named_in(text, {"software": library.questions[SOFTWARE].named}))
    if not named and shown is not None and shown.screen in ("profile", "types"):
        return ()
    if not named and (shown is None or shown.fact != SOFTWARE) and said[-1:] != [SOFTWARE]:
        return ()
    if network_decides(text, story, *(["providing"] if named else [])):
        return (FROM_NETWORK,)
    return (HER_OWN,) if any(_is_one(name, "herself", library) for name in _who(text, library, "deciding")) else ()


def _who(text: str, library: Library, *verbs: str) -> Iterator[str]:
    """What may be the name of who does one of these, in this text."""
    words = tokens(text)
    for i, word in enumerate(words):
        if any(_is_one(word, kind, library) for kind in verbs):
            yield from _subjects(words, i, library)


def _subjects(words: Sequence[str], verb: int, library: Library) -> Iterator[str]:
    """The words that may be the name of who does this: those before the verb, or after « par »."""
    denied = library.spoken["denials"]
    if words[verb + 1 : verb + 2] == ["par"]:
        yield from (" ".join(words[verb + 2 : verb + 2 + n]) for n in range(1, LONGEST_NAME + 1))
    end = verb
    while end > 0 and words[end - 1] in library.spoken["between_who_and_what"]:
        end -= 1
    if words[verb + 1 : verb + 2] and words[verb + 1] in denied:
        return
    for start in range(max(0, end - LONGEST_NAME), end):
        if words[max(0, start - 1)] not in denied and not set(words[start:end]) & set(denied):
            yield " ".join(words[start:end])


def _is_network(name: str, story: Story) -> bool:
    """A network that we know, a maker, « le siège », or a name she gave with her trade."""
    library, hers = story.library, normalise(story.conversation.trade_words).split()
    named = networks.found(name, library)
    if named is not None and " ".join(named.words) == name:
        return True
    a_name = name in hers and name not in _common_words(library)
    return a_name or any(_is_one(name, kind, library) for kind in ("makers", "network_words"))


def _is_one(words: str, kind: str, library: Library) -> bool:
    return bool(spoken.says_only(words, {kind: library.spoken[kind]}))


@lru_cache(maxsize=8)
def _common_words(library: Library) -> frozenset[str]:
    """The words of trades: « garage » in « garage Lada » is no name."""
    forms = (form for trade in library.trades.values() for form in (trade.label, trade.short, *trade.says))
    small = networks.word_list("fillers", library) | networks.word_list("ordinary", library)
    return small | frozenset(word for form in forms for word in tokens(form))


# ---------------------------------------------------------------- the forms sure by themselves


def _stated(text: str, library: Library) -> str:
    """Without the parts that ask or suppose: they tell nothing."""
    return ". ".join(part for part in parts(text) if not _asks_or_supposes(part, library))


def _asks_or_supposes(part: str, library: Library) -> bool:
    return "?" in part or not set(library.spoken["supposes"]).isdisjoint(normalise(part).split())


def _with_her_brand(text: str, fact: str, value: str, library: Library) -> Iterator[tuple[str, str]]:
    """« franchisé Midas » tells the brand, and the brand the network; « indépendant » beside one tells nothing sure."""
    named = networks.found(text, library) if fact == NETWORK else None
    if named is None:
        yield fact, value
    elif value != OWN_NAME:
        yield BRAND, named.network.name
        if named.network.reseau == "a_demander":
            yield fact, value


def _values(text: str, question: Question, library: Library) -> tuple[str, ...]:
    sure = spoken.meant(text, spoken.meant_in(text, _forms(question, library), library), question)
    if question.unit == money.UNIT:
        return sure or spoken.in_ranges(money.told(text, library), question)
    return sure or _counted(text, question, library)


@lru_cache(maxsize=64)
def _forms(question: Question, library: Library) -> dict[str, tuple[str, ...]]:
    """The forms sure by themselves, and « j'ai trois salariés » for each word that says a number."""
    found = {}
    for option in question.options:
        sure = [one for form in option.says if form.startswith(MARK) for one in _with_goods(form, library)]
        plain = [form for form in option.says if not form.startswith((MARK, "~", "=", "?"))]
        counted = [count for count in question.counted if not count.startswith("N ")]
        counts = [_placed(count, word) for count in counted for word in plain if option.numbers]
        found[option.value] = (*sure, *counts)
    return {value: forms for value, forms in found.items() if forms}


def _with_goods(form: str, library: Library) -> list[str]:
    """« c'est moi qui fais {ventes} », for all that may be made: « les bouquets », « mes pains »."""
    if GOODS not in form:
        return [form]
    return [form.replace(GOODS, f"{one} {goods}") for one in library.spoken["articles"] for goods in _goods(library)]


@lru_cache(maxsize=8)
def _goods(library: Library) -> tuple[str, ...]:
    """What trades that make or sell call their goods, in one word."""
    made = (trade.sells.split()[1] for trade in library.trades.values() if trade.verb in ("fabriquer", "vendre"))
    return tuple(dict.fromkeys((*made, *library.spoken["goods"])))


def _counted(text: str, question: Question, library: Library) -> tuple[str, ...]:
    """« j'ai 3 salariés »: a number in the place that a counted form keeps for it."""
    words, others = normalise(text).split(), library.spoken["not_her_count"]
    places = [i for i, word in enumerate(words) if word.isdigit() and _in_its_place(words, i, question, others)]
    return spoken.in_ranges([int(words[i]) for i in places], question)


def _in_its_place(words: list[str], i: int, question: Question, others: Sequence[str]) -> bool:
    """« 5 salariés » alone is of herself, unless the word before says another's (« le boulanger a »)."""
    placed = " ".join((*words[:i], PLACE, *words[i + 1 :]))
    hers = not set(words[max(0, i - 1) : i]) & set(others)
    return any(has_phrase(placed, count) for count in question.counted if hers or not count.startswith("N "))


def _placed(count: str, word: str) -> str:
    return " ".join(word if one == PLACE else one for one in normalise(count).split())
