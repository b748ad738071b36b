"""What can a bot ask? One function per Bot API method of the double."""

from __future__ import annotations

from typing import Any

from bot_api_rules import checked_commands, checked_length, checked_text, checked_webhook
from bot_api_world import BOT, World


class Methods:
    """One function per Bot API method the bot may call."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def getMe(self, _p: dict[str, Any]) -> Any:
        return BOT

    async def getUpdates(self, p: dict[str, Any]) -> Any:
        wait = (p.get("offset", 0), p.get("limit", 100), p.get("timeout", 0), p.get("allowed_updates"))
        return await self.world.get_updates(*wait)

    async def getWebhookInfo(self, _p: dict[str, Any]) -> Any:
        pending = len(self.world.updates)
        return {"url": self.world.webhook, "has_custom_certificate": False, "pending_update_count": pending}

    async def deleteWebhook(self, p: dict[str, Any]) -> Any:
        self.world.set_webhook("")
        return True

    async def setWebhook(self, p: dict[str, Any]) -> Any:
        url, secret = p.get("url", ""), p.get("secret_token", "")
        checked_webhook(url, secret)
        self.world.allowed = p.get("allowed_updates") or []
        self.world.set_webhook(url, secret)
        return True

    async def setMyCommands(self, p: dict[str, Any]) -> Any:
        checked_commands(p.get("commands"))
        self.world.profile["commands"] = p["commands"]
        return True

    async def setMyDescription(self, p: dict[str, Any]) -> Any:
        checked_length(p.get("description"), 512, "description")
        self.world.profile["description"] = p.get("description", "")
        return True

    async def setMyShortDescription(self, p: dict[str, Any]) -> Any:
        checked_length(p.get("short_description"), 120, "short description")
        self.world.profile["short_description"] = p.get("short_description", "")
        return True

    async def sendMessage(self, p: dict[str, Any]) -> Any:
        text, entities = checked_text(p.get("text"), p.get("entities"), 4096, "message text")
        return self.world.send(p["chat_id"], {"text": text, "entities": entities}, p.get("reply_markup"))

    async def sendDocument(self, p: dict[str, Any]) -> Any:
        upload = p["document"]
        file = {"file_id": "f", "file_unique_id": "f", "file_name": upload.filename}
        content: dict[str, Any] = {"document": file, "file_text": (await upload.read()).decode()}
        if p.get("caption"):
            content["caption"], _ = checked_text(p["caption"], p.get("caption_entities"), 1024, "caption")
        return self.world.send(p["chat_id"], content, p.get("reply_markup"))

    async def editMessageText(self, p: dict[str, Any]) -> Any:
        wanted = (p["chat_id"], p["message_id"], p.get("text"), p.get("entities"), p.get("reply_markup"))
        return self.world.edit_text(*wanted)

    async def editMessageReplyMarkup(self, p: dict[str, Any]) -> Any:
        return self.world.edit_keyboard(p["chat_id"], p["message_id"], p.get("reply_markup"))

    async def answerCallbackQuery(self, p: dict[str, Any]) -> Any:
        checked_length(p.get("text"), 200, "text")
        return self.world.answer(p["callback_query_id"])
