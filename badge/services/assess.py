"""Assessing a repository: look, propose, and see where that leads. Nothing is stored, and a path sends nothing out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from badge import __version__
from badge.core.answers import Answers
from badge.core.criteria import Criteria
from badge.core.kept import KeptAnswer
from badge.core.look import Look
from badge.core.messages import Message
from badge.core.offers import from_look, offers
from badge.core.proposals import Proposal, conflicts, fill
from badge.core.scoring import Standing, standing
from badge.core.support import Support, support
from badge.services.alarm import ringing

if TYPE_CHECKING:
    from badge.core.evidence import Evidence
    from badge.core.findings import Finding
    from badge.probes.facts import Facts
    from badge.probes.probe import Probe
    from badge.sources.http import Door
    from badge.sources.limits import Limits

Say = Callable[[Message], str]
Progress = Callable[[Message], None]
Asked = Criteria | Callable[[], Criteria]
"""Criteria, or how to load them, which is then done while git and the second process are at work."""


def _silent(_: Message) -> None:
    """Tell nobody."""


class Assessment(NamedTuple):
    """A look and where it leads: proposals, the answers that count (given ones first), and the standings.

    `supports` holds the class of each given answer: how well this look supports it.
    """

    look: Look
    proposed: Mapping[str, Proposal]
    sentences: Mapping[str, str]
    given: Answers
    counted: Answers
    standings: Mapping[str, Standing]
    supports: Mapping[str, Support]


def door(private_hosts: Collection[str] = (), ca_file: str = "") -> Door:
    """Give the way to the network with an installation's own rules."""
    from badge.sources import http

    return http.Door(private_hosts, ca_file)


def look_at_path(
    path: Path, criteria: Asked, as_of: datetime, *, limits: Limits | None = None, remote: str = "",
    progress: Progress = _silent, alone: bool = True,
) -> Look:  # fmt: skip
    """Look at a checkout or bare repository on this machine. Unless `alone`, a second process may help."""
    from badge.sources import local
    from badge.sources.limits import Limits

    bounds = limits or Limits()

    progress(Message("Reading the repository."))
    with local.look(path, as_of, bounds, remote, meanwhile=_load_probes) as evidence:
        progress(Message("Looking for evidence."))
        with _facts(evidence, bounds, alone) as facts:
            evidence.begin()
            asked = criteria() if callable(criteria) else criteria
            found = _run(facts)
        return look_of(evidence, found, asked)


def _load_probes() -> None:
    import_module("badge.probes")


def look_at_url(
    url: str, criteria: Asked, as_of: datetime, *, way: Door | None = None, limits: Limits | None = None,
    progress: Progress = _silent, alone: bool = True,
) -> Look:  # fmt: skip
    """Look at the repository behind an https address; it is cloned into a temporary folder that is removed again."""
    from badge.sources import clone
    from badge.sources.limits import Limits

    bounds = limits or Limits()
    with clone.cloned(url, way or door(), bounds, progress) as (folder, address):
        return look_at_path(folder, criteria, as_of, limits=bounds, remote=address, progress=progress, alone=alone)


def assess(look: Look, criteria: Criteria, say: Say, given: Answers | None = None) -> Assessment:
    """Draw the conclusions of a look. Given answers count first; proposals stand in where nobody has answered."""
    answers = look.declared if given is None else given
    proposed = offers(look, answers, {}, criteria)
    sentences = {criterion: say(each.finding.because) for criterion, each in proposed.items()}
    counted = fill(answers, proposed, sentences)
    standings = {series.id: standing(series, counted) for series in criteria.series}
    return Assessment(look, proposed, sentences, answers, counted, standings, _supports(look, answers, proposed))


def _supports(look: Look, answers: Answers, proposed: Mapping[str, Proposal]) -> dict[str, Support]:
    seen, against = from_look(proposed), conflicts(look.findings, answers)
    found = {
        name: support(KeptAnswer(given), seen.get(name), against.get(name), look.repository.commit)
        for name, given in sorted(answers.items())
    }
    return {name: each for name, each in found.items() if each}


@contextmanager
def _facts(evidence: Evidence, bounds: Limits, alone: bool) -> Iterator[Facts]:
    if alone:
        from badge.probes.facts import Facts

        yield Facts(evidence)
        return
    from badge.services.beside import facts_of

    with facts_of(evidence, bounds) as facts:
        yield facts


def _run(facts: Facts) -> list[Finding]:
    from badge import probes

    return findings_of(facts, probes.ALL)


def findings_of(facts: Facts, probes: Sequence[Probe]) -> list[Finding]:
    """Run probes for as long as the look may take: what is still at work then is broken off, and the rest left out."""
    from badge.probes import probe

    with ringing(facts.time_left, facts.interrupt):
        return probe.run(facts, probes)


def look_of(evidence: Evidence, found: Iterable[Finding], criteria: Criteria) -> Look:
    """Put findings together with what the repository declares and with what could not be read."""
    from badge.probes.facts import insights
    from badge.sources.declared import read_declared

    known = criteria.ids()
    findings = [each for each in found if each.criterion in known]
    declared, problems = read_declared(evidence.files, known)
    problems = [*problems, *insights.problems(evidence.files)]
    return Look(evidence.repository, evidence.as_of, findings, evidence.reasons(), declared, problems, __version__)
