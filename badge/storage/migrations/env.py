"""Runs the migrations on the connection that `upgrade` lends; `./run badge` is the only way in."""

from __future__ import annotations

from alembic import context

from badge.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
