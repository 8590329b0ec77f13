"""Hardening mechanisms count by two, and not where they are only spoken of."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Outcome
from badge.probes import hardening

MET, NA, UNKNOWN = Outcome.MET, Outcome.NA, Outcome.UNKNOWN
C = {"a.c": "int x;\n"}


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({**C, "Makefile": "CFLAGS += -fstack-protector-strong -D_FORTIFY_SOURCE=2\n"}, MET),
        ({"s.py": "x = 1\n", "site/settings.py": "SECURE_HSTS_SECONDS = 9\nSESSION_COOKIE_SECURE = True\n"}, MET),
        ({**C, "Makefile": "CFLAGS += -fstack-protector-strong\n"}, UNKNOWN),
        ({**C, "Makefile": "# CFLAGS += -fstack-protector-strong -D_FORTIFY_SOURCE=2\n"}, UNKNOWN),
        ({**C, "tests/Makefile": "CFLAGS += -fstack-protector-strong -D_FORTIFY_SOURCE=2\n"}, UNKNOWN),
        (
            {
                **C,
                "CMakeLists.txt": "set(CMAKE_POSITION_INDEPENDENT_CODE ON)\nadd_compile_options(-fPIC)\n",
            },
            UNKNOWN,
        ),
        ({"README.md": "# Words\n", "words.txt": "-fstack-protector"}, NA),
        (C, UNKNOWN),
    ],
)
def test_two_mechanisms_are_enough(texts: dict[str, str], outcome: Outcome) -> None:
    [finding] = hardening.mechanisms.run(Evidence(MemoryFiles(texts)))
    assert finding.outcome is outcome
