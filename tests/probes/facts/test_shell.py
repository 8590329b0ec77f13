"""A script is cut into the commands it runs."""

from __future__ import annotations

import pytest

from badge.probes.facts.ci.shell import Command, commands


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("pytest -q", ["pytest -q"]),
        ("cd app && npm test || true", ["cd app", "npm test", "true"]),
        ("# pytest\necho 'no; tests' # && pytest", ["echo 'no; tests'"]),
        ("cargo test \\\n  --all", ["cargo test    --all"]),
        ("sudo -u nobody -E make check", ["make check"]),
        ("CI=1 FOO='a b' sudo timeout 30m make check", ["make check"]),
        ("cat > run.sh <<'EOF'\npytest\nEOF\nls", ["cat > run.sh <<'EOF'", "ls"]),
        ("if make; then make test; fi", ["make", "make test", "fi"]),
        ("pytest 2>&1 | tee log", ["pytest 2>&1", "tee log"]),
        ("REM pytest\n:: pytest", []),
    ],
)
def test_cut(script: str, wanted: list[str]) -> None:
    assert [each.text for each in commands(script, "x")] == wanted


@pytest.mark.parametrize(
    ("script", "tolerated"),
    [
        ("ruff check || true", True),
        ("ruff check || exit 1", False),
        ("set +e\nruff check", True),
        ("ruff check || :", True),
    ],
)
def test_what_is_tolerated(script: str, tolerated: bool) -> None:
    assert [each.tolerated for each in commands(script, "x") if each.text.startswith("ruff")] == [tolerated]


@pytest.mark.parametrize(
    "text",
    [
        "echo pytest",
        "pip install pytest",
        "python -m pip install -U pytest",
        "apt-get -y install cppcheck",
        "apt-get -o Dpkg::Use-Pty=0 install valgrind",
        "/opt/bin/brew install shellcheck",
        "cargo install cargo-fuzz",
        "go install honnef.co/go/tools/cmd/staticcheck@latest",
        "npm ci",
        "shellcheck --version",
        'cmd="pytest"',
    ],
)
def test_printing_and_installing_is_quiet(text: str) -> None:
    assert Command(text, "x", 1).quiet


@pytest.mark.parametrize(
    "text", ["npm test", "cargo test", "make check", "python -m pytest", "go vet ./...", "test-all.sh"]
)
def test_running_is_not_quiet(text: str) -> None:
    assert not Command(text, "x", 1).quiet


def test_lines_are_counted_from_where_the_script_begins() -> None:
    assert [(each.text, each.line) for each in commands("make\n\npytest", "x", 7)] == [("make", 7), ("pytest", 9)]
