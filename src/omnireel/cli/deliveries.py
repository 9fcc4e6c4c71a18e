"""`omnireel deliveries`: callbacks, what became of them, and sending them again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, Server, connect

if TYPE_CHECKING:
    from omnireel.client import DeliveryView

app = typer.Typer(help="List, show and send callbacks again.", no_args_is_help=True)

SAID_CHARS_MAX = 200
STYLES = {"delivered": "green", "failed": "red", "waiting": "cyan"}

DeliveryId = Annotated[str, typer.Argument(metavar="DELIVERY_ID", help="msg_..., the webhook-id.")]
State = Annotated[str | None, typer.Option(help="waiting, delivered or failed.", show_default=False)]


@app.command("list")
def list_deliveries(
    state: State = None,
    task: Annotated[str | None, typer.Option(metavar="TASK_ID", help="Of one task.", show_default=False)] = None,
    page: Annotated[int, typer.Option(min=1, help="Counts from 1.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=50, help="Callbacks on a page.")] = 20,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """The account's callbacks, newest first."""
    with connect(server, data_dir) as client:
        found = client.deliveries.list(state=state, task_id=task, page=page, page_size=page_size)
    if as_json:
        out.show_json(found.raw)
        return
    if not found.items:
        out.say("no callbacks" if page == 1 else f"no callbacks on page {page}")
        return
    whole = {"no_wrap": True}
    table = out.grid(("callback", whole), ("state", whole), ("tries", whole), ("last", {}), ("created", whole))
    for one in found.items:
        created = out.local_time(one.created_at)[:16]
        table.add_row(one.id, out.styled(one.state, STYLES), str(one.tries), one.note or "", created)
    out.show(table)
    pages = -(-found.total // found.page_size)
    if pages > 1:
        out.say(f"page {found.page} of {pages}, {found.total} callbacks; the next one: --page {found.page + 1}")


@app.command()
def show(
    delivery_id: DeliveryId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """One callback with every try: when, how long, which status, what the receiver said."""
    with connect(server, data_dir) as client:
        found = client.deliveries.get(delivery_id)
    if as_json:
        out.show_json(found.raw)
        return
    _show(found)
    whole = {"no_wrap": True}
    table = out.grid(("try", whole), ("at", whole), ("ms", whole), ("status", whole), ("what came of it", {}))
    for one in found.log:
        status = "no answer" if one.status is None else str(one.status)
        said = f": {' '.join(one.answer.split())[:SAID_CHARS_MAX]}" if one.answer.strip() else ""
        table.add_row(str(one.number), out.local_time(one.at), str(one.took_ms), status, one.note + said)
    out.show(table)


@app.command()
def redeliver(
    delivery_id: Annotated[
        str | None, typer.Argument(metavar="[DELIVERY_ID]", help="One callback.", show_default=False)
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(help="All since this moment (local time).", show_default=False)
    ] = None,
    until: Annotated[datetime | None, typer.Option(help="And before this one.", show_default=False)] = None,
    state: State = None,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Send one callback again, or all since a moment. They keep their ids."""
    if (delivery_id is None) == (since is None):
        raise typer.BadParameter("name one callback, or a moment with --since")
    with connect(server, data_dir) as client:
        if delivery_id is not None:
            client.deliveries.redeliver(delivery_id)
            count = 1
        else:
            assert since is not None
            count = client.deliveries.redeliver_since(since, until=until, state=state)
    if as_json:
        out.show_json({"count": count})
    else:
        out.say(f"{count} {'callback is' if count == 1 else 'callbacks are'} sent again")


def _show(found: DeliveryView) -> None:
    rows = [
        ("callback", found.id),
        ("task", found.task_id),
        ("url", found.url),
        ("state", f"{found.state}, {found.tries} {'try' if found.tries == 1 else 'tries'}"),
        ("last", found.note),
        ("created", out.local_time(found.created_at)),
        ("ended", out.local_time(found.ended_at) or None),
        ("next try", out.local_time(found.next_try_at) or None),
    ]
    out.show(out.facts(rows, title="callback"))
