"""What stands in front of her? One function a screen, from the story to messages; a table by name and by phase."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from content.models import Option, Question, Trade
from dialogs import barriers, forecast
from dialogs.conversation import UNKNOWN, Shown
from dialogs.lessons import PROOF, progress
from dialogs.messages import Choice, Message, Progress
from dialogs.phases import Phase
from dialogs.progress import BRAND, FAMILY, KEPT, NETWORK, NO_BRAND, TRADE, TYPE, Story
from dialogs.tools import current_question
from dialogs.wording import bubble, hers, listed, typeset_value, written

BECAUSE_MOST = 3
OFFER_FROM = 4
"""With this many barriers kept, she is offered her plan at once."""


@dataclass(frozen=True)
class Asked:
    """Which screen, about what. `page` counts the screens of six barriers."""

    story: Story
    subject: str = ""
    page: int = 0

    def say(self, key: str, /, choices: Sequence[Choice] = (), **values: str) -> Message:
        return bubble(self.story.library, key, choices, **values)

    def label(self, key: str) -> str:
        return self.story.library.replies[f"buttons.{key}"]

    def choice(self, key: str, code: str, quiet: bool = False) -> Choice:
        return Choice(label=self.label(key), code=code, role="quiet" if quiet else "main")


def default_screen(story: Story) -> tuple[str, str]:
    """(screen, subject) of the phase the conversation landed in."""
    phase = story.conversation.phase
    if phase is Phase.TRADE:
        return _trade_screen(story)
    if phase is Phase.INTERVIEW and story.question:
        return "question", story.question.id
    if phase is Phase.SITUATION and story.situation_question:
        return "question", story.situation_question.id
    if phase is Phase.EXPLANATION:
        offered = len(story.kept) >= OFFER_FROM and not story.conversation.explained
        return ("offer", "") if offered else ("explanation", story.to_explain[0])
    if phase is Phase.LESSON:
        return _lesson_screen(story)
    return BY_PHASE[phase], ""


BY_PHASE: dict[Phase, str] = {
    Phase.WELCOME: "trade",
    Phase.PROFILE: "profile",
    Phase.BARRIERS: "barriers",
    Phase.PLAN: "plan",
    Phase.STOPPED: "stopped",
}


def _lesson_screen(story: Story) -> tuple[str, str]:
    """Its step, or its proof once the last step is done; « lesson:step » is the subject."""
    held = progress(story.conversation, story.conversation.lesson)
    if tool := story.library.tool(held.lesson):
        question = current_question(tool, held)
        return "tool", f"{held.lesson}:{question.id if question else ''}"
    return ("proof" if held.step == PROOF else "lesson"), f"{held.lesson}:{held.step}"


def _trade_screen(story: Story) -> tuple[str, str]:
    if story.reopened == BRAND:
        return "brand", story.known.get(BRAND, "")
    if TRADE in story.known and story.reopened != TRADE and story.pending_network:
        return "brand", story.pending_network.name
    return ("trade_again" if story.reopened == TRADE else "trade"), ""


# ---------------------------------------------------------------- her trade


def trade(asked: Asked) -> list[Message]:
    return [asked.say("trade.ask", [asked.choice("unknown_trade", "m:unknown", quiet=True)])]


def trade_again(asked: Asked) -> list[Message]:
    choices = [asked.choice("unknown_trade", "m:unknown", quiet=True)]
    if asked.story.reopened:
        choices.append(asked.choice("keep", "m:keep", quiet=True))
    return [asked.say("trade.again", choices)]


def trade_sure(asked: Asked) -> list[Message]:
    found = asked.story.library.trades[asked.subject]
    yes = asked.story.library.replies["buttons.yes_trade"].format(metier=_short(found))
    choices = [Choice(label=yes[:28], code=f"a:{TRADE}:{found.id}"), asked.choice("other_trade", "m:other_trade")]
    return [asked.say("trade.sure", choices, metier=_short(found))]


def trade_three(asked: Asked) -> list[Message]:
    found = [asked.story.library.trades[trade_id] for trade_id in asked.subject.split(",") if trade_id]
    choices = [Choice(label=_capital(_short(t))[:28], code=f"a:{TRADE}:{t.id}") for t in found]
    return [asked.say("trade.three", [*choices, asked.choice("other", "m:unknown")])]


def trade_family(asked: Asked) -> list[Message]:
    verbs = dict.fromkeys(t.verb for t in asked.story.library.trades.values())
    order = [key.removeprefix("verbs.") for key in asked.story.library.replies if key.startswith("verbs.")]
    choices = [
        Choice(label=asked.story.library.replies[f"verbs.{verb}"], code=f"a:{FAMILY}:{verb}")
        for verb in order
        if verb in verbs
    ]
    choices.append(Choice(label=asked.label("unknown"), code=f"a:{FAMILY}:{UNKNOWN}", role="quiet"))
    words = hers(asked.story.conversation.trade_words)
    return [asked.say("trade.family", choices, said=words) if words else asked.say("trade.family_blank", choices)]


def brand(asked: Asked) -> list[Message]:
    yes = Choice(label=asked.label("yes"), code=f"a:{BRAND}:{asked.subject}")
    if asked.subject in ("", NO_BRAND):
        return trade_again(asked)
    no = Choice(label=asked.label("no"), code=f"a:{BRAND}:{NO_BRAND}")
    return [asked.say("brand.ask", [yes, no], name=asked.subject)]


def _short(found: Trade) -> str:
    return found.short or found.label.lower()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---------------------------------------------------------------- questions


def question(asked: Asked) -> list[Message]:
    """Options one a row; « Je ne sais pas · Pourquoi ? · Revenir » on one quiet row."""
    story = asked.story
    found = story.library.questions[asked.subject]
    options = [Choice(label=o.label, code=f"a:{found.id}:{o.value}") for o in found.options]
    message = _with_progress(written(_question_text(found, story), [*options, *_quiet_row(found, asked)]), found, story)
    message = message.model_copy(update={"question": found.short})
    if story.reopened == found.id and (had := _label_of(story.known.get(found.id, ""), found, story)):
        return [asked.say("question.had", answer=had), message]
    return [message]


def narrow(asked: Asked) -> list[Message]:
    """Two answers at once: both are heard, one is asked for."""
    fact, _, values = asked.subject.partition("|")
    found = asked.story.library.questions[fact]
    two = [o for o in found.options if o.value in values.split(",")]
    choices = [Choice(label=o.label, code=f"a:{fact}:{o.value}") for o in two]
    choices.append(Choice(label=asked.label("unknown"), code=f"a:{fact}:{UNKNOWN}", role="quiet"))
    labels = listed([f"« {o.label} »" for o in two])
    return [asked.say("question.two", choices, both=labels).model_copy(update={"question": found.short})]


def _question_text(found: Question, story: Story) -> str:
    trade_found = story.library.trades.get(story.known.get(TRADE, ""))
    if found.text_with_standard and trade_found and trade_found.standard:
        return found.text_with_standard.replace("{signe}", trade_found.standard)
    return found.text


def _quiet_row(found: Question, asked: Asked) -> list[Choice]:
    row = [Choice(label=asked.label("unknown"), code=f"a:{found.id}:{UNKNOWN}", role="quiet")]
    row.append(asked.choice("why", "m:why", quiet=True))
    if asked.story.reopened == found.id:
        row.append(asked.choice("keep", "m:keep", quiet=True))
        row.append(asked.choice("answers", "m:correct_list", quiet=True))
    else:
        row.append(asked.choice("back", "m:back", quiet=True))
    return row


def _with_progress(message: Message, found: Question, story: Story) -> Message:
    if found.group != "typing" or story.reopened:
        return message
    done = len(story.typing_asked) + 1
    least, most = forecast.left(story)
    return message.model_copy(update={"progress": Progress(done=done, left_min=least, left_max=most)})


def _label_of(value: str, found: Question, story: Story) -> str:
    if value == UNKNOWN:
        return story.library.replies["buttons.unknown"]
    if found.id == "departement":
        return story.library.departements.get(value, value)
    return next((o.label for o in found.options if o.value == value), "")


def _option(fact: str, value: str, story: Story) -> Option | None:
    found = story.library.questions.get(fact)
    return next((o for o in found.options if o.value == value), None) if found else None


# ---------------------------------------------------------------- her type


def profile(asked: Asked) -> list[Message]:
    """What it is, because of which answers, how sure we are, what would change our mind."""
    story = asked.story
    inference = story.inference
    best = story.library.types[inference.type]
    if inference.sureness == "close":
        return _two_types(asked)
    choices = [
        Choice(label=asked.label("that_is_me"), code=f"a:{TYPE}:{best.id}"),
        asked.choice("not_quite", "m:not_quite"),
        asked.choice("back", "m:back", quiet=True),
    ]
    reasons = because(story)
    told = [asked.say(f"profile.{inference.sureness}", portrait=best.portrait)]
    why = "profile.because" if reasons else "profile.no_reason"
    return [*told, asked.say(why, choices, reasons=listed(reasons), change=best.change)]


def _two_types(asked: Asked) -> list[Message]:
    story = asked.story
    two = [story.library.types[type_id] for type_id, _ in story.inference.candidates[:2]]
    choices = [Choice(label=t.label, code=f"a:{TYPE}:{t.id}") for t in two]
    choices += [asked.choice("not_quite", "m:not_quite"), asked.choice("back", "m:back", quiet=True)]
    reasons = because(story)
    intro = asked.say("profile.close", first=two[0].name, second=two[1].name)
    why = "profile.because_two" if reasons else "profile.which"
    return [intro, asked.say(why, choices, reasons=listed(reasons))]


def because(story: Story) -> list[str]:
    """The two or three answers that weighed most, as the end of « parce que »."""
    told = [_because_one(fact, value, story) for fact, value in story.inference.because]
    return [reason for reason in told if reason][:BECAUSE_MOST]


def _because_one(fact: str, value: str, story: Story) -> str:
    if fact == TRADE and value in story.library.trades:
        return story.library.replies["profile.because_trade"].format(metier=_short(story.library.trades[value]))
    option = _option(fact, value, story)
    if fact == NETWORK and story.known.get(BRAND, NO_BRAND) != NO_BRAND:
        return story.library.replies["profile.because_brand"].format(name=story.known[BRAND])
    return option.because if option else ""


def types(asked: Asked) -> list[Message]:
    """The four kinds in one sentence each, hers to choose; or an answer to correct."""
    kinds = list(asked.story.library.types.values())
    choices = [Choice(label=t.label, code=f"a:{TYPE}:{t.id}") for t in kinds]
    choices.append(asked.choice("answers", "m:correct_list", quiet=True))
    lines = [asked.story.library.replies["types.line"].format(sentence=t.sentence) for t in kinds]
    return [asked.say("types.intro"), written("\n".join(lines)), asked.say("types.choose", choices)]


def answers(asked: Asked) -> list[Message]:
    """Every answer she gave, to correct any."""
    story = asked.story
    choices = [
        Choice(label=label, code=f"c:{answer.fact}")
        for answer in story.conversation.answers
        if answer.origin == "said" and (label := answer_label(answer.fact, answer.value, story))
    ]
    return [asked.say("answers.which", [*choices, asked.choice("nothing_to_change", "m:stay", quiet=True)])]


def answer_label(fact: str, value: str, story: Story) -> str:
    """« Enseigne : Mon nom à moi », as a button or as what a pressed question becomes; '' for inner facts."""
    library = story.library
    if fact == TRADE:
        found = library.trades.get(value)
        shown = _short(found) if found else hers(story.conversation.trade_words)
        return _cut(typeset_value(library.replies["answers.trade"].format(value=shown)))
    if fact == BRAND:
        return _cut(typeset_value(library.replies["answers.brand"].format(value=value)))
    if fact == TYPE:
        return _cut(typeset_value(library.replies["answers.type"].format(value=library.types[value].label)))
    if fact == KEPT:
        return library.replies["answers.barriers"]
    question_found = library.questions.get(fact)
    if question_found is None:
        return ""
    return _cut(typeset_value(f"{question_found.short} : {_label_of(value, question_found, story)}"))


def _cut(label: str, most: int = 60) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


# ---------------------------------------------------------------- her barriers


def barriers_screen(asked: Asked) -> list[Message]:
    """One short bubble and six labels; a tick and « Choisi : … » show what is kept."""
    story = asked.story
    ticked = story.conversation.ticks
    worded = {b.id: b.worded(story.company_type) for b in story.ranked}
    choices = [
        Choice(label=worded[b.id].label, code=f"k:{b.id}:{int(b.id not in ticked)}", role="tick", ticked=b.id in ticked)
        for b in barriers.page_of(story.ranked, asked.page)
    ]
    choices += [asked.choice("more", "m:more"), asked.choice("kept", "m:kept")]
    if not ticked:
        return [asked.say("barriers.ask", choices)]
    names = listed([worded[b.id].label for b in story.ranked if b.id in ticked])
    return [asked.say("barriers.chosen", choices, chosen=names)]


def offer(asked: Asked) -> list[Message]:
    choices = [asked.choice("see_plan", "m:skip"), asked.choice("understand", "m:understand_first")]
    return [asked.say("barriers.offer", choices)]


def explanation(asked: Asked) -> list[Message]:
    """One barrier: what it is, why it happens to businesses like hers, what those who got past it gained."""
    story = asked.story
    worded = story.library.barriers[asked.subject].worded(story.company_type)
    last = len(story.to_explain) <= 1
    choices = [asked.choice("continue_last" if last else "continue", "m:next")]
    if not last:
        choices.append(asked.choice("skip", "m:skip"))
    return [written(worded.what), written(worded.why), written(worded.gained, choices)]


# ---------------------------------------------------------------- at any moment


def emergency(asked: Asked) -> list[Message]:
    topic = asked.story.library.topics[asked.subject]
    urgent = written(topic.reply).model_copy(update={"urgent": True})
    return [urgent, asked.say("emergency.next", [asked.choice("go_on", "m:continue")])]


def paused(asked: Asked) -> list[Message]:
    return [asked.say("paused.said", [asked.choice("resume", "m:resume")])]


def stopped(asked: Asked) -> list[Message]:
    return [asked.say("stopped.said", [asked.choice("resume", "m:resume"), asked.choice("erase", "m:erase")])]


def restart(asked: Asked) -> list[Message]:
    return [asked.say("restart.ask", [asked.choice("restart", "m:restart_yes"), asked.choice("stay", "m:stay")])]


def export(asked: Asked) -> list[Message]:
    return [asked.say("export.ready", [asked.choice("go_on", "m:continue")])]


def erase(asked: Asked) -> list[Message]:
    return [asked.say("erase.ask", [asked.choice("erase_yes", "m:erase_yes"), asked.choice("stay", "m:stay")])]


def erased(asked: Asked) -> list[Message]:
    return [asked.say("erase.done", [asked.choice("start_again", "m:start")])]


def draw(screen: str, subject: str, page: int, story: Story) -> list[Message]:
    """The messages of a screen. An unknown name (older content) draws the phase's own."""
    from dialogs.plan_screens import PLAN_SCREENS

    table: dict[str, Callable[[Asked], list[Message]]] = {**SCREENS, **PLAN_SCREENS}
    if screen not in table or not _still_there(screen, subject, story):
        screen, subject = default_screen(story)
    return [_typeset_labels(message) for message in table[screen](Asked(story, subject, page))]


def _typeset_labels(message: Message) -> Message:
    choices = tuple(c.model_copy(update={"label": typeset_value(c.label)}) for c in message.choices)
    return message.model_copy(update={"choices": choices})


def _still_there(screen: str, subject: str, story: Story) -> bool:
    """Does the content still have what this screen is about?"""
    library, first = story.library, subject.split("|")[0].split(":")[0].split(",")[0]
    homes: dict[str, Container[str]] = {
        "question": library.questions,
        "narrow": library.questions,
        "trade_sure": library.trades,
        "explanation": library.barriers,
        "emergency": library.topics,
        "step": library.proposals,
        "lesson_done": library.proposals,
        "tool_result": library.proposals,
    }
    return screen not in homes or first in homes[screen]


def as_shown(screen: str, subject: str, page: int, messages: Sequence[Message], story: Story, turn: int) -> Shown:
    choices = messages[-1].choices if messages else ()
    return Shown(screen=screen, subject=subject, choices=choices, turn=turn, revision=story.library.revision, page=page)


SCREENS: dict[str, Callable[[Asked], list[Message]]] = {
    "trade": trade,
    "trade_again": trade_again,
    "trade_sure": trade_sure,
    "trade_three": trade_three,
    "trade_family": trade_family,
    "brand": brand,
    "question": question,
    "narrow": narrow,
    "profile": profile,
    "types": types,
    "answers": answers,
    "barriers": barriers_screen,
    "offer": offer,
    "explanation": explanation,
    "emergency": emergency,
    "paused": paused,
    "stopped": stopped,
    "restart": restart,
    "export": export,
    "erase": erase,
    "erased": erased,
}
