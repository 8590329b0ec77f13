"""Tools that watch dependencies are seen in services' files and in commands, and what they do not watch is told."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.probes.facts import Facts
from badge.probes.facts.watchers import Watchers

CODE = {"a.py": "x = 1\n"}


def watchers(texts: dict[str, str]) -> Watchers:
    found: Watchers = Facts(Evidence(MemoryFiles({**CODE, **texts}))).get("watchers")
    return found


def step(line: str) -> dict[str, str]:
    return {".github/workflows/a.yml": f"on: push\njobs:\n  a:\n    steps:\n      - {line}\n"}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("run: pip-audit -r requirements.txt", "pip-audit"),
        ("run: npm audit --omit=dev", "npm audit"),
        ("run: cargo deny check advisories", "cargo-deny"),
        ("run: go run golang.org/x/vuln/cmd/govulncheck ./...", "govulncheck"),
        ("uses: google/osv-scanner-action/osv-scanner-action@v2", "OSV-Scanner"),
        ("uses: actions/dependency-review-action@v4", "GitHub's dependency review"),
    ],
)
def test_an_audit_is_seen(line: str, name: str) -> None:
    assert [each.name for each in watchers(step(line)).audits] == [name]


@pytest.mark.parametrize(
    "line", ["run: echo npm audit", "run: npm test", "run: make safety", "uses: actions/checkout@v4"]
)
def test_what_only_sounds_like_an_audit_is_none(line: str) -> None:
    assert watchers(step(line)).audits == ()


@pytest.mark.parametrize(
    ("ecosystems", "narrow"),
    [(("pip",), False), (("github-actions",), True), (("npm", "docker"), True), (("npm", "uv"), False)],
)
def test_dependabot_counts_for_what_it_watches(ecosystems: tuple[str, ...], narrow: bool) -> None:
    updates = "".join(f"  - package-ecosystem: {each}\n    directory: /\n" for each in ecosystems)
    [found] = watchers({".github/dependabot.yml": f"version: 2\nupdates:\n{updates}"}).updates
    assert (found.name, found.narrow) == ("Dependabot", narrow)


def test_other_services_are_known_by_their_files() -> None:
    assert [each.name for each in watchers({"renovate.json": "{}"}).updates] == ["Renovate"]
    assert [each.name for each in watchers({"package.json": '{"renovate": {}}'}).updates] == ["Renovate"]
    assert watchers({"src/renovate.json": "{}", "x/y/dependabot.yml": ""}).updates == ()
