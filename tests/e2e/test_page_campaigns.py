"""Campaigns and variations on the page, in a real Chromium: from a table to clips that play."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.test_page import AXE, CLIP_MS, FRAME
from support.browser import needs_chromium, open_tab
from support.servers import ServerProcess

pytestmark = needs_chromium

TABLE = "product,place,duration,sku\nHouse blend,a slate counter,3,HB\nCold brew,,3,CB\nTea,a train table,3,TE\n"
PROMPT = "A cup of {product} on {place}, slow dolly-in"
ROW_CREDITS = 16.2
WIDTHS = (390, 820, 1024, 1440)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server that renders for real."""
    running = ServerProcess(tmp_path_factory.mktemp("campaigns"), {"BAKES_BYTES_MAX": "200000000"}).start()
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server whose first two clips are refused, and whose others are there at once."""
    settings = {"SCRIPTED": "line=rejected,rejected,success"}
    running = ServerProcess(tmp_path_factory.mktemp("refusing"), settings).start()
    yield running
    assert running.stop() == 0


def bring(page: Page, table: str = TABLE, prompt: str = PROMPT) -> None:
    """Open a new campaign and bring a table and a template."""
    page.goto("/#/campaigns?new=1")
    page.set_input_files(
        "input[type=file]", files=[{"name": "roasts.csv", "mimeType": "text/csv", "buffer": table.encode()}]
    )
    expect(page.get_by_label("Row 1, product")).to_have_value("House blend")
    page.get_by_label("2. Template").fill(prompt)


def test_from_a_table_to_clips(studio: ServerProcess, chromium: Browser) -> None:
    """Bring a table, mend a row, let the budget stop it, raise it, watch, compare, download, reload."""
    with open_tab(chromium, studio, view="campaigns") as tab:
        page = tab.page
        expect(page.get_by_text("No campaigns yet")).to_be_visible()
        page.get_by_role("link", name="New campaign").click()
        bring(page)
        expect(page.get_by_label("Name of the campaign")).to_have_value("roasts")
        asked = page.get_by_role("region", name="What will be asked for")
        expect(asked.locator("li").first).to_contain_text("A cup of House blend on a slate counter, slow dolly-in")
        expect(asked.locator("li").first.locator("b").first).to_have_text("House blend")
        expect(asked.locator("li.wrong")).to_contain_text("place is empty in this row")
        start = page.get_by_role("button", name="Start 2 clips")
        expect(start).to_be_visible()
        expect(page.get_by_text("1 row is left out")).to_be_visible()
        page.get_by_role("button", name="Fill it in").click()
        expect(page.get_by_label("Row 2, place")).to_be_focused()
        page.keyboard.type("a boat deck")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Start 3 clips")).to_be_visible()
        expect(page.locator(".campaign-bar .figure").nth(1)).to_contain_text("48.6")
        page.get_by_label("Budget").fill("40")
        expect(page.get_by_text("8.6 too little for all rows")).to_be_visible()
        # What was typed survives a reload.
        page.reload()
        expect(page.get_by_label("2. Template")).to_have_value(PROMPT)
        expect(page.get_by_label("Row 2, place")).to_have_value("a boat deck")
        page.get_by_role("button", name="Start 3 clips").click()
        expect(page.get_by_role("heading", name="roasts")).to_be_visible()
        expect(page.get_by_text("the next row would pass the budget")).to_be_visible(timeout=CLIP_MS)
        expect(page.locator(".campaign-figures")).to_contain_text("32.4 charged")
        page.get_by_role("button", name="Change").click()
        page.get_by_label("Budget").fill("20")
        page.get_by_role("button", name="Set").click()
        expect(page.get_by_text("budget_credits must be at least 32.4")).to_be_visible()
        page.get_by_label("Budget").fill("abc")
        page.get_by_role("button", name="Set").click()
        expect(page.get_by_text("Not a number")).to_be_visible()
        page.get_by_label("Budget").fill("60")
        page.get_by_role("button", name="Set").click()
        page.get_by_role("button", name="Resume").click()
        expect(page.locator("header .meta", has_text="Completed")).to_be_visible(timeout=CLIP_MS)
        expect(page.locator(".rows-table tbody tr")).to_have_count(3)
        expect(page.locator(".rows-table .state-of.completed")).to_have_count(3)
        # The clips are pictures that move.
        video = page.locator(".rows-table video").first
        video.evaluate("v => v.readyState >= 2 || new Promise(done => { v.onloadeddata = done; })")
        pictures = []
        for at in (0.3, 2.5):
            video.evaluate("(v, at) => new Promise(done => { v.onseeked = done; v.currentTime = at; })", at)
            pictures.append(np.array(video.evaluate(FRAME), float).reshape(36, 64, 4)[..., :3])
        assert pictures[0].std() > 10
        assert np.abs(pictures[0] - pictures[1]).mean() > 0.3
        with page.expect_download() as download:
            page.get_by_role("link", name="Download ZIP").click()
        with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as files:
            names = ["results.csv", "0001-house-blend.mp4", "0002-cold-brew.mp4", "0003-tea.mp4"]
            assert files.namelist() == names
        with page.expect_download() as download:
            page.get_by_role("link", name="Results as CSV").click()
        assert "a boat deck" in Path(download.value.path()).read_text("utf-8-sig")
        page.get_by_role("searchbox", name="Find a row").fill("boat")
        expect(page.locator(".rows-table tbody tr")).to_have_count(1)
        page.get_by_role("searchbox", name="Find a row").fill("")
        expect(page.locator(".rows-table tbody tr")).to_have_count(3)
        for row in (1, 3):
            page.get_by_role("button", name=f"Choose for comparison: row {row}").click()
        page.get_by_role("link", name="Compare 2").click()
        expect(page.locator(".compare-stages video")).to_have_count(2)
        expect(page.locator("tr.differs mark").first).to_be_visible()
        page.goto("/#/campaigns")
        page.reload()
        expect(page.get_by_role("link", name="roasts")).to_be_visible()
        expect(page.locator("campaign-list")).to_contain_text("3 of 3")
        assert tab.problems == []


def test_failed_rows_are_tried_again(refusing: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, refusing) as tab:
        page = tab.page
        bring(page, TABLE.replace("Cold brew,,", "Cold brew,a deck,"))
        page.get_by_role("button", name="Start 3 clips").click()
        expect(page.locator(".rows-table tr.failed")).to_have_count(2)
        expect(page.locator(".rows-table tr.failed").first).to_contain_text("refuse this content")
        page.get_by_role("button", name="Retry: row 1", exact=True).click()
        expect(page.locator(".rows-table tr.failed")).to_have_count(1)
        page.get_by_role("button", name="Retry 1 failed").click()
        expect(page.locator(".rows-table .state-of.completed")).to_have_count(3)
        page.get_by_role("button", name="Start another like this").click()
        expect(page.get_by_label("Row 2, place")).to_have_value("a deck")
        expect(page.get_by_label("2. Template")).to_have_value(PROMPT)
        page.get_by_role("button", name="Discard").click()
        expect(page.get_by_role("link", name="New campaign")).to_be_visible()
        assert tab.problems == []


def labels(row: Locator) -> list[str]:
    """What stands before the values of a row of a table."""
    read = "cells => cells.map(cell => getComputedStyle(cell, '::before').content.replaceAll('\"', ''))"
    found: list[str] = row.locator(":scope > *").evaluate_all(read)
    return [label for label in found if label != "none"]


def test_on_a_phone_every_value_has_its_label(server: ServerProcess, chromium: Browser) -> None:
    body = {"model": "kling-o3-text-to-video", "prompt": "A cup of {product}", "duration": 3}
    with open_tab(chromium, server, width=390, language="fr-FR") as tab:
        page = tab.page
        campaign = {"name": "Torréfaction", "template": body, "rows": [{"product": "Tea", "sku": "TE"}]}
        made = page.request.post("/v1/campaigns", data=campaign, headers={"X-Omnireel-Page": "1"}).json()
        page.goto("/#/campaigns")
        row = page.locator(".campaign-table tr", has_text="Torréfaction")
        expect(row).to_be_visible()
        assert labels(row) == ["État", "Clips", "Progression", "Débité", "Lancée"]
        page.goto(f"/#/campaigns?id={made['id']}")
        row = page.locator(".rows-table tbody tr")
        expect(row).to_be_visible()
        assert labels(row) == ["Ligne", "product", "sku", "État", "Détails", "Crédits"]
        page.set_viewport_size({"width": 1440, "height": 900})
        assert labels(row) == []  # there the head of the table says it
        assert tab.problems == []


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("a,a\n1,2\n", "Column 2 has no name of its own"),
        ("a,b\n1,2,3\n", "Row 1 has 3 cells, but there are 2 columns"),
        ('a,b\n"1,2\n', "A quotation mark is opened and never closed"),
        ("a,b\n", "There are no rows under the line"),
        (" ", "There is no table in this"),
    ],
)
def test_a_table_that_cannot_be_read_is_said(
    server: ServerProcess,
    chromium: Browser,
    table: str,
    says: str,
) -> None:
    with open_tab(chromium, server, view="campaigns?new=1") as tab:
        page = tab.page
        page.get_by_role("button", name="Paste").click()
        page.get_by_label("Cells from a spreadsheet, or CSV").fill(table)
        page.get_by_role("button", name="Use this table").click()
        expect(page.get_by_text(says)).to_be_visible()


def test_a_file_with_other_letters_is_refused_and_doubts_are_told(
    server: ServerProcess, chromium: Browser
) -> None:
    with open_tab(chromium, server, view="campaigns?new=1") as tab:
        page = tab.page
        table = "product,place,Duration\nCafé,à bord,3\n"
        for encoding, good in (("cp1252", False), ("utf-16", True)):
            file = {"name": "a.csv", "mimeType": "text/csv", "buffer": table.encode(encoding)}
            page.set_input_files("input[type=file]", files=[file])
            if not good:
                expect(page.get_by_text("neither UTF-8 nor UTF-16")).to_be_visible()
        expect(page.get_by_label("Row 1, product")).to_have_value("Café")
        expect(page.locator(".warning")).to_contain_text("the field is called duration")
        assert tab.problems == []


def test_a_campaign_by_keyboard_alone(server: ServerProcess, chromium: Browser) -> None:
    """Paste a table, insert a column into the template, start, all without a mouse."""
    with open_tab(chromium, server, view="campaigns?new=1") as tab:
        page = tab.page
        page.get_by_role("button", name="Paste").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Cells from a spreadsheet, or CSV")).to_be_focused()
        page.evaluate(
            "text => document.execCommand('insertText', false, text)", "animal\tplace\nA fox\tsnow\nA hare\tgrass"
        )
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Replace")).to_be_focused()
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('textarea.template')"):
                break
        page.keyboard.press("End")
        page.keyboard.type(" runs over ")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_label("2. Template")).to_have_value("{animal} runs over {place}")
        start = page.get_by_role("button", name="Start 2 clips")
        expect(start).to_be_visible()
        expect(page.locator(".asked li").nth(1)).to_have_text("2A hare runs over grass27")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.campaign-bar .main')"):
                break
        page.keyboard.press("Enter")
        expect(page.locator(".rows-table .state-of.completed")).to_have_count(2)
        assert tab.problems == []


def test_variations_of_a_form(server: ServerProcess, chromium: Browser) -> None:
    """One form, two prompts in two ratios: four clips, priced before they are made."""
    with open_tab(chromium, server) as tab:
        page = tab.page
        page.get_by_role("textbox", name="Prompt").click()
        page.keyboard.type("A fox {in braces} runs")
        page.get_by_text("Variations", exact=True).click()
        panel = page.locator("variation-panel")
        expect(panel).to_contain_text("Choose what is to differ.")
        panel.get_by_label("Other prompts, one a line").fill("A hare runs\n\n")
        panel.get_by_label("16:9").check()
        panel.get_by_label("9:16").check()
        expect(panel.locator(".variation-foot")).to_contain_text("108 credits $1.50")
        panel.get_by_role("button", name="Start 4 clips").click()
        expect(page.get_by_role("heading", name="Variations: A fox {in braces} runs")).to_be_visible()
        expect(page.locator(".rows-table .state-of.completed")).to_have_count(4)
        cells = page.locator(".rows-table tbody tr").nth(1)
        expect(cells).to_contain_text("A fox {in braces} runs")
        expect(cells).to_contain_text("9:16")
        page.get_by_role("button", name="Choose for comparison: row 1").click()
        page.get_by_role("button", name="Choose for comparison: row 2").click()
        page.get_by_role("link", name="Compare 2").click()
        expect(page.locator("tr.differs")).to_contain_text("9:16")
        assert tab.problems == []


def test_variations_in_french(server: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, server, language="fr-FR") as tab:
        page = tab.page
        page.get_by_role("textbox", name="Prompt").click()
        page.keyboard.type("A fox runs")
        page.get_by_text("Variantes", exact=True).click()
        panel = page.locator("variation-panel")
        panel.get_by_label("Prises de chacune").fill("9")
        expect(panel).to_contain_text("un nombre entier de 1 à")
        panel.get_by_label("Prises de chacune").fill("2")
        panel.get_by_role("button", name="Lancer 2 clips").click()
        expect(page.get_by_role("heading", name=re.compile("Variantes.*A fox runs"))).to_be_visible()
        assert tab.problems == []


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("language", ["en-US", "fr-FR"])
def test_it_fits_and_reads_at_every_width(
    server: ServerProcess,
    chromium: Browser,
    theme: str,
    language: str,
) -> None:
    """Nothing sticks out at any width, and axe finds nothing serious."""
    with open_tab(chromium, server, theme=theme, language=language) as tab:
        page = tab.page
        bring_label = "2. Template" if language == "en-US" else "2. Prompt type"
        for view in ("campaigns", "campaigns?new=1"):
            page.goto(f"/#/{view}")
            if "new" in view:
                page.set_input_files(
                    "input[type=file]", files=[{"name": "a.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}]
                )
                page.get_by_label(bring_label).fill(PROMPT)
                expect(page.locator(".asked li.wrong")).to_be_visible()
            check(page)
        page.locator(".campaign-bar .main").click()
        expect(page.locator(".rows-table tbody tr")).to_have_count(3)
        check(page)
        assert tab.problems == []


def check(page: Page) -> None:
    expect(page.locator("main h1")).to_be_attached()
    page.evaluate(AXE.read_text())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(60)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page.url} sticks out by {wide} px at {width}"
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = [
            (one["id"], [node["target"] for node in one["nodes"]][:3])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], f"{page.url} at {width}: {serious}"
    page.set_viewport_size({"width": 1440, "height": 900})
