"""Answers that a repository declares about itself."""

from __future__ import annotations

import json

import pytest

from badge.core.answers import LONGEST, Answer, Origin, Status
from badge.core.evidence import MemoryFiles
from badge.sources.declared import MOST_BYTES, PLACES, read_declared

KNOWN = frozenset({"a", "b_c", "osps_ac_03_01", "OSPS-VM-01.02"})


def read(document: object, path: str = PLACES[0]) -> tuple[dict[str, Answer], list[str]]:
    text = document if isinstance(document, (str, bytes)) else json.dumps(document)
    answers, problems = read_declared(MemoryFiles({path: text}), KNOWN)
    return answers, [str(each) for each in problems]


def declared(status: Status, text: str = "") -> Answer:
    return Answer(status, text, Origin.DECLARED)


@pytest.mark.parametrize("path", PLACES)
def test_answers_are_read_from_both_places(path: str) -> None:
    answers, problems = read(
        {"b_c_status": "Unmet", "a_status": "Met", "a_justification": "Because.", "name": "x"}, path
    )
    assert answers == {"a": declared(Status.MET, "Because."), "b_c": declared(Status.UNMET)}
    assert list(answers) == ["a", "b_c"]
    assert problems == []


def test_the_first_file_counts() -> None:
    files = MemoryFiles({PLACES[0]: '{"a_status": "Met"}', PLACES[1]: '{"a_status": "Unmet"}'})
    assert read_declared(files, KNOWN)[0] == {"a": declared(Status.MET)}


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("met", Status.MET), (" N/A ", Status.NA), ("UNMET", Status.UNMET), ("?", None), ("Met", Status.MET)],
)
def test_status_words_are_read_in_any_case(word: str, wanted: Status | None) -> None:
    assert read({"a_status": word}) == (({"a": declared(wanted)} if wanted else {}), [])


@pytest.mark.parametrize(
    "key", ["OSPS-AC-03.01_status", "osps_ac_03_01_status", "osps_vm_01_02_status", "OSPS-VM-01.02_status"]
)
def test_both_spellings_of_an_id_are_read(key: str) -> None:
    answers, problems = read({key: "Met", key.replace("_status", "_justification"): "text"})
    assert [each.justification for each in answers.values()] == ["text"]
    assert problems == []


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"z_status": "Met"}, "answers what is not asked: z."),
        ({"z_status": "Met", "y_status": "?"}, "answers what is not asked: z, y."),
        ({f"z{number}_status": "Met" for number in range(9)}, "not asked: z0, z1, z2, z3, z4 and 4 more."),
        ({"a_status": "Maybe"}, "a has the status Maybe, which does not exist"),
        ({"a_status": None}, "a has the status None"),
        ({"a_status": ["Met"]}, "which does not exist"),
        ("{", "is not valid JSON"),
        ("", "is not valid JSON"),
        ("[" * 20_000, "is not valid JSON"),
        ('{"a": ' + "9" * 5000 + "}", "is not valid JSON"),
        ("[]", "has to hold a JSON object"),
        ("null", "has to hold a JSON object"),
        (b"\0", "could not be read"),
        (" " * (MOST_BYTES + 1), "is too large"),
    ],
)
def test_what_is_wrong_is_said(document: object, said: str) -> None:
    answers, [problem] = read(document)
    assert answers == {}
    assert said in problem
    assert PLACES[0] in problem


def test_a_file_that_cannot_be_read_is_said() -> None:
    files = MemoryFiles({PLACES[0]: "{}"}, unreadable=[PLACES[0]])
    assert [str(each) for each in read_declared(files, KNOWN)[1]] == [".bestpractices.json could not be read."]


def test_texts_are_cut_and_cleaned() -> None:
    odd = "a\ud800b\x1b[31m\x00c\x9b\td\ne"
    answers, problems = read(
        {"a_status": "Met", "a_justification": odd, "b_c_status": "Met", "b_c_justification": "x" * 9000}
    )
    assert answers["a"].justification == "ab[31mc\td\ne"
    assert len(answers["b_c"].justification) == LONGEST
    _, [problem] = read({"z\x1b[31m\ud800_status": "Met"})
    problem.encode()
    assert "\x1b" not in problem
    assert problems == []


def test_a_justification_that_is_no_text_is_left_out() -> None:
    assert read({"a_status": "Met", "a_justification": 5})[0] == {"a": declared(Status.MET)}


def test_no_file_is_no_problem() -> None:
    assert read_declared(MemoryFiles({"README": ""}), KNOWN) == ({}, [])
