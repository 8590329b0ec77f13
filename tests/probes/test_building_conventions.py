"""A build is judged by the lines of its makefile, and only native binaries count."""

# a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import building_conventions
from badge.probes.probe import run

PROBES = (
    building_conventions.variables,
    building_conventions.debugging,
    building_conventions.recursion,
    building_conventions.repeatable,
)


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        ("build_standard_variables", {"a.py": "x = 1\n"}, Outcome.NA, 3),
        (
            "build_standard_variables",
            {"a.c": "int x;\n", "Makefile": "CFLAGS += -O2\na: a.c\n\t$(CC) $(CFLAGS) -o a a.c\n"},
            Outcome.MET,
            2,
        ),
        ("build_standard_variables", {"a.c": "int x;\n", "Makefile": "a: a.c\n\tgcc -O2 -o a a.c\n"}, Outcome.UNMET, 2),
        (
            "build_standard_variables",
            {"a.c": "int x;\n", "Makefile": "CC = gcc\na: a.c\n\t$(CC) $(CFLAGS) -o a a.c\n"},
            Outcome.UNKNOWN,
            1,
        ),
        ("build_standard_variables", {"a.c": "int x;\n", "CMakeLists.txt": "project(a C)\n"}, Outcome.MET, 2),
        (
            "build_preserve_debug",
            {"a.c": "int x;\n", "Makefile": "install: a\n\tinstall -s a $(DESTDIR)/bin\n"},
            Outcome.UNMET,
            2,
        ),
        (
            "build_preserve_debug",
            {
                "a.c": "int x;\n",
                "Makefile": "install: a\n\tinstall -m 755 a $(DESTDIR)/bin\ninstall-strip: a\n\tstrip a\n",
            },
            Outcome.UNKNOWN,
            1,
        ),
        (
            "build_non_recursive",
            {"a.c": "int x;\n", "Makefile": "all:\n\t$(MAKE) -C src\n\t$(MAKE) -C lib\n"},
            Outcome.UNKNOWN,
            1,
        ),
        ("build_non_recursive", {"a.rs": "fn main() {}\n", "Cargo.toml": '[package]\nname = "a"\n'}, Outcome.MET, 2),
        ("build_non_recursive", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        ("build_repeatable", {"a.py": "x = 1\n"}, Outcome.NA, 2),
        (
            "build_repeatable",
            {"a.go": "package a\n", "go.mod": "module a\n", "Makefile": "build:\n\tgo build -trimpath\n"},
            Outcome.UNKNOWN,
            1,
        ),
    ],
)
def test_what_is_found_and_what_only_looks_alike(
    criterion: str, texts: dict[str, str], outcome: Outcome, confidence: int
) -> None:
    finding = look(texts, criterion)
    assert (finding.outcome, finding.confidence) == (outcome, confidence), str(finding.because)


def test_nothing_rests_on_absence_in_a_tree_that_was_not_listed_whole() -> None:
    texts = {"README.md": "# Tool\n"}
    findings = run(Evidence(MemoryFiles(texts, [Message("The tree is too large.")])), PROBES, strict=True)
    assert [each for each in findings if each.by_absence and each.status] == []
    assert [each for each in findings if each.outcome in {Outcome.UNMET, Outcome.NA}] == []
