"""Which answer to a tool's question does she say, without pressing it?

As the questions about her business are heard: the forms of each option, a part of a label, « oui » or « non ».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from content.models import Library, ToolOption, ToolQuestion
from dialogs import naming, networks, spoken
from dialogs.messages import Choice
from dialogs.progress import Story
from dialogs.telling import network_decides
from dialogs.words import find_phrase, has_phrase, normalise

THE_NETWORK = ("le", "reseau")
"""« c'est Dessange qui commande » says it of her network."""
UNKNOWN = "unknown"


def options_said(text: str, question: ToolQuestion, story: Story) -> tuple[int, ...]:
    """The ranks of the options this text may mean: one is an answer, several a doubt."""
    library = story.library
    said = networks.without_networks(text, library, THE_NETWORK)
    if network_decides(text, story):
        said = " ".join((said, *THE_NETWORK))
    return next((found for reading in READINGS if (found := reading(said, question, library))), ())


Reading = Callable[[str, ToolQuestion, Library], tuple[int, ...]]


def _by_its_parts(text: str, question: ToolQuestion, _library: Library) -> tuple[int, ...]:
    """« les photos oui, les prix non »: a form in parts (`oui & non`), all there, weighs more than each part."""
    plain = normalise(text)
    return _ranks(question, lambda option: any("&" in form and has_phrase(plain, form) for form in option.says))


def _by_its_forms(text: str, question: ToolQuestion, library: Library) -> tuple[int, ...]:
    """What the content says people write, and whole labels; « oui » alone weighs less than what follows it."""
    ranks: dict[str, list[str]] = defaultdict(list)
    for rank, option in enumerate(question.options):
        for form in (*(form for form in option.says if "&" not in form), _as_form(option.label)):
            ranks[form].append(str(rank))
    options: dict[str, list[str]] = defaultdict(list)
    for form, of_form in ranks.items():
        options[" ".join(of_form)].append(form)
    moves = {f"move:{name}": library.spoken[name] for name in (UNKNOWN, "explain", "neutral")}
    found = spoken.meant_in(text, {name: tuple(forms) for name, forms in options.items()} | moves, library)
    return _meant([frozenset(map(int, name.split())) for name in found if name[0].isdigit()])


def _meant(said: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """What her forms have in common, when they have; else all that they may mean."""
    common = frozenset.intersection(*said) if said else frozenset()
    return tuple(sorted(common or frozenset().union(*said)))


def _as_form(label: str) -> str:
    return label if len(normalise(label).split()) > 1 else f"~{label}"


def _not_known(text: str, question: ToolQuestion, library: Library) -> tuple[int, ...]:
    """« je sais pas » is the option that says so, by its label or its forms, where there is one."""
    says_so = spoken.named_in(text, {UNKNOWN: library.spoken[UNKNOWN]})
    return unknown_ranks(question, library) if says_so else ()


def unknown_ranks(question: ToolQuestion, library: Library) -> tuple[int, ...]:
    phrase = normalise(library.replies["buttons.unknown"])
    return _ranks(question, lambda option: any(has_phrase(normalise(f), phrase) for f in (option.label, *option.says)))


def _part_of_a_label(text: str, question: ToolQuestion, library: Library) -> tuple[int, ...]:
    """« un peu trop » of « C'est un peu trop », then a word that one label alone holds."""
    plain = normalise(text)
    if _says_only_yes_or_no(text, library) or len(plain) < naming.TELLING:
        return ()
    if held := _ranks(question, lambda option: find_phrase(_words(option), plain) is not None):
        return held
    choices = [Choice(label=option.label, code=str(rank)) for rank, option in enumerate(question.options)]
    named = naming.label_named(text, choices, library)
    return (int(named.code),) if named else ()


def _yes_or_no(text: str, question: ToolQuestion, library: Library) -> tuple[int, ...]:
    """What begins with « oui » or « non »: the options that begin so too; « non » is else all that is not « oui »."""
    said = _first_word(text, library)
    if not said:
        return ()
    yes = _ranks(question, lambda option: _words(option)[0] == "oui")
    if said == "yes":
        return yes
    no = _ranks(question, lambda o: _words(o)[0] == "non") or _ranks(question, lambda o: _words(o)[0] == "pas")
    if no or not yes:
        return no
    unknown = unknown_ranks(question, library)
    return tuple(rank for rank in range(len(question.options)) if rank not in (*yes, *unknown))


def _first_word(text: str, library: Library) -> str:
    first = normalise(text).split()[:1]
    for name in ("yes", "no"):
        if (first and first[0] in library.spoken[name]) or spoken.says_only(text, {name: library.spoken[name]}):
            return name
    heard = spoken.named_in(text, {name: library.spoken[name] for name in ("has_not", "explain")})
    return "no" if heard[:1] == ("has_not",) else ""


def _says_only_yes_or_no(text: str, library: Library) -> bool:
    return spoken.says_only(text, {name: library.spoken[name] for name in ("yes", "no")})


def _words(option: ToolOption) -> list[str]:
    return normalise(option.label).split()


def _ranks(question: ToolQuestion, fits: Callable[[ToolOption], bool]) -> tuple[int, ...]:
    return tuple(rank for rank, option in enumerate(question.options) if fits(option))


READINGS: tuple[Reading, ...] = (_by_its_parts, _by_its_forms, _part_of_a_label, _not_known, _yes_or_no)
