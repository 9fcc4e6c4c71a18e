"""/api/v1/files and /files: uploads, lists, quota, deletion, and the bytes behind links that need no key."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from omnireel.api.context import answer, body_of, caller_of, platform_of, studio_of
from omnireel.api.multipart import receive
from omnireel.api.query import number
from omnireel.api.ranges import settle_range
from omnireel.core.upload import NAME_CHARS_MAX, UploadedFile, folder_problem
from omnireel.errors import Detail, InvalidRequestError, NotFoundError
from omnireel.media.incoming import too_large
from omnireel.studio.files import Files, Wishes
from omnireel.wire.base64_upload import Base64Upload
from omnireel.wire.creation import parse_object
from omnireel.wire.files import (
    UPLOAD_ID_CHARS_MAX,
    deleted_answer,
    files_answer,
    quota_answer,
    receipt_answer,
    upload_answer,
)
from omnireel.wire.messages import given

PAGE_SIZE_MAX = 100
PAGE_MAX = 100_000
URL_CHARS_MAX = 2048

router = APIRouter()


def files_of(request: Request) -> Files:
    return platform_of(request).files


@router.post("/api/v1/files/upload/base64")
async def upload_base64(request: Request) -> Response:
    """A file as base64 in JSON."""
    caller = await caller_of(request)
    _not_too_long(request, grown=4 / 3)
    reader = Base64Upload()
    async with files_of(request).incoming() as incoming:
        async for part in request.stream():
            await incoming.write(reader.feed(part))
        fields = reader.finish()
        wishes = _wishes(request, fields)
        file = await files_of(request).keep(caller, incoming, wishes.file_name or "", wishes)
    return _uploaded(request, file)


@router.post("/api/v1/files/upload/stream")
async def upload_stream(request: Request) -> Response:
    """A file in a multipart form."""
    caller = await caller_of(request)
    _not_too_long(request)
    async with files_of(request).incoming() as incoming:
        form = await receive(request.headers.get("content-type", ""), request.stream(), incoming)
        named = {"upload_path": ("upload_path", "uploadPath"), "file_name": ("file_name", "fileName")}
        fields = {
            name: form.fields[spelling]
            for name, spellings in named.items()
            for spelling in reversed(spellings)
            if form.fields.get(spelling)
        }
        file = await files_of(request).keep(caller, incoming, form.original_name, _wishes(request, fields))
    return _uploaded(request, file)


@router.post("/api/v1/files/upload/url")
async def upload_url(request: Request) -> Response:
    """A file from a URL, which this server fetches."""
    caller = await caller_of(request)
    fields = parse_object(await body_of(request))
    url = fields.get("file_url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")) or len(url) > URL_CHARS_MAX:
        rule = f"must be an http or https URL of at most {URL_CHARS_MAX} characters"
        raise InvalidRequestError.of([Detail("file_url", f"file_url {rule} (got {given(url)})")])
    return _uploaded(request, await files_of(request).fetch(caller, url, _wishes(request, fields)))


@router.get("/api/v1/files/list")
async def list_files(request: Request) -> Response:
    """A page of the account's files, newest first."""
    caller = await caller_of(request)
    page = number(request, "page", default=1, low=1, high=PAGE_MAX)
    page_size = number(request, "pageSize", default=20, low=1, high=PAGE_SIZE_MAX)
    found, total = await files_of(request).page(caller, page=page, page_size=page_size)
    return answer(files_answer(found, total=total))


@router.get("/api/v1/files/quota")
async def get_quota(request: Request) -> Response:
    """How many files the account may still upload."""
    caller = await caller_of(request)
    used, files_max = await files_of(request).quota(caller)
    return answer(quota_answer(used=used, files_max=files_max))


@router.get("/api/v1/files/upload-receipts/{upload_id}")
async def get_receipt(request: Request, upload_id: str) -> Response:
    """What became of an upload whose answer was lost."""
    caller = await caller_of(request)
    found = await files_of(request).receipt(caller, upload_id)
    return answer(receipt_answer(upload_id, found, studio_of(request).public_url))


@router.delete("/api/v1/files/{file_id}")
async def delete_file(request: Request, file_id: str) -> Response:
    """Delete a file now."""
    caller = await caller_of(request)
    await files_of(request).delete(caller, file_id)
    return answer(deleted_answer())


@router.api_route("/api/v1/files/download/{file_id}", methods=["GET", "HEAD"])
async def download_file(request: Request, file_id: str) -> Response:
    """The bytes; the id is the credential."""
    return await _bytes(request, file_id)


@router.api_route("/files/{file_id}/{name}", methods=["GET", "HEAD"])
async def get_file(request: Request, file_id: str, name: str) -> Response:
    """The same bytes behind a link that ends in the file's name."""
    return await _bytes(request, file_id)


async def _bytes(request: Request, file_id: str) -> Response:
    file = await files_of(request).open(file_id)
    path = files_of(request).folder.path(file.id)
    try:
        found = path.stat()
    except OSError:
        raise NotFoundError("The bytes of this file are not on this server") from None
    settle_range(request.scope, found.st_size)
    return FileResponse(
        path,
        media_type=file.media_type,
        stat_result=found,
        headers={
            "cache-control": "private, max-age=3600",
            "content-disposition": f'inline; filename="{file.name}"',
            # What customers upload is shown as what it is, and nothing in it runs on this origin.
            "x-content-type-options": "nosniff",
            "content-security-policy": "default-src 'none'; media-src 'self'; sandbox",
        },
    )


def _not_too_long(request: Request, grown: float = 1.0) -> None:
    """Refuse what says itself that it is too long, before a byte of it is read."""
    limit = platform_of(request).settings.upload_bytes_max
    declared = request.headers.get("content-length", "")
    room = round(limit * grown) + 128 * 1024
    if declared.isascii() and declared.isdigit() and (len(declared) > 18 or int(declared) > room):
        raise too_large(limit)


def _wishes(request: Request, fields: dict[str, Any]) -> Wishes:
    """How the file is to be called. Raises InvalidRequestError."""
    problems = []
    name, folder = fields.get("file_name"), fields.get("upload_path")
    if name is not None and (not isinstance(name, str) or not name.strip() or len(name) > 2 * NAME_CHARS_MAX):
        rule = f"must be a name of at most {2 * NAME_CHARS_MAX} characters"
        problems.append(Detail("file_name", f"file_name {rule} (got {given(name)})"))
    if folder is not None and folder != "":
        if not isinstance(folder, str):
            problems.append(Detail("upload_path", f"upload_path must be a string (got {given(folder)})"))
        elif reason := folder_problem(folder.strip("/")):
            problems.append(Detail("upload_path", f"upload_path {reason}"))
    upload_id = request.headers.get("x-evo-upload-id", "").strip() or None
    if upload_id is not None and (len(upload_id) > UPLOAD_ID_CHARS_MAX or not upload_id.isprintable()):
        rule = f"must have at most {UPLOAD_ID_CHARS_MAX} printable characters"
        problems.append(Detail("X-Evo-Upload-Id", f"X-Evo-Upload-Id {rule}"))
    if problems:
        raise InvalidRequestError.of(problems)
    return Wishes(file_name=name, folder=(folder or "").strip("/"), upload_id=upload_id)


def _uploaded(request: Request, file: UploadedFile) -> Response:
    return answer(upload_answer(file, studio_of(request).public_url))
