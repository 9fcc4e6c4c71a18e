"""`omnireel serve`: a platform behind a listening socket, until a signal stops it."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
import uvicorn

from omnireel.api.app import create_app
from omnireel.errors import SettingsError
from omnireel.settings import Settings
from omnireel.studio.logs import configure_logs
from omnireel.studio.platform import FirstKey, Platform
from omnireel.studio.secret import write_private

SERVER_FILE = "server.json"
"""In the data folder: where the server of this machine listens, for the CLI and the SDK."""
CONNECTIONS_GRACE_S = 3

log = structlog.get_logger("omnireel.serve")


class _Server(uvicorn.Server):
    """Leaves the signals to us: the platform stops after the sockets, in the same process."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM. Raises SettingsError, StoreError."""
    configure_logs(format=settings.log_format, level=settings.log_level)
    # The writer thread and the event loop hand the interpreter to each other all the time; with the default of
    # 5 ms a thread that wants it back waits longer than a whole transaction takes.
    sys.setswitchinterval(0.0005)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(settings))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    try:
        import uvloop
    except ImportError:  # it does not exist for every system
        return asyncio.new_event_loop
    return uvloop.new_event_loop


async def _serve(settings: Settings) -> None:
    listener = _listen(settings)
    url = _url(settings.host, listener.getsockname()[1])
    platform = await Platform.open(settings)
    try:
        platform.studio.public_url = platform.studio.public_url or url
        key = await platform.first_key() if settings.role != "worker" else None
        token = platform.sessions.new_token(key.id) if key is not None else None
        config = uvicorn.Config(
            create_app(platform),
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=CONNECTIONS_GRACE_S,
            server_header=False,
        )
        server = _Server(config)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, _stop, server, platform)
        platform.start()
        # What is loaded by now stays for good: without this, a full collection looks through all of it, which
        # stops every request for about 100 ms.
        gc.collect()
        gc.freeze()
        await _announce(settings, server, listener, url, key, token)
    finally:
        await platform.stop()
        log.info("stopped")


def _url(host: str, port: int) -> str:
    """How programs on this machine reach the server; "every address" is no address to call."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}."
            " Choose another with --port or OMNIREEL_PORT (0 picks a free one)."
        ) from None
    listener.listen(2048)
    listener.setblocking(False)
    return listener


async def _announce(
    settings: Settings, server: _Server, listener: socket.socket, url: str, key: FirstKey | None, token: str | None
) -> None:
    """Serve, and say where once the socket answers."""
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    await asyncio.wait(
        [serving, asyncio.ensure_future(server.listening.wait())], return_when=asyncio.FIRST_COMPLETED
    )
    path = settings.data_dir / SERVER_FILE
    takes_requests = settings.role != "worker"
    if not serving.done():
        if takes_requests:
            write_private(path, json.dumps({"url": url, "pid": os.getpid()}) + "\n")
        print(_banner(settings, url, key, token), flush=True)  # noqa: T201 - the terminal of who started it
    try:
        await serving
    finally:
        if takes_requests and _is_own(path):
            path.unlink(missing_ok=True)


def _is_own(path: Path) -> bool:
    """Whether the announcement is this process's, and not a later server's on the same folder."""
    try:
        return bool(json.loads(path.read_text())["pid"] == os.getpid())
    except (OSError, ValueError, LookupError):
        return False


def _stop(server: _Server, platform: Platform) -> None:
    """The first signal stops gracefully, the second one at once."""
    at_once = server.should_exit
    server.force_exit = at_once
    server.should_exit = True
    platform.studio.closing = True
    platform.worker.stop(at_once=at_once)
    log.info(
        "stopping at once" if at_once else "stopping; once more stops at once",
        tasks_under_way=platform.worker.busy,
        grace_s=0 if at_once else platform.settings.stop_grace_s,
    )


def _banner(settings: Settings, url: str, key: FirstKey | None, token: str | None) -> str:
    lines = ["", f"  omnireel listens on {url}", f"  data folder: {settings.data_dir}"]
    if key is None:
        return "\n".join([*lines, "  role: worker", ""])
    # Behind the #, so that no log and no proxy sees it.
    lines += ["", "  Open the page (this link signs one browser in, once):", f"    {url}/#sign-in={token}", ""]
    shown = "$OMNIREEL_API_KEY"
    if key.made_now:
        lines += [f"  API key (shown once, kept in {settings.data_dir / 'api-key'}):", f"    {key.key}"]
        shown = key.key
    elif settings.api_key:
        lines += ["  API key: the one in OMNIREEL_API_KEY"]
    else:
        shown = f"$(cat {settings.data_dir / 'api-key'})"
        lines += [f"  API key: in {settings.data_dir / 'api-key'}"]
    body = json.dumps(
        {"model": "kling-o3-text-to-video", "prompt": "A red sailboat crosses a mountain lake at dawn"}
    )
    lines += [
        "",
        "  Try it:",
        f"    curl -s {url}/v1/videos/generations \\",
        f'      -H "Authorization: Bearer {shown}" -H "Content-Type: application/json" \\',
        f"      -d '{body}'",
        "",
    ]
    return "\n".join(lines)
