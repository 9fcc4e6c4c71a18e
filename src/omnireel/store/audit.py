"""The audit: proves the money and the states from the rows themselves. The same check runs after every test
that touches a database."""

from __future__ import annotations

from omnireel.core.ledger import TaskMoney, Transfer, TransferKind, audit_sums, audit_tasks
from omnireel.store.base import Row, Sql, Verb

PAGE = 5_000


def _transfer(row: Row) -> Transfer:
    return Transfer(
        id=row["id"],
        kind=TransferKind(row["kind"]),
        debit=row["debit"],
        credit=row["credit"],
        units=row["units"],
        task_id=row["task_id"],
        key_id=None,
        created_ms=0,
    )


def audit() -> Verb[list[str]]:
    """Everything that is wrong, in words; an empty list is a clean audit."""
    problems: list[str] = []
    problems += yield from _sums()
    problems += yield from _keys()
    problems += yield from _tasks()
    problems += yield from _attempts()
    return problems


def _sums() -> Verb[list[str]]:
    accounts = yield Sql("SELECT id, balance, held FROM account")
    # Bookings are linear: one transfer per kind and pair of accounts stands for all of them.
    sums = yield Sql(
        "SELECT kind, debit, credit, CAST(SUM(units) AS BIGINT) AS units, kind || ' transfers' AS id,"
        " NULL AS task_id FROM transfer GROUP BY kind, debit, credit"
    )
    return audit_sums(
        accounts=[(row["id"], row["balance"], row["held"]) for row in accounts],
        transfers=[_transfer(row) for row in sums],
    )


def _keys() -> Verb[list[str]]:
    rows = yield Sql(
        "SELECT key.id, key.spent_units, key.held_units,"
        " COALESCE((SELECT CAST(SUM(units) AS BIGINT) FROM transfer WHERE key_id = key.id AND kind = 'post'), 0)"
        " AS spent,"
        " COALESCE((SELECT CAST(SUM(CASE kind WHEN 'hold' THEN units ELSE -units END) AS BIGINT)"
        " FROM transfer WHERE key_id = key.id), 0) AS held FROM key"
    )
    return [
        f"key {row['id']} says spent {row['spent_units']} and held {row['held_units']},"
        f" its transfers say {row['spent']} and {row['held']}"
        for row in rows
        if (row["spent_units"], row["held_units"]) != (row["spent"], row["held"])
    ]


def _tasks() -> Verb[list[str]]:
    problems: list[str] = []
    after = ""
    while True:
        tasks = yield Sql(
            "SELECT id, state, charged_units FROM task WHERE id > $1 ORDER BY id LIMIT $2", (after, PAGE)
        )
        if not tasks:
            break
        last = tasks[-1]["id"]
        transfers = yield Sql("SELECT * FROM transfer WHERE task_id > $1 AND task_id <= $2", (after, last))
        problems += audit_tasks(
            tasks=[
                TaskMoney(task_id=row["id"], state=row["state"], charged_units=row["charged_units"])
                for row in tasks
            ],
            transfers=[_transfer(row) for row in transfers],
        )
        after = last
    return problems


def _attempts() -> Verb[list[str]]:
    twice = yield Sql(
        "SELECT task_id, COUNT(*) AS clips FROM attempt WHERE state = 'succeeded'"
        " GROUP BY task_id HAVING COUNT(*) > 1"
    )
    open_after_end = yield Sql(
        "SELECT attempt.id FROM attempt JOIN task ON task.id = attempt.task_id"
        " WHERE attempt.ended_ms IS NULL AND task.finished_ms IS NOT NULL"
    )
    unproved = yield Sql(
        "SELECT task.id FROM task WHERE task.state = 'completed' AND NOT EXISTS"
        " (SELECT 1 FROM attempt WHERE attempt.task_id = task.id AND attempt.state = 'succeeded')"
    )
    return [
        *(f"task {row['task_id']} has {row['clips']} attempts that succeeded" for row in twice),
        *(f"attempt {row['id']} is open although its task is final" for row in open_after_end),
        *(f"task {row['id']} is completed without an attempt that succeeded" for row in unproved),
    ]
