"""A look is stored and read back without loss."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

from badge.core.answers import Answer, Origin, Status
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, Place
from badge.core.kept import KeptAnswer, kept_of_json
from badge.core.look import Look, look_of_json
from badge.core.messages import Message, counted

PLACES: list[tuple[Place, ...]] = [
    (),
    (Place("a"),),
    (Place("ü/漢字", 3, "b10b", "a “quote”"),),
    (Place("x"), Place("y", 1)),
    (),
]
FINDINGS = [
    Finding(f"c_{outcome}", outcome, counted("%(count)s place", "%(count)s places", 2), Confidence(number), places,
            by_absence=number == 2, probe="family.name", probe_version="3", declared=number == 3)
    for number, (outcome, places) in enumerate(
        zip(Outcome, PLACES, strict=True), 1
    )
]  # fmt: skip
LOOK = Look(
    Repository("c" * 40, "main", "https://git.example.org/n", "https://git.example.org/n", shallow=True, partial=True),
    datetime(2026, 1, 2, tzinfo=UTC),
    FINDINGS,
    [Message("The file %(path)s could not be read.", {"path": "a"})],
    {"b": Answer(Status.NA, "not here", Origin.DECLARED), "a": Answer(Status.MET, "", Origin.DECLARED)},
    [Message("%(path)s is odd.", {"path": "x"})],
    "1.0",
)


def test_a_look_comes_back_whole() -> None:
    again = look_of_json(json.loads(json.dumps(LOOK.to_json())))
    assert again == LOOK
    assert again.to_json() == LOOK.to_json()
    assert not again.complete


def test_the_moment_is_kept_in_utc() -> None:
    east = datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=3)))
    stored = Look(Repository(), east, []).to_json()
    assert look_of_json(stored).as_of == datetime(2026, 1, 2, tzinfo=UTC)


def test_declared_answers_are_stored_in_one_order() -> None:
    assert list(LOOK.to_json()["declared"]) == ["a", "b"]


def test_a_kept_answer_comes_back_and_stores_only_what_it_has() -> None:
    kept = KeptAnswer(
        Answer(Status.MET, "Because.", Origin.PROPOSAL), "<p>Because.</p>", commit="c0ffee", probe="a.b",
        places=(Place("a", 1, "b", "q"),),
    ).by("local", "2026-01-01T00:00:00+00:00")  # fmt: skip
    assert kept_of_json(json.loads(json.dumps(kept.to_json()))) == kept
    assert KeptAnswer(Answer(Status.MET)).to_json() == {"status": "Met", "origin": "person"}
