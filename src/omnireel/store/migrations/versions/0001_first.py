"""The nine nouns less one: a provider is a setting, not a row.

Times are Unix milliseconds, money is whole units (10,000 = 1 credit). The state table of core/task.py stands
here again: as CHECKs (which columns go with which state) and as a trigger (which moves there are).
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE account (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        created_ms BIGINT NOT NULL,
        -- Running sums of the account's transfers; `omnireel admin audit` proves them.
        balance BIGINT NOT NULL DEFAULT 0,
        held BIGINT NOT NULL DEFAULT 0,
        CHECK (held >= 0),
        CHECK (id = 'house' OR balance - held >= 0)
    )
    """,
    """
    CREATE TABLE key (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        hash TEXT NOT NULL UNIQUE,
        hint TEXT NOT NULL, -- the last characters, for people to tell keys apart
        created_ms BIGINT NOT NULL,
        revoked_ms BIGINT,
        limit_units BIGINT, -- NULL: only the account's balance limits it
        models TEXT, -- JSON array of model ids; NULL: every model
        spent_units BIGINT NOT NULL DEFAULT 0,
        held_units BIGINT NOT NULL DEFAULT 0,
        CHECK (held_units >= 0 AND spent_units >= 0),
        CHECK (limit_units IS NULL OR spent_units + held_units <= limit_units)
    )
    """,
    """
    CREATE TABLE asset (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id),
        media_type TEXT NOT NULL,
        size_bytes BIGINT NOT NULL,
        sha256 TEXT NOT NULL,
        created_ms BIGINT NOT NULL,
        deleted_ms BIGINT -- the bytes are gone, the row stays
    )
    """,
    """
    CREATE TABLE task (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id),
        key_id TEXT NOT NULL REFERENCES key (id),
        model TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
        progress INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
        version INTEGER NOT NULL DEFAULT 1, -- grows with every visible change
        request TEXT NOT NULL, -- JSON of core.request
        warnings TEXT NOT NULL, -- JSON
        seconds INTEGER NOT NULL,
        held_units BIGINT NOT NULL CHECK (held_units > 0),
        charged_units BIGINT NOT NULL DEFAULT 0,
        created_ms BIGINT NOT NULL,
        due_ms BIGINT NOT NULL, -- not to be claimed before
        started_ms BIGINT,
        finished_ms BIGINT,
        claim INTEGER NOT NULL DEFAULT 0, -- counts claims; fences out a worker that lost its lease
        worker TEXT,
        lease_ms BIGINT,
        idempotency_key TEXT,
        body_digest TEXT NOT NULL,
        asset_id TEXT REFERENCES asset (id),
        result_data TEXT, -- JSON
        error_code TEXT,
        error_message TEXT,
        CHECK ((state IN ('completed', 'failed', 'cancelled')) = (finished_ms IS NOT NULL)),
        CHECK ((state = 'processing') = (lease_ms IS NOT NULL)),
        CHECK ((state = 'processing') = (worker IS NOT NULL)),
        CHECK ((state IN ('failed', 'cancelled')) = (error_code IS NOT NULL)),
        CHECK (state = 'completed' OR (charged_units = 0 AND asset_id IS NULL AND result_data IS NULL)),
        CHECK (charged_units BETWEEN 0 AND held_units)
    )
    """,
    "CREATE UNIQUE INDEX task_idempotency ON task (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL",
    "CREATE INDEX task_due ON task (due_ms, id) WHERE state = 'pending'",
    "CREATE INDEX task_lease ON task (lease_ms) WHERE state = 'processing'",
    "CREATE INDEX task_account ON task (account_id, created_ms, id)",
    "CREATE INDEX task_asset ON task (asset_id) WHERE asset_id IS NOT NULL",
    """
    CREATE TABLE attempt (
        id TEXT PRIMARY KEY,
        task_id TEXT NOT NULL REFERENCES task (id),
        number INTEGER NOT NULL,
        provider TEXT NOT NULL,
        why TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('running', 'unknown', 'succeeded', 'unavailable', 'rejected', 'crashed', 'cancelled')),
        token TEXT, -- the provider's checkpoint
        resumes INTEGER NOT NULL DEFAULT 0,
        note TEXT,
        started_ms BIGINT NOT NULL,
        ended_ms BIGINT,
        UNIQUE (task_id, number),
        CHECK ((state IN ('running', 'unknown')) = (ended_ms IS NULL))
    )
    """,
    # Two providers never work on one task at the same time.
    "CREATE UNIQUE INDEX attempt_open ON attempt (task_id) WHERE ended_ms IS NULL",
    """
    CREATE TABLE transfer (
        id TEXT PRIMARY KEY, -- derived from the task: booking twice is a no-op
        kind TEXT NOT NULL CHECK (kind IN ('grant', 'hold', 'post', 'release')),
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
    "CREATE UNIQUE INDEX transfer_task ON transfer (task_id, kind) WHERE task_id IS NOT NULL",
    """
    CREATE TABLE element (
        id TEXT PRIMARY KEY, -- digits
        account_id TEXT NOT NULL REFERENCES account (id),
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        reference_type TEXT NOT NULL CHECK (reference_type IN ('image_refer', 'video_refer')),
        created_ms BIGINT NOT NULL,
        deleted_ms BIGINT
    )
    """,
    """
    CREATE TABLE delivery (
        id TEXT PRIMARY KEY, -- the webhook-id, the same at every try
        account_id TEXT NOT NULL REFERENCES account (id),
        task_id TEXT NOT NULL UNIQUE REFERENCES task (id),
        url TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
        tries INTEGER NOT NULL DEFAULT 0,
        due_ms BIGINT NOT NULL,
        note TEXT, -- what the last try met
        created_ms BIGINT NOT NULL,
        ended_ms BIGINT,
        CHECK ((state = 'waiting') = (ended_ms IS NULL))
    )
    """,
    "CREATE INDEX delivery_due ON delivery (due_ms) WHERE state = 'waiting'",
    "INSERT INTO account (id, name, created_ms) VALUES ('house', 'The operator', 0)",
)

MOVES = (
    "'pending>processing', 'pending>cancelled', "
    "'processing>completed', 'processing>failed', 'processing>cancelled', 'processing>pending'"
)

TRIGGERS = {
    "sqlite": (
        f"""
        CREATE TRIGGER task_moves BEFORE UPDATE OF state ON task
        WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({MOVES})
        BEGIN SELECT RAISE(ABORT, 'a task does not move that way'); END
        """,
        """
        CREATE TRIGGER transfer_update BEFORE UPDATE ON transfer
        BEGIN SELECT RAISE(ABORT, 'a transfer is immutable'); END
        """,
        """
        CREATE TRIGGER transfer_delete BEFORE DELETE ON transfer
        BEGIN SELECT RAISE(ABORT, 'a transfer is immutable'); END
        """,
    ),
    "postgresql": (
        f"""
        CREATE FUNCTION task_moves() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({MOVES}) THEN
                RAISE EXCEPTION 'a task does not move that way';
            END IF;
            RETURN NEW;
        END $$
        """,
        "CREATE TRIGGER task_moves BEFORE UPDATE OF state ON task FOR EACH ROW EXECUTE FUNCTION task_moves()",
        """
        CREATE FUNCTION transfer_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a transfer is immutable'; END $$
        """,
        """
        CREATE TRIGGER transfer_immutable BEFORE UPDATE OR DELETE ON transfer
        FOR EACH ROW EXECUTE FUNCTION transfer_immutable()
        """,
    ),
}


def upgrade() -> None:
    for statement in (*TABLES, *TRIGGERS[op.get_bind().dialect.name]):
        op.execute(statement)
