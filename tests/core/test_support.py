from __future__ import annotations

import pytest

from badge.core.answers import Answer, Status
from badge.core.findings import Confidence, Place, met, unmet
from badge.core.kept import KeptAnswer
from badge.core.messages import Message
from badge.core.proposals import Proposal
from badge.core.support import Support, support

SAME = Proposal(met("a", Message("Yes."), Confidence.GOOD), Status.MET)
OTHER = Proposal(unmet("a", Message("No."), Confidence.GOOD), Status.UNMET)
AGAINST = unmet("a", Message("No."), Confidence.CERTAIN)
PLACE = Place("README")


@pytest.mark.parametrize(
    ("kept", "proposed", "against", "commit", "found"),
    [
        (KeptAnswer(Answer()), SAME, None, "c", None),
        (KeptAnswer(Answer(Status.MET)), SAME, None, "c", Support.VERIFIED),
        (KeptAnswer(Answer(Status.MET)), SAME, AGAINST, "c", Support.DISPUTED),
        (KeptAnswer(Answer(Status.MET)), OTHER, None, "c", Support.CLAIMED),
        (KeptAnswer(Answer(Status.MET, "because")), None, None, "", Support.CLAIMED),
        (KeptAnswer(Answer(Status.MET, "see https://x.example/y")), None, None, "c", Support.LINKED),
        (KeptAnswer(Answer(Status.MET), commit="b", probe="p", places=(PLACE,)), None, None, "c", Support.STALE),
        (KeptAnswer(Answer(Status.MET), commit="b", probe="p", places=(PLACE,)), SAME, None, "c", Support.VERIFIED),
        (KeptAnswer(Answer(Status.MET), commit="c", probe="p", places=(PLACE,)), None, None, "c", Support.LINKED),
        (KeptAnswer(Answer(Status.MET), commit="b", probe="p", places=(PLACE,)), None, None, "", Support.LINKED),
    ],
)
def test_an_answer_is_as_good_as_what_supports_it(
    kept: KeptAnswer, proposed: Proposal | None, against: object, commit: str, found: Support | None
) -> None:
    assert support(kept, proposed, against, commit) is found  # type: ignore[arg-type]
