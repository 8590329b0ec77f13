"""Tests are found where they can run, and the usual way to run them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import testing
from badge.probes.probe import run

CI = {".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    steps:\n      - run: pytest\n"}
TEST = {"tests/test_a.py": "def test_a():\n    assert True\n"}
SOURCE = {"src/a.py": "x = 1\n" * 600}


def look(texts: Mapping[str, str | None], limits: tuple[Message, ...] = ()) -> dict[str, Finding]:
    found = run(Evidence(MemoryFiles(texts, limits)), [testing.suite, testing.invocation, testing.most], strict=True)
    assert len(found) == 3
    return {each.criterion: each for each in found}


@pytest.mark.parametrize(
    ("texts", "confidence"),
    [
        ({**TEST, **CI}, Confidence.GOOD),
        (
            {
                **TEST,
                "CONTRIBUTING.md": "# Contributing\n\nRun the tests before you send a change:\n\n    pytest -q\n" * 3,
            },
            Confidence.GOOD,
        ),
        ({**TEST, "README.md": "# A\n## Tests\n`pytest` runs them.\n"}, Confidence.GOOD),
        ({**TEST, "tox.ini": "[testenv]\ncommands = pytest\n"}, Confidence.GOOD),
        (TEST, Confidence.PARTIAL),
        (
            {"Cargo.toml": "", "src/lib.rs": "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {}\n}\n"},
            Confidence.GOOD,
        ),
        ({"a_test.go": "func TestA(t *testing.T) {}\n", "go.mod": "module a\n"}, Confidence.GOOD),
        ({"t/a.t": "use Test::More;\nok(1);\n", "Makefile.PL": ""}, Confidence.GOOD),
        ({"test/a.bats": '@test "a" {\n}\n', **CI}, Confidence.GOOD),
    ],
)
def test_a_suite_is_found(texts: Mapping[str, str | None], confidence: Confidence) -> None:
    finding = look(texts)["test"]
    assert (finding.outcome, finding.confidence) == (Outcome.MET, confidence)


def test_a_test_is_shown_before_the_files_that_serve_it() -> None:
    texts = {"tests/conftest.py": "import pytest\n", **TEST, **CI}
    assert look(texts)["test"].places[0].path == "tests/test_a.py"


@pytest.mark.parametrize(
    "texts",
    [
        {"tests/data/a.json": "{}", **SOURCE},
        {"tests/fixtures/main.c": "int main(void) {}\n", **SOURCE},
        {"tests/helper.py": "X = 1\n", **SOURCE},
        {"src/a.py": "x = 1\n"},
        {"README.md": "Run the tests.", **SOURCE},
        {"spec/design.md": "", **SOURCE},
        {"check.sh": "make\n", **SOURCE},
        {**CI, **SOURCE},
        {},
    ],
)
def test_what_may_be_tests_or_is_too_small_stays_unknown(texts: Mapping[str, str | None]) -> None:
    assert look(texts)["test"].outcome is Outcome.UNKNOWN


def test_much_code_and_not_even_a_name_of_a_test_is_unmet() -> None:
    finding = look(SOURCE)["test"]
    assert (finding.outcome, finding.confidence, finding.by_absence) == (Outcome.UNMET, Confidence.PARTIAL, True)


def test_nothing_is_unmet_where_not_all_could_be_read() -> None:
    assert look(SOURCE, (Message("Too many."),))["test"].outcome is Outcome.UNKNOWN
    files = MemoryFiles({**SOURCE, "src/b.py": "x"}, unreadable=("src/b.py",))
    [finding] = run(Evidence(files), [testing.suite], strict=True)
    assert finding.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("texts", "tool"),
    [
        ({**TEST, "pyproject.toml": "[tool.pytest.ini_options]\n"}, "pytest"),
        (
            {
                "test/a.test.js": "test('a', () => {})\n",
                "package.json": '{\n  "scripts": {\n    "test": "mocha"\n  }\n}',
            },
            "npm test",
        ),
        ({"Makefile": "check: all\n\t./run\n", "tests/run.sh": "exit 1\n"}, "Make"),
        ({"pom.xml": "<project/>", "src/test/java/ATest.java": "@Test void a() {}\n"}, "mvn test"),
        ({"CMakeLists.txt": "enable_testing()\n", "test/a.cc": "TEST(a, b) {}\n"}, "CTest"),
        ({"meson.build": "test('a', exe)\n", "tests/a.c": "int main(void) { assert(1); }\n"}, "meson test"),
        ({"mix.exs": "", "test/a_test.exs": 'test "a" do\nend\n'}, "mix test"),
        ({"a.Tests/a.Tests.csproj": "", "a.Tests/ATests.cs": "[Fact] public void A() {}\n"}, "dotnet test"),
        ({"Rakefile": "Rake::TestTask.new\n", "test/a_test.rb": "def test_a; end\n"}, "rake"),
        ({"phpunit.xml.dist": "", "tests/ATest.php": "class ATest extends TestCase {}\n"}, "PHPUnit"),
        ({"DESCRIPTION": "Package: a\n", "tests/testthat.R": "library(testthat)\n"}, "R CMD check"),
        ({"a.cabal": "test-suite a\n", "test/Spec.hs": "main = hspec\n"}, "cabal test"),
    ],
)
def test_the_usual_way_is_found(texts: Mapping[str, str | None], tool: str) -> None:
    finding = look(texts)["test_invocation"]
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.GOOD)
    assert finding.because.values["tool"] == tool


@pytest.mark.parametrize(
    "texts",
    [
        {"package.json": '{\n  "scripts": {\n    "test": "echo \\"Error: no test specified\\" && exit 1"\n  }\n}'},
        {"Makefile": "# test: nothing\nall:\n\tcc a.c\n"},
        {"pom.xml": "<project/>"},
        {"mix.exs": ""},
        {"CMakeLists.txt": "project(a)\n"},
        {"README.md": "# test\n"},
    ],
)
def test_no_usual_way_stays_unknown(texts: Mapping[str, str | None]) -> None:
    assert look(texts)["test_invocation"].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("path", "text", "outcome"),
    [
        ("pyproject.toml", "[tool.coverage.report]\nfail_under = 90\n", Outcome.MET),
        (".coveragerc", "[report]\nfail_under = 60\n", Outcome.UNKNOWN),
        ("jest.config.js", "coverageThreshold: {\n  global: {\n    branches: 85,\n  }\n}\n", Outcome.MET),
        ("codecov.yml", "coverage:\n  status:\n    project:\n      default:\n        target: 95%\n", Outcome.MET),
        ("codecov.yml", "coverage:\n  status:\n    project:\n      default:\n        target: auto\n", Outcome.UNKNOWN),
        ("spec/spec_helper.rb", "SimpleCov.start do\n  minimum_coverage 100\nend\n", Outcome.MET),
        ("build.gradle", "limit {\n  minimum = 0.8\n}\n", Outcome.MET),
        ("tox.ini", "[testenv]\ncommands = pytest --cov-fail-under=80\n", Outcome.MET),
        ("pyproject.toml", "# fail_under = 90\n", Outcome.UNKNOWN),
        ("a.yml", "target: 95%\n", Outcome.UNKNOWN),
        ("package.json", '{"version": "90.0.0"}', Outcome.UNKNOWN),
    ],
)
def test_a_floor_for_coverage(path: str, text: str, outcome: Outcome) -> None:
    assert look({path: text})["test_most"].outcome is outcome
