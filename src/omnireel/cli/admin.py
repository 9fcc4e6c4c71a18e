"""`omnireel admin`: what an operator does with the database."""

from __future__ import annotations

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, read

app = typer.Typer(help="For the operator (on the server's own machine).", no_args_is_help=True)


@app.callback()
def admin() -> None:
    """A group, also while it holds one command."""


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
