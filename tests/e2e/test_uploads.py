"""Large files against a real server process: streamed to disk, never in memory; and all models that take them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from omnireel.client import AsyncClient, Client
from omnireel.errors import NotFoundError, OmnireelError
from support.media import encoded, movie, scene
from support.servers import KEY, ServerProcess

MB = 1024 * 1024
BOUNDARY = "frontier-of-the-test"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    one = ServerProcess(tmp_path_factory.mktemp("uploads") / "data").start()
    yield one
    one.stop()


def peak_bytes(server: ServerProcess) -> int:
    """The most memory that the server ever had resident (Linux)."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def form(size: int) -> Iterator[bytes]:
    """A multipart body with one MP4 of `size` bytes, made as it is sent."""
    yield (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="large.mp4"\r\n'
        "Content-Type: video/mp4\r\n\r\n"
    ).encode()
    yield b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"
    block = b"\0" * MB
    for _ in range(size // MB - 1):
        yield block
    yield block[:-32]
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def client_of(server: ServerProcess) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers={"authorization": f"Bearer {KEY}"}, timeout=120)


def test_a_hundred_megabytes_add_less_than_twenty_to_the_server(server: ServerProcess) -> None:
    headers = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    with client_of(server) as client:

        def send(size: int) -> dict[str, Any]:
            answer = client.post("/api/v1/files/upload/stream", content=form(size), headers=headers)
            assert answer.status_code == 200, answer.text
            made: dict[str, Any] = answer.json()["data"]
            return made

        send(MB)  # everything is loaded and warm
        before = peak_bytes(server)
        made = send(100 * MB)
        assert made["file_size"] == 100 * MB
        assert peak_bytes(server) - before < 20 * MB
        assert client.delete(f"/api/v1/files/{made['file_id']}").json()["success"] is True


def test_the_sdk_uploads_a_hundred_megabytes_without_holding_them(server: ServerProcess, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.write(b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41")
        file.truncate(100 * MB)
    program = (
        "import resource, sys\n"
        "from omnireel.client import Client\n"
        "with Client(*sys.argv[2:]) as client:\n"
        "    client.credits()\n"
        "    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "    made = client.files.upload(sys.argv[1])\n"
        "    client.files.delete(made.file_id)\n"
        "    print(made.file_size, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(large), server.url, server.key],
        capture_output=True,
        text=True,
        check=True,
    )
    size, grown_mb = map(int, done.stdout.split())
    assert size == 100 * MB
    assert grown_mb < 20


def test_all_five_models_from_request_to_result_on_the_animatic(server: ServerProcess) -> None:
    with client_of(server) as client:

        def upload(data: bytes, name: str) -> str:
            answer = client.post("/api/v1/files/upload/stream", files={"file": (name, data)})
            link: str = answer.json()["data"]["file_url"]
            return link

        def done(model: str, **fields: Any) -> dict[str, Any]:
            made = client.post("/v1/videos/generations", json={"model": model, **fields}).json()
            with client.stream("GET", f"/v1/tasks/{made['id']}/events", timeout=120) as events:
                for _ in events.iter_lines():
                    pass  # until the server ends the stream with the task
            shown: dict[str, Any] = client.get(f"/v1/tasks/{made['id']}").json()
            assert shown["status"] == "completed", shown
            return shown

        def told(shown: dict[str, Any]) -> dict[str, Any]:
            clip = client.get(shown["results"][0])
            assert clip.content[4:8] == b"ftyp"
            found: dict[str, Any] = shown["result_data"]["interpretation"]
            return found

        picture, other = (upload(encoded(scene(400, 320, n)), f"{n}.png") for n in (1, 2))
        footage = upload(movie(720, 720, seconds=3.0), "walk.mp4")
        made = done(
            "kling-custom-element",
            model_params={
                "element_name": "Mara",
                "element_description": "A woman in red",
                "reference_type": "image_refer",
                "element_image_list": {"frontal_image": picture, "refer_images": [{"image_url": other}]},
            },
        )
        element = {"element_list": [{"element_id": made["result_data"]["element_id"]}]}
        text = done("kling-o3-text-to-video", prompt="<<<element_1>>> walks", duration=3, model_params=element)
        assert told(text)["elements"][0]["name"] == "Mara"
        image = done(
            "kling-o3-image-to-video", prompt="It changes", image_start=picture, image_end=other, duration=3
        )
        assert "last_frame" in told(image)["shots_of_picture"][0]
        reference = done("kling-o3-reference-to-video", prompt="A fox on a beach", video_url=footage, duration=3)
        assert told(reference)["taken_from_video"]["seconds"] == 3.0
        edit = done("kling-o3-video-edit", prompt="Make <<<video_1>>> night", video_url=footage)
        assert told(edit)["operations"][0]["what"] == "night"
        assert edit["usage"]["credits_used"] == 24.3


async def test_the_sdk_uploads_files_of_this_disk_by_itself(server: ServerProcess, tmp_path: Path) -> None:
    first, last, footage = (tmp_path / name for name in ("a b.png", "b.png", "walk.mp4"))
    first.write_bytes(encoded(scene(400, 320, 1)))
    last.write_bytes(encoded(scene(400, 320, 2)))
    footage.write_bytes(movie(720, 720, seconds=3.0))
    with Client(server.url, KEY) as client:
        task = client.videos.create(
            "It changes", model="kling-o3-image-to-video", image_start=first, image_end=last, duration=3
        )
        view = task.wait()
        assert "last_frame" in view.raw["result_data"]["interpretation"]["shots_of_picture"][0]
        with pytest.raises(ValueError, match=r"two to four pictures .* \(got 1\)"):
            client.elements.create("Mara", "A woman in red", images=[first])
        made = client.elements.create("Mara", "A woman in red", images=[first, last]).wait()
        element_id = made.raw["result_data"]["element_id"]
        assert client.elements.get(element_id).name == "Mara"
        assert element_id in [one.id for one in client.elements.list().items]
        client.elements.delete(element_id)
        with pytest.raises(NotFoundError):
            client.elements.get(element_id)
        file = client.files.upload(last)
        assert (file.mime_type, file.file_size) == ("image/png", last.stat().st_size)
        client.files.delete(file.file_id)
        with pytest.raises(OmnireelError, match="there is no file"):
            client.files.upload(tmp_path / "nowhere.png")
    async with AsyncClient(server.url, KEY) as client:
        quoted = await client.videos.create("night", model="kling-o3-video-edit", video_url=footage)
        assert quoted.view.raw["task_info"]["video_duration"] == 3
        await client.cancel(quoted.id)


def test_elements_from_the_shell(server: ServerProcess, tmp_path: Path) -> None:
    for n in (1, 2):
        (tmp_path / f"{n}.png").write_bytes(encoded(scene(400, 320, n)))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "omnireel.cli.main", "elements", *arguments]
        return subprocess.run(
            program, env=server.environment(), cwd=tmp_path, capture_output=True, text=True, check=False
        )

    made = run("create", "Jonas", "A man in a coat", "--image", "1.png", "--image", "2.png", "--json")
    assert made.returncode == 0, made.stderr
    element_id = json.loads(made.stdout)["element_id"]
    assert "Jonas" in run("list").stdout
    assert "A man in a coat" in run("show", element_id).stdout
    assert run("delete", element_id).returncode == 0
    assert run("show", element_id).returncode != 0
    refused = run("create", "Jonas", "A man", "--image", "1.png")
    assert refused.returncode == 2
    assert "two to four" in refused.stderr
