"""Entries of the public service are read whole, and what has no place is said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge.core.answers import Answer, Status
from badge.core.criteria import Criteria
from badge.core.entries import Entry, Reader
from badge.core.reading import read_criteria
from badge.services.asking import load_criteria
from tests.web.building import FILES

KITCHEN = read_criteria(FILES)
REAL = load_criteria()


def read(document: dict[str, Any], criteria: Criteria = KITCHEN) -> tuple[Entry, list[str]]:
    found = Reader(criteria).read(document)
    return found, [str(each) for each in found.remarks]


FULL = {
    "id": 7, "user_id": 3, "name": "Soup", "description": "Warm.", "homepage_url": "https://soup.example.org",
    "repo_url": "https://github.com/Cook/Soup", "license": "MIT", "implementation_languages": "C, Go", "cpe": "cpe:x",
    "general_comments": "Good.", "entry_locale": "zh-CN", "lock_version": 4, "created_at": "2020-01-02T03:04:05.678Z",
    "updated_at": "2021-01-02T03:04:05Z", "project_entry_attribution": "Credit us.", "project_entry_license": "CC0-1.0",
}  # fmt: skip


def test_every_field_is_taken() -> None:
    found, said = read(FULL)
    assert said == []
    assert found == Entry(
        7, "Soup", "Warm.", "https://soup.example.org", "https://github.com/Cook/Soup", "zh-CN", "MIT", "C, Go",
        "cpe:x", "Good.", 3, 4, datetime(2020, 1, 2, 3, 4, 5, 678000, tzinfo=UTC),
        datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC), "CC0-1.0", "Credit us.",
    )  # fmt: skip


def test_answers_times_and_figures_are_taken() -> None:
    found, said = read({
        "clean_status": "met", "clean_justification": " See\r\nthere. ", "tidy_status": "N/A", "sharp_status": "?",
        "spicy_status": None, "spicy_justification": "only a text", "achieved_warm_at": "2020-01-02T03:04:05Z",
        "first_achieved_warm_at": "2019-01-02T03:04:05+02:00", "lost_warm_at": None, "badge_percentage_0": 67,
        "badge_percentage_1": 0, "tiered_percentage": 67, "badge_level": "in_progress", "conflicts": [1],
        "looked_at_commit": "c0ffee",
    })  # fmt: skip
    assert said == []
    assert found.answers == {
        "clean": Answer(Status.MET, "See\nthere."), "tidy": Answer(Status.NA),
        "spicy": Answer(Status.UNKNOWN, "only a text"),
    }  # fmt: skip
    assert found.times == {
        "warm": {
            "achieved": datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
            "first_achieved": datetime(2019, 1, 2, 1, 4, 5, tzinfo=UTC),
        }
    }
    assert found.given == {"warm": 67, "hot": 0}


@pytest.mark.parametrize("name", ["OSPS-AC-03.01", "osps_ac_03_01"])
def test_both_spellings_are_read_also_of_an_id_that_is_asked_no_more(name: str) -> None:
    found, said = read({f"{name}_status": "Met", f"{name}_justification": "so", "OSPS-BR-01.02_status": "Unmet"}, REAL)
    assert said == []
    assert found.answers == {"osps_ac_03_01": Answer(Status.MET, "so"), "osps_br_01_02": Answer(Status.UNMET)}


def test_where_both_spellings_differ_it_is_said() -> None:
    found, said = read({
        "osps_ac_03_01_status": "?", "OSPS-AC-03.01_status": "Met", "osps_ac_01_01_status": "Met",
        "OSPS-AC-01.01_status": "Unmet", "osps_ac_01_01_justification": "one", "OSPS-AC-01.01_justification": "two",
    }, REAL)  # fmt: skip
    assert found.answers == {"osps_ac_03_01": Answer(Status.MET), "osps_ac_01_01": Answer(Status.MET, "one")}
    assert said[:2] == [
        "OSPS-AC-01.01_status says Unmet, and its other spelling says something else, which was kept.",
        "The texts in both spellings of OSPS-AC-01.01_justification differ; the first one was kept.",
    ]
    assert found.left == {"OSPS-AC-01.01_status": "Unmet", "OSPS-AC-01.01_justification": "two"}


def test_what_has_no_place_is_left_with_its_value_and_said() -> None:
    document = {
        **FULL, "soup_status": "Met", "additional_rights": [4, 5], "clean_status": "Perhaps", "disabled": False,
        "reminder": None, "badge_percentage": "", "empty": [], "lost_warm_at": "never",
    }  # fmt: skip
    found, said = read(document)
    left = {
        "soup_status": "Met", "additional_rights": [4, 5], "clean_status": "Perhaps", "lost_warm_at": "never",
    }  # fmt: skip
    assert found.left == left
    assert said == [
        f"{key} has no place here ({value}); the history of the project keeps it." for key, value in left.items()
    ]
    assert found.answers == {}


@pytest.mark.parametrize(
    ("field", "value", "kept", "sentence"),
    [
        ("name", "x" * 300, "x" * 254, "name is too long, so it was cut."),
        (
            "description", "a\x07b\ud800c", "abc",
            "description holds characters that cannot be shown; they were left out.",
        ),
        ("cpe", "x" * 9000, "x" * 9000, "cpe is longer than a form takes; it was kept whole."),
        ("description", 5, "", "description has no place here (5); the history of the project keeps it."),
        (
            "homepage_url", "javascript:alert(1)", "",
            "homepage_url has no place here (javascript:alert(1)); the history of the project keeps it.",
        ),
        (
            "repo_url", "git@github.com:Cook/Soup.git", "https://github.com/cook/soup",
            "repo_url was written as git@github.com:Cook/Soup.git; the usual spelling of that address was kept.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_stay_as_it_is_is_said(field: str, value: Any, kept: str, sentence: str) -> None:
    found, said = read({**FULL, field: value})
    own = {"homepage_url": "homepage", "repo_url": "repository"}.get(field, field)
    assert getattr(found, own) == kept
    assert sentence in said


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ({"repo_url": "https://git.example.org/a/b"}, "b"), ({"homepage_url": "https://example.org"}, "example.org"),
        ({"id": 5}, "5"), ({}, ""),
    ],
)  # fmt: skip
def test_a_name_is_found_for_whatever_has_none(document: dict[str, Any], name: str) -> None:
    assert read(document)[0].name == name


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from([*FULL, "clean_status", "clean_justification", "achieved_warm_at", "badge_percentage_0"])


@given(st.dictionaries(KEYS | st.text(), JSON))
def test_every_object_can_be_read(document: dict[str, Any]) -> None:
    found, said = read(document)
    assert len(said) >= len(found.left)
    assert len(found.name) <= 254
