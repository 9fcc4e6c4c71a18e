"""Every tab of the playground in a real Chromium, with files that people bring, up to a clip that plays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.test_page import CLIP_MS, FRAME
from support.browser import needs_chromium, open_tab
from support.media import encoded, movie, scene
from support.servers import ServerProcess

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server that renders for real, and takes larger uploads than by default."""
    settings = {"BAKES_BYTES_MAX": "200000000", "UPLOAD_BYTES_MAX": str(150 * 1024**2)}
    running = ServerProcess(tmp_path_factory.mktemp("models"), settings).start()
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person has on the disk: pictures and footage with a camera that moves."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "first.png").write_bytes(encoded(scene(1280, 720)))
    (folder / "last.jpg").write_bytes(encoded(np.roll(scene(1280, 720), 60, axis=1), ".jpg"))
    (folder / "face.png").write_bytes(encoded(scene(640, 640, 1)))
    (folder / "side.png").write_bytes(encoded(scene(640, 640, 2)))
    wide = scene(1600, 720)
    footage = movie(1280, 720, picture=lambda n: np.ascontiguousarray(wide[:, 3 * n : 3 * n + 1280]))
    (folder / "walk.mp4").write_bytes(footage)
    return folder


def choose(page: Page, model: str) -> None:
    page.get_by_role("tab", name=model).click()
    expect(page.get_by_role("tab", name=model)).to_have_attribute("aria-selected", "true")


def bring(zone: Locator, path: Path) -> None:
    """Give a drop zone a file, and wait until the server has it."""
    zone.locator("input[type=file]").set_input_files(path)
    expect(zone).to_have_attribute("data-state", "kept")


def prompt(page: Page, text: str, name: str = "Prompt") -> None:
    page.get_by_role("textbox", name=name).click()
    page.keyboard.type(text)


def shortest(page: Page) -> None:
    page.get_by_role("slider", name="Duration").focus()
    page.keyboard.press("Home")


def from_pictures(page: Page, text: str, *pictures: Path) -> None:
    """Fill in the form for a clip from its first picture, and to its last one where there are two."""
    choose(page, "Image to video")
    for zone, picture in enumerate(pictures):
        bring(page.locator(".frames drop-zone").nth(zone), picture)
    prompt(page, text)
    shortest(page)


def frames_of(page: Page) -> list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    """Send the form, wait for the clip, and decode its first, middle and last picture."""
    page.keyboard.press("Control+Enter")
    expect(page.locator("clip-player")).to_be_visible(timeout=CLIP_MS)
    video = page.locator("clip-player video")
    expect(page.get_by_text("Rendered by animatic")).to_be_visible()
    pictures = []
    for at in (0.02, 1.5, 2.9):
        video.evaluate("(v, at) => new Promise(done => { v.onseeked = done; v.currentTime = at; })", at)
        pictures.append(np.array(video.evaluate(FRAME), float).reshape(36, 64, 4)[..., :3])
    return pictures


def small(
    rgb: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A picture as the pen of `FRAME` draws it."""
    import cv2

    return cv2.resize(rgb, (64, 36), interpolation=cv2.INTER_AREA).astype(float)


def test_image_to_video_from_a_first_to_a_last_frame(
    studio: ServerProcess, chromium: Browser, files: Path
) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        from_pictures(page, "The camera drifts to the right", files / "first.png", files / "last.jpg")
        first, _, last = frames_of(page)
        given = small(scene(1280, 720))
        assert np.abs(first - given).mean() < 8, "it starts on the picture that was brought"
        assert np.abs(last - small(np.roll(scene(1280, 720), 60, axis=1))).mean() < 12, "and ends on the other"
        assert tab.problems == []


def test_the_settings_of_a_clip_from_a_picture_make_another(
    studio: ServerProcess, chromium: Browser, files: Path
) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        from_pictures(page, "Slow push in", files / "first.png")
        frames_of(page)
        page.reload()
        page.locator(".history-grid, history-grid").first.get_by_role(
            "button", name="Reuse settings"
        ).first.click()
        zone = page.locator(".frames drop-zone").nth(0)
        expect(zone).to_have_attribute("data-state", "kept")
        zone.locator("img").evaluate(
            "i => i.complete && i.naturalWidth || new Promise(done => { i.onload = done; })"
        )
        frames_of(page)
        assert tab.problems == []


def test_footage_by_its_address_is_not_loaded_from_there(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        choose(page, "Video edit")
        zone = page.locator('[data-param="video_url"] drop-zone')
        zone.get_by_role("button", name="Give a URL").click()
        page.get_by_label("Give a URL").fill("anything")
        page.keyboard.press("Enter")
        expect(page.get_by_text("An address that begins with http")).to_be_visible()
        page.get_by_label("Give a URL").fill("https://footage.example/a.mp4")
        page.keyboard.press("Enter")
        expect(zone).to_have_attribute("data-state", "kept")
        expect(zone.locator(".elsewhere")).to_be_visible()
        assert tab.problems == []


def test_the_server_says_how_large_a_file_may_be(studio: ServerProcess, chromium: Browser, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(150 * 1024**2 + 1)
    with open_tab(chromium, studio) as tab:
        page = tab.page
        choose(page, "Video edit")
        node = page.locator('[data-param="video_url"]')
        expect(node).to_contain_text("150\u00a0MB")
        node.locator("input[type=file]").set_input_files(large)
        expect(node.locator("drop-zone")).to_contain_text("150\u00a0MB is the most here")
        choose(page, "Image to video")
        expect(page.locator('[data-param="image_start"]')).to_contain_text("10\u00a0MB")  # as the card has it
        assert tab.problems == []


def test_reference_to_video(studio: ServerProcess, chromium: Browser, files: Path) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        choose(page, "Reference to video")
        bring(page.locator('[data-param="video_url"] drop-zone'), files / "walk.mp4")
        prompt(page, "A red fox walks through snow, with the camera move of @Vid")
        page.keyboard.press("Enter")
        expect(page.locator(".prompt .chip")).to_have_count(1)
        shortest(page)
        first, middle, _ = frames_of(page)
        assert first.std() > 10
        assert np.abs(first - middle).mean() > 0.5
        expect(page.locator(".under")).to_contain_text("fox")
        assert tab.problems == []


def test_video_edit(studio: ServerProcess, chromium: Browser, files: Path) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        choose(page, "Video edit")
        bring(page.locator('[data-param="video_url"] drop-zone'), files / "walk.mp4")
        expect(page.get_by_role("slider", name="Duration")).to_have_count(0)
        prompt(page, "Make it night", name="What to change")
        expect(page.locator("cost-bar .credits")).to_contain_text("24.3 credits")
        first, _, _ = frames_of(page)
        assert first.mean() < small(scene(1280, 720)).mean() - 20, "the night is darker than the footage"
        expect(page.locator(".under")).to_contain_text("time of day night")
        assert tab.problems == []


def test_a_custom_element_is_made_and_plays_in_a_prompt(
    studio: ServerProcess, chromium: Browser, files: Path
) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        choose(page, "Custom element")
        page.get_by_label("Name").fill("Mara")
        page.get_by_label("Description").fill("Young woman, short black hair")
        bring(page.locator('[data-param="model_params.element_image_list"] drop-zone').first, files / "face.png")
        row = page.locator("media-row")
        row.locator("input[type=file]").first.set_input_files(files / "side.png")
        expect(row.locator('drop-zone[data-state="kept"]')).to_have_count(1)
        page.keyboard.press("Control+Enter")
        expect(page.locator("result-pane")).to_contain_text("Mara", timeout=CLIP_MS)
        choose(page, "Text to video")
        page.reload()
        page.get_by_label("Add an element").select_option(label="Mara")
        prompt(page, "@Mara")
        page.keyboard.press("Enter")
        expect(page.locator(".prompt .chip")).to_have_text("Mara")
        page.keyboard.type("walks along a beach")
        shortest(page)
        first, middle, _ = frames_of(page)
        assert first.std() > 10
        assert np.abs(first - middle).mean() > 0.3
        asked = page.request.get("/v1/tasks?page_size=1").json()["data"][0]
        task = page.request.get(f"/v1/tasks/{asked['id']}?include=request").json()
        assert task["request"]["prompt"] == "<<<element_1>>> walks along a beach"
        assert len(task["request"]["model_params"]["element_list"]) == 1
        assert tab.problems == []


def test_the_first_load_is_light_and_all_its_own(studio: ServerProcess, chromium: Browser) -> None:
    """How soon it can be used is measured by bench/page.py."""
    with open_tab(chromium, studio) as tab:
        page = tab.page
        expect(page.locator("cost-bar .credits")).to_contain_text("27 credits")
        loaded = page.evaluate(
            "performance.getEntries().filter(e => e.transferSize !== undefined).map(e => [e.name, e.transferSize])"
        )
        assert all(name.startswith(studio.url) for name, _ in loaded), "nothing comes from elsewhere"
        assert 20_000 < sum(size for name, size in loaded if "/web/" in name or name == f"{studio.url}/") < 150_000
