"""Which choice of the screen does she say? Its number, its label with mistakes, a word, « oui », « continuer »."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from content.models import Library
from dialogs import at_trade, buttons, denials, facts, learning, moving, naming, situations, spoken
from dialogs.conversation import Plan, Shown
from dialogs.facts import DEPARTEMENT
from dialogs.intents import Intent
from dialogs.messages import Choice
from dialogs.progress import BRAND, NO_BRAND, Story
from dialogs.topics import ALL_BUT_URGENT, topics_in
from dialogs.words import normalise

YES_NO_SCREENS = ("trade_sure", "brand", "profile", "offer", "restart", "erase", "reminder")
REFUSALS = ("m:other_trade", "m:not_quite", "m:stay", "m:understand_first", f"a:{BRAND}:{NO_BRAND}", "m:later")
LABEL_LIKE = 88
MOST_OF_A_MOVE = 4
"""Words: a longer text may say something of its own."""
_NUMBERS = re.compile(r"^\d{1,2}(?: \d{1,2})*$")


def by_number(text: str, story: Story, shown: Shown) -> Intent | None:
    """« 2 » is the second choice; « 1 3 4 » ticks boxes."""
    question = story.library.questions.get(shown.fact)
    plain = _without_number_words(text, story.library)
    if not _NUMBERS.match(plain) or (question and any(o.numbers and not question.unit for o in question.options)):
        return None
    if not shown.choices or shown.screen in ("trade", "trade_again") or shown.fact == DEPARTEMENT:
        return None
    wanted = [int(digits) for digits in plain.split()]
    if shown.screen == "plan" and story.conversation.plan is not None and len(wanted) == 1:
        return _plan_step(wanted[0], text, story.conversation.plan)
    if not all(1 <= number <= len(shown.choices) for number in wanted):
        if question and question.unit:
            return None
        return Intent(name="unclear", said=text)
    chosen = [shown.choices[number - 1] for number in dict.fromkeys(wanted)]
    return facts.which_one(chosen, text, shown) or buttons.press(chosen, story)


def by_label(text: str, story: Story, shown: Shown) -> Intent | None:
    """A label typed, with or without mistakes; not the one of a line to take away, nor « c'est fait ? » in a lesson."""
    if situations.takes_away(text, story, shown) or ("?" in text and shown.screen in (*learning.ON_A_STEP, "proof")):
        return None
    plain = normalise(text)
    scored = sorted(((fuzz.ratio(plain, normalise(c.label)), -i) for i, c in enumerate(shown.choices)), reverse=True)
    if not scored or scored[0][0] < LABEL_LIKE:
        return None
    choice = shown.choices[-scored[0][1]]
    return None if denials.denies_label(plain, choice.label, story.library.spoken) else buttons.press([choice], story)


def yes_or_no(text: str, story: Story, shown: Shown) -> Intent | None:
    """« oui » is the first answer of a screen that asks yes or no, « non » the one that refuses."""
    main = [choice for choice in shown.choices if choice.role == "main"]
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in ("yes", "no")})
    most = 2 if shown.screen in YES_NO_SCREENS else int(_only_goes_on(text, story))
    if found == ("yes",) and 1 <= len(main) <= most:
        return buttons.press(main[:1], story)
    if found == ("no",) and shown.screen == "trade_three":
        return buttons.press(main[-1:], story)
    refusing = [choice for choice in main if choice.code in REFUSALS]
    if found == ("no",) and refusing and shown.screen in YES_NO_SCREENS:
        return buttons.press(refusing[:1], story)
    return None


def said_back(text: str, story: Story, shown: Shown) -> Intent | None:
    """« oui » or « non » to the one answer said back."""
    if shown.screen != "narrow" or "," in shown.subject:
        return None
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in ("yes", "no")})
    return buttons.press([shown.choices[found != ("yes",)]], story) if len(found) == 1 else None


def named(text: str, story: Story, shown: Shown) -> Intent | None:
    """A part of a label, or a word that one label of the screen alone holds."""
    costs = shown.screen == "barriers" and situations.only_costs(text, story)
    if costs or shown.screen in at_trade.SCREENS or shown.screen == "tool":
        return None
    choice = naming.label_named(text, shown.choices, story.library)
    return buttons.press([choice], story) if choice else None


def spoken_choice(text: str, story: Story, shown: Shown) -> Intent | None:
    """« continuer », « passer », « commencer »: the short forms of the choices on the screen."""
    if _says_more(text, story):
        return None
    on_screen = {_move_of(choice): choice for choice in reversed(shown.choices) if _move_of(choice)}
    found = moving.moves_in(text, [name for name in on_screen if name in story.library.spoken], story)
    return buttons.press([on_screen[found[0]]], story) if found else None


def _without_number_words(text: str, library: Library) -> str:
    """« étape 2 », « 1 et 3 »: the numbers alone, one space between them."""
    return " ".join(word for word in normalise(text).split() if word not in library.spoken["number_words"])


def _plan_step(number: int, text: str, plan: Plan) -> Intent:
    """« 2 » on a plan is its second step, done or not."""
    there = 1 <= number <= len(plan.steps)
    return (
        Intent(name="open_step", ref=plan.steps[number - 1].id, said=text)
        if there
        else Intent(name="unclear", said=text)
    )


def _only_goes_on(text: str, story: Story) -> bool:
    """« oui mais la banque… », « et si je veux une box 4g ? » are no « oui » to going on: she has more to say."""
    but = spoken.named_in(text, {"but": story.library.spoken["but"]})
    return not ("?" in text or but or topics_in(text, story.library, ALL_BUT_URGENT))


def _says_more(text: str, story: Story) -> bool:
    """« on m'a encore envoyé un faux message »: too long for a move, and it asks or brings up a subject."""
    return len(text.split()) > MOST_OF_A_MOVE and not _only_goes_on(text, story)


def _move_of(choice: Choice) -> str:
    """The move whose spoken forms press this choice; '' for an answer."""
    kind, _, name = choice.code.partition(":")
    return {"m": name, "l": "start_lesson"}.get(kind, "")
