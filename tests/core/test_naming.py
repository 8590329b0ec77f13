"""A criterion is found by any spelling of its id or of its original name, also when it is asked no more."""

from __future__ import annotations

import pytest

from badge.core.naming import criterion_named, former
from badge.services.asking import load_criteria


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("osps_ac_03_01", "osps_ac_03_01"), ("OSPS-AC-03.01", "osps_ac_03_01"), ("osps-ac-03.01", "osps_ac_03_01"),
        ("require_2FA", "require_2FA"), ("require_2fa", "require_2FA"), ("OSPS-BR-01.02", "osps_br_01_02"),
        ("osps_br_01_02", "osps_br_01_02"), ("", ""), ("nothing", ""), ("OSPS", ""),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_criterion(name: str, own: str) -> None:
    assert criterion_named(name, load_criteria()) == own


def test_every_name_leads_to_its_own_criterion() -> None:
    criteria = load_criteria()
    for each in criteria.all():
        assert criterion_named(each.id, criteria) == each.id
        assert criterion_named(each.original or each.id, criteria) == each.id


def test_what_is_asked_no_more_is_known_with_its_original_name() -> None:
    assert former(load_criteria()) == {"osps_br_01_02": "OSPS-BR-01.02"}
