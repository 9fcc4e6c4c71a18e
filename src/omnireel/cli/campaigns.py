"""`omnireel campaigns`: many clips of one template and a table, under one budget."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, Server, check_folder, connect

if TYPE_CHECKING:
    from omnireel.client import CampaignQuoteView, CampaignView

app = typer.Typer(help="Make a clip of each row of a table, under one budget.", no_args_is_help=True)

CampaignId = Annotated[
    str, typer.Argument(metavar="CAMPAIGN_ID", help="campaign-..., as `campaigns list` shows it.")
]
STATES = {"completed": "green", "running": "cyan", "paused": "yellow", "cancelled": "yellow"}
PAUSES = {
    "customer": "you paused it",
    "budget": "the next row would pass its budget: `campaigns change --budget`, then `campaigns resume`",
    "credits": "the account's credits do not cover the next row: top up, then `campaigns resume`",
    "key_limit": "the next row would pass its key's limit: raise that, then `campaigns resume`",
    "key": "its key was revoked: start a new one with another key",
}


@app.command()
def start(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help="A CSV file; its first line names the columns.")],
    prompt: Annotated[
        str, typer.Option("--prompt", "-p", help="The prompt; {column} stands for the row's cell.")
    ] = "",
    model: Annotated[
        str, typer.Option(help="The model of all rows; a column `model` wins.")
    ] = "kling-o3-text-to-video",
    duration: Annotated[int | None, typer.Option(help="Seconds of each clip.", show_default=False)] = None,
    ratio: Annotated[str | None, typer.Option(help="16:9, 9:16 or 1:1.", show_default=False)] = None,
    quality: Annotated[str | None, typer.Option(help="720p, 1080p or 4k.", show_default=False)] = None,
    sound: Annotated[
        bool | None, typer.Option("--sound/--no-sound", help="With a sound track, or silent.", show_default=False)
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(help="A JSON file with the body of a creation instead of the options.", show_default=False),
    ] = None,
    name: Annotated[str | None, typer.Option(help="What people call it.", show_default=False)] = None,
    budget: Annotated[
        float | None, typer.Option(metavar="CREDITS", help="It pauses before it passes this.", show_default=False)
    ] = None,
    at_a_time: Annotated[int, typer.Option(min=1, max=50, help="How many clips are made at once.")] = 4,
    skip_invalid: Annotated[
        bool, typer.Option("--skip-invalid", help="Leave out rows that cannot be started.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Start without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would cost, and start nothing.")] = False,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Say what a table would cost, ask, and start it.

    Columns that the prompt does not name but that are fields (duration, aspect_ratio, ...) set those fields; all
    others are kept for the results.
    """
    body = _template(template, prompt, model, duration, ratio, quality, sound)
    fields: dict[str, Any] = {"name": name or table.stem, "at_a_time": at_a_time, "skip_invalid": skip_invalid}
    if budget is not None:
        fields["budget_credits"] = budget
    with connect(server, data_dir) as client:
        quote = client.campaigns.quote(body, table, **fields)
        if dry_run and as_json:
            out.show_json(quote.raw)
            raise typer.Exit(0 if quote.valid else out.EXIT_ERROR)
        if not as_json:
            _show_quote(quote)
        if dry_run or not quote.valid:
            if not quote.valid:
                out.fail("mend the rows above, or leave them out with --skip-invalid")
            raise typer.Exit(0 if quote.valid else out.EXIT_ERROR)
        if not yes:
            if as_json or not sys.stdin.isatty():
                raise typer.BadParameter("say --yes to start it without being asked", param_hint="--yes")
            typer.confirm(f"Start {quote.ready} clips for {out.number(quote.credits)} credits?", abort=True)
        made = client.campaigns.start(body, table, **fields)
    if as_json:
        out.show_json(made.raw)
        return
    out.say(made.id)
    out.note(f"`omnireel campaigns watch {made.id}` follows it")


def _template(
    file: Path | None,
    prompt: str,
    model: str,
    duration: int | None,
    ratio: str | None,
    quality: str | None,
    sound: bool | None,
) -> dict[str, Any]:
    if file is not None:
        try:
            read = json.loads(file.read_text("utf-8"))
        except ValueError as error:
            raise typer.BadParameter(f"{file} is not JSON: {error}", param_hint="--template") from None
        if not isinstance(read, dict):
            raise typer.BadParameter(f"{file} must hold a JSON object", param_hint="--template")
        return read
    fields: Mapping[str, Any] = {
        "model": model,
        "prompt": prompt or None,
        "duration": duration,
        "aspect_ratio": ratio,
        "quality": quality,
        "sound": None if sound is None else "on" if sound else "off",
    }
    return {key: value for key, value in fields.items() if value is not None}


def _show_quote(quote: CampaignQuoteView) -> None:
    for row, problem in quote.problems:
        out.note(f"row {row}: {problem}")
    for warning in quote.warnings:
        out.note(f"warning: {warning}")
    uses = [f"{column} ({use})" for column, use in quote.columns.items()]
    rows = [
        ("clips", f"{quote.ready} of {quote.rows} rows"),
        ("columns", ", ".join(uses)),
        ("first", next((prompt for prompt in quote.prompts if prompt), None)),
        ("cost", f"{out.number(quote.credits)} credits, ${quote.usd:.2f}"),
        ("budget", None if quote.within_budget else "does not cover all rows: it pauses before it is passed"),
        (
            "balance",
            None if quote.affordable else f"{out.number(quote.available)} credits: too few for all rows",
        ),
    ]
    out.show(out.facts(rows, title="campaign"))


@app.command("list")
def list_campaigns(
    page: Annotated[int, typer.Option(min=1, help="Counts from 1.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=50, help="Campaigns on a page.")] = 20,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """The account's campaigns, newest first."""
    with connect(server, data_dir) as client:
        found = client.campaigns.list(page=page, page_size=page_size)
    if as_json:
        out.show_json(found.raw)
        return
    whole, right = {"no_wrap": True}, {"justify": "right", "no_wrap": True}
    table = out.grid(("campaign", whole), ("state", whole), ("rows", right), ("charged", right), ("name", {}))
    for one in found.items:
        done = f"{one.rows.get('completed', 0)}/{one.rows.get('total', 0)}"
        table.add_row(one.id, out.styled(one.status, STATES), done, out.number(one.charged), one.name)
    out.show(table)
    out.say(f"{found.total} campaigns")


@app.command()
def show(
    campaign_id: CampaignId,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """How far a campaign is, what it cost, and the rows that failed."""
    with connect(server, data_dir) as client:
        view = client.campaigns.get(campaign_id)
        failed = client.campaigns.rows(campaign_id, status="failed")
    if as_json:
        out.show_json({**view.raw, "failed": failed.raw["data"]})
        return
    _show(view)
    for row in failed.items:
        out.say(f"row {row.row} failed: {row.error_message or row.error_code or ''}")


@app.command()
def watch(
    campaign_id: CampaignId,
    timeout: Annotated[float, typer.Option(help="Seconds to wait at most.")] = 86_400,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Follow a campaign until it has ended or is paused."""
    with connect(server, data_dir) as client, out.Progress(campaign_id) as progress:
        view = client.campaigns.wait(
            campaign_id,
            lambda seen: progress.update(_done(seen), seen.progress),
            timeout_s=timeout,
        )
    out.show_json(view.raw) if as_json else _show(view)
    if view.status != "completed" or view.rows.get("failed"):
        raise typer.Exit(out.EXIT_TASK)


@app.command()
def change(
    campaign_id: CampaignId,
    budget: Annotated[
        str | None, typer.Option(metavar="CREDITS", help="A new budget, or `none`.", show_default=False)
    ] = None,
    at_a_time: Annotated[
        int | None, typer.Option(min=1, max=50, help="How many clips are made at once.", show_default=False)
    ] = None,
    name: Annotated[str | None, typer.Option(help="What people call it.", show_default=False)] = None,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Change a campaign's budget, pace or name."""
    changes: dict[str, Any] = {"at_a_time": at_a_time, "name": name}
    changes = {key: value for key, value in changes.items() if value is not None}
    if budget is not None:
        try:
            changes["budget_credits"] = None if budget == "none" else float(budget)
        except ValueError:
            raise typer.BadParameter(f"{budget!r} is no number of credits", param_hint="--budget") from None
    if not changes:
        raise typer.BadParameter("say what is to be changed: --budget, --at-a-time or --name")
    with connect(server, data_dir) as client:
        view = client.campaigns.change(campaign_id, **changes)
    out.show_json(view.raw) if as_json else _show(view)


@app.command()
def pause(
    campaign_id: CampaignId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Start nothing more; what runs goes on."""
    with connect(server, data_dir) as client:
        view = client.campaigns.pause(campaign_id)
    out.show_json(view.raw) if as_json else _show(view)


@app.command()
def resume(
    campaign_id: CampaignId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Go on with a campaign that is paused."""
    with connect(server, data_dir) as client:
        view = client.campaigns.resume(campaign_id)
    out.show_json(view.raw) if as_json else _show(view)


@app.command()
def retry(
    campaign_id: CampaignId,
    row: Annotated[list[int] | None, typer.Option(help="This row only; repeat it.", show_default=False)] = None,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Try rows again that failed."""
    with connect(server, data_dir) as client:
        before = client.campaigns.get(campaign_id)
        view = client.campaigns.retry(campaign_id, row or None)
    if not as_json and not row and not before.rows.get("failed"):
        out.note("nothing had failed")
    out.show_json(view.raw) if as_json else _show(view)


@app.command()
def cancel(
    campaign_id: CampaignId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Take a campaign back, with all that has not ended."""
    with connect(server, data_dir) as client:
        view = client.campaigns.cancel(campaign_id)
    out.show_json(view.raw) if as_json else _show(view)


@app.command()
def download(
    campaign_id: CampaignId,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="A .zip of clips and results, or a .csv of results.", show_default=False
        ),
    ] = None,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Save what a campaign has made by now."""
    path = output or Path(f"{campaign_id}.zip")
    if path.suffix.lower() not in (".zip", ".csv"):
        raise typer.BadParameter("must end in .zip or .csv", param_hint="--output")
    check_folder(path)
    with connect(server, data_dir) as client:
        client.campaigns.download(campaign_id, path)
    size = path.stat().st_size
    out.show_json({"path": str(path), "bytes": size}) if as_json else out.say(f"{path} ({out.size(size)})")


def _done(view: CampaignView) -> str:
    failed = view.rows.get("failed", 0)
    return f"{view.rows.get('completed', 0)} completed" + (f", {failed} failed" if failed else "")


def _show(view: CampaignView) -> None:
    counts = [f"{count} {name}" for name, count in view.rows.items() if name != "total" and count]
    rows = [
        ("campaign", view.id),
        ("name", view.name),
        ("state", view.status),
        ("why", None if view.paused_because is None else PAUSES.get(view.paused_because, view.paused_because)),
        ("rows", f"{view.rows.get('total', 0)}: {', '.join(counts)}"),
        ("charged", f"{out.number(view.charged)} of {out.number(view.quoted)} credits"),
        ("held", out.number(view.held) if view.held else None),
        ("budget", None if view.budget is None else out.number(view.budget)),
        ("pace", f"{view.at_a_time} at a time"),
    ]
    out.show(out.facts(rows, title="campaign"))
