"""The tables. Hot and narrow is what badges and lists read; cold and wide is what only forms and exports read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, String, Text, TypeDecorator, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


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
    """Identity and addresses. `version_id` is the optimistic lock of everything that is kept of a project."""

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
    updated_at: Mapped[datetime] = mapped_column(index=True)
    version_id: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it as it is
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - a deleted project's number is never given again


class AddressRow(Base):
    """Every canonical address under which a project is known, so that a renamed repository is still found."""

    __tablename__ = "address"
    address: Mapped[str] = mapped_column(String(300), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)


class StandingRow(Base):
    """Where a project stands in one series; `marks` is enough to compute it again without its answers.

    `kept_level` was lost by a change of the criteria, and is shown until `kept_until`.
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
    __table_args__ = (Index("ix_standing_series_tiered", "series", "tiered_percentage"),)


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
