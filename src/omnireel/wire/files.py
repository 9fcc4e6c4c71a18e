"""The answers of the files API, in its own shape (contract 9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from omnireel.core.upload import UploadedFile

Json = dict[str, Any]

PREFIX = "/api/v1/files"
UPLOAD_ID_CHARS_MAX = 128


def _time(ms: int) -> str:
    """ISO 8601 with an offset, as this API wants it."""
    return datetime.fromtimestamp(ms // 1000, UTC).isoformat()


def download_path(file_id: str) -> str:
    return f"{PREFIX}/download/{file_id}"


def file_path(file: UploadedFile) -> str:
    """The link that ends in the file's name."""
    return f"/files/{file.id}/{quote(file.name)}"


def file_json(file: UploadedFile, base_url: str) -> Json:
    """A file in full."""
    return {
        "file_id": file.id,
        "file_name": file.name,
        "original_name": file.original_name,
        "file_size": file.size_bytes,
        "mime_type": file.media_type,
        "upload_path": file.folder,
        "file_url": base_url + file_path(file),
        "download_url": base_url + download_path(file.id),
        "upload_time": _time(file.created_ms),
        "expires_at": _time(file.expires_ms),
    }


def upload_answer(file: UploadedFile, base_url: str) -> Json:
    data = file_json(file, base_url)
    return {"success": True, "code": 200, "msg": "File uploaded successfully", "data": data}


def files_answer(files: Sequence[UploadedFile], *, total: int) -> Json:
    """One page of files, newest first."""
    rows = [
        {
            "file_id": file.id,
            "file_name": file.name,
            "file_size": file.size_bytes,
            "upload_time": _time(file.created_ms),
        }
        for file in files
    ]
    return {"success": True, "code": 200, "msg": "success", "data": {"total": total, "files": rows}}


def quota_answer(*, used: int, files_max: int) -> Json:
    return {
        "success": True,
        "code": 200,
        "data": {
            "user_group": "default",
            "used_files": used,
            "max_files": files_max,
            "remain_files": max(0, files_max - used),
            "is_custom": False,
            "quota_reason": "default",
        },
    }


def deleted_answer() -> Json:
    return {"success": True, "code": 200, "msg": "File deleted successfully"}


def receipt_answer(upload_id: str, file: UploadedFile, base_url: str) -> Json:
    """What became of an upload whose answer was lost."""
    data = {"upload_id": upload_id, "state": "done", "result_verified": True, "file": file_json(file, base_url)}
    return {"success": True, "code": 200, "msg": "success", "data": data}
