"""Commands that run tests are told from those that only look so."""

from __future__ import annotations

import pytest

from badge.probes.facts.testing import ENTRIES
from badge.probes.facts.testing import test_command as command_of
from badge.probes.facts.tools import TEST_COMMANDS
from badge.probes.patterns import compiled


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("pytest -q", "pytest"),
        ("python -m pytest", "pytest"),
        ("python3 -m unittest discover", "unittest"),
        ("tox -e py312", "tox"),
        ("uv run --group dev tox run", "tox"),
        ("nox -s tests-3.12", "nox"),
        ("python manage.py test", "Django's tests"),
        ("go test ./...", "go test"),
        ("gotestsum --format x", "go test"),
        ("cargo test --all", "cargo test"),
        ("cargo +nightly nextest run", "cargo test"),
        ("npm test", "npm test"),
        ("npm run test:unit", "npm test"),
        ("yarn test", "npm test"),
        ("pnpm -r test", "npm test"),
        ("npx vitest run", "a JavaScript test runner"),
        ("node --test", "a JavaScript test runner"),
        ("deno test -A", "a JavaScript test runner"),
        ("mvn -B verify", "Maven"),
        ("./gradlew check", "Gradle"),
        ("make -j4 check", "Make"),
        ("make test-ci", "Make"),
        ("ctest -V", "CTest"),
        ("meson test -C build", "meson test"),
        ("bazel test //...", "bazel test"),
        ("bundle exec rake", "rake"),
        ("bundle exec rspec", "RSpec"),
        ("vendor/bin/phpunit", "PHPUnit"),
        ("vendor/bin/pest --ci", "PHPUnit"),
        ("composer test", "Composer's test script"),
        ("dotnet test --no-build", "dotnet test"),
        ("swift test", "swift test"),
        ("xcodebuild -scheme x test", "swift test"),
        ("mix test --cover", "mix test"),
        ("rebar3 eunit", "rebar3"),
        ("sbt +test", "sbt test"),
        ("lein test", "lein test"),
        ("prove -lr t", "prove"),
        ("cabal test all", "cabal test"),
        ("stack test --fast", "cabal test"),
        ("R CMD check pkg", "R CMD check"),
        ("flutter test", "dart test"),
        ("zig build test", "zig build test"),
        ("bats tests", "bats"),
        ("busted spec", "busted"),
        ("crystal spec", "crystal spec"),
        ("dune runtest", "dune test"),
        ("raco test .", "raco test"),
        ("forge test -vvv", "forge test"),
        ("dub test", "dub test"),
        ("nimble test", "nimble test"),
        ("julia -e 'using Pkg; Pkg.test()'", "Julia's tests"),
        ("./scripts/run-tests.sh", "prysk"),
        ("bin/test", "rake"),
        ("docker run -v x:y img pytest", "pytest"),
        ("Rscript -e 'devtools::test()'", "R CMD check"),
    ],
)
def test_a_command_that_runs_tests(command: str, name: str) -> None:
    assert command_of(command) == name


@pytest.mark.parametrize(
    "command",
    [
        "make",
        "make check-format",
        "make lint",
        "tox -e lint",
        "tox -e docs",
        "tox run -e typing",
        "npm run build",
        "npm run lint",
        "mvn -DskipTests package",
        "./gradlew build -x test",
        "cargo build",
        "cargo test --no-run",
        "go build ./...",
        "pytest --version",
        "make clean-tests",
        "cmake --build .",
        "docker build -t latest .",
        "git checkout test",
        "cargo bench",
        "make speed-test",
        "npm run check:format",
        "pnpm run test:types",
        "yarn test:dts",
        "nox -s pep484",
        "pip install pytest",
        "python -m pip install --upgrade nox setuptools",
        "sudo apt-get -y install valgrind bats",
        "ls latest",
        "python setup.py sdist",
        "composer validate",
        "mix format --check-formatted",
    ],
)
def test_a_look_alike(command: str) -> None:
    assert command_of(command) == ""


def test_the_tables_are_sound_and_cover_at_least_twenty_ecosystems() -> None:
    assert len(TEST_COMMANDS) >= 20
    assert len({name for name, *_ in ENTRIES}) >= 20
    for _, names, needs, test in ENTRIES:
        assert compiled(names) is not None
        assert compiled(needs or "x") is not None
        assert compiled(test or "x") is not None
