"""What can an operator count? Numbers in the Prometheus text format, never anything of a person."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.store import Store, StoreUnavailable

REGISTRY = CollectorRegistry()
TURNS = Counter("premier_pas_turns", "Turns committed", registry=REGISTRY)
REPEATS = Counter("premier_pas_repeats", "Acts delivered again, taken once", registry=REGISTRY)
UNAVAILABLE = Counter("premier_pas_store_unavailable", "Acts refused because nothing could be kept", registry=REGISTRY)
REMINDERS = Counter("premier_pas_reminders", "Reminders come due", ["outcome"], registry=REGISTRY)
"""outcome: said · held (put off, or pointless) · gone (another process took it) · refused (it broke)"""
TURN_SECONDS = Histogram(
    "premier_pas_turn_seconds", "From an act to its commit", registry=REGISTRY,
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)  # fmt: skip
SENT = Counter("premier_pas_telegram_calls", "Replies handed to Telegram", ["outcome"], registry=REGISTRY)
"""outcome: sent · wait (429) · closed (blocked, vanished) · refused (it never will) · trouble (tried again)"""


def routes(store: Store, clock: Callable[[], datetime], token: str) -> list[Route]:
    """/metrics, for whoever shows METRICS_TOKEN; not there without one."""
    if not token:
        return []
    registry = CollectorRegistry()
    registry.register(_Waiting(store, clock))

    def metrics(request: Request) -> Response:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        told = generate_latest(REGISTRY) + generate_latest(registry)
        return Response(told, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [Route("/metrics", metrics)]


class _Waiting:
    """Read when it is asked for; absent while the store is away."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.clock = clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            since = self.store.oldest_unsent()
        except StoreUnavailable:
            return
        seconds = 0.0 if since is None else (self.clock() - since).total_seconds()
        yield GaugeMetricFamily("premier_pas_oldest_unsent_seconds", "Age of the oldest unsent reply", value=seconds)
