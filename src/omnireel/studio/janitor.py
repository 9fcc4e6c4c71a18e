"""Tidies up: tasks whose worker was lost, clips and files past their time, bytes that no row names."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import structlog

from omnireel.media.assets import AssetFolder
from omnireel.settings import Settings
from omnireel.store import assets, elements, files, tasks
from omnireel.store.base import Store, StoreError, Verb
from omnireel.studio.clock import Clock

SWEEP_LIMIT = 500
ORPHAN_AGE_S = 24 * 3600.0
"""Bytes without a row are left alone for this long: their row may be about to be written."""
HOURLY_S = 3600.0

log = structlog.get_logger("omnireel.janitor")


class Janitor:
    """Sweeps until it is cancelled; every sweep is safe at any time and in any number of processes."""

    def __init__(
        self, settings: Settings, *, store: Store, folders: Mapping[str, AssetFolder], clock: Clock
    ) -> None:
        """folders: of `clips`, `files`, `inputs` (of tasks) and `elements`."""
        self._settings = settings
        self._store = store
        self._folders = folders
        self._clock = clock

    async def run(self) -> None:
        """Sweep leases all the time, and files every hour."""
        pause_s = min(5.0, self._settings.lease_s / 3)
        files_due_ms = 0
        while True:
            try:
                await self.sweep_leases()
            except StoreError as error:
                log.error("cannot sweep leases", error=error.message)
            if self._clock.now_ms() >= files_due_ms:
                files_due_ms = self._clock.now_ms() + round(HOURLY_S * 1000)
                try:
                    await self.sweep_files()
                except (StoreError, OSError) as error:  # files never keep leases waiting
                    log.error("cannot sweep files", error=str(error))
            await self._clock.sleep(pause_s)

    async def sweep_leases(self) -> tasks.Swept:
        """Hand back the tasks whose lease has lapsed."""
        swept = await self._store.write(
            tasks.sweep_lapsed(
                now_ms=self._clock.now_ms(), resumes_max=self._settings.resumes_max, limit=SWEEP_LIMIT
            )
        )
        if swept.returned or swept.failed:
            log.info("leases swept", returned=swept.returned, failed=swept.failed)
        return swept

    async def sweep_files(self) -> None:
        """Delete clips past their time, orphaned bytes and left-over work folders."""
        now_ms = self._clock.now_ms()
        if self._settings.keep_clips_s:
            before_ms = now_ms - self._settings.keep_clips_s * 1000
            while expired := await self._store.write(
                assets.expire_assets(before_ms=before_ms, now_ms=now_ms, limit=SWEEP_LIMIT)
            ):
                for asset_id in expired:
                    await self._folders["clips"].delete(asset_id)
                log.info("clips expired", count=len(expired))
        while expired := await self._store.write(files.expire_files(now_ms=now_ms, limit=SWEEP_LIMIT)):
            for file_id in expired:
                await self._folders["files"].delete(file_id)
            log.info("files expired", count=len(expired))
        for name, needed in (
            ("clips", assets.living_assets),
            ("files", assets.living_assets),
            ("inputs", tasks.unfinished),
            ("elements", elements.needed_elements),
        ):
            await self._sweep_orphans(self._folders[name], needed, of_owner=name in ("inputs", "elements"))
        await asyncio.to_thread(_remove_old, self._settings.data_dir / "work", ORPHAN_AGE_S)

    async def _sweep_orphans(
        self, folder: AssetFolder, needed: Callable[[Sequence[str]], Verb[set[str]]], *, of_owner: bool
    ) -> None:
        """Delete old bytes that nobody needs. of_owner: they are named after who owns them, `<owner>.<number>`."""
        old = await folder.older_than(ORPHAN_AGE_S)
        for start in range(0, len(old), SWEEP_LIMIT):
            owners = {
                name: name.rpartition(".")[0] if of_owner else name for name in old[start : start + SWEEP_LIMIT]
            }
            wanted = await self._store.read(needed(list(dict.fromkeys(owners.values()))), heavy=True)
            for name, owner in owners.items():
                if owner not in wanted:
                    await folder.delete(name)


def _remove_old(folder: Path, age_s: float) -> None:
    limit = time.time() - age_s
    for entry in folder.iterdir() if folder.exists() else ():
        with suppress(FileNotFoundError):  # an attempt that ends takes its own folder away
            if entry.stat().st_mtime < limit:
                shutil.rmtree(entry, ignore_errors=True)
