"""Render a table as one campaign and fetch what it made; started again after a crash it goes on where it was.

    python examples/campaign.py roasts.csv clips --prompt "A cup of {product} on {place}" --budget 500

The first line of the table names its columns. `{column}` in the prompt stands for the row's cell; a column that is
a field (`duration`, `aspect_ratio`, `quality`, `sound`) sets that field; any other is in the results again.

The server runs the campaign. This program only starts it, watches, has failed rows tried again, and saves
`<folder>/clips.zip` and `<folder>/results.csv`. Its idempotency key is made of what was asked for, so the server
knows it again: a second start of the same table watches the first campaign, and nothing is made or paid twice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from omnireel.client import CampaignView, Client
from omnireel.errors import InvalidRequestError, OmnireelError

TRIES_MAX = 3


def show(view: CampaignView) -> None:
    """One line for whoever watches."""
    print(
        f"{view.progress:3d} %  {view.rows['completed']} of {view.rows['total']}, {view.charged} credits",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--prompt", default="", help="with {columns}; not needed when the table has a column prompt"
    )
    parser.add_argument("--model", default="kling-o3-text-to-video")
    parser.add_argument("--budget", type=float, help="credits")
    parser.add_argument("--at-a-time", type=int, default=4)
    options = parser.parse_args()
    if not options.table.is_file():
        parser.error(f"there is no file {options.table}")
    options.folder.mkdir(parents=True, exist_ok=True)
    template = {"model": options.model, **({"prompt": options.prompt} if options.prompt else {})}
    table = options.table.read_text("utf-8-sig")
    said = json.dumps([template, table, options.budget])
    key = f"campaign-{hashlib.sha256(said.encode()).hexdigest()[:40]}"
    with Client.local() as client:
        try:
            campaign = client.campaigns.start(
                template,
                table,
                idempotency_key=key,
                name=options.table.stem,
                at_a_time=options.at_a_time,
                **({} if options.budget is None else {"budget_credits": options.budget}),
            )
        except InvalidRequestError as error:  # nothing was started: the table is to be mended first
            for detail in error.details:
                print(detail.message, file=sys.stderr)
            return 1
        try:
            for _ in range(TRIES_MAX):  # a failed task costs nothing; one try is one task
                view = client.campaigns.wait(campaign.id, show)
                failed = client.campaigns.rows(campaign.id, status="failed").items
                if view.status != "completed" or not failed or failed[0].tries >= TRIES_MAX:
                    break
                client.campaigns.retry(campaign.id)
            client.campaigns.download(campaign.id, options.folder / "clips.zip")
            client.campaigns.download(campaign.id, options.folder / "results.csv")
        except OmnireelError as error:
            print(f"{campaign.id}: {error}", file=sys.stderr)
            return 1
        for row in failed:
            print(f"row {row.row}: {row.error_message}", file=sys.stderr)
        if view.paused_because is not None:
            print(f"{campaign.id} is paused: {view.paused_because}", file=sys.stderr)
    return 0 if view.status == "completed" and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
