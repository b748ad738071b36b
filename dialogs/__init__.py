"""What to say next: `take_turn(conversation, incoming, library, now) -> Turn`, pure."""

from dialogs.conversation import Conversation, Incoming, start
from dialogs.messages import Card, Choice, Message, Progress, Span
from dialogs.turn import Turn, take_turn

__all__ = ["Card", "Choice", "Conversation", "Incoming", "Message", "Progress", "Span", "Turn", "start", "take_turn"]
