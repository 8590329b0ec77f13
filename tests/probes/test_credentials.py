"""Leaked credentials are found, samples are not taken for them, and no secret is ever repeated."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from zlib import crc32

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Finding
from badge.core.messages import Message
from badge.probes import credentials
from badge.probes.facts.secrets import has_checksum
from badge.probes.probe import run

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def noise(seed: str, length: int) -> str:
    """Make letters and digits that look random and are always the same."""
    digest = b"".join(hashlib.sha256(f"{seed}{number}".encode()).digest() for number in range(1 + length // 20))
    return "".join(LETTERS[byte % 62] for byte in digest)[:length]


def checked(prefix: str) -> str:
    """Make a token with a right checksum, as GitHub and npm do."""
    body, digits = noise(prefix, 30), ""
    number = crc32(body.encode())
    while number:
        number, rest = divmod(number, 62)
        digits = LETTERS[rest] + digits
    return f"{prefix}_{body}{digits.rjust(6, '0')}"


# Written in two parts, so that nobody's scanner takes this file for a leak.
KEY = "-----BEGIN RSA PRIV" + "ATE KEY-----\n" + base64.b64encode(noise("key", 200).encode()).decode() + "\n"
AWS = "AKIA" + "Q3EGRIZ7NLXYUHJV"
LEAKS = {
    "GitHub": f'token = "{checked("ghp")}"\n',
    "npm": f"//registry/:_authToken={checked('npm')}\n",
    "GitLab": f"T={'glpat-' + noise('gitlab', 20)}\n",
    "Slack": f"url: https://hooks.slack.com{'/services'}/T0A1B2C3D/B0A1B2C3D/{noise('slack', 24)}\n",
    "Stripe": f"k = '{'sk_li' + 've_' + noise('stripe', 24)}'\n",
    "AWS": f"id = {AWS}\nsecret = {noise('aws', 40)}\n",
    "key": KEY,
    "service account": json.dumps({"private_key": KEY}) + "\n",
}


def look(files: Mapping[str, str | bytes | None], limits: tuple[Message, ...] = ()) -> Finding:
    [finding] = run(Evidence(MemoryFiles(files, limits=limits)), [credentials.leaked], strict=True)
    return finding


def said(finding: Finding) -> str:
    return f"{finding.outcome} {finding.confidence}"


@pytest.mark.parametrize("text", LEAKS.values(), ids=LEAKS.keys())
def test_a_leak_is_found_and_never_repeated(text: str) -> None:
    found = look({"src/config.py": "# Settings\n" + text})
    assert found.outcome.value == "unmet"
    assert (found.places[0].path, found.places[0].line) == ("src/config.py", 2)
    told = json.dumps([found.because.to_json(), [each.excerpt for each in found.places]])
    assert not any(
        text[start : start + 8] in told for start in range(len(text) - 8) if noise_in(text[start : start + 8])
    )


def noise_in(part: str) -> bool:
    """Tell whether a part of a text is of the random kind."""
    return part.isalnum() and any(sign.isdigit() for sign in part) and len(set(part)) > 5


@pytest.mark.parametrize(
    "path",
    ["tests/keys.py", "docs/setup.py", "example/config.py", "spec/fixtures/key.pem", "README.md", "dev/server.key",
     "a_test.go", ".env.example", "src/test/resources/key.pem", "vendor/a/key.py"],
)  # fmt: skip
@pytest.mark.parametrize("text", LEAKS.values(), ids=LEAKS.keys())
def test_samples_are_no_leaks(path: str, text: str) -> None:
    assert look({path: text, "a.py": "x = 1 # some code\n"}).outcome.value in {"met", "unknown"}


@pytest.mark.parametrize(
    "text",
    [
        'KEY = "-----BEGIN PRIVATE KEY-----"\n',
        "-----BEGIN PUBLIC KEY-----\n" + noise("public", 64) + "\n",
        "-----BEGIN CERTIFICATE-----\n" + noise("certificate", 64) + "\n",
        "token = 'ghp_" + "x" * 36 + "'\n",
        "token = 'ghp_" + noise("no checksum", 36) + "'\n",
        "id = AKIAIOSFODNN7EXAMPLE\nsecret = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
        f"id = {AWS}\n",
        "key = AIza" + noise("google", 35) + "\n",
        f"# an example: {'glpat-' + noise('gitlab', 20)}\n",
    ],
)
def test_what_only_looks_like_it_is_at_most_a_hint(text: str) -> None:
    assert look({"src/config.py": text}).outcome.value in {"met", "unknown"}


def test_a_hint_names_the_place() -> None:
    found = look({"src/config.py": "\nkey = AIza" + noise("google", 35) + "\n"})
    assert said(found) == "unknown 1"
    assert (found.places[0].path, found.places[0].line) == ("src/config.py", 2)


def test_nothing_found_is_a_weak_yes_and_stronger_with_a_scanner() -> None:
    code = {"src/a.py": "print('hello')\n"}
    assert said(look(code)) == "met 1"
    assert said(look({**code, ".gitleaks.toml": "title = 'rules for us'\n"})) == "met 2"
    assert said(look({**code, ".pre-commit-config.yaml": "repos:\n- repo: https://example.org/gitleaks\n"})) == "met 2"


def test_what_was_not_read_is_not_clean() -> None:
    assert said(look({"src/a.py": "print('hello')\n"}, (Message("Too large."),))) == "unknown 1"
    evidence = Evidence(MemoryFiles({"a.py": "print('hello')\n", "b.py": "x = 1 # and more\n"}, unreadable=["b.py"]))
    [found] = run(evidence, [credentials.leaked], strict=True)
    assert said(found) == "unknown 1"
    assert said(look({})) == "unknown 1"


def test_binary_and_huge_files_are_left_alone() -> None:
    leak = LEAKS["key"].encode()
    found = look(
        {"a.bin": leak, "b.txt2": b"\0" + leak, "c.py": b"x" * 1024 * 1024 + leak, "d.py": "x = 1 # some code\n"}
    )
    assert said(found) == "met 1"


def test_the_checksum_tells_a_token_from_a_made_up_one() -> None:
    assert has_checksum(checked("ghp"))
    assert not has_checksum("ghp_" + noise("made up", 36))
