"""The command line: what people and programs see, exit codes, and whole programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from omnireel.animatic import interpret
from omnireel.cli import child, out
from omnireel.cli.main import app
from omnireel.client import Client
from omnireel.providers.scripted import SAMPLE_CLIP
from support.media import encoded, movie, scene
from support.servers import ServerProcess

PROMPT = "A golden retriever running through a sunlit meadow"
NOBODY = "task-unified-1-nobody00"

NO_BAKES = {"OMNIREEL_BAKES_BYTES_MAX": "0"}  # nothing is kept in the home of who runs the tests

Cli = Callable[..., Result]


def run(environment: dict[str, str], *arguments: str) -> Result:
    """A command in this process, with 80 columns."""
    unset: dict[str, str | None] = {name: None for name in os.environ if name.startswith("OMNIREEL_")}
    wanted = {name: value for name, value in environment.items() if name.startswith("OMNIREEL_")}
    return CliRunner().invoke(app, arguments, env={**unset, **wanted, "COLUMNS": "80"}, prog_name="omnireel")


@pytest.fixture
def cli(server: ServerProcess) -> Cli:
    """Commands that find the test's server by its data folder."""
    return lambda *arguments: run(server.environment(), *arguments)


@pytest.fixture
def client(server: ServerProcess) -> Iterator[Client]:
    with Client(server.url, server.key) as made:
        yield made


@pytest.fixture
def done(client: Client) -> str:
    """The id of a completed task."""
    return client.videos.create(PROMPT, sound=True).wait(timeout_s=30).id


def good(result: Result) -> str:
    assert result.exit_code == 0, result.output
    assert max((len(line) for line in result.stdout.splitlines() if "://" not in line), default=0) <= 80
    return result.stdout


def data(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def bad(result: Result, code: int, *words: str) -> None:
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    for word in words:
        assert word in " ".join(result.stderr.split())
    if code != 2:
        assert len(result.stderr.strip().splitlines()) == 1
        assert result.stderr.startswith("error: ")


# --- help ----------------------------------------------------------------------------------------


def test_help_lists_every_command_and_the_exit_codes(cli: Cli) -> None:
    text = good(cli("--help"))
    for name in (
        "render",
        "interpret",
        "warm",
        "serve",
        "version",
        "tasks",
        "deliveries",
        "credits",
        "keys",
        "admin",
        "Exit codes",
    ):
        assert name in text


COMMANDS = (
    "render serve listen interpret warm version files-upload files-list files-delete",
    "tasks-list tasks-show tasks-wait tasks-cancel",
    "deliveries-list deliveries-show deliveries-redeliver",
    "keys-create keys-list keys-revoke credits-show credits-grant admin-audit",
)


@pytest.mark.parametrize("command", " ".join(COMMANDS).replace("-", "/").split())
def test_every_command_explains_itself(cli: Cli, command: str) -> None:
    text = good(cli(*command.split("/"), "--help"))
    assert "Usage: omnireel " + command.replace("/", " ") in text
    if command != "serve":
        assert "--json" in text


@pytest.mark.parametrize("arguments", [["--help"], ["interpret", PROMPT]])
def test_light_commands_load_nothing_heavy(arguments: list[str]) -> None:
    heavy = ["aiohttp", "httpx", "fastapi", "uvicorn", "cv2", "av", "numpy", "scipy", "sqlalchemy"]
    program = (
        f"import sys\nfrom omnireel.cli.main import app\ntry: app({arguments!r})\n"
        f"finally: print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stderr.strip() == "[]"


def test_the_script_answers_at_once() -> None:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "omnireel.cli.main", "--help"], check=True, capture_output=True)
    # Measured: 0.2 s. The limit is wide, because the machine may be busy; it fails when a heavy import slips in
    # together with the test above.
    assert time.perf_counter() - begin < 3


def test_version(cli: Cli) -> None:
    assert good(cli("version")).startswith("omnireel ")
    assert data(cli("version", "--json"))["version"]


def test_wrong_usage_is_exit_code_2(cli: Cli) -> None:
    bad(cli("tasks", "show"), 2, "Missing argument")
    bad(cli("nonsense"), 2, "No such command")
    bad(cli("tasks", "list", "--page-size", "51"), 2, "page-size")


# --- interpret -----------------------------------------------------------------------------------


def test_interpret_shows_what_was_understood(cli: Cli) -> None:
    assert data(cli("interpret", PROMPT, "--json")) == interpret(PROMPT)
    assert "golden retriever" in good(cli("interpret", PROMPT))


# --- tasks ---------------------------------------------------------------------------------------


def test_tasks_list(cli: Cli, done: str) -> None:
    text = good(cli("tasks", "list"))
    assert f"{done}  completed  100   36.018" in text
    found = data(cli("tasks", "list", "--status", "completed", "--page-size", "1", "--json"))
    assert found["data"][0]["id"] == done
    assert good(cli("tasks", "list", "--status", "failed")) == "no tasks\n"


def test_tasks_show_gives_state_attempts_and_money(cli: Cli, done: str) -> None:
    text = good(cli("tasks", "show", done))
    for word in (done, "completed", "36.018 credits", "quick", "succeeded", "held", "charged", "1.334"):
        assert word in text
    found = data(cli("tasks", "show", done, "--json"))
    assert found["task"]["results"][0] in text.splitlines()  # in one piece, to be copied
    assert found["statement"]["totals"]["charged"] == 36.018


def test_tasks_wait_saves_the_clip(cli: Cli, done: str, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    result = cli("tasks", "wait", done, "-o", str(path))
    assert f"saved {path}" in result.stdout.replace("\n", "")
    assert result.stderr == "completed 100 %\nsaving 100 %\n"
    assert path.read_bytes() == SAMPLE_CLIP.read_bytes()
    assert data(cli("tasks", "wait", done, "--json"))["id"] == done


def test_tasks_cancel_and_exit_codes_of_tasks(tmp_path: Path) -> None:
    """The provider loses every answer: the first task stays open until it is cancelled."""
    server = ServerProcess(tmp_path, {"SCRIPTED": "line=lost"}).start()
    try:
        with Client(server.url, server.key) as client:
            task_id = client.videos.create(PROMPT).id
        environment = server.environment()
        result = run(environment, "tasks", "wait", task_id, "--timeout", "0.1")
        assert result.exit_code == out.EXIT_TIMEOUT
        assert "goes on at the server" in result.stderr
        assert (
            good(run(environment, "tasks", "cancel", task_id)) == f"{task_id} is cancelled, nothing was charged\n"
        )
        result = run(environment, "tasks", "wait", task_id)
        assert result.exit_code == out.EXIT_TASK
        assert "cancelled" in result.stderr
    finally:
        assert server.stop() == 0


def test_errors_are_one_line_with_the_remedy(cli: Cli, server: ServerProcess, done: str, tmp_path: Path) -> None:
    bad(cli("tasks", "show", NOBODY), 1, "could not be found")
    bad(cli("tasks", "cancel", done), 1, "can no longer be cancelled")
    wrong = {**server.environment(), "OMNIREEL_API_KEY": "sk-this-key-is-not-one"}
    bad(run(wrong, "credits", "show"), 1, "Set OMNIREEL_API_KEY")
    nowhere = "http://127.0.0.1:9"
    bad(cli("tasks", "list", "--server", nowhere), 1, f"{nowhere} cannot be reached", "omnireel serve")
    bad(run({"OMNIREEL_DATA_DIR": str(tmp_path)}, "tasks", "list"), 1, "Start one with: omnireel serve")
    bad(run({"OMNIREEL_PORT": "x"}, "tasks", "list"), 1, "OMNIREEL_PORT must be a whole number")
    bad(run({}, "tasks", "list", "--server", server.url), 1, "OMNIREEL_API_KEY")
    bad(cli("tasks", "wait", done, "-o", str(tmp_path / "no" / "clip.mp4")), 1, "there is no such folder")


def test_a_server_elsewhere_is_named(server: ServerProcess, done: str) -> None:
    elsewhere = {"OMNIREEL_API_KEY": server.key}
    assert data(run(elsewhere, "tasks", "show", done, "--server", server.url, "--json"))["task"]["id"] == done


# --- keys, credits, audit ------------------------------------------------------------------------


def test_callbacks_are_listed_shown_and_sent_again(tmp_path: Path) -> None:
    settings = {
        "CALLBACK_ALLOW_PRIVATE": "true",
        "CALLBACK_RETRIES_S": "",
        "PROVIDERS": "v",
        "SCRIPTED": "v=success",
    }
    server = ServerProcess(tmp_path / "data", settings).start()
    try:
        cli = partial(run, server.environment())
        assert good(cli("deliveries", "list")).strip() == "no callbacks"
        with Client(server.url, server.key) as client:
            task = client.videos.create("x", callback_url="http://127.0.0.1:1/hook")
            task.wait(timeout_s=30)
            page = client.deliveries.list(task_id=task.id)
            [made] = page.items
            while client.deliveries.get(made.id).state == "waiting":
                time.sleep(0.02)  # another process tries, and tells nobody
            again = client.deliveries.redeliver_since(datetime.fromtimestamp(0, UTC), state="failed")
            assert again == 1
            while client.deliveries.get(made.id).state == "waiting":
                time.sleep(0.02)
            assert client.deliveries.redeliver_since(datetime.now(UTC) + timedelta(days=1)) == 0
        listed = good(cli("deliveries", "list", "--state", "failed"))
        assert made.id in listed
        text = good(cli("deliveries", "show", made.id))
        assert "failed, 2 tries" in text
        assert text.count("no answer") == 2
        assert "1 callback is sent again" in good(cli("deliveries", "redeliver", made.id))
        assert "0 callbacks are sent again" in good(cli("deliveries", "redeliver", "--since", "2100-01-01"))
        bad(cli("deliveries", "redeliver"), 2, "name one callback")
        bad(cli("deliveries", "show", "msg_x"), 1, "could not be found")
    finally:
        server.stop()


def test_keys_are_made_used_and_revoked(cli: Cli, server: ServerProcess) -> None:
    made = cli("keys", "create", "--name", "studio", "--account", "studio", "--limit", "50")
    key = made.stdout.strip()
    assert key.startswith("sk-")
    assert key not in made.stderr
    with Client(server.url, key) as client:
        found = client.credits()
        assert (found.remaining, found.key_remaining, found.key_unlimited) == (0, 50, False)
        rows = data(cli("keys", "list", "--json"))
        row = next(row for row in rows if row["name"] == "studio")
        assert key not in json.dumps(rows)
        assert f"{row['id']}  studio" in good(cli("keys", "list"))
        assert good(cli("keys", "revoke", row["id"])) == f"{row['id']} (studio) is revoked\n"
        assert run({"OMNIREEL_API_KEY": key}, "credits", "show", "--server", server.url).exit_code == 1
    assert "revoked" in good(cli("keys", "list"))
    bad(cli("keys", "revoke", "key_nobody"), 1, "omnireel keys list")
    bad(cli("keys", "create", "--limit", "many"), 2, "not a number of credits")


def test_credits_are_granted_once_per_id(cli: Cli) -> None:
    before = data(cli("credits", "show", "--json"))["data"]["user"]["remaining_credits"]
    for _ in range(2):
        assert "credits available" in good(cli("credits", "grant", "12.5", "--id", "order-7"))
    assert data(cli("credits", "show", "--json"))["data"]["user"]["remaining_credits"] == before + 12.5
    assert data(cli("credits", "grant", "--json", "--", "-2.5"))["available_credits"] == before + 10
    assert "credits left" in good(cli("credits", "show"))
    ledger = cli("credits", "ledger", "--days", "2").stdout.splitlines()
    assert ledger[0].startswith("time,kind,credits,held,balance_after")
    assert [line.split(",")[1:3] for line in ledger[-2:]] == [["grant", "12.5"], ["grant", "-2.5"]]


@pytest.mark.parametrize("amount", ["x", "0", "0.00001", "nan", "inf", ""])
def test_amounts_that_are_none_are_refused(cli: Cli, amount: str) -> None:
    bad(cli("credits", "grant", amount), 2, "CREDITS")


def test_more_than_there_is_cannot_be_taken_back(cli: Cli) -> None:
    bad(cli("credits", "grant", "--", "-9999999"), 1, "does not have that much")
    bad(cli("credits", "grant", "5", "--account", "nobody"), 1, "There is no account 'nobody'")


def test_the_audit_is_clean_and_says_when_it_is_not(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, {"SCRIPTED": "quick=success"}).start()
    with Client(server.url, server.key) as client:
        client.videos.create(PROMPT).wait(timeout_s=30)
    assert server.stop() == 0
    environment = server.environment()
    assert good(run(environment, "admin", "audit")) == "the audit is clean\n"
    assert data(run(environment, "admin", "audit", "--json")) == {"clean": True, "problems": []}

    import sqlite3

    database = sqlite3.connect(tmp_path / "omnireel.db")
    database.execute("UPDATE account SET balance = balance + 5 WHERE id = 'default'")
    database.commit()
    database.close()
    result = run(environment, "admin", "audit")
    assert result.exit_code == 1
    assert "default" in result.stdout
    assert "the audit found" in result.stderr
    result = run(environment, "admin", "audit", "--json")
    assert (result.exit_code, json.loads(result.stdout)["clean"]) == (1, False)


def test_administration_without_a_database_makes_none(tmp_path: Path) -> None:
    nothing = {"OMNIREEL_DATA_DIR": str(tmp_path)}
    for command in ("keys list", "keys create", "credits grant 5", "admin audit"):
        bad(run(nothing, *command.split()), 1, "there is no database", "omnireel serve")
    assert list(tmp_path.iterdir()) == []


# --- render --------------------------------------------------------------------------------------


def test_render_makes_a_clip_without_a_server(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    arguments = ["render", PROMPT, "-o", str(path), "--duration", "3", "--ratio", "1:1", "--json"]
    receipt = data(run(NO_BAKES, *arguments))
    assert path.read_bytes()[4:8] == b"ftyp"
    assert receipt["bytes"] == path.stat().st_size
    assert (receipt["seconds"], receipt["width"], receipt["height"]) == (3, 720, 720)
    assert receipt["server_price"]["credits"] == 21.6108
    assert receipt["interpretation"]["shots"][0]["subjects"][0]["name"] == "golden retriever"
    assert list(tmp_path.iterdir()) == [path]

    result = run(
        NO_BAKES, "render", "-o", str(path), "--shot", "A door opens=2", "--shot", "A cat=1", "--no-sound"
    )
    assert "3 s, 1280x720, silent" in good(result)
    assert result.stderr.splitlines()[-1] == "drawing 100 %"


def test_render_moves_pictures_and_changes_footage(tmp_path: Path) -> None:
    picture, footage, path = (tmp_path / name for name in ("a.png", "a.mp4", "clip.mp4"))
    picture.write_bytes(encoded(scene(400, 300)))
    footage.write_bytes(movie(720, 720, seconds=3.0))
    arguments = ["-o", str(path), "--duration", "3", "--json"]
    receipt = data(run(NO_BAKES, "render", "slow push in", "--image", str(picture), *arguments))
    assert (receipt["width"], receipt["height"], receipt["seconds"]) == (960, 720, 3)
    receipt = data(run(NO_BAKES, "render", "make it night", "--edit", str(footage), "-o", str(path), "--json"))
    assert (receipt["width"], receipt["seconds"]) == (720, 3)
    assert [entry["what"] for entry in receipt["interpretation"]["operations"]] == ["night"]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        ([PROMPT, "--image", "nowhere.png"], 2, "there is no file nowhere.png"),
        ([PROMPT, "--edit", __file__], 2, "unsupported file type"),
        ([PROMPT, "--edit", __file__, "--video", __file__], 2, "either followed or changed"),
        ([PROMPT, "--duration", "99"], 1, "duration must be between 3 and 15"),
        ([PROMPT, "--ratio", "4:3"], 1, "aspect_ratio"),
        ([], 1, "prompt"),
        (["--shot", "A door opens"], 2, "must look like"),
        ([PROMPT, "-o", "no/such/folder/clip.mp4"], 1, "there is no such folder"),
    ],
)
def test_render_refuses_what_the_api_refuses(tmp_path: Path, arguments: list[str], code: int, word: str) -> None:
    output = [] if "-o" in arguments else ["-o", str(tmp_path / "clip.mp4")]
    bad(run({}, "render", *arguments, *output), code, word)
    assert list(tmp_path.iterdir()) == []


# --- the demo ------------------------------------------------------------------------------------


def test_warm_paints_ahead_for_render(tmp_path: Path) -> None:
    environment = {"OMNIREEL_DATA_DIR": str(tmp_path / "data")}
    warmed = data(run(environment, "warm", "a cat in a forest", "--ratio", "1:1", "--json"))
    # Two drawings of the place, and the cat that stands in both.
    assert (warmed["prompts"], warmed["paintings"]) == (1, 3)
    assert 0 < warmed["bytes"] <= warmed["bytes_max"]
    made = sorted((tmp_path / "data" / "bakes").rglob("*.bake"))
    out_path = tmp_path / "cat.mp4"
    good(run(environment, "render", "a cat in a forest", "--ratio", "1:1", "--duration", "3", "-o", str(out_path)))
    assert out_path.stat().st_size > 10_000
    assert sorted((tmp_path / "data" / "bakes").rglob("*.bake")) == made


def test_warm_says_when_nothing_may_be_kept(tmp_path: Path) -> None:
    environment = {"OMNIREEL_DATA_DIR": str(tmp_path), "OMNIREEL_BAKES_BYTES_MAX": "0"}
    refused = run(environment, "warm", "a cat")
    assert refused.exit_code == 1
    assert "OMNIREEL_BAKES_BYTES_MAX" in refused.stderr


def test_the_demo_saves_a_clip_and_prints_a_receipt(tmp_path: Path) -> None:
    # Settings of the surroundings must not reach the demo's own server.
    environment = {**os.environ, "COLUMNS": "80", "OMNIREEL_DATABASE_URL": "postgresql://127.0.0.1:9/none"}
    program = [sys.executable, "-m", "omnireel.cli.demo"]
    found = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert (tmp_path / "clip.mp4").read_bytes()[4:8] == b"ftyp"
    for words in ("animatic", "36.018 held, 36.018 charged, 0 released", "9,963.982 credits", "5 s of video"):
        assert words in found.stdout
    assert max(len(line) for line in found.stdout.splitlines()) <= 80


def test_a_server_that_does_not_start_is_reported_with_its_log(tmp_path: Path) -> None:
    not_a_folder = tmp_path / "data"
    not_a_folder.write_text("")
    log_path = tmp_path / "server.log"
    with pytest.raises(child.ServerDiedError, match="the server ended with status 1"):  # noqa: SIM117
        with child.server(not_a_folder, log_path):
            raise AssertionError("it started")
    assert str(not_a_folder) in child.log_tail(log_path)


def test_a_server_of_our_own_ends_with_us_even_when_we_are_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from omnireel.cli.child import server\n"
        f"with server(Path({str(tmp_path)!r}), Path({str(tmp_path / 'log')!r})):\n"
        "  print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"up\n"
        announcement = tmp_path / "server.json"
        assert announcement.exists()
        parent.kill()
    deadline_s = time.monotonic() + 30
    while announcement.exists():  # removed by a server that stops in order
        assert time.monotonic() < deadline_s
        time.sleep(0.02)  # the only way to see another process end that is not our child
