"""`omnireel elements`: custom subjects, made once, named in prompts as <<<element_N>>>."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, Server, connect

app = typer.Typer(help="Make, list, show and delete custom elements.", no_args_is_help=True)

ElementId = Annotated[str, typer.Argument(metavar="ELEMENT_ID", help="18 digits, as `elements list` shows them.")]


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What it is called, 1-20 characters.")],
    description: Annotated[str, typer.Argument(help="What it looks like, 1-100 characters.")],
    image: Annotated[
        list[Path] | None,
        typer.Option("--image", help="2 to 4 pictures, the frontal one first; repeat it.", show_default=False),
    ] = None,
    video: Annotated[
        Path | None, typer.Option("--video", help="A video instead, of at most 8 s.", show_default=False)
    ] = None,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Make an element of pictures or a video of this disk. It costs 1 credit."""
    if video is None and not 2 <= len(image or ()) <= 4:
        raise typer.BadParameter("two to four --image of one subject, the frontal one first; or --video")
    with connect(server, data_dir) as client:
        task = client.elements.create(name, description, images=image or (), video=video)
        made = client.elements.get(task.wait().element_id or "")
    if as_json:
        out.show_json(made.raw)
    else:
        out.show(out.facts([("element", made.id), ("name", made.name), ("made by", task.id)], title="element"))


@app.command("list")
def list_elements(
    page: Annotated[int, typer.Option(min=1, help="Counts from 1.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=50, help="Elements on a page.")] = 20,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """The account's elements, newest first."""
    with connect(server, data_dir) as client:
        found = client.elements.list(page=page, page_size=page_size)
    if as_json:
        out.show_json(found.raw)
        return
    if not found.items:
        out.say("no elements" if page == 1 else f"no elements on page {page}")
        return
    whole = {"no_wrap": True}
    table = out.grid(("element", whole), ("name", whole), ("made of", whole), ("description", {}))
    for one in found.items:
        made_of = "pictures" if one.reference_type == "image_refer" else "a video"
        table.add_row(one.id, one.name, made_of, one.description)
    out.show(table)


@app.command()
def show(element_id: ElementId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """One element."""
    with connect(server, data_dir) as client:
        found = client.elements.get(element_id)
    if as_json:
        out.show_json(found.raw)
        return
    created = out.local_time(found.created_at)
    facts = [("name", found.name), ("description", found.description), ("created", created)]
    out.show(out.facts([("element", found.id), *facts], title="element"))


@app.command()
def delete(element_id: ElementId, server: Server = None, data_dir: DataDir = None) -> None:
    """Delete an element; tasks that were taken on with it still get it."""
    with connect(server, data_dir) as client:
        client.elements.delete(element_id)
    out.say(f"{element_id} is deleted")
