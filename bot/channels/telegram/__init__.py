"""How does the conversation travel on Telegram? Read intake.py first, then drawing.py and sender.py."""

from bot.channels.telegram.polling import Polling
from bot.channels.telegram.reminding import reminded
from bot.channels.telegram.sending import Sending
from bot.channels.telegram.timing import Timing
from bot.channels.telegram.webhook import Webhook

__all__ = ["Polling", "Sending", "Timing", "Webhook", "reminded"]
