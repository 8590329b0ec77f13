"""The level that is shown on after a change of the criteria, and the facts that a person told about a project."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; column by column, for a copy of a table on SQLite would give deleted projects' numbers again."""
    op.add_column("project", sa.Column("circumstances", sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
    kept_level = sa.Column("kept_level", sa.String(length=64), server_default=sa.text("''"), nullable=False)
    op.add_column("standing", kept_level)
    op.add_column("standing", sa.Column("kept_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take back."""
    for table, column in (("standing", "kept_until"), ("standing", "kept_level"), ("project", "circumstances")):
        op.drop_column(table, column)
