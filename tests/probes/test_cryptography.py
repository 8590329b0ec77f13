"""Cryptography is judged only where the code shows it beyond doubt; the rest is shown to a person."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import cryptography as family
from badge.probes.facts import cues
from badge.probes.probe import run

PROBES = [
    family.published,
    family.call,
    family.floss,
    family.key_length,
    family.working,
    family.weaknesses,
    family.forward_secrecy,
    family.password_storage,
    family.random,
]


def look(
    texts: Mapping[str, str | None], limits: tuple[Message, ...] = (), unreadable: tuple[str, ...] = ()
) -> dict[str, Finding]:
    found = run(Evidence(MemoryFiles(texts, limits, unreadable)), PROBES, strict=True)
    assert len(found) == len(PROBES)
    return {each.criterion: each for each in found}


def test_nothing_applies_where_all_code_was_read_and_knows_no_cryptography() -> None:
    texts = {"a.py": "print(1)\n", "README.md": "Not about encryption.", "package-lock.json": '"integrity": "sha512-a"'}
    found = look(texts)
    assert {(each.outcome, each.confidence) for each in found.values()} == {(Outcome.NA, Confidence.PARTIAL)}
    assert (
        str(found["crypto_call"].because) == "The only source file uses no cryptography, no passwords and no network."
    )


@pytest.mark.parametrize(
    "line",
    [
        "import ssl",
        "requests.get(url)",
        "password = ask()",
        "x = hmac(y)",
        "from django.db import models",
        "verify(signing_key)",
    ],
)
def test_any_word_of_it_takes_that_back(line: str) -> None:
    assert look({"a.py": line})["crypto_keylength"].outcome is Outcome.UNKNOWN


def test_nothing_is_concluded_from_what_was_not_read() -> None:
    code = {"a.py": "print(1)\n", "b.py": "x"}
    for found in (
        look(code, limits=(Message("Too many."),)),
        look(code, unreadable=("b.py",)),
        look({"a.py": "print(1)\n", "b.py": "#" * (cues.LARGEST + 1)}),
        look({"README.md": "x"}),
    ):
        assert {each.outcome for each in found.values()} == {Outcome.UNKNOWN}


@pytest.mark.parametrize(
    ("criterion", "path", "text", "outcome", "confidence"),
    [
        ("crypto_published", "a.py", "import hashlib\n", Outcome.MET, Confidence.CUE),
        ("crypto_call", "a.py", "import hashlib\n", Outcome.MET, Confidence.PARTIAL),
        ("crypto_call", "sha.c", "k[] = {0x428a2f98};\n", Outcome.UNMET, Confidence.PARTIAL),
        ("crypto_call", "sha.c", "#include <openssl/evp.h>\nk[] = {0x428a2f98};\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_call", "src/blake3-mini/impl.h", "k[] = {0x6a09e667 };\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_call", "src/hash.s", ".long 0x428a2f98\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_call", "md5.c", "h = 0x67452301;\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_call", "vendor/sha.c", "k[] = {0x428a2f98};\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_floss", "a.go", 'import "crypto/tls"\n', Outcome.MET, Confidence.PARTIAL),
        ("crypto_floss", "a.c", "#include <wincrypt.h>\n#include <openssl/evp.h>\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_keylength", "a.py", "k = RSA.generate(1024)\n", Outcome.UNMET, Confidence.GOOD),
        ("crypto_keylength", "a.py", "k = RSA.generate(3072)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_keylength", "tests/a.py", "k = RSA.generate(1024)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_keylength", "a.py", "warn('weak')  # RSA.generate(1024)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_working", "a.py", "c = AES.new(k, AES.MODE_ECB)\n", Outcome.UNMET, Confidence.PARTIAL),
        ("crypto_working", "ntlm.py", "c = DES.new(k)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_working", "a.py", "etag = hashlib.md5(data).hexdigest()\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_weaknesses", "a.js", "crypto.createSign('RSA-SHA1')\n", Outcome.UNMET, Confidence.PARTIAL),
        ("crypto_weaknesses", "a.py", "blob = hashlib.sha1(data)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_pfs", "a.py", "import hashlib\n", Outcome.NA, Confidence.PARTIAL),
        ("crypto_pfs", "a.py", "import ssl\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_password_storage", "a.py", "h = bcrypt.hashpw(password, s)\n", Outcome.MET, Confidence.PARTIAL),
        ("crypto_password_storage", "a.php", "$h = md5($password);\n", Outcome.UNMET, Confidence.PARTIAL),
        ("crypto_password_storage", "a.py", "hashlib.md5(user + realm + password)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_password_storage", "a.py", "x = scrypt(password)\n", Outcome.UNKNOWN, Confidence.CUE),
        ("crypto_password_storage", "a.py", "import hashlib\n", Outcome.NA, Confidence.PARTIAL),
        ("crypto_random", "a.js", "const csrfToken = Math.random()\n", Outcome.UNMET, Confidence.PARTIAL),
        ("crypto_random", "a.js", "const delay = Math.random()  // not secret\n", Outcome.NA, Confidence.PARTIAL),
        ("crypto_random", "a.py", "import secrets\nx = secrets.token_hex()\n", Outcome.MET, Confidence.CUE),
    ],
)
def test_what_a_line_shows(criterion: str, path: str, text: str, outcome: Outcome, confidence: Confidence) -> None:
    finding = look({path: text, "main.py": "crypt = 1\n"} if path.startswith(("vendor", "tests")) else {path: text})[
        criterion
    ]
    assert (finding.outcome, finding.confidence) == (outcome, confidence)


def test_software_about_cryptography_is_not_judged_by_its_words() -> None:
    texts = {
        "README.md": "# A library of ciphers\n",
        "aes.py": "c = AES.new(k, AES.MODE_ECB)\nk = RSA.generate(1024)\n",
    }
    found = look(texts)
    assert found["crypto_working"].outcome is Outcome.UNKNOWN
    assert found["crypto_keylength"].outcome is Outcome.UNKNOWN
    assert found["crypto_keylength"].places[0].line == 2
