"""The audit: proves the money and the states from the rows themselves. The same check runs after every test
that touches a database."""

from __future__ import annotations

from omnireel.core.ledger import TaskMoney, audit_sums, audit_tasks
from omnireel.store.accounts import transfer_of
from omnireel.store.base import Sql, Verb

PAGE = 5_000


def audit() -> Verb[list[str]]:
    """Everything that is wrong, in words; an empty list is a clean audit."""
    problems: list[str] = []
    problems += yield from _sums()
    problems += yield from _keys()
    problems += yield from _tasks()
    problems += yield from _attempts()
    problems += yield from _whose_money()
    problems += yield from _results()
    problems += yield from _campaigns()
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
        transfers=[transfer_of(row) for row in sums],
    )


def _keys() -> Verb[list[str]]:
    rows = yield Sql(
        "SELECT key.id, key.spent_units, key.held_units, COALESCE(sums.spent, 0) AS spent,"
        " COALESCE(sums.held, 0) AS held FROM key LEFT JOIN (SELECT key_id,"
        " CAST(SUM(CASE kind WHEN 'post' THEN units ELSE 0 END) AS BIGINT) AS spent,"
        " CAST(SUM(CASE WHEN kind IN ('hold', 'extend') THEN units ELSE -units END) AS BIGINT) AS held"
        " FROM transfer WHERE key_id IS NOT NULL GROUP BY key_id) AS sums ON sums.key_id = key.id"
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
            transfers=[transfer_of(row) for row in transfers],
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


def _whose_money() -> Verb[list[str]]:
    """A task's money is its own account's and its own key's, and a grant has the house on one side."""
    strays = yield Sql(
        "SELECT transfer.id FROM transfer LEFT JOIN task ON task.id = transfer.task_id"
        " WHERE transfer.kind <> 'grant' AND (task.id IS NULL OR transfer.debit <> task.account_id"
        " OR transfer.credit <> 'house' OR transfer.key_id IS NULL OR transfer.key_id <> task.key_id)"
    )
    grants = yield Sql("SELECT id FROM transfer WHERE kind = 'grant' AND debit <> 'house' AND credit <> 'house'")
    holds = yield Sql(
        "SELECT task.id, task.held_units, sums.units FROM task JOIN (SELECT task_id, CAST(SUM(CASE kind"
        " WHEN 'hold' THEN units WHEN 'extend' THEN units WHEN 'reduce' THEN -units ELSE 0 END) AS BIGINT)"
        " AS units FROM transfer WHERE task_id IS NOT NULL GROUP BY task_id) AS sums ON sums.task_id = task.id"
        " WHERE sums.units <> task.held_units"
    )
    return [
        *(f"transfer {row['id']} is not of its task's account, key or house" for row in strays),
        *(f"grant {row['id']} does not come from or go to the house" for row in grants),
        *(f"task {row['id']} says held {row['held_units']}, its hold says {row['units']}" for row in holds),
    ]


def _results() -> Verb[list[str]]:
    """What is completed was paid for and has its clip or element; what is final and wanted a callback has one."""
    unpaid = yield Sql("SELECT id FROM task WHERE state = 'completed' AND charged_units = 0")
    empty = yield Sql(
        "SELECT task.id FROM task LEFT JOIN asset ON asset.id = task.asset_id"
        " LEFT JOIN element ON element.task_id = task.id"
        " WHERE task.state = 'completed' AND asset.id IS NULL AND element.id IS NULL"
    )
    unmade = yield Sql(
        "SELECT element.id FROM element JOIN task ON task.id = element.task_id WHERE task.state <> 'completed'"
    )
    # The request is canonical JSON: a prompt that speaks of a callback has its quotes escaped.
    unannounced = yield Sql(
        "SELECT task.id FROM task LEFT JOIN delivery ON delivery.task_id = task.id"
        " WHERE task.finished_ms IS NOT NULL AND delivery.id IS NULL"
        """ AND task.request LIKE '%"callback_url":"%'"""
    )
    return [
        *(f"task {row['id']} is completed, but nothing was charged" for row in unpaid),
        *(f"task {row['id']} is completed, but has neither clip nor element" for row in empty),
        *(f"element {row['id']} was made by a task that is not completed" for row in unmade),
        *(f"task {row['id']} has ended, but its callback was not written" for row in unannounced),
    ]


def _campaigns() -> Verb[list[str]]:
    """Each campaign's sums are those of its tasks, and each started row has a task of its own campaign."""
    rows = yield Sql(
        "SELECT campaign.id, campaign.spent_units, campaign.held_units, COALESCE(sums.spent, 0) AS spent,"
        " COALESCE(sums.held, 0) AS held FROM campaign LEFT JOIN (SELECT task.campaign_id,"
        " CAST(SUM(CASE kind WHEN 'post' THEN units ELSE 0 END) AS BIGINT) AS spent,"
        " CAST(SUM(CASE WHEN kind IN ('hold', 'extend') THEN units ELSE -units END) AS BIGINT) AS held"
        " FROM transfer JOIN task ON task.id = transfer.task_id WHERE task.campaign_id IS NOT NULL"
        " GROUP BY task.campaign_id) AS sums ON sums.campaign_id = campaign.id"
    )
    strays = yield Sql(
        "SELECT line.campaign_id, line.number FROM campaign_row AS line JOIN task ON task.id = line.task_id"
        " JOIN campaign ON campaign.id = line.campaign_id"
        " WHERE task.campaign_id IS NULL OR task.campaign_id <> line.campaign_id"
        " OR task.account_id <> campaign.account_id OR task.key_id <> campaign.key_id"
    )
    unfinished = yield Sql(
        "SELECT campaign.id FROM campaign WHERE campaign.state = 'completed' AND EXISTS (SELECT 1"
        " FROM campaign_row AS line LEFT JOIN task ON task.id = line.task_id WHERE line.campaign_id = campaign.id"
        " AND (line.state = 'waiting' OR (line.state = 'started' AND task.finished_ms IS NULL)))"
    )
    return [
        *(
            f"campaign {row['id']} says spent {row['spent_units']} and held {row['held_units']},"
            f" its tasks' transfers say {row['spent']} and {row['held']}"
            for row in rows
            if (row["spent_units"], row["held_units"]) != (row["spent"], row["held"])
        ),
        *(f"row {row['number']} of campaign {row['campaign_id']} has a task of another" for row in strays),
        *(f"campaign {row['id']} is completed, but rows of it wait or run" for row in unfinished),
    ]
