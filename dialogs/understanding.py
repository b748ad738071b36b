"""What does this mean on the screen in front of her? A button, a number, a label with mistakes, free text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz

from content.models import Library
from dialogs import (
    at_opened_step,
    at_profile,
    at_trade,
    buttons,
    calling,
    correcting,
    denials,
    disputing,
    facts,
    learning,
    leaving,
    named_steps,
    naming,
    prices,
    refusing,
    sectors,
    seeing,
    situations,
    spoken,
    taking,
    unanswered,
    urgent,
    when,
)
from dialogs.conversation import UNKNOWN, Incoming, Plan, Shown
from dialogs.facts import DEPARTEMENT
from dialogs.intents import Intent, answer
from dialogs.learning import FEW_WORDS
from dialogs.messages import Choice
from dialogs.phases import Phase
from dialogs.progress import BRAND, NO_BRAND, TRADE, Story
from dialogs.reminders import USES
from dialogs.topics import ALL_BUT_URGENT, MOST_ASKED, PASSING, asks, phrases_with, topics_denied, topics_in
from dialogs.words import has_phrase, normalise

COMMANDS = {
    "/start": "start", "/aide": "help", "/help": "help", "/plan": "plan", "/reprendre": "resume",
    "/recommencer": "restart", "/mesdonnees": "export", "/effacer": "erase", "/stop": "stop",
}  # fmt: skip
STRONG_MOVES = ("stop", "erase", "export", "restart", "no_more", "no_reminder", "correct", "pause", "plan", "help")
SUBJECT = "subject"
WEAK_MOVES = ("explain", "why", "unknown", "thanks", "hello")
YES_NO_SCREENS = ("trade_sure", "brand", "profile", "offer", "restart", "erase", "reminder")
REFUSALS = ("m:other_trade", "m:not_quite", "m:stay", "m:understand_first", f"a:{BRAND}:{NO_BRAND}", "m:later")
LABEL_LIKE = 88
MOST_OF_A_MOVE = 4
"""Words: a longer text may say something of its own."""
_NUMBERS = re.compile(r"^\d{1,2}(?: \d{1,2})*$")


def understand(incoming: Incoming, story: Story) -> Intent:
    """The intent of one act. Never raises: what is not understood is « unclear », which has its answer."""
    if incoming.reminder:
        return Intent(name="due", ref=incoming.reminder)
    if incoming.choices:
        return buttons.pressed(incoming, story)
    if incoming.media:
        return Intent(name="media", ref=incoming.media)
    text = incoming.text.strip()
    if text.startswith("/"):
        return _command(text)
    if story.conversation.phase is Phase.WELCOME or story.conversation.shown is None:
        return Intent(name="opening", said=text)
    if not text:
        return Intent(name="empty")
    if story.is_beginning:
        return _first(FIRST_READINGS, text, story) or Intent(name="opening", said=text)
    return _first(READINGS, text, story) or Intent(name="unclear", said=text)


# ---------------------------------------------------------------- the readings, in order

Reading = Callable[[str, Story, Shown], Intent | None]


def _first(readings: Iterable[Reading], text: str, story: Story) -> Intent | None:
    shown = story.conversation.shown
    assert shown is not None
    return next((intent for reading in readings if (intent := reading(text, story, shown))), None)


def _command(text: str) -> Intent:
    word, _, rest = text.partition(" ")
    name = COMMANDS.get(word.split("@")[0].lower())
    return Intent(name=name, ref=rest.strip()) if name else Intent(name="unclear", said=text)


def _numbers(text: str, story: Story, shown: Shown) -> Intent | None:
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


def _label(text: str, story: Story, shown: Shown) -> Intent | None:
    """A label typed, with or without mistakes; not the one of a line to take away, nor « c'est fait ? » in a lesson."""
    if situations.takes_away(text, story, shown) or ("?" in text and shown.screen in (*learning.ON_A_STEP, "proof")):
        return None
    plain = normalise(text)
    scored = sorted(((fuzz.ratio(plain, normalise(c.label)), -i) for i, c in enumerate(shown.choices)), reverse=True)
    if not scored or scored[0][0] < LABEL_LIKE:
        return None
    choice = shown.choices[-scored[0][1]]
    return None if denials.denies_label(plain, choice.label, story.library.spoken) else buttons.press([choice], story)


def _strong_move(text: str, story: Story, _shown: Shown) -> Intent | None:
    names = [name for name in STRONG_MOVES if (name, _shown.screen) != ("pause", "paused")]
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in names})
    asks_about_us = found[:1] == ("export",) and "?" in text and bool(topics_in(text, story.library, PASSING))
    return Intent(name=found[0], said=text) if found and not asks_about_us else None


def _use(text: str, story: Story, shown: Shown) -> Intent | None:
    """Does she use what she learnt? In her words."""
    kind, _, about = shown.subject.partition(":")
    if (shown.screen, kind) != ("reminder", "follow_up"):
        return None
    found = spoken.named_in(text, {name: story.library.spoken[f"uses_{name}"] for name in USES})
    return Intent(name="follow_up", ref=about, value=found[0], said=text) if found else None


def _short_move(text: str, story: Story, shown: Shown) -> Intent | None:
    """« stop », « je sais pas »: a move and nothing else, even as her first words; « bonjour » begins."""
    if len(text.split()) > FEW_WORDS:
        return None
    moved = _strong_move(text, story, shown) or _weak_move(text, story, shown)
    return None if moved and moved.name == "hello" else moved


def _yes_no(text: str, story: Story, shown: Shown) -> Intent | None:
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


def _only_goes_on(text: str, story: Story) -> bool:
    """« oui mais la banque… », « et si je veux une box 4g ? » are no « oui » to going on: she has more to say."""
    but = spoken.named_in(text, {"but": story.library.spoken["but"]})
    return not ("?" in text or but or topics_in(text, story.library, ALL_BUT_URGENT))


def _said_back(text: str, story: Story, shown: Shown) -> Intent | None:
    """« oui » or « non » to the one answer said back."""
    if shown.screen != "narrow" or "," in shown.subject:
        return None
    found = spoken.named_in(text, {name: story.library.spoken[name] for name in ("yes", "no")})
    return buttons.press([shown.choices[found != ("yes",)]], story) if len(found) == 1 else None


def _named(text: str, story: Story, shown: Shown) -> Intent | None:
    """A part of a label, or a word that one label of the screen alone holds."""
    costs = shown.screen == "barriers" and situations.only_costs(text, story)
    if costs or shown.screen in at_trade.SCREENS or shown.screen == "tool":
        return None
    choice = naming.label_named(text, shown.choices, story.library)
    return buttons.press([choice], story) if choice else None


def _wrong_answer(text: str, story: Story, shown: Shown) -> Intent | None:
    """« comment je change mon métier », « je me suis trompée de budget »"""
    fact = naming.answer_to_change(text, story)
    if fact == TRADE and TRADE not in story.known:
        return Intent(name="other_trade", said=text) if shown.screen in at_trade.SCREENS else None
    return Intent(name="reopen", ref=fact, said=text) if fact else None


def _spoken_choice(text: str, story: Story, shown: Shown) -> Intent | None:
    """« continuer », « passer », « commencer »: the short forms of the choices on the screen."""
    if _says_more(text, story):
        return None
    on_screen = {_move_of(choice): choice for choice in reversed(shown.choices) if _move_of(choice)}
    found = _moves_in(text, [name for name in on_screen if name in story.library.spoken], story)
    return buttons.press([on_screen[found[0]]], story) if found else None


def _says_more(text: str, story: Story) -> bool:
    """« on m'a encore envoyé un faux message »: too long for a move, and it asks or brings up a subject."""
    return len(text.split()) > MOST_OF_A_MOVE and not _only_goes_on(text, story)


def _move_of(choice: Choice) -> str:
    """The move whose spoken forms press this choice; '' for an answer."""
    kind, _, name = choice.code.partition(":")
    return {"m": name, "l": "start_lesson"}.get(kind, "")


def _weak_move(text: str, story: Story, shown: Shown) -> Intent | None:
    found = _moves_in(text, WEAK_MOVES, story)
    if not found:
        return None
    if found[0] == "unknown" and shown.fact in story.library.questions:
        return answer(shown.fact, UNKNOWN, text)
    return Intent(name=found[0], said=text)


def _moves_in(text: str, names: Iterable[str], story: Story) -> tuple[str, ...]:
    """« pourquoi ? », « merci »; none in « à quoi ça sert, internet ? », whose words are those of a subject."""
    spoken_forms = story.library.spoken
    subjects = phrases_with(spoken_forms["why"], story.library)
    found = spoken.named_in(text, {SUBJECT: subjects, **{name: spoken_forms[name] for name in names}})
    return () if SUBJECT in found else found


def _glossary(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« C'est quoi un IBAN ? »"""
    if not spoken.named_in(text, {"explain": story.library.spoken["what_is"]}):
        return None
    plain = normalise(text)
    words = [
        (len(form), word.id)
        for word in story.library.glossary.values()
        for form in (word.word, *word.says)
        if has_phrase(plain, normalise(form))
    ]
    if words:
        return Intent(name="glossary", ref=max(words)[1], said=text)
    unknown = "" if topics_in(text, story.library, ALL_BUT_URGENT) else naming.word_asked(text, story)
    near = naming.explained_by(unknown, story.library)
    return Intent(name="glossary", ref=near, value=unknown, said=text) if unknown else None


def _topic(text: str, story: Story, shown: Shown) -> Intent | None:
    """What she brings up; an answer to our question brings up nothing by one loose word, nor small talk in a tool."""
    answers, asking = shown.screen in ("question", "narrow"), asks(text, story.library)
    brings_up = story.conversation.phase is not Phase.LESSON or asking
    questions = topics_in(text, story.library, ("question",), firmly=answers and not asking) if brings_up else ()
    found = questions or (topics_in(text, story.library, PASSING) if asking or shown.screen != "tool" else ())
    ids = tuple(topic.id for topic in questions[:MOST_ASKED])
    return Intent(name="topic", ref=found[0].id, values=ids, said=text) if found else None


def _denied_topic(text: str, story: Story, _shown: Shown) -> Intent | None:
    """« j'ai pas de boutique en ligne »: a subject named to say that it is not hers."""
    denied = topics_denied(text, story.library)
    return Intent(name="topic_denied", values=denied, said=text) if denied and "?" not in text else None


def _asks(text: str, story: Story, shown: Shown) -> Intent | None:
    """A question mark on a question's screen: she wants it explained."""
    return Intent(name="explain", said=text) if "?" in text and shown.screen == "question" else None


FIRST_READINGS: tuple[Reading, ...] = (_numbers, _label, refusing.heard, when.heard, _wrong_answer, _short_move)
READINGS: tuple[Reading, ...] = (
    _numbers, _label, named_steps.titled, urgent.heard, _use, at_opened_step.heard, leaving.heard, refusing.heard,
    when.heard, calling.heard, taking.heard, named_steps.numbered, disputing.heard, correcting.heard, _wrong_answer,
    _strong_move, prices.asked, _glossary, _said_back, named_steps.named_instead, facts.answered, learning.at_tool,
    learning.asks_at_a_step, learning.at_step, seeing.at_proof, at_profile.heard, facts.told_otherwise, sectors.heard,
    at_trade.no_but, at_trade.several, at_trade.family, at_trade.brand, _spoken_choice, _yes_no, situations.heard,
    _named, situations.subjects, named_steps.named, _weak_move, at_trade.heard, _topic, _denied_topic, situations.worry,
    facts.told_again, unanswered.heard, _asks, learning.on_the_step, correcting.told_at_the_plan,
)  # fmt: skip
