"""What a file is that came from outside: found out in a limited child process, never in the server's own."""

from __future__ import annotations

import asyncio
from pathlib import Path

from omnireel.child import EngineCrashedError, run_engine
from omnireel.core.media import Facts, Problem
from omnireel.errors import ProviderRejectedError

PROBE_S_MAX = 30.0
_LIMITS = {"cpu_s": 20, "memory_bytes": 3 * 1024**3, "file_bytes": 1}


async def probe(path: Path) -> Facts | Problem:
    """The facts about the file at an absolute path, or why it cannot be used."""
    job = {"probe": str(path), "limits": _LIMITS}
    try:
        async with asyncio.timeout(PROBE_S_MAX):
            found = await run_engine("omnireel.animatic.ingest", job)
    except ProviderRejectedError as error:
        return Problem(code=error.code, message=error.message)
    except (EngineCrashedError, TimeoutError):
        message = "cannot be decoded: it took more time or memory than a good file does"
        return Problem(code="image_processing_error", message=message)
    return Facts(**found)
