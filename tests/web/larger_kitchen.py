"""The kitchen with all that a criterion can have: versions, counterparts, people, and what is asked no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.core.reading import read_criteria
from badge.web import create_app
from tests.web.building import FILES, Kitchen

_LEVELS = """
levels:
  - {id: warm, title: Warm, summary: The first step., former: ["1"]}
  - {id: hot, title: Red hot, requires: warm, requires_criterion: be_warm}
"""
_STOVE = """
group: Fire
sections:
  - title: Stove
    criteria:
      - {id: be_warm, category: MUST, title: Warm first, text: "The kitchen {MUST} be warm."}
      - id: spicy
        category: MUST
        flags: [met_justification_required]
        original: HK-Spice.01
        people: 2
        title: Spices
        text: There {MUST} be spices, see {criterion:clean}.
        placeholders: {met: Pepper stands on the shelf., unmet: We have none.}
      - {id: tidy, category: MUST, title: Shelves, text: "Shelves {MUST} be tidy every day.", why: It is hot.}
"""
_GARDEN = """
group: Beds
sections:
  - title: Beds
    criteria:
      - {id: weeded, category: SHOULD, title: Weeded beds, text: "Beds {SHOULD} be weeded.", flags: [na_allowed]}
"""

LARGER: Mapping[str, str] = {
    **FILES,
    "kitchen/series.yml": f"""
series: kitchen
version: "7"
title: Good kitchens
label: kitchen seal
summary: What a kitchen does.
order: 1
cumulative: false
retired:
  - {{id: candles, original: HK-Candles.02}}
  - {{id: bellows}}
{_LEVELS}""",
    "kitchen/positions.txt": FILES["kitchen/positions.txt"] + "candles\n",
    "kitchen/hot/1-stove.yml": _STOVE,
    "kitchen@6/series.yml": f"""
series: kitchen
version: "6"
title: Good kitchens
label: kitchen seal
{_LEVELS}""",
    "kitchen@6/positions.txt": FILES["kitchen/positions.txt"] + "candles\n",
    "kitchen@6/warm/1-floor.yml": """
group: Floor
sections:
  - title: Sweeping
    criteria:
      - {id: clean, category: SHOULD, title: A clean floor, text: "The floor {SHOULD} be clean."}
      - {id: candles, category: MUST, title: Candles, text: "There {MUST} be candles."}
""",
    "kitchen@6/warm/2-tools.yml": FILES["kitchen/warm/2-tools.yml"],
    "kitchen@6/hot/1-stove.yml": FILES["kitchen/hot/1-stove.yml"],
    "garden/series.yml": """
series: garden
version: "1"
title: Good gardens
label: garden seal
levels: [{id: green, title: Green}]
""",
    "garden/positions.txt": "weeded\n",
    "garden/green/1-beds.yml": _GARDEN,
    "crosswalk.yml": """
crosswalk:
  - {from: clean, to: weeded, met: 3, unmet: 1, na: 2}
  - {from: weeded, to: clean, met: 2, na: 4 unmet}
""",
}


@pytest.fixture
def more(kitchen: Kitchen) -> FlaskClient:
    """Give a client of a site with all of it."""
    return create_app(replace(kitchen.site, criteria=read_criteria(LARGER)), "secret", BLUEPRINTS).test_client()
