"""docs/reference: what is on disk is what the code says, and nothing is missing from it."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from fastapi import FastAPI

from api.route_table import routes_of
from omnireel.api.causes import CAUSES, TASK_CAUSES
from omnireel.api.routes import account, campaigns, keys, ops, providers, results, tasks, videos
from omnireel.cli.main import app as cli
from omnireel.core.task import TASK_ERROR_RETRYABLE
from omnireel.errors import api_errors
from omnireel.providers.scripted import OUTCOMES
from omnireel.settings import reference_rows
from omnireel.wire.answers import SUGGESTIONS

GENERATOR = Path(__file__).parents[2] / "docs" / "generate.py"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _load()
PAGES: dict[str, str] = generate.pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_on_disk_is_current(name: str) -> None:
    path = generate.FOLDER / name
    assert path.exists(), "run make docs"
    assert path.read_text() == PAGES[name], "run make docs"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in generate.FOLDER.iterdir()} == set(PAGES)


def test_check_tells_a_stale_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "FOLDER", tmp_path / "reference")
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (tmp_path / "reference" / "api.md").write_text("old")
    assert generate.main(["--check"]) == 1


def test_every_setting_is_there() -> None:
    for name, _, meaning in reference_rows():
        assert f"| `{name}` |" in PAGES["settings.md"]
        assert meaning.endswith("."), name
    assert set(generate.OUTCOMES) == set(OUTCOMES)


def test_every_error_code_is_there() -> None:
    for kind in api_errors():
        assert f"## {kind.status} {kind.code}\n" in PAGES["errors.md"]
        assert f"`{kind.__name__}`" in PAGES["errors.md"]
        cause = CAUSES[kind]
        assert type(cause.example) is kind
        for text in (cause.cause, cause.remedy):
            assert text.endswith(".")
            assert text in PAGES["errors.md"]
    assert set(TASK_CAUSES) == set(TASK_ERROR_RETRYABLE) == set(SUGGESTIONS)
    for code in TASK_ERROR_RETRYABLE:
        assert f"| `{code}` |" in PAGES["errors.md"]


def test_every_command_is_there() -> None:
    found = list(generate.commands(typer.main.get_command(cli), "omnireel"))
    assert len(found) > 10
    for name, command, context in found[1:]:
        assert f"## {name}\n" in PAGES["cli.md"]
        assert command.help, name
        for parameter in command.params:
            record: Any = parameter.get_help_record(context)
            assert record is None or record[0] in PAGES["cli.md"]
            assert record is None or record[1], f"{name}: {record[0]} says nothing"


def test_every_route_is_there() -> None:
    bare = FastAPI(openapi_url=None)
    for resource in (videos, tasks, campaigns, keys, providers, account, results, ops):
        bare.include_router(resource.router)
    for method, path in routes_of(bare):
        assert f"\n`{method} {path}`\n" in PAGES["api.md"]


def test_links_between_the_pages_lead_somewhere() -> None:

    def anchor(heading: str) -> str:
        return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")

    anchors = {
        name: {anchor(line.lstrip("#").strip()) for line in text.splitlines() if line.startswith("#")}
        for name, text in PAGES.items()
    }
    for name, text in PAGES.items():
        for target, fragment in re.findall(r"\]\(([a-z]*\.?m?d?)#([^)]+)\)", text):
            assert fragment in anchors[target or name], f"{name}: {target}#{fragment}"
