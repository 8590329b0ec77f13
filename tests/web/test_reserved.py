"""The names that a level or series must not have are those of the pages that stand in the same place."""

from __future__ import annotations

import re

from flask import Flask

from badge.core.naming import RESERVED
from badge.core.reading import ID
from tests.web.building import Kitchen

_BELOW = re.compile(r"(?:/<(?:locale|tag)>)?/projects/<int:project_id>/([^/<>]+)")


def test_every_page_below_a_project_is_reserved_and_nothing_else(app: Flask, kitchen: Kitchen) -> None:
    found = {match[1] for rule in app.url_map.iter_rules() if (match := _BELOW.match(rule.rule))}
    names = {each for each in found if ID.fullmatch(each)}
    assert names - {each.id for each in kitchen.site.criteria.series} == RESERVED
