from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from badge.core.reading import read_criteria
from badge.i18n import shelf
from badge.services.wishes import USUAL, Wishes, query_of, wishes_of
from tests.web.building import FILES

CRITERIA = read_criteria(FILES)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, USUAL),
        ({"cb": "1"}, USUAL),
        ({"style": "plastic"}, Wishes(style="plastic")),
        ({"theme": "auto"}, Wishes(theme="auto")),
        ({"label": "  a b "}, Wishes(label="a b")),
        ({"label": "x" * 64}, Wishes(label="x" * 64)),
        ({"lang": "zh-Hans"}, Wishes(lang="zh_Hans")),
        ({"series": "kitchen"}, Wishes(series="kitchen")),
        ({"show": "proof"}, Wishes(proof=True)),
        ({"style": "Plastic", "theme": "", "label": "x" * 65, "lang": "zh", "series": "x", "show": "1"}, USUAL),
    ],
)
def test_what_is_known_is_read_and_the_rest_ignored(given: dict[str, str], wanted: Wishes) -> None:
    assert wishes_of(given, CRITERIA, shelf()) == wanted


@pytest.mark.parametrize(
    "wishes",
    [
        USUAL,
        Wishes(style="social", theme="dark", label="a_b & c=d+e%20#?~.-", lang="zh_Hans", proof=True),
        Wishes(label="很好", lang="sw"),
    ],
)
def test_what_is_written_into_an_address_is_read_from_it(wishes: Wishes) -> None:
    query = query_of(wishes)
    assert wishes_of(dict(parse_qsl(query)), CRITERIA, shelf()) == wishes
    assert not set(query) & set("_*[]()<>\"'~!`|{} ")
