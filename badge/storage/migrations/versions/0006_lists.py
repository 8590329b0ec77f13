"""What lists are searched by, and how many projects there are of each kind, kept at each change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from badge.core.facets import COUNTED, facets
from badge.storage.listed import row_of

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_AT_ONCE = 5_000
_SOME = "WHERE kept_level <> ''"

_WORDS_OF_SQLITE = """
CREATE VIRTUAL TABLE listed_words USING fts5(
    words, content='listed', content_rowid='project_id', tokenize='ascii', detail='none', columnsize=0
)
"""
_WORDS_OF_POSTGRESQL = """
CREATE INDEX ix_listed_words ON listed
    USING gin (array_to_tsvector(string_to_array(btrim(words), ' '))) WITH (fastupdate = off)
"""
_FORGET = "INSERT INTO listed_words (listed_words, rowid, words) VALUES ('delete', OLD.project_id, OLD.words);"
_LEARN = "INSERT INTO listed_words (rowid, words) VALUES (NEW.project_id, NEW.words);"

# Every 1,000 numbers have a count of their own, so that the first project of any page is found by adding few rows.
_BLOCK = "INSERT INTO tally (kind, name, step) VALUES ('block', {row}.id / 1000, {step});"
_LEVEL = "INSERT INTO tally (kind, name, step) VALUES ('level', {row}.series || ' ' || {row}.level, {step});"

_ON_SQLITE = {
    "listed_insert": f"AFTER INSERT ON listed BEGIN {_LEARN} END",
    "listed_update": f"AFTER UPDATE OF words ON listed WHEN OLD.words <> NEW.words BEGIN {_FORGET} {_LEARN} END",
    "listed_delete": f"AFTER DELETE ON listed BEGIN {_FORGET} END",
    "tally_project_insert": f"AFTER INSERT ON project BEGIN {_BLOCK.format(row='NEW', step=1)} END",
    "tally_project_delete": f"AFTER DELETE ON project BEGIN {_BLOCK.format(row='OLD', step=-1)} END",
    "tally_standing_insert": f"AFTER INSERT ON standing BEGIN {_LEVEL.format(row='NEW', step=1)} END",
    "tally_standing_delete": f"AFTER DELETE ON standing BEGIN {_LEVEL.format(row='OLD', step=-1)} END",
    "tally_standing_update": "AFTER UPDATE OF level ON standing WHEN OLD.level <> NEW.level BEGIN "
    f"{_LEVEL.format(row='OLD', step=-1)} {_LEVEL.format(row='NEW', step=1)} END",
}

_FUNCTION = """
CREATE FUNCTION badge_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'project' THEN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO tally (kind, name, step)
                SELECT 'block', (id / 1000)::text, count(*) FROM new_rows GROUP BY id / 1000;
        ELSE
            INSERT INTO tally (kind, name, step)
                SELECT 'block', (id / 1000)::text, -count(*) FROM old_rows GROUP BY id / 1000;
        END IF;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO tally (kind, name, step)
            SELECT 'level', series || ' ' || level, count(*) FROM new_rows GROUP BY series, level;
    ELSE
        INSERT INTO tally (kind, name, step)
            SELECT 'level', series || ' ' || level, -count(*) FROM old_rows GROUP BY series, level;
    END IF;
    RETURN NULL;
END $$
"""
_FUNCTION_OF_A_ROW = """
CREATE FUNCTION badge_tally_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tally (kind, name, step)
        VALUES ('level', OLD.series || ' ' || OLD.level, -1), ('level', NEW.series || ' ' || NEW.level, 1);
    RETURN NULL;
END $$
"""
_BLOCKS_THAT_ARE = """
INSERT INTO tally (kind, name, step) SELECT 'block', CAST(id / 1000 AS text), count(*) FROM project GROUP BY id / 1000
"""
_LEVELS_THAT_ARE = """
INSERT INTO tally (kind, name, step) SELECT 'level', series || ' ' || level, count(*)
    FROM standing GROUP BY series, level
"""
_DO = "EXECUTE FUNCTION badge_tally()"
_ON_POSTGRESQL = {
    "tally_project_insert": f"AFTER INSERT ON project REFERENCING NEW TABLE AS new_rows {_DO}",
    "tally_project_delete": f"AFTER DELETE ON project REFERENCING OLD TABLE AS old_rows {_DO}",
    "tally_standing_insert": f"AFTER INSERT ON standing REFERENCING NEW TABLE AS new_rows {_DO}",
    "tally_standing_delete": f"AFTER DELETE ON standing REFERENCING OLD TABLE AS old_rows {_DO}",
    "tally_standing_update": "AFTER UPDATE OF level ON standing FOR EACH ROW "
    "WHEN (OLD.level IS DISTINCT FROM NEW.level) EXECUTE FUNCTION badge_tally_move()",
}


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    sqlite = connection.dialect.name == "sqlite"
    by_letter = sa.String(length=254).with_variant(sa.String(length=254, collation="C"), "postgresql")
    op.create_table(
        "listed",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("facets", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        *(
            sa.Column(each, sa.Integer(), server_default=sa.text("0"), nullable=False)
            for each in ("answered", "verified", "share")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_listed_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_listed")),
    )  # fmt: skip
    op.create_index("ix_listed_share_project_id", "listed", ["share", "project_id"])
    op.create_table(
        "tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", by_letter, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
    )
    op.create_index("ix_tally_kind_name", "tally", ["kind", "name", "step"])
    op.create_table(
        "summary",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_summary")),
    )
    op.create_index("ix_standing_series_level", "standing", ["series", "level", "project_id"])
    op.create_index(
        "ix_standing_kept_level", "standing", ["kept_level", "series"], sqlite_where=sa.text("kept_level <> ''"),
        postgresql_where=sa.text("kept_level <> ''"),
    )  # fmt: skip
    if sqlite:
        op.execute(_WORDS_OF_SQLITE)
    else:
        op.execute(_FUNCTION)
        op.execute(_FUNCTION_OF_A_ROW)
    for name, what in (_ON_SQLITE if sqlite else _ON_POSTGRESQL).items():
        op.execute(f"CREATE TRIGGER {name} {what}")
    _fill(connection)
    if not sqlite:
        op.execute(_WORDS_OF_POSTGRESQL)


def downgrade() -> None:
    """Take back."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, what in (_ON_SQLITE if sqlite else _ON_POSTGRESQL).items():
        table = what.partition(" ON ")[2].split()[0]
        op.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"))
    for what in ("TABLE listed_words",) if sqlite else ("FUNCTION badge_tally()", "FUNCTION badge_tally_move()"):
        op.execute(f"DROP {what}")
    op.drop_index("ix_standing_kept_level", "standing")
    op.drop_index("ix_standing_series_level", "standing")
    for table in ("summary", "tally", "listed"):
        op.drop_table(table)


def _fill(connection: sa.Connection) -> None:
    """Count what is there, and write down the words of every project."""
    connection.execute(sa.text(_BLOCKS_THAT_ARE))
    connection.execute(sa.text(_LEVELS_THAT_ARE))
    project = sa.table("project", *map(sa.column, ("id", *_READ)))
    listed = sa.table("listed", sa.column("project_id"), sa.column("words"), sa.column("facets", sa.JSON()))
    tally = sa.table("tally", *map(sa.column, ("kind", "name", "step")))
    last, counts = 0, dict[tuple[str, str], int]()
    while rows := connection.execute(
        sa.select(project).where(project.c.id > last).order_by(project.c.id).limit(_AT_ONCE)
    ).all():
        last = rows[-1].id
        connection.execute(listed.insert(), [{"project_id": row.id, **row_of(*row[1:])} for row in rows])
        for row in rows:
            for each in facets(row.implementation_languages, row.license, row.repository, row.homepage):
                if each.kind in COUNTED:
                    counts[each] = counts.get(each, 0) + 1
    if counts:
        found = [{"kind": kind, "name": name, "step": number} for (kind, name), number in counts.items()]
        connection.execute(tally.insert(), found)


_READ = ("name", "description", "homepage", "repository", "implementation_languages", "license")
