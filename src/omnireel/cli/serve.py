"""`omnireel serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from omnireel.settings import Settings


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on. [OMNIREEL_HOST]", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; 0 picks a free one. [OMNIREEL_PORT]", show_default=False)
    ] = None,
    data_dir: Annotated[
        Path | None,
        typer.Option(help="Folder of database, clips and keys. [OMNIREEL_DATA_DIR]", show_default=False),
    ] = None,
    database_url: Annotated[
        str | None, typer.Option(help="PostgreSQL DSN. [OMNIREEL_DATABASE_URL]", show_default=False)
    ] = None,
    public_url: Annotated[
        str | None, typer.Option(help="Base of the links in answers. [OMNIREEL_PUBLIC_URL]", show_default=False)
    ] = None,
    api_key: Annotated[
        str | None,
        typer.Option(help="A key of your own, at least 16 characters. [OMNIREEL_API_KEY]", show_default=False),
    ] = None,
    role: Annotated[
        str | None, typer.Option(help="all, api or worker. [OMNIREEL_ROLE]", show_default=False)
    ] = None,
) -> None:
    """Start the server; Ctrl-C stops it gracefully.

    Every option is also a setting of the environment, and there are more settings than options: see
    docs/reference/settings.md.
    """
    settings = Settings.load(
        host=host,
        port=port,
        data_dir=data_dir,
        database_url=database_url,
        public_url=public_url,
        api_key=api_key,
        role=role,
    )
    from omnireel.api.serve import serve as run

    run(settings)
