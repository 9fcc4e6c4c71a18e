"""The models that take media and elements, from the request to the result: what is checked when, what it costs."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from api.stand import CREATE, HOST, Stand
from api.test_files import Elsewhere
from omnireel.core.catalogue import CATALOGUE
from omnireel.core.media import HELD_PREFIX
from omnireel.media.outbound import Outbound, OutboundError
from omnireel.store import tasks
from omnireel.studio.inputs import Inputs
from support.media import encoded, movie, scene

IMAGE, REFERENCE = "kling-o3-image-to-video", "kling-o3-reference-to-video"
EDIT, ELEMENT = "kling-o3-video-edit", "kling-custom-element"
PNG = encoded(scene(400, 320))
JPG = encoded(scene(300, 300, 1), ".jpg")
CLIP = movie(1280, 720, seconds=3.2)
LINK, CLIP_LINK = "https://media.example.com/a.png", "https://media.example.com/a.mp4"


def data_url(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


async def upload(stand: Stand, data: bytes, name: str = "a.png") -> dict[str, Any]:
    answer = await stand.client.post("/api/v1/files/upload/stream", files={"file": (name, data)})
    made: dict[str, Any] = answer.json()["data"]
    return made


def there_is(monkeypatch: pytest.MonkeyPatch, *parts: bytes, error: Exception | None = None) -> Elsewhere:
    there = Elsewhere(*parts, error=error)
    monkeypatch.setattr(Outbound, "download", lambda self, *args: there.download(*args))
    return there


async def refused(stand: Stand, param: str, **fields: Any) -> str:
    """The message of a 400 that names `param`; nothing was created or held."""
    answer = await stand.client.post(CREATE, json=fields)
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert (error["code"], error["param"]) == ("invalid_request", param), error
    assert (await stand.client.get("/v1/tasks")).json()["total"] == 0
    return str(error["message"])


async def failed(stand: Stand, **fields: Any) -> tuple[str, str]:
    """(code, message) of a task that fails, every credit released."""
    made = await stand.create(**fields)
    await stand.reached(made["id"])
    shown = (await stand.client.get(f"/v1/tasks/{made['id']}")).json()
    assert shown["status"] == "failed"
    assert shown["usage"]["credits_used"] == 0
    assert shown["billing"]["refunded_credits"] == shown["billing"]["reserved_credits"]
    return shown["error"]["code"], shown["error"]["message"]


def element_of_pictures(*uris: str) -> dict[str, Any]:
    return {
        "model": ELEMENT,
        "prompt": None,
        "model_params": {
            "element_name": "Mara",
            "element_description": "Young woman, green raincoat",
            "reference_type": "image_refer",
            "element_image_list": {
                "frontal_image": uris[0],
                "refer_images": [{"image_url": uri} for uri in uris[1:]],
            },
        },
    }


async def make_element(stand: Stand) -> str:
    shown = await stand.completed(**element_of_pictures(data_url(PNG), data_url(JPG)))
    element_id: str = shown["result_data"]["element_id"]
    return element_id


# --- every model, from request to result ---------------------------------------------------------


async def test_image_to_video(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    there_is(monkeypatch, PNG)
    shown = await stand.completed(
        model=IMAGE, prompt="<<<image_1>>> becomes <<<image_2>>>", image_start=LINK, image_end=data_url(JPG)
    )
    assert (shown["task_info"]["video_duration"], shown["usage"]["credits_used"]) == (5, 27)
    assert shown["results"][0].startswith(f"{HOST}/results/")


async def test_reference_to_video(stand: Stand) -> None:
    file = await upload(stand, CLIP, "walk.mp4")
    made = await stand.create(
        model=REFERENCE,
        prompt="A fox follows <<<video_1>>>",
        video_url=file["file_url"],
        sound="on",
        duration=10,
        quality="1080p",
    )
    assert made["warnings"] == ["Field 'sound' does not apply to kling-o3-reference-to-video and was ignored."]
    assert made["usage"]["credits_reserved"] == 108.054
    assert (await stand.reached(made["id"])).charged_units == 1_080_540


async def test_an_edit_is_held_on_its_footage_and_settled_on_the_result(stand: Stand) -> None:
    """Held on ceil(3.2) = 4 s; the scripted clip's own length decides what is charged, at least 3 s."""
    file = await upload(stand, CLIP, "walk.mp4")
    made = await stand.create(model=EDIT, prompt="make <<<video_1>>> night", video_url=file["file_id"])
    assert (made["task_info"]["video_duration"], made["usage"]["credits_reserved"]) == (4, 32.4)
    shown = await stand.reached(made["id"])
    assert (shown.charged_units, shown.held_units) == (243_000, 324_000)


@pytest.mark.parametrize(
    ("seconds", "held_s", "settled_s"),
    [(7.2, 8, 7), (7.5, 8, 8), (10.04, 11, 10)],  # contract 7.3, and the half that is rounded up
)
async def test_an_edit_is_held_on_the_ceiling_and_settled_on_the_nearest_second(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, seconds: float, held_s: int, settled_s: int
) -> None:
    clip = stand.platform.settings.data_dir / "clip.mp4"
    clip.write_bytes(movie(720, 720, seconds=seconds))
    monkeypatch.setattr("omnireel.providers.scripted.SAMPLE_CLIP", clip)
    file = await upload(stand, clip.read_bytes(), "walk.mp4")
    made = await stand.create(model=EDIT, prompt="night", video_url=file["file_id"])
    done = await stand.reached(made["id"])
    assert (done.held_units, done.charged_units) == (held_s * 81_000, settled_s * 81_000)


async def test_the_hold_of_a_remote_edit_follows_its_length(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    there_is(monkeypatch, CLIP)
    made = await stand.create(model=EDIT, prompt="night", video_url=CLIP_LINK)
    assert made["usage"]["credits_reserved"] == 40.5  # of five seconds, since nobody knows yet
    done = await stand.reached(made["id"])
    assert (done.seconds, done.held_units, done.charged_units) == (4, 324_000, 243_000)
    kinds = [
        transfer["kind"]
        for transfer in (await stand.client.get(f"/v1/tasks/{made['id']}/statement")).json()["transfers"]
    ]
    assert sorted(kinds) == ["hold", "post", "reduce", "release"]


async def test_a_longer_remote_edit_holds_more_or_fails(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    there_is(monkeypatch, movie(720, 720, seconds=6.1))
    made = await stand.create(model=EDIT, prompt="night", video_url=CLIP_LINK)
    done = await stand.reached(made["id"])
    assert (done.seconds, done.held_units) == (7, 567_000)
    poor = stand.client_of(await stand.make_key("poor", credits=41))
    task_id = (await poor.post(CREATE, json={"model": EDIT, "prompt": "x", "video_url": CLIP_LINK})).json()["id"]
    task = await stand.reached(task_id)
    assert (task.error_code, task.charged_units, task.held_units) == ("quota_exceeded", 0, 405_000)


@pytest.mark.parametrize("by", ["pictures", "video", "older video"])
async def test_an_element_is_made_once_and_used_by_its_id(stand: Stand, by: str) -> None:
    if by == "pictures":
        fields = element_of_pictures(data_url(PNG), data_url(JPG))
    else:
        clip = (await upload(stand, CLIP, "jo.mp4"))["file_id"]
        videos = {"video_url": clip} if by == "older video" else {"refer_videos": [{"video_url": clip}]}
        params = {
            "element_name": "Jo",
            "element_description": "A man",
            "reference_type": "video_refer",
            "element_video_list": videos,
            "element_voice_id": "829824295735410756",
        }
        fields = {"model": ELEMENT, "prompt": None, "model_params": params}
    shown = await stand.completed(**fields)
    assert (shown["results"], shown["usage"]["credits_used"]) == ([], 1)
    assert (shown["usage"]["billing_rule"], shown["usage"]["cost"]["usd"]) == ("per_call", 0.0139)
    assert "video_duration" not in shown["task_info"]
    element_id = shown["result_data"]["element_id"]
    name = "Mara" if by == "pictures" else "Jo"
    assert shown["result_data"]["elements"] == [{"element_id": element_id, "element_name": name}]
    assert len(element_id) == 18
    [listed] = (await stand.client.get("/v1/elements")).json()["data"]
    assert listed == (await stand.client.get(f"/v1/elements/{element_id}")).json()
    assert (listed["element_name"], listed["task_id"], listed["status"]) == (name, shown["id"], "ready")
    params = {"element_list": [{"element_id": int(element_id)}]}
    await stand.completed(prompt="<<<element_1>>> walks", model_params=params)
    # With footage, only an element of pictures can be used (contract 2.5).
    file = await upload(stand, CLIP, "walk.mp4")
    answer = await stand.client.post(
        CREATE, json={"model": EDIT, "prompt": "x", "video_url": file["file_id"], "model_params": params}
    )
    assert answer.status_code == (200 if by == "pictures" else 400)
    if by != "pictures":
        assert answer.json()["error"]["param"] == "model_params.element_list.0.element_id"
        assert "video_refer cannot be used with footage" in answer.json()["error"]["message"]


async def test_elements_are_their_accounts_own_and_can_be_deleted(stand: Stand) -> None:
    element_id = await make_element(stand)
    other = stand.client_of(await stand.make_key("other"))
    path = f"/v1/elements/{element_id}"
    params = {"model_params": {"element_list": [{"element_id": element_id}]}}
    for client in (other, stand.client):
        if client is stand.client:
            assert (await client.delete(path)).json()["deleted"] is True
        assert (await client.get(path)).status_code == 404
        assert (await client.delete(path)).status_code == 404
        assert (await client.get("/v1/elements")).json()["total"] == 0
        answer = await client.post(CREATE, json={"model": "kling-o3-text-to-video", "prompt": "x", **params})
        assert answer.json()["error"]["param"] == "model_params.element_list.0.element_id"


# --- what is here already is looked at at once ----------------------------------------------------

BAD_PICTURES = {
    "small": (encoded(scene(299, 400)), "width and height must be at least 300 px (got 299x400)"),
    "long": (encoded(scene(760, 300)), "the ratio of its sides must be between 1:2.5 and 2.5:1 (got 760x300)"),
    "cut off": (PNG[: len(PNG) // 3], "cannot be decoded"),
    "no picture": (b"%PDF-1.7 and so on and so forth, for a while" * 4, "unsupported file type"),
    "a video": (CLIP, "must be a picture (got mp4)"),
}


@pytest.mark.parametrize("what", list(BAD_PICTURES))
async def test_a_bad_picture_that_is_here_is_a_400(still: Stand, what: str) -> None:
    data, message = BAD_PICTURES[what]
    said = await refused(still, "image_urls.1", model=IMAGE, prompt="x", image_urls=[LINK, data_url(data)])
    assert said.startswith("image_urls.1 ")
    assert message in said


@pytest.mark.parametrize("size", [(300, 300), (750, 300), (300, 750)])
async def test_pictures_at_the_limit_are_good(still: Stand, size: tuple[int, int]) -> None:
    await still.create(model=IMAGE, image_start=data_url(encoded(scene(*size), ".jpg")))


@pytest.mark.parametrize(
    "uri", ["data:image/png;base64,@@@", "data:image/png,abc", "file_" + "a" * 26, "ftp://x/a"]
)
async def test_a_bad_reference_is_a_400(still: Stand, uri: str) -> None:
    await refused(still, "image_start", model=IMAGE, prompt="x", image_start=uri)


async def test_a_picture_over_ten_megabytes_is_refused(still: Stand) -> None:
    noise = data_url(PNG + b"\0" * 10 * 1024**2)
    assert "at most 10 MB" in await refused(still, "image_start", model=IMAGE, prompt="x", image_start=noise)


BAD_CLIPS = {
    "short": ({"seconds": 2.9}, "must last between 3 and 10.05 s (got 2.92)"),
    "small": ({"w": 640, "h": 720}, "width must be between 720 and 2160 px (got 640)"),
    "slow": ({"fps": 20}, "must have between 24 and 60 frames a second (got 20)"),
}


@pytest.mark.parametrize("what", list(BAD_CLIPS))
async def test_bad_footage_that_is_here_is_a_400(still: Stand, what: str) -> None:
    options, message = BAD_CLIPS[what]
    file = await upload(still, movie(**{"w": 720, "h": 720, **options}), "a.mp4")
    said = await refused(still, "video_url", model=EDIT, prompt="x", video_url=file["download_url"])
    assert said == f"video_url {message}"


async def test_another_accounts_file_and_a_deleted_one_are_400(still: Stand) -> None:
    file = await upload(still, PNG)
    other = still.client_of(await still.make_key("other"))
    answer = await other.post(CREATE, json={"model": IMAGE, "prompt": "x", "image_start": file["file_id"]})
    assert answer.json()["error"]["param"] == "image_start"
    await still.client.delete(f"/api/v1/files/{file['file_id']}")
    assert "was deleted" in await refused(
        still, "image_start", model=IMAGE, prompt="x", image_start=file["file_url"]
    )


async def test_what_was_asked_for_names_media_as_they_were_given(stand: Stand) -> None:
    """The body of a task makes it again: with its uploads by their links, without what came in the body itself."""
    file = await upload(stand, PNG)
    made = await stand.create(
        model=IMAGE, image_start=file["file_url"], image_urls=[file["file_id"], data_url(JPG)]
    )
    await stand.reached(made["id"])
    shown = (await stand.client.get(f"/v1/tasks/{made['id']}", params={"include": "request"})).json()
    assert shown["request"]["image_start"] == file["file_url"]
    assert shown["request"]["image_urls"] == [file["file_id"]]
    again = await stand.client.post(CREATE, json=shown["request"])
    assert again.status_code == 200, again.text
    first, second = [
        await stand.platform.store.read(tasks.get_task(one)) for one in (made["id"], again.json()["id"])
    ]
    assert first.request.image_start == second.request.image_start  # held as the same picture
    alike = await stand.create(
        model=IMAGE, image_start=file["file_id"], image_urls=[file["file_url"], data_url(JPG)]
    )
    third = await stand.platform.store.read(tasks.get_task(alike["id"]))
    assert third.request.seed == first.request.seed  # how it was given does not change what is drawn


async def test_what_a_task_needs_outlives_its_upload(stand: Stand) -> None:
    await stand.play("slow")
    file = await upload(stand, PNG)
    made = await stand.create(model=IMAGE, image_start=file["file_id"])
    await stand.reached(made["id"], "processing")
    await stand.client.delete(f"/api/v1/files/{file['file_id']}")
    held = await stand.platform.store.read(tasks.get_task(made["id"]))
    assert held.request.image_start is not None
    assert held.request.image_start.startswith(HELD_PREFIX)
    name = f"{made['id']}.{held.request.image_start.removeprefix(HELD_PREFIX)}"
    path = stand.platform.inputs.folder.path(name)
    assert path.read_bytes() == PNG
    await stand.client.delete(f"/v1/tasks/{made['id']}")
    await stand.reached(made["id"])
    await stand.platform.janitor.sweep_files()  # too young to be swept, but let go of by its worker


async def test_a_dry_run_names_the_price_of_the_footage(still: Stand) -> None:
    file = await upload(still, CLIP, "walk.mp4")
    body = {"model": EDIT, "prompt": "night", "video_url": file["file_id"], "quality": "1080p"}
    quoted = (await still.client.post(CREATE, params={"dry_run": "true"}, json=body)).json()
    assert (quoted["price"]["seconds"], quoted["price"]["credits"]) == (4, 43.2216)
    assert quoted["errors"] == []


# --- what lies elsewhere fails the task -----------------------------------------------------------

REMOTE_PICTURES = {
    "gone": (
        b"",
        OutboundError("media.example.com answered 404"),
        "image_processing_error",
        "cannot be downloaded",
    ),
    "cut off": (PNG[: len(PNG) // 3], None, "image_processing_error", "cannot be decoded"),
    "small": (encoded(scene(240, 426)), None, "image_dimension_mismatch", "at least 300 px (got 240x426)"),
    "large": (PNG + b"\0" * 10 * 1024**2, None, "invalid_parameters", "at most 10 MB"),
    "zip": (b"PK\x03\x04" * 40, None, "invalid_parameters", "Unsupported file type: application/zip"),
}


@pytest.mark.parametrize("what", list(REMOTE_PICTURES))
async def test_a_bad_remote_picture_fails_the_task(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    data, error, code, words = REMOTE_PICTURES[what]
    there_is(monkeypatch, data, error=error)
    got, message = await failed(stand, model=IMAGE, image_start=LINK)
    assert (got, message.startswith("image_start: "), words in message) == (code, True, True), message


@pytest.mark.parametrize(
    ("data", "error"), [(b"", OutboundError("x answered 403")), (PNG, None), (CLIP[:999], None)]
)
async def test_bad_remote_footage_fails_the_task(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, data: bytes, error: Exception | None
) -> None:
    there_is(monkeypatch, data, error=error)
    code, message = await failed(stand, model=REFERENCE, video_url=CLIP_LINK)
    assert (code, message.startswith("video_url: ")) == ("invalid_parameters", True), message


def test_every_model_of_the_contract_is_served() -> None:
    assert list(CATALOGUE) == ["kling-o3-text-to-video", IMAGE, REFERENCE, EDIT, ELEMENT]


async def test_a_file_that_ends_between_the_look_and_the_hold_is_no_fault_of_the_server(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = (await upload(stand, PNG))["file_id"]
    look = Inputs.look

    async def look_and_lose(self: Inputs, *args: Any) -> Any:
        looked = await look(self, *args)
        for local in looked.found.values():
            local.path.unlink()
        return looked

    monkeypatch.setattr(Inputs, "look", look_and_lose)
    message = await refused(stand, "image_start", model=IMAGE, prompt="x", image_start=file_id)
    assert "is not there" in message
    assert list(stand.platform.studio._inputs.folder.path("x").parent.glob("*")) == []


async def test_a_clip_of_this_server_is_taken_by_its_link(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edit what was made here: the link leads to this machine, which no download may reach."""
    clip = stand.platform.settings.data_dir / "clip.mp4"
    clip.write_bytes(CLIP)
    monkeypatch.setattr("omnireel.providers.scripted.SAMPLE_CLIP", clip)
    [link] = (await stand.completed())["results"]
    made = await stand.create(model=EDIT, prompt="make it night", video_url=link)
    assert made["usage"]["credits_reserved"] == pytest.approx(4 * 8.1)  # its length is known at once: 3.2 s
    assert (await stand.reached(made["id"])).state == "completed"
    forged = link.replace("signature=", "signature=x")
    answer = await stand.client.post(CREATE, json={"model": EDIT, "prompt": "night", "video_url": forged})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == "video_url"
    assert "is a link of this server to no clip" in answer.json()["error"]["message"]
