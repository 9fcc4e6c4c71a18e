"""Options that several commands share, and what they lead to: settings, a client, a database."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from omnireel.errors import SettingsError
from omnireel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnireel.client import Client
    from omnireel.store.base import Store, Verb

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="The server's data folder. [OMNIREEL_DATA_DIR]", show_default=False),
]
Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        metavar="URL",
        help="A server elsewhere, with the key in OMNIREEL_API_KEY. [OMNIREEL_BASE_URL]",
        show_default=False,
    ),
]


def check_folder(path: Path) -> None:
    """Before long work: raises FileNotFoundError when `path` could not be written for want of its folder."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder; name a file", str(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path.parent))


def connect(server: str | None, data_dir: Path | None) -> Client:
    """A client of the server that is meant: the one named, else the one that runs on this machine."""
    from omnireel.client import Client
    from omnireel.client.local import find_key, find_url
    from omnireel.client.sending import Timing

    settings = Settings.load(data_dir=data_dir)
    elsewhere = server or settings.base_url
    url = elsewhere or find_url(settings.data_dir)
    if elsewhere and not settings.api_key:
        raise SettingsError(f"set OMNIREEL_API_KEY to a key of the server {elsewhere}")
    key = settings.api_key or find_key(settings.data_dir)
    # A person waits: two more tries mend a restart, five would be a long silence.
    return Client(url, key, timing=Timing(tries_max=3))


def administer(data_dir: Path | None, work: Callable[[Store], Any]) -> Any:
    """Run `work(store)`, a coroutine, on the database itself. Raises SettingsError when there is none."""
    import asyncio

    from omnireel.studio import open_store

    settings = Settings.load(data_dir=data_dir)
    if not settings.database_url and not (settings.data_dir / "omnireel.db").exists():
        raise SettingsError(
            f"there is no database in {settings.data_dir} yet. Start the server once (omnireel serve), or name"
            " its folder with --data-dir"
        )

    async def go() -> Any:
        async with open_store(settings) as store:
            return await work(store)

    return asyncio.run(go())


def write(data_dir: Path | None, verb: Verb[T]) -> T:
    """One verb on the database, in its own transaction."""
    result: T = administer(data_dir, lambda store: store.write(verb))
    return result


def read(data_dir: Path | None, verb: Verb[T]) -> T:
    """One verb that only reads, off the event loop."""
    result: T = administer(data_dir, lambda store: store.read(verb, heavy=True))
    return result
