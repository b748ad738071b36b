"""What does each act change? A table joins each intent to its action; the general ones are here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogs import (
    answering,
    asides,
    at_profile,
    calling,
    following,
    lacking,
    learning,
    not_hers,
    opening,
    prices,
    reminding,
    retelling,
    screens,
    sectors,
    taking,
    ticking,
    trade_instead,
    unanswered,
    visits,
)
from dialogs.at_trade import SCREENS as TRADE_SCREENS
from dialogs.conversation import UNKNOWN
from dialogs.intents import Intent, answer
from dialogs.outcome import Outcome, remark, same_screen, unclear
from dialogs.phases import Phase
from dialogs.progress import Story

ENOUGH_MISSES = 3
"""Not understood so many times running, she is let through."""


GOES_ON = {"barriers": ticking.kept, "explanation": ticking.next}


def act(intent: Intent, story: Story) -> Outcome:
    """What this intent does here; an unknown one is « unclear », and the third time running she goes on."""
    outcome = ACTIONS.get(intent.name, unclear)(intent, story)
    misses = outcome.conversation.misses
    if misses <= story.conversation.misses:
        return outcome.told(outcome.conversation.changed(misses=0))
    return _moved_on(outcome, story) if misses >= ENOUGH_MISSES else outcome


def _moved_on(missed: Outcome, story: Story) -> Outcome:
    """What going on without an answer does on this screen: her question left open, her trade asked by families."""
    shown = story.conversation.shown
    if shown and shown.screen in ("question", "narrow") and story.reopened in story.known:
        passed = answering.keep(Intent(name="keep"), story)
    elif shown and shown.screen in ("question", "narrow"):
        passed = answering.answer(answer(shown.fact, UNKNOWN), story)
    elif shown and (passing := learning.passing(story, shown)):
        passed = following.tool_answer(passing, story)
    elif shown and shown.screen in TRADE_SCREENS:
        passed = answering.unknown(Intent(name="unknown"), story)
    elif shown and shown.screen in GOES_ON:
        passed = GOES_ON[shown.screen](Intent(name="next"), story)
    else:
        return missed
    conversation = passed.conversation.changed(misses=0)
    said = (remark("unclear.moved_on"),)
    return replace(
        passed, conversation=conversation, remarks=said + passed.remarks, events=missed.events + passed.events
    )


def _again(key: str) -> Callable[[Intent, Story], Outcome]:
    def say_and_stay(intent: Intent, story: Story) -> Outcome:
        return Outcome(story.conversation, remarks=(remark(key),), **same_screen(story))

    return say_and_stay


def _why(intent: Intent, story: Story) -> Outcome:
    """« Pourquoi ? »: the reason of the question, of the step that is open; elsewhere what the screen is for."""
    shown = story.conversation.shown
    subject = shown.subject if shown else ""
    subject = subject.split("|")[0]
    if shown and shown.screen == "step":
        return taking.relation(intent.changed(values=(f"s:{subject}",)), story)
    key = f"why:{subject}" if subject in story.library.questions else f"why.{shown.screen if shown else 'trade'}"
    if shown and shown.screen in at_profile.SCREENS:
        return Outcome(story.conversation, remarks=(at_profile.why(story),), **same_screen(story))
    known = key.startswith("why:") or key in story.library.replies
    return Outcome(story.conversation, remarks=(remark(key if known else "why.here"),), **same_screen(story))


def _explain(intent: Intent, story: Story) -> Outcome:
    """She does not understand: the question in other words, with an example."""
    shown = story.conversation.shown
    subject = shown.fact if shown else ""
    if shown and shown.screen == "tool" and story.library.tool(subject.partition(":")[0]):
        return Outcome(story.conversation, remarks=(remark(f"tool:{subject}"),), **same_screen(story))
    question = story.library.questions.get(subject)
    if question is None or not question.help:
        return _why(intent, story)
    return Outcome(story.conversation, remarks=(remark(f"help:{subject}"),), **same_screen(story))


def _glossary(intent: Intent, story: Story) -> Outcome:
    """A word explained; one that we cannot explain is told so."""
    said = remark(f"word:{intent.ref}") if intent.ref else remark("glossary.missing", text=intent.value)
    return Outcome(story.conversation, remarks=(said,), **same_screen(story))


def _media(intent: Intent, story: Story) -> Outcome:
    key = f"media.{intent.ref}" if f"media.{intent.ref}" in story.library.replies else "media.other"
    return Outcome(story.conversation, remarks=(remark(key),), **same_screen(story))


def _stale(intent: Intent, story: Story) -> Outcome:
    return Outcome(story.conversation, remarks=(remark("stale.button"),), **same_screen(story))


def _not_understood(intent: Intent, story: Story) -> Outcome:
    """Our fault; unless what stood in front of her was withdrawn by new content, or by the day: she is told."""
    shown = story.conversation.shown
    if story.conversation.phase is Phase.STOPPED:
        return visits.goodbye(intent, story)
    if shown and screens.existing(shown.screen, shown.subject, story) != (shown.screen, shown.subject):
        return _withdrawn(intent, story)
    return unclear(intent, story)


def _withdrawn(intent: Intent, story: Story) -> Outcome:
    there = same_screen(story) | {"again": False}
    return Outcome(story.conversation, remarks=(remark("stale.content"),), **there)


def _empty(intent: Intent, story: Story) -> Outcome:
    return Outcome(story.conversation, **same_screen(story))


ACTIONS: dict[str, Callable[[Intent, Story], Outcome]] = {
    "another_does": _again("lesson.another_does"),
    "answer": answering.answer,
    "back": answering.back,
    "both": at_profile.both,
    "by_phone": _again("lesson.by_phone"),
    "no_call": calling.other_ways,
    "call": calling.call,
    "change_mind": at_profile.change_mind,
    "correct": answering.back,
    "correct_list": answering.correct_list,
    "craft": sectors.told,
    "done": following.done,
    "due": reminding.came,
    "emergency": asides.emergency,
    "empty": _empty,
    "erase": visits.erase,
    "erase_yes": visits.erase_yes,
    "explain": _explain,
    "export": visits.export,
    "follow_up": reminding.follow_up,
    "glossary": _glossary,
    "goodbye": visits.goodbye,
    "hello": _again("hello.again"),
    "look": _again("lesson.see"),
    "help": _again("help.all"),
    "keep": answering.keep,
    "kept": ticking.kept,
    "later": visits.later,
    "mark_done": following.mark_done,
    "media": _media,
    "more": ticking.more,
    "narrow": answering.narrow,
    "several_trades": _again("trade.several"),
    "retold": retelling.retold,
    "next": ticking.next,
    "no_more": reminding.no_more,
    "nothing_to_take_away": _again("barriers.nothing_to_take_away"),
    "no_reminder": reminding.no_reminder,
    "not_quite": at_profile.not_quite,
    "opening": opening.opening,
    "open_step": following.open_step,
    "other_trade": answering.other_trade,
    "pause": visits.pause,
    "plan": following.plan,
    "price": prices.of_step,
    "price_of_what": prices.unknown,
    "proof": following.proof,
    "proof_doubt": following.proof_doubt,
    "proof_words": following.proof_words,
    "remind": reminding.remind,
    "reopen": answering.reopen,
    "restart": visits.restart,
    "restart_yes": visits.restart_yes,
    "resume": visits.resume,
    "continue": visits.stay,
    "skip": ticking.skip,
    "stale": _stale,
    "start": visits.start,
    "start_lesson": following.start_lesson,
    "stay": visits.stay,
    "step_back": following.step_back,
    "stop": visits.stop,
    "stuck": following.stuck,
    **lacking.ACTIONS,
    **taking.ACTIONS,
    "thanks": _again("thanks.reply"),
    "tick": ticking.tick,
    "tool_answer": following.tool_answer,
    "tool_answers": following.tool_answers,
    "tool_doubt": following.tool_doubt,
    "tool_named": following.tool_named,
    "reopen_tool": following.reopen_tool,
    "show_grid": following.show_grid,
    "show_result": following.show_result,
    "topic": asides.topic,
    "topic_denied": not_hers.topic_denied,
    "trade_instead": trade_instead.proposed,
    "trade_text": answering.trade_text,
    "unanswered": unanswered.told,
    "unclear": _not_understood,
    "understand_first": ticking.understand_first,
    "unknown": answering.unknown,
    "which_step": following.which_step,
    "why": _why,
    "withdrawn": _withdrawn,
    "worry": ticking.worry,
}
