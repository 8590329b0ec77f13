"""A level is found by the names that it had before, and a name leads to one level only."""

from __future__ import annotations

import pytest

from badge.core.reading import read_criteria
from badge.core.slips import CriteriaError
from badge.services.asking import load_criteria

GROUP = """
group: All
sections:
  - {title: All, criteria: [{id: swept, category: MUST, title: Swept, text: "It {MUST} be swept."}]}
"""


def files(first: str, second: str = "second") -> dict[str, str]:
    """Write a series of two levels, the first with these former names."""
    levels = f"levels: [{{id: first, title: First, former: {first}}}, {{id: {second}, title: Second}}]"
    return {
        "house/series.yml": f'series: house\nversion: "1"\ntitle: House\nlabel: house\n{levels}\n',
        "house/positions.txt": "swept\n",
        "house/first/1.yml": GROUP,
        f"house/{second}/1.yml": GROUP,
    }


def test_a_level_is_found_by_a_name_that_it_had() -> None:
    criteria = read_criteria(files('["0", old-name]'))
    for name in ("0", "old-name"):
        found = criteria.formerly(name)
        assert found is not None
        assert found[1].id == "first"
    assert criteria.formerly("first") is None
    assert criteria.formerly("") is None


@pytest.mark.parametrize("names", ["[Old]", "[a/b]", '["."]', "[é]", "old", "[[old]]"])
def test_a_name_that_is_none_is_a_slip(names: str) -> None:
    with pytest.raises(CriteriaError) as caught:
        read_criteria(files(names))
    assert {each.field for each in caught.value.slips} == {"former"}


@pytest.mark.parametrize("names", ["[second]", "[first]", "[a, a]"])
def test_a_name_leads_to_one_level_only(names: str) -> None:
    with pytest.raises(CriteriaError) as caught:
        read_criteria(files(names))
    assert "A name leads to one level." in str(caught.value.slips[0].message)


def test_the_names_of_the_wire_contract_are_there() -> None:
    criteria = load_criteria()
    found = {name: each[1] for name in ("0", "bronze", "1", "2") if (each := criteria.formerly(name))}
    first = criteria.series[0].levels
    assert found == {"0": first[0], "bronze": first[0], "1": first[1], "2": first[2]}
