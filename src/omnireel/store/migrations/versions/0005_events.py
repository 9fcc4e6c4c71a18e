"""Lost senders cost a callback no try; the ended tasks of an account and of a model in order."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    # How often it was taken up since the last try on record; `tries` counts those on record only.
    "ALTER TABLE delivery ADD COLUMN claims INTEGER NOT NULL DEFAULT 0",
    # What was said at the creation: its answer stays the same when it is asked for again.
    "ALTER TABLE task ADD COLUMN estimated_s INTEGER",
    "CREATE INDEX task_account_ended ON task (account_id, finished_ms, id) WHERE finished_ms IS NOT NULL",
    "CREATE INDEX task_model_ended ON task (model, finished_ms) WHERE state = 'completed'",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
