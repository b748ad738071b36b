"""How does the conversation travel on Telegram? Read polling.py first, then drawing.py and sender.py."""

from bot.channels.telegram.polling import Polling
from bot.channels.telegram.timing import Timing

__all__ = ["Polling", "Timing"]
