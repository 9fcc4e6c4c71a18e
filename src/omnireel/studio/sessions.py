"""Who is signed in on the page: a browser shows a signed session instead of an API key.

Sessions are signed, not stored: every process of the server can read them, and revoking the key ends them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from omnireel.core.sign import read_session, sign_session
from omnireel.studio.clock import Clock

SESSION_S = 30 * 24 * 3600
"""How long a browser stays signed in."""


class Sessions:
    """Signs browsers in. Tokens are for the link that `omnireel serve` prints: each opens one session, once."""

    def __init__(
        self, *, secret: bytes, clock: Clock, random_bytes: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._secret = secret
        self._clock = clock
        self._random_bytes = random_bytes
        self._tokens: dict[str, str] = {}

    def new_token(self, key_id: str) -> str:
        """A token that opens one session of this key, in this process."""
        token = self._random_bytes(24).hex()
        self._tokens[token] = key_id
        return token

    def spend_token(self, token: str) -> str | None:
        """The id of the token's key, the first time; None for a token that is unknown or spent."""
        return self._tokens.pop(token, None)

    def open(self, key_id: str) -> str:
        """A session of this key, good for SESSION_S from now."""
        return sign_session(self._secret, key_id, self._clock.now_ms() // 1000 + SESSION_S)

    def key_id(self, session: str) -> str | None:
        """The id of the key that a session stands for; None when it is forged or over."""
        return read_session(self._secret, session, self._clock.now_ms() / 1000)
