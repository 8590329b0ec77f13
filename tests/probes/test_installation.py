"""A package counts when the documents name it; a makefile when it respects DESTDIR."""

# a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import installation
from badge.probes.probe import run

PROBES = (installation.common, installation.places, installation.ready)
PADDING = "These words only make the document long enough to be one. " * 5 + "\n\n"


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        (
            "installation_common",
            {
                "README.md": "# Tool\n\n    pip install tool-x\n",
                "pyproject.toml": '[project]\nname = "tool-x"\nversion = "1"\n',
                "a.py": "",
            },
            Outcome.MET,
            3,
        ),
        (
            "installation_common",
            {
                "README.md": "# Tool\n\n    pip install other\n",
                "pyproject.toml": '[project]\nname = "tool-x"\nversion = "1"\n',
                "a.py": "",
            },
            Outcome.UNKNOWN,
            1,
        ),
        (
            "installation_common",
            {
                "README.md": "# Tool\n\n    pip install -e .\n",
                "pyproject.toml": '[project]\nname = "tool-x"\nversion = "1"\n',
                "a.py": "",
            },
            Outcome.UNKNOWN,
            1,
        ),
        (
            "installation_common",
            {"Makefile": "install:\n\tinstall a $(DESTDIR)/bin\nuninstall:\n\trm $(DESTDIR)/bin/a\n", "a.c": ""},
            Outcome.MET,
            3,
        ),
        ("installation_common", {"README.md": "# Words\n"}, Outcome.NA, 2),
        (
            "installation_standard_variables",
            {"Makefile": "install:\n\tinstall a $(DESTDIR)$(PREFIX)/bin\n", "a.c": "int x;\n"},
            Outcome.MET,
            3,
        ),
        (
            "installation_standard_variables",
            {"Makefile": "install:\n\tcp a /usr/bin/a\n", "a.c": "int x;\n"},
            Outcome.UNMET,
            2,
        ),
        (
            "installation_standard_variables",
            {"Makefile": "install:\n\tcp a $(PREFIX)/bin/a\n", "a.c": "int x;\n"},
            Outcome.UNKNOWN,
            1,
        ),
        (
            "installation_development_quick",
            {"CONTRIBUTING.md": PADDING + "Run `npm ci` first.\n", "package.json": "{}", "a.js": ""},
            Outcome.MET,
            3,
        ),
        (
            "installation_development_quick",
            {"CONTRIBUTING.md": PADDING + "Run `npm ci` first.\n", "a.py": ""},
            Outcome.UNKNOWN,
            1,
        ),
        ("installation_development_quick", {".devcontainer/devcontainer.json": "{}", "a.js": ""}, Outcome.MET, 2),
        (
            "installation_development_quick",
            {"README.md": "# Tool\n\n## Install\n\n    npm install\n", "package.json": "{}", "a.js": ""},
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
