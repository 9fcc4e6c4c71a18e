"""A real Chromium for the tests of the page: Debian's package, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from support.servers import ServerProcess

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="LEFT OUT: the tests of the page need Chromium (apt-get install chromium)"
)


@dataclass
class Tab:
    """One open page; `problems` is what its console complained about."""

    page: Page
    context: BrowserContext
    problems: list[str] = field(default_factory=list)

    def note(self, message: ConsoleMessage) -> None:
        # A refused request (a wrong key, a field in error) is a line of the console by itself.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.problems.append(message.text)


@contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def open_tab(
    browser: Browser,
    server: ServerProcess,
    *,
    width: int = 1440,
    theme: str = "dark",
    language: str = "en-US",
    view: str = "",
    signed_in: bool = True,
) -> Iterator[Tab]:
    """The page in a fresh profile. At the end its console must have been quiet."""
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": width, "height": 900},
        color_scheme="light" if theme == "light" else "dark",
        locale=language,
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    if signed_in:
        answer = context.request.post("/v1/session", headers={"Authorization": f"Bearer {server.key}"})
        assert answer.ok
    tab = Tab(context.new_page(), context)
    tab.page.on("console", tab.note)
    tab.page.on("pageerror", lambda error: tab.problems.append(str(error)))
    tab.page.goto(f"/#/{view}")
    yield tab
    context.close()
    assert tab.problems == []
