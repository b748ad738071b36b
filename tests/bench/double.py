"""A Bot API that takes every message at once, in its own process; `message_id` counts them."""

from __future__ import annotations

import asyncio
import json
from itertools import count

CHAT = {"id": 7, "type": "private", "first_name": "Jeanne"}


class Double(asyncio.Protocol):
    numbers = count(1)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.waiting = transport, b""

    def data_received(self, data: bytes) -> None:
        """One answer a request, once its body is whole."""
        self.waiting += data
        while (end := self.waiting.find(b"\r\n\r\n")) >= 0:
            head, body = self.waiting[:end].lower(), self.waiting[end + 4 :]
            length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
            if len(body) < length:
                return
            self.waiting = body[length:]
            self.transport.write(_taken(next(self.numbers)))


def _taken(number: int) -> bytes:
    message = {"message_id": number, "date": 1, "chat": CHAT, "text": "merci"}
    body = json.dumps({"ok": True, "result": message}).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(Double, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
