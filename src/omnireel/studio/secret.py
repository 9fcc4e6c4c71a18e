"""The server's own secret, from which links and callbacks are signed; and files that only their owner may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from omnireel.errors import SettingsError
from omnireel.settings import Settings

SECRET_FILE = "secret"
SECRET_BYTES_MIN = 16


def server_secret(settings: Settings) -> bytes:
    """The operator's secret, else the one in the data folder, made at the first start. Raises
    SettingsError."""
    if settings.secret:
        return settings.secret.encode()
    path = settings.data_dir / SECRET_FILE
    if not path.exists():
        write_private(path, secrets.token_hex(32) + "\n")
    secret = path.read_text().strip().encode()
    if len(secret) < SECRET_BYTES_MIN:
        raise SettingsError(
            f"{path} holds no secret. Delete it to have a new one made; links given so far then die"
        )
    return secret


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
