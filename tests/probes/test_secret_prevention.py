"""Secrets are kept out by a hook or an ignore list; what only looks later is not enough."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.probes import secret_prevention

HOOK = "repos:\n- repo: https://github.com/gitleaks/gitleaks\n  hooks:\n  - id: gitleaks\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({".pre-commit-config.yaml": HOOK}, "met 2"),
        ({".husky/pre-commit": "npx secretlint\n"}, "met 2"),
        ({"lefthook.yml": "pre-commit:\n  commands:\n    a:\n      run: gitleaks protect --staged\n"}, "met 2"),
        ({".pre-commit-config.yaml": "repos: []  # gitleaks is not used\n"}, "unknown 1"),
        ({".gitignore": "*.pyc\n.env\n*.pem\n"}, "met 2"),
        ({".gitignore": "/config/.env.*\ncredentials.json\n"}, "met 2"),
        ({".gitignore": ".env\n"}, "met 1"),
        ({".gitignore": ".venv\nenv/\n.environment\n!.env\n*.monkey\n"}, "unknown 1"),
        ({".gitignore": "# .env\n*.o\n"}, "unknown 1"),
        (
            {".github/workflows/a.yml": "jobs:\n  a:\n    steps:\n    - uses: gitleaks/gitleaks-action@v2\n"},
            "unknown 1",
        ),
        ({"main.c": "int main(void) {}\n"}, "unknown 1"),
    ],
)
def test_a_measure_is_found(texts: Mapping[str, str], expected: str) -> None:
    [finding] = secret_prevention.prevention.run(Evidence(MemoryFiles(texts)))
    assert f"{finding.outcome} {int(finding.confidence)}" == expected


def test_a_stored_secret_shows_that_nothing_prevented_it() -> None:
    secret = "glpat-" + "aB3dE5gH7jK9mN1pQ3sT"
    texts = {".pre-commit-config.yaml": HOOK, "deploy.py": f'key = "{secret}"\n'}
    [finding] = secret_prevention.prevention.run(Evidence(MemoryFiles(texts)))
    assert f"{finding.outcome} {int(finding.confidence)}" == "unmet 3"
    assert secret not in str(finding)
