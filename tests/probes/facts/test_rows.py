"""Rows are found as if each pattern were tried; a beginning only spares the trying."""

from __future__ import annotations

import pytest

from badge.probes.facts import means, styles, tools
from badge.probes.facts.rows import Rows, beginnings
from badge.probes.patterns import found

PATTERNS = [
    *(tool.command for tool in tools.TOOLS if tool.command),
    *(tool.uses for tool in tools.TOOLS if tool.uses),
    *(pattern for _, pattern in tools.TEST_COMMANDS),
    *(row.command for row in means.INSTALLERS),
    *(row.command for row in means.PUBLISHERS),
    *(row.command for row in means.SIGNERS),
    *(row.command for row in means.SBOMS),
    *(style.named for style in styles.STYLES),
    *(style.enforced for style in styles.STYLES if style.enforced),
]


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("ruff", ("ruff",)),
        (r"\bGo test|^gotestsum\b", ("go test", "gotestsum")),
        (r"setup\.py\s", ("setup.py",)),
        (r"pylints?", ("pylint",)),
        (r"tests*", ("test",)),
        (r"test{2}", ("tes",)),
        (r"(?:apt|apt-get) install", ("apt", "apt-get")),
        (r"(?:apt|apt-get)? install", ()),
        (r"go (?:a|b)|x[|]y|[^]|]z", ()),
        (r"go (?:a|b)|ab[|]y", ("go ", "ab")),
        (r"npm ci|\w+", ()),
        (r"a|npm", ()),
        (r"", ()),
    ],
)
def test_the_beginning_of_each_alternative_is_known(pattern: str, starts: tuple[str, ...]) -> None:
    """And where one has none, nothing is said."""
    assert beginnings(pattern) == starts


@pytest.mark.parametrize(
    "text",
    [
        "python -m pytest --cov && ruff check . && mypy .",
        "RUN PIP INSTALL -r requirements.txt; NPM ci; cargo clippy -- -D warnings",
        "twine upload dist/*; cosign sign x; syft . -o spdx-json; gh release create",
        "uses: github/codeql-action/analyze@v3, golangci/golangci-lint-action",
        "We follow PEP 8 and the Google Java style guide; run prettier --check",
        "clang-tidy -p build; valgrind ./a.out; checkpatch.pl; black --check .",
        "pytest\u017f \u212aubectl npm te\u017ft e\u017flint",
        "",
    ],
)
def test_no_row_is_missed(text: str) -> None:
    """All rows of all tables give what trying each pattern gives."""
    assert list(Rows((each, each) for each in PATTERNS).of(text)) == [each for each in PATTERNS if found(each, text)]


def test_a_row_may_ask_for_something_around_it() -> None:
    """The whole pattern decides."""
    rows = Rows([("a", "ruff"), ("b", "mypy")], lambda row: rf"\brun (?:{row})\b")
    assert list(rows.of("run mypy, then ruff")) == ["b"]
