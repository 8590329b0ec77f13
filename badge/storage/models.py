"""The tables. Hot and narrow is what badges and lists read; cold and wide is what only forms and exports read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, String, Text, TypeDecorator, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates

from badge.core.addresses import key_of


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give UTC back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_letter(length: int) -> String:
    """Give a text that is compared letter by letter, so that an index finds what begins with something."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Base(DeclarativeBase):
    """All tables; constraints have names, so that a migration can find them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON}  # noqa: RUF012 - SQLAlchemy reads it as it is


class ProjectRow(Base):
    """Identity and addresses. `version_id` is the optimistic lock of everything that is kept of a project.

    `name_key` and `homepage_key` are the name and the homepage as lists look for them; `keys` gives them.
    """

    __tablename__ = "project"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(254))
    description: Mapped[str] = mapped_column(Text, default="")
    homepage: Mapped[str] = mapped_column(String(254), default="")
    repository: Mapped[str] = mapped_column(String(254), default="")
    checkout: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(35), default="en")
    circumstances: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version_id: Mapped[int] = mapped_column()
    license: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    implementation_languages: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    cpe: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    general_comments: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    user_id: Mapped[int | None]
    entry_license: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    entry_attribution: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    name_key: Mapped[str] = mapped_column(by_letter(254), default="", server_default=text("''"))
    homepage_key: Mapped[str] = mapped_column(by_letter(254), default="", server_default=text("''"))
    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it as it is
    __table_args__ = (
        Index("ix_project_name_key_id", "name_key", "id"),
        Index("ix_project_homepage_key", "homepage_key"),
        Index("ix_project_updated_at_id", "updated_at", "id"),
        Index("ix_project_created_at_id", "created_at", "id"),
        {"sqlite_autoincrement": True},  # a deleted project's number is never given again
    )

    @validates("name", "homepage")
    def _follow(self, field: str, value: str) -> str:
        setattr(self, f"{field}_key", keys(value)[0] if field == "name" else keys("", value)[1])
        return value


def keys(name: str, homepage: str = "") -> tuple[str, str]:
    """Give a name and a homepage as lists look for them."""
    return name.casefold()[:254], key_of(homepage) if homepage else ""


class AddressRow(Base):
    """Every canonical address under which a project is known, so that a renamed repository is still found."""

    __tablename__ = "address"
    address: Mapped[str] = mapped_column(by_letter(300), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)


class StandingRow(Base):
    """Where a project stands in one series; `marks` is enough to compute it again without its answers.

    `kept_level` was lost by a change of the criteria, and is shown until `kept_until`. So many answers were `verified`
    of those `answered`, if `counted_by` names who counts today; triggers empty it when anything changes.
    """

    __tablename__ = "standing"
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    series: Mapped[str] = mapped_column(String(64), primary_key=True)
    series_version: Mapped[str] = mapped_column(String(64))
    marks: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(String(64), default="")
    tiered_percentage: Mapped[int] = mapped_column(default=0)
    percentages: Mapped[dict[str, Any]]
    times: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column(index=True)
    kept_level: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    kept_until: Mapped[datetime | None]
    verified: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    answered: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    counted_by: Mapped[str] = mapped_column(String(16), default="", server_default=text("''"))
    __table_args__ = (
        Index("ix_standing_series_tiered", "series", "tiered_percentage", "project_id"),
        Index("ix_standing_series_level", "series", "level", "project_id"),
        Index(
            "ix_standing_kept_level", "kept_level", "series", sqlite_where=text("kept_level <> ''"),
            postgresql_where=text("kept_level <> ''"),
        ),
    )  # fmt: skip


class AnswerSheetRow(Base):
    """All answers of a project in one document: criterion -> status, text, html, origin, evidence, who, when."""

    __tablename__ = "answer_sheet"
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    answers: Mapped[dict[str, Any]]


class FindingSheetRow(Base):
    """The last look at a project's repository."""

    __tablename__ = "finding_sheet"
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    look: Mapped[dict[str, Any]]
    looked_at: Mapped[datetime]


class EventRow(Base):
    """What happened, append-only; each holds the hash of the one before it in the same project."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(index=True)
    at: Mapped[datetime]
    person: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))
    what: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class JobRow(Base):
    """A job. Whoever runs it holds a lease; when the lease ends with the job unfinished, another may take it."""

    __tablename__ = "job_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    progress: Mapped[dict[str, Any]]
    tries: Mapped[int] = mapped_column(default=0)
    lease: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class DayRow(Base):
    """What there was to count at the end of a day: name of a figure -> number."""

    __tablename__ = "day"
    day: Mapped[date] = mapped_column(primary_key=True)
    counts: Mapped[dict[str, Any]]


class ListedRow(Base):
    """What lists look for in a project: the tokens of `badge.core.words`, and how many answers are verified.

    An index of words belongs to it, of the kind that each database has; the migration makes it.
    """

    __tablename__ = "listed"
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    facets: Mapped[list[list[str]]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    answered: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    verified: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    share: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    __table_args__ = (Index("ix_listed_share_project_id", "share", "project_id"),)


class TallyRow(Base):
    """How many projects there are of a kind: the sum of all rows of a name.

    A change adds a row and waits for nobody; once in a while the rows of a name are put together.
    """

    __tablename__ = "tally"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(by_letter(254))
    step: Mapped[int]
    __table_args__ = (Index("ix_tally_kind_name", "kind", "name", "step"),)


class SummaryRow(Base):
    """What was last counted over all projects, because it takes too long to be counted for a reader."""

    __tablename__ = "summary"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
    what: Mapped[dict[str, Any]]


class ChangeRow(Base):
    """The last change of each project: triggers move its row to the end, and other processes look what came since.

    On PostgreSQL it stays empty, because there the triggers send a notice.
    """

    __tablename__ = "change"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(unique=True)
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - a number is never given again
