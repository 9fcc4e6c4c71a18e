"""An asset may be a file that a customer uploaded: it has a name, and an end."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE asset ADD COLUMN kind TEXT NOT NULL DEFAULT 'clip' CHECK (kind IN ('clip', 'file'))",
    "ALTER TABLE asset ADD COLUMN name TEXT",
    "ALTER TABLE asset ADD COLUMN original_name TEXT",
    "ALTER TABLE asset ADD COLUMN folder TEXT",
    "ALTER TABLE asset ADD COLUMN expires_ms BIGINT",
    "ALTER TABLE asset ADD COLUMN upload_id TEXT",
    "CREATE INDEX asset_file ON asset (account_id, created_ms, id) WHERE kind = 'file' AND deleted_ms IS NULL",
    "CREATE INDEX asset_file_end ON asset (expires_ms) WHERE kind = 'file' AND deleted_ms IS NULL",
    "CREATE UNIQUE INDEX asset_upload ON asset (account_id, upload_id) WHERE upload_id IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
