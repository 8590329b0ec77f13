"""Builds a repository of a given size for measuring, with one `git fast-import`; the same bytes every time."""

from __future__ import annotations

import subprocess
from pathlib import Path

_BODY = "def thing_%d(value: int) -> int:\n    '''Give the value, one larger.'''\n    return value + %d\n" * 20
_DOCUMENTS = {
    "README.md": "# Example\n\nExample is a library that counts things.\n\n## Install\n\n    pip install example\n\n"
    "## Usage\n\nCall `count()`.\n\n## Contributing\n\nOpen an issue or a pull request.\n",
    "LICENSE": "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n" * 5,
    "CONTRIBUTING.md": "# Contributing\n\nFork, branch, and open a pull request. Add tests for new features.\n" * 5,
    "CHANGELOG.md": "".join(f"## 1.{number}.0\n\n* Something new.\n\n" for number in range(50, 0, -1)),
    ".github/workflows/test.yml": "on: [push, pull_request]\njobs:\n  test:\n    steps:\n      - run: pytest\n",
    "pyproject.toml": "[project]\nname = 'example'\nversion = '1.50.0'\n[tool.ruff]\n",
}


def build(folder: Path, commits: int = 5000, files: int = 240) -> Path:
    """Make a bare repository with its history, tags and documents."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
    lines: list[bytes] = []
    for number in range(1, commits + 1):
        when = 1_600_000_000 + number * 20_000
        who = f"Person {number % 7} <person{number % 7}@example.org> {when} +0000"
        subject = f"Change {number}"
        lines.append(
            f"commit refs/heads/main\nmark :{number}\ncommitter {who}\ndata {len(subject)}\n{subject}".encode()
        )
        if number == 1:
            for path, text in _DOCUMENTS.items():
                lines.append(_file(path, text))
        slot = number % files
        place = f"tests/test_{slot}.py" if slot % 4 == 0 else f"src/part{slot % 12}/module_{slot}.py"
        lines.append(_file(place, (_BODY % ((number, slot) * 20))))
        lines.append(b"")
        if number % 100 == 0:
            lines.append(f"tag v1.{number // 100}.0\nfrom :{number}\ntagger {who}\ndata 7\nrelease".encode())
    subprocess.run(
        ["git", f"--git-dir={folder}", "fast-import", "--quiet"], input=b"\n".join(lines) + b"\n", check=True
    )
    return folder


def _file(path: str, text: str) -> bytes:
    data = text.encode()
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data
