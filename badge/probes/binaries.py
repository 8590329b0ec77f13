"""Binary files in the repository: programs that a machine made, and files that nobody can review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.binaries import Binaries, Binary
from badge.probes.facts.magic import Sort
from badge.probes.probe import probe

MOST_PLACES = 5
_WRAPPER = ("gradle-wrapper.jar", "maven-wrapper.jar")
"""Programs that start a build tool; nearly everybody keeps them, though the criteria make no exception."""


_ARCHIVE = "Java archive"


@probe("osps_qa_05_01")
def programs(binaries: Binaries, files: Files) -> Iterator[Finding]:
    """Look at the first bytes of files for programs that a machine made."""
    found = binaries.of(Sort.PROGRAM)
    if found:
        because = counted(
            "%(path)s is a generated program (%(form)s).",
            "%(count)s generated programs are in the repository, such as %(path)s (%(form)s).",
            len(found),
            path=found[0].path,
            form=found[0].form,
        )
        yield unmet("osps_qa_05_01", because, _sure(found, Confidence.DIRECT), *_places(found, files))
    elif rest := _open(binaries, files):
        yield unknown("osps_qa_05_01", rest)
    else:
        because = Message("No generated program was found among the files.")
        yield replace(met("osps_qa_05_01", because, Confidence.GOOD), by_absence=True)


@probe("osps_qa_05_02")
def unreviewable(binaries: Binaries, files: Files) -> Iterator[Finding]:
    """Look at the first bytes of files for what people cannot review: programs, stored models, firmware."""
    found = binaries.of(Sort.PROGRAM, Sort.STORED)
    doubtful = binaries.of(Sort.ARCHIVE, Sort.OTHER)
    if found:
        because = counted(
            "%(path)s is a binary file that people cannot review (%(form)s).",
            "%(count)s binary files cannot be reviewed by people, such as %(path)s (%(form)s).",
            len(found),
            path=found[0].path,
            form=found[0].form,
        )
        yield unmet("osps_qa_05_02", because, _sure(found, Confidence.GOOD), *_places(found, files))
    elif doubtful:
        because = counted(
            "%(path)s is a binary file (%(form)s); look whether people can review it with usual tools.",
            "%(count)s binary files, such as %(path)s (%(form)s), are there; look whether people can review them with "
            "usual tools.",
            len(doubtful),
            path=doubtful[0].path,
            form=doubtful[0].form,
        )
        yield unknown("osps_qa_05_02", because, *_places(doubtful, files))
    elif rest := _open(binaries, files):
        yield unknown("osps_qa_05_02", rest)
    else:
        because = Message("No binary file was found besides pictures, sound, fonts and documents.")
        yield replace(met("osps_qa_05_02", because, Confidence.GOOD), by_absence=True)


def _open(binaries: Binaries, files: Files) -> Message | None:
    """Say what keeps the search from being whole."""
    if not files.entries:
        return Message("The repository holds no file.")
    if binaries.left:
        return counted(
            "%(count)s file was not looked into, because there are too many of an unknown kind.",
            "%(count)s files were not looked into, because there are too many of an unknown kind.",
            binaries.left,
        )
    return None


def _sure(found: Sequence[Binary], most: Confidence) -> Confidence:
    """Say less where all lies among tests or only starts a build tool, which people may see otherwise."""
    if all(each.path.endswith(_WRAPPER) for each in found):
        return Confidence.CUE
    real = any(not each.sample and not each.path.endswith(_WRAPPER) for each in found)
    if all(each.sample and each.form == _ARCHIVE for each in found):  # it may hold texts only, which a test reads
        return Confidence.CUE
    return most if real else Confidence.PARTIAL


def _places(found: Sequence[Binary], files: Files) -> Iterator[Place]:
    return (files.place(each.path, 0, each.form) for each in found[:MOST_PLACES])
