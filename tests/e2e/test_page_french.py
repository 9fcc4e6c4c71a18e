"""The page in French, down to what the server says: its reference, its refusals, its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browser import needs_chromium, open_tab
from support.sentences import sentences
from support.servers import ServerProcess

pytestmark = needs_chromium

NOT_SAID = {
    # Parts of sentences, which stand whole beside them.
    *("7 7", "7 7s", "7 names 7, but 7", " and 7 more", "The request body", " or a data: URL", "(got 7x7)"),
    *("must last", "width must be", "height must be", "must have", "frames a second", "no provider is left: "),
    *("Please top up your 7.", "The file 7 7. Upload it again", ": the file is larger"),
    ", raised to the minimum of 7 s = 7 credits",
    # Never on the page: an event's frame, the CLI, the log, headers, SQL.
    *("id: 7\nevent: 7\ndata: 7\n\n", "There is no account 7", "There is no key 7. See `omnireel keys list`."),
    *("Task has been cancelled successfully", "No space left on device", "bytes */must be an object"),
    *("credits must be at most 7, got 7", "credits have at most four decimals, got 7", "to must be an object"),
    *("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "trusted-types 'none'"),
    *("require-trusted-types-for 'script'", "rows.7.must be an object"),
    *("(line.state = 'refused' OR task.state = 'failed')",),
    "(line.state = 'refused' OR task.state IN ('failed', 'cancelled')) AND line.number IN (7)",
}
ENGLISH = re.compile(r"\b(the|must|is|was|of|with|and|or|not|most|this|has|are|to|an|in|it|at)\b")
TOLD = """async (sentences) => {
  const { told } = await import(new URL("told.js", document.querySelector("script[type=module]").src));
  return sentences.map(told);
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Page]:
    server = ServerProcess(tmp_path_factory.mktemp("french"), {"SCRIPTED": "quick=success"}).start()
    with open_tab(chromium, server, language="fr-FR") as tab:
        yield tab.page
    assert server.stop() == 0


def test_every_sentence_of_the_server_is_told_in_french(page: Page) -> None:
    said = [sentence for sentence in sentences() if sentence not in NOT_SAID]
    assert len(said) > 250
    told = dict(zip(said, page.evaluate(TOLD, said), strict=True))
    assert [sentence for sentence, french in told.items() if sentence == french] == []
    half = {sentence: french for sentence, french in told.items() if ENGLISH.search(re.sub("`.*?`", "", french))}
    assert half == {}


@pytest.mark.parametrize(
    ("said", "french"),
    [
        (
            "prompt must have between 1 and 2500 characters (got 0)",
            "Prompt doit avoir entre 1 et 2\u202f500 caractères (reçu : 0)",
        ),
        (
            "image_urls.0 must be JPEG or PNG or WEBP: unsupported file type GIF",
            "Images de référence doit être du JPEG ou PNG ou WEBP, et non du GIF",
        ),
        (
            "far: cheapest healthy provider (36.018 credits); near (0.5 credits) is down: 3 failures in a row,"
            " tried again in 9 s; old was tried already",
            "far : le moins cher des fournisseurs en bon état (36,018 crédits) ; near (0,5 crédits) est en panne :"
            " 3 échecs de suite, nouvel essai dans 9 s ; old a déjà été essayé",
        ),
        (
            "5.4 credits/s x 1.334 (720p, with sound) x 5 s = 36.018 credits, raised to the minimum of 6 s ="
            " 40 credits",
            "5,4 crédits/s × 1,334 (720p, avec son) × 5 s = 36,018 crédits, porté au minimum de 6 s = 40 crédits",
        ),
        (
            "row 3: model_params.element_list: at most 4 images and elements together are allowed (got 3 + 2)",
            "ligne 3 : Éléments : 4 images et éléments au plus, ensemble (reçu : 3 + 2)",
        ),
        ("What a later server says", "What a later server says"),
    ],
)
def test_values_stand_in_their_places(page: Page, said: str, french: str) -> None:
    assert page.evaluate(TOLD, [said])[0].replace("\u00a0", " ") == french


def test_the_reference_is_in_french(page: Page) -> None:
    page.get_by_role("link", name="Référence").click()
    view = page.locator("reference-view")
    expect(view.get_by_text("Prend une tâche et réserve ses crédits")).to_be_visible()
    expect(view.get_by_text("Secondes du clip.")).to_be_visible()
    answers = view.get_by_role("tablist", name="Réponses")
    answers.get_by_role("tab", name="402").click()
    expect(view.get_by_text("La réservation dépasse ce qui reste au compte")).to_be_visible()
    expect(view.locator("p", has_text=re.compile(r"\b(the|is|must|of)\b"))).to_have_count(0)
