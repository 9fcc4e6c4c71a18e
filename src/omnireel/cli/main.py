"""`omnireel`: the command line. Heavy imports wait inside the commands, so that `--help` is there at once."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from omnireel.cli import admin, campaigns, credits, deliveries, elements, files, keys, out, tasks
from omnireel.cli.interpret import interpret
from omnireel.cli.listen import listen
from omnireel.cli.options import AsJson
from omnireel.cli.render import render
from omnireel.cli.serve import serve
from omnireel.cli.warm import warm
from omnireel.errors import OmnireelError


class Commands(TyperGroup):
    """Turns our errors into one line on stderr and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader went away: the framework ends quietly
        except (OmnireelError, OSError) as error:
            text, code = out.explain(error)
            out.fail(text)
            raise typer.Exit(code) from None
        except KeyboardInterrupt:
            out.note("interrupted")
            raise typer.Exit(130) from None


app = typer.Typer(
    name="omnireel",
    cls=Commands,
    help="Self-hosted video generation that serves the Kling O3 API.",
    epilog=out.EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(render)
app.command()(interpret)
app.command()(warm)
app.command()(serve)
app.command()(listen)
app.add_typer(tasks.app, name="tasks")
app.add_typer(campaigns.app, name="campaigns")
app.add_typer(elements.app, name="elements")
app.add_typer(files.app, name="files")
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(credits.app, name="credits")
app.add_typer(keys.app, name="keys")
app.add_typer(admin.app, name="admin")


def _print_version(wanted: bool) -> None:
    if wanted:
        version()
        raise typer.Exit


@app.callback()
def main(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version.", show_default=False
        ),
    ] = False,
) -> None:
    """Self-hosted video generation that serves the Kling O3 API."""


@app.command()
def version(as_json: AsJson = False) -> None:
    """Print the version."""
    from importlib.metadata import version as version_of

    found = version_of("omnireel")
    out.show_json({"version": found}) if as_json else out.say(f"omnireel {found}")


if __name__ == "__main__":
    app()
