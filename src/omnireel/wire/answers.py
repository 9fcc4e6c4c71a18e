"""The answers about tasks: values of `core` -> JSON-able dicts in the contract's shapes (sections 4, 6)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from omnireel.core.catalogue import (
    CATALOGUE,
    CATALOGUE_CREATED,
    CREDITS_PER_USD,
    UNITS_PER_CREDIT,
    ModelCard,
)
from omnireel.core.delivery import Delivery, DeliveryState, Try
from omnireel.core.ledger import Transfer, TransferKind
from omnireel.core.media import HELD_PREFIX
from omnireel.core.price import Quote, credits_number, quote, usd_number
from omnireel.core.request import ElementOrder, VideoRequest
from omnireel.core.route import Route
from omnireel.core.task import Attempt, Task, TaskState
from omnireel.errors import Detail

Json = dict[str, Any]

USER_GROUP = "default"

SUGGESTIONS: dict[str, str] = {
    "content_policy_violation": "Change the prompt or the media and submit again.",
    "invalid_parameters": "Mend the parameters that the message names and submit again.",
    "image_processing_error": "Check that the image can be downloaded and opened, or use another one.",
    "image_dimension_mismatch": "Resize the image and submit again.",
    "request_cancelled": "Submit again if the clip is still wanted.",
    "generation_failed_no_content": "Submit again, with another prompt if it fails again.",
    "service_error": "Submit again after 30 to 60 seconds.",
    "generation_timeout": "Submit again.",
    "resource_exhausted": "Submit again after 1 to 5 minutes.",
    "quota_exceeded": "Submit more slowly, or check the balance.",
    "service_unavailable": "Submit again a little later.",
    "resource_not_found": "Check the task id.",
    "unknown_error": "Ask the operator of this server.",
}
"""What to do about each error code of a failed task (contract 5.5)."""


def rfc3339(ms: int) -> str:
    """Unix milliseconds as RFC 3339 in UTC, with a fraction only where there is one."""
    moment = datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)
    spec = "milliseconds" if ms % 1000 else "seconds"
    return moment.isoformat(timespec=spec).replace("+00:00", "Z")


def _card(model: str) -> ModelCard | None:
    return CATALOGUE.get(model)


def _billing_rule(model: str) -> str:
    # Old tasks stay readable when a model has left the catalogue.
    card = _card(model)
    return card.rate.billing_rule if card else "per_second"


def _head(task: Task, *, state: TaskState, progress: int) -> Json:
    return {
        "created": task.created_ms // 1000,
        "id": task.id,
        "model": task.model,
        "object": "video.generation.task",
        "progress": progress,
        "status": state.value,
        "type": "video",
    }


def _task_info(task: Task, *, state: TaskState, estimated_s: int | None) -> Json:
    info: Json = {"can_cancel": not state.is_final}
    if estimated_s is not None and not state.is_final:
        info["estimated_time"] = estimated_s
    if task.seconds:
        info["video_duration"] = task.seconds
    return info


def _reserved(task: Task) -> Json:
    return {
        "billing_rule": _billing_rule(task.model),
        "credits_reserved": credits_number(task.held_units),
        "user_group": USER_GROUP,
    }


def first_estimate_s(task: Task) -> int:
    """How long the task was said to take at its creation; the card's figure for tasks of before that was kept."""
    card = _card(task.model)
    return task.estimated_s or (card.estimated_s if card else 0)


def creation_answer(task: Task) -> Json:
    """The answer to a creation (contract 4.1).

    Always the first answer, whatever has become of the task: a replay by Idempotency-Key gives the same body.
    """
    answer = _head(task, state=TaskState.PENDING, progress=0)
    answer["task_info"] = _task_info(task, state=TaskState.PENDING, estimated_s=first_estimate_s(task))
    answer["usage"] = _reserved(task)
    if task.warnings:
        answer["warnings"] = list(task.warnings)
    return answer


def task_answer(task: Task, *, link: str | None = None, estimated_s: int | None = None) -> Json:
    """A task as `GET /v1/tasks/{id}` and the callback show it (contract 6.1).

    `link` is the signed result link of a completed task; `estimated_s` the seconds left of a running one.
    """
    state = task.state
    answer = _head(task, state=state, progress=task.progress)
    answer["task_info"] = _task_info(task, state=state, estimated_s=estimated_s)
    if state is TaskState.COMPLETED:
        answer["results"] = [link] if link else []
    if task.result_data is not None:
        answer["result_data"] = json.loads(task.result_data)
    if state is TaskState.COMPLETED and task.started_ms is not None and task.finished_ms is not None:
        answer["duration"] = max(0, (task.finished_ms - task.started_ms + 500) // 1000)
    if state in (TaskState.FAILED, TaskState.CANCELLED):
        answer["error"] = _task_error(task)
    if not state.is_final:
        answer["usage"] = _reserved(task)
        return answer
    charged = credits_number(task.charged_units)
    answer["usage"] = {
        "billing_rule": _billing_rule(task.model),
        "credits_used": charged,
        "cost": {"credits": charged, "usd": usd_number(task.charged_units)},
        "user_group": USER_GROUP,
    }
    answer["billing"] = _billing(task)
    return answer


def _task_error(task: Task) -> Json:
    if task.state is TaskState.CANCELLED:
        code, message = "request_cancelled", "The task was cancelled by the user"
    else:
        code, message = "unknown_error", "The task failed"
    code, message = task.error_code or code, task.error_message or message
    error = {"code": code, "message": message, "type": "task_error"}
    if code in SUGGESTIONS:
        error["suggestion"] = SUGGESTIONS[code]
    return error


def _billing(task: Task) -> Json:
    refunded = task.held_units - task.charged_units
    billing: Json = {
        "refund_scope": "account_balance",
        "charge_status": "charged" if task.state is TaskState.COMPLETED else "released",
        "refund_status": "completed" if refunded else "not_required",
        "reserved_credits": credits_number(task.held_units),
        "charged_credits": credits_number(task.charged_units),
        "refunded_credits": credits_number(refunded),
    }
    if refunded and task.finished_ms is not None:
        billing["refunded_at"] = rfc3339(task.finished_ms // 1000 * 1000)
    return billing


def task_deleted_answer(task: Task) -> Json:
    """A task that its customer deleted."""
    return {"object": "video.generation.task.deleted", "id": task.id, "deleted": True}


def task_row(task: Task) -> Json:
    """A task as one line of a list (contract 6.5): no links."""
    return {
        "id": task.id,
        "status": task.state.value,
        "model": task.model,
        "type": "video",
        "progress": task.progress,
        "created_at": task.created_ms // 1000,
        "has_results": task.state is TaskState.COMPLETED,
        "has_error": task.state in (TaskState.FAILED, TaskState.CANCELLED),
        "credits_used": credits_number(task.charged_units),
    }


def list_answer(tasks: Iterable[Task], *, total: int, page: int, page_size: int) -> Json:
    """One page of tasks, newest first (contract 6.5)."""
    return {"data": [task_row(task) for task in tasks], "total": total, "page": page, "page_size": page_size}


def request_body(request: VideoRequest) -> Json:
    """The request as a creation body that asks for the same again, but for media that came within the body."""
    request = request.with_media(dict(request.media_given))
    card = _card(request.model)
    body: Json = {"model": request.model}
    if request.prompt:
        body["prompt"] = request.prompt
    params: Json = {}
    if request.element is not None:
        params = _element_params(request.element)
    else:
        takes_footage = request.video_url is not None
        fields: Json = {
            "duration": None if card is not None and card.follows == "video" else request.duration_s,
            "aspect_ratio": request.aspect_ratio,
            "quality": request.quality,
            "sound": None if takes_footage else "on" if request.sound else "off",
            "image_start": request.image_start,
            "image_end": request.image_end,
            "image_urls": [uri for uri in request.image_urls if not _is_held(uri)] or None,
            "video_url": request.video_url,
            "keep_original_sound": request.keep_original_sound if takes_footage else None,
        }
        body |= {name: value for name, value in fields.items() if value is not None and not _is_held(value)}
    if request.shots:
        shots = [
            {"index": shot.index, "prompt": shot.prompt, "duration": str(shot.duration_s)}
            for shot in request.shots
        ]
        params |= {"multi_shot": True, "shot_type": "customize", "multi_prompt": shots}
    if request.element_ids:
        params["element_list"] = [{"element_id": element_id} for element_id in request.element_ids]
    if request.watermark:
        params["watermark_info"] = {"enabled": True}
    if params:
        body["model_params"] = params
    if request.callback_url is not None:
        body["callback_url"] = request.callback_url
    return body


def _is_held(value: Any) -> bool:
    """Whether it is a name that only this server knows a file by."""
    return isinstance(value, str) and value.startswith(HELD_PREFIX)


def _element_params(order: ElementOrder) -> Json:
    params: Json = {
        "element_name": order.name,
        "element_description": order.description,
        "reference_type": order.reference_type,
    }
    if _is_held(order.video) or any(_is_held(uri) for uri in order.images):
        return params
    if order.video is not None:
        params["element_video_list"] = {"refer_videos": [{"video_url": order.video}]}
    else:
        frontal, *others = order.images
        params["element_image_list"] = {
            "frontal_image": frontal,
            "refer_images": [{"image_url": url} for url in others],
        }
    if order.voice_id is not None:
        params["element_voice_id"] = order.voice_id
    return params


def batch_answer(answers: Iterable[Json]) -> Json:
    """Several full tasks (contract 6.6): `answers` are made by `task_answer`."""
    return {"data": list(answers)}


def cancel_answer(task: Task) -> Json:
    """The answer to a cancellation that worked (contract 6.4)."""
    return {
        "id": task.id,
        "object": "task.cancelled",
        "status": "cancelled",
        "message": "Task has been cancelled successfully",
    }


def task_event(answer: Json, *, event_id: int | str) -> bytes:
    """A task answer as a server-sent event, named after the status."""
    data = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return f"id: {event_id}\nevent: {answer['status']}\ndata: {data}\n\n".encode()


# --- money ---------------------------------------------------------------------------------------


def credits_answer(
    *,
    account_remaining_units: int,
    account_used_units: int,
    key_limit_units: int | None,
    key_used_units: int,
    key_held_units: int = 0,
) -> Json:
    """`GET /v1/credits` (contract 10.1). A key without a limit may use what the account has. What is held for
    running tasks is neither used nor remaining, for the account as for the key."""
    unlimited = key_limit_units is None
    left = account_remaining_units
    if key_limit_units is not None:
        left = max(0, key_limit_units - key_used_units - key_held_units)
    return {
        "success": True,
        "message": "",
        "data": {
            "token": {
                "remaining_credits": credits_number(left),
                "unlimited_credits": unlimited,
                "used_credits": credits_number(key_used_units),
            },
            "user": {
                "remaining_credits": credits_number(account_remaining_units),
                "used_credits": credits_number(account_used_units),
            },
        },
    }


def _price(card: ModelCard, priced: Quote) -> Json:
    return {
        "credits": credits_number(priced.units),
        "usd": usd_number(priced.units),
        "seconds": priced.seconds,
        "billing_rule": card.rate.billing_rule,
        "rule": priced.rule,
    }


def quote_answer(
    card: ModelCard,
    *,
    priced: Quote | None,
    route: Route | None,
    available_units: int,
    errors: Sequence[Detail] = (),
    warnings: Sequence[str] = (),
) -> Json:
    """The answer to `?dry_run=true`: what a request would cost and where it would run (not in the contract)."""
    return {
        "object": "video.generation.quote",
        "model": card.id,
        "price": None if priced is None else _price(card, priced),
        "route": None if route is None else {"provider": route.provider, "why": route.why},
        "balance": {
            "available_credits": credits_number(available_units),
            "sufficient": None if priced is None else priced.units <= available_units,
        },
        "errors": [{"param": detail.param, "message": detail.message, **detail.extra} for detail in errors],
        "warnings": list(warnings),
    }


def statement_answer(task: Task, attempts: Iterable[Attempt], transfers: Iterable[Transfer]) -> Json:
    """What a task cost and why: its price, its tries and every movement of its credits (not in the contract)."""
    booked = list(transfers)

    def total(kind: TransferKind) -> int | float:
        return credits_number(sum(transfer.units for transfer in booked if transfer.kind is kind))

    return {
        "object": "task.statement",
        "task_id": task.id,
        "status": task.state.value,
        "price": _task_price(task),
        "attempts": [
            {
                "number": attempt.number,
                "provider": attempt.provider,
                "why": attempt.why,
                "state": attempt.state.value,
                "note": attempt.note,
                "started_at": rfc3339(attempt.started_ms),
                "ended_at": None if attempt.ended_ms is None else rfc3339(attempt.ended_ms),
            }
            for attempt in attempts
        ],
        "transfers": [
            {
                "id": transfer.id,
                "kind": transfer.kind.value,
                "credits": credits_number(transfer.units),
                "note": transfer.note,
                "created_at": rfc3339(transfer.created_ms),
            }
            for transfer in booked
        ],
        "totals": {
            "held": total(TransferKind.HOLD),
            "charged": total(TransferKind.POST),
            "released": total(TransferKind.RELEASE),
        },
    }


def _task_price(task: Task) -> Json:
    """The price that was agreed, with its arithmetic as far as today's rates still give it."""
    card, request = _card(task.model), task.request
    if card is not None and (card.rate.billing_rule == "per_call" or request.quality in card.qualities):
        priced = quote(card, seconds=task.seconds, quality=request.quality, sound=request.sound)
        if priced.units == task.held_units:
            return _price(card, priced)
    return {
        "credits": credits_number(task.held_units),
        "usd": usd_number(task.held_units),
        "seconds": task.seconds,
        "billing_rule": _billing_rule(task.model),
        "rule": "the rates of the day of the request",
    }


def session_answer(*, key_id: str, name: str, hint: str, upload_bytes_max: int) -> Json:
    """Which key a browser is signed in with, and what it may send (not in the contract). `hint`: the last
    characters of the key."""
    key = {"id": key_id, "name": name, "hint": hint}
    return {"object": "session", "key": key, "upload_bytes_max": upload_bytes_max}


# --- callbacks -----------------------------------------------------------------------------------


def delivery_answer(delivery: Delivery) -> Json:
    """A callback and what has become of it (not in the contract)."""
    waits = delivery.state is DeliveryState.WAITING
    return {
        "id": delivery.id,
        "object": "delivery",
        "task_id": delivery.task_id,
        "url": delivery.url,
        "state": delivery.state.value,
        "tries": delivery.tries_before + delivery.tries,
        "note": delivery.note,
        "created_at": rfc3339(delivery.created_ms),
        "ended_at": None if delivery.ended_ms is None else rfc3339(delivery.ended_ms),
        "next_try_at": rfc3339(delivery.due_ms) if waits else None,
    }


def delivery_with_tries(delivery: Delivery, tries: Iterable[Try]) -> Json:
    """A callback with every try."""
    made = [
        {
            "number": one.number,
            "at": rfc3339(one.at_ms),
            "took_ms": one.took_ms,
            "status": one.status,
            "note": one.note,
            "answer": one.answer,
        }
        for one in tries
    ]
    return {**delivery_answer(delivery), "log": made}


def deliveries_answer(deliveries: Iterable[Delivery], *, total: int, page: int, page_size: int) -> Json:
    """One page of callbacks, newest first."""
    data = [delivery_answer(delivery) for delivery in deliveries]
    return {"data": data, "total": total, "page": page, "page_size": page_size}


def redelivered_answer(deliveries: Iterable[Delivery], *, count: int) -> Json:
    """The callbacks that are sent again: the first of them, and how many they are."""
    return {"object": "list", "data": [delivery_answer(delivery) for delivery in deliveries], "count": count}


def webhook_secret_answer(secret: str, *, turned_ms: int | None) -> Json:
    """What the account's callbacks are signed with, and since when if it is not the first secret."""
    return {
        "object": "webhook.secret",
        "secret": secret,
        "turned_at": None if turned_ms is None else rfc3339(turned_ms),
    }


# --- elements ------------------------------------------------------------------------------------


def element_answer(
    *, id: str, name: str, description: str, reference_type: str, created_ms: int, task_id: str | None
) -> Json:
    """A custom element (not in the contract)."""
    return {
        "object": "element",
        "element_id": id,
        "element_name": name,
        "element_description": description,
        "reference_type": reference_type,
        "status": "ready",
        "task_id": task_id,
        "created_at": rfc3339(created_ms),
    }


def page_answer(data: Sequence[Json], *, total: int, page: int, page_size: int) -> Json:
    """One page of a list."""
    return {"data": list(data), "total": total, "page": page, "page_size": page_size}


def element_deleted_answer(element_id: str) -> Json:
    return {"object": "element.deleted", "element_id": element_id, "deleted": True}


# --- models --------------------------------------------------------------------------------------


def model_answer(card: ModelCard) -> Json:
    """One entry of the list of models."""
    return {
        "id": card.id,
        "object": "model",
        "created": CATALOGUE_CREATED,
        "owned_by": "omnireel",
    }


def card_answer(card: ModelCard, schema: Json) -> Json:
    """One model with all that a form needs: fields (`schema`: the JSON Schema of its body), limits and prices."""
    limits: Json = {
        "prompt_characters_max": card.prompt_chars_max,
        "shots_max": card.shots_max,
        "shot_prompt_characters_max": card.shot_prompt_chars_max,
        "elements_max": card.elements_max,
        "images_max": card.images_max,
        "images_and_elements_max": card.images_and_elements_max,
        "elements_with_first_frame_max": card.elements_with_start_max,
    }
    if card.images_max:
        image = card.image_limits
        limits["image"] = {
            "formats": list(image.formats),
            "bytes_max": image.bytes_max,
            "side_min_px": image.side_min_px,
            "ratio_max": image.ratio_max,
        }
    if (video := card.video_limits) is not None:
        limits["video"] = {
            "formats": list(video.formats),
            "bytes_max": video.bytes_max,
            "duration_min_s": video.duration_min_s,
            "duration_max_s": video.duration_max_s,
            "side_min_px": video.side_min_px,
            "side_max_px": video.side_max_px,
            "height_bounded": video.height_bounded,
            "fps_min": video.fps_min,
            "fps_max": video.fps_max,
        }
    return {
        **model_answer(card),
        "title": card.title,
        "mode": card.mode,
        "follows": card.follows,
        "limits": limits,
        "pricing": _pricing(card),
        "schema": schema,
    }


def _pricing(card: ModelCard) -> Json:
    rate = card.rate
    pricing: Json = {"billing_rule": rate.billing_rule}
    if rate.billing_rule == "per_call":
        return {**pricing, "credits": credits_number(rate.units), "usd": usd_number(rate.units)}
    each = []
    for (quality, sound), milli in rate.multipliers_milli.items():
        # Multiplied by thousandths and not rounded yet: what is rounded is the sum (contract 7.2).
        units = Decimal(rate.units * milli) / 1000
        per_second = units / UNITS_PER_CREDIT
        each.append(
            {
                "quality": quality,
                "sound": "on" if sound else "off",
                "credits_per_second": float(per_second),
                "usd_per_second": float(per_second / CREDITS_PER_USD),
                "popular": (quality, sound) == rate.popular,
            }
        )
    minimum = rate.units * rate.seconds_min
    return {
        **pricing,
        "rates": each,
        "minimum": {"credits": credits_number(minimum), "usd": usd_number(minimum), "seconds": rate.seconds_min},
    }


def models_answer(cards: Iterable[ModelCard]) -> Json:
    """`GET /v1/models` (contract 10.2)."""
    return {"object": "list", "data": [model_answer(card) for card in cards]}
