"""Receive callbacks: check the signature, do the work of one message once, keep the clip before its link ends.

    python examples/webhook_receiver.py --port 3000 --folder clips
    omnireel listen --forward-to http://127.0.0.1:3000/hook        # no public address is needed

A receiver answers at once and works afterwards: a message that is not answered within 10 s comes again.
"""

from __future__ import annotations

import argparse
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from omnireel.client import Client, TaskView, WebhookError, verify_webhook
from omnireel.errors import OmnireelError


class Inbox:
    """The ids of the messages that were taken, on disk: a message that comes again is no new work."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE IF NOT EXISTS taken (id TEXT PRIMARY KEY)")

    def is_new(self, message_id: str) -> bool:
        with sqlite3.connect(self._path) as database:
            return database.execute("INSERT OR IGNORE INTO taken VALUES (?)", (message_id,)).rowcount == 1

    def forget(self, message_id: str) -> None:
        with sqlite3.connect(self._path) as database:
            database.execute("DELETE FROM taken WHERE id = ?", (message_id,))


def receiver(client: Client, folder: Path, port: int) -> ThreadingHTTPServer:
    """A server for callbacks; it saves the clip of each completed task to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    inbox, secret, workers = Inbox(folder / "inbox.db"), client.deliveries.secret(), ThreadPoolExecutor(4)

    def work(task: TaskView, message_id: str) -> None:
        try:
            if task.status != "completed":
                print(f"{task.id}: {task.status}, {task.error_code}: {task.error_message}", flush=True)
            elif task.url is None:
                print(f"{task.id}: made element {task.element_id}", flush=True)
            else:
                client.download(task.id, folder / f"{task.id}.mp4")
                print(f"{task.id}: saved, {task.credits_used} credits", flush=True)
        except (OmnireelError, OSError) as error:
            inbox.forget(message_id)  # sent again (`omnireel deliveries redeliver`), it is new work
            print(f"{task.id}: {error}", flush=True)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            try:
                task = verify_webhook(body, dict(self.headers), secret)
            except WebhookError as error:
                self.send_error(400, str(error)[:200])
                return
            self.send_response(204)
            self.end_headers()
            if inbox.is_new(self.headers["webhook-id"]):
                workers.submit(work, task, self.headers["webhook-id"])

        def log_message(self, format: str, *args: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=3000)
    parser.add_argument("--folder", type=Path, default=Path("clips"))
    options = parser.parse_args()
    with Client.local() as client, receiver(client, options.folder, options.port) as server:
        print(f"receiving at http://127.0.0.1:{server.server_address[1]}/hook", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
