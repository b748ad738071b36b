"""How is the service started, told and stopped?"""

from __future__ import annotations

import errno
import gc
import ipaddress
import signal
import socket
import sys
from collections.abc import Iterator

import uvicorn

from bot.app import App, build
from bot.errors import AddressTaken
from bot.keys import key_file
from bot.logs import start_logging
from bot.settings import Settings
from content.freshness import in_one_line

KEPT_OPEN_SECONDS = 75
"""Longer than a load balancer keeps what it opened (60 s, as a rule): it would send somebody's words as we close."""
CLOSING_SECONDS = 4
"""What an open page may take once we are asked to stop."""
ANYWHERE = ("0.0.0.0", "::")
SOMEWHERE = ("192.0.2.1", 9)
"""An address kept for examples: asking the way there sends nothing, and tells our own address."""


def serve(settings: Settings) -> None:
    """Serves until SIGTERM or Ctrl-C. Raises OperatorError, ContentError."""
    start_logging(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with listening(settings) as listener:
        app = build(settings)
        _keep_what_stays()
        to_review = in_one_line(app.handler.library(), app.handler.clock().date())
        content = f"Contenu : révision {app.content}." if app.content else "Contenu : celui du programme."
        print("\n".join((*told(app.settings, listener.getsockname()[1]), content, to_review)), flush=True)
        _server(app).run(sockets=[listener])


def listening(settings: Settings) -> socket.socket:
    """A socket of ours. Raises AddressTaken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        raise AddressTaken(_why_not(error, settings)) from error


def told(settings: Settings, port: int) -> Iterator[str]:
    """Where to go, what is on, and how to turn the rest on: for the operator."""
    yield "Premier Pas est en marche."
    yield f"  Sur cet ordinateur : {_address(_name(settings.host), port)}"
    for address in _addresses_around(settings.host):
        yield f"  Sur un téléphone du même Wi-Fi : {_address(address, port)}"
    if settings.public_url:
        yield f"  Pour tout le monde : {settings.public_url}"
    else:
        yield "  Pour tout le monde : pas encore. Donnez PUBLIC_URL (une adresse https) et SECRET_KEY."
    if settings.host not in ANYWHERE:
        yield "  Pour essayer avec un téléphone du même Wi-Fi : HOST=0.0.0.0."
    if not settings.secure:
        yield "  Sans https, les échanges ne sont pas chiffrés : c'est bon pour essayer, pas pour ouvrir à tous."
    yield f"Conversations : {settings.place}{_with_key(settings)}"
    yield "Web : allumé."
    yield (
        "Telegram : allumé."
        if settings.telegram_token
        else ("Telegram : éteint. Pour l'allumer, donnez TELEGRAM_TOKEN, le jeton de @BotFather.")
    )
    yield "Pour arrêter : Ctrl-C."


def _keep_what_stays() -> None:
    """The modules and the content are never looked at again in search of what could go."""
    gc.freeze()
    gc.enable()


def _server(app: App) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            app.asgi,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEPT_OPEN_SECONDS,
            timeout_graceful_shutdown=CLOSING_SECONDS,
        )
    )


def _why_not(error: OSError, settings: Settings) -> str:
    if error.errno == errno.EADDRINUSE:
        other = settings.port + 1 if settings.port < 65535 else 8000
        return f"Le port {settings.port} est déjà pris. Arrêtez l'autre programme, ou changez de port : PORT={other}."
    if error.errno == errno.EACCES:
        return f"Le port {settings.port} est réservé au système. Prenez un port au-dessus de 1023, comme PORT=8000."
    return f"HOST : cette machine ne peut pas écouter sur « {settings.host} » ({error.strerror})."


def _name(host: str) -> str:
    return "localhost" if host in (*ANYWHERE, "127.0.0.1", "::1") else host


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _addresses_around(host: str) -> list[str]:
    """The addresses a phone nearby can use; none when we listen to this machine alone."""
    if host not in ANYWHERE:
        return []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(SOMEWHERE)
        except OSError:
            return []
        found = str(way.getsockname()[0])
    return [] if ipaddress.ip_address(found).is_loopback else [found]


def _with_key(settings: Settings) -> str:
    if settings.secret_key:
        return ""
    return f" (sa clé : {key_file(settings.database)}, à garder en lieu sûr avec lui)"
