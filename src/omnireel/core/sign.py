"""Signatures: expiring result links, hashed API keys, sessions of browsers, webhook secrets."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

from standardwebhooks import Webhook

KEY_PREFIX = "sk-"


def hash_key(key: str) -> str:
    """The stored form of an API key, with or without its prefix. Keys are long and random, so one plain
    SHA-256 is enough: there is no dictionary to run against it."""
    return hashlib.sha256(key.removeprefix(KEY_PREFIX).encode()).hexdigest()


def new_key(random_bytes: bytes) -> str:
    """An API key from at least 24 random bytes."""
    return KEY_PREFIX + base64.b32encode(random_bytes).decode().rstrip("=").lower()


class LinkVerdict(StrEnum):
    GOOD = "good"
    FORGED = "forged"
    EXPIRED = "expired"


def _link_mac(secret: bytes, path: str, expires_s: int) -> str:
    mac = hmac.new(secret, f"link\n{path}\n{expires_s}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac[:24]).decode()


def sign_link(secret: bytes, path: str, expires_s: int) -> str:
    """`path` with its expiry (Unix seconds) and signature as query."""
    return f"{path}?expires={expires_s}&signature={_link_mac(secret, path, expires_s)}"


def check_link(secret: bytes, path: str, expires: str, signature: str, now_s: float) -> LinkVerdict:
    """Whether a link was signed by `secret`, and is still good at `now_s`."""
    if not (expires.isascii() and expires.isdigit() and len(expires) <= 12 and signature.isascii()):
        return LinkVerdict.FORGED
    if not hmac.compare_digest(_link_mac(secret, path, int(expires)), signature):
        return LinkVerdict.FORGED
    return LinkVerdict.GOOD if now_s < int(expires) else LinkVerdict.EXPIRED


def sign_session(secret: bytes, key_id: str, expires_s: int) -> str:
    """What a browser shows instead of a key until `expires_s` (Unix seconds)."""
    return f"{key_id}.{expires_s}.{_session_mac(secret, key_id, expires_s)}"


def read_session(secret: bytes, session: str, now_s: float) -> str | None:
    """The id of the key that a session stands for; None when it was not signed by `secret` or is over."""
    key_id, _, rest = session.partition(".")
    expires, _, signature = rest.partition(".")
    if not (expires.isascii() and expires.isdigit() and len(expires) <= 12 and signature.isascii()):
        return None
    if not hmac.compare_digest(_session_mac(secret, key_id, int(expires)), signature):
        return None
    return key_id if now_s < int(expires) else None


def _session_mac(secret: bytes, key_id: str, expires_s: int) -> str:
    mac = hmac.new(secret, f"session\n{key_id}\n{expires_s}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac[:24]).decode()


def webhook_secret(secret: bytes, account_id: str, turn: int = 0) -> str:
    """A Standard Webhooks secret of an account (`whsec_` + base64), derived from the server's secret. `turn`
    counts how often the account has taken a new one."""
    told = f"webhook\n{account_id}" + (f"\n{turn}" if turn else "")
    mac = hmac.new(secret, told.encode(), hashlib.sha256).digest()
    return "whsec_" + base64.b64encode(mac).decode()


def webhook_headers(secrets: Sequence[str], message_id: str, at_s: int, body: str) -> dict[str, str]:
    """The headers of a callback (Standard Webhooks): its id, its moment in Unix seconds, a signature by each of
    `secrets`."""
    moment = datetime.fromtimestamp(at_s, UTC)
    return {
        "content-type": "application/json",
        "user-agent": "omnireel",
        "webhook-id": message_id,
        "webhook-timestamp": str(at_s),
        "webhook-signature": " ".join(Webhook(secret).sign(message_id, moment, body) for secret in secrets),
    }
