"""The engine as a child process: one job in, JSON lines out, limits kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def run(job: str, timeout: float = 60) -> tuple[int, list[dict[str, Any]], str]:
    done = subprocess.run(
        [sys.executable, "-m", "omnireel.animatic"],
        input=job,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def job(out: Path, **more: Any) -> str:
    spec = {
        "shots": [{"prompt": "a cat walks in a meadow", "seconds": 0.5}],
        "width": 160,
        "height": 90,
        "fps": 12,
        "sound": True,
    }
    return json.dumps({"spec": spec, "out": str(out), **more}) + "\n"


def test_a_job_is_done_and_reported(tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    code, lines, _ = run(job(out, limits={"cpu_s": 60, "memory_bytes": 6 << 30, "file_bytes": 50 << 20}))
    assert code == 0
    assert lines[0] == {"ready": True}
    shares = [line["progress"] for line in lines if "progress" in line]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert lines[-1]["done"]["frames"] == 6
    assert out.stat().st_size > 1000


@pytest.mark.parametrize(
    "text",
    [
        "garbage\n",
        "[]\n",
        "{}\n",
        '{"out": "relative.mp4", "spec": {}}\n',
        '{"out": "/x.mp4", "spec": {"shots": []}}\n',
        '{"out": "/x.mp4", "spec": {}, "limits": {"cpu_s": -1}}\n',
        '{"out": "/x.mp4", "spec": {}, "cache": "/bakes"}\n',
        '{"out": "/x.mp4", "spec": {}, "cache": {"folder": "bakes", "bytes_max": 1}}\n',
        '{"out": "/x.mp4", "spec": {}, "cache": {"folder": "/bakes", "bytes_max": "1"}}\n',
        "[" * 100_000 + "\n",
    ],
)
def test_garbage_is_rejected_in_one_line(text: str) -> None:
    code, lines, _ = run(text)
    assert code == 1
    assert lines[-1]["error"]["kind"] == "rejected"
    assert lines[-1]["error"]["message"]


def test_without_out_it_paints_ahead(tmp_path: Path) -> None:
    cache = {"folder": str(tmp_path / "bakes"), "bytes_max": 1 << 30}
    whole = json.loads(job(tmp_path / "clip.mp4"))
    code, lines, _ = run(json.dumps({"spec": whole["spec"], "cache": cache}) + "\n")
    assert (code, lines[-1]) == (0, {"done": {}})
    made = sorted((tmp_path / "bakes").glob("*/*.bake"))
    assert len(made) == 2
    before = [path.stat().st_mtime_ns for path in made]
    code, lines, _ = run(job(tmp_path / "clip.mp4", cache=cache))
    assert code == 0
    assert sorted((tmp_path / "bakes").glob("*/*.bake")) == made
    assert all(path.stat().st_mtime_ns > then for path, then in zip(made, before, strict=True))  # used


def test_no_job_is_no_error() -> None:
    code, lines, _ = run("")
    assert code == 0
    assert lines == [{"ready": True}]


def test_too_little_memory_is_a_crash_that_is_reported_or_at_least_an_exit(tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    spec = {"shots": [{"prompt": "a dog runs", "seconds": 2}], "width": 1280, "height": 720}
    code, lines, _ = run(json.dumps({"spec": spec, "out": str(out), "limits": {"memory_bytes": 64 << 20}}) + "\n")
    assert code != 0
    assert not out.exists()
    assert all("done" not in line for line in lines)


def test_a_file_over_its_limit_is_reported(tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    code, lines, _ = run(job(out, limits={"file_bytes": 2000}))
    assert code == 1
    assert lines[-1]["error"]["kind"] == "crashed"
    assert not out.exists()


def test_cpu_time_over_its_limit_ends_the_child(tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    spec = {"shots": [{"prompt": "a dog runs", "seconds": 60}], "width": 1920, "height": 1080}
    code, _, _ = run(json.dumps({"spec": spec, "out": str(out), "limits": {"cpu_s": 2}}) + "\n")
    assert code != 0
    assert not out.exists()


def test_interpreting_needs_no_picture_library() -> None:
    probe = (
        "import sys\n"
        "from omnireel.animatic import interpret\n"
        "interpret('a golden retreiver running through a medow')\n"
        "print([m for m in ('cv2', 'av', 'numpy', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "[]"
