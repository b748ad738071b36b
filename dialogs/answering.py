"""What does an answer change? It sets its fact; what was drawn from the one it replaces falls with it."""

from __future__ import annotations

from dialogs import asides, lessons, networks, sectors, spoken, tools, trades
from dialogs.conversation import Conversation
from dialogs.events import Event, EventKind
from dialogs.intents import Intent
from dialogs.outcome import Outcome, Remark, come_back, left_for, remark, same_screen, unclear
from dialogs.progress import (
    BRAND,
    CHOSEN,
    FAMILY,
    KEPT,
    NETWORK,
    NO_BRAND,
    OTHER_TRADE,
    PROPOSED,
    TRADE,
    TYPE,
    UNKNOWN,
    Story,
)  # fmt: skip
from dialogs.topics import asks, topics_in
from dialogs.trades import TradeProposal


def trade_text(intent: Intent, story: Story) -> Outcome:
    """Her trade in her words: proposed alone, among three, or asked by families. Kept in her words anyway."""
    return proposed(intent, trades.propose(intent.said, story.library), story)


def proposed(intent: Intent, proposal: TradeProposal, story: Story) -> Outcome:
    if not any(letter.isalpha() for letter in intent.said):
        return unclear(intent, story)
    if proposal.level == "none" and topics_in(intent.said, story.library, ("question", "out_of_scope")):
        topic = topics_in(intent.said, story.library, ("question", "out_of_scope"))[0]
        return asides.topic(intent.changed(ref=topic.id), story)
    if proposal.level == "none" and asks(intent.said, story.library):
        return unclear(intent, story)
    conversation = story.conversation.changed(trade_words=intent.said)
    shown = story.conversation.shown
    if proposal.level == "none" and shown is not None and shown.screen == "trade_family":
        return unclear(intent, story.going_on(conversation))
    ids = ",".join(trade for trade, _ in proposal.candidates[:3])
    several = "trade_three" if proposal.level == "half" else "trade_family"
    screen = "trade_sure" if proposal.alone else several
    return Outcome(conversation, "", screen, ids.split(",")[0] if screen == "trade_sure" else ids)


def answer(intent: Intent, story: Story) -> Outcome:
    """Sets a fact. An answer given before is replaced: a correction, and what was drawn from it falls."""
    fact, value = intent.fact, intent.value
    before = story.conversation.value(fact)
    correcting = before is not None and before != value
    words = _kept_words(intent, story)
    conversation = _fallen(fact, value, story).with_answer(fact, value, said=words).changed(reopened="")
    conversation = drawn(fact, value, conversation, story)
    kind: EventKind = "corrected" if correcting else "answered"
    trigger = "correct" if correcting or before is not None else ("confirm" if fact == TYPE else "answer")
    shown_as = (*_confirmed(fact, value, story), *_kept_alone(intent, story)) if not correcting else ()
    event = Event(kind=kind, fact=fact, value=value)
    given = Outcome(conversation, trigger, remarks=shown_as, events=(event,), corrected=fact if correcting else "")
    return come_back(given, story)


def _kept_words(intent: Intent, story: Story) -> str:
    if intent.fact == TYPE:
        return PROPOSED if story.inference.type == intent.value else CHOSEN
    if intent.fact == TRADE:
        return story.conversation.trade_words or _typed(intent, story)
    return _typed(intent, story)


def _typed(intent: Intent, story: Story) -> str:
    """What she wrote herself: a button's label, pressed or chosen by its number, is ours."""
    shown = story.conversation.shown
    labels = [choice.label for choice in shown.choices] if shown else []
    return "" if intent.pressed or intent.said in labels else intent.said


def _fallen(fact: str, value: str, story: Story) -> Conversation:
    """What was drawn from the answer that changes falls with it."""
    conversation = story.conversation
    if conversation.value(fact) in (None, value):
        return conversation
    falls = {
        TRADE: [a.fact for a in conversation.answers if a.origin in ("trade", "brand") or a.fact in (BRAND, FAMILY)],
        FAMILY: [a.fact for a in conversation.answers if a.origin == "trade"],
        BRAND: [a.fact for a in conversation.answers if a.origin == "brand"],
    }.get(fact, [])
    return conversation.without(*falls)


def drawn(fact: str, value: str, conversation: Conversation, story: Story) -> Conversation:
    """What an answer tells by itself: the sector from the trade, the network from the brand."""
    if fact == TRADE and value in story.library.trades:
        sector = story.library.trades[value].sector
        return conversation.with_answer("secteur", sector, "trade")
    if fact == FAMILY:
        other = conversation.with_answer(TRADE, OTHER_TRADE, said=conversation.trade_words)
        return sectors.drawn(other, story.library)
    if fact == sectors.MAKES:
        return sectors.drawn(conversation, story.library)
    if fact == BRAND and value != NO_BRAND:
        network = next(n for n in story.library.networks if n.name == value)
        if network.reseau != "a_demander":
            return conversation.with_answer(NETWORK, network.reseau, "brand")
    return conversation


def _confirmed(fact: str, value: str, story: Story) -> tuple[Remark, ...]:
    """A word back, only where something was drawn from the answer."""
    if fact != BRAND or value == NO_BRAND:
        return ()
    network = next(n for n in story.library.networks if n.name == value)
    return (remark(f"brand.{network.reseau}", name=network.name),)


def _kept_alone(intent: Intent, story: Story) -> tuple[Remark, ...]:
    """« mon tel et un vieux pc », « Monceau Fleurs nous la fournit »: where an answer is drawn from her words."""
    question = story.library.questions.get(intent.fact)
    if question is None or intent.value == UNKNOWN or not _typed(intent, story):
        return ()
    named = networks.found(intent.said, story.library)
    if named is None and not spoken.left_aside(intent.said, question, intent.value, story.library):
        return ()
    label = next(option.label for option in question.options if option.value == intent.value)
    return (remark("question.kept", answer=f"« {label} »"),)


def narrow(intent: Intent, story: Story) -> Outcome:
    """Two answers that she may mean, or one said back; `which` when she named neither."""
    which = f"|{intent.ref}" if intent.ref else ""
    return Outcome(story.conversation, "", "narrow", f"{intent.fact}|{','.join(intent.values)}{which}")


def reopen(intent: Intent, story: Story) -> Outcome:
    """« Changer » under an answer: its question again; the answer stands until replaced."""
    if intent.ref not in {*story.known, *story.library.questions}:
        return unclear(intent, story)
    return _opened(intent.ref, story)


def _opened(fact: str, story: Story) -> Outcome:
    ticks = tuple(b for b in story.known.get(KEPT, "").split(",") if b.startswith("F"))
    conversation = story.conversation.changed(reopened=fact, lesson="", left=left_for(story))
    if fact == KEPT:
        conversation = conversation.changed(ticks=ticks)
    return Outcome(conversation, "back")


def back(intent: Intent, story: Story) -> Outcome:
    """« Revenir », « je me suis trompée »: the answer before, then the one before that."""
    shown = story.conversation.shown
    if shown and shown.screen == "tool_result":
        return Outcome(story.conversation, "show_plan", "tool_answers", shown.subject)
    if _changes_a_result(story):
        return keep(intent, story)
    if story.library.tool(story.conversation.lesson):
        return Outcome(lessons.without_last_answer(story.conversation), "open_lesson")
    said = [a.fact for a in story.conversation.answers if a.origin == "said" and a.fact != "secteur"]
    if story.reopened in said:
        said = said[: said.index(story.reopened)]
    said = [fact for fact in said if fact != FAMILY]
    if not said:
        return Outcome(story.conversation, remarks=(remark("back.nothing"),), **same_screen(story))
    return _opened(said[-1], story)


def correct_list(intent: Intent, story: Story) -> Outcome:
    listing = story.conversation.changed(reopened="", lesson="", left=left_for(story))
    return Outcome(listing, "back", "answers")


def _changes_a_result(story: Story) -> bool:
    """Is she changing one answer of a finished tool?"""
    held = lessons.progress(story.conversation, story.conversation.lesson)
    return story.library.tool(held.lesson) is not None and held.state == "done"


def keep(intent: Intent, story: Story) -> Outcome:
    """« Garder ma réponse »: what she had reopened stands, and a tool's result is said again."""
    tool = story.library.tool(story.conversation.lesson)
    if tool and _changes_a_result(story):
        return Outcome(tools.kept(story.conversation, tool), "show_plan", "tool_result", tool.id)
    return come_back(Outcome(story.conversation.changed(reopened=""), "back"), story)


def other_trade(intent: Intent, story: Story) -> Outcome:
    return Outcome(story.conversation.changed(trade_words=""), "", "trade_again")


def unknown(intent: Intent, story: Story) -> Outcome:
    """« Je ne sais pas » where there is no fact to leave open."""
    shown = story.conversation.shown
    had = story.library.trades.get(story.known.get(TRADE, ""))
    if had and story.reopened == TRADE:
        return keep(intent, story).told(
            story.conversation.changed(reopened=""), (remark("trade.kept", metier=had.short or had.label.lower()),)
        )
    if shown and shown.screen in ("trade", "trade_again", "trade_three", "trade_sure"):
        return Outcome(story.conversation, "", "trade_family", "")
    if shown and shown.screen == "profile":
        return Outcome(story.conversation, "reject", "types")
    if shown and shown.screen == "trade_family":
        return answer(Intent(name="answer", fact=FAMILY, value=UNKNOWN), story)
    return unclear(intent, story)
