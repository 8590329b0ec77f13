"""Which paths the archives of a release leave out."""

from __future__ import annotations

import pytest

from badge.core.evidence import MemoryFiles
from badge.probes.facts import attributes


@pytest.mark.parametrize(
    ("text", "path", "left_out"),
    [
        ("LICENSE export-ignore", "LICENSE", True),
        ("/LICENSE export-ignore", "LICENSE", True),
        ("LICENSE* export-ignore", "LICENSE.md", True),
        ("*.md export-ignore", "LICENSE.md", True),
        ("* export-ignore", "LICENSE", True),
        ("LICENSES/ export-ignore", "LICENSES/MIT.txt", True),
        ("LICENSES/** export-ignore", "LICENSES/MIT.txt", True),
        ("/docs export-ignore", "LICENSE", False),
        ("/sub/LICENSE export-ignore", "LICENSE", False),
        ("*.txt export-ignore", "LICENSE", False),
        ("L*S*E export-ignore", "LICENSE", True),
        ("L*X*E export-ignore", "LICENSE", False),
        ("# LICENSE export-ignore", "LICENSE", False),
        ("LICENSE text eol=lf", "LICENSE", False),
        ("LICENSE -export-ignore", "LICENSE", False),
        ("* export-ignore\nLICENSE -export-ignore", "LICENSE", False),
        ("LICENSE -export-ignore\n* export-ignore", "LICENSE", True),
        ("LIC[E]NSE export-ignore", "LICENSE", False),  # not understood, so nothing is said
        ("LICENSEX*XLICENSE export-ignore", "LICENSE", False),
    ],
)
def test_the_last_line_that_fits_counts(text: str, path: str, left_out: bool) -> None:
    found = attributes.gather(MemoryFiles({".gitattributes": text, path: "x"})).left_out(path)
    assert (found is not None) == left_out


def test_a_pattern_full_of_stars_is_no_burden() -> None:
    text = f"{'*a' * 2000}b export-ignore\n" * 20
    assert attributes.gather(MemoryFiles({".gitattributes": text})).left_out("a" * 5000) is None
