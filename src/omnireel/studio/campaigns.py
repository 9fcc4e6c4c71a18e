"""Campaigns: what a customer can do with them, and the part that starts their rows."""

from __future__ import annotations

import asyncio
import secrets
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import structlog

from omnireel.core.campaign import Campaign, Pause, Row, RowStatus, Standing, new_campaign_id
from omnireel.errors import ApiError, Detail, InsufficientQuotaError, InvalidRequestError, UpstreamError
from omnireel.settings import Settings
from omnireel.store import accounts, campaigns
from omnireel.store.accounts import CampaignStoppedError, Key
from omnireel.store.base import CAMPAIGN_BELL, Store, StoreError
from omnireel.studio.clock import Clock, wait
from omnireel.studio.studio import RESULT_PATH, Studio
from omnireel.wire.campaigns import (
    PROBLEMS_MAX,
    CampaignOrder,
    ReadRow,
    all_problems,
    campaign_answer,
    campaign_quote,
    campaign_warnings,
    clip_name,
    read_campaign,
    read_campaign_change,
    read_row,
    results_csv,
    row_answer,
    row_body,
)

DOWNLOADS = f"{RESULT_PATH}campaigns/"
LOOK_S = 2.0
AT_ONCE_MAX = 16
"""So many campaigns are fed in one round."""
CLAIM_S = 30
"""How long a round has a campaign for itself; should it take longer, no row is started twice all the same."""
PAGE = 200
CHUNK_BYTES = 1 << 20

PAUSES = {"campaign": Pause.BUDGET, "key": Pause.KEY_LIMIT, "account": Pause.CREDITS}
"""What was too little -> why the campaign pauses."""

log = structlog.get_logger("omnireel.campaigns")


class Campaigns:
    """The campaigns of all accounts, as their customers see them."""

    def __init__(
        self,
        settings: Settings,
        *,
        studio: Studio,
        store: Store,
        clock: Clock,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._settings = settings
        self._studio = studio
        self._store = store
        self._clock = clock
        self._random_bytes = random_bytes

    # --- before the start ---

    async def quote(self, caller: Key, body: bytes, *, page: int, page_size: int) -> dict[str, Any]:
        """What a campaign would ask for and cost, with a page of its rows. Raises InvalidRequestError."""
        order = read_campaign(body)
        rows = await self._read_rows(caller, order)
        return campaign_quote(
            order,
            rows,
            shown=rows[(page - 1) * page_size : page * page_size],
            available_units=await self._studio.available_units(caller),
        )

    async def start(self, caller: Key, body: bytes, *, idempotency_key: str | None) -> tuple[dict[str, Any], bool]:
        """Take a campaign on. Returns (it as it is shown, whether the idempotency key made it before). Raises
        InvalidRequestError with what is wrong with its rows, IdempotencyConflictError."""
        order = read_campaign(body)
        now_ms, idempotency_ms = self._clock.now_ms(), self._settings.idempotency_s * 1000
        if idempotency_key is not None:
            known = await self._store.read(
                campaigns.find_replay(
                    caller.account_id, idempotency_key, order.digest, now_ms=now_ms, idempotency_ms=idempotency_ms
                )
            )
            if known is not None:
                return await self.show(known), True
        rows = await self._read_rows(caller, order)
        good = [row for row in rows if not row.problems]
        if not good or (len(good) < len(rows) and not order.skip_invalid):
            raise InvalidRequestError.of(list(all_problems(rows))[:PROBLEMS_MAX])
        new = campaigns.NewCampaign(
            id=new_campaign_id(now_ms, self._random_bytes(8)),
            account_id=caller.account_id,
            key_id=caller.id,
            name=order.name,
            template=order.template,
            columns=order.columns,
            rows=[_new_row(read, cells) for read, cells in zip(rows, order.rows, strict=True)],
            at_a_time=order.at_a_time,
            budget_units=order.budget_units,
            body_digest=order.digest,
            idempotency_key=idempotency_key,
        )
        campaign, replayed = await self._store.write(
            campaigns.add_campaign(new, now_ms=now_ms, idempotency_ms=idempotency_ms)
        )
        shown = await self.show(campaign)
        warnings = campaign_warnings(order, rows)
        return ({**shown, "warnings": warnings} if warnings and not replayed else shown), replayed

    async def _read_rows(self, caller: Key, order: CampaignOrder) -> list[ReadRow]:
        """Every row as it would be asked for. It takes a while for many: off the event loop."""

        def read() -> list[ReadRow]:
            private = self._settings.callback_allow_private
            return [
                _allowed(caller, read_row(order.template, number, cells, allow_private_callbacks=private))
                for number, cells in enumerate(order.rows, start=1)
            ]

        return await asyncio.to_thread(read)

    # --- while it runs ---

    async def page(self, caller: Key, *, page: int, page_size: int) -> tuple[list[dict[str, Any]], int]:
        """(a page of the caller's campaigns as they are shown, newest first; how many there are)."""
        verb = campaigns.list_campaigns(caller.account_id, limit=page_size, offset=(page - 1) * page_size)
        found, total = await self._store.read(verb, heavy=True)
        far = await self._store.read(campaigns.standings([one.id for one in found]), heavy=True)
        return [self._answer(one, far[one.id]) for one in found], total

    async def campaign(self, caller: Key, campaign_id: str) -> Campaign:
        """One of the caller's campaigns. Raises CampaignNotFoundError."""
        return await self._store.read(campaigns.get_campaign(campaign_id, account_id=caller.account_id))

    async def rows(
        self,
        caller: Key,
        campaign_id: str,
        *,
        statuses: Sequence[RowStatus],
        text: str | None,
        page: int,
        page_size: int,
    ) -> tuple[list[dict[str, Any]], int]:
        """(a page of a campaign's rows as they are shown; how many there are). Raises CampaignNotFoundError."""
        await self.campaign(caller, campaign_id)
        verb = campaigns.list_rows(
            campaign_id, statuses=statuses, text=text, limit=page_size, offset=(page - 1) * page_size
        )
        found, total = await self._store.read(verb, heavy=True)
        shown = [row_answer(row, task=None if row.task is None else self._studio.show(row.task)) for row in found]
        return shown, total

    async def change(self, caller: Key, campaign_id: str, body: bytes) -> Campaign:
        """Change the name, the budget, or how many run at a time. Raises CampaignNotFoundError,
        InvalidRequestError."""
        change = read_campaign_change(body, await self.campaign(caller, campaign_id))
        verb = campaigns.change_campaign(
            campaign_id,
            account_id=caller.account_id,
            name=change.name,
            budget_units=change.budget_units,
            at_a_time=change.at_a_time,
        )
        return await self._store.write(verb)

    async def pause(self, caller: Key, campaign_id: str) -> Campaign:
        """Start nothing more; what runs goes on. Raises CampaignNotFoundError, InvalidRequestError."""
        return await self._store.write(campaigns.pause_campaign(campaign_id, account_id=caller.account_id))

    async def resume(self, caller: Key, campaign_id: str) -> Campaign:
        """Go on. Raises CampaignNotFoundError, InvalidRequestError."""
        verb = campaigns.resume_campaign(campaign_id, account_id=caller.account_id, now_ms=self._clock.now_ms())
        return await self._store.write(verb)

    async def retry(self, caller: Key, campaign_id: str, numbers: Sequence[int] | None) -> Campaign:
        """Try rows again: all that failed, or these. Raises CampaignNotFoundError, InvalidRequestError."""
        verb = campaigns.retry_rows(
            campaign_id, account_id=caller.account_id, numbers=numbers, now_ms=self._clock.now_ms()
        )
        campaign, _ = await self._store.write(verb)
        return campaign

    async def cancel(self, caller: Key, campaign_id: str) -> Campaign:
        """Take a campaign back, with all that has not ended. Raises CampaignNotFoundError, InvalidRequestError."""
        verb = campaigns.cancel_campaign(campaign_id, account_id=caller.account_id, now_ms=self._clock.now_ms())
        for task_id in await self._store.write(verb):
            try:
                await self._studio.cancel(caller, task_id)
            except InvalidRequestError:  # it ended in between
                continue
        return await self.campaign(caller, campaign_id)

    async def show(self, campaign: Campaign) -> dict[str, Any]:
        """A campaign as customers see it."""
        far = await self._store.read(campaigns.standings([campaign.id]), heavy=True)
        return self._answer(campaign, far[campaign.id])

    def _answer(self, campaign: Campaign, standing: Standing) -> dict[str, Any]:
        links = {kind: self._studio.sign(f"{DOWNLOADS}{campaign.id}.{kind}") for kind in ("zip", "csv")}
        return campaign_answer(campaign, standing, downloads=links)

    # --- what it made ---

    async def results(self, campaign: Campaign) -> str:
        """The table with what became of each row, as CSV."""
        return "".join(results_csv(campaign.columns, [entry async for entry in self._results(campaign)]))

    async def _results(self, campaign: Campaign) -> AsyncIterator[tuple[Row, str, str | None]]:
        after = 0
        while True:
            found, _ = await self._store.read(
                campaigns.list_rows(campaign.id, after=after, limit=PAGE), heavy=True
            )
            for row in found:
                link = None if row.task is None else self._studio.link(row.task)
                yield row, clip_name(row, campaign.columns), link
            if len(found) < PAGE:
                return
            after = found[-1].number

    async def archive(self, campaign: Campaign) -> AsyncIterator[bytes]:
        """A ZIP of all clips and of `results.csv`, as it is made: nothing of it lies on a disk or in memory."""
        entries: list[tuple[str, Path]] = []
        lines = []
        async for row, name, link in self._results(campaign):
            lines.append((row, name, link))
            if link is not None and row.task is not None and row.task.asset_id is not None:
                entries.append((name, self._studio.clips.path(row.task.asset_id)))
        pieces = _zipped(entries, "".join(results_csv(campaign.columns, lines)).encode("utf-8-sig"))
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield piece


def _new_row(read: ReadRow, cells: Any) -> campaigns.NewRow:
    if read.problems:
        message = "; ".join(problem.message for problem in read.problems[:5])
        return campaigns.NewRow(cells=cells, units=0, error_code="invalid_request", error_message=message)
    assert read.draft is not None
    price = read.draft.price()
    assert price is not None
    return campaigns.NewRow(cells=cells, units=price.units)


def _allowed(caller: Key, row: ReadRow) -> ReadRow:
    """The row, with a problem if its model is not for this key."""
    if row.draft is None or caller.may_use(row.draft.card.id):
        return row
    problem = Detail("model", f"this key may not use {row.draft.card.id}")
    return ReadRow(number=row.number, draft=row.draft, prompt=row.prompt, problems=(problem, *row.problems))


class _Sink:
    """What a ZipFile writes, to be taken away piece by piece."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def _zipped(entries: Sequence[tuple[str, Path]], table: bytes) -> Iterator[bytes]:
    """The archive in pieces. Clips are stored as they are: they would not get smaller."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("results.csv", table, zipfile.ZIP_DEFLATED)
        yield sink.take()
        for name, path in entries:
            try:
                source = path.open("rb")
            except FileNotFoundError:  # it was deleted since the rows were read; the table says where it was
                continue
            info = zipfile.ZipInfo.from_file(path, name)
            with source, archive.open(info, "w") as target:
                while chunk := source.read(CHUNK_BYTES):
                    target.write(chunk)
                    yield sink.take()
    yield sink.take()


class Campaigner:
    """Starts the rows of running campaigns until `stop`, so many at a time as each of them says."""

    def __init__(self, *, studio: Studio, store: Store, clock: Clock) -> None:
        self._studio = studio
        self._store = store
        self._clock = clock
        self._wake = asyncio.Event()
        self._stopping = False

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Feed what is due until `stop` is called."""
        async with self._store.bells.listen(CAMPAIGN_BELL) as rung:
            self._wake = rung
            while not self._stopping:
                woken = rung.is_set()
                rung.clear()
                try:
                    if woken:
                        await self._store.write(campaigns.wake_campaigns(now_ms=self._clock.now_ms()))
                    await self.feed_due()
                except StoreError as error:
                    log.error("cannot look for campaigns", error=error.message)
                await wait(rung, LOOK_S, self._clock)

    async def feed_due(self) -> None:
        """Start what there is room for, in every campaign that is due."""
        now_ms = self._clock.now_ms()
        due = await self._store.write(
            campaigns.claim_campaigns(limit=AT_ONCE_MAX, now_ms=now_ms, until_ms=now_ms + CLAIM_S * 1000)
        )
        for campaign in due:
            if self._stopping:
                return
            await self._feed(campaign)

    async def _feed(self, campaign: Campaign) -> None:
        running, waiting = await self._store.read(campaigns.under_way(campaign.id), heavy=True)
        if not running and not waiting:
            if await self._store.write(campaigns.end_campaign(campaign.id, now_ms=self._clock.now_ms())):
                log.info("campaign completed", campaign_id=campaign.id)
            return
        room = campaign.at_a_time - running
        if room <= 0 or not waiting:
            return
        key = await self._store.read(accounts.find_key_by_id(campaign.key_id))
        if key is None or key.revoked_ms is not None:
            await self._stop(campaign, Pause.KEY)
            return
        rows, _ = await self._store.read(
            campaigns.list_rows(campaign.id, statuses=[RowStatus.WAITING], limit=room), heavy=True
        )
        refused = 0
        for row in rows:
            if self._stopping:
                return
            try:
                if await self._start(campaign, key, row):
                    running += 1
                else:
                    refused += 1
            except InsufficientQuotaError as error:
                # What runs may give credits back: only when nothing does is there no way on.
                if not running:
                    scope = str(error.extra.get("limit_scope"))
                    await self._stop(campaign, PAUSES.get(scope, Pause.CREDITS))
                return
            except CampaignStoppedError:
                return
            except ApiError as error:  # it is the server that cannot, not the row that is wrong
                log.error("cannot start a row", campaign_id=campaign.id, row=row.number, error=error.message)
                return
        if refused:  # there is room for the next ones, or nothing is left
            self._wake.set()

    async def _start(self, campaign: Campaign, key: Key, row: Row) -> bool:
        """Start a row; False when it was refused, and will not be tried by itself again. Raises
        CampaignStoppedError; InsufficientQuotaError and ApiErrors of the server, after which it waits on."""
        body = row_body(campaign.template, row.cells)
        try:
            await self._studio.submit_row(key, body, campaign_id=campaign.id, number=row.number)
            return True
        except ApiError as error:
            if isinstance(error, InsufficientQuotaError) or (
                error.status >= 500 and not isinstance(error, UpstreamError)
            ):
                raise
            verb = campaigns.refuse_row(campaign.id, row.number, code=error.code, message=error.message)
            await self._store.write(verb)
            return False

    async def _stop(self, campaign: Campaign, why: Pause) -> None:
        await self._store.write(campaigns.stop_campaign(campaign.id, why))
        log.info("campaign paused", campaign_id=campaign.id, because=why.value)
