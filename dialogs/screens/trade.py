"""How is her trade asked for and proposed, and her brand?"""

from __future__ import annotations

from content.models import Trade
from dialogs.conversation import UNKNOWN
from dialogs.messages import Choice, Message
from dialogs.progress import BRAND, FAMILY, NO_BRAND, TRADE
from dialogs.screens.asked import Asked
from dialogs.wording import hers


def trade(asked: Asked) -> list[Message]:
    return [asked.say("trade.ask", [asked.choice("unknown_trade", "m:unknown", quiet=True)])]


def trade_again(asked: Asked) -> list[Message]:
    choices = [asked.choice("unknown_trade", "m:unknown", quiet=True)]
    if asked.story.reopened:
        choices.append(asked.choice("keep", "m:keep", quiet=True))
    return [asked.say("trade.again", choices)]


def trade_sure(asked: Asked) -> list[Message]:
    found = asked.story.library.trades[asked.subject]
    yes = asked.story.library.replies["buttons.yes_trade"].format(metier=short_name(found))
    choices = [Choice(label=yes[:28], code=f"a:{TRADE}:{found.id}"), asked.choice("other_trade", "m:other_trade")]
    return [asked.say("trade.sure", choices, metier=short_name(found))]


def trade_three(asked: Asked) -> list[Message]:
    found = [asked.story.library.trades[trade_id] for trade_id in asked.subject.split(",") if trade_id]
    choices = [Choice(label=_capital(short_name(t))[:28], code=f"a:{TRADE}:{t.id}") for t in found]
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


def short_name(found: Trade) -> str:
    return found.short or found.label.lower()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
