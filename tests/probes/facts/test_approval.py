"""Which licences are free, and what packages mean by the names they use."""

from __future__ import annotations

import pytest

from badge.probes.facts.approval import expression, free, osi_approved


@pytest.mark.parametrize(
    ("name", "is_free", "is_osi"),
    [
        ("MIT", True, True),
        ("GPL-3.0", True, True),
        ("GPL-2.0-or-later", True, True),
        ("CC0-1.0", True, False),
        ("WTFPL", True, False),
        ("PSF-2.0", True, False),
        ("BUSL-1.1", False, False),
        ("CC-BY-NC-SA-4.0", False, False),
        ("LicenseRef-Commons-Clause", False, False),
        ("LicenseRef-Ours", None, None),
        ("No-Such-Licence", None, None),
    ],
)
def test_approval(name: str, is_free: bool | None, is_osi: bool | None) -> None:
    assert (free(name), osi_approved(name)) == (is_free, is_osi)


@pytest.mark.parametrize(
    ("text", "ids", "is_free"),
    [
        ("MIT", ("MIT",), True),
        ("mit", ("MIT",), True),
        ("MIT License", ("MIT",), True),
        ("Apache 2.0", ("Apache-2.0",), True),
        ("GPL-3.0+", ("GPL-3.0+",), True),
        ("MIT/Apache-2.0", ("MIT", "Apache-2.0"), True),
        ("MIT OR BUSL-1.1", ("MIT", "BUSL-1.1"), True),
        ("MIT AND BUSL-1.1", ("MIT", "BUSL-1.1"), False),
        ("(MIT OR LicenseRef-Ours) AND Apache-2.0", ("MIT", "LicenseRef-Ours", "Apache-2.0"), True),
        ("MIT AND LicenseRef-Ours", ("MIT", "LicenseRef-Ours"), None),
        ("GPL-2.0-only WITH Classpath-exception-2.0", ("GPL-2.0-only",), True),
        ("LicenseRef-Ours", ("LicenseRef-Ours",), None),
    ],
)
def test_an_expression_is_read(text: str, ids: tuple[str, ...], is_free: bool | None) -> None:
    read = expression(text)
    assert read is not None
    assert (read.ids, read.holds(free)) == (ids, is_free)


@pytest.mark.parametrize(
    "text",
    ["", "UNLICENSED", "SEE LICENSE IN EULA.txt", "Proprietary", "MIT AND (", "MIT OR Nonsense-9", "BSD", "(" * 5000],
)
def test_what_is_no_expression_is_not_guessed(text: str) -> None:
    assert expression(text) is None
