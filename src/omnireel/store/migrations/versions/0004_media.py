"""Footage and elements: a hold may change once before it ends; elements know what they are made of."""

from alembic import op

revision = "0004"
down_revision = "0003"

ELEMENTS = (
    # The task that made it, and its pictures or video: [{"id": ..., "kind": "image"}], the frontal one first.
    "ALTER TABLE element ADD COLUMN task_id TEXT REFERENCES task (id)",
    "ALTER TABLE element ADD COLUMN media TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE element ADD COLUMN voice_id TEXT",
    "CREATE INDEX element_account ON element (account_id, created_ms, id)",
    "CREATE UNIQUE INDEX element_task ON element (task_id) WHERE task_id IS NOT NULL",
)

KINDS = "'grant', 'hold', 'extend', 'reduce', 'post', 'release'"

TRANSFERS = {
    "postgresql": (
        "ALTER TABLE transfer DROP CONSTRAINT transfer_kind_check",
        f"ALTER TABLE transfer ADD CONSTRAINT transfer_kind_check CHECK (kind IN ({KINDS}))",
    ),
    # SQLite cannot change a CHECK: the table is made anew, and its rows and triggers with it.
    "sqlite": (
        "DROP TRIGGER transfer_update",
        "DROP TRIGGER transfer_delete",
        "DROP INDEX transfer_task",
        "ALTER TABLE transfer RENAME TO transfer_before",
        f"""
        CREATE TABLE transfer (
            id TEXT PRIMARY KEY, -- derived from the task: booking twice is a no-op
            kind TEXT NOT NULL CHECK (kind IN ({KINDS})),
            debit TEXT NOT NULL REFERENCES account (id),
            credit TEXT NOT NULL REFERENCES account (id),
            units BIGINT NOT NULL CHECK (units > 0),
            task_id TEXT REFERENCES task (id),
            key_id TEXT REFERENCES key (id),
            created_ms BIGINT NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            CHECK (debit <> credit),
            CHECK ((kind = 'grant') = (task_id IS NULL))
        )
        """,
        "INSERT INTO transfer SELECT id, kind, debit, credit, units, task_id, key_id, created_ms, note"
        " FROM transfer_before",
        "DROP TABLE transfer_before",
        "CREATE UNIQUE INDEX transfer_task ON transfer (task_id, kind) WHERE task_id IS NOT NULL",
        """
        CREATE TRIGGER transfer_update BEFORE UPDATE ON transfer
        BEGIN SELECT RAISE(ABORT, 'a transfer is immutable'); END
        """,
        """
        CREATE TRIGGER transfer_delete BEFORE DELETE ON transfer
        BEGIN SELECT RAISE(ABORT, 'a transfer is immutable'); END
        """,
    ),
}


def upgrade() -> None:
    for statement in (*ELEMENTS, *TRANSFERS[op.get_bind().dialect.name]):
        op.execute(statement)
