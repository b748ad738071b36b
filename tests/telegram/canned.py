"""A dialogue of a few lines, so that the channel is tested whatever the content says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dialogs import Choice, Conversation, Incoming, Message, Span, Turn
from dialogs.conversation import Shown

BOXES = ("temps", "argent")
REPLIES = {
    "progress.at_most": "Question {done}, encore {most} au plus",
    "telegram.change": "Changer",
    "telegram.description": "Quelques questions simples, puis un plan.",
    "telegram.short_description": "Un plan de premiers pas.",
    "telegram.export": "Voici tout ce que nous gardons sur vous.",
    "telegram.export_name": "mes-donnees.txt",
    "telegram.trouble": "C'est un souci de notre côté.",
    **{
        f"telegram.command_{name}": f"La commande {name}"
        for name in ("aide", "plan", "reprendre", "recommencer", "mesdonnees", "effacer")
    },
}


def take_turn(conversation: Conversation, incoming: Incoming, _library: Any, _now: datetime) -> Turn:
    """« Enseigne ? », then boxes, then an echo of whatever she writes. Every act is kept, in order."""
    act = incoming.choices[0] if incoming.choices else incoming.text or incoming.media
    if act == "poison":
        raise ValueError("poison")
    kept = conversation.with_answer(f"act{len(conversation.answers)}", act).changed(turn=conversation.turn + 1)
    messages, more = _reply(act, incoming.turn)
    shown = Shown(screen="s", choices=messages[-1].choices, turn=kept.turn)
    return Turn(conversation=kept.changed(shown=shown), messages=messages, **more)


def _reply(act: str, pressed_turn: int | None) -> tuple[tuple[Message, ...], dict[str, Any]]:
    if act in ("/start", "change:enseigne"):
        return (bubble("Bonjour, **Jeanne**."), bubble("Avez-vous une enseigne ?", QUESTION)), {}
    if act.startswith("enseigne="):
        return (bubble("Qu'est-ce qui vous freine ?", boxes("")),), {
            "answered": f"Enseigne : {act.removeprefix('enseigne=')}",
            "change_code": "change:enseigne",
        }
    if act.startswith("boxes="):
        ticked = act.removeprefix("boxes=")
        return (bubble(f"Choisi : {ticked}", boxes(ticked), replaces=True),), {}
    if act == "/mesdonnees":
        return (bubble("C'est envoyé.", QUESTION),), {"wants": "export"}
    if act == "/effacer":
        return (bubble("Tout est effacé."),), {"wants": "erase"}
    return (bubble(f"{act} (bouton du tour {pressed_turn})" if pressed_turn else act, QUESTION),), {}


QUESTION = (
    Choice(label="Oui, Midas", code="enseigne=Midas"),
    Choice(label="Non", code="enseigne=non"),
    Choice(label="Je ne sais pas", code="enseigne=inconnu", role="quiet"),
    Choice(label="Pourquoi ?", code="why", role="quiet"),
    Choice(label="Revenir", code="back", role="quiet"),
)


def boxes(ticked: str) -> tuple[Choice, ...]:
    on = set(filter(None, ticked.split(",")))
    codes = {box: f"boxes={','.join(sorted(on ^ {box}))}" for box in BOXES}
    return tuple(Choice(label=box, code=codes[box], role="tick", ticked=box in on) for box in BOXES)


def bubble(text: str, choices: tuple[Choice, ...] = (), replaces: bool = False) -> Message:
    """`**` switches bold on and off."""
    spans = tuple(Span(text=part, bold=index % 2 == 1) for index, part in enumerate(text.split("**")))
    return Message(spans=spans, choices=choices, replaces=replaces)
