"""`verify_webhook`: what is ours and fresh is read, anything else is refused."""

from __future__ import annotations

import json
import time

import pytest

from omnireel.client import WebhookError, verify_webhook
from omnireel.core.sign import webhook_headers, webhook_secret
from unit.client.sdk_support import TASK_ID, task_json

OLD, NEW = webhook_secret(b"test", "a"), webhook_secret(b"test", "a", 1)
BODY = json.dumps(task_json("completed", 100))
ID = "msg_1795341600-7cvnl5zw"


def signed(*secrets: str, at_s: float | None = None, body: str = BODY) -> dict[str, str]:
    return webhook_headers(secrets, ID, int(time.time() if at_s is None else at_s), body)


def test_a_genuine_callback_is_read() -> None:
    assert verify_webhook(BODY, signed(OLD), OLD).id == TASK_ID
    headers = {name.title(): value for name, value in signed(OLD).items()}
    assert verify_webhook(BODY.encode(), headers, OLD).status == "completed"


def test_while_the_secret_is_turned_either_will_do() -> None:
    both = signed(NEW, OLD)
    assert verify_webhook(BODY, both, OLD).id == verify_webhook(BODY, both, NEW).id == TASK_ID
    assert verify_webhook(BODY, signed(OLD), [NEW, OLD]).id == TASK_ID


@pytest.mark.parametrize(
    ("body", "headers", "secret"),
    [
        (BODY.replace("completed", "failed"), signed(OLD), OLD),
        (BODY, signed(OLD), NEW),
        (BODY, signed(OLD, at_s=time.time() - 600), OLD),
        (BODY, {**signed(OLD), "webhook-id": "msg_other"}, OLD),
        (BODY, {}, OLD),
        (BODY, signed(OLD), "whsec_!"),
        (BODY, signed(OLD), []),
        ("[]", signed(OLD, body="[]"), OLD),
    ],
)
def test_anything_else_is_refused(body: str, headers: dict[str, str], secret: str | list[str]) -> None:
    with pytest.raises(WebhookError, match="this is no callback of omnireel"):
        verify_webhook(body, headers, secret)
