"""`omnireel admin`: what an operator does with the database."""

from __future__ import annotations

from typing import Annotated

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, read

app = typer.Typer(help="For the operator (on the server's own machine).", no_args_is_help=True)


@app.command("webhook-secret")
def webhook_secret(
    account: Annotated[str, typer.Option(help="The account whose callbacks are to be verified.")] = "default",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Show the secret that an account's callbacks are signed with (Standard Webhooks)."""
    from omnireel.core.sign import webhook_secret as secret_of
    from omnireel.settings import Settings
    from omnireel.store.accounts import get_account
    from omnireel.store.deliveries import webhook_turns
    from omnireel.studio.secret import server_secret

    read(data_dir, get_account(account))
    turn = read(data_dir, webhook_turns([account]))[account].turn
    secret = secret_of(server_secret(Settings.load(data_dir=data_dir)), account, turn)
    if as_json:
        out.show_json({"account": account, "secret": secret})
    else:
        out.say(secret)


@app.command()
def audit(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Prove the books: all accounts sum to zero, every hold ended once, nothing was charged twice.

    Exit code 1 when anything is wrong. Safe beside a running server.
    """
    from omnireel.store.audit import audit as verb

    problems = read(data_dir, verb())
    if as_json:
        out.show_json({"clean": not problems, "problems": problems})
    elif problems:
        for problem in problems:
            out.say(problem)
        out.fail(f"the audit found {len(problems)} problem{'s' if len(problems) > 1 else ''}")
    else:
        out.say("the audit is clean")
    if problems:
        raise typer.Exit(out.EXIT_ERROR)
