"""An account's movements in the order of time: what the ledger is read by."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    "CREATE INDEX transfer_debit ON transfer (debit, created_ms, id)",
    "CREATE INDEX transfer_grant ON transfer (credit, created_ms, id) WHERE kind = 'grant'",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
