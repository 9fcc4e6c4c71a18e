"""A server of its own in a child process, for as long as one command needs it.

The child takes no settings from the environment: what the command shows must not depend on, or touch, the
operator's own server.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from omnireel.client.local import Local, NoLocalServerError, find_local
from omnireel.errors import OmnireelError

START_S_MAX = 30.0
STOP_S_MAX = 30.0
LOG_LINES = 20
_LOOK_S = 0.02


class ServerDiedError(OmnireelError):
    """The server did not start, or did not stop in order"""


@dataclass(frozen=True, slots=True)
class Child:
    """A running server."""

    found: Local
    log_path: Path
    started_s: float
    """Seconds that the start took."""


@contextmanager
def server(data_dir: Path, log_path: Path) -> Iterator[Child]:
    """Start a server over `data_dir`, on a free port; stop it gracefully at the end.

    Raises ServerDiedError.
    """
    began_s = time.monotonic()
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "omnireel.cli.child", str(data_dir)],
            stdin=subprocess.PIPE,  # ends with us, however we end: see main
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us: we stop it in order
        )
    try:
        found = _await_start(process, data_dir, began_s + START_S_MAX)
        yield Child(found, log_path, time.monotonic() - began_s)
    finally:
        status = _stop(process)
        assert process.stdin is not None
        process.stdin.close()
    if status != 0:
        raise ServerDiedError(f"the server ended with status {status}")


def log_tail(log_path: Path) -> str:
    """The last lines of a server's log."""
    try:
        lines = log_path.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-LOG_LINES:])


def _await_start(process: subprocess.Popen[bytes], data_dir: Path, until_s: float) -> Local:
    while True:
        try:
            return find_local(data_dir)
        except NoLocalServerError:
            if process.poll() is not None:
                raise ServerDiedError(f"the server ended with status {process.returncode}") from None
            if time.monotonic() > until_s:
                raise ServerDiedError(f"the server did not start within {START_S_MAX:g} s") from None
        time.sleep(_LOOK_S)  # another process's file: there is nothing to wait on


def _stop(process: subprocess.Popen[bytes]) -> int:
    process.terminate()
    try:
        return process.wait(STOP_S_MAX)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise ServerDiedError(f"the server did not stop within {STOP_S_MAX:g} s and was killed") from None


def main() -> None:
    """The child's side: serve until told to stop, or until the parent is gone."""
    from omnireel.api.serve import serve
    from omnireel.settings import Settings

    threading.Thread(target=_stop_with_parent, daemon=True).start()
    serve(Settings(data_dir=Path(sys.argv[1]), port=0, providers="animatic"))


def _stop_with_parent() -> None:
    # The other end of this pipe closes even when the parent is killed. Not sys.stdin: a daemon thread that
    # holds its lock would hang the interpreter's exit.
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
