"""A reference of the interface is told from pages that are only named so."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.probes import interface

PAGE = "A line of the reference. " * 20


def look(texts: dict[str, str]) -> Finding:
    evidence = Evidence(
        MemoryFiles({"main.c": "x", **texts}), repository=Repository(web="https://github.com/example/tool")
    )
    [finding] = [each for each in interface.reference.run(evidence) if not each.criterion.startswith("osps_")]
    return finding


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("openapi.yaml", PAGE),
        ("docs/api.md", PAGE),
        ("docs/reference/options.rst", PAGE),
        ("man/tool.1", ".TH TOOL 1\n" + PAGE),
        ("tool.1", ".Dd today\n"),
        ("docs/tool.8.adoc", PAGE),
        ("man/sort.Rd", PAGE),
        ("docs/tool.texi", PAGE),
        ("Doxyfile", "INPUT = src\n"),
        ("docs/conf.py", 'extensions = ["sphinx.ext.autodoc"]\n'),
        ("mkdocs.yml", "plugins:\n  - mkdocstrings\n"),
        ("mix.exs", '{:ex_doc, "~> 0.30"}'),
        ("src/lib.rs", "#![warn(missing_docs)]\n"),
        ("doc/tool.txt", "*tool.txt* helps you\n"),
    ],
)
def test_a_reference_is_found(path: str, text: str) -> None:
    finding = look({path: text})
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.GOOD)
    assert finding.places[0].path == path


@pytest.mark.parametrize(
    "texts",
    [
        {"docs/api.md": "See elsewhere."},
        {"vendor/other/openapi.yaml": PAGE},
        {"tests/openapi.yaml": PAGE},
        {"examples/docs/api.md": PAGE},
        {"docs/CHANGELOG.1": PAGE},
        {"lib/libtool.so.1": PAGE},
        {"docs/conf.py": "extensions = []\n"},
        {"docs/conf.py": "# to document with autodoc, see sphinx.ext.autodoc\n"},
        {"docs/explanation/tour/cli.rst": PAGE},
        {"doc/notes.txt": "Plain notes.\n"},
        {"docs/api/CMakeLists.txt": PAGE},
        {"README.md": "## Options\n\nFew words.\n"},
        {"README.md": "[docs](https://docs.rs/another)\n"},
    ],
)
def test_look_alikes_leave_it_open(texts: dict[str, str]) -> None:
    assert look(texts).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "texts",
    [
        {"README.md": "## Options\n\n" + "word " * 120},
        {"README.md": "[docs](https://docs.rs/tool/latest)\n"},
        {"crates/part/of/src/lib.rs": "#![deny(missing_docs)]\n"},
    ],
)
def test_parts_and_links_count_less(texts: dict[str, str]) -> None:
    finding = look(texts)
    assert (finding.outcome, finding.confidence) == (Outcome.MET, Confidence.PARTIAL)


def test_documents_alone_have_no_interface() -> None:
    [finding] = [
        each
        for each in interface.reference.run(Evidence(MemoryFiles({"README.md": "Notes.", "a.png": b"\x89"})))
        if not each.criterion.startswith("osps_")
    ]
    assert finding.outcome is Outcome.NA
