"""One pass over the product's source code sees what its lines show, and says when it was cut short."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import MemoryFiles
from badge.probes.facts import cues, languages
from badge.probes.facts.cues import Cues
from badge.probes.facts.vocabulary import Cue


def see(texts: Mapping[str, str | bytes | None], unreadable: tuple[str, ...] = ()) -> Cues:
    files = MemoryFiles(texts, unreadable=unreadable)
    return cues.gather(files, languages.gather(files))


@pytest.mark.parametrize(
    ("path", "line", "cue"),
    [
        ("a.py", "import hashlib", Cue.LIBRARY),
        ("a.go", 'import "crypto/sha256"', Cue.LIBRARY),
        ("a.rs", "use ring::digest;", Cue.LIBRARY),
        ("a.js", "const c = require('node:crypto')", Cue.LIBRARY),
        ("A.java", "import javax.crypto.Cipher;", Cue.LIBRARY),
        ("a.c", "#include <openssl/evp.h>", Cue.LIBRARY),
        ("a.cs", "using System.Security.Cryptography;", Cue.LIBRARY),
        ("a.rb", "require 'openssl'", Cue.LIBRARY),
        ("a.php", "$h = password_hash($p, PASSWORD_DEFAULT);", Cue.SLOW_PASSWORD),
        ("a.c", "#include <bcrypt.h>", Cue.SYSTEM),
        ("a.c", "static const u32 k[] = {0x428a2f98, 0x71374491};", Cue.OWN),
        ("a.c", "h = 0x67452301;", Cue.OWN_CHECKSUM),
        ("a.py", "x = hashlib.md5(data)", Cue.BROKEN_HASH),
        ("a.js", "createHash('md5')", Cue.BROKEN_HASH),
        ("a.py", "c = AES.new(k, AES.MODE_ECB)", Cue.BROKEN_CIPHER),
        ("A.java", 'Cipher.getInstance("DES/CBC/X")', Cue.BROKEN_CIPHER),
        ("a.py", "k = RSA.generate(1024)", Cue.SHORT_KEY),
        ("a.go", "rsa.GenerateKey(rand.Reader, 1024)", Cue.SHORT_KEY),
        ("a.py", "token = bcrypt.hashpw(password, s)", Cue.SLOW_PASSWORD),
        ("a.py", "hashlib.sha1(password)", Cue.FAST_PASSWORD),
        ("a.js", "const apiKey = Math.random().toString(36)", Cue.WEAK_RANDOM),
        ("a.py", "secret = ''.join(random.choice(s) for _ in x)", Cue.WEAK_RANDOM),
        ("a.py", "t = secrets.token_hex()", Cue.GOOD_RANDOM),
        ("a.rs", "    #[test]", Cue.INLINE_TEST),
        ("a.zig", 'test "adds" {', Cue.INLINE_TEST),
        ("a.rs", "    unsafe { *p }", Cue.UNSAFE),
        ("a.pl", "use warnings;", Cue.STRICT),
        ("a.cc", 'extern "C" int LLVMFuzzerTestOneInput(', Cue.FUZZ),
        ("a.rb", "Digest::SHA1.hexdigest(password)", Cue.FAST_PASSWORD),
        ("a.c", "s = socket(AF_INET, 0, 0);", Cue.NETWORK),
    ],
)
def test_seen(path: str, line: str, cue: Cue) -> None:
    [seen, *_] = see({path: f"\n{line}\n"}).of(cue)
    assert (seen.place.path, seen.place.line) == (path, 2)


@pytest.mark.parametrize(
    ("path", "text", "cue"),
    [
        ("a.py", "# hashlib.md5(x)", Cue.BROKEN_HASH),
        ("a.js", "// createHash('md5')", Cue.BROKEN_HASH),
        ("a.py", ">>> hashlib.md5(x)", Cue.BROKEN_HASH),
        ("a.py", "k = RSA.generate(4096)", Cue.SHORT_KEY),
        ("a.py", "token = random.choice(tokens)", Cue.WEAK_RANDOM),
        ("a.py", "salted = 1", Cue.WEAK_RANDOM),
        ("a.c", "UNITTEST void f(void);", Cue.INLINE_TEST),
        ("a.py", "import random", Cue.LIBRARY),
        ("tests/a.py", "hashlib.md5(x)", Cue.BROKEN_HASH),
        ("vendor/a.py", "hashlib.md5(x)", Cue.BROKEN_HASH),
        ("docs/a.py", "hashlib.md5(x)", Cue.BROKEN_HASH),
        ("examples/a.py", "k = RSA.generate(512)", Cue.SHORT_KEY),
        ("README.md", "hashlib.md5(x)", Cue.BROKEN_HASH),
        ("package-lock.json", '"crypto-js": "sha512-x"', Cue.CRYPTO),
        ("a.py", "from urllib.parse import unquote", Cue.NETWORK),
        ("a.py", "table = {}", Cue.TLS),
        ("a.java", "import java.net.InetAddress;", Cue.NETWORK),
        ("a.js", "class Hasher {}", Cue.CRYPTO),
    ],
)
def test_not_seen(path: str, text: str, cue: Cue) -> None:
    assert not see({path: text, "b.py": "x = 1\n"}).of(cue)


def test_scripts_that_serve_the_build_are_left_out_unless_they_are_in_the_main_language() -> None:
    main = {"src/a.c": "int x;\n" * 99}
    assert not see({**main, "scripts/get.py": "import hashlib\n"}).of(Cue.LIBRARY)
    assert see({**main, "tools/x.c": "#include <openssl/evp.h>\n"}).of(Cue.LIBRARY)


def test_whole_means_that_every_source_file_was_read() -> None:
    assert see({"a.py": "x = 1\n", "image.py": b"\x00\x01"}).whole
    assert not see({}).whole
    assert not see({"a.py": "x = 1\n", "b.py": "x"}, unreadable=("b.py",)).whole
    assert not see({"a.py": "x = 1\n", "b.py": "#" * (cues.LARGEST + 1)}).whole


def test_the_number_of_files_is_bounded() -> None:
    seen = see({f"a{number}.py": "x = 1\n" for number in range(cues.MOST_FILES + 5)})
    assert (seen.read, seen.left, seen.whole) == (cues.MOST_FILES, 5, False)


def test_lines_and_assertions_are_counted() -> None:
    seen = see({"a.py": "assert x\nassert y\n"})
    assert (seen.lines, seen.assertions) == (2, 2)


def test_one_line_of_many_megabytes_is_passed_over() -> None:
    assert not see({"a.js": "x = createHash('md5');" * 20_000}).of(Cue.BROKEN_HASH)
