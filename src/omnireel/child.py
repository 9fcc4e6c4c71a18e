"""Runs an engine of ours in a child process: one job in, JSON lines out, limits on what it may use.

Whatever opens pictures and footage that come from outside does it there.

A crash or a runaway of the engine ends the child and this attempt, never the server. The child's side of the
conversation is described in `omnireel.animatic.__main__`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import structlog

from omnireel.errors import ProviderRejectedError, ProviderUnavailableError
from omnireel.settings import child_environment

log = structlog.get_logger("omnireel.engine")

LINE_BYTES_MAX = 4 * 1024 * 1024
ERROR_BYTES_MAX = 4_000


class EngineCrashedError(ProviderUnavailableError):
    """The engine's process ended without a clip"""

    code = "service_error"


async def run_engine(
    module: str, job: Mapping[str, Any], *, on_progress: Callable[[float], Awaitable[None]] | None = None
) -> dict[str, Any]:
    """Run `python -m <module>` for one job and return its report.

    Raises ProviderRejectedError when the engine refuses the job, EngineCrashedError when it dies. When
    cancelled, the child is killed first.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=LINE_BYTES_MAX,
        env=child_environment(),
        # Ctrl-C in a terminal reaches the whole group: the server decides what becomes of its renders.
        start_new_session=True,
    )
    with suppress(ProcessLookupError):
        # A render is background work: the answers of the server come first.
        os.setpriority(os.PRIO_PROCESS, process.pid, 5)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    errors = asyncio.ensure_future(_tail(process.stderr))
    report: dict[str, Any] | None = None
    failure: dict[str, Any] | None = None
    try:
        process.stdin.write(json.dumps(job).encode() + b"\n")
        with suppress(BrokenPipeError, ConnectionResetError):  # it died at once: its exit status tells
            await process.stdin.drain()
            process.stdin.close()
        async for line in process.stdout:
            message = json.loads(line)
            if "progress" in message and on_progress is not None:
                await on_progress(float(message["progress"]))
            elif "done" in message:
                report = message["done"]
            elif "error" in message:
                failure = message["error"]
        status = await process.wait()
        last_words = (await errors).strip()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        if not errors.done():
            errors.cancel()
    if failure is not None and failure.get("kind") == "rejected":
        raise ProviderRejectedError(failure["message"], code=failure.get("code"))
    if report is None or status != 0:
        # Customers read the message; what the engine said, with its paths, is for the operator's log.
        log.error("the engine failed", module=module, status=status, failure=failure, stderr=last_words)
        if "No space left on device" in last_words + json.dumps(failure):
            raise EngineCrashedError("The server is out of disk space", code="resource_exhausted")
        reason = f"was killed by signal {-status}" if status < 0 else f"exited with status {status}"
        raise EngineCrashedError(f"The engine {reason}")
    return report


async def _tail(stream: asyncio.StreamReader) -> str:
    """The last words of a stream that is read to its end."""
    kept = b""
    while chunk := await stream.read(65536):
        kept = (kept + chunk)[-ERROR_BYTES_MAX:]
    return kept.decode(errors="replace")
