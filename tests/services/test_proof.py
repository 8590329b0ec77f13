"""How many answers are verified follows from the answers and the last look, and is counted anew after either."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from badge.core.criteria import Criteria
from badge.core.errors import NotFoundError
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.services import proof
from badge.services.proof import Proof, Proofs, proof_of
from tests.web.building import Kitchen


def finding(criterion: str) -> Finding:
    return Finding(criterion, Outcome.MET, Message("It is."), Confidence.CERTAIN)


def counted(kitchen: Kitchen, proofs: Proofs, project_id: int = 1) -> Proof:
    with kitchen.site.database.reading() as session:
        return proofs.of(session, project_id)["kitchen"]


def test_what_a_look_agrees_with_is_verified(kitchen: Kitchen) -> None:
    proofs = Proofs(kitchen.site.criteria)
    project = kitchen.register()
    assert counted(kitchen, proofs) == Proof(0, 0)
    kitchen.answer(project, tidy="Met", sharp="Unmet")
    assert counted(kitchen, proofs) == Proof(0, 2)
    kitchen.look(project, finding("tidy"), finding("sharp"))
    assert counted(kitchen, proofs) == Proof(1, 2)
    kitchen.answer(project, tidy="?")
    assert counted(kitchen, proofs) == Proof(0, 1)


def test_it_is_counted_once_for_one_state(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    kitchen.register()
    proofs, times = Proofs(kitchen.site.criteria), []

    def counting(session: Session, project_id: int, criteria: Criteria) -> dict[str, Proof]:
        times.append(project_id)
        return proof_of(session, project_id, criteria)

    monkeypatch.setattr(proof, "proof_of", counting)
    counted(kitchen, proofs)
    counted(kitchen, proofs)
    assert times == [1]


def test_not_more_is_kept_than_fits(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_MOST_KEPT", 1)
    kitchen.register()
    kitchen.register("https://github.com/cook/other")
    proofs = Proofs(kitchen.site.criteria)
    for project_id in (1, 2, 1):
        assert counted(kitchen, proofs, project_id) == Proof(0, 0)
    assert len(proofs._kept) == 1


def test_a_project_that_is_none_has_no_proof(kitchen: Kitchen) -> None:
    with pytest.raises(NotFoundError):
        counted(kitchen, Proofs(kitchen.site.criteria), 9)
