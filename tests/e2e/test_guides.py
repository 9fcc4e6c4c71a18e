"""The guides' commands and programs, run as they stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from omnireel.client import WebhookError
from support.servers import ServerProcess

GUIDES = Path(__file__).parents[2] / "docs" / "guides"


def blocks(name: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", (GUIDES / name).read_text(), flags=re.MULTILINE | re.DOTALL)


def test_the_callback_guides_program_verifies_with_the_commands_secret(server: ServerProcess) -> None:
    [command, _], [program] = blocks("callbacks.md", "sh"), blocks("callbacks.md", "python")
    environment = {**server.environment(), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    secret = done.stdout.strip()
    assert secret.startswith("whsec_")
    names: dict[str, object] = {}
    exec(program, names)
    receive = names["receive"]
    assert callable(receive)
    body, now = json.dumps({"id": "task-unified-1-x", "status": "completed"}), datetime.now(UTC)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", now, body),
    }
    assert receive(headers, body.encode(), secret).id == "task-unified-1-x"
    with pytest.raises(WebhookError):
        receive(headers, body.replace("x", "y").encode(), secret)


def test_the_campaign_guides_commands_and_program_run(tmp_path: Path) -> None:
    """On a server of its own home, as after a first start: the table, the command and the program of the guide."""
    home = tmp_path / "home"
    server = ServerProcess(
        home / ".local" / "share" / "omnireel", {"PROVIDERS": "v", "SCRIPTED": "v=success"}
    ).start()
    try:
        (server.data_dir / "api-key").write_text(server.key)
        [table], [command], [program] = (blocks("campaigns.md", kind) for kind in ("csv", "sh", "python"))
        (tmp_path / "roasts.csv").write_text(table)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OMNIREEL_")}
        environment |= {"HOME": str(home), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        run: dict[str, Any] = {
            "env": environment,
            "cwd": tmp_path,
            "capture_output": True,
            "text": True,
            "check": True,
            "timeout": 60,
        }
        shown = subprocess.run(["bash", "-c", command], **run).stdout
        assert "2 of 2 rows" in shown
        assert "54 credits" in shown
        ran = subprocess.run([sys.executable, "-c", program], **run).stdout
        assert "2 clips, 32.4 credits; ()" in ran
        assert "100 %" in ran
        with zipfile.ZipFile(tmp_path / "roasts.zip") as files:
            assert files.namelist() == ["results.csv", "0001-house-blend.mp4", "0002-cold-brew.mp4"]
    finally:
        server.stop()
