"""Fuzzers, scanners and watched memory are found, and languages that need none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import dynamic_analysis as family
from badge.probes.probe import run

CI = ".github/workflows/ci.yml"
FUZZER = 'extern "C" int LLVMFuzzerTestOneInput(const uint8_t *d, size_t n) { return 0; }\n'


def ci(line: str) -> dict[str, str]:
    return {CI: f"on: push\njobs:\n  a:\n    steps:\n      - {line}\n"}


def look(texts: Mapping[str, str | None], limits: tuple[Message, ...] = ()) -> dict[str, Finding]:
    probes = [family.used, family.unsafe, family.assertions, family.fixed]
    return {each.criterion: each for each in run(Evidence(MemoryFiles(texts, limits)), probes, strict=True)}


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        (ci("uses: google/oss-fuzz/infra/cifuzz/actions/run_fuzzers@master"), Outcome.MET, Confidence.GOOD),
        ({".clusterfuzzlite/build.sh": ""}, Outcome.MET, Confidence.GOOD),
        (ci("run: cargo fuzz run a"), Outcome.MET, Confidence.GOOD),
        (ci("run: zap-baseline.py -t http://localhost"), Outcome.MET, Confidence.GOOD),
        ({"fuzz/a.cc": FUZZER, "README.md": "Fuzzed by OSS-Fuzz.\n"}, Outcome.MET, Confidence.GOOD),
        ({"fuzz/a.cc": FUZZER}, Outcome.MET, Confidence.PARTIAL),
        ({"a_test.go": "func FuzzA(f *testing.F) {}\n"}, Outcome.MET, Confidence.PARTIAL),
        (ci("run: make CFLAGS=-fsanitize=address check"), Outcome.MET, Confidence.PARTIAL),
        ({"requirements-dev.txt": "hypothesis>=6\n"}, Outcome.MET, Confidence.PARTIAL),
        (
            {"pyproject.toml": "[tool.coverage.run]\nbranch = true\n[tool.coverage.report]\nfail_under = 90\n"},
            Outcome.MET,
            Confidence.PARTIAL,
        ),
        ({"pyproject.toml": "[tool.coverage.report]\nfail_under = 90\n"}, Outcome.UNMET, Confidence.CUE),
        ({"fuzzy.py": "def fuzzy(): pass\n", "README.md": "A fuzzy finder."}, Outcome.UNMET, Confidence.CUE),
        ({"README.md": "We might use OSS-Fuzz."}, Outcome.UNMET, Confidence.CUE),
        ({"requirements.txt": "# hypothesis\n"}, Outcome.UNMET, Confidence.CUE),
    ],
)
def test_used(texts: Mapping[str, str | None], outcome: Outcome, confidence: Confidence) -> None:
    finding = look(texts)["dynamic_analysis"]
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        ({"a.py": "x = 1\n"}, Outcome.NA, Confidence.DIRECT),
        ({"a.rs": "fn a() {}\n"}, Outcome.NA, Confidence.DIRECT),
        ({"a.py": "x = 1\n", "vendor/a.c": "int x;\n" * 99}, Outcome.NA, Confidence.DIRECT),
        ({"a.py": "x = 1\n" * 999, "a.c": "int x;\n"}, Outcome.NA, Confidence.PARTIAL),
        (
            {"a.c": "int x;\n", **ci("run: make CFLAGS=-fsanitize=address,undefined check")},
            Outcome.MET,
            Confidence.GOOD,
        ),
        (
            {"a.c": "int x;\n", **ci("{env: {CFLAGS: -fsanitize=address}, run: make check}")},
            Outcome.MET,
            Confidence.GOOD,
        ),
        ({"a.c": "int x;\n", **ci("run: valgrind ./a")}, Outcome.MET, Confidence.GOOD),
        ({"a.c": "int x;\n", **ci("run: sudo apt-get install valgrind")}, Outcome.UNMET, Confidence.CUE),
        ({"a.c": "int x;\n"}, Outcome.UNMET, Confidence.CUE),
        ({"a.rs": "fn a() {\n    unsafe { x() }\n}\n" * 30}, Outcome.UNMET, Confidence.CUE),
        ({"a.rs": "unsafe { x() }\n" * 30, **ci("run: cargo miri test")}, Outcome.MET, Confidence.GOOD),
        ({"a.py": "x = 1\n", "b.pyx": "cdef int x\n"}, Outcome.UNKNOWN, Confidence.CUE),
        ({"a.py": "x = 1\n", "b.cu": "int x;\n"}, Outcome.UNKNOWN, Confidence.CUE),
        ({"README": ""}, Outcome.UNKNOWN, Confidence.CUE),
    ],
)
def test_unsafe(texts: Mapping[str, str | None], outcome: Outcome, confidence: Confidence) -> None:
    finding = look(texts)["dynamic_analysis_unsafe"]
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


@pytest.mark.parametrize("texts", [{"a.py": "x = 1\n"}, {"a.c": "int x;\n"}])
def test_absence_says_nothing_where_not_all_could_be_read(texts: Mapping[str, str | None]) -> None:
    assert {each.outcome for each in look(texts, (Message("Too many."),)).values()} == {Outcome.UNKNOWN}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("assert x\n" + "x = 1\n" * 100, Outcome.MET), ("assert x\n" + "x = 1\n" * 400, Outcome.UNKNOWN)],
)
def test_assertions(text: str, outcome: Outcome) -> None:
    assert look({"a.py": text})["dynamic_analysis_enable_assertions"].outcome is outcome


def test_fixed() -> None:
    assert look({"a.py": "x = 1\n"})["dynamic_analysis_fixed"].outcome is Outcome.NA
    assert look({"fuzz/a.cc": FUZZER})["dynamic_analysis_fixed"].outcome is Outcome.UNKNOWN
