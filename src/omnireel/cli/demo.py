"""`make demo`: a prompt goes in through the public API, a playable and correctly billed clip comes out."""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from omnireel.cli import out
from omnireel.cli.child import log_tail, server
from omnireel.cli.interpret import shot_texts
from omnireel.errors import OmnireelError

if TYPE_CHECKING:
    from omnireel.client import Client, CreditsView, StatementView, TaskView

PROMPT = "A golden retriever running through a sunlit meadow, cinematic slow motion."
WAIT_S_MAX = 600.0


def main() -> int:
    """Run the demo in the current folder; the exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="omnireel-demo-") as folder:
        log_path = Path(folder) / "server.log"
        try:
            with server(Path(folder) / "data", log_path) as child:
                from omnireel.client import Client

                _step("server", f"{child.found.url} ({child.started_s:.1f} s)")
                with Client(child.found.url, child.found.key) as client:
                    receipt = _make_clip(client, Path("clip.mp4"), began_s)
            out.say()
            out.show(receipt)
            return 0
        except KeyboardInterrupt:
            out.note("interrupted")
            return 130
        except (OmnireelError, OSError) as error:
            text, code = out.explain(error)
            out.fail(text)
            out.note(f"the last lines of the server's log:\n{log_tail(log_path)}")
            return code


def _make_clip(client: Client, path: Path, began_s: float) -> object:
    """Submit, wait, download; returns the receipt to print."""
    _step("prompt", PROMPT)
    _step("request", "5 s, 720p, 16:9, sound on")
    task = client.videos.create(PROMPT, duration=5, quality="720p", aspect_ratio="16:9", sound=True)
    _step("task", f"{task.id}, {out.number(task.view.credits_reserved)} credits held")
    with out.Progress("pending") as progress:
        done = task.wait(lambda view: progress.update(view.status, view.progress), timeout_s=WAIT_S_MAX)
    task.download(path)
    took_s = time.monotonic() - began_s
    return _receipt(path, done, task.statement(), client.credits(), took_s)


def _receipt(path: Path, task: TaskView, statement: StatementView, balance: CreditsView, took_s: float) -> object:
    attempt = statement.attempts[-1]
    understood = shot_texts(task.interpretation)
    return out.facts(
        [
            ("clip", f"{path} ({out.size(path.stat().st_size)})"),
            ("task", task.id),
            ("provider", attempt.provider),
            ("why", attempt.why.removeprefix(f"{attempt.provider}: ")),
            ("understood", "; ".join(understood) or None),
            ("seconds", f"{statement.seconds} s of video"),
            ("price", statement.rule),
            ("credits", ", ".join(_movements(statement))),
            ("balance", f"{out.number(balance.remaining)} credits"),
            ("wall time", f"{took_s:.1f} s in all, server start included"),
        ],
        title="receipt",
    )


def _movements(statement: StatementView) -> list[str]:
    sums = (("held", statement.held), ("charged", statement.charged), ("released", statement.released))
    return [f"{out.number(credits)} {name}" for name, credits in sums]


def _step(name: str, text: str) -> None:
    out.show(out.facts([(f"{name:<8}", text)]))


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt  # so that the server is stopped and the folder removed


if __name__ == "__main__":
    sys.exit(main())
