"""The same site as the pages have."""

from __future__ import annotations

from tests.web.conftest import app, checkouts, client, kitchen

__all__ = ["app", "checkouts", "client", "kitchen"]
