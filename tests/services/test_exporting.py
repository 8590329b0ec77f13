"""The JSON form of an assessment is stable."""

from __future__ import annotations

import json

import pytest

from badge import __version__
from badge.core.answers import Answer, Origin, Status
from badge.core.criteria import Criteria
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, Place
from badge.core.look import Look
from badge.core.messages import Message
from badge.services.assess import assess
from badge.services.exporting import as_data, as_json
from tests.core.building import series
from tests.sources.building import AS_OF

CRITERIA = Criteria(
    (series({"one": {"a": "MUST met_url_required", "b": "MUST"}, "two": {"c": "MUST", "d": "SUGGESTED"}}),)
)
LOOK = Look(
    Repository("c0ffee", "main", "https://github.com/o/n", "https://github.com/o/n"),
    AS_OF,
    [
        Finding("a", Outcome.MET, Message("In %(path)s.", {"path": "漢字"}), Confidence.DIRECT,
                (Place("漢字", 3, "b10b", "q"),), probe="f.p", probe_version="2"),
        Finding("c", Outcome.UNKNOWN, Message("Looked."), probe="f.q", probe_version="1"),
    ],
    [Message("Not %(all)s.", {"all": "all"})],
    {"b": Answer(Status.UNMET, "no", Origin.DECLARED)},
    [Message("Odd.")],
)  # fmt: skip
URL = "https://github.com/o/n/blob/c0ffee/%E6%BC%A2%E5%AD%97#L3"
WANTED = {
    "badge_version": __version__,
    "repository": "https://github.com/o/n",
    "commit": "c0ffee",
    "as_of": "2026-01-01",
    "complete": False,
    "limits": [{"id": "Not %(all)s.", "values": {"all": "all"}, "text": "Not all."}],
    "problems": [{"id": "Odd.", "values": {}, "text": "Odd."}],
    "findings": [
        {
            "criterion": "a", "status": "Met", "outcome": "met", "confidence": 4, "probe": "f.p", "probe_version": "2",
            "reason": {"id": "In %(path)s.", "values": {"path": "漢字"}}, "text": "In 漢字.",
            "declared": False, "places": [{"path": "漢字", "line": 3, "blob": "b10b", "excerpt": "q"}],
        },
        {
            "criterion": "c", "status": None, "outcome": "unknown", "confidence": 1, "probe": "f.q",
            "probe_version": "1", "reason": {"id": "Looked.", "values": {}}, "text": "Looked.",
            "declared": False, "places": [],
        },
    ],
    "proposals": {"a": {"status": "Met", "confidence": 4, "basis": "look", "justification": f"In 漢字. {URL}"}},
    "answers": {"b": {"status": "Unmet", "justification": "no", "origin": "declared", "class": "claimed"}},
    "classes": {"claimed": 1},
    "conflicts": {},
    "standing": {
        "tiny": {
            "level": None,
            "tiered_percentage": 50,
            "levels": {
                "one": {"percentage": 50, "blockers": [{"criterion": "b", "reason": "unmet"}]},
                "two": {
                    "percentage": 0,
                    "blockers": [
                        {"criterion": "c", "reason": "unanswered"},
                        {"criterion": "d", "reason": "unanswered"},
                    ],
                },
            },
        }
    },
    "standing_counts": "answers first, and proposals where nothing was answered",
}  # fmt: skip


def test_the_form_is_the_promised_one() -> None:
    assert json.loads(as_json(assess(LOOK, CRITERIA, str), str)) == WANTED


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (Answer(Status.MET, "yes", Origin.DECLARED), "verified"),
        (Answer(Status.UNMET, "no", Origin.DECLARED), "disputed"),
        (Answer(Status.UNKNOWN, "", Origin.DECLARED), None),
    ],
)
def test_each_answer_has_its_class(given: Answer, found: str | None) -> None:
    data = as_data(assess(LOOK, CRITERIA, str, {"a": given}), str)
    assert data["answers"]["a"]["class"] == found
    assert data["classes"] == ({found: 1} if found else {})
    assert list(data["conflicts"]) == (["a"] if found == "disputed" else [])


def test_it_is_sorted_readable_and_ends_with_a_line_break() -> None:
    text = as_json(assess(LOOK, CRITERIA, str), str)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert "漢字" in text


def test_another_language_changes_texts_only() -> None:
    def swahili(message: Message) -> str:
        return f"sw: {message}"

    data = as_data(assess(LOOK, CRITERIA, swahili), swahili)
    assert [each["text"] for each in data["findings"]] == ["sw: In 漢字.", "sw: Looked."]
    assert [each["reason"] for each in data["findings"]] == [each["reason"] for each in WANTED["findings"]]  # type: ignore[attr-defined]
    assert data["standing"] == WANTED["standing"]


@pytest.mark.parametrize("remote", ["", "git.example.org:n"])
def test_a_repository_without_a_page_is_named_by_its_remote(remote: str) -> None:
    look = Look(Repository("c", remote=remote), AS_OF, [])
    data = as_data(assess(look, CRITERIA, str), str)
    assert (data["repository"], data["complete"]) == (remote, True)
