"""The files beside the series: which answer implies which, what a project is, and several versions side by side."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from badge.core.answers import Status
from badge.core.criteria import Criteria
from badge.core.findings import Confidence
from badge.core.reading import read_criteria
from badge.core.slips import CriteriaError
from badge.resources import data_folder
from badge.services.asking import load_criteria

SERIES = """\
series: {family}
version: "{version}"
order: {order}
title: A title
label: a label
{more}levels:
  - {{id: {level}, title: Level}}
"""
GROUP = """\
group: All
sections:
  - title: First
    criteria:
      - {{id: {one}, category: MUST, title: One, text: "It {{MUST}} be one."}}
      - {{id: {two}, category: MUST, flags: [na_allowed], title: Two, text: "It {{MUST}} be two."}}
"""
CROSSWALK = """\
crosswalk:
  - {from: a_one, to: b_one, met: 3, unmet: 2}
  - {from: a_two, to: b_two, met: 3, na: 2 unmet}
"""
PROFILE = """\
questions:
  - id: size
    title: How large is it?
    help: Measure it.
    options:
      - {id: small, title: Small, people: 1, excuses: [{reason: It is too small., criteria: [a_two, b_two]}]}
      - {id: large, title: Large}
"""


def folder(
    family: str, level: str, names: tuple[str, str], *, version: str = "2", at: str = "", more: str = "",
    order: int = 9,
) -> dict[str, str]:  # fmt: skip
    place = f"{family}@{at}" if at else family
    return {
        f"{place}/series.yml": SERIES.format(family=family, version=version, level=level, more=more, order=order),
        f"{place}/{level}/1-all.yml": GROUP.format(one=names[0], two=names[1]),
        f"{place}/positions.txt": "\n".join(names),
    }


GOOD = {
    **folder("a", "low", ("a_one", "a_two")),
    **folder("b", "high", ("b_one", "b_two"), order=1),
    "crosswalk.yml": CROSSWALK,
    "profile.yml": PROFILE,
}


def said(files: dict[str, str]) -> list[str]:
    with pytest.raises(CriteriaError) as error:
        read_criteria(files)
    return [str(each.message) for each in error.value.slips]


def test_both_files_are_read_and_series_stand_in_their_order() -> None:
    criteria = read_criteria(GOOD)
    assert [each.id for each in criteria.series] == ["b", "a"]
    first, second = criteria.crosswalk
    assert first.leads == {
        Status.MET: (Status.MET, Confidence.GOOD),
        Status.UNMET: (Status.UNMET, Confidence.PARTIAL),
    }
    assert second.leads[Status.NA] == (Status.UNMET, Confidence.PARTIAL)
    [question] = criteria.profile
    small, large = question.options
    assert (small.people, small.excuses[0].criteria) == (1, ("a_two", "b_two"))
    assert not large.excuses
    assert dict(question.texts())["profile.size.small.excuse.1"] == "It is too small."


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("crosswalk.yml", "to: b_one", "to: b_three", "There is no criterion b_three."),
        ("crosswalk.yml", "met: 3, unmet: 2", "met: 9", "from 1 to 5"),
        ("crosswalk.yml", "met: 3, unmet: 2", "na: 2", "N/A is not allowed for the criterion that it leads to."),
        ("crosswalk.yml", "from: a_two, to: b_two", "from: a_one, to: b_one", "twice"),
        ("crosswalk.yml", "unmet: 2", "perhaps: 2", "perhaps is not known"),
        ("profile.yml", "[a_two, b_two]", "[a_one]", "N/A is not allowed for a_one."),
        ("profile.yml", "[a_two, b_two]", "[nobody]", "There is no criterion nobody."),
        ("profile.yml", "id: large", "id: small", "twice"),
        ("profile.yml", "id: size", "id: Size", "small letters"),
        ("profile.yml", "people: 1", "people: none", "whole number from 1 to 99"),
        ("profile.yml", "    help: Measure it.", "    hint: Measure it.", "hint is not known"),
    ],
)
def test_a_slip_in_them_is_named(file: str, old: str, new: str, words: str) -> None:
    assert GOOD[file].count(old) == 1
    found = said({**GOOD, file: GOOD[file].replace(old, new)})
    assert any(file in each and words in each for each in found), found


def test_na_is_proposed_only_where_every_level_that_asks_allows_it() -> None:
    more = folder("c", "top", ("c_one", "a_two"))
    more["c/top/1-all.yml"] = more["c/top/1-all.yml"].replace(", flags: [na_allowed]", "")
    assert any("N/A is not allowed for a_two." in each for each in said({**GOOD, **more}))


def test_several_versions_stand_side_by_side_and_only_the_present_one_is_asked() -> None:
    old = folder("a", "low", ("a_one", "a_gone"), version="1.9", at="1.9")
    older = folder("a", "low", ("a_one", "a_gone"), version="1.10", at="1.10")
    register = {"a/positions.txt": "a_one\na_gone\na_two\n"}
    criteria = read_criteria({**GOOD, **old, **older, **register})
    assert [each.version for each in criteria.versions("a")] == ["1.9", "1.10", "2"]
    assert [each.id for each in criteria.series] == ["b", "a"]
    assert "a_gone" not in criteria.ids()
    found = criteria.level("low")
    assert found is not None
    assert found[0].version == "2"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({**GOOD, **folder("a", "low", ("a_one", "a_two"), version="1", at="1.5")}, "this is version 1.5"),
        ({**GOOD, **folder("z", "low", ("a_one", "a_two"), version="1", at="1")}, "the present one is missing"),
        ({**GOOD, **folder("a", "low", ("a_one", "a_two"), more="cumulative: perhaps\n")}, "Write true or false"),
        ({**GOOD, **folder("a", "low", ("a_one", "a_two"), more="retired: [{name: x}]\n")}, "name is not known"),
    ],
)
def test_a_slip_in_what_a_series_says_of_itself_is_named(files: dict[str, str], words: str) -> None:
    assert any(words in each for each in said(files))


def test_retired_ids_are_known_and_asked_nowhere() -> None:
    more = "retired: [{id: a_gone, original: A-GONE}, {id: b_one}]\n"
    criteria = read_criteria({**GOOD, **folder("a", "low", ("a_one", "a_two"), more=more)})
    assert criteria.retired() == {"a_gone"}, "what another series still asks is not retired"


def test_the_schema_for_editors_agrees_about_all_files_of_ours() -> None:
    root = data_folder("criteria")
    schema = jsonschema.Draft202012Validator(json.loads((root / "schema.json").read_text("utf-8")))
    for path in sorted(root.rglob("*.yml")):
        assert not list(schema.iter_errors(yaml.safe_load(path.read_text("utf-8")))), path.name
    samples: tuple[object, ...] = (
        {"crosswalk": [{"from": "a"}]},
        {"questions": []},
        {"crosswalk": [{"from": "a", "to": "b", "na": 9}]},
    )
    for broken in samples:
        assert list(schema.iter_errors(broken))


def test_ours_leads_to_and_from_every_baseline_criterion_that_the_facts_name() -> None:
    criteria: Criteria = load_criteria()
    asked = criteria.ids()
    assert len(criteria.crosswalk) == 112
    assert {each.source for each in criteria.crosswalk} | {each.target for each in criteria.crosswalk} <= asked
    assert [each.id for each in criteria.profile] == [
        "kind", "compiled", "network", "cryptography", "releases", "people"
    ]  # fmt: skip
