"""Takes the pictures of the page that the documents show: docs/images/page-*.jpg.

python docs/screenshots.py URL KEY     # of a running server; needs Chromium, which Playwright drives
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "images"
PROMPTS = (
    "A paper boat drifts down a stream in a park, soft morning light, low angle",
    "Two white horses gallop along a beach at sunset, low angle",
    "A red fox trots through a snowy forest, then sits down. Snow is falling.",
    "A lighthouse on a cliff at dusk, storm clouds moving fast, slow push in. Surf and wind. Anamorphic.",
)
TABLE = """product,place,hour,sku
House blend,a kitchen table,dawn,HB-250
Cold brew,a boat deck,noon,CB-1L
Espresso,a marble counter,blue hour,E7-1K
Decaf,a window sill,night,DC-250
Winter roast,a wooden table in the snow,sunset,WR-250
Tea,a picnic blanket in a meadow,golden hour,TE-100
"""
CLIP_MS = 120_000


def main(arguments: Sequence[str]) -> int:
    """Make the clips that the server does not have yet, and take the pictures."""
    url, key = arguments
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = _open(browser, url, key, width=1440)
        for prompt in PROMPTS:
            _generate(page, prompt)
        _take(page, "page-playground")
        for position in (0, 1):
            page.locator(".card .thumb").nth(position).focus()
            page.keyboard.press("Space")
        page.locator(".history-head .tools .button").click()
        page.wait_for_timeout(1500)  # the clips' first frames
        _take(page, "page-compare")
        _campaign(page)
        _take(page, "page-campaign")
        for view in ("pricing", "reference", "account"):
            page = _open(
                browser, url, key, width=1440, theme="dark" if view == "reference" else "light", view=view
            )
            _take(page, f"page-{view}", full=view == "account")
        page = _open(browser, url, key, width=820, theme="light")
        page.locator(".card .thumb").nth(2).click()
        page.wait_for_timeout(4000)  # the thumbnails' first frames
        _take(page, "page-tablet", full=False)
        for theme, language in (("dark", "en-US"), ("light", "fr-FR")):
            page = _open(browser, url, key, width=390, theme=theme, language=language)
            page.locator(".card .thumb").nth(1).click()
            page.wait_for_timeout(1500)
            page.locator("clip-player").evaluate("player => player.scrollIntoView({block: 'center'})")
            _take(page, f"page-phone-{theme}", full=False)
        browser.close()
    return 0


def _open(
    browser: Browser,
    url: str,
    key: str,
    *,
    width: int,
    theme: str = "dark",
    language: str = "en-US",
    view: str = "",
) -> Page:
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": 1000 if width > 640 else 844},
        color_scheme="light" if theme == "light" else "dark",
        locale=language,
        reduced_motion="reduce",
    )
    context.request.post("/v1/session", headers={"Authorization": f"Bearer {key}"})
    page = context.new_page()
    page.goto(f"/#/{view}")
    page.wait_for_selector("main h1", state="attached")
    page.wait_for_load_state("networkidle")
    return page


def _generate(page: Page, prompt: str) -> None:
    page.reload()
    page.wait_for_load_state("networkidle")
    if page.locator(".card", has_text=prompt[:40]).count():
        page.locator(".card", has_text=prompt[:40]).locator(".thumb").first.click()
    else:
        box = page.get_by_role("textbox", name="Prompt")
        box.click()
        page.keyboard.press("Control+A")
        page.keyboard.type(prompt)
        page.keyboard.press("Control+Enter")
    page.wait_for_selector("clip-player", timeout=CLIP_MS)
    page.wait_for_selector(".under .attempt")
    page.locator("clip-player").evaluate("player => player.seek(2.6)")
    page.wait_for_timeout(4000)  # the thumbnails' first frames


def _campaign(page: Page) -> None:
    """A campaign from its table to its clips."""
    page.goto("/#/campaigns?new=1")
    table = {"name": "autumn-roasts.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.set_input_files("input[type=file]", files=[table])
    page.locator("textarea.template").fill("A cup of {product} on {place} at {hour}. Steam rises, slow dolly-in.")
    page.get_by_label("Budget").fill("200")
    page.locator(".campaign-bar .main:not([aria-disabled=true])").click()
    page.wait_for_selector(".rows-table .state-of.completed >> nth=2", timeout=CLIP_MS)
    page.wait_for_timeout(1500)  # the thumbnails' first frames


def _take(page: Page, name: str, *, full: bool = True) -> None:
    if full:
        page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=72, full_page=full)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
