"""The product page in a real Chromium: what a person does, up to a clip that plays."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import axe_core_python
import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route, expect

import omnireel.web
from support.browser import needs_chromium, open_tab
from support.servers import ServerProcess

pytestmark = needs_chromium

WEB = Path(omnireel.web.__file__).parent
AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
PROMPT = "A red sailboat crosses a mountain lake at dawn"
VIEWS = ("playground", "pricing", "reference", "account")
CLIP_MS = 60_000
"""A clip of three seconds takes about four; a machine under load, longer."""

FRAME = """video => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [64, 36];
  const pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0, 64, 36);
  return [...pen.getImageData(0, 0, 64, 36).data];
}"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server that renders for real."""
    running = ServerProcess(tmp_path_factory.mktemp("page"), {"BAKES_BYTES_MAX": "200000000"}).start()
    yield running
    assert running.stop() == 0


def generate(page: Page, prompt: str, *, sound: bool = False) -> None:
    """Fill in the form by keyboard and send it, then wait for the clip."""
    page.get_by_role("textbox", name="Prompt").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(prompt)
    page.get_by_role("slider", name="Duration").focus()
    page.keyboard.press("Home")
    switch = page.get_by_role("switch", name="Sound")
    if switch.is_checked() != sound:
        switch.focus()
        page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("clip-player")).to_be_visible(timeout=CLIP_MS)


def assert_it_plays(page: Page) -> None:
    """The frames that the browser decodes are a picture, and they move."""
    video = page.locator("clip-player video")
    expect(page.locator("clip-player .transport .time")).to_contain_text("00:00:03:00")
    pictures = []
    for at in (0.3, 2.5):
        video.evaluate(
            "(video, at) => new Promise(done => { video.onseeked = done; video.currentTime = at; })", at
        )
        pictures.append(np.array(video.evaluate(FRAME), float).reshape(36, 64, 4)[..., :3])
    assert pictures[0].std() > 10
    assert np.abs(pictures[0] - pictures[1]).mean() > 0.5


def test_the_first_minute(studio: ServerProcess, chromium: Browser) -> None:
    """The printed link signs in; a prompt becomes a clip; it is there after a reload and can be used again."""
    link = re.search(r"http\S+/#sign-in=\w+", studio.log())
    assert link is not None
    with open_tab(chromium, studio, signed_in=False) as tab:
        page = tab.page
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.goto(link.group())
        page.reload()  # an address that differs behind the # only does not load anew
        page.goto("/")
        page.evaluate("link => { location.href = link; location.reload(); }", link.group())
        expect(page.get_by_role("heading", name="Video from a prompt, a picture or a clip")).to_be_visible()
        assert "sign-in" not in page.url
        # The first Tab stop leads to the form.
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the form")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("textbox", name="Prompt")).to_be_focused()
        generate(page, PROMPT, sound=True)
        expect(page.locator("cost-bar .credits")).to_contain_text("21.6108 credits")
        expect(page.locator("cost-bar .formula")).to_contain_text("3 s × 7.2036")
        assert_it_plays(page)
        expect(page.get_by_text("Rendered by animatic")).to_be_visible()
        expect(page.get_by_text("Link valid")).to_be_visible()
        understood = page.locator(".under dl")
        expect(understood).to_contain_text("sailboat")
        expect(page.get_by_text("1 completed")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download").click()
        assert download.value.path().stat().st_size > 10_000
        page.evaluate("sessionStorage.clear()")
        page.reload()
        expect(page.locator(".card")).to_have_count(1)
        page.locator(".card .thumb").focus()
        page.keyboard.press("r")
        expect(page.get_by_role("textbox", name="Prompt")).to_have_text(PROMPT)
        expect(page.get_by_role("switch", name="Sound")).to_be_checked()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.closest(selector) !== null", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_a_clip_by_keyboard_alone(studio: ServerProcess, chromium: Browser) -> None:
    """Write, make, step through it, find it in the history, use it again, change the model: no mouse at all."""
    with open_tab(chromium, studio) as tab:
        page = tab.page
        expect(page.get_by_role("textbox", name="Prompt")).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.type("A paper boat on a pond")
        tab_to(page, "duration-ruler")
        page.keyboard.press("Home")
        page.keyboard.press("Control+Enter")
        expect(page.locator("clip-player")).to_be_visible(timeout=CLIP_MS)
        tab_to(page, "clip-player")
        at = page.locator("clip-player .transport .time")
        page.keyboard.press("Home")
        expect(at).to_contain_text("00:00:00:00")
        page.keyboard.press(".")
        expect(at).to_contain_text("00:00:00:01")
        page.keyboard.press(".")
        expect(at).to_contain_text("00:00:00:02")
        tab_to(page, ".card .thumb")
        page.keyboard.press("r")
        expect(page.get_by_role("textbox", name="Prompt")).to_have_text("A paper boat on a pond")
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("tab", name="Text to video")).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="Image to video")).to_have_attribute("aria-selected", "true")
        assert tab.problems == []


def test_who_goes_on_while_a_view_is_loaded_sees_where_they_went(studio: ServerProcess, chromium: Browser) -> None:
    """The first view's code comes late, that of the second at once."""
    with open_tab(chromium, studio, view="pricing") as tab:
        page = tab.page
        expect(page.locator("pricing-view h1")).to_be_visible()
        late: list[Route] = []
        page.route("**/views/reference-view.js", lambda route: late.append(route))
        with page.expect_request("**/views/reference-view.js") as asked:
            page.evaluate("location.hash = '#/reference'")
        page.evaluate("location.hash = '#/account'")
        expect(page.locator("account-view h1")).to_be_visible()
        late[0].continue_()
        page.evaluate("url => import(url).then(() => 0)", asked.value.url)  # the late view's code has run
        expect(page.locator("account-view h1")).to_be_visible()
        expect(page.locator("reference-view")).to_have_count(0)


def test_errors_stand_at_their_field(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        expect(page.locator("cost-bar .credits")).to_contain_text("27 credits")
        expect(page.locator(".field-error")).to_have_count(0)  # nobody has touched anything yet
        page.get_by_role("button", name="Generate").click()
        expect(page.locator('[data-param="prompt"] .field-error')).to_contain_text("between 1 and 2500")
        expect(page.get_by_role("textbox", name="Prompt")).to_be_focused()
        page.get_by_text("More settings").click()
        page.get_by_label("Callback URL").fill("http://10.0.0.4/hook")
        expect(page.locator('[data-param="callback_url"] .field-error')).to_contain_text("https")


def test_refusals_are_told_in_french(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, language="fr-FR") as tab:
        page = tab.page
        page.get_by_role("button", name="Générer").click()
        expect(page.locator('[data-param="prompt"] .field-error')).to_have_text(
            "Prompt doit avoir entre 1 et 2\u202f500 caractères (reçu\u00a0: 0)"
        )
        page.get_by_text("Autres réglages").click()
        page.get_by_label("URL de rappel").fill("http://10.0.0.4/hook")
        expect(page.locator('[data-param="callback_url"] .field-error')).to_contain_text(
            "doit commencer par https://"
        )


def test_a_wrong_key_is_refused_and_a_good_one_signs_in(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, signed_in=False) as tab:
        page = tab.page
        page.get_by_label("API key").fill("sk-wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_text("This server does not know that key")).to_be_visible()
        page.get_by_label("API key").fill(studio.key)
        page.keyboard.press("Enter")
        expect(page.get_by_role("tab", name="Text to video")).to_be_visible()


def picture(folder: Path, name: str, width: int, height: int) -> Path:
    path = folder / name
    ramp = np.linspace(0, 255, width, dtype=np.uint8)
    cv2.imwrite(str(path), np.dstack([np.tile(ramp, (height, 1))] * 3))
    return path


def test_pictures_are_checked_uploaded_and_named(studio: ServerProcess, chromium: Browser, tmp_path: Path) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        page.get_by_role("tab", name="Image to video").click()
        zone = page.locator(".frames drop-zone").first
        zone.locator("input[type=file]").set_input_files(picture(tmp_path, "small.png", 240, 426))
        expect(zone).to_contain_text("240 px on the short side")
        zone.locator("input[type=file]").set_input_files(picture(tmp_path, "good.png", 640, 360))
        expect(zone).to_have_attribute("data-state", "kept")
        page.get_by_role("textbox", name="Prompt").click()
        page.keyboard.type("The camera moves into @Im")
        page.keyboard.press("Enter")
        expect(page.locator(".prompt .chip")).to_have_text("Image 1")
        with page.expect_request(lambda asked: "dry_run" in asked.url) as quoted:
            page.keyboard.type("slowly")
        body = quoted.value.post_data_json
        assert body["prompt"].startswith("The camera moves into <<<image_1>>>")
        assert "/files/" in body["image_start"]


def test_shots_add_up(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        page.get_by_role("switch", name="Multi-shot").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Add shot").click()
        expect(page.locator(".shot-total")).to_contain_text("too long")
        page.get_by_role("button", name="Shot 1: one second shorter").click()
        expect(page.locator(".shot-total")).to_contain_text("Shots add up to the duration")
        block = page.locator(".shot-block").first
        block.focus()
        page.keyboard.press("+")
        expect(page.locator(".shot-total")).to_contain_text("1\u00a0s too long")
        page.keyboard.press("Delete")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".shot-block")).to_have_count(2)


def test_shots_are_put_in_another_order_by_keys_and_by_drag(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        page.get_by_role("switch", name="Multi-shot").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Add shot").click()
        for n, words in enumerate(("A boat leaves", "A gull lands"), 1):
            page.get_by_role("textbox", name=f"Prompt of shot {n}").click()
            page.keyboard.type(words)
        order = page.locator(".shot-block .shot-text")
        expect(order).to_have_text(["A boat leaves", "A gull lands"])
        page.locator(".shot-block").first.focus()
        page.keyboard.press("Alt+ArrowRight")
        expect(order).to_have_text(["A gull lands", "A boat leaves"])
        page.locator(".shot-block").nth(1).drag_to(page.locator(".shot-block").first)
        expect(order).to_have_text(["A boat leaves", "A gull lands"])
        expect(page.get_by_role("textbox", name="Prompt of shot 1")).to_have_text("A boat leaves")
        assert tab.problems == []


def test_clips_side_by_side(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        for prompt in (f"{PROMPT}, low angle", f"{PROMPT}, wide shot"):
            page.reload()
            generate(page, prompt)
        for position in (0, 1):
            page.locator(".card .thumb").nth(position).focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="Compare 2").click()
        expect(page.get_by_role("heading", name="Compare 2 clips")).to_be_visible()
        expect(page.locator("tr.differs")).to_have_count(1)
        expect(page.locator("tr.differs mark")).to_have_text(["low angle"])
        page.evaluate(
            "() => Promise.all([...document.querySelectorAll('video')].map(video =>"
            " video.readyState >= 2 || new Promise(done => { video.onloadeddata = done; })))"
        )
        page.locator(".compare time-ruler").focus()
        for _ in range(3):
            page.keyboard.press(".")
        expect(page.locator(".transport .time")).to_contain_text("00:00:00:03")
        times = page.evaluate("[...document.querySelectorAll('video')].map(v => v.currentTime)")
        assert times[0] == pytest.approx(times[1], abs=0.001)


def test_french_on_a_phone(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, width=390, theme="light", language="fr-FR") as tab:
        page = tab.page
        expect(page.get_by_text("Cliquez sur Générer pour voir un aperçu.")).to_be_visible()
        expect(page.locator("cost-bar .formula")).to_have_text("Coût estimé (5\u00a0s)\u00a0: 5\u00a0s × 5,4")
        assert page.locator("html").get_attribute("lang") == "fr"
        for view in VIEWS:
            page.goto(f"/#/{view}")
            page.wait_for_selector(f"{view}-view h1", state="attached")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, view
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("radio", name="EN").last.click(force=True)
        expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_axe_finds_nothing_serious(studio: ServerProcess, chromium: Browser, theme: str) -> None:
    with open_tab(chromium, studio, theme=theme) as tab:
        page = tab.page
        found = []
        for view in VIEWS:
            page.goto(f"/#/{view}")
            page.wait_for_selector(f"{view}-view h1", state="attached")
            page.wait_for_load_state("networkidle")
            page.evaluate(AXE.read_text() + "; 0")
            result = page.evaluate("axe.run()")
            found += [
                (view, one["id"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"])
                for one in result["violations"]
                if one["impact"] in ("serious", "critical")
            ]
        assert found == []


RUNS = {
    "curl": ["bash"],
    "Python SDK": [sys.executable],
    "Python HTTP": [sys.executable],
    "JavaScript": ["node", "--input-type=module"],
}


@pytest.mark.parametrize("name", RUNS)
def test_the_code_of_the_reference_runs(
    studio: ServerProcess, chromium: Browser, tmp_path: Path, name: str
) -> None:
    program = RUNS[name]
    if shutil.which(program[0]) is None:
        pytest.skip(f"LEFT OUT: the {name} code of the reference needs {program[0]} (apt-get install nodejs)")
    with open_tab(chromium, studio, view="reference") as tab:
        page = tab.page
        page.get_by_role("tab", name=name, exact=True).click()
        code = page.locator("code-sample pre").first.inner_text()
        environment = {**os.environ, "OMNIREEL_API_KEY": studio.key}
        ran = subprocess.run(
            program, input=code, env=environment, capture_output=True, text=True, timeout=60, cwd=tmp_path
        )
        assert ran.returncode == 0, ran.stderr
        assert "task-unified-" in ran.stdout
        for task in tab.context.request.get("/v1/tasks?status=processing").json()["data"]:
            tab.context.request.delete(f"/v1/tasks/{task['id']}", headers={"X-Omnireel-Page": "1"})


@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
def test_nothing_sticks_out_at_any_width(studio: ServerProcess, chromium: Browser, language: str) -> None:
    with open_tab(chromium, studio, language=language) as tab:
        page = tab.page
        for view in (*VIEWS, "campaigns", "reference?op=createCampaign"):
            page.goto(f"/#/{view}")
            page.wait_for_selector("main h1", state="attached")
            page.wait_for_load_state("networkidle")
            for width in (390, 640, 820, 900, 1024, 1200, 1440):
                page.set_viewport_size({"width": width, "height": 900})
                page.wait_for_timeout(50)
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert wide <= 0, f"{view} at {width}"


@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
def test_nothing_moves_when_another_model_is_chosen(
    studio: ServerProcess, chromium: Browser, language: str
) -> None:
    with open_tab(chromium, studio, language=language) as tab:
        page = tab.page
        tabs = page.locator(".tabs [role=tab]")
        expect(tabs).to_have_count(5)
        places = (
            "[...document.querySelectorAll('.facts dt, .tabs, .workbench')]"
            ".map(node => node.getBoundingClientRect()).map(({ x, y }) => [x, y])"
        )
        for width in (390, 820, 1024, 1200, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            seen = []
            for model in tabs.all():
                model.click()
                page.evaluate("scrollTo(0, 0)")
                expect(page.locator(".facts button:not(.away *)")).to_have_count(1)
                seen.append(page.evaluate(places))
            assert seen == [seen[0]] * 5, width
        assert tab.problems == []
