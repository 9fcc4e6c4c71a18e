"""`omnireel files`: uploads, which media fields can name for 72 hours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, Server, connect

app = typer.Typer(help="Upload, list and delete files for media fields.", no_args_is_help=True)


@app.command()
def upload(
    source: Annotated[
        str, typer.Argument(metavar="FILE_OR_URL", help="A file of this disk, or a public address.")
    ],
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Upload a file; its id can stand in every media field."""
    with connect(server, data_dir) as client:
        remote = source.startswith(("http://", "https://"))
        made = client.files.upload_url(source) if remote else client.files.upload(Path(source))
    if as_json:
        out.show_json(made.raw)
        return
    rows = [
        ("file", made.file_id),
        ("name", made.file_name),
        ("size", out.size(made.file_size)),
        ("link", made.file_url),
        ("until", out.local_time(made.expires_at) or None),
    ]
    out.show(out.facts(rows, title="file"))


@app.command("list")
def list_files(
    page: Annotated[int, typer.Option(min=1, help="Counts from 1.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=50, help="Files on a page.")] = 20,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """The account's files, newest first, and how many more it may keep."""
    with connect(server, data_dir) as client:
        found = client.files.list(page=page, page_size=page_size)
        quota = client.files.quota()
    if as_json:
        out.show_json({**found.raw, "quota": quota.raw})
        return
    if found.items:
        whole = {"no_wrap": True}
        table = out.grid(("file", whole), ("size", whole), ("name", {}))
        for one in found.items:
            table.add_row(one.file_id, out.size(one.file_size), one.file_name)
        out.show(table)
    out.say(f"{quota.used} of {quota.max} files")


@app.command()
def delete(
    file_id: Annotated[str, typer.Argument(metavar="FILE_ID", help="file_..., as `files list` shows it.")],
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Delete a file; tasks that were taken on with it still get it."""
    with connect(server, data_dir) as client:
        client.files.delete(file_id)
    out.show_json({"deleted": file_id}) if as_json else out.say(f"{file_id} is deleted")
