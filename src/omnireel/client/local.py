"""Finding the server that runs on this machine, by the files that it keeps in its data folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from omnireel.errors import OmnireelError

SERVER_FILE = "server.json"
"""`{"url": ..., "pid": ...}`, written when the server listens and removed when it stops."""
KEY_FILE = "api-key"
"""The API key of the first start, readable by its owner only."""


class NoLocalServerError(OmnireelError):
    """No server was found on this machine

    The message names the file that was looked for and how to start a server.
    """


@dataclass(frozen=True, slots=True)
class Local:
    """Where the local server is, and the key for it."""

    url: str
    key: str

    def __repr__(self) -> str:
        return f"Local({self.url!r})"  # never the key


def default_data_dir() -> Path:
    """The data folder of a server that was not told another one."""
    return Path.home() / ".local" / "share" / "omnireel"


def find_url(data_dir: Path) -> str:
    """The address of the server that uses this data folder. Raises NoLocalServerError."""
    try:
        return str(json.loads((data_dir / SERVER_FILE).read_text(encoding="utf-8"))["url"])
    except FileNotFoundError:
        raise NoLocalServerError(
            f"no server is running on this machine ({data_dir / SERVER_FILE} is not there). "
            "Start one with: omnireel serve. One with an OMNIREEL_DATA_DIR of its own is found by that folder: "
            "--data-dir or that variable at the command line, Client.local(data_dir) in Python"
        ) from None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise NoLocalServerError(f"{data_dir / SERVER_FILE} cannot be read: {error}") from None


def find_key(data_dir: Path) -> str:
    """The key that the server's first start left for programs on this machine. Raises NoLocalServerError."""
    try:
        return (data_dir / KEY_FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoLocalServerError(
            f"no API key was found ({data_dir / KEY_FILE} is not there). "
            "Set OMNIREEL_API_KEY, or make a key with: omnireel keys create"
        ) from None
    except (OSError, ValueError) as error:
        raise NoLocalServerError(f"{data_dir / KEY_FILE} cannot be read: {error}") from None


def find_local(data_dir: Path | str | None = None) -> Local:
    """The local server and its key. Raises NoLocalServerError."""
    folder = default_data_dir() if data_dir is None else Path(data_dir)
    return Local(find_url(folder), find_key(folder))
