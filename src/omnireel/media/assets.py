"""Finished clips, uploaded files and the media of tasks and elements on local disk: bytes first, row second.

They are moved to their place and synced before the transaction that names them; a crash in between leaves bytes
without a row, which the janitor's sweep removes.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import re
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CHUNK_BYTES = 1024 * 1024
_ASSET_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    size_bytes: int
    sha256: str


class AssetFolder:
    """The assets of one folder, a file an asset."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, asset_id: str) -> Path:
        """Where an asset's bytes lie. Raises ValueError for an id that could leave the folder."""
        if not _ASSET_ID.fullmatch(asset_id):
            raise ValueError(f"not an asset id: {asset_id!r}")
        return self._folder / asset_id

    async def keep(self, source: Path, asset_id: str) -> Kept:
        """Move `source` to its place, durably. Raises FileNotFoundError, and ValueError for an empty file."""
        return await asyncio.to_thread(self._keep, source, self.path(asset_id))

    async def keep_copy(self, source: Path, asset_id: str) -> None:
        """The bytes of `source` under a name of this folder too: a second link to them where that is possible.

        Raises FileNotFoundError.
        """

        def copy() -> None:
            target = self.path(asset_id)
            target.unlink(missing_ok=True)
            try:
                os.link(source, target)
            except FileNotFoundError:
                raise
            except OSError:  # another file system, or one without links
                beside = target.with_name(f"{target.name}.part")
                shutil.copyfile(source, beside)
                beside.replace(target)

        await asyncio.to_thread(copy)

    def _keep(self, source: Path, target: Path) -> Kept:
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
            if size == 0:
                raise ValueError("the file is empty")
            os.fsync(stream.fileno())
        try:
            source.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # Another file system: copy beside the target, then rename.
            beside = target.with_name(f"{target.name}.part")
            try:
                shutil.copyfile(source, beside)
                with beside.open("rb") as stream:
                    os.fsync(stream.fileno())
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return Kept(size_bytes=size, sha256=digest.hexdigest())

    async def delete(self, asset_id: str) -> None:
        """Remove an asset's bytes; no error if they are gone."""
        await asyncio.to_thread(self.path(asset_id).unlink, missing_ok=True)

    async def older_than(self, age_s: float) -> list[str]:
        """The ids of files that were last changed more than `age_s` ago, for the sweep of orphans."""

        def look() -> list[str]:
            limit, found = time.time() - age_s, []
            for entry in os.scandir(self._folder):
                with suppress(FileNotFoundError):
                    # What is no asset's name was put here by somebody else, and is left alone.
                    if _ASSET_ID.fullmatch(entry.name) and entry.stat().st_mtime < limit:
                        found.append(entry.name)
            return found

        return await asyncio.to_thread(look)
