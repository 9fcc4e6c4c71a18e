"""The examples of the API reference, made by the very functions that make the real answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from omnireel.core import ledger
from omnireel.core.campaign import Campaign, CampaignState, Row, RowStatus, Standing
from omnireel.core.catalogue import CATALOGUE
from omnireel.core.delivery import Delivery, DeliveryState, Try, message_id
from omnireel.core.price import quote
from omnireel.core.request import VideoRequest
from omnireel.core.route import Candidate, choose
from omnireel.core.sign import sign_link, webhook_secret
from omnireel.core.task import Attempt, AttemptState, Task, TaskState
from omnireel.core.upload import UploadedFile
from omnireel.wire import account, answers, campaigns, files
from omnireel.wire.creation import body_schema

Json = dict[str, Any]

CREATED_MS = 1_795_341_600_000
TASK_ID = "task-unified-1795341600-7cvnl5zw"
HOST = "https://omnireel.example.com"
MEDIA = "https://media.example.com"
REQUEST_ID = "req_8f2c61d09a3b4c5d"
IDEMPOTENCY_KEY = "run_4f1c2a7be09d4a6c9d3e5f7081b2c3d4"

_CARD = CATALOGUE["kling-o3-text-to-video"]
_REQUEST = VideoRequest(
    model=_CARD.id,
    prompt="A paper boat drifts down a rain gutter, macro shot, soft morning light",
    duration_s=5,
    aspect_ratio="16:9",
    quality="720p",
    sound=True,
)
_PRICE = quote(_CARD, seconds=5, quality="720p", sound=True)
_ROUTE = choose([Candidate(provider="animatic", cost_units=0)])
_PENDING = Task(
    id=TASK_ID,
    account_id="default",
    key_id="key_example",
    model=_CARD.id,
    state=TaskState.PENDING,
    progress=0,
    version=1,
    request=_REQUEST,
    warnings=(),
    seconds=5,
    held_units=_PRICE.units,
    charged_units=0,
    created_ms=CREATED_MS,
    started_ms=None,
    finished_ms=None,
    claim=0,
    asset_id=None,
    result_data=None,
    error_code=None,
    error_message=None,
)
_RUNNING = replace(
    _PENDING, state=TaskState.PROCESSING, progress=42, version=7, claim=1, started_ms=CREATED_MS + 1000
)
_COMPLETED = replace(
    _RUNNING,
    state=TaskState.COMPLETED,
    progress=100,
    version=12,
    finished_ms=CREATED_MS + 5000,
    charged_units=_PRICE.units,
    asset_id="clip-example",
)
_FAILED = replace(
    _RUNNING,
    state=TaskState.FAILED,
    version=8,
    finished_ms=CREATED_MS + 3000,
    error_code="content_policy_violation",
    error_message="The provider refused this content",
)
_CANCELLED = replace(_RUNNING, state=TaskState.CANCELLED, version=8, finished_ms=CREATED_MS + 2000)


def _signed(path: str) -> str:
    return HOST + sign_link(b"the secret of the example", path, 1_795_428_000)


_LINK = _signed(f"/results/{TASK_ID}.mp4")
_ATTEMPT = Attempt(
    id=f"{TASK_ID}.1",
    task_id=TASK_ID,
    number=1,
    provider="animatic",
    why=_ROUTE.why,
    state=AttemptState.SUCCEEDED,
    token=None,
    resumes=0,
    note=None,
    started_ms=CREATED_MS + 1000,
    ended_ms=CREATED_MS + 5000,
)
_TRANSFERS = [
    ledger.hold(
        task_id=TASK_ID, account_id="default", key_id="key_example", units=_PRICE.units, now_ms=CREATED_MS
    ),
    *ledger.settle(
        task_id=TASK_ID,
        account_id="default",
        key_id="key_example",
        held_units=_PRICE.units,
        due_units=_PRICE.units,
        now_ms=CREATED_MS + 5000,
    ),
]

CREATION_BODIES: Mapping[str, Json] = {
    "simple": {"model": _CARD.id, "prompt": _REQUEST.prompt, "sound": "on"},
    "complete": {
        "model": _CARD.id,
        "prompt": "A golden retriever running through a sunlit meadow, cinematic slow motion.",
        "duration": 5,
        "aspect_ratio": "16:9",
        "quality": "720p",
        "sound": "on",
        "model_params": {"watermark_info": {"enabled": False}},
    },
    "multi_shot": {
        "model": _CARD.id,
        "duration": 10,
        "aspect_ratio": "9:16",
        "quality": "1080p",
        "sound": "on",
        "model_params": {
            "multi_shot": True,
            "shot_type": "customize",
            "multi_prompt": [
                {"index": 1, "prompt": "A woman opens a red umbrella", "duration": "4"},
                {"index": 2, "prompt": "Close-up of rain on the umbrella", "duration": "3"},
                {"index": 3, "prompt": "She walks away down the street", "duration": "3"},
            ],
        },
    },
    "first_frame": {
        "model": "kling-o3-image-to-video",
        "prompt": "The woman in <<<image_1>>> turns her head and smiles, slow push in",
        "image_start": f"{MEDIA}/portrait.jpg",
        "duration": 5,
        "quality": "1080p",
    },
    "first_and_last_frame": {
        "model": "kling-o3-image-to-video",
        "prompt": "The bud opens into a full flower",
        "image_start": f"{MEDIA}/bud.png",
        "image_end": f"{MEDIA}/flower.png",
        "duration": 8,
    },
    "reference": {
        "model": "kling-o3-reference-to-video",
        "prompt": "A fox in the coat of <<<image_1>>> follows the camera move of <<<video_1>>>",
        "image_urls": [f"{MEDIA}/coat.png"],
        "video_url": f"{MEDIA}/market.mp4",
        "keep_original_sound": True,
    },
    "edit": {
        "model": "kling-o3-video-edit",
        "prompt": "Make <<<video_1>>> a rainy night",
        "video_url": f"{MEDIA}/walk.mp4",
    },
    "element_of_pictures": {
        "model": "kling-custom-element",
        "model_params": {
            "element_name": "Mara",
            "element_description": "Young woman, short black hair, green raincoat",
            "reference_type": "image_refer",
            "element_image_list": {
                "frontal_image": f"{MEDIA}/mara-front.jpg",
                "refer_images": [{"image_url": f"{MEDIA}/mara-left.jpg"}],
            },
        },
    },
    "element_of_a_video": {
        "model": "kling-custom-element",
        "model_params": {
            "element_name": "Jonas",
            "element_description": "Man in his fifties, grey beard, calm voice",
            "reference_type": "video_refer",
            "element_video_list": {"refer_videos": [{"video_url": f"{MEDIA}/jonas.mp4"}]},
            "element_voice_id": "829824295735410756",
        },
    },
}
"""Bodies of POST /v1/videos/generations; a test submits each of them."""
ELEMENT_ID = "846221095377403904"
ELEMENT: Json = answers.element_answer(
    id=ELEMENT_ID,
    name="Mara",
    description="Young woman, short black hair, green raincoat",
    reference_type="image_refer",
    created_ms=CREATED_MS,
    task_id=TASK_ID,
)
ELEMENTS: Json = answers.page_answer([ELEMENT], total=1, page=1, page_size=20)
ELEMENT_DELETED: Json = answers.element_deleted_answer(ELEMENT_ID)
BATCH_BODY: Json = {"task_ids": [TASK_ID]}

CREATED: Json = answers.creation_answer(_PENDING)
QUOTE: Json = answers.quote_answer(_CARD, priced=_PRICE, route=_ROUTE, available_units=10_000 * 10_000)
TASKS: Mapping[str, Json] = {
    "pending": answers.task_answer(_PENDING, estimated_s=300),
    "processing": answers.task_answer(_RUNNING, estimated_s=6),
    "completed": answers.task_answer(_COMPLETED, link=_LINK),
    "failed": answers.task_answer(_FAILED),
    "cancelled": answers.task_answer(_CANCELLED),
}
LIST: Json = answers.list_answer([_COMPLETED], total=1, page=1, page_size=20)
BATCH: Json = answers.batch_answer([TASKS["completed"]])
CANCELLED: Json = answers.cancel_answer(_CANCELLED)
STATEMENT: Json = answers.statement_answer(_COMPLETED, [_ATTEMPT], _TRANSFERS)
EVENTS = "".join(
    answers.task_event(TASKS[task.state.value], event_id=task.version).decode() for task in (_RUNNING, _COMPLETED)
)
END_ID = f"{_COMPLETED.finished_ms}.{message_id(TASK_ID)}"
ENDS = answers.task_event(TASKS["completed"], event_id=END_ID).decode()
CREDITS: Json = answers.credits_answer(
    account_remaining_units=10_000 * 10_000 - _PRICE.units,
    account_used_units=_PRICE.units,
    key_limit_units=None,
    key_used_units=_PRICE.units,
)
SESSION: Json = answers.session_answer(
    key_id="key_example", name="first key", hint="7f3a", upload_bytes_max=100 * 1024**2
)
DELIVERY_ID = "msg_1795341600-7cvnl5zw"
_DELIVERY = Delivery(
    id=DELIVERY_ID,
    account_id="default",
    task_id=TASK_ID,
    url="https://hooks.example.com/omnireel",
    state=DeliveryState.DELIVERED,
    tries=2,
    tries_before=0,
    claims=0,
    due_ms=CREATED_MS + 6000,
    note="answered 204",
    created_ms=CREATED_MS + 5000,
    ended_ms=CREATED_MS + 6100,
)
_TRIES = [
    Try(number=1, at_ms=CREATED_MS + 5000, took_ms=84, status=503, note="answered 503", answer="come back later"),
    Try(number=2, at_ms=CREATED_MS + 6000, took_ms=97, status=204, note="answered 204", answer=""),
]
_AGAIN = replace(
    _DELIVERY,
    state=DeliveryState.WAITING,
    tries=0,
    tries_before=2,
    due_ms=CREATED_MS + 3_600_000,
    ended_ms=None,
)
DELIVERY: Json = answers.delivery_with_tries(_DELIVERY, _TRIES)
DELIVERIES: Json = answers.deliveries_answer([_DELIVERY], total=1, page=1, page_size=20)
REDELIVER_BODY: Json = {"since": "2026-11-22T10:00:00Z", "state": "failed"}
REDELIVERED: Json = answers.redelivered_answer([_AGAIN], count=1)
WEBHOOK_SECRET: Json = answers.webhook_secret_answer(webhook_secret(b"example", "default"), turned_ms=None)
WEBHOOK_SECRET_TURNED: Json = answers.webhook_secret_answer(
    webhook_secret(b"example", "default", 1), turned_ms=CREATED_MS
)
FILE_ID = "file_aaaabbbbccccddddeeeeffffgg"
UPLOAD_ID = "run_4f1c2a7be09d4a6c"
_FILE = UploadedFile(
    id=FILE_ID,
    account_id="default",
    name="portrait.png",
    original_name="IMG_2041.png",
    folder="portraits",
    media_type="image/png",
    size_bytes=70,
    created_ms=CREATED_MS,
    expires_ms=CREATED_MS + 72 * 3_600_000,
)
_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
UPLOAD_FORM: Json = {"file": "(the bytes of portrait.png)", "upload_path": "portraits"}
UPLOAD_BASE64: Json = {"base64_data": f"data:image/png;base64,{_PIXEL}", "file_name": "portrait"}
UPLOAD_URL: Json = {"file_url": "https://media.example.com/portrait.png", "upload_path": "portraits"}
UPLOADED: Json = files.upload_answer(_FILE, HOST)
FILES: Json = files.files_answer([_FILE], total=1)
FILE_QUOTA: Json = files.quota_answer(used=1, files_max=2000)
FILE_DELETED: Json = files.deleted_answer()
RECEIPT: Json = files.receipt_answer(UPLOAD_ID, _FILE, HOST)
MODELS: Json = answers.models_answer(CATALOGUE.values())
MODEL: Json = answers.card_answer(_CARD, {"type": "object", "title": body_schema(_CARD)["title"]})

# --- omnireel's own calls ----------------------------------------------------------------------------

TASK_DELETED: Json = answers.task_deleted_answer(_COMPLETED)
CAMPAIGN_ID = "campaign-1795341600-k3v9q0xd"
CAMPAIGN_BODIES: Mapping[str, Json] = {
    "csv": {
        "name": "Autumn roasts",
        "template": {
            "model": _CARD.id,
            "prompt": "A cup of {product} coffee on {place}, steam rises, slow dolly-in",
            "duration": 5,
        },
        "csv": "product,place,aspect_ratio,sku\nHouse blend,a slate counter,16:9,HB-250\n"
        "Cold brew,a boat deck,9:16,CB-1L\n",
        "budget_credits": 60,
    },
    "rows": {
        "template": {"model": _CARD.id, "prompt": "{prompt}"},
        "rows": [
            {"prompt": "A lighthouse in a storm", "duration": 5},
            {"prompt": "The same lighthouse at dawn", "duration": 3},
        ],
        "at_a_time": 2,
    },
}
_ORDER = campaigns.read_campaign(json.dumps(CAMPAIGN_BODIES["csv"]).encode())
_READ = [
    campaigns.read_row(_ORDER.template, number, cells, allow_private_callbacks=False)
    for number, cells in enumerate(_ORDER.rows, start=1)
]
_CAMPAIGN = Campaign(
    id=CAMPAIGN_ID,
    account_id="default",
    key_id="key_example",
    name=_ORDER.name,
    state=CampaignState.RUNNING,
    paused_because=None,
    template=_ORDER.template,
    columns=_ORDER.columns,
    at_a_time=_ORDER.at_a_time,
    budget_units=_ORDER.budget_units,
    spent_units=270_000,
    held_units=270_000,
    created_ms=CREATED_MS,
    ended_ms=None,
)
_STANDING = Standing(
    rows={**dict.fromkeys(RowStatus, 0), RowStatus.COMPLETED: 1, RowStatus.PROCESSING: 1},
    quoted_units=540_000,
    waiting_units=0,
)
CAMPAIGN_QUOTE: Json = campaigns.campaign_quote(_ORDER, _READ, shown=_READ, available_units=10_000 * 10_000)
CAMPAIGN: Json = campaigns.campaign_answer(
    _CAMPAIGN,
    _STANDING,
    downloads={
        kind: HOST
        + sign_link(b"the secret of the example", f"/results/campaigns/{CAMPAIGN_ID}.{kind}", 1_795_428_000)
        for kind in ("zip", "csv")
    },
)
CAMPAIGNS: Json = answers.page_answer([CAMPAIGN], total=1, page=1, page_size=20)
_ROW = Row(number=1, cells=_ORDER.rows[0], units=270_000, tries=1, task=_COMPLETED, provider="animatic")
CAMPAIGN_ROWS: Json = answers.page_answer(
    [campaigns.row_answer(_ROW, task=TASKS["completed"])], total=2, page=1, page_size=1
)
KEY_ID = "key_0a1b2c3d4e5f"


def _key(**changes: Any) -> Json:
    values: dict[str, Any] = {
        "id": KEY_ID,
        "name": "Render farm",
        "hint": "c02e",
        "role": "use",
        "created_ms": CREATED_MS,
        "revoked_ms": None,
        "used_ms": CREATED_MS + 5000,
        "limit_units": 500 * 10_000,
        "spent_units": _PRICE.units,
        "held_units": 0,
        "models": None,
        "current": False,
    }
    return account.key_answer(**{**values, **changes})


KEY: Json = _key(limit_units=1000 * 10_000)
NEW_KEY: Json = {**_key(used_ms=None, spent_units=0), "key": "sk-ihmkq5lmzrhqv2vb4nkn7uvc02e"}
REVOKED_KEY: Json = _key(revoked_ms=CREATED_MS + 3_600_000)
KEYS: Json = account.keys_answer([_key()])
USAGE: Json = account.usage_answer(
    last=date(2026, 11, 22), days=2, used={(20779, _CARD.id): (1, 5, _PRICE.units)}, released_units=0
)
PROVIDERS: Json = account.providers_answer(
    [
        account.provider_answer(
            name="animatic",
            local=True,
            models=tuple(CATALOGUE),
            rates={("720p", False): 0, ("720p", True): 0},
            tasks_max=2,
            illness=None,
            running=1,
            hours=[(0, 0)] * 22 + [(3, 0), (4, 1)],
            median_ms=2400,
        )
    ]
)
