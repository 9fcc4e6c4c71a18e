"""/v1/elements: the account's custom elements. They are made by `kling-custom-element`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from omnireel.api.context import answer, caller_of, studio_of
from omnireel.api.query import PAGE_MAX, PAGE_SIZE_MAX, number
from omnireel.store.elements import Element
from omnireel.wire.answers import element_answer, element_deleted_answer, page_answer

router = APIRouter()


def _shown(element: Element) -> dict[str, Any]:
    return element_answer(
        id=element.id,
        name=element.name,
        description=element.description,
        reference_type=element.reference_type,
        created_ms=element.created_ms,
        task_id=element.task_id,
    )


@router.get("/v1/elements")
async def list_elements(request: Request) -> Response:
    """A page of the account's elements, newest first."""
    caller = await caller_of(request)
    page = number(request, "page", default=1, low=1, high=PAGE_MAX)
    page_size = number(request, "page_size", default=20, low=1, high=PAGE_SIZE_MAX)
    found, total = await studio_of(request).elements(caller, page=page, page_size=page_size)
    return answer(page_answer([_shown(one) for one in found], total=total, page=page, page_size=page_size))


@router.get("/v1/elements/{element_id}")
async def get_element(request: Request, element_id: str) -> Response:
    """One element."""
    caller = await caller_of(request)
    return answer(_shown(await studio_of(request).element(caller, element_id)))


@router.delete("/v1/elements/{element_id}")
async def delete_element(request: Request, element_id: str) -> Response:
    """Delete an element."""
    caller = await caller_of(request)
    await studio_of(request).delete_element(caller, element_id)
    return answer(element_deleted_answer(element_id))
