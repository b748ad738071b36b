"""How often may one act? Sliding windows in memory, one per session or address."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from threading import Lock

from starlette.requests import Request

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
REMEMBERED = 20_000
"""Keys kept at most; the one seen longest ago goes first."""


class Window:
    """At most `most` acts in any `seconds`, for each key."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._acts: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str) -> int:
        """0, and the act counts; or the seconds to wait, and it does not."""
        with self._lock:
            now = self._clock()
            acts = self._acts.setdefault(key, deque())
            self._acts.move_to_end(key)
            while len(self._acts) > REMEMBERED:
                self._acts.popitem(last=False)
            while acts and acts[0] <= now - self.seconds:
                acts.popleft()
            if len(acts) >= self.most:
                return max(1, math.ceil(acts[0] + self.seconds - now))
            acts.append(now)
            return 0


def client(request: Request, trusted: Iterable[Network]) -> str:
    """Whose door this is: an IPv4 address or an IPv6 /64, from X-Forwarded-For only behind our own proxies."""
    proxies = tuple(trusted)
    found = _address(request.client.host if request.client else "")
    hops = [hop for line in request.headers.getlist("x-forwarded-for") for hop in line.split(",")]
    while found is not None and hops and any(found in network for network in proxies):
        found = _address(hops.pop()) or found
    return _door(found)


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _door(found: Address | None) -> str:
    if found is None:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((int(found), 64), strict=False))
