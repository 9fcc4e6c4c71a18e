"""Real servers for tests: `omnireel serve` in a process of its own, on a free port of loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

KEY = "sk-test-key-of-the-operator"
START_S_MAX = 60


@dataclass
class ServerProcess:
    """One server. `start`, `kill` and `start` again over the same data folder."""

    data_dir: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    """Further settings, without the prefix."""
    program: Sequence[str] = ("-m", "omnireel.cli.main", "serve")
    key: str = KEY
    process: subprocess.Popen[bytes] | None = None
    url: str = ""

    def environment(self) -> dict[str, str]:
        """The environment in which a CLI finds this server."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OMNIREEL_")}
        own = {"DATA_DIR": str(self.data_dir), "PORT": "0", "API_KEY": self.key, **self.settings}
        return {**kept, **{f"OMNIREEL_{name}": value for name, value in own.items()}}

    def start(self) -> ServerProcess:
        """Start it and wait until it listens."""
        self.data_dir.parent.mkdir(parents=True, exist_ok=True)
        announcement = self.data_dir / "server.json"
        announcement.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.program],
                env=self.environment(),
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_S_MAX
        while not announcement.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log()}")
            time.sleep(0.02)  # the only way to see another process's file appear
        self.url = json.loads(announcement.read_text())["url"]
        return self

    @property
    def _log(self) -> Path:
        """Beside the data folder, which is the server's to make."""
        return self.data_dir.with_name(f"{self.data_dir.name}.log")

    def log(self) -> str:
        return self._log.read_text()

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Stop gracefully; returns the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)
