"""The account view and "Delete" in the history, in a real Chromium against real servers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import APIRequestContext, Browser, Page, expect

import omnireel.web
from support.browser import Tab, needs_chromium, open_tab
from support.servers import ServerProcess

pytestmark = needs_chromium

WEB = Path(omnireel.web.__file__).parent
AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
HERE = {"X-Omnireel-Page": "1"}
CLIP_MS = 30_000
CLIP_CREDITS = "16.2"
"""Three seconds of 720p without sound."""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server whose first provider is away and whose second makes every clip."""
    settings = {
        "SCRIPTED": "away@1=unavailable;good@2=success",
        "CALLBACK_ALLOW_PRIVATE": "true",
        "CALLBACK_RETRIES_S": "",
    }
    running = ServerProcess(tmp_path_factory.mktemp("account"), settings).start()
    yield running
    assert running.stop() == 0


def make_clip(tab: Tab, prompt: str, **more: str) -> str:
    """Through the API, with the browser's session; returns the task's id when the clip is there."""
    body = {"model": "kling-o3-text-to-video", "prompt": prompt, "duration": 3, "quality": "720p", **more}
    asks: APIRequestContext = tab.context.request
    made = asks.post("/v1/videos/generations", data=body, headers=HERE)
    assert made.ok, made.text()
    task_id: str = made.json()["id"]
    events = asks.get(f"/v1/tasks/{task_id}/events", timeout=CLIP_MS)  # it ends with the task
    assert "event: completed" in events.text()
    return task_id


def row_of(page: Page, name: str) -> str:
    key = page.locator("key-table tr[data-key]", has_text=name).get_attribute("data-key")
    return f'key-table tr[data-key="{key}"]'


def make_key(page: Page, name: str, *, limit: str = "") -> str:
    """By the form, with the keyboard; returns the key, which stands there once."""
    page.get_by_role("button", name="Create a key").click()
    expect(page.get_by_label("New key")).to_be_focused()
    page.keyboard.type(name)
    page.get_by_label("Limit", exact=True).fill(limit)
    page.keyboard.press("Enter")
    shown = page.locator("key-table .new-key input")
    expect(shown).to_be_visible()
    return shown.input_value()


def serious(page: Page) -> list[tuple[str, str, str]]:
    page.evaluate(AXE.read_text() + "; 0")
    return [
        (one["id"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"])
        for one in page.evaluate("axe.run()")["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_a_clip_stands_in_the_usage_and_the_keys_walk_the_days(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        make_clip(tab, "A boat")
        page.goto("/#/account")
        expect(page.locator(".balance-panel .figure")).to_have_text("9,983.8")
        expect(page.locator(".balance-panel dl")).to_contain_text(f"Charged in 30 days{CLIP_CREDITS}")
        with page.expect_download() as saved:
            page.get_by_role("link", name="Ledger as CSV").click()
        lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("time,kind,credits,held,balance_after")
        assert any(",post,-16.2,-16.2,9983.8,0,task-" in line for line in lines)
        day = page.get_by_role("slider", name="Day")
        expect(day).to_have_attribute("aria-valuemax", "30")
        expect(day).to_have_attribute("aria-valuenow", "30")
        expect(day).to_have_attribute("aria-valuetext", re.compile("16.2 credits, .*1 clip. Text to video 16.2"))
        expect(page.locator("usage-chart .day")).to_contain_text(f"{CLIP_CREDITS} credits, $0.23, 1 clip")
        expect(page.locator("usage-chart rect.lit")).to_have_count(1)
        day.focus()
        page.keyboard.press("ArrowLeft")
        expect(day).to_have_attribute("aria-valuenow", "29")
        expect(page.locator("usage-chart .day")).to_contain_text("nothing made")
        expect(page.locator("usage-chart rect.lit")).to_have_count(0)
        page.keyboard.press("Home")
        expect(day).to_have_attribute("aria-valuenow", "1")
        page.keyboard.press("End")
        expect(page.locator("usage-chart rect.lit")).to_have_count(1)
        expect(day).to_be_focused()
        page.get_by_role("radio", name="Clips").check(force=True)
        expect(page.locator("usage-chart .total").first).to_have_text("1 3\u00a0s")
        page.get_by_role("radio", name="90 days").check(force=True)
        expect(day).to_have_attribute("aria-valuemax", "90")
        # A phone that is turned: the last width counts, whichever answer comes last.
        page.set_viewport_size({"width": 390, "height": 900})
        page.set_viewport_size({"width": 1440, "height": 900})
        page.wait_for_load_state("networkidle")
        expect(day).to_have_attribute("aria-valuemax", "90")
        page.set_viewport_size({"width": 390, "height": 900})
        expect(day).to_have_attribute("aria-valuemax", "7")


def test_a_key_is_made_shown_once_changed_and_revoked(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, view="account") as tab:
        page = tab.page
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        secret = make_key(page, "Render farm", limit="1,500")
        assert tab.context.request.get("/v1/credits", headers={"Authorization": f"Bearer {secret}"}).ok
        expect(page.get_by_role("button", name="Copy")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == secret
        row = page.locator(row_of(page, "Render farm"))
        expect(row).to_contain_text("0 of 1,500")
        page.reload()
        expect(row).to_be_visible()
        assert secret not in page.content()
        # The limit, by keyboard; Escape leaves it as it is and gives the focus back.
        limit = page.get_by_role("button", name="Limit of Render farm")
        limit.focus()
        page.keyboard.press("Enter")
        field = page.get_by_role("textbox", name="Limit of Render farm")
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(limit).to_be_focused()
        page.keyboard.press("Enter")
        field.fill("20.5")
        page.keyboard.press("Enter")
        expect(row).to_contain_text("0 of 20.5")
        expect(limit).to_be_focused()
        # Revoked only after a second press.
        page.get_by_role("button", name="Revoke Render farm").click()
        expect(page.get_by_role("button", name="Keep it")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Revoke Render farm")).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("group", name="Revoke Render farm").get_by_role("button", name="Revoke").click()
        expect(row).to_contain_text("revoked")
        expect(row.get_by_role("button")).to_have_count(0)
        refused = tab.context.request.get("/v1/credits", headers={"Authorization": f"Bearer {secret}"})
        assert refused.status == 401
        # Nobody saws off the key that they sit on.
        expect(page.get_by_role("button", name=re.compile("^Revoke first key"))).to_have_count(0)


def test_a_wrong_limit_is_told_at_its_field(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, view="account") as tab:
        page = tab.page
        page.get_by_role("button", name="Create a key").click()
        page.get_by_label("New key").fill("Wrong")
        page.get_by_label("Limit", exact=True).fill("-5")
        page.get_by_role("button", name="Create", exact=True).click()
        told = page.locator('key-table [data-param="limit_credits"] .field-error')
        expect(told).to_contain_text("at least 0")
        expect(page.get_by_label("Limit", exact=True)).to_be_focused()
        page.get_by_label("Limit", exact=True).fill("plenty")
        expect(told).to_have_count(0)  # it is being mended
        page.keyboard.press("Enter")
        expect(told).to_contain_text('got "plenty"')
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Create a key")).to_be_focused()
        # A limit below what was charged: the server knows.
        make_clip(tab, "A second boat")
        page.get_by_role("button", name="Limit of first key").click()
        page.get_by_role("textbox", name="Limit of first key").fill("1")
        page.keyboard.press("Enter")
        expect(told).to_contain_text("at least")
        expect(page.locator("key-table tr", has_text="Wrong")).to_have_count(0)


def test_a_key_for_clips_sees_neither_keys_nor_providers(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, view="account") as tab:
        secret = make_key(tab.page, "Only clips")
    with open_tab(chromium, studio, signed_in=False) as tab:
        page = tab.page
        page.get_by_label("API key").fill(secret)
        page.keyboard.press("Enter")
        expect(page.get_by_role("tab", name="Text to video")).to_be_visible()
        page.goto("/#/account")
        expect(page.locator("key-table")).to_contain_text("This key makes clips only")
        expect(page.locator("key-table table")).to_have_count(0)
        expect(page.get_by_role("button", name="Create a key")).to_be_hidden()
        expect(page.locator("provider-table")).to_have_count(0)
        expect(page.get_by_role("slider", name="Day")).to_be_visible()


def test_operators_see_how_the_providers_are(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        for number in range(3):
            make_clip(tab, f"Boat {number}")
        page.goto("/#/account")
        away = page.locator("provider-table tbody tr", has_text="away")
        good = page.locator("provider-table tbody tr", has_text="good")
        expect(away).to_contain_text("Resting")
        expect(away).to_contain_text("attempts failed")
        expect(good).to_contain_text("Healthy")
        expect(good).to_contain_text("100\u00a0%")
        expect(good).to_contain_text("0 of 8")
        expect(good.get_by_role("img", name=re.compile(r"Last 24 hours: \d+ completed, 0 failed"))).to_be_visible()
        expect(away.locator("rect.bad-hour")).to_have_count(1)
        expect(page.locator("provider-table .line")).to_have_text("1 of 2 can take work now.")


def wait_until_it_failed(tab: Tab, task: str, *, tries: int) -> None:
    """Until the server has given the task's callback up after so many tries."""
    for _ in range(200):
        [delivery] = tab.context.request.get(f"/v1/deliveries?task_id={task}").json()["data"]
        if (delivery["state"], delivery["tries"]) == ("failed", tries):
            return
        tab.page.wait_for_timeout(20)  # another process works, and tells nobody
    raise AssertionError(delivery)


def test_a_callback_that_failed_is_sent_again(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        task = make_clip(tab, "A heron waits", callback_url="http://127.0.0.1:1/hook")  # nobody listens there

        def shown_as_failed(tries: int) -> None:
            wait_until_it_failed(tab, task, tries=tries)
            page.reload()
            expect(row.get_by_text("Failed", exact=True)).to_be_visible()
            expect(row.get_by_text("1 try" if tries == 1 else f"{tries} tries", exact=True)).to_be_visible()

        page.goto("/#/account")
        row = page.locator("account-view tr", has_text=f"task-…{task[-8:]}")
        shown_as_failed(1)
        with page.expect_response("**/redeliver") as sent:
            row.get_by_role("button", name="Send again").click()
        assert sent.value.ok
        shown_as_failed(2)
        row.get_by_role("button", name="Show every try").click()
        expect(page.locator("account-view tr.log:not([hidden]) .event")).to_have_count(2)
        assert tab.problems == []


def test_a_callback_that_cannot_be_sent_again_is_said_at_its_row(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, language="fr-FR") as tab:
        page = tab.page
        task = make_clip(tab, "A stork waits", callback_url="http://127.0.0.1:1/hook")
        wait_until_it_failed(tab, task, tries=1)
        elsewhere = f"{studio.url}/v1/deliveries/msg_gone/redeliver"
        page.route("**/redeliver", lambda route: route.continue_(url=elsewhere))
        page.route(
            "**/v1/deliveries/msg_*", lambda route: route.continue_(url=elsewhere.removesuffix("/redeliver"))
        )
        page.goto("/#/account")
        row = page.locator("account-view tr", has_text=f"task-…{task[-8:]}")
        row.get_by_role("button", name="Renvoyer").click()
        expect(row.get_by_role("alert")).to_have_text("Il n’y a pas de tel rappel")
        row.get_by_role("button", name="Montrer chaque essai").click()
        expect(page.locator("account-view tr.log:not([hidden])")).to_have_text("Il n’y a pas de tel rappel")
        assert tab.problems == []


def test_the_history_is_filtered_and_its_clips_play_under_the_pointer(
    studio: ServerProcess, chromium: Browser
) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        make_clip(tab, "A heron flies off")
        page.reload()
        card = page.locator("history-grid li", has_text="A heron flies off")
        video = card.locator("video")
        expect(video).to_have_js_property("paused", True)
        card.locator(".thumb").hover()
        expect(video).to_have_js_property("paused", False)
        page.mouse.move(0, 0)
        expect(video).to_have_js_property("paused", True)
        page.locator("history-grid").get_by_role("radio", name="Failed").click()
        expect(card).to_have_count(0)
        page.locator("history-grid").get_by_role("radio", name="Completed").click()
        expect(card).to_be_visible()
        assert tab.problems == []


def test_clips_that_a_filter_hid_while_they_waited_are_loaded(studio: ServerProcess, chromium: Browser) -> None:
    """Two load at a time, and the others wait: hidden meanwhile, they lose their turn."""
    with open_tab(chromium, studio) as tab:
        page = tab.page
        for number in range(4):
            make_clip(tab, f"Egret {number}")
        page.route("**/results/**", lambda route: None)
        with page.expect_request("**/results/**"):
            page.reload()
        page.locator("history-grid").get_by_role("radio", name="Failed").click()
        expect(page.locator(".card")).to_have_count(0)
        page.unroute("**/results/**")  # lets go of those that are held
        page.wait_for_load_state("networkidle")
        page.locator("history-grid").get_by_role("radio", name="All").click()
        for number in range(4):
            video = page.locator("history-grid li", has_text=f"Egret {number}").locator("video")
            expect(video).to_have_attribute("src", re.compile("/results/"))


def test_the_history_says_how_many_there_are_and_shows_more(server: ServerProcess, chromium: Browser) -> None:
    """One is deleted before the next page is asked for: none is shown twice, none is left out."""
    with open_tab(chromium, server, language="fr-FR") as tab:
        page = tab.page
        made = [make_clip(tab, f"Boat {number}") for number in range(41)]
        page.reload()
        cards = page.locator(".card")
        head, more = page.locator(".history-head .hint"), page.get_by_role("button", name="Afficher la suite")
        expect(cards).to_have_count(20)
        expect(head).to_have_text("Les 20 derniers sur 41")
        cards.first.locator(".thumb").focus()
        page.keyboard.press("Delete")
        expect(head).to_have_text("Les 19 derniers sur 40")
        more.click()
        expect(cards).to_have_count(39)
        expect(head).to_have_text("Les 39 derniers sur 40")
        more.focus()
        page.keyboard.press("Enter")
        expect(cards).to_have_count(40)
        expect(cards.last.locator(".thumb")).to_be_focused()
        expect(more).to_be_hidden()
        expect(head).to_be_hidden()
        shown = page.evaluate("[...document.querySelectorAll('.card')].map(card => card.dataset.task)")
        assert shown == made[-2::-1]
        assert tab.problems == []


def test_deleted_from_the_history_for_good_or_taken_back(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        first, second = make_clip(tab, "The first of two"), make_clip(tab, "The second of two")
        page.reload()
        cards = page.locator(".card")
        gone, kept = page.locator(f'[data-task="{first}"]'), page.locator(f'[data-task="{second}"]')
        expect(kept).to_be_visible()
        count = cards.count()
        kept.locator(".thumb").focus()
        page.keyboard.press("Delete")
        expect(cards).to_have_count(count - 1)
        expect(gone.locator(".thumb")).to_be_focused()  # the next one
        page.get_by_role("button", name="Undo").click()
        expect(kept.locator(".thumb")).to_be_focused()
        expect(cards.first).to_have_attribute("data-task", second)
        assert tab.context.request.get(f"/v1/tasks/{second}").ok
        gone.locator(".thumb").click()
        expect(page.locator("clip-player")).to_be_visible()
        gone.hover()
        gone.get_by_role("button", name="Delete").click()
        expect(page.get_by_text("Your clip will play here")).to_be_visible()  # what was open is gone with it
        expect(page.locator(".toast")).to_contain_text("The first of two")
        assert tab.context.request.get(f"/v1/tasks/{first}").ok  # not before nobody took it back
        page.reload()  # whoever leaves does not take it back
        expect(kept).to_be_visible()
        expect(gone).to_have_count(0)
        assert tab.context.request.get(f"/v1/tasks/{first}").status == 404
        assert tab.context.request.get(f"/v1/tasks/{second}").ok


def test_what_could_not_be_deleted_comes_back(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio) as tab:
        page = tab.page
        task_id = make_clip(tab, "It stays")
        page.reload()
        page.route("**/delete", lambda route: route.fulfill(status=503, json={"error": {"message": "Busy"}}))
        page.clock.install()
        page.locator(f'[data-task="{task_id}"] .thumb').focus()
        page.keyboard.press("Delete")
        expect(page.locator(f'[data-task="{task_id}"]')).to_have_count(0)
        page.clock.fast_forward(9_000)
        expect(page.locator(".toast")).to_be_visible()
        page.clock.fast_forward(2_000)
        expect(page.locator(f'[data-task="{task_id}"]')).to_be_visible()
        expect(page.locator("history-grid .field-error")).to_have_text("“It stays” was not deleted: Busy")


@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (820, "dark"), (1440, "light"), (1440, "dark")])
def test_every_state_is_readable(studio: ServerProcess, chromium: Browser, width: int, theme: str) -> None:
    with open_tab(chromium, studio, width=width, theme=theme, view="account") as tab:
        page = tab.page
        days = page.get_by_role("slider", name="Day")
        expect(days).to_have_attribute("aria-valuemax", "7" if width == 390 else "30")
        make_key(page, f"Seen at {width} in {theme}", limit="100")
        page.get_by_role("button", name="Create a key").click()
        page.get_by_role("button", name=f"Revoke Seen at {width} in {theme}").click()
        expect(page.locator("provider-table table")).to_be_visible()
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto("/#/reference?op=listProviders")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for name in page.locator(".param > :first-child").all():
            box = name.evaluate("node => [node.scrollWidth, node.clientWidth]")
            assert box[0] <= box[1], name.inner_text()


def test_the_account_in_french(studio: ServerProcess, chromium: Browser) -> None:
    with open_tab(chromium, studio, width=390, language="fr-FR", view="account") as tab:
        page = tab.page
        expect(page.get_by_role("heading", name="Usage par jour et par modèle")).to_be_visible()
        expect(page.get_by_text("connectée ici")).to_be_visible()
        expect(page.locator("provider-table .line")).to_contain_text("sur 2")
        page.get_by_role("button", name="Créer une clé").click()
        page.get_by_label("Nouvelle clé").fill("Ferme de rendu")
        page.get_by_label("Limite", exact=True).fill("12,5")
        page.keyboard.press("Enter")
        expect(page.locator(row_of(page, "Ferme de rendu"))).to_contain_text("0 sur 12,5")
        page.get_by_role("button", name="Révoquer Ferme de rendu").click()
        expect(page.get_by_text("Révoquer «\u00a0Ferme de rendu\u00a0» pour de bon\u00a0?")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_new_texts_are_in_both_tables() -> None:
    """Keys that the account makes of parts: the check of whole keys is in test_page."""
    made = ["limit.of", "revoke.of", "role.use", "role.manage", "role.operate", "limit", "revoke"]
    wanted = [f"keys.{name}" for name in made]
    wanted += [f"usage.{name}" for name in ("credits", "usd", "clips")]
    wanted += [f"providers.{name}" for name in ("name", "health", "hours", "done", "time", "use", "price")]
    for table in ((WEB / "texts" / f"{code}.js") for code in ("en", "fr")):
        text = table.read_text()
        assert [key for key in wanted if f'"{key}": "' not in text] == [], table.name
