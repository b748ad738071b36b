"""Do her words clearly say this answer, or much more than it explains?

« un cahier » says it; « le tabac c'est pareil, mais ya que moi ici » is said back before it is kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from content.models import Library, Option, Question
from dialogs import spoken, telling
from dialogs.networks import word_list
from dialogs.progress import Story
from dialogs.words import normalise, parts, phrase_words, start_of

Clarity = Literal["clear", "doubtful", "none"]
MOST_UNEXPLAINED = 3
"""Words that tell, left beside an expression of the answer: with more, she says something else too."""
MOST_AFTER_YES_OR_NO = 2
FEW_ASKED = 3
"""Words of a part that asks: more are a question of hers, not an answer."""
SHORT = 3
"""Letters: a shorter word tells nothing by itself."""
LONG_NUMBER = 5


@dataclass(frozen=True)
class _Clause:
    """The expressions of the answer heard in one clause of hers, and the words that tell and stay unexplained."""

    heard: tuple[tuple[str, ...], ...]
    left: tuple[str, ...]
    small: bool
    """Nothing beside them but the words of all sentences."""


def stated(text: str) -> str:
    """Her words without the parts that ask, when others remain: « aucun salarié, moi ? ya ma femme »."""
    told_apart = parts(text)
    said = [part for part in told_apart if not _asks(part)]
    return ". ".join(said) if said and len(said) < len(told_apart) else text


def asks_what_if(text: str, library: Library) -> bool:
    """« et si c'est ma caisse qui est piratée, qui je préviens, l'enseigne ? »: nothing of it is so."""
    words = [word for word in normalise(text).split() if word not in library.spoken["joined"]]
    return "?" in text and bool(set(words[:1]) & set(library.spoken["supposes"]))


def clarity(text: str, value: str, question: Question, story: Story) -> Clarity:
    """An expression of the answer and few words beside it; a small word (« moi », « rien ») must stand alone."""
    library = story.library
    option = next(option for option in question.options if option.value == value)
    clauses = list(_clauses(text, option, question, library))
    heard = [phrase for clause in clauses for phrase in clause.heard]
    left = sum(len(clause.left) for clause in clauses)
    if all(_asks(part) for part in parts(text)):
        return "doubtful" if left <= 1 else "none"
    if heard and set(heard) <= {phrase for form in option.says if form.startswith("?") for phrase in [_words(form)]}:
        return "doubtful"
    if any(_is_solid(phrase, library) for phrase in heard):
        alone = any(clause.heard and not clause.left for clause in clauses)
        return "clear" if alone or left <= MOST_UNEXPLAINED else "doubtful"
    if _is_told_of_another(text, heard, question, story):
        return "none"
    if any(clause.heard and clause.small for clause in clauses):
        return "clear"
    after_yes_or_no = bool(_first_word(text, library)) and left <= MOST_AFTER_YES_OR_NO
    return "clear" if after_yes_or_no and not _speaks_of_another(text, question, library) else "doubtful"


def says_it(text: str, value: str, question: Question, library: Library) -> bool:
    """To an answer said back: one of its expressions, not a small word of another sentence (« ya rien d'autre »)."""
    option = next(option for option in question.options if option.value == value)
    clauses = list(_clauses(text, option, question, library))
    solid = any(_is_solid(phrase, library) for clause in clauses for phrase in clause.heard)
    again = spoken.named_in(text, {"again": library.spoken["says_again"]})
    return solid or bool(again) or any(clause.heard and clause.small for clause in clauses)


def with_how_she_begins(text: str, values: Sequence[str], question: Question, library: Library) -> tuple[str, ...]:
    """« non, un grossiste » beside « Oui, une ou deux », « oui », « oui les livreurs » where two begin so: both."""
    begins = _first_word(text, library)
    labels = {option.value: normalise(option.label).split()[0] for option in question.options}
    if not values and spoken.says_only(text, {"yes": library.spoken["yes"], "ben": library.spoken["interjections"]}):
        return tuple(value for value, first in labels.items() if begins == "yes" and first == "oui")[:2]
    says_yes = len(values) == 1 and _begins_as_yes(values[0], question, library)
    if not begins or not says_yes or (begins == "yes" and labels[values[0]] != "oui"):
        return tuple(values)
    if begins == "no":
        return (*values, *[value for value, first in labels.items() if first == "non"][:1])
    option = next(option for option in question.options if option.value == values[0])
    if _says_only_yes(list(_clauses(text, option, question, library)), library):
        return tuple(value for value, first in labels.items() if first == "oui")[:2]
    return tuple(values)


def _begins_as_yes(value: str, question: Question, library: Library) -> bool:
    """« Oui, une ou deux », « Un peu, sans plus »: what « non » before it puts in doubt."""
    label = next(normalise(option.label) for option in question.options if option.value == value)
    return label.startswith(tuple(library.spoken["yes_labels"]))


# ---------------------------------------------------------------- what is heard, what is left


def _clauses(text: str, option: Option, question: Question, library: Library) -> Iterator[_Clause]:
    forms = {option.value: (*option.says, option.label)}
    thin = _thin(option, question, library)
    explained = thin | set(normalise(question.help).split()) | word_list("fillers", library)
    for clause in spoken.clauses(text, library):
        words = clause.split()
        numbers = _numbers(words, option, question, thin)
        heard = [*spoken.phrases_in(words, forms, library), *numbers]
        known = explained | {number for number, _ in numbers}
        left = tuple(word for word in words if word not in known and (len(word) >= SHORT or word.isdigit()))
        yield _Clause(tuple(heard), left, small={word for word in words if not word.isdigit()} <= {"", *thin})


def _numbers(words: Sequence[str], option: Option, question: Question, thin: Container[str]) -> list[tuple[str, str]]:
    """« 4 salariés », « 60 % » say the answer whose range holds them; a bare number is a small word (« 2 enfants »)."""
    first, last = option.numbers or (1, 0)
    found = []
    for number, follows in zip(words, (*words[1:], ""), strict=True):
        if number.isdigit() and len(number) < LONG_NUMBER and first <= int(number) <= last:
            found.append((number, question.unit or (follows if follows in thin else "")))
    return found


def _thin(option: Option, question: Question, library: Library) -> set[str]:
    """The words of all sentences, of the question itself and of the answer's button: they tell nothing more."""
    asked = (question.text, *(one.text for one in question.variants), question.short, *question.named)
    shown = normalise(" ".join((*asked, option.label, option.told))).split()
    plural = (f"{word}s" for word in shown)
    return {*shown, *plural, *library.spoken["thin"], *library.spoken["interjections"]}


def _is_solid(phrase: Sequence[str], library: Library) -> bool:
    """Does it hold a word that is not one of all sentences (« moi », « rien », « seul »)?"""
    return not {word for word in phrase if not word.isdigit()} <= {"", *library.spoken["thin"]}


# ---------------------------------------------------------------- what else it may be


def _is_told_of_another(text: str, heard: Sequence[Sequence[str]], question: Question, story: Story) -> bool:
    """« j'ai aucun salarié », « j'ai pas d'argent » before the question on her till: small words do not answer it."""
    library = story.library
    if any(_is_solid(phrase, library) for phrase in heard):
        return False
    told = telling.told(text, story, set(library.questions) - {question.id})
    one_word = all(len(phrase) == 1 for phrase in heard)
    return any(one_word or _has_a_solid_form(text, fact, value, library) for fact, value in told)


def _has_a_solid_form(text: str, fact: str, value: str, library: Library) -> bool:
    options = [option for option in library.questions[fact].options if option.value == value]
    forms = [_words(form) for option in options for form in option.says if form.startswith(telling.MARK)]
    words = normalise(text).split()
    return any(_is_solid(form, library) and start_of(form, words) is not None for form in forms)


def _speaks_of_another(text: str, question: Question, library: Library) -> bool:
    """« ben oui impossible sans » has an expression that answers another question."""
    others = [other for other in library.questions.values() if other.id != question.id]
    solid = {
        other.id: tuple(form for o in other.options for form in o.says if _counts(form, library)) for other in others
    }
    return bool(spoken.named_in(text, solid))


def _counts(form: str, library: Library) -> bool:
    return not form.startswith(("~", "=", "+=", "?")) and _is_solid(_words(form), library)


def _words(form: str) -> tuple[str, ...]:
    return tuple(phrase_words(form.lstrip(spoken.MARKS)))


def _says_only_yes(clauses: Sequence[_Clause], library: Library) -> bool:
    """Is « oui » all that says this answer, alone or with something else beside it?"""
    yes = {tuple(form.split()) for form in library.spoken["yes"]}
    return {phrase for clause in clauses for phrase in clause.heard} <= yes


def _first_word(text: str, library: Library) -> str:
    """« yes » or « no » when she begins so, « ben », « ah » aside."""
    words = [word for word in normalise(text).split() if word not in library.spoken["interjections"]]
    return next((name for name in ("yes", "no") if words[:1] and words[0] in library.spoken[f"says_{name}"]), "")


def _asks(part: str) -> bool:
    return "?" in part and len(part.split()) > FEW_ASKED
