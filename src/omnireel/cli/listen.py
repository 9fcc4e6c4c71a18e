"""`omnireel listen`: the ends of an account's tasks as they happen, printed or forwarded as callbacks."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Annotated

import typer

from omnireel.cli import out
from omnireel.cli.options import AsJson, DataDir, Server, connect

if TYPE_CHECKING:
    import httpx

    from omnireel.client import Client, TaskEvent

PAUSES_S = (1.0, 2.0, 4.0)
"""Between the tries at a receiver, as the server itself pauses."""
RECEIVER_S = 10.0
EVENT_ID = re.compile(r"\d{1,15}\.msg_\S+", re.ASCII)
RECONNECT_S = 5.0


def listen(
    forward_to: Annotated[
        str | None,
        typer.Option(
            "--forward-to",
            metavar="URL",
            help="Send each as a signed callback to this address, such as http://127.0.0.1:3000/hook.",
            show_default=False,
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            metavar="EVENT_ID", help="Begin after this event, not with what ends now.", show_default=False
        ),
    ] = None,
    server: Server = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Show each task of the account as it ends, until Ctrl-C; tasks need no callback URL for it.

    With --forward-to it is a callback without a public address: the same body, id and signature.
    """
    import httpx

    from omnireel.errors import ConnectionFailedError

    if forward_to is not None and not forward_to.startswith(("http://", "https://")):
        message = f"must begin with http:// or https:// (got {forward_to})"
        raise typer.BadParameter(message, param_hint="--forward-to")
    if after is not None and not EVENT_ID.fullmatch(after):
        message = f"must be the id of an event, such as 1795700388000.msg_... (got {after})"
        raise typer.BadParameter(message, param_hint="--after")
    with connect(server, data_dir) as client, httpx.Client(timeout=RECEIVER_S, trust_env=False) as receiver:
        if forward_to:
            out.note(f"the secret that signs: {client.deliveries.secret()}")
        where = f"listening to {client.base_url}" + (f", forwarding to {forward_to}" if forward_to else "")
        while True:
            try:
                for event in client.listen(after, on_open=lambda: out.note(where)):
                    came = _forward(receiver, forward_to, event, client) if forward_to else None
                    _show(event, came, as_json=as_json)
                    after = event.id
            except ConnectionFailedError as error:
                out.note(f"{error}; trying again")
                time.sleep(RECONNECT_S)


def _forward(receiver: httpx.Client, url: str, event: TaskEvent, client: Client) -> str:
    """What came of sending an event on."""
    import httpx

    from omnireel.core.sign import webhook_headers

    body = json.dumps(event.task.raw, ensure_ascii=False, separators=(",", ":"))
    came = ""
    for pause_s in (*PAUSES_S, None):
        # Asked for at each try: it may have been turned meanwhile.
        headers = webhook_headers([client.deliveries.secret()], event.webhook_id, int(time.time()), body)
        try:
            answer = receiver.post(url, content=body.encode(), headers=headers)
            came = f"answered {answer.status_code}"
            if answer.is_success:
                return came
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            came = f"no answer: {error}"
        if pause_s is not None:
            out.note(f"{event.webhook_id}: {came}; again in {pause_s:g} s")
            time.sleep(pause_s)
    return f"{came}, given up"


def _show(event: TaskEvent, came: str | None, *, as_json: bool) -> None:
    if as_json:
        line = {"id": event.id, "webhook_id": event.webhook_id, "task": event.task.raw}
        print(json.dumps(line if came is None else {**line, "forwarded": came}, ensure_ascii=False), flush=True)
        return
    task = event.task
    what = task.error_message or (task.results[0] if task.results else "")
    print(*(part for part in (event.id, task.id, event.kind, came, what) if part), sep="  ", flush=True)
