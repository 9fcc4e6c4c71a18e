"""The pictures and footage of tasks: checked, and kept from the submission until the task has ended.

What is here already (uploaded files, data: URLs) is looked at while the customer waits, so that a mistake is a
400; it is then held for the task, whatever becomes of the upload. What lies elsewhere is fetched by the worker
before anything is spent on it (contract 2.8).
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from omnireel.core.catalogue import ModelCard
from omnireel.core.media import (
    HELD_PREFIX,
    Facts,
    MediaField,
    Problem,
    data_of,
    is_data_url,
    problem_of,
    size_problem,
)
from omnireel.core.request import VideoRequest
from omnireel.core.upload import FILE_ID
from omnireel.errors import (
    Detail,
    FileGoneError,
    InvalidRequestError,
    MediaTypeError,
    NotFoundError,
    RequestTooLargeError,
)
from omnireel.media.assets import AssetFolder
from omnireel.media.incoming import Incoming
from omnireel.media.outbound import Outbound, OutboundError
from omnireel.media.probe import probe
from omnireel.settings import Settings
from omnireel.store import files
from omnireel.store.base import Store
from omnireel.studio.clock import Clock

_OWN_LINK = re.compile(r"/(?:api/v1/files/download|files)/(file_[a-z2-7]{26})(?:/[^/]*)?", re.ASCII)


class RefusedMediaError(Exception):
    """A task's media cannot be used. `problem.message` follows the field's name."""

    def __init__(self, field: MediaField, problem: Problem) -> None:
        super().__init__(f"{field.param}: {problem.message}")
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """A file of a request that lies on this disk, and what it is."""

    path: Path
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found of a request's media that is here already."""

    found: Mapping[str, Local]
    """URI -> file."""
    details: tuple[Detail, ...]


class Inputs:
    """The media of all tasks."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        folder: AssetFolder,
        uploads: AssetFolder,
        outbound: Outbound,
        clock: Clock,
    ) -> None:
        self.folder = folder
        self._uploads = uploads
        self._settings = settings
        self._store = store
        self._outbound = outbound
        self._clock = clock
        self._work = settings.data_dir.absolute() / "work"

    # --- while the customer waits ---

    async def look(
        self,
        account_id: str,
        request: VideoRequest,
        card: ModelCard,
        public_url: str,
        clips: Mapping[str, Path | Problem],
    ) -> Looked:
        """Check what is here already: uploads, data: URLs, and `clips`, those behind result links by their URIs.

        The files of data: URLs are written to the work folder: `drop` them.
        """
        found: dict[str, Local] = {}
        details = []
        for field in request.media:
            path: Path | Problem | None = None
            if field.uri in found:
                path = found[field.uri].path
            elif field.uri in clips:
                path = clips[field.uri]
            elif is_data_url(field.uri):
                path = self._decoded(field.uri, card)
            elif (file_id := _file_id(field.uri, public_url)) is not None:
                path = await self._uploaded(file_id, account_id)
            if path is None:
                continue  # elsewhere: the worker will see
            checked = path if isinstance(path, Problem) else await self._check(path, field, card)
            if isinstance(checked, Problem):
                details.append(Detail(field.param, f"{field.param} {checked.message}", checked.extra))
            else:
                found[field.uri] = checked
        return Looked(found=found, details=tuple(details))

    async def hold(self, task_id: str, request: VideoRequest, looked: Looked) -> VideoRequest:
        """Hold what was found for the task; the request then names it by what it holds.

        Raises InvalidRequestError for a file that ended since it was looked at.
        """
        names: dict[str, str] = {}
        for number, (uri, local) in enumerate(looked.found.items()):
            try:
                # The digest stands in the name so that the same picture draws the same clip.
                name = f"{number}-{await asyncio.to_thread(_digest, local.path)}"
                await self.folder.keep_copy(local.path, f"{task_id}.{name}")
            except FileNotFoundError:
                await self.release(task_id, request.with_media(names))
                param = next(field.param for field in request.media if field.uri == uri)
                message = f"{param} names a file that is not there any more: it was deleted just now"
                raise InvalidRequestError.of([Detail(param, message)]) from None
            names[uri] = HELD_PREFIX + name
        given = tuple((name, uri) for uri, name in names.items() if not is_data_url(uri))
        return replace(request.with_media(names), media_given=given)

    async def drop(self, looked: Looked) -> None:
        """Remove what `look` wrote."""
        for uri, local in looked.found.items():
            if is_data_url(uri):
                local.path.unlink(missing_ok=True)

    def _decoded(self, uri: str, card: ModelCard) -> Path | Problem:
        text = data_of(uri)
        bytes_max = card.image_limits.bytes_max
        if problem := size_problem(len(text) * 3 // 4 - text.count("=", -2), bytes_max):
            return problem
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            return Problem(code="invalid_request", message=f"is not valid base64: {error}")
        self._work.mkdir(parents=True, exist_ok=True)
        path = self._work / f"data-{secrets.token_hex(12)}"
        path.write_bytes(data)
        return path

    async def _uploaded(self, file_id: str, account_id: str) -> Path | Problem:
        try:
            file = await self._store.read(
                files.open_file(file_id, now_ms=self._clock.now_ms(), account_id=account_id)
            )
        except (NotFoundError, FileGoneError) as error:
            return Problem(
                code="invalid_request", message=f"names an uploaded file that is not there: {error.message}"
            )
        return self._uploads.path(file.id)

    async def _check(self, path: Path, field: MediaField, card: ModelCard) -> Local | Problem:
        facts = await probe(path)
        if isinstance(facts, Problem):
            return facts
        problem = problem_of(facts, images=card.image_limits, video=card.video_limits, kind=field.kind)
        return problem or Local(path=path, facts=facts)

    # --- for the worker ---

    async def gather(self, task_id: str, request: VideoRequest, card: ModelCard, folder: Path) -> dict[str, Local]:
        """All media of a task as files: URI -> file. What lies elsewhere is fetched into `folder`.

        Raises RefusedMediaError.
        """
        found: dict[str, Local] = {}
        for field in request.media:
            if field.uri in found:
                continue
            if field.uri.startswith(HELD_PREFIX):
                path = self.folder.path(f"{task_id}.{field.uri.removeprefix(HELD_PREFIX)}")
            else:
                path = folder / f"media-{len(found)}"
                await self._fetch(field, path, card)
            checked = await self._check(path, field, card)
            if isinstance(checked, Problem):
                raise RefusedMediaError(field, checked)
            found[field.uri] = checked
        return found

    async def _fetch(self, field: MediaField, target: Path, card: ModelCard) -> None:
        video = field.kind == "video"
        limits = card.video_limits if video else card.image_limits
        assert limits is not None
        code = "invalid_parameters" if video else "image_processing_error"
        try:
            async with (
                Incoming(target.parent, bytes_max=limits.bytes_max) as incoming,
                self._outbound.download(field.uri, self._settings.download_timeout_s) as parts,
            ):
                await incoming.write_all(parts)
                await incoming.finish()
                incoming.path.rename(target)
        except OutboundError as error:
            raise RefusedMediaError(
                field, Problem(code=code, message=f"cannot be downloaded: {error.message}")
            ) from None
        except RequestTooLargeError:
            problem = size_problem(limits.bytes_max + 1, limits.bytes_max)
            assert problem is not None
            message = problem.message.partition(":")[0] + ": the file is larger"
            raise RefusedMediaError(field, Problem(code=problem.code, message=message)) from None
        except MediaTypeError as error:
            raise RefusedMediaError(field, Problem(code="invalid_parameters", message=error.message)) from None

    async def release(self, task_id: str, request: VideoRequest) -> None:
        """Let go of what is held for a task that has ended."""
        for field in request.media:
            if field.uri.startswith(HELD_PREFIX):
                with suppress(OSError):  # the janitor looks again
                    await self.folder.delete(f"{task_id}.{field.uri.removeprefix(HELD_PREFIX)}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _file_id(uri: str, public_url: str) -> str | None:
    """The id of the uploaded file that a URI names; None if it names none of this server."""
    if FILE_ID.fullmatch(uri):
        return uri
    if not public_url or not uri.startswith(public_url + "/"):
        return None
    match = _OWN_LINK.fullmatch(urlsplit(uri).path.removeprefix(urlsplit(public_url).path))
    return match[1] if match else None
