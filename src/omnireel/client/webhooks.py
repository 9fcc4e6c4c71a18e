"""Callbacks at their receiver: whether one is ours and fresh, and what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from standardwebhooks import Webhook, WebhookVerificationError
from standardwebhooks.webhooks import EmptyWebhookSecretError

from omnireel.errors import OmnireelError
from omnireel.wire.views import TaskView


class WebhookError(OmnireelError):
    """A request is no callback of this account: its signature is wrong, or it is older than five minutes

    Answer it with 400 and do nothing.
    """


def verify_webhook(body: bytes | str, headers: Mapping[str, str], secret: str | Sequence[str]) -> TaskView:
    """The task that a callback tells about, if the callback is genuine.

    `body`: the bytes as they came (JSON that was read and written again has another signature). `headers`: of the
    request, in any case; `webhook-id` is the same for one message at every try, so note it to do no work twice.
    `secret`: `client.deliveries.secret()`, or several that may have signed. Raises WebhookError.
    """
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    plain = {name.lower(): value for name, value in headers.items()}
    reason = "no secret was given"
    for one in [secret] if isinstance(secret, str) else secret:
        try:
            Webhook(one).verify(text, plain)
            return TaskView.from_json(json.loads(text))
        except (WebhookVerificationError, EmptyWebhookSecretError, ValueError) as error:
            reason = str(error)
        except (LookupError, TypeError, AttributeError) as error:
            reason = f"it tells of no task: {error!r}"
    raise WebhookError(f"this is no callback of omnireel: {reason}")
