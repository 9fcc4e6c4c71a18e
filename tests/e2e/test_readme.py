"""What the README shows is run: every command and program in it, against a server of its own."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from omnireel.client.calls import VideoFields
from support.media import encoded, movie, scene
from support.servers import ServerProcess

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
SHELL = [line for kind, text in BLOCKS if kind == "sh" for line in text.replace("\\\n", " ").splitlines() if line]
MAKE = [line for line in SHELL if line.startswith("make ")]
COMMANDS = [line for line in SHELL if not line.startswith("make ")]
PROGRAMS = [text for kind, text in BLOCKS if kind == "python"]


@dataclass
class Reader:
    """Somebody who follows the README on a machine of their own."""

    server: ServerProcess
    home: Path

    def run(self, *command: str) -> str:
        environment = {
            **self.server.environment(),
            "HOME": str(self.home),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "COLUMNS": "100",
        }
        del environment["OMNIREEL_DATA_DIR"]  # the default of this home
        done = subprocess.run(
            command, cwd=self.home, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{command} said:\n{done.stdout}\n{done.stderr}"
        return done.stdout


def reading(home: Path, **settings: str) -> Iterator[Reader]:
    # What the reader's own files are called in the examples.
    for n, name in enumerate(("portrait.jpg", "later.jpg")):
        (home / name).write_bytes(encoded(scene(400, 320, n), ".jpg"))
    (home / "walk.mp4").write_bytes(movie(720, 720, seconds=3.0))
    server = ServerProcess(home / ".local" / "share" / "omnireel", settings).start()
    # As after a first start without a key of the operator's choice.
    (server.data_dir / "api-key").write_text(server.key)
    yield Reader(server, home)
    assert server.stop() == 0


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    yield from reading(tmp_path_factory.mktemp("home"), SCRIPTED="quick=success")


@pytest.fixture
def reader_of_clips(tmp_path: Path) -> Iterator[Reader]:
    """Whose server draws."""
    yield from reading(tmp_path)


def test_the_readme_has_what_is_tested_here() -> None:
    assert len(MAKE) >= 3
    assert len(COMMANDS) >= 6
    assert len(PROGRAMS) == 2


@pytest.mark.parametrize("line", MAKE)
def test_make_commands_exist(line: str) -> None:
    target = line.split()[1]
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"make {target} " in listed


@pytest.mark.parametrize("line", COMMANDS)
def test_shell_commands_work(reader: Reader, line: str) -> None:
    said = reader.run("bash", "-c", line.replace("http://127.0.0.1:8420", reader.server.url))
    if line.startswith("curl"):
        answer = json.loads(said)
        assert "error" not in answer, answer
        assert answer["object"] in ("video.generation.task", "video.generation.quote")
    else:
        assert said.strip()


def test_the_first_program_makes_a_clip(reader: Reader) -> None:
    said = reader.run(sys.executable, "-c", PROGRAMS[0])
    assert said.splitlines()[-1] == "21.6108 credits"
    assert (reader.home / "clip.mp4").read_bytes()[4:8] == b"ftyp"


def test_the_second_program_says_what_could_not_be_done(reader_of_clips: Reader) -> None:
    said = reader_of_clips.run(sys.executable, "-c", PROGRAMS[1]).splitlines()
    assert len(said) == 4
    assert all(isinstance(ast.literal_eval(line), list) for line in said)


def test_the_fields_listed_are_those_of_the_sdk() -> None:
    [listed] = re.findall(r"^`create` takes (.*?);", README, flags=re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`(\w+)`", listed)) == set(VideoFields.__annotations__)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), f"the README links to {target}"
