"""`omnireel tasks`: the tasks of a running server, through its API."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from omnireel.cli import out
from omnireel.cli.interpret import shot_texts
from omnireel.cli.options import AsJson, DataDir, Server, check_folder, connect

if TYPE_CHECKING:
    from omnireel.client import Client, StatementView, TaskView

app = typer.Typer(help="List, show, wait for and cancel tasks.", no_args_is_help=True)

TaskId = Annotated[str, typer.Argument(metavar="TASK_ID", help="task-unified-...")]


@app.command("list")
def list_tasks(
    status: Annotated[
        str | None,
        typer.Option(help="processing (with pending), completed, failed or cancelled.", show_default=False),
    ] = None,
    model: Annotated[str | None, typer.Option(help="A model id.", show_default=False)] = None,
    page: Annotated[int, typer.Option(min=1, help="Counts from 1.")] = 1,
    page_size: Annotated[int, typer.Option(min=1, max=50, help="Tasks on a page.")] = 20,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """The account's tasks, newest first."""
    with connect(server, data_dir) as client:
        found = client.list(status=status, model=model, page=page, page_size=page_size)
    if as_json:
        out.show_json(found.raw)
        return
    if not found.items:
        out.say("no tasks" if page == 1 else f"no tasks on page {page}")
        return
    right = {"justify": "right", "no_wrap": True}
    whole = {"no_wrap": True}
    table = out.grid(("task", whole), ("status", whole), ("%", right), ("credits", right), ("created", whole))
    for task in found.items:
        credits = task.credits_used if task.is_final else None
        created = out.moment(task.created_s)[:16]
        table.add_row(task.id, out.styled_status(task.status), str(task.progress), out.number(credits), created)
    out.show(table)
    pages = -(-found.total // found.page_size)
    if pages > 1:
        out.say(f"page {found.page} of {pages}, {found.total} tasks; the next one: --page {found.page + 1}")


@app.command()
def show(task_id: TaskId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """One task: its state, every attempt at a provider, every movement of its credits."""
    with connect(server, data_dir) as client:
        task, statement = client.get(task_id), _statement(client, task_id)
    if as_json:
        out.show_json({"task": task.raw, "statement": statement.raw if statement else None})
        return
    _show_task(task)
    if statement is not None:
        _show_statement(statement)


@app.command()
def wait(
    task_id: TaskId,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Save the clip here.", show_default=False)
    ] = None,
    timeout_s: Annotated[float, typer.Option("--timeout", min=0, help="Seconds to wait at most.")] = 3600,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Wait until a task has completed. Ctrl-C ends the waiting, not the task."""
    if output is not None:
        check_folder(output)
    saved = None
    with connect(server, data_dir) as client, out.Progress("waiting") as progress:
        try:
            task = client.wait(
                task_id, lambda view: progress.update(view.status, view.progress), timeout_s=timeout_s
            )
        except KeyboardInterrupt:
            out.note(f"{task_id} goes on at the server; wait for it again with: omnireel tasks wait {task_id}")
            raise
        if output is not None:
            saved = client.download(
                task_id, output, lambda done, total: progress.update("saving", 100 * done / (total or done))
            )
    if as_json:
        out.show_json(task.raw)
        return
    _show_task(task)
    if saved is not None:
        out.say(f"saved {saved} ({out.size(saved.stat().st_size)})")


@app.command()
def cancel(task_id: TaskId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Cancel a task; its credits are released."""
    with connect(server, data_dir) as client:
        client.cancel(task_id)
        task = client.get(task_id)
    if as_json:
        out.show_json(task.raw)
    else:
        out.say(f"{task.id} is cancelled, nothing was charged")


@app.command()
def delete(task_id: TaskId, server: Server = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Take a finished task out of every list and delete its clip; its statement stays."""
    with connect(server, data_dir) as client:
        client.delete(task_id)
    out.show_json({"deleted": task_id}) if as_json else out.say(f"{task_id} is deleted")


def _statement(client: Client, task_id: str) -> StatementView | None:
    """None from a server that gives no statements: they are ours, not the contract's."""
    from omnireel.errors import NotFoundError

    try:
        return client.statement(task_id)
    except NotFoundError:
        return None


def _show_task(task: TaskView) -> None:
    out.show(out.facts(_task_facts(task), title="task"))
    if task.url is not None:
        out.say(task.url)  # outside the frame, in one piece, to be copied


def _task_facts(task: TaskView) -> list[tuple[str, str | None]]:
    credits = task.credits_used if task.is_final else task.credits_reserved
    seconds = f"{task.seconds} s" if task.seconds else None
    error = f"{task.error_message} ({task.error_code})" if task.error_code else None
    return [
        ("task", task.id),
        ("status", task.status if task.is_final else f"{task.status}, {task.progress} %"),
        ("model", task.model),
        ("created", out.moment(task.created_s)),
        ("length", seconds),
        ("charged" if task.is_final else "held", f"{out.number(credits)} credits"),
        ("made in", f"{task.took_s or 'less than 1'} s" if task.took_s is not None else None),
        ("error", error),
        ("what to do", task.suggestion),
        *(
            ("understood" if number == 0 else "", text)
            for number, text in enumerate(shot_texts(task.interpretation))
        ),
    ]


def _show_statement(statement: StatementView) -> None:
    whole: dict[str, Any] = {"no_wrap": True}
    out.say()
    attempts = out.grid(("try", whole), ("provider", whole), ("state", whole), ("why it, and how it ended", {}))
    for attempt in statement.attempts:
        why = attempt.why.removeprefix(f"{attempt.provider}: ")
        words = f"{why}. {attempt.note}" if attempt.note else why
        attempts.add_row(str(attempt.number), attempt.provider, attempt.state, words)
    if statement.attempts:
        out.show(attempts)
        out.say()
    money = out.grid(("credits", whole), ("", {"justify": "right", "no_wrap": True}), ("at", whole), ("note", {}))
    names = {"hold": "held", "post": "charged", "release": "released"}
    for transfer in statement.transfers:
        name = names.get(transfer.kind, transfer.kind)
        money.add_row(name, out.number(transfer.credits), out.local_time(transfer.created_at), transfer.note)
    out.show(money)
    if statement.rule:
        out.say(f"\nprice: {statement.rule}")
