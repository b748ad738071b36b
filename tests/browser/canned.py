"""What does a short dialogue of known words say, so that the page is tested whatever the content becomes?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from content.models import Library
from dialogs import Card, Choice, Conversation, Incoming, Message, Progress, Span, Turn
from dialogs.conversation import Shown

RESULT, REMINDER = "tool_result", "reminder_set"
WELCOME = "Bonjour. Quel est votre métier ?"
HELD_BACK = "Qu’est-ce qui vous freine ?"
QUESTION = (
    Choice(label="Mon nom", code="a:reseau:non"),
    Choice(label="Une enseigne", code="a:reseau:oui"),
    Choice(label="Je ne sais pas", code="a:reseau:inconnu", role="quiet"),
    Choice(label="Pourquoi ?", code="m:why", role="quiet"),
)
BARRIERS = {"temps": "Le temps", "argent": "L'argent", "ligne": "La ligne"}
CARDS = (
    ("Vérifier la date de coupure", "Cette semaine", False),
    ("Faire une copie de vos fichiers", "Cette semaine", True),
    ("Appeler un conseiller", "Ce mois-ci", False),
)


def take_turn(conversation: Conversation, incoming: Incoming, _library: Library, _now: datetime) -> Turn:
    """The welcome, a question, boxes, a plan; every act is kept in order, and whatever else she types is said back."""
    act = " ".join(incoming.choices) or incoming.text
    if act.startswith("panne"):
        raise ValueError(act)
    answers = conversation.answers if not act else conversation.with_answer(f"act{conversation.turn}", act).answers
    messages, more = _reply(act, answers_of(conversation))
    turn = conversation.turn + 1
    shown = Shown(screen=act if act in (RESULT, REMINDER) else "s", choices=messages[-1].choices, turn=turn)
    said = incoming.text or _label(conversation, incoming.choices)
    chamber = incoming.chamber or conversation.chamber
    kept = conversation.changed(answers=answers, turn=turn, shown=shown, chamber=chamber)
    return Turn(conversation=kept, messages=messages, said=said, **more)


def answers_of(conversation: Conversation) -> list[str]:
    return [answer.value for answer in conversation.answers]


def _reply(act: str, before: list[str]) -> tuple[tuple[Message, ...], dict[str, Any]]:
    if not act:
        return (_bubble(WELCOME),), {}
    if act.startswith("a:reseau:"):
        return (_bubble(HELD_BACK, boxes(set())),), {}
    if "m:kept" in act or act == "/plan":
        return (_bubble("Votre plan."), *_plan()), {}
    if act == "m:more":
        return (_bubble(HELD_BACK, boxes({"ligne"}), replaces=True),), {}
    if act.startswith("p:"):
        return (_bubble(f"Étape ouverte : {act}", (Choice(label="Revenir à mon plan", code="m:kept"),)),), {}
    if act == "alerte":
        link = Span(text="17cyber.gouv.fr", url="https://17cyber.gouv.fr")
        urgent = Message(spans=(Span(text="Débranchez internet.", bold=True), Span(text=" Puis : "), link), urgent=True)
        return (urgent, _bubble("Ensuite, continuons.", QUESTION)), {}
    if act == RESULT:
        link = Span(text="exemple.fr", url="https://exemple.fr/guide")
        line = Message(spans=(Span(text="Mon guide", bold=True), Span(text="\n• Un service : "), link))
        return (_bubble("Votre guide est prêt."), line, _bubble("Gardez-le.", QUESTION)), {}
    if act == "/mesdonnees":
        return (_bubble("Voici.", QUESTION),), {"wants": "export"}
    if act == "/effacer":
        return (_bubble("Tout effacer ?", (Choice(label="Oui, tout effacer", code="m:erase_yes"),)),), {}
    if act == "m:erase_yes":
        return (_bubble("C’est fait."),), {"wants": "erase"}
    progress = Progress(done=len(before) + 1, left_min=2, left_max=3)
    return (_bubble(f"Vous dites : {act}", QUESTION, progress=progress),), {}


def boxes(ticked: set[str]) -> tuple[Choice, ...]:
    ticks = [
        Choice(label=label, code=f"k:{name}:{int(name not in ticked)}", role="tick", ticked=name in ticked)
        for name, label in BARRIERS.items()
    ]
    return (*ticks, Choice(label="Autre chose", code="m:more"), Choice(label="Rien de tout cela", code="m:kept"))


def _plan() -> list[Message]:
    cards = tuple(
        Card(
            step=f"s{n}", horizon=horizon, title=title, because="Car c’est votre question.", cost="gratuit",
            time="5 minutes", vouch="Un service public : l’État.", button="Commencer", code=f"p:s{n}", done=done,
        )
        for n, (title, horizon, done) in enumerate(CARDS)
    )  # fmt: skip
    horizons = list(dict.fromkeys(card.horizon for card in cards))
    bubbles = [Message(spans=(Span(text=horizon, bold=True), Span(text="\n1. En mots."))) for horizon in horizons]
    choices = [Choice(label=card.button, code=card.code) for card in cards if not card.done]
    quiet = Choice(label="Changer une réponse", code="m:correct_list", role="quiet")
    return [*bubbles[:-1], bubbles[-1].changed(choices=(*choices, quiet), cards=cards)]


def _bubble(text: str, choices: tuple[Choice, ...] = (), **more: Any) -> Message:
    return Message(spans=(Span(text=text),), choices=choices, **more)


def _label(conversation: Conversation, codes: tuple[str, ...]) -> str:
    choices = conversation.shown.choices if conversation.shown else ()
    return ", ".join(choice.label for choice in choices if choice.code in codes) or " ".join(codes)
