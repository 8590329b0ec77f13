"""The door for `python -m badge`."""

from __future__ import annotations

from badge.cli import main

if __name__ == "__main__":
    main()
