"""Hardening mechanisms that make an error less often a vulnerability."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, met, not_applicable, unknown
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.mechanisms import Mechanisms
from badge.probes.probe import probe

ENOUGH = 2


@probe("hardening")
def mechanisms(mechanisms: Mechanisms, files: Files) -> Iterator[Finding]:
    """Look for compiler flags and settings of web software that harden it."""
    criterion = "hardening"
    names, places = tuple(sorted(mechanisms.on)), tuple(place for _, place in sorted(mechanisms.on.items()))
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
    elif len(names) >= ENOUGH:
        because = Message(
            "The build or the configuration switches on %(mechanisms)s, for example in %(path)s.",
            {"mechanisms": names, "path": places[0].path},
        )
        yield met(criterion, because, Confidence.PARTIAL, *places[:5])
    elif names:
        because = Message(
            "%(path)s switches on %(mechanisms)s; whether there is more is for you to say.",
            {"mechanisms": names, "path": places[0].path},
        )
        yield unknown(criterion, because, *places)
    else:
        because = Message(
            "No hardening mechanism was recognised in the build files and the configuration "
            "(%(count)s files were read).",
            {"count": mechanisms.read},
        )
        yield unknown(criterion, because)
