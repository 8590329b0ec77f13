"""Every change of what is shown of a project is told to all processes: by a notice, or by a row that they look for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WATCHED = {
    "project": ("id", ("UPDATE", "DELETE")),
    "standing": ("project_id", ("UPDATE", "DELETE")),
    "finding_sheet": ("project_id", ("INSERT", "UPDATE")),
}
"""Table -> the column with the number of the project, and what is told. A new project is told to nobody, as nobody can
have kept anything of it; a standing is never added to an old one without a change of the project."""

_MOVE = "DELETE FROM change WHERE project_id = {number}; INSERT INTO change (project_id) VALUES ({number});"
_FUNCTION = """
CREATE FUNCTION badge_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
    IF TG_TABLE_NAME = 'project' THEN
        PERFORM pg_notify('badge_change', changed.id::text);
    ELSE
        PERFORM pg_notify('badge_change', changed.project_id::text);
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("project_id", name=op.f("uq_change_project_id")),
        sqlite_autoincrement=True,
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(_FUNCTION)
    for table, (column, deeds) in _WATCHED.items():
        for deed in deeds:
            start = f"CREATE TRIGGER change_{table}_{deed.lower()} AFTER {deed} ON {table}"
            number = f"{'OLD' if deed == 'DELETE' else 'NEW'}.{column}"
            if sqlite:  # one row for each project, which moves to the end
                op.execute(f"{start} BEGIN {_MOVE.format(number=number)} END")
            else:
                op.execute(f"{start} FOR EACH ROW EXECUTE FUNCTION badge_change()")


def downgrade() -> None:
    """Take back."""
    for table, (_, deeds) in _WATCHED.items():
        for deed in deeds:
            on = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
            op.execute(f"DROP TRIGGER change_{table}_{deed.lower()}{on}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION badge_change()")
    op.drop_table("change")
