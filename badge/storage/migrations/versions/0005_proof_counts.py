"""How many answers are verified is kept beside each standing, until anything that it rests on changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WATCHED = {
    "answer_sheet": ("project_id", ("INSERT", "UPDATE")),
    "finding_sheet": ("project_id", ("INSERT", "UPDATE", "DELETE")),
    "project": ("id", ("UPDATE OF circumstances",)),
}
"""Table -> the column with the number of the project, and what makes a count void. It is done in the database, so that
nobody who changes one of these can forget it."""

_TOLD = (
    "series_version", "level", "tiered_percentage", "percentages", "marks", "times", "revision", "updated_at",
    "kept_level", "kept_until",
)  # fmt: skip
"""What other processes are told of when it changes in a standing. That proof was counted is no news for anybody."""

_MOVE = "DELETE FROM change WHERE project_id = NEW.project_id; INSERT INTO change (project_id) VALUES (NEW.project_id);"
_VOID = "UPDATE standing SET counted_by = '' WHERE project_id = {number} AND counted_by <> '';"
_FUNCTION = """
CREATE FUNCTION badge_void_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number integer;
BEGIN
    IF TG_TABLE_NAME = 'project' THEN
        number := NEW.id;
    ELSE
        IF TG_OP = 'DELETE' THEN number := OLD.project_id; ELSE number := NEW.project_id; END IF;
        -- whoever counts holds the project, so a count that began before this change is not kept after it
        PERFORM 1 FROM project WHERE id = number FOR NO KEY UPDATE;
    END IF;
    UPDATE standing SET counted_by = '' WHERE project_id = number AND counted_by <> '';
    RETURN NULL;
END $$
"""


def _tell(deed: str) -> None:
    """Put the trigger that tells of standings anew."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(f"DROP TRIGGER change_standing_update{'' if sqlite else ' ON standing'}")
    start = f"CREATE TRIGGER change_standing_update AFTER {deed} ON standing"
    op.execute(f"{start} BEGIN {_MOVE} END" if sqlite else f"{start} FOR EACH ROW EXECUTE FUNCTION badge_change()")


def upgrade() -> None:
    """Apply."""
    for name in ("verified", "answered"):
        op.add_column("standing", sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0")))
    by = sa.Column("counted_by", sa.String(16), nullable=False, server_default=sa.text("''"))
    op.add_column("standing", by)
    sqlite = op.get_bind().dialect.name == "sqlite"
    _tell(f"UPDATE OF {', '.join(_TOLD)}")
    if not sqlite:
        op.execute(_FUNCTION)
    for table, (column, deeds) in _WATCHED.items():
        for deed in deeds:
            start = f"CREATE TRIGGER {_name(table, deed)} AFTER {deed} ON {table}"
            number = f"{'OLD' if deed == 'DELETE' else 'NEW'}.{column}"
            if sqlite:
                op.execute(f"{start} BEGIN {_VOID.format(number=number)} END")
            else:
                op.execute(f"{start} FOR EACH ROW EXECUTE FUNCTION badge_void_count()")


def downgrade() -> None:
    """Take back."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, (_, deeds) in _WATCHED.items():
        for deed in deeds:
            op.execute(f"DROP TRIGGER {_name(table, deed)}{'' if sqlite else f' ON {table}'}")
    if not sqlite:
        op.execute("DROP FUNCTION badge_void_count()")
    _tell("UPDATE")
    for name in ("verified", "answered", "counted_by"):
        op.drop_column("standing", name)


def _name(table: str, deed: str) -> str:
    return f"void_{table}_{deed.partition(' ')[0].lower()}"
