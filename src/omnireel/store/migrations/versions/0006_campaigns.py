"""Campaigns; tasks that their customer deleted; what a key may do beside making clips."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    """
    CREATE TABLE campaign (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id),
        key_id TEXT NOT NULL REFERENCES key (id), -- whose limit its tasks count towards
        name TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'completed', 'cancelled')),
        paused_because TEXT CHECK (paused_because IN ('customer', 'budget', 'credits', 'key_limit', 'key')),
        template TEXT NOT NULL, -- JSON: a creation body with {variables}
        columns TEXT NOT NULL, -- JSON array of names, in the order of the table
        at_a_time INTEGER NOT NULL CHECK (at_a_time > 0),
        budget_units BIGINT, -- NULL: only the account and the key limit it
        -- Running sums of the transfers of its tasks; `omnireel admin audit` proves them.
        spent_units BIGINT NOT NULL DEFAULT 0,
        held_units BIGINT NOT NULL DEFAULT 0,
        created_ms BIGINT NOT NULL,
        ended_ms BIGINT,
        due_ms BIGINT NOT NULL, -- when it is looked at next
        idempotency_key TEXT,
        body_digest TEXT NOT NULL,
        CHECK ((state = 'paused') = (paused_because IS NOT NULL)),
        CHECK ((state IN ('completed', 'cancelled')) = (ended_ms IS NOT NULL)),
        CHECK (held_units >= 0 AND spent_units >= 0),
        CHECK (budget_units IS NULL OR spent_units + held_units <= budget_units)
    )
    """,
    "CREATE INDEX campaign_due ON campaign (due_ms) WHERE state = 'running'",
    "CREATE INDEX campaign_account ON campaign (account_id, created_ms, id)",
    "CREATE UNIQUE INDEX campaign_idempotency ON campaign (account_id, idempotency_key)"
    " WHERE idempotency_key IS NOT NULL",
    "ALTER TABLE task ADD COLUMN campaign_id TEXT REFERENCES campaign (id)",
    "ALTER TABLE task ADD COLUMN deleted_ms BIGINT",  # its clip is gone and no list shows it; the books keep it
    "CREATE INDEX task_campaign ON task (campaign_id) WHERE campaign_id IS NOT NULL",
    """
    CREATE TABLE campaign_row (
        campaign_id TEXT NOT NULL REFERENCES campaign (id),
        number INTEGER NOT NULL, -- from 1, in the order of the table
        cells TEXT NOT NULL, -- JSON object: column -> what stands there
        state TEXT NOT NULL CHECK (state IN ('waiting', 'started', 'refused', 'skipped')),
        units BIGINT NOT NULL, -- what it was quoted
        task_id TEXT REFERENCES task (id), -- the last one
        tries INTEGER NOT NULL DEFAULT 0,
        error_code TEXT,
        error_message TEXT,
        PRIMARY KEY (campaign_id, number),
        CHECK ((state = 'started') = (task_id IS NOT NULL)),
        CHECK ((state IN ('refused', 'skipped')) = (error_code IS NOT NULL))
    )
    """,
    "CREATE INDEX campaign_row_waiting ON campaign_row (campaign_id, number) WHERE state = 'waiting'",
    "CREATE UNIQUE INDEX campaign_row_task ON campaign_row (task_id) WHERE task_id IS NOT NULL",
    # What a key may do: make clips; see to the account's keys as well; see the server's providers as well.
    "ALTER TABLE key ADD COLUMN role TEXT NOT NULL DEFAULT 'use' CHECK (role IN ('use', 'manage', 'operate'))",
    "UPDATE key SET role = 'operate' WHERE name = 'first key'",
    "ALTER TABLE key ADD COLUMN used_ms BIGINT",  # when it last started a task
    "CREATE INDEX attempt_ended ON attempt (ended_ms) WHERE ended_ms IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
