"""Where packages of each ecosystem keep their metadata, from the table in `ecosystems.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files as package_files

FIELDS = ("name", "version", "licence", "description", "homepage", "repository", "bugs")
"""What is read of a package."""


@dataclass(frozen=True)
class Ecosystem:
    """A kind of manifest: the pattern of its file's name, the form it is read in, and where each field stands.

    In the form "text" each way is a pattern with one group, in the others a dotted path; the first that gives
    something counts.
    """

    kind: str
    names: str
    form: str
    fields: Mapping[str, tuple[str, ...]]
    scripts: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()
    only_top: bool = False


@lru_cache(maxsize=1)
def ecosystems() -> tuple[Ecosystem, ...]:
    """Read the table."""
    text = package_files("badge.probes.facts").joinpath("ecosystems.toml").read_text("utf-8")
    return tuple(
        Ecosystem(
            each["kind"],
            each["names"],
            each["form"],
            {name: _ways(each[name]) for name in FIELDS if name in each},
            _ways(each.get("scripts", [])),
            _ways(each.get("dependencies", [])),
            each.get("only_top", False),
        )
        for each in tomllib.loads(text)["ecosystem"]
    )


def _ways(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
