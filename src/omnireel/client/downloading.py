"""The program that downloads a file: all of it or none of it."""

from __future__ import annotations

import errno
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from omnireel.client import calls
from omnireel.client.effects import Program, Reply, Request, close_stream, open_stream, read, read_all, sleep
from omnireel.client.sending import RETRY_STATUSES, Timing, error_of, sending
from omnireel.client.watching import completed
from omnireel.errors import ConnectionFailedError, OmnireelError

OnBytes = Callable[[int, int | None], None]
"""(bytes so far, bytes in all if known)"""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)", re.ASCII)


def downloading(source: str, path: Path, timing: Timing, on_bytes: OnBytes | None) -> Program[Path]:
    """Download a task's clip (`source` is its id) or any link into the file `path`.

    A break is mended by asking for the rest. The bytes go to a file beside `path` that takes its name only when
    its length is right; whatever goes wrong, no half file is left. Raises TaskError when the task has no clip,
    ApiError when the link is refused, ConnectionFailedError when it keeps breaking, OSError from the disk.
    """
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path.parent))
    url = source if "://" in source else (yield from _link_of(source, timing))
    if not url.startswith(("http://", "https://")):
        raise OmnireelError(f"only http and https links can be downloaded (got {url!r})")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            yield from _fetch(_Fetch(url, file, on_bytes), timing)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _link_of(task_id: str, timing: Timing) -> Program[str]:
    task = yield from sending(calls.get(task_id), timing)
    if not task.is_final:
        raise OmnireelError(f"{task_id} is {task.status}: wait until it has completed")
    if not completed(task).results:
        raise OmnireelError(f"{task_id} has no clip")
    return task.results[0]


@dataclass
class _Fetch:
    """How far a download has come."""

    url: str
    file: BinaryIO
    on_bytes: OnBytes | None
    done: int = 0
    total: int | None = None
    etag: str = ""

    def request(self) -> Request:
        headers = {"Accept-Encoding": "identity"}  # so that lengths and ranges count what we write
        if self.done:
            headers["Range"] = f"bytes={self.done}-"
            if self.etag:
                headers["If-Range"] = self.etag
        return Request(method="GET", url=self.url, headers=headers, keyed=False)

    def begin(self, headers: Mapping[str, str]) -> None:
        """The server sends the whole file: the first time, or again because it changed."""
        self.file.seek(0)
        self.file.truncate()
        self.done = 0
        length = headers.get("content-length", "")
        self.total = int(length) if length.isdigit() else None
        etag = headers.get("etag", "")
        self.etag = "" if etag.startswith("W/") else etag  # a weak one does not vouch for the bytes

    def go_on(self, headers: Mapping[str, str]) -> None:
        """The server sends the rest. Raises OmnireelError when it is not the rest of what we have."""
        match = _CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
        total = int(match[3]) if match and match[3] != "*" else self.total
        if match is None or int(match[1]) != self.done or (self.total is not None and total != self.total):
            raise OmnireelError("the file changed while it was downloaded; download it again")
        self.total = total

    def add(self, data: bytes) -> None:
        self.file.write(data)
        self.done += len(data)
        if self.on_bytes is not None:
            self.on_bytes(self.done, self.total)

    def check(self) -> None:
        """Raises ConnectionFailedError when bytes are missing, OmnireelError when there are too many."""
        if self.total is None or self.done == self.total:
            return
        text = f"the download brought {self.done} of {self.total} bytes"
        raise ConnectionFailedError(text) if self.done < self.total else OmnireelError(text)


def _fetch(fetch: _Fetch, timing: Timing) -> Program[None]:
    failures = 0
    while True:
        before = fetch.done
        try:
            yield from _fetch_once(fetch, timing)
            return
        except ConnectionFailedError:
            yield from close_stream()
            if fetch.total is not None and fetch.done == fetch.total:
                return  # it broke after the last byte
            failures = 1 if fetch.done > before else failures + 1
            if failures >= timing.tries_max:
                raise
            yield from sleep(timing.pause_s(failures))


def _fetch_once(fetch: _Fetch, timing: Timing) -> Program[None]:
    """One connection. Raises ConnectionFailedError when it breaks."""
    reply = yield from open_stream(fetch.request(), gap_s_max=timing.gap_s_max)
    match reply.status:
        case 200:
            fetch.begin(reply.headers)
        case 206:
            fetch.go_on(reply.headers)
        case _:
            body = yield from read_all()
            yield from close_stream()
            error = error_of(Reply(status=reply.status, headers=reply.headers, body=body))
            asked_s = error.retry_after_s or 0
            if reply.status not in RETRY_STATUSES or asked_s > timing.retry_after_s_max:
                raise error
            yield from sleep(asked_s)
            raise ConnectionFailedError(error.message)
    while data := (yield from read()):
        fetch.add(data)
    fetch.check()
