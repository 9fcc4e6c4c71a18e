"""The guides' commands and programs, run as they stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

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
