"""Binary files are told by their first bytes, whatever they are called."""

# ruff: noqa: E501  # a case is a line

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.messages import Message
from badge.probes import binaries
from badge.probes.probe import run

ELF = b"\x7fELF" + b"\0" * 60
CLASS = b"\xca\xfe\xba\xbe\0\0\0\x41" + b"\0" * 60
FAT = b"\xca\xfe\xba\xbe\0\0\0\x02" + b"\0" * 60
PE = b"MZ" + b"\0" * 58 + (64).to_bytes(4, "little") + b"PE\0\0" + b"\0" * 20
ZIP = b"PK\x03\x04" + b"\0" * 60
DATA = b"data\0" * 20


def said(texts: Mapping[str, str | bytes | None], limits: tuple[Message, ...] = ()) -> tuple[str, str]:
    evidence = Evidence(MemoryFiles({"README.md": "# Tool\n", **texts}, limits))
    found = {each.criterion: each for each in run(evidence, [binaries.programs, binaries.unreviewable], strict=True)}
    first, second = (found[each] for each in ("osps_qa_05_01", "osps_qa_05_02"))
    return f"{first.outcome} {int(first.confidence)}", f"{second.outcome} {int(second.confidence)}"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("bin/tool", ELF), ("tool.txt", ELF), ("lib/a.so", ELF), ("a.exe", PE), ("tool.dll", b"MZ" + b"\0" * 80),
        ("A.class", CLASS), ("tool", FAT), ("a.dylib", b"\xcf\xfa\xed\xfe" + b"\0" * 60), ("a.wasm", b"\0asm" + b"\0" * 60),
        ("a.pyc", b"\x61\x0d\x0d\x0a" + b"\0" * 60), ("a.jar", ZIP), ("a.whl", ZIP), ("b.bin", ZIP[:30] + b"META-INF/x" + b"\0" * 9),
        ("liba.a", b"!<arch>\n" + b"\0" * 60), ("a.rpm", b"\xed\xab\xee\xdb" + b"\0" * 60), ("classes.dex", b"dex\n035\0" + b"\0" * 60),
        ("vendor/x/tool", ELF),
    ],
)  # fmt: skip
def test_a_generated_program_is_found(path: str, content: bytes) -> None:
    assert said({path: content}) == ("unmet 4", "unmet 3")


@pytest.mark.parametrize("path", ["tests/data/a.so", "fuzz/corpus/a", "examples/a.exe", "test-data/x.elf"])
def test_among_tests_and_samples_it_counts_with_less_confidence(path: str) -> None:
    assert said({path: ELF}) == ("unmet 2", "unmet 2")


def test_what_starts_a_build_tool_is_a_weak_sign() -> None:
    assert said({"gradle/wrapper/gradle-wrapper.jar": ZIP}) == ("unmet 1", "unmet 1")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"run.exe.txt": "MZ is how such programs begin. " * 9}, ("met 3", "met 3")),
        ({"a.jar": "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"}, ("met 3", "met 3")),
        ({"logo.png": b"\x89PNG" + DATA, "a.pdf": b"%PDF" + DATA, "font.woff2": DATA}, ("met 3", "met 3")),
        ({"picture.dat": b"\x89PNG" + DATA, "report.docx": ZIP}, ("met 3", "met 3")),
        ({"tool": "#!/bin/sh\necho hello\n"}, ("met 3", "met 3")),
        ({"wide.rc": b"\xff\xfe" + b"a\0" * 40}, ("met 3", "met 3")),
        ({"link.so": None}, ("met 3", "met 3")),
        ({"data.zip": ZIP}, ("met 3", "unknown 1")),
        ({"data.bin": DATA}, ("met 3", "unknown 1")),
        ({"unknown": DATA}, ("met 3", "unknown 1")),
        ({"model.pkl": b"\x80\x04" + DATA}, ("met 3", "unmet 3")),
        ({"model.gguf": b"GGUF" + DATA}, ("met 3", "unmet 3")),
        ({"weights.pt": ZIP}, ("met 3", "unmet 3")),
    ],
)
def test_what_is_no_program(texts: Mapping[str, str | bytes | None], expected: tuple[str, str]) -> None:
    assert said(texts) == expected


def test_too_many_to_be_opened_leave_it_open() -> None:
    assert said({f"{number}.dat": "x" * 20 for number in range(600)}) == ("unknown 1", "unknown 1")


def test_nothing_is_concluded_from_what_could_not_be_read() -> None:
    assert said({}, (Message("The tree is too large."),)) == ("unknown 1", "unknown 1")
    files = MemoryFiles({"a.exe": b"x" * 20}, unreadable=["a.exe"])
    assert {each.status for each in run(Evidence(files), [binaries.programs, binaries.unreviewable])} == {None}
