"""Whom a callback goes to, so that no receiver has more than its share of the courier."""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS = (
    # Messages from before have none, and no share to keep to.
    "ALTER TABLE delivery ADD COLUMN receiver TEXT NOT NULL DEFAULT ''",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
