"""How many answers of a project are verified: a probe agrees with them now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from badge.core.criteria import Criteria, Series
from badge.core.kept import KeptAnswer
from badge.core.kept_criteria import plain
from badge.core.look import Look
from badge.core.offers import from_look, offers
from badge.core.proposals import conflicts
from badge.core.support import Support, support
from badge.resources import PACKAGE
from badge.storage import answers, listed, looks, projects
from badge.storage import shown as rows

_MOST_KEPT = 20_000


@dataclass(frozen=True)
class Proof:
    """Of so many answers, so many are verified."""

    verified: int
    answered: int


class Proofs:
    """Counts what is verified, and keeps the counts as long as neither the answers nor the last look are others.

    Asking for what is kept reads two narrow rows; the sheets themselves are read only after a change.
    """

    def __init__(self, criteria: Criteria) -> None:
        """Begin with nothing kept."""
        self._criteria = criteria
        self._kept: dict[int, tuple[tuple[int, datetime | None], Mapping[str, Proof]]] = {}

    def of(self, session: Session, project_id: int) -> Mapping[str, Proof]:
        """Give the proof in each series; raises NotFoundError."""
        state = (projects.find(session, project_id).version, looks.when(session, project_id))
        known = self._kept.get(project_id)
        if known is not None and known[0] == state:
            return known[1]
        found = proof_of(session, project_id, self._criteria)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[project_id] = state, found
        return found


def proof_of(session: Session, project_id: int, criteria: Criteria) -> dict[str, Proof]:
    """Count in each series; raises NotFoundError."""
    circumstances = projects.find(session, project_id).circumstances
    last = looks.last(session, project_id)
    return proofs(answers.sheet(session, project_id), last[0] if last else None, circumstances, criteria)


def who_counts(criteria: Criteria) -> str:
    """Name what counts are made by: these criteria, and the code that judges. Counts of another are not relied on."""
    digest = hashlib.sha256(json.dumps(plain(criteria), sort_keys=True, default=str).encode())
    for place in sorted((PACKAGE / "core").glob("*.py")):
        digest.update(place.read_bytes())
    return digest.hexdigest()[:16]


def is_uncounted(session: Session, project_id: int, criteria: Criteria, by: str) -> bool:
    """Tell whether the proof of a project has to be counted."""
    return rows.uncounted(session, project_id, [each.id for each in criteria.series], by)


def keep_count(session: Session, project_id: int, criteria: Criteria, by: str) -> bool:
    """Count the proof of a project and keep it beside its standings, for badges; tell whether that was needed.

    The project is held, so nothing that the count rests on changes meanwhile, and whatever changes it afterwards voids
    it. Raises NotFoundError.
    """
    projects.hold(session, project_id)
    if not is_uncounted(session, project_id, criteria, by):
        return False
    found = proof_of(session, project_id, criteria)
    rows.keep_counts(session, project_id, {name: (each.verified, each.answered) for name, each in found.items()}, by)
    return True


def proofs(
    sheet: Mapping[str, KeptAnswer], look: Look | None, circumstances: Mapping[str, str], criteria: Criteria
) -> dict[str, Proof]:
    """Count in each series what a look agrees with."""
    found = supports(sheet, look, circumstances, criteria)
    return {series.id: count([series], found) for series in criteria.series}


def keep(session: Session, project_id: int, criteria: Criteria) -> None:
    """Keep for lists how many answers there are to all series together, and how many of them are verified."""
    circumstances = projects.find(session, project_id).circumstances
    last = looks.last(session, project_id)
    found = supports(answers.sheet(session, project_id), last[0] if last else None, circumstances, criteria)
    whole = count(criteria.series, found)
    listed.prove(session, project_id, whole.answered, whole.verified)


def supports(
    sheet: Mapping[str, KeptAnswer], look: Look | None, circumstances: Mapping[str, str], criteria: Criteria
) -> dict[str, Support]:
    """Give the class of each answer; none where nothing is answered."""
    given = {name: each.answer for name, each in sheet.items()}
    seen = from_look(offers(look, given, circumstances, criteria)) if look else {}
    against = conflicts(look.findings, given) if look else {}
    commit = look.repository.commit if look else ""
    return {
        name: found
        for name, kept in sheet.items()
        if (found := support(kept, seen.get(name), against.get(name), commit)) is not None
    }


def count(every: Iterable[Series], supports: Mapping[str, Support]) -> Proof:
    """Count what is answered in some series together, and what of it is verified."""
    asked = set[str]()
    for series in every:
        computed = {level.requires_criterion for level in series.levels}
        asked |= {each.id for each in series.criteria() if each.active} - computed
    found = [each for name, each in supports.items() if name in asked]
    return Proof(found.count(Support.VERIFIED), len(found))
