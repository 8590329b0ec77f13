"""Tools are found where they are used, and not where they are only named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.probes.facts import Facts
from badge.probes.facts.tools import FOR, TOOLS, Kind
from badge.probes.facts.usage import How, Usage
from badge.probes.patterns import compiled

CI = ".github/workflows/ci.yml"


def ci(command: str, events: str = "push") -> dict[str, str]:
    return {CI: f"on: {events}\njobs:\n  a:\n    steps:\n      - run: |\n          {command}\n"}


def use(texts: Mapping[str, str | None]) -> Usage:
    usage = Facts(Evidence(MemoryFiles(texts))).get("usage")
    assert isinstance(usage, Usage)
    return usage


def found(texts: Mapping[str, str | None]) -> set[tuple[str, str]]:
    return {(each.tool.name, each.how.name) for each in use(texts).all}


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("ruff check .", "Ruff"),
        ("python -m flake8 src", "Flake8"),
        ("uv run mypy", "mypy"),
        ("bandit -r src", "Bandit"),
        ("npx eslint .", "ESLint"),
        ("golangci-lint run", "golangci-lint"),
        ("go vet ./...", "go vet"),
        ("go run honnef.co/go/tools/cmd/staticcheck@latest ./...", "Staticcheck"),
        ("gosec ./...", "gosec"),
        ("cargo +nightly clippy --all", "Clippy"),
        ("cargo miri test", "Miri"),
        ("cargo fuzz run a", "cargo-fuzz"),
        ("run-clang-tidy -p build", "clang-tidy"),
        ("cppcheck src", "Cppcheck"),
        ("scan-build make", "Clang Static Analyzer"),
        ("flawfinder .", "Flawfinder"),
        ("./mvnw -B spotbugs:check", "SpotBugs"),
        ("./gradlew detekt", "detekt"),
        ("bundle exec rubocop", "RuboCop"),
        ("bundle exec brakeman -q", "Brakeman"),
        ("vendor/bin/phpstan analyse", "PHPStan"),
        ("vendor/bin/psalm --taint-analysis", "Psalm taint analysis"),
        ("swiftlint --strict", "SwiftLint"),
        ("hlint src", "HLint"),
        ("mix credo --strict", "Credo"),
        ("mix dialyzer", "Dialyzer"),
        ("mix sobelow", "Sobelow"),
        ("luacheck lua", "Luacheck"),
        ("perlcritic lib", "Perl::Critic"),
        ("Rscript -e 'lintr::lint_package()'", "lintr"),
        ("dart analyze", "Dart analyser"),
        ("shellcheck *.sh", "ShellCheck"),
        ("clj-kondo --lint src", "clj-kondo"),
        ("slither .", "Slither"),
        ("make CFLAGS=-fsanitize=address check", "AddressSanitizer and its kin"),
        ("valgrind ./a", "Valgrind"),
        ("go test -fuzz=FuzzX ./...", "Go fuzzing"),
        ("zap-baseline.py -t http://localhost", "OWASP ZAP"),
        ("cmake -B build -DENABLE_ASAN=ON", "AddressSanitizer and its kin"),
        ("semgrep ci", "Semgrep"),
    ],
)
def test_a_command_in_ci(command: str, name: str) -> None:
    assert (name, "CI") in found(ci(command))


@pytest.mark.parametrize(
    "command",
    [
        "# ruff check",
        "echo ruff check",
        "pip install ruff flake8 mypy",
        "apt-get install -y cppcheck valgrind",
        "cargo fmt --check",
        "ruff format --check .",
        "cat eslint.log",
        "npm install eslint",
        "shellcheck --version",
        "go test ./...",
    ],
)
def test_a_look_alike_in_ci(command: str) -> None:
    assert not found(ci(command))


@pytest.mark.parametrize(
    ("uses", "name"),
    [
        ("github/codeql-action/analyze@v3", "CodeQL"),
        ("golangci/golangci-lint-action@v6", "golangci-lint"),
        ("astral-sh/ruff-action@v1", "Ruff"),
        ("google/oss-fuzz/infra/cifuzz/actions/run_fuzzers@master", "OSS-Fuzz in CI"),
        ("SonarSource/sonarqube-scan-action@v4", "SonarQube"),
        ("oxsecurity/megalinter@v8", "MegaLinter"),
    ],
)
def test_an_action(uses: str, name: str) -> None:
    text = f"on: push\njobs:\n  a:\n    steps:\n      - uses: {uses}\n"
    assert (name, "CI") in found({CI: text})


@pytest.mark.parametrize(
    "uses", ["github/codeql-action/upload-sarif@v3", "actions/checkout@v4", "ossf/scorecard-action@v2"]
)
def test_an_action_that_analyses_nothing(uses: str) -> None:
    assert not found({CI: f"on: push\njobs:\n  a:\n    steps:\n      - uses: {uses}\n"})


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        (".eslintrc.json", "{}", "ESLint"),
        ("packages/a/eslint.config.mjs", "", "ESLint"),
        (".clang-tidy", "", "clang-tidy"),
        ("pyproject.toml", "[tool.ruff]\nline-length = 9\n", "Ruff"),
        ("setup.cfg", "[flake8]\n", "Flake8"),
        ("setup.cfg", "[mypy-x.*]\n", "mypy"),
        ("package.json", '{"eslintConfig": {}}', "ESLint"),
        ("Cargo.toml", "[lints.clippy]\nall = 'warn'\n", "Clippy"),
        (".golangci.yml", "", "golangci-lint"),
        ("pom.xml", "<artifactId>spotbugs-maven-plugin</artifactId>", "SpotBugs"),
        (".rubocop.yml", "", "RuboCop"),
        ("build.gradle", "id 'com.github.spotbugs' version '6'", "SpotBugs"),
        ("phpstan.neon.dist", "", "PHPStan"),
        ("a/a.csproj", '<PackageReference Include="StyleCop.Analyzers" />', ".NET analysers"),
        (".clusterfuzzlite/build.sh", "", "ClusterFuzzLite"),
        (".credo.exs", "", "Credo"),
    ],
)
def test_a_configuration(path: str, text: str, name: str) -> None:
    assert (name, "CONFIGURED") in found({path: text})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("vendor/x/.eslintrc.json", "{}"),
        ("node_modules/a/.eslintrc", "{}"),
        ("examples/.rubocop.yml", ""),
        ("tests/fixtures/.clang-tidy", ""),
        ("docs/.flake8", ""),
        ("pyproject.toml", "# [tool.ruff]\n"),
        ("pom.xml", "<!-- spotbugs-maven-plugin -->"),
        ("crates/a/Cargo.toml", 'description = "a standard printer"\n'),
        ("README.md", "We use eslint, ruff and CodeQL."),
        ("package.json", '{"description": "like eslint"}'),
    ],
)
def test_a_look_alike_of_a_configuration(path: str, text: str) -> None:
    assert not found({path: text})


HOOKS = "repos:\n- repo: x\n  hooks:\n  - id: ruff\n"


def test_hooks_count_as_ci_where_ci_runs_them() -> None:
    path = ".pre-commit-config.yaml"
    assert found({path: HOOKS}) == {("Ruff", "HOOK")}
    assert ("Ruff", "CI") in found({path: HOOKS, **ci("pre-commit run --all-files")})
    assert ("Ruff", "CI") in found({path: "ci: {autofix_prs: true}\n" + HOOKS})
    assert found({path: "ci: {skip: [ruff]}\n" + HOOKS}) == {("Ruff", "HOOK")}


def test_a_package_alone_is_only_installed() -> None:
    assert found({"package.json": '{"devDependencies": {"eslint": "9"}}'}) == {("ESLint", "INSTALLED")}


@pytest.mark.parametrize(
    ("command", "tolerated"),
    [
        ("ruff check", False),
        ("ruff check --exit-zero", True),
        ("ruff check || true", True),
        ("ruff check | tee log", False),
    ],
)
def test_what_is_tolerated(command: str, tolerated: bool) -> None:
    assert [each.tolerated for each in use(ci(command)).all] == [tolerated]


def test_a_linter_for_a_side_language_does_not_speak_for_the_product() -> None:
    texts = {**ci("ruff check scripts"), "src/a.c": "int x;\n" * 900, "scripts/a.py": "x = 1\n"}
    assert not use(texts).of(Kind.LINT)
    assert use({**ci("ruff check"), "a.py": "x = 1\n"}).of(Kind.LINT)


def test_without_a_known_language_every_tool_may_speak() -> None:
    assert use({"tool": "#!/bin/sh\n", **ci("shellcheck tool")}).of(Kind.LINT)


def test_the_configuration_nearest_to_the_top_comes_first() -> None:
    pom = "<artifactId>maven-checkstyle-plugin</artifactId>\n"
    [best] = use({"A.java": "class A {}\n", "a/pom.xml": pom, "pom.xml": pom}).best(Kind.LINT)
    assert best.place.path == "pom.xml"


def test_property_tests_in_rust_are_named_by_their_own_tool() -> None:
    names = {name for name, _ in found({"Cargo.toml": '[dev-dependencies]\nquickcheck = "1.0"\n'})}
    assert "proptest" not in names
    assert "quickcheck for Rust" in names


NOX = (
    "@nox.session(name='lint')\ndef check(session):\n    session.run('flake8', 'src')\n\n"
    "@nox.session\n@nox.parametrize('x', [1])\ndef tests(session):\n    session.run('pytest')\n"
)


@pytest.mark.parametrize(
    ("command", "linted"),
    [
        ("nox", True),
        ("nox -s lint", True),
        ("nox -s tests lint", True),
        ("nox -s lint-3.12", True),
        ("nox -s tests", False),
        ("nox -t py-old", False),
        ("pip install --upgrade nox setuptools", False),
    ],
)
def test_of_nox_only_the_sessions_that_are_asked_for_run(command: str, linted: bool) -> None:
    assert (("Flake8", "CI") in found({"a.py": "x = 1\n", "noxfile.py": NOX, **ci(command)})) is linted


def test_the_best_use_comes_first() -> None:
    usage = use({**ci("ruff check"), "ruff.toml": "", "a.py": "x = 1\n"})
    assert [each.how for each in usage.best(Kind.LINT)] == [How.CI]


def test_every_row_of_the_table_is_sound() -> None:
    assert len({each.name for each in TOOLS}) == len(TOOLS) > 100
    for tool in TOOLS:
        assert tool.command or tool.files or tool.keys or tool.uses or tool.hooks or tool.packages, tool.name
        assert compiled(tool.command or "x") is not None
        assert compiled(tool.uses or "x") is not None
    named = {name for names in FOR for name in names.split("; ")}
    assert named <= {each.name for each in TOOLS}
