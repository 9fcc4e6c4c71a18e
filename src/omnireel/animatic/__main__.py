"""The engine as a child process: one JSON job on stdin, JSON lines on stdout, and nothing else on either.

A parent may start one ahead of time: imports happen first, `{"ready": true}` says so, then the job is
awaited. The
job's limits are laid on before anything of it is read further. If the parent dies, this process ends too.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, TextIO

from omnireel.animatic.spec import RenderSpec, SpecError

JOB_BYTES_MAX = 4_000_000
FILES_MAX = 256
PROGRESS_STEP = 0.02


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent does (Linux; elsewhere the closed pipes must do)."""
    parent = os.getppid()
    try:
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        return
    if os.getppid() != parent:  # it died in between
        os._exit(1)


def limit(name: int, value: int) -> None:
    _, hard = resource.getrlimit(name)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(name, (value, value))


def apply_limits(limits: dict[str, Any]) -> None:
    """limits: cpu_s, memory_bytes (address space), file_bytes; each may be missing."""
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_NOFILE, FILES_MAX)
    for key, name in (
        ("cpu_s", resource.RLIMIT_CPU),
        ("memory_bytes", resource.RLIMIT_AS),
        ("file_bytes", resource.RLIMIT_FSIZE),
    ):
        value = limits.get(key)
        if value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise ValueError(f"limits.{key} must be a whole number above 0")
        limit(name, value)


def read_places(job: dict[str, Any]) -> tuple[Path | None, Path | None, int]:
    """Where the clip goes, and the cache: its folder and the bytes it may hold.

    out may only be missing where there is a cache: then what the spec needs is painted and kept, and no clip made.
    """
    cache = job.get("cache") or {"bytes_max": 0}
    if not isinstance(cache, dict):
        raise SpecError("cache must be an object with folder and bytes_max")
    bytes_max = cache.get("bytes_max")
    if not isinstance(bytes_max, int) or isinstance(bytes_max, bool):
        raise SpecError("cache.bytes_max must be a whole number")
    places = []
    for name, place in (("out", job.get("out")), ("cache.folder", cache.get("folder"))):
        if place is not None and not (isinstance(place, str) and Path(place).is_absolute()):
            raise SpecError(f"{name} must be an absolute path")
        places.append(None if place is None else Path(place))
    if places == [None, None]:
        raise SpecError("out must be an absolute path")
    return places[0], places[1], bytes_max


def main() -> int:
    out: TextIO = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not reach the protocol

    def say(message: dict[str, Any]) -> None:
        out.write(json.dumps(message, separators=(",", ":")) + "\n")
        out.flush()

    die_with_parent()
    # A file over its limit shall be an error that is reported, not a silent death.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    from omnireel.animatic.engine import render, warm  # the heavy imports

    try:
        say({"ready": True})
        raw = sys.stdin.buffer.readline(JOB_BYTES_MAX + 1)
    except (BrokenPipeError, KeyboardInterrupt):
        return 1
    if not raw.strip():
        return 0  # the parent changed its mind, or is gone
    try:
        if len(raw) > JOB_BYTES_MAX:
            raise SpecError(f"the job is larger than {JOB_BYTES_MAX} bytes")
        job = json.loads(raw)
        if not isinstance(job, dict) or not isinstance(job.get("limits") or {}, dict):
            raise SpecError("the job must be an object with spec, out and, if wanted, limits and cache")
        out_path, cache, cache_bytes_max = read_places(job)
        apply_limits(job.get("limits") or {})
        spec = RenderSpec.from_json(job.get("spec"))
    except (ValueError, RecursionError) as error:  # SpecError and JSON errors are ValueErrors
        say({"error": {"kind": "rejected", "message": str(error)[:500]}})
        return 1
    said = 0.0

    def progress(share: float) -> None:
        nonlocal said
        if share - said >= PROGRESS_STEP or share >= 1.0 > said:
            said = share
            say({"progress": round(share, 4)})

    try:
        if out_path is None:
            assert cache is not None
            warm(spec, cache, cache_bytes_max)
            report: dict[str, Any] = {}
        else:
            report = render(spec, out_path, progress, cache, cache_bytes_max)
    except SpecError as error:
        say({"error": {"kind": "rejected", "code": getattr(error, "code", None), "message": str(error)[:500]}})
        return 1
    except BrokenPipeError:
        return 1
    except BaseException as error:
        traceback.print_exc()
        say({"error": {"kind": "crashed", "message": f"{type(error).__name__}: {error}"[:500]}})
        return 1
    say({"done": report})
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # no thread or library may hold the exit up
