"""How does a conversation begin? Her first words may say why she comes, or her trade, or only hello."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import answering, asides, at_trade, beside, calling, prices, spoken, trades
from dialogs.conversation import OwnQuestion
from dialogs.events import Event
from dialogs.intents import Intent
from dialogs.outcome import Outcome, remark, unclear, welcomed
from dialogs.phases import Phase
from dialogs.progress import Story
from dialogs.topics import ABOUT_US, MOST_ASKED, PASSING, asks, emergencies_in, topics_in
from dialogs.trades import TradeProposal

_PAUSE = re.compile(r"[,;.]\s*\w")
"""After it, a short message may go on to why she comes."""
SHORT = 5
"""Words: a first message this short may be a trade and nothing else."""


def opening(intent: Intent, story: Story) -> Outcome:
    """Her first words, if any: a greeting, her trade, why she comes, an emergency, small talk."""
    if not intent.said:
        return _greeted(Outcome(story.conversation, screen="trade"), Outcome(story.conversation), story)
    urgent = emergencies_in(intent.said, story.library, story.topics)
    if urgent:
        return asides.emergency(intent.changed(values=tuple(topic.id for topic in urgent)), story)
    told = _own_question(intent.said, story)
    asks_us = topics_in(intent.said, story.library, ABOUT_US)
    if asks_us or calling.asks_for_somebody(intent.said, story.library):
        return _greeted(beside.with_her_trade(replace(told, screen="trade"), intent.said, story), told, story)
    proposal = trades.propose(intent.said, story.library)
    if proposal.level != "none" and _tells_trade(intent.said, proposal, story):
        return _greeted(answering.proposed(intent, proposal, story), Outcome(story.conversation), story)
    if story.conversation.phase is not Phase.WELCOME and _is_trade_after_all(intent.said, proposal, told, story):
        return answering.proposed(intent, proposal, story)
    if told.remarks or story.conversation.phase is Phase.WELCOME or _only_greets(intent.said, proposal, story):
        asked = beside.with_her_trade(replace(told, screen="trade"), intent.said, story)
        return _greeted(asked, told, story)
    if at_trade.asks_us(intent.said, story):
        return unclear(intent, story)
    return answering.proposed(intent, proposal, story)


def _is_trade_after_all(text: str, proposal: TradeProposal, told: Outcome, story: Story) -> bool:
    """Asked for her trade, she gave it, whatever else she says in passing."""
    return proposal.alone and told.conversation.own_question is None and not asks(text, story.library)


def _greeted(outcome: Outcome, told: Outcome, story: Story) -> Outcome:
    """The welcome first, unless she has seen it; then the word on her question."""
    seen = story.conversation.phase is not Phase.WELCOME
    welcome = () if seen else welcomed(story)
    hello = (remark("hello.first"),) if seen and not told.remarks and outcome.screen == "trade" else ()
    trigger = outcome.trigger or ("" if seen else "greet")
    return replace(outcome, trigger=trigger, remarks=welcome + told.remarks + hello, events=told.events)


def _only_greets(text: str, proposal: TradeProposal, story: Story) -> bool:
    return proposal.level == "none" and bool(spoken.named_in(text, {"greets": story.library.spoken["greetings"]}))


def _tells_trade(text: str, proposal: TradeProposal, story: Story) -> bool:
    """Does her first message say what she does? « je vends des fleurs », or a trade and nothing else."""
    if asks(text, story.library):
        return False
    if _PAUSE.search(text) and topics_in(text, story.library, ("question",)):
        return False
    has_cue = bool(spoken.named_in(text, {"cue": story.library.spoken["trade_cues"]}))
    return proposal.level == "sure" and (has_cue or len(text.split()) <= SHORT)


def _own_question(text: str, story: Story) -> Outcome:
    """Why she comes, kept as her own question; small talk only gets its answer."""
    conversation = story.conversation
    us = topics_in(text, story.library, ABOUT_US)
    small = us or topics_in(text, story.library, PASSING)
    found = () if us else topics_in(text, story.library, ("question",))
    if found:
        own = OwnQuestion(text=text, topics=tuple(topic.id for topic in found[:MOST_ASKED]))
        events = tuple(Event(kind="topic", value=topic.id) for topic in found[:MOST_ASKED])
        said = prices.said_of(found[0], text, story.library)[:1]
        return Outcome(conversation.changed(own_question=own), remarks=said, events=events)
    ours = prices.of_ours(text, story.library)
    if small or ours:
        return Outcome(conversation, remarks=(remark(f"topic:{small[0].id if small else ours}"),))
    if "?" in text and len(text.split()) > 3:
        own = OwnQuestion(text=text)
        return Outcome(conversation.changed(own_question=own), remarks=(remark("own_question.kept", text=text),))
    return Outcome(conversation)
