"""`omnireel credits`: the balance through the API, grants on the database itself."""

from __future__ import annotations

import secrets
import sys
import time
from typing import Annotated

import typer

from omnireel.cli import out
from omnireel.cli.keys import units_of
from omnireel.cli.options import AsJson, DataDir, Server, connect, write
from omnireel.errors import InsufficientQuotaError, OmnireelError

app = typer.Typer(help="Show and grant credits.", no_args_is_help=True)


@app.command()
def show(server: Server = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """What the key in use has left to spend."""
    with connect(server, data_dir) as client:
        found = client.credits()
    if as_json:
        out.show_json(found.raw)
        return
    key = "no limit of its own" if found.key_unlimited else f"{out.number(found.key_remaining)} left"
    out.show(
        out.facts(
            [
                ("account", f"{out.number(found.remaining)} credits left, {out.number(found.used)} used"),
                ("this key", f"{key}, {out.number(found.key_used)} used"),
            ]
        )
    )


@app.command()
def ledger(
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days, today included.")] = 30,
    server: Server = None,
    data_dir: DataDir = None,
) -> None:
    """Every movement of the account's credits as CSV: grants, reservations, charges, releases."""
    with connect(server, data_dir) as client:
        text = client.ledger(days=days)
    sys.stdout.write(text.replace("\r\n", "\n"))


@app.command()
def grant(
    amount: Annotated[str, typer.Argument(metavar="CREDITS", help="Negative takes credits back: -- -5")],
    account: Annotated[str, typer.Option(help="Who gets them.")] = "default",
    note: Annotated[str, typer.Option(help="Why, for the books.")] = "granted by the operator",
    grant_id: Annotated[
        str | None, typer.Option("--id", help="The same id is booked once only.", show_default=False)
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Give credits to an account (on the server's own machine)."""
    from omnireel.store import accounts

    units = units_of(amount, "CREDITS")
    if units == 0:
        raise typer.BadParameter("must not be zero", param_hint="CREDITS")
    transfer_id = f"grant:{account}:{grant_id or secrets.token_hex(8)}"
    now_ms = time.time_ns() // 1_000_000
    verb = accounts.grant(account, units=units, transfer_id=transfer_id, note=note, now_ms=now_ms)
    try:
        found = write(data_dir, verb)
    except InsufficientQuotaError:
        raise OmnireelError(f"account {account} does not have that much to give back") from None
    if as_json:
        out.show_json(
            {
                "account": found.id,
                "transfer_id": transfer_id,
                "balance_credits": found.balance / 10_000,
                "available_credits": found.available / 10_000,
            }
        )
        return
    out.say(f"account {found.id} has {out.number(found.available / 10_000)} credits available")
