"""Every call of the API as a value: what is sent, and how its answer is read. Pure."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypedDict, TypeVar
from urllib.parse import quote as quoted

from omnireel.client.effects import Reply, Request
from omnireel.errors import OmnireelError
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

DEFAULT_MODEL = "kling-o3-text-to-video"
IMAGE_MODEL = "kling-o3-image-to-video"


class VideoFields(TypedDict, total=False):
    """The fields of a creation besides the prompt. Fields that are not given take the server's defaults."""

    model: str
    """Default: kling-o3-text-to-video; with pictures kling-o3-image-to-video. Footage needs it named."""
    duration: int
    """Seconds, 3-15. With `shots` the default is their sum."""
    aspect_ratio: str
    """16:9, 9:16 or 1:1."""
    quality: str
    """720p, 1080p or 4k."""
    sound: bool | str
    """True or "on", False or "off"."""
    shots: Sequence[tuple[str, int]]
    """Multi-shot: (prompt, seconds) of each shot, 1-6 of them."""
    elements: Sequence[str | int]
    """Element ids; `<<<element_1>>>` in a prompt is the first."""
    watermark: bool
    callback_url: str
    image_start: str | Path
    """A URL, a `data:` URL, a file id, or a Path of this disk, which is uploaded first."""
    image_end: str | Path
    image_urls: Sequence[str | Path]
    video_url: str | Path
    keep_original_sound: bool
    extra: Mapping[str, Any]
    """Body fields that this SDK does not know; its `model_params` are merged into ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list, newest first."""

    items: tuple[T, ...]
    """Tasks are without links here; `get` a task for those."""
    total: int
    """How many there are on all pages."""
    page: int
    page_size: int
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """A call: its request, and how the answer of a 2xx becomes a value. Any call may be sent twice: reads and
    cancels by their nature, creations by their idempotency key."""

    request: Request
    read: Callable[[Reply], T]


def new_idempotency_key() -> str:
    """A key for one logical creation, in the vendor's form."""
    return f"run_{uuid.uuid4().hex}"


def create(prompt: str, fields: VideoFields, idempotency_key: str | None) -> Call[TaskView]:
    """A creation. Without a key it makes one, so that a retry after a lost answer cannot create a second task."""
    headers = {"Idempotency-Key": idempotency_key or new_idempotency_key()}
    return Call(_post("/v1/videos/generations", body_of(prompt, fields), headers=headers), _task)


def quote(prompt: str, fields: VideoFields) -> Call[QuoteView]:
    """What a creation would cost and where it would go. Creates nothing."""
    request = _post("/v1/videos/generations", body_of(prompt, fields), query={"dry_run": "true"})
    return Call(request, lambda reply: QuoteView.from_json(_json(reply)))


def get(task_id: str) -> Call[TaskView]:
    return Call(_get(_task_path(task_id)), _task)


def list_tasks(*, status: str | None, model: str | None, page: int, page_size: int) -> Call[Page[TaskView]]:
    return _list("/v1/tasks", TaskView.from_json, page, page_size, status=status, model=model)


def batch(task_ids: Sequence[str]) -> Call[list[TaskView]]:
    """Several tasks at once, at most 50; ids that the server does not know are left out."""

    def read(reply: Reply) -> list[TaskView]:
        return [TaskView.from_json(item) for item in _json(reply)["data"]]

    return Call(_post("/v1/tasks/batch", {"task_ids": list(task_ids)}), read)


def cancel(task_id: str) -> Call[None]:
    return Call(_post(f"{_task_path(task_id)}/cancel", None), lambda reply: None)


def credits() -> Call[CreditsView]:
    return Call(_get("/v1/credits"), lambda reply: CreditsView.from_json(_json(reply)))


def models() -> Call[list[str]]:
    return Call(_get("/v1/models"), lambda reply: [str(item["id"]) for item in _json(reply)["data"]])


def statement(task_id: str) -> Call[StatementView]:
    return Call(_get(f"{_task_path(task_id)}/statement"), lambda reply: StatementView.from_json(_json(reply)))


def list_deliveries(
    *, state: str | None, task_id: str | None, page: int, page_size: int
) -> Call[Page[DeliveryView]]:
    return _list("/v1/deliveries", DeliveryView.from_json, page, page_size, state=state, task_id=task_id)


def get_delivery(delivery_id: str) -> Call[DeliveryView]:
    """A callback with every try."""
    return Call(_get(_delivery_path(delivery_id)), lambda reply: DeliveryView.from_json(_json(reply)))


def redeliver(delivery_id: str) -> Call[DeliveryView]:
    request = _post(f"{_delivery_path(delivery_id)}/redeliver", None)
    return Call(request, lambda reply: DeliveryView.from_json(_json(reply)))


def redeliver_since(since: datetime, *, until: datetime | None, state: str | None) -> Call[int]:
    """All callbacks of a span of time, of one state if it is named. A moment without a zone is local time."""
    body = {"since": since.astimezone(UTC).isoformat()}
    if until is not None:
        body["until"] = until.astimezone(UTC).isoformat()
    if state is not None:
        body["state"] = state
    return Call(_post("/v1/deliveries/redeliver", body), lambda reply: int(_json(reply)["count"]))


def webhook_secret(*, turn: bool) -> Call[str]:
    """The secret that signs callbacks; `turn`: a new one."""
    request = _post("/v1/webhook-secret/turn", None) if turn else _get("/v1/webhook-secret")
    return Call(request, lambda reply: str(_json(reply)["secret"]))


def upload(path: Path, upload_id: str) -> Call[FileView]:
    headers = {"Accept": "application/json", "X-Evo-Upload-Id": upload_id}
    request = Request(method="POST", url="/api/v1/files/upload/stream", headers=headers, upload=path)
    return Call(request, lambda reply: FileView.from_json(_json(reply)["data"]))


def delete_file(file_id: str) -> Call[None]:
    return Call(Request(method="DELETE", url=f"/api/v1/files/{quoted(file_id, safe='')}"), lambda reply: None)


def upload_url(url: str, name: str | None, upload_id: str) -> Call[FileView]:
    body = {"file_url": url} if name is None else {"file_url": url, "file_name": name}
    request = _post("/api/v1/files/upload/url", body, headers={"X-Evo-Upload-Id": upload_id})
    return Call(request, lambda reply: FileView.from_json(_json(reply)["data"]))


def list_files(*, page: int, page_size: int) -> Call[Page[FileView]]:
    def read(reply: Reply) -> Page[FileView]:
        data = _json(reply)["data"]
        items = tuple(FileView.from_json(row) for row in data["files"])
        return Page(items=items, total=data["total"], page=page, page_size=page_size, raw=data)

    return Call(_get("/api/v1/files/list", {"page": str(page), "pageSize": str(page_size)}), read)


def quota() -> Call[FileQuotaView]:
    return Call(_get("/api/v1/files/quota"), lambda reply: FileQuotaView.from_json(_json(reply)["data"]))


def list_elements(*, page: int, page_size: int) -> Call[Page[ElementView]]:
    return _list("/v1/elements", ElementView.from_json, page, page_size)


def get_element(element_id: str) -> Call[ElementView]:
    return Call(_get(_element_path(element_id)), lambda reply: ElementView.from_json(_json(reply)))


def delete_element(element_id: str) -> Call[None]:
    return Call(Request(method="DELETE", url=_element_path(element_id)), lambda reply: None)


def delete_task(task_id: str) -> Call[None]:
    return Call(_post(f"{_task_path(task_id)}/delete", None), lambda reply: None)


def ledger(*, days: int) -> Call[str]:
    return Call(_get("/v1/ledger.csv", {"days": str(days)}), lambda reply: reply.body.decode("utf-8-sig"))


def usage(*, days: int) -> Call[UsageView]:
    return Call(_get("/v1/usage", {"days": str(days)}), lambda reply: UsageView.from_json(_json(reply)))


# --- campaigns ---------------------------------------------------------------------------------------

Table: TypeAlias = str | Path | Sequence[Mapping[str, Any]]
"""The table of a campaign: its rows, or CSV as text or as a file (names in the first line)."""


class CampaignFields(TypedDict, total=False):
    """The fields of a campaign besides its template and table."""

    name: str
    budget_credits: float
    """It pauses before a row that would pass this."""
    at_a_time: int
    """How many of its tasks run at once; 4 if not said."""
    skip_invalid: bool
    """Leave out rows that cannot be started, instead of refusing the campaign."""


def campaign_body(template: Mapping[str, Any], table: Table, fields: CampaignFields) -> dict[str, Any]:
    """The JSON body of a campaign. Raises TypeError for a field that does not exist, OSError for a file that
    cannot be read."""
    unknown = fields.keys() - CampaignFields.__annotations__.keys()
    if unknown:
        raise TypeError(f"unknown field {', '.join(sorted(unknown))}; fields of the clips go into the template")
    body: dict[str, Any] = {"template": dict(template), **{k: v for k, v in fields.items() if v is not None}}
    if isinstance(table, Path):
        body["csv"] = _text_of(table)
    elif isinstance(table, str):
        body["csv"] = table
    else:
        body["rows"] = [dict(row) for row in table]
    return body


def _text_of(path: Path) -> str:
    """A table's file as text. Raises OmnireelError when it is neither UTF-8 nor UTF-16."""
    data = path.read_bytes()
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise OmnireelError(
            f"{path} is not UTF-8: save it as 'CSV UTF-8', or its letters would be mistaken for others"
        ) from None


def quote_campaign(template: Mapping[str, Any], table: Table, fields: CampaignFields) -> Call[CampaignQuoteView]:
    """What a campaign would ask for and cost. Starts nothing."""
    body = campaign_body(template, table, fields)
    request = _post("/v1/campaigns", body, query={"dry_run": "true", "page_size": "50"})
    return Call(request, lambda reply: CampaignQuoteView.from_json(_json(reply)))


def start_campaign(
    template: Mapping[str, Any], table: Table, fields: CampaignFields, idempotency_key: str | None
) -> Call[CampaignView]:
    """A start. Without a key it makes one, so that a retry after a lost answer cannot start a second one."""
    headers = {"Idempotency-Key": idempotency_key or new_idempotency_key()}
    return Call(_post("/v1/campaigns", campaign_body(template, table, fields), headers=headers), _campaign)


def list_campaigns(*, page: int, page_size: int) -> Call[Page[CampaignView]]:
    return _list("/v1/campaigns", CampaignView.from_json, page, page_size)


def get_campaign(campaign_id: str) -> Call[CampaignView]:
    return Call(_get(_campaign_path(campaign_id)), _campaign)


def list_rows(
    campaign_id: str, *, status: str | None, find: str | None, page: int, page_size: int
) -> Call[Page[RowView]]:
    path = f"{_campaign_path(campaign_id)}/rows"
    return _list(path, RowView.from_json, page, page_size, status=status, find=find)


def change_campaign(campaign_id: str, changes: Mapping[str, Any]) -> Call[CampaignView]:
    return Call(_post(_campaign_path(campaign_id), dict(changes), method="PATCH"), _campaign)


def move_campaign(campaign_id: str, verb: str) -> Call[CampaignView]:
    """verb: `pause`, `resume` or `cancel`."""
    return Call(_post(f"{_campaign_path(campaign_id)}/{verb}", None), _campaign)


def retry_rows(campaign_id: str, rows: Sequence[int] | None) -> Call[CampaignView]:
    body = {} if rows is None else {"rows": list(rows)}
    return Call(_post(f"{_campaign_path(campaign_id)}/retry", body), _campaign)


def _campaign(reply: Reply) -> CampaignView:
    return CampaignView.from_json(_json(reply))


def _campaign_path(campaign_id: str) -> str:
    return f"/v1/campaigns/{quoted(campaign_id, safe='')}"


def _element_path(element_id: str) -> str:
    return f"/v1/elements/{quoted(element_id, safe='')}"


def _delivery_path(delivery_id: str) -> str:
    return f"/v1/deliveries/{quoted(delivery_id, safe='')}"


def events(task_id: str | None, last_event_id: str) -> Request:
    """The request of the event stream of a task, or of the account (`task_id` None); `last_event_id` is empty for
    all events from now on."""
    headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
    if last_event_id:
        headers["Last-Event-ID"] = last_event_id
    parent = "/v1" if task_id is None else _task_path(task_id)
    return Request(method="GET", url=f"{parent}/events", headers=headers)


def _model_of(given: Mapping[str, Any]) -> str:
    """The model that is meant where none is named. Raises TypeError where footage could mean two."""
    if "video_url" in given:
        raise TypeError(
            'video_url needs a model: "kling-o3-video-edit" changes the footage,'
            ' "kling-o3-reference-to-video" makes a new scene that moves like it'
        )
    pictures = ("image_start", "image_end", "image_urls")
    return IMAGE_MODEL if any(given.get(name) for name in pictures) else DEFAULT_MODEL


def body_of(prompt: str, fields: VideoFields) -> dict[str, Any]:
    """The JSON body of a creation. Raises TypeError for a field that does not exist (mind the spelling)."""
    unknown = fields.keys() - VideoFields.__annotations__.keys()
    if unknown:
        names = ", ".join(sorted(unknown))
        raise TypeError(f"unknown field {names}; fields that this SDK does not know go into extra={{...}}")
    given: dict[str, Any] = {key: value for key, value in fields.items() if value is not None}
    shots = given.pop("shots", ())
    elements = given.pop("elements", ())
    watermark = given.pop("watermark", None)
    extra: dict[str, Any] = dict(given.pop("extra", {}))
    sound = given.pop("sound", None)

    body: dict[str, Any] = {"model": given.pop("model", None) or _model_of(given)}
    if prompt:
        body["prompt"] = prompt
    body |= given
    if sound is not None:
        body["sound"] = {True: "on", False: "off"}.get(sound, sound)
    params: dict[str, Any] = {}
    if shots:
        body.setdefault("duration", sum(seconds for _, seconds in shots))
        params["multi_shot"] = True
        params["shot_type"] = "customize"
        params["multi_prompt"] = [
            {"index": index, "prompt": text, "duration": str(seconds)}
            for index, (text, seconds) in enumerate(shots, 1)
        ]
    if elements:
        params["element_list"] = [{"element_id": str(element)} for element in elements]
    if watermark is not None:
        params["watermark_info"] = {"enabled": watermark}
    params |= extra.pop("model_params", {})
    if params:
        body["model_params"] = params
    return body | extra


def _get(path: str, query: Mapping[str, str] | None = None) -> Request:
    return Request(method="GET", url=path, query=query or {}, headers={"Accept": "application/json"})


def _post(
    path: str,
    body: Any,
    *,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> Request:
    headers = {"Accept": "application/json", **(headers or {})}
    if body is None:
        return Request(method=method, url=path, headers=headers)
    headers["Content-Type"] = "application/json"
    data = json.dumps(body, separators=(",", ":")).encode()
    return Request(method=method, url=path, query=query or {}, headers=headers, body=data)


def _task_path(task_id: str) -> str:
    return f"/v1/tasks/{quoted(task_id, safe='')}"


def _json(reply: Reply) -> Any:
    return json.loads(reply.body)


def _task(reply: Reply) -> TaskView:
    return TaskView.from_json(_json(reply))


def _list(
    path: str, read_row: Callable[[Any], T], page: int, page_size: int, **wanted: str | None
) -> Call[Page[T]]:
    query = {name: value for name, value in wanted.items() if value is not None}

    def read(reply: Reply) -> Page[T]:
        data = _json(reply)
        items = tuple(read_row(row) for row in data["data"])
        return Page(items=items, total=data["total"], page=data["page"], page_size=data["page_size"], raw=data)

    return Call(_get(path, {**query, "page": str(page), "page_size": str(page_size)}), read)
