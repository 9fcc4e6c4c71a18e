"""`AsyncClient`: the SDK with awaits. A thin shell: what it does is written in the programs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx

from omnireel.client import calls
from omnireel.client.calls import Call, CampaignFields, Page, Table, VideoFields
from omnireel.client.downloading import OnBytes, downloading
from omnireel.client.effects import Close, Effect, Emit, Open, Program, Read, Run, Send, Sleep
from omnireel.client.local import find_local
from omnireel.client.sending import Timing, cancelling, sending
from omnireel.client.shell import Shell, reply_of
from omnireel.client.uploading import making_element, new_upload_id, uploading, with_uploads
from omnireel.client.watching import OnOpen, OnProgress, TaskEvent, events, finishing, waiting
from omnireel.wire.campaign_views import CampaignQuoteView, CampaignView, RowView, UsageView
from omnireel.wire.views import (
    CreditsView,
    DeliveryView,
    ElementView,
    FileQuotaView,
    FileView,
    QuoteView,
    StatementView,
    TaskView,
)

T = TypeVar("T")


class AsyncClient(Shell):
    """A client of one server, for one event loop. Use it as an async context manager, or `await close()`.

    Its methods are those of `Client`, awaited; what is said there holds here. Callbacks are plain functions.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout_s: float = 30.0,
        timing: Timing | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__(base_url, api_key, timeout_s=timeout_s, timing=timing or Timing())
        self._http = httpx.AsyncClient(transport=transport, **self.http_options())
        self._sleep = sleep
        self.videos = AsyncVideos(self)
        self.elements = AsyncElements(self)
        self.files = AsyncFiles(self)
        self.deliveries = AsyncDeliveries(self)
        self.campaigns = AsyncCampaigns(self)

    @classmethod
    def local(cls, data_dir: Path | str | None = None, **options: Any) -> Self:
        """See Client.local."""
        found = find_local(data_dir)
        return cls(found.url, found.key, **options)

    async def task(self, task_id: str) -> AsyncTaskHandle:
        return AsyncTaskHandle(self, await self.get(task_id))

    async def get(self, task_id: str) -> TaskView:
        return await self._call(calls.get(task_id))

    async def list(
        self, *, status: str | None = None, model: str | None = None, page: int = 1, page_size: int = 20
    ) -> Page[TaskView]:
        return await self._call(calls.list_tasks(status=status, model=model, page=page, page_size=page_size))

    async def batch(self, task_ids: Sequence[str]) -> Sequence[TaskView]:
        return await self._call(calls.batch(task_ids))

    async def cancel(self, task_id: str) -> None:
        await self._run(cancelling(task_id, self.timing))

    async def delete(self, task_id: str) -> None:
        """Take a finished task out of every list and delete its clip. Its statement stays."""
        await self._call(calls.delete_task(task_id))

    async def usage(self, *, days: int = 30) -> UsageView:
        """What was made and charged in the last days, per day (UTC) and model."""
        return await self._call(calls.usage(days=days))

    async def ledger(self, *, days: int = 30) -> str:
        """Every movement of the account's credits in the last days, as CSV with names in the first line."""
        return await self._call(calls.ledger(days=days))

    async def credits(self) -> CreditsView:
        return await self._call(calls.credits())

    async def models(self) -> Sequence[str]:
        return await self._call(calls.models())

    async def statement(self, task_id: str) -> StatementView:
        return await self._call(calls.statement(task_id))

    async def events(self, task_id: str, last_event_id: str | None = None) -> AsyncGenerator[TaskEvent, None]:
        """See Client.events. Whoever leaves the loop early closes the stream with `contextlib.aclosing`."""
        async with aclosing(self._drive(Run(events(task_id, self.timing, last_event_id)))) as found:
            async for event in found:
                yield event

    async def listen(
        self, last_event_id: str | None = None, *, on_open: OnOpen | None = None
    ) -> AsyncGenerator[TaskEvent, None]:
        """See Client.listen, and `events` above."""
        async with aclosing(self._drive(Run(events(None, self.timing, last_event_id, on_open)))) as found:
            async for event in found:
                yield event

    async def wait(
        self, task_id: str, on_progress: OnProgress | None = None, *, timeout_s: float = 3600.0
    ) -> TaskView:
        return await self._run(waiting(task_id, self.timing, on_progress, timeout_s))

    async def download(self, source: str, path: Path | str, on_bytes: OnBytes | None = None) -> Path:
        return await self._run(downloading(source, Path(path), self.timing, on_bytes))

    async def close(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _call(self, call: Call[T]) -> T:
        return await self._run(sending(call, self.timing))

    async def _run(self, program: Program[T]) -> T:
        run = Run(program)
        async with aclosing(self._drive(run)) as steps:
            async for _ in steps:
                pass
        return run.result

    async def _drive(self, run: Run[Any]) -> AsyncGenerator[Any, None]:
        """Perform a program's effects; yields what it emits."""
        hands = _Hands(self)
        try:
            while (effect := run.effect) is not None:
                if isinstance(effect, Emit):
                    yield effect.value
                    run.give(None)
                    continue
                try:
                    result = await hands.perform(effect)
                except httpx.RequestError as error:
                    run.fail(error)
                else:
                    run.give(result)
        finally:
            run.close()
            await hands.close()


class _Hands:
    """Performs effects; holds the one open stream of a program."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._stream: httpx.Response | None = None
        self._chunks: AsyncIterator[bytes] | None = None

    async def perform(self, effect: Effect) -> Any:
        client = self._client
        match effect:
            case Send(request):
                response = await client._http.send(client.prepare(client._http, request))
                return reply_of(response, response.content)
            case Open(request, gap_s_max):
                await self.close()
                prepared = client.prepare(client._http, request, gap_s_max=gap_s_max)
                self._stream = await client._http.send(prepared, stream=True, follow_redirects=not request.keyed)
                self._chunks = self._stream.aiter_raw()
                return reply_of(self._stream)
            case Read():
                return await anext(self._chunks, b"") if self._chunks is not None else b""
            case Close():
                return await self.close()
            case Sleep(seconds):
                return await client._sleep(seconds)
        raise AssertionError(effect)

    async def close(self) -> None:
        stream, self._stream, self._chunks = self._stream, None, None
        if stream is not None:
            await stream.aclose()


class AsyncVideos:
    """See `Videos`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self, prompt: str = "", *, idempotency_key: str | None = None, **fields: Unpack[VideoFields]
    ) -> AsyncTaskHandle:
        client = self._client
        ready = await client._run(with_uploads(fields, client.timing))
        return AsyncTaskHandle(client, await client._call(calls.create(prompt, ready, idempotency_key)))

    async def quote(self, prompt: str = "", **fields: Unpack[VideoFields]) -> QuoteView:
        ready = await self._client._run(with_uploads(fields, self._client.timing))
        return await self._client._call(calls.quote(prompt, ready))


class AsyncElements:
    """See `Elements`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        name: str,
        description: str,
        *,
        images: Sequence[str | Path] = (),
        video: str | Path | None = None,
        voice_id: str | None = None,
    ) -> AsyncTaskHandle:
        client = self._client
        making = making_element(name, description, tuple(images), video, voice_id, client.timing)
        return AsyncTaskHandle(client, await client._call(calls.create("", await client._run(making), None)))

    async def list(self, *, page: int = 1, page_size: int = 20) -> Page[ElementView]:
        return await self._client._call(calls.list_elements(page=page, page_size=page_size))

    async def get(self, element_id: str) -> ElementView:
        return await self._client._call(calls.get_element(element_id))

    async def delete(self, element_id: str) -> None:
        await self._client._call(calls.delete_element(element_id))


class AsyncFiles:
    """See `Files`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def upload(self, path: Path | str) -> FileView:
        return await self._client._run(uploading(Path(path), self._client.timing))

    async def upload_url(self, url: str, *, name: str | None = None) -> FileView:
        return await self._client._call(calls.upload_url(url, name, new_upload_id()))

    async def list(self, *, page: int = 1, page_size: int = 20) -> Page[FileView]:
        return await self._client._call(calls.list_files(page=page, page_size=page_size))

    async def quota(self) -> FileQuotaView:
        return await self._client._call(calls.quota())

    async def delete(self, file_id: str) -> None:
        await self._client._call(calls.delete_file(file_id))


class AsyncDeliveries:
    """See `Deliveries`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def list(
        self, *, state: str | None = None, task_id: str | None = None, page: int = 1, page_size: int = 20
    ) -> Page[DeliveryView]:
        return await self._client._call(
            calls.list_deliveries(state=state, task_id=task_id, page=page, page_size=page_size)
        )

    async def get(self, delivery_id: str) -> DeliveryView:
        return await self._client._call(calls.get_delivery(delivery_id))

    async def redeliver(self, delivery_id: str) -> DeliveryView:
        return await self._client._call(calls.redeliver(delivery_id))

    async def redeliver_since(
        self, since: datetime, *, until: datetime | None = None, state: str | None = None
    ) -> int:
        return await self._client._call(calls.redeliver_since(since, until=until, state=state))

    async def secret(self) -> str:
        return await self._client._call(calls.webhook_secret(turn=False))

    async def turn_secret(self) -> str:
        return await self._client._call(calls.webhook_secret(turn=True))


class AsyncCampaigns:
    """`client.campaigns`: one template, a table, a task for each row of it, and one budget over all."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def quote(
        self, template: Mapping[str, Any], table: Table, **fields: Unpack[CampaignFields]
    ) -> CampaignQuoteView:
        """What `start` would ask for and cost, and what is wrong with which row. Starts nothing."""
        return await self._client._call(calls.quote_campaign(template, table, fields))

    async def start(
        self,
        template: Mapping[str, Any],
        table: Table,
        *,
        idempotency_key: str | None = None,
        **fields: Unpack[CampaignFields],
    ) -> CampaignView:
        """Start a campaign. `template` is a creation's body (`{"model": ..., "prompt": "A {product}"}`). `table`
        is its rows, or CSV as text or as a Path. Raises InvalidRequestError that names what is wrong."""
        return await self._client._call(calls.start_campaign(template, table, fields, idempotency_key))

    async def list(self, *, page: int = 1, page_size: int = 20) -> Page[CampaignView]:
        """One page (1-50 rows) of the account's campaigns, newest first."""
        return await self._client._call(calls.list_campaigns(page=page, page_size=page_size))

    async def get(self, campaign_id: str) -> CampaignView:
        return await self._client._call(calls.get_campaign(campaign_id))

    async def rows(
        self,
        campaign_id: str,
        *,
        status: str | None = None,
        find: str | None = None,
        page: int = 1,
        page_size: int = 50,
    ) -> Page[RowView]:
        """One page (1-50) of a campaign's rows, in the order of the table."""
        return await self._client._call(
            calls.list_rows(campaign_id, status=status, find=find, page=page, page_size=page_size)
        )

    async def change(self, campaign_id: str, **changes: Any) -> CampaignView:
        """Change `name`, `budget_credits` (None: no budget) or `at_a_time`."""
        return await self._client._call(calls.change_campaign(campaign_id, changes))

    async def pause(self, campaign_id: str) -> CampaignView:
        """Start nothing more; what runs goes on."""
        return await self._client._call(calls.move_campaign(campaign_id, "pause"))

    async def resume(self, campaign_id: str) -> CampaignView:
        return await self._client._call(calls.move_campaign(campaign_id, "resume"))

    async def cancel(self, campaign_id: str) -> CampaignView:
        """Take it back, with all that has not ended. Final."""
        return await self._client._call(calls.move_campaign(campaign_id, "cancel"))

    async def retry(self, campaign_id: str, rows: Sequence[int] | None = None) -> CampaignView:
        """Try rows again: all that failed, or those of these numbers that failed or were cancelled."""
        return await self._client._call(calls.retry_rows(campaign_id, rows))

    async def wait(
        self,
        campaign_id: str,
        on_progress: Callable[[CampaignView], None] | None = None,
        *,
        timeout_s: float = 86_400.0,
    ) -> CampaignView:
        """Wait until it is completed, cancelled or paused. Raises WaitTimeoutError."""
        return await self._client._run(finishing(campaign_id, self._client.timing, on_progress, timeout_s))

    async def download(self, campaign_id: str, path: Path | str, on_bytes: OnBytes | None = None) -> Path:
        """Save all clips that are there by now and the results as a ZIP; a path that ends in `.csv` gets the
        results alone."""
        view = await self.get(campaign_id)
        url = view.csv_url if Path(path).suffix.lower() == ".csv" else view.zip_url
        return await self._client.download(url, path, on_bytes)


@dataclass(eq=False, slots=True)
class AsyncTaskHandle:
    """A task, as it was last seen, and what can be done with it. See TaskHandle."""

    client: AsyncClient
    view: TaskView

    @property
    def id(self) -> str:
        return self.view.id

    async def refresh(self) -> TaskView:
        self.view = await self.client.get(self.id)
        return self.view

    async def wait(self, on_progress: OnProgress | None = None, *, timeout_s: float = 3600.0) -> TaskView:
        def seen(view: TaskView) -> None:
            self.view = view
            if on_progress is not None:
                on_progress(view)

        return await self.client.wait(self.id, seen, timeout_s=timeout_s)

    async def cancel(self) -> None:
        await self.client.cancel(self.id)

    def events(self, last_event_id: str | None = None) -> AsyncGenerator[TaskEvent, None]:
        return self.client.events(self.id, last_event_id)

    async def statement(self) -> StatementView:
        return await self.client.statement(self.id)

    async def download(self, path: Path | str, on_bytes: OnBytes | None = None) -> Path:
        return await self.client.download(self.id, path, on_bytes)
