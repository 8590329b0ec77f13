"""Catalogues of texts belong to the software, and tools for accessibility are shown."""

# a repository of a case is a line

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding, Outcome
from badge.core.messages import Message
from badge.probes import accessibility
from badge.probes.probe import run

PROBES = (accessibility.translations, accessibility.practices)


def look(texts: dict[str, str], criterion: str) -> Finding:
    evidence = Evidence(MemoryFiles(texts))
    return next(each for each in run(evidence, PROBES, strict=True) if each.criterion == criterion)


@pytest.mark.parametrize(
    ("criterion", "texts", "outcome", "confidence"),
    [
        ("internationalization", {"po/de.po": 'msgid ""\n'}, Outcome.MET, 3),
        ("internationalization", {"src/locales/fr.json": "{}"}, Outcome.MET, 3),
        (
            "internationalization",
            {"tests/locale/de.po": "", "docs/locale/de.po": "", "tool-demo/messages_de.properties": ""},
            Outcome.UNKNOWN,
            1,
        ),
        ("internationalization", {"src/lang/parser.js": "", "src/translations/index.ts": ""}, Outcome.UNKNOWN, 1),
        ("accessibility_best_practices", {"package.json": '{"devDependencies": {"pa11y": "1"}}'}, Outcome.UNKNOWN, 1),
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
