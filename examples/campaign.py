"""Render a table of prompts, a few at a time; started again after a crash it goes on where it was.

    python examples/campaign.py prompts.csv clips --at-once 4

The table has the columns `name` and `prompt`, and any of `duration`, `aspect_ratio`, `quality`, `sound`. The clip
of a row is saved as `<name>.mp4`, and `results.csv` says what became of each row. A row's idempotency key is made
of what the row says, so the server knows it again: no row is charged twice, and one that was changed is new.
A row whose task fails is tried again, three times in all.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from omnireel.client import AsyncClient
from omnireel.errors import OmnireelError, TaskFailedError

TRIES_MAX = 3
FIELDS = ("duration", "aspect_ratio", "quality", "sound")


def fields_of(row: dict[str, str]) -> dict[str, Any]:
    """The fields of the creation that a row of the table asks for."""
    fields: dict[str, Any] = {name: row[name] for name in FIELDS if row.get(name)}
    if "duration" in fields:
        fields["duration"] = int(fields["duration"])
    return fields


async def render(client: AsyncClient, row: dict[str, str], folder: Path) -> dict[str, Any]:
    """One row: its clip, and a line for the results."""
    path = folder / f"{row['name']}.mp4"
    line = {"name": row["name"], "task": "", "status": "", "credits": "", "note": ""}
    try:
        fields = fields_of(row)
    except ValueError as error:
        return {**line, "status": "failed", "note": f"duration must be a whole number: {error}"}
    said = json.dumps([row["name"], row["prompt"], fields], sort_keys=True)
    key = f"campaign-{hashlib.sha256(said.encode()).hexdigest()[:40]}"
    try:
        done = None
        for number in range(TRIES_MAX):  # a failed task costs nothing; one try is one task
            task = await client.videos.create(row["prompt"], idempotency_key=f"{key}-{number}", **fields)
            line["task"] = task.id
            try:
                done = await task.wait()
                break
            except TaskFailedError:
                if number == TRIES_MAX - 1:
                    raise
        assert done is not None
        if not path.exists():
            await task.download(path)
        return {**line, "status": done.status, "credits": done.credits_used}
    except OmnireelError as error:  # of one row: the others go on
        return {**line, "status": "failed", "note": str(error)}


async def run(rows: list[dict[str, str]], folder: Path, at_once: int) -> list[dict[str, Any]]:
    """Render all rows; returns the lines of the results."""
    slots = asyncio.Semaphore(at_once)
    async with AsyncClient.local() as client:

        async def one(row: dict[str, str]) -> dict[str, Any]:
            async with slots:
                line = await render(client, row, folder)
            print(f"{line['name']}: {line['status']} {line['note']}".rstrip(), flush=True)
            return line

        return await asyncio.gather(*(one(row) for row in rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--at-once", type=int, default=4)
    options = parser.parse_args()
    folder: Path = options.folder
    if not options.table.is_file():
        parser.error(f"there is no file {options.table}")
    folder.mkdir(parents=True, exist_ok=True)
    with options.table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if rows and not {"name", "prompt"} <= rows[0].keys():
        parser.error(f"{options.table} needs the columns name and prompt")
    lines = asyncio.run(run(rows, folder, options.at_once))
    with (folder / "results.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["name", "task", "status", "credits", "note"])
        writer.writeheader()
        writer.writerows(lines)
    return 1 if any(line["status"] != "completed" for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
