"""Every try of a callback is kept; deliveries may be sent again; webhook secrets may be turned over."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
    CREATE TABLE delivery_try (
        delivery_id TEXT NOT NULL REFERENCES delivery (id),
        number INTEGER NOT NULL, -- from 1, over all rounds
        at_ms BIGINT NOT NULL,
        took_ms BIGINT NOT NULL,
        status INTEGER, -- NULL: no HTTP status came back
        note TEXT NOT NULL,
        answer TEXT NOT NULL, -- the head of what the receiver said
        PRIMARY KEY (delivery_id, number)
    )
    """,
    # Tries that were made before this round: `tries` counts the current one.
    "ALTER TABLE delivery ADD COLUMN tries_before INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX delivery_account ON delivery (account_id, created_ms, id)",
    # Which of an account's webhook secrets is in use, and since when; the one before is honoured for a while.
    "ALTER TABLE account ADD COLUMN webhook_turn INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE account ADD COLUMN webhook_turned_ms BIGINT",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
