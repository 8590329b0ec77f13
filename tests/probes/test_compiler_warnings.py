"""Linters, warning flags and strict modes are told from what only names them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import compiler_warnings as family
from badge.probes.probe import run

CI = ".github/workflows/ci.yml"
PYTHON = {"a.py": "x = 1\n"}
C = {"a.c": "int x;\n"}


def ci(command: str) -> dict[str, str]:
    return {CI: f"on: push\njobs:\n  a:\n    steps:\n      - run: {command}\n"}


def look(texts: Mapping[str, str | None], limits: tuple[Message, ...] = ()) -> dict[str, Finding]:
    found = run(Evidence(MemoryFiles(texts, limits)), [family.enabled, family.fixed, family.strictest], strict=True)
    return {each.criterion: each for each in found}


@pytest.mark.parametrize(
    ("texts", "confidence"),
    [
        ({**PYTHON, **ci("ruff check")}, Confidence.GOOD),
        ({**PYTHON, "setup.cfg": "[flake8]\n"}, Confidence.GOOD),
        ({**C, "Makefile": "CFLAGS = -O2 -Wall\n"}, Confidence.GOOD),
        ({**C, "CMakeLists.txt": "add_compile_options(/W4)\n"}, Confidence.GOOD),
        ({"a.hs": "x = 1\n", "a.cabal": "  ghc-options: -Wall\n"}, Confidence.GOOD),
        ({"a.ts": "let x = 1\n", "tsconfig.json": '{"compilerOptions": {"strict": true,}, // x\n}'}, Confidence.GOOD),
        ({"a.pl": "use strict;\nuse warnings;\n"}, Confidence.GOOD),
        ({"a.js": "'use strict';\n"}, Confidence.PARTIAL),
        ({"a.js": "x = 1\n", "package.json": '{"devDependencies": {"eslint": "9"}}'}, Confidence.PARTIAL),
    ],
)
def test_warnings_are_enabled(texts: Mapping[str, str | None], confidence: Confidence) -> None:
    finding = look(texts)["warnings"]
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


@pytest.mark.parametrize(
    "texts",
    [
        {**C, "Makefile": "# CFLAGS = -Wall\n"},
        {**C, "vendor/x/Makefile": "CFLAGS = -Wall\n"},
        {**PYTHON, **ci("pip install ruff")},
        {**PYTHON, ".editorconfig": "root = true\n"},
        {**C, "a.py": "", **ci("ruff check")},
        {**C, "README.md": "Build with -Wall."},
        {"a.ts": "let x = 1\n", "tsconfig.json": '{"compilerOptions": {"strict": false}}'},
        {**PYTHON, **ci("black --check .")},
    ],
)
def test_a_look_alike_is_only_a_cue_against(texts: Mapping[str, str | None]) -> None:
    finding = look(texts)["warnings"]
    assert (finding.outcome, finding.confidence) == (Outcome.UNMET, Confidence.CUE)
    assert look(texts, (Message("Too many."),))["warnings"].outcome is Outcome.UNKNOWN


def test_without_source_code_nothing_is_said() -> None:
    assert {each.outcome for each in look({"README.md": "x"}).values()} == {Outcome.UNKNOWN}


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ({**PYTHON, **ci("ruff check")}, Outcome.MET),
        ({**PYTHON, **ci("ruff check || true")}, Outcome.UNKNOWN),
        ({**PYTHON, **ci("flake8 --exit-zero")}, Outcome.UNKNOWN),
        ({**C, "Makefile": "CFLAGS = -Wall -Werror\n"}, Outcome.MET),
        ({**PYTHON, "setup.cfg": "[flake8]\n"}, Outcome.UNKNOWN),
        ({**C, "Makefile": "CFLAGS = -Werror=format\n"}, Outcome.UNKNOWN),
    ],
)
def test_warnings_are_dealt_with(texts: Mapping[str, str | None], outcome: Outcome) -> None:
    assert look(texts)["warnings_fixed"].outcome is outcome


def test_a_copied_macro_does_not_speak_for_the_project() -> None:
    assert look({**C, "m4/ax_pthread.m4": 'CFLAGS="$CFLAGS -Werror"\n'})["warnings_fixed"].outcome is Outcome.UNKNOWN
    assert look({**C, "m4/own-warnings.m4": 'CFLAGS="$CFLAGS -Werror"\n'})["warnings_fixed"].outcome is Outcome.MET


@pytest.mark.parametrize(
    ("texts", "outcome", "confidence"),
    [
        ({**C, "Makefile": "CFLAGS = -Wall -Wextra -Werror\n"}, Outcome.MET, Confidence.GOOD),
        ({**C, "Makefile": "CFLAGS = -Wall -Wextra\n", **ci("make CFLAGS=-Werror")}, Outcome.MET, Confidence.GOOD),
        ({**C, "Makefile": "CFLAGS = -Wall -Wextra\n"}, Outcome.MET, Confidence.PARTIAL),
        ({**C, "Makefile": "CFLAGS = -Wall -Werror\n"}, Outcome.UNKNOWN, Confidence.CUE),
        ({**C, "Makefile": "CFLAGS = -Wall -Wextra-semi\n"}, Outcome.UNKNOWN, Confidence.CUE),
        ({**C, "CMakeLists.txt": "add_compile_options(/Wall)\n"}, Outcome.MET, Confidence.PARTIAL),
        (
            {"A.java": "class A {}\n", "pom.xml": "<include>**/filter/wall/**</include>\n"},
            Outcome.UNKNOWN,
            Confidence.CUE,
        ),
        ({**PYTHON, "pyproject.toml": "[tool.mypy]\nstrict = true\n"}, Outcome.MET, Confidence.GOOD),
        ({**C, "pyproject.toml": "[tool.mypy]\nstrict = true\n"}, Outcome.UNKNOWN, Confidence.CUE),
        ({"a.rs": "fn a() {}\n", **ci("cargo clippy -- -D warnings")}, Outcome.MET, Confidence.GOOD),
        ({"a.js": "x = 1\n", **ci("eslint --max-warnings 0 .")}, Outcome.MET, Confidence.GOOD),
        ({"a.js": "x = 1\n", **ci("eslint .")}, Outcome.UNKNOWN, Confidence.CUE),
        (
            {
                "a.rs": "fn a() {}\n",
                CI: "on: push\nenv: {RUSTDOCFLAGS: -D warnings}\njobs: {a: {steps: [{run: make}]}}\n",
            },
            Outcome.UNKNOWN,
            Confidence.CUE,
        ),
    ],
)
def test_warnings_are_strict(texts: Mapping[str, str | None], outcome: Outcome, confidence: Confidence) -> None:
    finding = look(texts)["warnings_strict"]
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


OFFERED = {
    **C,
    "CMakeLists.txt": 'option(A_FATAL_WARNINGS "enable -Werror" OFF)\nadd_subdirectory(src)\n',
    "src/CMakeLists.txt": "if (A_FATAL_WARNINGS)\n  add_compile_options(-Werror)\nendif()\n",
}


def test_errors_that_an_option_only_offers_are_none_unless_it_is_turned_on() -> None:
    assert look(OFFERED)["warnings_fixed"].outcome is Outcome.UNKNOWN
    assert look({**OFFERED, **ci("cmake -DA_FATAL_WARNINGS=ON .")})["warnings_fixed"].outcome is Outcome.MET


def test_a_warning_that_dune_turns_off_turns_none_on() -> None:
    assert look({"a.ml": "x\n", "dune": "(flags :standard -Wno-unused)\n"})["warnings"].confidence is Confidence.CUE
    assert look({"a.ml": "x\n", "dune": "(flags (:standard -w +a))\n"})["warnings"].outcome is Outcome.MET
