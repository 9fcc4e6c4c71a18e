"""Every limit of pictures and footage, for every model that takes them (tests/support/contract.py)."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

import pytest

from api.stand import CREATE, Stand
from support.contract import EDIT, ELEMENT, IMAGES, PARAMS, REFERENCE, Media, clips, pictures
from support.media import encoded, movie, scene

PICTURES = [case for model in (IMAGES, REFERENCE, EDIT, ELEMENT) for case in pictures(model)]
CLIPS = [case for model in (REFERENCE, EDIT, ELEMENT) for case in clips(model)]


async def wrong_fields(stand: Stand, body: dict[str, Any]) -> list[str]:
    """What a dry run names."""
    answer = await stand.client.post(CREATE, params={"dry_run": "true"}, json=body)
    assert answer.status_code == 200, answer.text
    return [error["param"] for error in answer.json()["errors"]]


@lru_cache
def picture(w: int, h: int, kind: str) -> str:
    data = encoded(scene(w, h), f".{kind}")
    return f"data:image/{kind};base64," + base64.b64encode(data).decode()


@lru_cache
def footage(made: tuple[tuple[str, Any], ...]) -> bytes:
    return movie(**dict(made))


@pytest.mark.parametrize("case", PICTURES, ids=str)
async def test_pictures(still: Stand, case: Media) -> None:
    uri = picture(**case.made)
    body: dict[str, Any] = {"model": case.model.id, **case.model.least}
    body.pop("video_url", None)
    if case.model is IMAGES:
        body["image_start"], param = uri, "image_start"
    elif case.model is ELEMENT:
        images = {"frontal_image": uri, "refer_images": [{"image_url": picture(300, 300, "png")}]}
        body[PARAMS] = {**case.model.least[PARAMS], "element_image_list": images}
        param = f"{PARAMS}.element_image_list.frontal_image"
    else:
        # Footage that lies elsewhere is looked at by the worker: it does not hinder here.
        body |= {"video_url": case.model.least["video_url"], "image_urls": [uri]}
        param = "image_urls.0"
    assert await wrong_fields(still, body) == ([] if case.good else [param])


@pytest.mark.parametrize("case", CLIPS, ids=str)
async def test_footage(still: Stand, case: Media) -> None:
    upload = await still.client.post(
        "/api/v1/files/upload/stream", files={"file": ("a.mp4", footage(tuple(case.made.items())))}
    )
    file_id = upload.json()["data"]["file_id"]
    body: dict[str, Any] = {"model": case.model.id, **case.model.least, "video_url": file_id}
    param = "video_url"
    if case.model is ELEMENT:
        body = {"model": ELEMENT.id, PARAMS: {**ELEMENT.least[PARAMS], "reference_type": "video_refer"}}
        body[PARAMS]["element_video_list"] = {"refer_videos": [{"video_url": file_id}]}
        param = f"{PARAMS}.element_video_list.refer_videos.0.video_url"
    assert await wrong_fields(still, body) == ([] if case.good else [param])
