"""What entries of the public service hold, what lists look for, and the figures of each day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from badge.core.addresses import key_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT_ONCE = 10_000


def upgrade() -> None:
    """Apply; column by column, for a copy of a table on SQLite would give deleted projects' numbers again."""
    by_letter = sa.String(length=254).with_variant(sa.String(length=254, collation="C"), "postgresql")
    for name, kind in (
        ("license", sa.String(length=254)),
        ("implementation_languages", sa.String(length=254)),
        ("cpe", sa.Text()),
        ("general_comments", sa.Text()),
        ("entry_license", sa.String(length=254)),
        ("entry_attribution", sa.Text()),
        ("name_key", by_letter),
        ("homepage_key", by_letter),
    ):
        op.add_column("project", sa.Column(name, kind, server_default=sa.text("''"), nullable=False))
    op.add_column("project", sa.Column("user_id", sa.Integer(), nullable=True))
    _fill_keys(op.get_bind())
    if op.get_bind().dialect.name == "postgresql":  # so that an index finds what begins with something, as on SQLite
        op.execute('ALTER TABLE address ALTER COLUMN address TYPE varchar(300) COLLATE "C"')
    op.drop_index("ix_project_updated_at", "project")
    op.drop_index("ix_standing_series_tiered", "standing")
    op.create_index("ix_project_name_key_id", "project", ["name_key", "id"])
    op.create_index("ix_project_homepage_key", "project", ["homepage_key"])
    op.create_index("ix_project_updated_at_id", "project", ["updated_at", "id"])
    op.create_index("ix_project_created_at_id", "project", ["created_at", "id"])
    op.create_index("ix_standing_series_tiered", "standing", ["series", "tiered_percentage", "project_id"])
    op.create_table(
        "day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("day")
    for index in ("name_key_id", "homepage_key", "updated_at_id", "created_at_id"):
        op.drop_index(f"ix_project_{index}", "project")
    op.drop_index("ix_standing_series_tiered", "standing")
    op.create_index("ix_standing_series_tiered", "standing", ["series", "tiered_percentage"])
    op.create_index("ix_project_updated_at", "project", ["updated_at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE address ALTER COLUMN address TYPE varchar(300) COLLATE "default"')
    for column in (
        "user_id", "homepage_key", "name_key", "entry_attribution", "entry_license", "general_comments", "cpe",
        "implementation_languages", "license",
    ):  # fmt: skip
        op.drop_column("project", column)


def _fill_keys(connection: sa.Connection) -> None:
    project = sa.table(
        "project", sa.column("id"), sa.column("name"), sa.column("homepage"), sa.column("name_key"),
        sa.column("homepage_key"),
    )  # fmt: skip
    own = project.update().where(project.c.id == sa.bindparam("own"))
    changed = own.values(name_key=sa.bindparam("by_name"), homepage_key=sa.bindparam("by_homepage"))
    last = 0
    while rows := connection.execute(
        sa.select(project.c.id, project.c.name, project.c.homepage)
        .where(project.c.id > last).order_by(project.c.id).limit(_AT_ONCE)
    ).all():  # fmt: skip
        last = rows[-1].id
        found = [
            {"own": row.id, "by_name": row.name.casefold()[:254], "by_homepage": key_of(row.homepage)} for row in rows
        ]
        connection.execute(changed, found)
