"""Who does something. Every deed takes the person who does it; on one's own machine that is always the same one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody who acts. `id` is stored with what they do."""

    id: str
    name: str = ""


LOCAL = Person("local")
"""The person in front of a website that serves one machine only."""

NOBODY = Person("badge")
"""badge itself, for example a nightly look."""
