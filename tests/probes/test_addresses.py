"""Open addresses of the project itself are told from those of others and of examples."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import addresses
from badge.probes.probe import Probe

HERE = Repository(remote="https://github.com/acme/tool.git", web="https://github.com/acme/tool")
NOWHERE = Repository()


def look(probe: Probe, texts: dict[str, str], repository: Repository = HERE, *limits: Message) -> Finding:
    [finding] = [
        each
        for each in probe.run(Evidence(MemoryFiles(texts, limits), repository=repository))
        if not each.criterion.startswith("osps_")
    ]
    return finding


def manifest(homepage: str) -> dict[str, str]:
    return {"package.json": f'{{"homepage": "{homepage}"}}'}


@pytest.mark.parametrize(
    ("texts", "repository", "outcome", "confidence"),
    [
        (manifest("https://tool.org"), HERE, Outcome.MET, Confidence.GOOD),
        ({"README.md": "A tool."}, HERE, Outcome.MET, Confidence.PARTIAL),
        ({"README.md": "[Website](https://tool.org)"}, NOWHERE, Outcome.MET, Confidence.PARTIAL),
        (manifest("http://tool.org"), HERE, Outcome.UNMET, Confidence.GOOD),
        ({"README.md": "[Website](http://tool.org)"}, HERE, Outcome.UNMET, Confidence.GOOD),
        ({"README.md": "[Website](http://other.org)"}, HERE, Outcome.UNKNOWN, Confidence.CUE),
        (
            {"README.md": "![v](http://img.shields.io/x.svg) http://www.w3.org/2000/svg"},
            HERE,
            Outcome.MET,
            Confidence.PARTIAL,
        ),
        (manifest("http://localhost:8000"), HERE, Outcome.MET, Confidence.PARTIAL),
        ({"README.md": "A tool."}, Repository(web="http://git.acme.org/tool"), Outcome.UNKNOWN, Confidence.CUE),
        ({"README.md": "A tool."}, NOWHERE, Outcome.UNKNOWN, Confidence.CUE),
    ],
)
def test_declared_addresses_are_judged(
    texts: dict[str, str], repository: Repository, outcome: Outcome, confidence: Confidence
) -> None:
    finding = look(addresses.https, texts, repository)
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


@pytest.mark.parametrize(
    ("readme", "outcome"),
    [
        ("```\npip install tool\n```\n", Outcome.MET),
        ("```\ngit clone https://github.com/acme/tool\n```\n", Outcome.MET),
        ("```\nwget http://downloads.tool.org/tool-1.0.tar.gz\n```\n", Outcome.UNMET),
        ("```\ngit clone http://github.com/acme/tool\n```\n", Outcome.UNMET),
        ("```\ncurl ftp://ftp.acme.org/tool.zip -O\n```\n", Outcome.UNMET),
        ("```\nwget http://elsewhere.org/library.tar.gz\n```\n", Outcome.UNKNOWN),
        ("```\nnpm install tool\ncurl http://localhost:8080/tool.zip\n```\n", Outcome.MET),
        ("```\nmake install\ngit clone https://github.com/acme/tool\n```\n", Outcome.MET),
        ("```\nnpm install tool\ncurl http://api.other.org/v1/things\n```\n", Outcome.MET),
    ],
)
def test_the_way_to_people_is_judged_by_the_instructions(readme: str, outcome: Outcome) -> None:
    assert look(addresses.delivery, {"README.md": readme}).outcome is outcome


@pytest.mark.parametrize(
    "command",
    ["sudo make install", "meson install -C build", "./configure", "pip install -e .", "cargo install --path x"],
)
def test_a_command_that_installs_what_is_here_does_not_tell_the_way(command: str) -> None:
    assert look(addresses.delivery, {"README.md": f"```\n{command}\n```\n"}, NOWHERE).outcome is Outcome.UNKNOWN


def test_without_instructions_only_a_known_forge_tells_the_way() -> None:
    assert look(addresses.delivery, {"README.md": "A tool."}).confidence is Confidence.PARTIAL
    assert look(addresses.delivery, {"README.md": "A tool."}, NOWHERE).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("path", "line", "outcome"),
    [
        ("install.sh", "curl -O http://tool.org/tool.tar.gz.sha256", Outcome.UNMET),
        ("Dockerfile", "RUN wget http://tool.org/SHA256SUMS && sha256sum -c SHA256SUMS", Outcome.UNMET),
        (".github/workflows/x.yml", "run: wget http://tool.org/tool.md5", Outcome.UNMET),
        ("install.sh", "curl -O http://tool.org/SHA256SUMS; gpg --verify SHA256SUMS.asc", Outcome.UNKNOWN),
        ("install.sh", "wget http://tool.org/tool.tar.gz", Outcome.UNKNOWN),
        ("install.sh", "curl -O https://tool.org/tool.tar.gz.sha256", Outcome.MET),
        ("install.sh", "curl http://localhost/health.md5x", Outcome.MET),
        ("vendor/x/install.sh", "curl -O http://tool.org/tool.tar.gz.sha256", Outcome.MET),
    ],
)
def test_checksums_over_an_open_way_are_found(path: str, line: str, outcome: Outcome) -> None:
    assert look(addresses.checksums, {"README.md": "A tool.", path: f"# comment\n{line}\n"}).outcome is outcome


@pytest.mark.parametrize(
    "probe", [addresses.https, addresses.delivery, addresses.checksums], ids=lambda probe: probe.name
)
def test_what_was_not_found_says_nothing_when_not_all_was_read(probe: Probe) -> None:
    texts = {"README.md": "```\npip install tool\n```\n", "install.sh": "true\n"}
    assert look(probe, texts).outcome is Outcome.MET
    assert look(probe, texts, HERE, Message("The tree is too large.")).outcome is Outcome.UNKNOWN


def test_an_unreadable_script_keeps_the_answer_open() -> None:
    files = MemoryFiles({"README.md": "A tool.", "install.sh": "x"}, unreadable=["install.sh"])
    [finding] = addresses.checksums.run(Evidence(files, repository=HERE))
    assert finding.outcome is Outcome.UNKNOWN
