"""What a customer can do with files: upload, list, use and delete them, within the quota and for a while."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from omnireel.core.upload import FILE_ID, UploadedFile, file_name, new_file_id
from omnireel.errors import InvalidRequestError, NotFoundError, UpstreamError
from omnireel.media.assets import AssetFolder
from omnireel.media.incoming import Incoming
from omnireel.media.outbound import Outbound, OutboundError, RefusedAddressError
from omnireel.settings import Settings
from omnireel.store import files
from omnireel.store.accounts import Key
from omnireel.store.base import Store
from omnireel.studio.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How an uploaded file is to be called. upload_id: the client's own name for the upload."""

    file_name: str | None = None
    folder: str = ""
    upload_id: str | None = None


class Files:
    """The uploaded files of all accounts."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store,
        folder: AssetFolder,
        outbound: Outbound,
        clock: Clock,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self.folder = folder
        self._settings = settings
        self._store = store
        self._outbound = outbound
        self._clock = clock
        self._random_bytes = random_bytes

    def incoming(self) -> Incoming:
        """Where the bytes of an upload go while they come."""
        return Incoming(self._settings.data_dir / "work", bytes_max=self._settings.upload_bytes_max)

    async def keep(self, caller: Key, incoming: Incoming, original_name: str, wishes: Wishes) -> UploadedFile:
        """Take a file whose bytes are all there. Raises FileQuotaError, MediaTypeError, InvalidRequestError."""
        media_type = await incoming.finish()
        file_id = new_file_id(self._random_bytes(16))
        kept = await self.folder.keep(incoming.path, file_id)
        now_ms = self._clock.now_ms()
        file = UploadedFile(
            id=file_id,
            account_id=caller.account_id,
            name=file_name(wishes.file_name or original_name, media_type),
            original_name=original_name[:255],
            folder=wishes.folder,
            media_type=media_type,
            size_bytes=kept.size_bytes,
            created_ms=now_ms,
            expires_ms=now_ms + self._settings.keep_files_s * 1000,
        )
        new = files.NewFile(file=file, sha256=kept.sha256, upload_id=wishes.upload_id)
        try:
            found = await self._store.write(files.add_file(new, files_max=self._settings.files_max))
        except BaseException:
            await self.folder.delete(file_id)
            raise
        if found.id != file_id:  # this upload was made before
            await self.folder.delete(file_id)
        return found

    async def fetch(self, caller: Key, url: str, wishes: Wishes) -> UploadedFile:
        """Take a file from a URL. Raises InvalidRequestError for an address that may not be called, UpstreamError
        for one that cannot be reached, and what `keep` raises."""
        try:
            async with (
                self.incoming() as incoming,
                self._outbound.download(url, self._settings.download_timeout_s) as parts,
            ):
                await incoming.write_all(parts)
                name = url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
                return await self.keep(caller, incoming, name, wishes)
        except RefusedAddressError as error:
            raise InvalidRequestError(f"file_url {error.message}", param="file_url") from None
        except OutboundError as error:
            raise UpstreamError(f"The file could not be fetched: {error.message}") from None

    async def page(self, caller: Key, *, page: int, page_size: int) -> tuple[list[UploadedFile], int]:
        """(a page of the caller's files, newest first; how many there are)."""
        verb = files.list_files(
            caller.account_id, now_ms=self._clock.now_ms(), limit=page_size, offset=(page - 1) * page_size
        )
        return await self._store.read(verb, heavy=True)

    async def quota(self, caller: Key) -> tuple[int, int]:
        """(files in use, files allowed)."""
        used = await self._store.read(files.count_files(caller.account_id, now_ms=self._clock.now_ms()))
        return used, self._settings.files_max

    async def delete(self, caller: Key, file_id: str) -> None:
        """Delete a file now. Raises NotFoundError, FileGoneError."""
        await self._store.write(
            files.delete_file(_checked(file_id), account_id=caller.account_id, now_ms=self._clock.now_ms())
        )
        await self.folder.delete(file_id)

    async def open(self, file_id: str) -> UploadedFile:
        """A file by its id, which is the credential. Raises NotFoundError, FileGoneError."""
        return await self._store.read(files.open_file(_checked(file_id), now_ms=self._clock.now_ms()))

    async def receipt(self, caller: Key, upload_id: str) -> UploadedFile:
        """The file of the caller's upload id. Raises NotFoundError."""
        found = await self._store.read(files.find_upload(upload_id, account_id=caller.account_id))
        if found is None:
            raise NotFoundError("No upload of that id was completed")
        return found

    async def close(self) -> None:
        await self._outbound.close()


def _checked(file_id: str) -> str:
    if not FILE_ID.fullmatch(file_id):
        raise NotFoundError("There is no such file")
    return file_id
