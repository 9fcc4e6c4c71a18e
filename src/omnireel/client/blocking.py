"""`Client`: the SDK with blocking calls. A thin shell: what it does is written in the programs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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


class Client(Shell):
    """A client of one server. Thread-safe; use it as a context manager, or `close` it.

    Every method raises a typed ApiError when the server refuses, and ConnectionFailedError when it cannot be
    reached. Calls are repeated on network failures and on 429, 502 and 503 (see `Timing`), which is safe for
    creations too: each carries an idempotency key.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout_s: float = 30.0,
        timing: Timing | None = None,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(base_url, api_key, timeout_s=timeout_s, timing=timing or Timing())
        self._http = httpx.Client(transport=transport, **self.http_options())
        self._sleep = sleep
        self.videos = Videos(self)
        self.elements = Elements(self)
        self.files = Files(self)
        self.deliveries = Deliveries(self)
        self.campaigns = Campaigns(self)

    @classmethod
    def local(cls, data_dir: Path | str | None = None, **options: Any) -> Self:
        """A client of the server that runs on this machine, with the key of its first start.

        `data_dir` is the server's OMNIREEL_DATA_DIR, if it has one. Raises NoLocalServerError.
        """
        found = find_local(data_dir)
        return cls(found.url, found.key, **options)

    def task(self, task_id: str) -> TaskHandle:
        """A handle on a task that exists."""
        return TaskHandle(self, self.get(task_id))

    def get(self, task_id: str) -> TaskView:
        return self._call(calls.get(task_id))

    def list(
        self, *, status: str | None = None, model: str | None = None, page: int = 1, page_size: int = 20
    ) -> Page[TaskView]:
        """One page (1-50 rows) of the account's tasks, newest first. `status="processing"` includes pending."""
        return self._call(calls.list_tasks(status=status, model=model, page=page, page_size=page_size))

    def batch(self, task_ids: Sequence[str]) -> Sequence[TaskView]:
        """Up to 50 tasks at once; ids that the server does not know are left out."""
        return self._call(calls.batch(task_ids))

    def cancel(self, task_id: str) -> None:
        """Cancel a task; its credits are released. Raises InvalidRequestError when it has ended otherwise."""
        self._run(cancelling(task_id, self.timing))

    def delete(self, task_id: str) -> None:
        """Take a finished task out of every list and delete its clip. Its statement stays."""
        self._call(calls.delete_task(task_id))

    def usage(self, *, days: int = 30) -> UsageView:
        """What was made and charged in the last days, per day (UTC) and model."""
        return self._call(calls.usage(days=days))

    def ledger(self, *, days: int = 30) -> str:
        """Every movement of the account's credits in the last days, as CSV with names in the first line."""
        return self._call(calls.ledger(days=days))

    def credits(self) -> CreditsView:
        return self._call(calls.credits())

    def models(self) -> Sequence[str]:
        """The ids of the models that the key may use."""
        return self._call(calls.models())

    def statement(self, task_id: str) -> StatementView:
        """Every attempt and every movement of credits of a task."""
        return self._call(calls.statement(task_id))

    def events(self, task_id: str, last_event_id: str | None = None) -> Iterator[TaskEvent]:
        """The changes of a task until its final state; dropped connections are taken up where they broke."""
        return self._drive(Run(events(task_id, self.timing, last_event_id)))

    def listen(self, last_event_id: str | None = None, *, on_open: OnOpen | None = None) -> Iterator[TaskEvent]:
        """Each task of the account as it ends, from now on or after an event that was seen, without end; dropped
        connections are taken up where they broke. For receivers without a public address. `on_open` is called
        whenever the stream is open: what ends from then on is not missed."""
        return self._drive(Run(events(None, self.timing, last_event_id, on_open)))

    def wait(self, task_id: str, on_progress: OnProgress | None = None, *, timeout_s: float = 3600.0) -> TaskView:
        """Wait for a task. Returns it completed; raises TaskFailedError, TaskCancelledError, or
        WaitTimeoutError after `timeout_s` (the task goes on then)."""
        return self._run(waiting(task_id, self.timing, on_progress, timeout_s))

    def download(self, source: str, path: Path | str, on_bytes: OnBytes | None = None) -> Path:
        """Save a task's clip (by the task's id) or any link to `path`: all of it, or nothing."""
        return self._run(downloading(source, Path(path), self.timing, on_bytes))

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, call: Call[T]) -> T:
        return self._run(sending(call, self.timing))

    def _run(self, program: Program[T]) -> T:
        run = Run(program)
        for _ in self._drive(run):
            pass
        return run.result

    def _drive(self, run: Run[Any]) -> Iterator[Any]:
        """Perform a program's effects; yields what it emits."""
        hands = _Hands(self)
        try:
            while (effect := run.effect) is not None:
                if isinstance(effect, Emit):
                    yield effect.value
                    run.give(None)
                    continue
                try:
                    result = hands.perform(effect)
                except httpx.RequestError as error:
                    run.fail(error)
                else:
                    run.give(result)
        finally:
            run.close()
            hands.close()


class _Hands:
    """Performs effects; holds the one open stream of a program."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._stream: httpx.Response | None = None
        self._chunks: Iterator[bytes] = iter(())

    def perform(self, effect: Effect) -> Any:
        client = self._client
        match effect:
            case Send(request):
                response = client._http.send(client.prepare(client._http, request))
                return reply_of(response, response.content)
            case Open(request, gap_s_max):
                self.close()
                prepared = client.prepare(client._http, request, gap_s_max=gap_s_max)
                self._stream = client._http.send(prepared, stream=True, follow_redirects=not request.keyed)
                self._chunks = self._stream.iter_raw()
                return reply_of(self._stream)
            case Read():
                return next(self._chunks, b"")
            case Close():
                return self.close()
            case Sleep(seconds):
                return client._sleep(seconds)
        raise AssertionError(effect)

    def close(self) -> None:
        stream, self._stream, self._chunks = self._stream, None, iter(())
        if stream is not None:
            stream.close()


class Videos:
    """`client.videos`: creations."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def create(
        self, prompt: str = "", *, idempotency_key: str | None = None, **fields: Unpack[VideoFields]
    ) -> TaskHandle:
        """Ask for a video; the fields are those of VideoFields. Give `idempotency_key` (16-96 characters) only
        to make one creation out of several calls of your own; otherwise the SDK makes one."""
        client = self._client
        ready = client._run(with_uploads(fields, client.timing))
        return TaskHandle(client, client._call(calls.create(prompt, ready, idempotency_key)))

    def quote(self, prompt: str = "", **fields: Unpack[VideoFields]) -> QuoteView:
        """What `create` would cost, where the task would go, and everything that is wrong with the request. Paths
        are uploaded for it, as `create` does."""
        return self._client._call(
            calls.quote(prompt, self._client._run(with_uploads(fields, self._client.timing)))
        )


class Elements:
    """`client.elements`: custom subjects, made once, named in prompts as `<<<element_N>>>`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def create(
        self,
        name: str,
        description: str,
        *,
        images: Sequence[str | Path] = (),
        video: str | Path | None = None,
        voice_id: str | None = None,
    ) -> TaskHandle:
        """Make an element of 2-4 pictures (the frontal one first) or of a video: URLs, file ids, or Paths of this
        disk. Its id is `element_id` of the completed task."""
        client = self._client
        making = making_element(name, description, tuple(images), video, voice_id, client.timing)
        return TaskHandle(client, client._call(calls.create("", client._run(making), None)))

    def list(self, *, page: int = 1, page_size: int = 20) -> Page[ElementView]:
        """One page (1-50 rows) of the account's elements, newest first."""
        return self._client._call(calls.list_elements(page=page, page_size=page_size))

    def get(self, element_id: str) -> ElementView:
        return self._client._call(calls.get_element(element_id))

    def delete(self, element_id: str) -> None:
        """Delete an element; tasks that were taken on with it still get it."""
        self._client._call(calls.delete_element(element_id))


class Files:
    """`client.files`: uploads. Their `file_id` and links can stand in every media field for 72 hours."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def upload(self, path: Path | str) -> FileView:
        """Upload a file of this disk, streamed from it."""
        return self._client._run(uploading(Path(path), self._client.timing))

    def upload_url(self, url: str, *, name: str | None = None) -> FileView:
        """Let the server fetch a file from a public address."""
        return self._client._call(calls.upload_url(url, name, new_upload_id()))

    def list(self, *, page: int = 1, page_size: int = 20) -> Page[FileView]:
        """One page (1-100 rows) of the account's files, newest first; without links."""
        return self._client._call(calls.list_files(page=page, page_size=page_size))

    def quota(self) -> FileQuotaView:
        """How many files the account may keep, and how many it does."""
        return self._client._call(calls.quota())

    def delete(self, file_id: str) -> None:
        self._client._call(calls.delete_file(file_id))


class Deliveries:
    """`client.deliveries`: callbacks, what became of them, and sending them again."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def list(
        self, *, state: str | None = None, task_id: str | None = None, page: int = 1, page_size: int = 20
    ) -> Page[DeliveryView]:
        """One page (1-50 rows) of the account's callbacks, newest first."""
        return self._client._call(
            calls.list_deliveries(state=state, task_id=task_id, page=page, page_size=page_size)
        )

    def get(self, delivery_id: str) -> DeliveryView:
        """A callback with every try."""
        return self._client._call(calls.get_delivery(delivery_id))

    def redeliver(self, delivery_id: str) -> DeliveryView:
        """Send a callback again, now."""
        return self._client._call(calls.redeliver(delivery_id))

    def redeliver_since(self, since: datetime, *, until: datetime | None = None, state: str | None = None) -> int:
        """Send all callbacks of a span of time again, now; of one state, if it is named. Returns how many."""
        return self._client._call(calls.redeliver_since(since, until=until, state=state))

    def secret(self) -> str:
        """What signs the account's callbacks; `verify_webhook` takes it."""
        return self._client._call(calls.webhook_secret(turn=False))

    def turn_secret(self) -> str:
        """A new secret. The one before signs beside it for a day."""
        return self._client._call(calls.webhook_secret(turn=True))


class Campaigns:
    """`client.campaigns`: one template, a table, a task for each row of it, and one budget over all."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def quote(
        self, template: Mapping[str, Any], table: Table, **fields: Unpack[CampaignFields]
    ) -> CampaignQuoteView:
        """What `start` would ask for and cost, and what is wrong with which row. Starts nothing."""
        return self._client._call(calls.quote_campaign(template, table, fields))

    def start(
        self,
        template: Mapping[str, Any],
        table: Table,
        *,
        idempotency_key: str | None = None,
        **fields: Unpack[CampaignFields],
    ) -> CampaignView:
        """Start a campaign. `template` is a creation's body (`{"model": ..., "prompt": "A {product}"}`). `table`
        is its rows, or CSV as text or as a Path. Raises InvalidRequestError that names what is wrong."""
        return self._client._call(calls.start_campaign(template, table, fields, idempotency_key))

    def list(self, *, page: int = 1, page_size: int = 20) -> Page[CampaignView]:
        """One page (1-50 rows) of the account's campaigns, newest first."""
        return self._client._call(calls.list_campaigns(page=page, page_size=page_size))

    def get(self, campaign_id: str) -> CampaignView:
        return self._client._call(calls.get_campaign(campaign_id))

    def rows(
        self,
        campaign_id: str,
        *,
        status: str | None = None,
        find: str | None = None,
        page: int = 1,
        page_size: int = 50,
    ) -> Page[RowView]:
        """One page (1-50) of a campaign's rows, in the order of the table."""
        return self._client._call(
            calls.list_rows(campaign_id, status=status, find=find, page=page, page_size=page_size)
        )

    def change(self, campaign_id: str, **changes: Any) -> CampaignView:
        """Change `name`, `budget_credits` (None: no budget) or `at_a_time`."""
        return self._client._call(calls.change_campaign(campaign_id, changes))

    def pause(self, campaign_id: str) -> CampaignView:
        """Start nothing more; what runs goes on."""
        return self._client._call(calls.move_campaign(campaign_id, "pause"))

    def resume(self, campaign_id: str) -> CampaignView:
        return self._client._call(calls.move_campaign(campaign_id, "resume"))

    def cancel(self, campaign_id: str) -> CampaignView:
        """Take it back, with all that has not ended. Final."""
        return self._client._call(calls.move_campaign(campaign_id, "cancel"))

    def retry(self, campaign_id: str, rows: Sequence[int] | None = None) -> CampaignView:
        """Try rows again: all that failed, or those of these numbers that failed or were cancelled."""
        return self._client._call(calls.retry_rows(campaign_id, rows))

    def wait(
        self,
        campaign_id: str,
        on_progress: Callable[[CampaignView], None] | None = None,
        *,
        timeout_s: float = 86_400.0,
    ) -> CampaignView:
        """Wait until it is completed, cancelled or paused. Raises WaitTimeoutError."""
        return self._client._run(finishing(campaign_id, self._client.timing, on_progress, timeout_s))

    def download(self, campaign_id: str, path: Path | str, on_bytes: OnBytes | None = None) -> Path:
        """Save all clips that are there by now and the results as a ZIP; a path that ends in `.csv` gets the
        results alone."""
        view = self.get(campaign_id)
        url = view.csv_url if Path(path).suffix.lower() == ".csv" else view.zip_url
        return self._client.download(url, path, on_bytes)


@dataclass(eq=False, slots=True)
class TaskHandle:
    """A task, as it was last seen, and what can be done with it."""

    client: Client
    view: TaskView

    @property
    def id(self) -> str:
        return self.view.id

    def refresh(self) -> TaskView:
        self.view = self.client.get(self.id)
        return self.view

    def wait(self, on_progress: OnProgress | None = None, *, timeout_s: float = 3600.0) -> TaskView:
        """See Client.wait; `view` is kept up to date meanwhile."""

        def seen(view: TaskView) -> None:
            self.view = view
            if on_progress is not None:
                on_progress(view)

        return self.client.wait(self.id, seen, timeout_s=timeout_s)

    def cancel(self) -> None:
        self.client.cancel(self.id)

    def events(self, last_event_id: str | None = None) -> Iterator[TaskEvent]:
        return self.client.events(self.id, last_event_id)

    def statement(self) -> StatementView:
        return self.client.statement(self.id)

    def download(self, path: Path | str, on_bytes: OnBytes | None = None) -> Path:
        return self.client.download(self.id, path, on_bytes)
