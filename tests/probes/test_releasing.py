"""What a release carries and how it is made."""

# a case is a line

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles, Tag
from badge.core.findings import Outcome
from badge.core.messages import Message
from badge.probes import releasing
from badge.probes.probe import Probe

MIT = (Path(__file__).parents[1] / "data" / "licences" / "MIT.txt").read_text()
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CI = ".github/workflows/ci.yml"


def commit(number: int, *paths: str) -> Commit:
    return Commit(str(number), NOW + timedelta(days=number), "A", "a@example.org", paths=paths)


def tags(*names: str, on: str = "1", signed: bool = False) -> list[Tag]:
    return [Tag(name, on, NOW + timedelta(days=at), signed=signed) for at, name in enumerate(names)]


def said(
    probe: Probe,
    texts: Mapping[str, str],
    released: Sequence[Tag] = (),
    commits: Sequence[Commit] = (),
    limits: tuple[Message, ...] = (),
) -> str:
    evidence = Evidence(MemoryFiles(texts, limits), tags=released, history=History(commits))
    findings = probe.run(evidence)
    assert len({each.outcome for each in findings}) == 1
    return f"{findings[0].outcome} {int(findings[0].confidence)}"


def workflow(*steps: str) -> dict[str, str]:
    lines = "".join(f"      - {step}\n" for step in steps)
    return {CI: f"on: push\njobs:\n  a:\n    steps:\n{lines}", "README.md": "# Tool\n"}


@pytest.mark.parametrize(
    ("texts", "released", "expected"),
    [
        ({"README.md": "# Notes\n", "a.py": "pass\n"}, (), "na 2"),
        ({"README.md": "# Notes\n"}, tags("v1.0"), "unknown 1"),
        ({"README.md": "# Notes\n"}, tags("nightly"), "unknown 1"),
        ({"CHANGELOG.md": "# Changes\n\n## 1.0.0\n\n" + "- More.\n" * 9}, (), "unknown 1"),
        ({"package.json": '{"name": "tool", "version": "1.0.0"}'}, (), "unknown 1"),
        ({"package.json": '{"name": "tool", "version": "1.0.0", "private": true}'}, (), "na 2"),
        ({"README.md": "See https://example.org/tool/releases/latest\n"}, (), "unknown 1"),
        (workflow("run: npm publish"), (), "unknown 1"),
        ({}, (), "unknown 1"),
    ],
)
def test_without_any_sign_of_a_release_nothing_is_asked_of_one(
    texts: Mapping[str, str], released: Sequence[Tag], expected: str
) -> None:
    assert said(releasing.none, texts, released) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"LICENSE": MIT, "package.json": '{"license": "MIT"}'}, "met 3"),
        ({"LICENSE": MIT, "package.json": '{"license": "ISC"}'}, "unknown 1"),
        ({"LICENSE": MIT, "package.json": '{"license": "SEE LICENSE IN LICENSE"}'}, "unknown 1"),
        ({"LICENSE": MIT, "package.json": '{"license": "BUSL-1.1"}'}, "unknown 1"),
        ({"LICENSE": MIT}, "met 1"),
        ({"package.json": '{"license": "MIT"}'}, "unknown 1"),
        ({"LICENSE": MIT + "\n" + "You may not use this on Sundays, in any country of the world. " * 9}, "unknown 1"),
    ],
)
def test_the_licence_that_packages_declare_is_compared_with_the_text(texts: Mapping[str, str], expected: str) -> None:
    assert said(releasing.licence, texts) == expected


HISTORY = (commit(3, "a.c"), commit(2, "b.c"), commit(1, "LICENSE"))


@pytest.mark.parametrize(
    ("texts", "released", "commits", "expected"),
    [
        ({"LICENSE": MIT}, tags("v1.0"), HISTORY, "met 3"),
        ({"LICENSE": MIT}, tags("v1.0"), (commit(3, "LICENSE"), *HISTORY), "met 1"),
        ({"LICENSE": MIT}, tags("v1.0", on="elsewhere"), (commit(3, "a.c"),), "met 2"),
        ({"LICENSE": MIT}, (), HISTORY, "unknown 1"),
        ({"README.md": "x"}, tags("v1.0"), HISTORY, "unknown 1"),
        ({"LICENSE": MIT, ".gitattributes": "LICENSE export-ignore\n"}, tags("v1.0"), HISTORY, "unmet 3"),
        ({"LICENSE": MIT, ".gitattributes": "LICENSE export-ignore\n"}, (), HISTORY, "unmet 3"),
        ({"LICENSE": MIT, "COPYING": MIT, ".gitattributes": "COPYING export-ignore\n"}, tags("v1.0"), HISTORY, "met 3"),
        ({"LICENSE": MIT, ".gitattributes": "/docs export-ignore\n"}, tags("v1.0"), HISTORY, "met 3"),
    ],
)
def test_the_text_of_the_licence_is_looked_for_in_the_newest_version(
    texts: Mapping[str, str], released: Sequence[Tag], commits: Sequence[Commit], expected: str
) -> None:
    assert said(releasing.text, texts, released, commits) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow("run: pip install -r requirements.txt"), "met 3"),
        (workflow("run: npm ci", "run: cargo test"), "met 3"),
        ({**workflow("run: sudo apt-get install libx-dev"), "a.c": "int a;\n" * 9}, "met 2"),
        (workflow("run: npm ci", "run: curl -sSf https://example.org/install.sh | sh"), "unknown 1"),
        (workflow("run: wget https://example.org/tool-1.0.tar.gz"), "unknown 1"),
        (workflow("run: |\n          curl --fail \\\n            https://example.org/tool-1.0.zip"), "unknown 1"),
        (workflow("run: git clone https://example.org/lib"), "unknown 1"),
        ({**workflow("run: npm ci"), "Makefile": "lib:\n\twget https://example.org/lib.tar.gz\n"}, "unknown 1"),
        (workflow("run: npm ci", "run: 'curl -X POST https://example.org/hook'"), "met 3"),
        (workflow("run: echo pip install x"), "unknown 1"),
        ({**workflow("run: npm ci"), ".cirrus.star": "x"}, "met 2"),
        ({"README.md": "# Tool\n"}, "na 2"),
    ],
)
def test_dependencies_come_by_the_usual_tools(texts: Mapping[str, str], expected: str) -> None:
    assert said(releasing.dependencies, texts) == expected


PUBLISH, THREE = "uses: softprops/action-gh-release@v2", tags("v1.0", "v1.1", "v1.2")


@pytest.mark.parametrize(
    ("texts", "released", "expected"),
    [
        (workflow("run: cosign sign-blob tool", PUBLISH), THREE, "met 2"),
        (workflow("uses: actions/attest-build-provenance@v2", PUBLISH), THREE, "met 2"),
        (workflow("run: npm publish --provenance"), THREE, "met 2"),
        (workflow("uses: pypa/gh-action-pypi-publish@release/v1"), THREE, "met 2"),
        (workflow("run: gpg --detach-sign --armor tool.tar.gz", PUBLISH), THREE, "met 2"),
        ({"pom.xml": "<project><build><artifactId>maven-gpg-plugin</artifactId></build></project>"}, THREE, "met 2"),
        (workflow("run: gpg --detach-sign --armor tool.tar.gz"), THREE, "unknown 1"),
        (workflow("run: gpg --verify tool.asc", PUBLISH), THREE, "unmet 2"),
        (workflow(PUBLISH), THREE, "unmet 2"),
        (workflow(PUBLISH), THREE[:2], "unknown 1"),
        (workflow(PUBLISH), tags("v1", "v1.0", "v1.1", "v1.2", signed=True), "unknown 1"),
        (workflow("uses: pypa/gh-action-pypi-publish@" + "a" * 40), THREE, "unknown 1"),  # it may sign
        (workflow("run: npm publish"), THREE, "unknown 1"),
        ({**workflow(PUBLISH), "README.md": "Check it with gpg --verify tool.asc"}, THREE, "unknown 1"),
        ({**workflow(PUBLISH), ".cirrus.star": "x"}, THREE, "unknown 1"),
        ({"README.md": "# Tool\n"}, THREE, "unknown 1"),
    ],
)
def test_signed_releases(texts: Mapping[str, str], released: Sequence[Tag], expected: str) -> None:
    assert said(releasing.signed, texts, released) == expected


@pytest.mark.parametrize(
    ("texts", "released", "expected"),
    [
        (workflow("run: cargo publish"), THREE, "met 2"),
        (workflow("run: twine upload dist/*"), THREE, "met 2"),
        (workflow("run: cargo publish"), (), "unknown 1"),
        (workflow("run: cargo package"), THREE, "unknown 1"),
        ({".goreleaser.yml": "archives:\n  - name_template: '{{ .Version }}'\n"}, THREE, "unknown 1"),
        ({}, (), "unknown 1"),
    ],
)
def test_released_files_are_tied_to_a_version(texts: Mapping[str, str], released: Sequence[Tag], expected: str) -> None:
    assert said(releasing.named, texts, released) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (workflow("uses: anchore/sbom-action@v0", PUBLISH), "met 2"),
        (workflow("run: cyclonedx-gomod app -output bom.json", PUBLISH), "met 2"),
        (workflow("uses: docker/build-push-action@v6\n        with: {push: true, sbom: true}"), "met 2"),
        ({".goreleaser.yaml": "builds: []\nsboms:\n  - artifacts: archive\n"}, "met 2"),
        (workflow("uses: anchore/sbom-action@v0"), "unknown 1"),
        (workflow("uses: docker/build-push-action@v6\n        with: {push: true, sbom: false}"), "unknown 1"),
        ({"sbom.spdx.json": "{}"}, "unknown 1"),
        ({"a.go": "package a\n" * 9}, "unknown 1"),
        ({"a.py": "pass\n" * 9}, "na 2"),
        ({"a.py": "pass\n" * 9, "Dockerfile": "FROM x\n"}, "unknown 1"),
        ({"a.py": "pass\n" * 9, "fast.pyx": "pass\n"}, "unknown 1"),
        ({"README.md": "# Tool\n"}, "unknown 1"),
    ],
)
def test_a_list_of_parts(texts: Mapping[str, str], expected: str) -> None:
    assert said(releasing.parts, texts) == expected


@pytest.mark.parametrize("probe", [releasing.none, releasing.text, releasing.dependencies, releasing.parts])
def test_nothing_is_concluded_from_absence_in_a_tree_cut_short(probe: Probe) -> None:
    texts = {**workflow("run: npm ci"), "LICENSE": MIT, "a.py": "pass\n"}
    cut = (Message("The tree is too large."),)
    assert said(probe, texts, tags("v1.0") if probe is releasing.text else (), HISTORY, cut) == "unknown 1"


def test_without_tags_nothing_is_said_of_releases() -> None:
    findings = releasing.none.run(Evidence(MemoryFiles({"README.md": "x"}), absent={"tags": Message("Shallow.")}))
    assert {each.outcome for each in findings} == {Outcome.UNKNOWN}
