"""Files whose texts are made to cost much, to break what reads them, or to be taken for something else."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tests.hostile.building import GOOD, Raw, Trap
from tests.hostile.case import Build, Case, at_path, files
from tests.hostile.cases.names import DOCUMENTS, ESCAPES, HTML

YAML = (
    ".github/workflows/ci.yml", ".gitlab-ci.yml", ".circleci/config.yml", ".travis.yml", "azure-pipelines.yml",
    "bitbucket-pipelines.yml", ".cirrus.yml", ".drone.yml", ".woodpecker.yml", "appveyor.yml", ".builds/a.yml",
    ".github/dependabot.yml", ".pre-commit-config.yaml", "SECURITY-INSIGHTS.yml", "pubspec.yaml", "mkdocs.yml",
    ".github/ISSUE_TEMPLATE/bug.yml", "action.yml", ".golangci.yml", "codecov.yml", "docker-compose.yml",
)  # fmt: skip
JSON = (
    "package.json", "package-lock.json", "composer.json", ".bestpractices.json", "tsconfig.json", "renovate.json",
    "deno.json", ".eslintrc.json", "vcpkg.json", "bom.json", "sbom.spdx.json", ".project.d/bestpractices.json",
)  # fmt: skip
TOML = ("pyproject.toml", "Cargo.toml", "Cargo.lock", "netlify.toml", "Pipfile", "REUSE.toml", "uv.lock")
INI = ("setup.cfg", "tox.ini", "pytest.ini", ".editorconfig", ".coveragerc", "mypy.ini")
XML = ("pom.xml", "phpunit.xml", "checkstyle.xml", "package.xml", "Directory.Build.props", "app.csproj", "web.config")
CODE = (
    "Makefile", "CMakeLists.txt", "Dockerfile", "Jenkinsfile", "setup.py", "build.gradle", "Rakefile", "configure.ac",
    "meson.build", "justfile", "build.sh", "src/a.py", "src/a.c", "src/a.go", "src/a.rs", "src/a.js", "src/a.java",
    "CODEOWNERS", ".gitattributes", ".gitignore", ".mailmap", "security.txt", "requirements.txt", "go.mod", "a.gemspec",
)  # fmt: skip
EVERYWHERE = (*DOCUMENTS, *YAML, *JSON, *TOML, *INI, *XML, *CODE)

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"b{number}: &b{number}\n  <<: [*{'a' if not number else f'b{number - 1}'}, *a]\n" for number in range(2_000)
)
MERGED_TWICE = "a: &a0 {k: v}\n" + "".join(f"k{n}: &a{n + 1}\n  <<: [*a{n}, *a{n}]\n" for n in range(40))


def each(paths: Iterable[str], text: str | bytes) -> Build:
    """Build a repository where all of these hold the same text."""
    return files(dict.fromkeys(paths, text))


def odd_values(paths: Iterable[str], value: object, *, below: bool = False) -> Build:
    """Build a repository whose own files at their usual places hold an odd value under every name."""
    names = (
        "name version license scripts dependencies authors jobs on script include stages steps permissions updates "
        "repos header project tool repository urls build-system package workspace pipelines test_status test"
    ).split()
    held = {name: dict.fromkeys(names[:12], value) for name in names} if below else dict.fromkeys(names, value)
    return files({path: json.dumps(held) for path in paths})


def nested(opening: str, closing: str, count: int, start: str = "", middle: str = "") -> str:
    """Give a text that goes deep."""
    return start + opening * count + middle + closing * count


def circles(raw: Raw, trap: Trap) -> None:
    """Build workflows, actions and includes that call each other in circles."""
    del trap
    call = "on: [push, workflow_call]\njobs:\n  a:\n    uses: ./.github/workflows/{}.yml\n  b:\n    steps:\n"
    step = "      - uses: ./.github/actions/{}\n"
    found = {f".github/workflows/w{n}.yml": call.format(f"w{(n + 1) % 9}") + step.format(n % 9) * 9 for n in range(9)}
    for number in range(9):
        use = f"    - uses: ./.github/actions/{(number + 1) % 9}\n" * 9
        found[f".github/actions/{number}/action.yml"] = f"runs:\n  using: composite\n  steps:\n{use}"
        found[f"ci/{number}.yml"] = "include:\n" + f"  - local: ci/{(number + 1) % 9}.yml\n" * 9
    found[".gitlab-ci.yml"] = (
        "include: [ci/0.yml, .gitlab-ci.yml]\na:\n  extends: [b]\nb:\n  extends: [a]\nc:\n  script: !reference [c, script]\n"
    )
    raw.hold({**GOOD, **found, "Makefile": "all: all\n\tmake all\ntest: test\n\tmake test\ninclude Makefile\n"})


def attributes(raw: Raw, trap: Trap) -> None:
    """Build five thousand patterns for a thousand paths, in three files."""
    del trap
    lines = "".join(f"*a*b*c*d*{number}* linguist-generated export-ignore text=auto\n" for number in range(5_000))
    macros = "".join(f"[attr]m{n} m{n + 1} m{n + 1}\n" for n in range(60)) + "* m0\n"
    paths = {f"p/{'abcd' * 20}{number}.py": "x = 1\n" for number in range(1_000)}
    raw.hold({**GOOD, **paths, ".gitattributes": macros + lines, "CODEOWNERS": lines, "sub/.gitattributes": lines})


def many_links() -> str:
    """Give a page of links and marks that are never closed."""
    return "[" * 5_000 + "[a](b" * 20_000 + "![" * 20_000 + "<a href=" * 20_000 + "`" * 20_000 + "*_" * 50_000


def half(text: str) -> Build:
    """Build JSON files that hold half a character, which no UTF-8 can say."""
    names = ("name", "license", "version", "description", "test_status", "test_justification", "author", "homepage")
    body = (
        "{"
        + ", ".join(f'"{name}": "{text}"' for name in names)
        + f', "{text}": "{text}", "scripts": {{"{text}": "x"}}}}'
    )
    yaml = "".join(f'{name}: "{text}"\n' for name in ("name", "image", "script", "include"))
    return files({**dict.fromkeys(JSON, body), **dict.fromkeys(YAML, yaml), ".bestpractices.json":
                  '{"test_status": "Met", "test_justification": "' + text + '", "' + text + '_status": "' + text + '"}'})  # fmt: skip


BAIT = {
    "letters": "a" * 400_000,
    "letters and an end": "a" * 300_000 + "!",
    "blanks": " " * 400_000 + "x",
    "line breaks": "\n" * 300_000,
    "carriage returns": "\r" * 400_000,
    "digits and dots": "1." * 200_000,
    "versions": "v1.2.3-rc.1+b\n" * 30_000,
    "headings": "# a\n" * 60_000,
    "underlined headings": "a\n=\n\nb\n-\n\n" * 30_000,
    "lists": "".join(f"{'  ' * (number % 400)}* x\n" for number in range(1_500)),
    "quotes": ">" * 200_000,
    "tables": "|" * 200_000 + "\n" + "|-" * 100_000,
    "fences": "```\n~~~\n" * 40_000,
    "open brackets": "[" * 100_000 + "(" * 100_000 + "{" * 100_000,
    "open quotes": "\"'" * 150_000,
    "backslashes": "\\" * 300_000,
    "continued lines": "a \\\n" * 80_000,
    "shell": "$(" * 60_000 + "`" * 10_001 + "<<E\n" * 20_000,
    "pipes and ands": "a&&b||c;d|e&" * 25_000,
    "commands": "make test && pytest -q || true; " * 9_000,
    "addresses": "https://a.example.org/x?y=z " * 12_000,
    "mails": "a.b@c.example.org," * 18_000,
    "one long address": "https://" + "a." * 150_000 + "org/" + "x/" * 50_000,
    "licence words": "permission is hereby granted free of charge " * 8_000,
    "licence expressions": "(MIT OR Apache-2.0) AND " * 12_000 + "MIT",
    "spdx tags": "SPDX-License-Identifier: MIT OR\n" * 10_000,
    "must and should": "You MUST sign; contributors should send tests with each pull request.\n" * 5_000,
    "keys": "-----BEGIN RSA PRIVATE KEY-----\n" * 10_000,
    "tokens": "ghp_" * 80_000,
    "base64": "QUtJQUlPU0ZPRE5ON0VYQU1QTEU" * 12_000,
    "comments": "/*" * 100_000 + "<!--" * 30_000 + "#" * 10_000,
    "assignments": "password = hashlib.md5(random.random())\n" * 9_000,
    "expressions": "${{ github.event.issue.title }}" * 12_000,
    "markup": "<div><b>" * 40_000,
    "wide signs": "\U0001f4a5漢字é" * 50_000,
    "combining signs": "e" + "\u0301" * 200_000,
    "nulls late": "a" * 9_000 + "\0" * 200_000,
}

WRONG: tuple[object, ...] = (
    None,
    True,
    7,
    1.5,
    "",
    "x",
    [],
    [[]],
    [None],
    {},
    {"x": None},
    [{"x": [1]}],
    [{"uses": 1, "run": 2}],
)
"""Values of every kind but the one that is looked for."""

_BAIT = 12_000
"""Characters of each bait in these tests; `tests/bench/hostile.py` uses the whole of it."""

TEXTS = (
    Case("YAML that laughs a thousand million times", each(YAML, BOMB)),
    Case("YAML that merges forty times over", each(YAML, MERGED_TWICE)),
    Case("YAML of two thousand merges", each(YAML, MERGES)),
    Case("YAML that contains itself", each(YAML, "a: &a [*a, *a]\nb: &b {<<: *b}\njobs: *a\n")),
    Case("YAML 20,000 levels deep", each(YAML, nested("[", "]", 20_000))),
    Case("YAML deep in blocks", each(YAML, "".join(f"{' ' * level}a:\n" for level in range(900)))),
    Case("YAML with tags that make things", each(YAML, "a: !!python/object/apply:os.system ['touch marker']\n"
         "b: !!python/name:os.system x\n? !!map {a: b}\n: !!set {c}\n? [1, {2: 3}]\n: c\n%TAG ! x\n")),
    Case("YAML of 10,000 documents", each(YAML[:3], "---\n" * 10_000)),
    Case("YAML of 100,000 anchors", each(YAML[:1], "".join(f"- &a{number} x\n" for number in range(40_000)))),
    Case("YAML with keys of every kind", each(YAML, "on: push\njobs: {1: 2, null: 3, true: 4, 1.5: x, [a]: b, ~: c, 2026-01-01: d}\n")),
    Case("JSON 100,000 levels deep", each(JSON, nested("[", "]", 100_000))),
    Case("JSON deep in objects", each(JSON, nested('{"a":', "}", 50_000, middle="1"))),
    Case("JSON 50 levels deep", each(JSON, nested('{"name":', "}", 50, middle="1"))),
    Case("JSON with an integer of 100,000 digits", each(JSON, '{"version": ' + "9" * 100_000 + "}")),
    Case("JSON with numbers that are none", each(JSON, '{"version": NaN, "name": -Infinity, "license": 1e999999}')),
    Case("JSON with a key a million times", each(JSON[:4], "{" + '"a": 1, ' * 60_000 + '"a": 1}')),
    Case("TOML 20,000 levels deep", each(TOML, "a = " + nested("[", "]", 20_000))),
    Case("TOML of dotted keys", each(TOML, ".".join("a" * 20_000) + " = 1\n")),
    Case("TOML with huge integers", each(TOML, "version = " + "9" * 100_000 + "\nhex = 0x" + "f" * 100_000 + "\n")),
    Case("TOML with odd dates", each(TOML, "version = 0000-00-00\nname = 9999-12-31T23:59:60Z\nlicense = 07:32:00\n")),
    Case("TOML of 20,000 tables", each(TOML[:3], "".join(f"[a.b{number}]\nx = 1\n" for number in range(20_000)))),
    Case("INI that refers to itself", each(INI, "[DEFAULT]\na = %(a)s\n[a]\n[a]\nb\n = c\n[[d]]\n" * 500)),
    Case("XML that laughs", each(XML, '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 9}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]><l>&i;</l>")),
    Case("XML that reads a file", each(XML, '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>')),
    Case("XML 100,000 levels deep", each(XML, nested("<a>", "</a>", 60_000))),
    *(Case(f"values of the wrong kind: {json.dumps(value)[:20]}{' below' * below}", odd_values(
        (*JSON, *YAML), value, below=below))
      for value in WRONG
      for below in (False, True) if value is None or isinstance(value, (list, dict)) or not below),
    Case("half characters in JSON and YAML", half("\\ud800")),
    Case("whole characters in halves", half("\\ud83d\\ude00")),
    Case("markup in every text", each(EVERYWHERE, f"# {HTML}\n\n{HTML} must test, license: {HTML}\n\n## {HTML}\n\nname: {HTML}\n")),
    Case("what a terminal obeys in every text", each(EVERYWHERE, f"# A {ESCAPES}\n\nTo install: pip install {ESCAPES}, name: {ESCAPES}\n")),
    Case("Markdown in every text", each(EVERYWHERE, "# [x](javascript:alert(1)) ![y](//evil.example.org/x) <b>\n\n`|` |a|\n")),
    Case("UTF-16", each(EVERYWHERE, "# Work\n\nMIT License\n".encode("utf-16"))),
    Case("UTF-16 without a mark", each(EVERYWHERE, "# Work\n\nMIT License\n".encode("utf-16-le"))),
    Case("UTF-32", each(EVERYWHERE, "# Work\n".encode("utf-32"))),
    Case("byte order marks", each(EVERYWHERE, b"\xef\xbb\xbf\xef\xbb\xbf# Work\n\xef\xbb\xbf\n")),
    Case("zero bytes", each(EVERYWHERE, b"# Work\n\0\0\0\n" + bytes(2_000))),
    Case("bytes that are no UTF-8", each(EVERYWHERE, bytes(range(1, 256)) * 20)),
    Case("empty files", each(EVERYWHERE, "")),
    Case("files of one line break", each(EVERYWHERE, "\n")),
    Case("old line ends alone", each(EVERYWHERE, "# Work\r\rname: x\r\r## Install\r")),
    Case("calls in circles", circles),
    Case("patterns for every path", attributes),
    Case("marks that are never closed", at_path("README.md", many_links)),
    Case("a change log of 40,000 versions", at_path(
        "CHANGELOG.md", lambda: "".join(f"## [1.{number}.0] - 2025-01-01\n\n* x\n\n" for number in range(25_000)))),
    Case("declared answers without end", at_path(
        ".bestpractices.json", lambda: json.dumps({f"x{number}_status": "Met" for number in range(1_500)}))),
    Case("declared answers of odd kinds", at_path(".bestpractices.json", lambda: json.dumps(
        {"test_status": ["Met"], "test_justification": {"a": 1}, "build_status": None, "_status": "Met", "": 1,
         "license_location_status": HTML, "tests_status": "Met" * 9_000, "release_notes_justification": 7}))),
    *(Case(f"bait: {name}", each(EVERYWHERE, text[:_BAIT] + text[-10:])) for name, text in BAIT.items()),
)  # fmt: skip
