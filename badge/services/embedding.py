"""Badges as files: the one of a checkout, drawn without a server, and those that a document embeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from badge.core.criteria import Criteria, Series
from badge.core.kept import KeptAnswer
from badge.i18n import Shelf
from badge.services.assess import Assessment
from badge.services.drawing import short_level
from badge.services.picturing import Shown, picture
from badge.services.proof import proofs
from badge.services.wishes import Wishes
from badge.svg import draw

LARGEST_DOCUMENT = 2**20
_LARGEST_IMAGE = 2**16
_ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]`|\\]{1,2000}")
_TARGETS = re.compile(
    r"!\[[^\]\n]{0,500}\]\(\s*<?([^)\s>]+)"  # Markdown
    r"|^\s{0,3}\[[^\]\n]{1,500}\]:\s*<?([^\s>]+)"  # Markdown, by reference
    r"|<(?:img|source)\b[^>]{0,2000}?\bsrc(?:set)?\s*=\s*[\"']?([^\"'\s>]+)"  # HTML
    r"|^\s*\.\.\s+(?:\|[^|\n]{1,200}\|\s+)?image::\s*(\S+)"  # reStructuredText
    r"|\bimage::?([^\s\[]{1,2000})\[",  # AsciiDoc
    re.MULTILINE | re.IGNORECASE,
)
_OF_A_PROJECT = re.compile(r".*/projects/[1-9][0-9]*/([a-z0-9-]+)(?:\.svg|\.png)?")
_FIXED = re.compile(r".*/badge_static/([^/]+)")
_DATA = re.compile(rb'<svg [^>]*? data-badge="([a-z0-9@.-]+)"')
_DAY = re.compile(rb"<desc>[^<]*?(\d{4}-\d\d-\d\d)")


class Kind(StrEnum):
    """Where a badge comes from: a server that knows a project, a fixed image, or a file of the checkout."""

    LIVE = "live"
    FIXED = "fixed"
    FILE = "file"


@dataclass(frozen=True)
class Embedded:
    """A badge in a document. `says` names the level or percentage that it shows; a live one says nothing by itself.

    `series` is None where a fixed badge shows something that no series has.
    """

    line: int
    address: str
    kind: Kind
    series: Series | None
    says: str = ""


def shown_of(assessment: Assessment, series: Series, criteria: Criteria, at: datetime) -> Shown:
    """Give what the badge of a checkout shows."""
    standing = assessment.standings[series.id]
    sheet = {name: KeptAnswer(answer) for name, answer in assessment.counted.items()}
    proof = proofs(sheet, assessment.look, {}, criteria)[series.id]
    percentages = {level: each.percentage for level, each in standing.levels.items()}
    return Shown(standing.level, percentages, series.version, at, proof)


def written(
    assessment: Assessment, series: Series, criteria: Criteria, wishes: Wishes, shelf: Shelf, before: bytes = b""
) -> bytes:
    """Draw the badge of a checkout; where it would differ from the one before by the day alone, that one stays."""

    def drawn(at: datetime) -> bytes:
        shown = shown_of(assessment, series, criteria, at)
        named = short_level(series, shown.level, shown.percentages)
        return draw(picture(series, shown, wishes, shelf)._replace(data=named))

    found = _DAY.search(before)
    if found:
        try:
            former = drawn(datetime.fromisoformat(found[1].decode()).replace(tzinfo=UTC))
        except ValueError:  # some digits that are no day
            former = b""
        if former == before:
            return before
    return drawn(assessment.look.as_of)


def embedded(text: str, folder: Path, checkout: Path, criteria: Criteria) -> list[Embedded]:
    """Find the badges in a document that stands in a folder of a checkout, in their order."""
    found = [(match.start(), match[0]) for match in _ADDRESS.finditer(text)]
    badges = [(at, _by_address(address.rstrip(".,;:"), criteria)) for at, address in found]
    for match in _TARGETS.finditer(text):
        target = next(filter(None, match.groups()), "")
        if target and "://" not in target:
            badges.append((match.start(), _by_file(target, folder, checkout, criteria)))
    return [
        Embedded(text.count("\n", 0, at) + 1, badge.address, badge.kind, badge.series, badge.says)
        for at, badge in sorted(badges, key=lambda each: each[0])
        if badge is not None
    ]


def reached(assessment: Assessment, series: Series) -> str:
    """Name what a checkout reaches in a series, as badges name it."""
    standing = assessment.standings[series.id]
    percentages = {level: each.percentage for level, each in standing.levels.items()}
    return short_level(series, standing.level, percentages)


def shown_by(series: Series, says: str) -> Shown:
    """Read such a name back."""
    if series.level(says):
        return Shown(says)
    return Shown("", {series.levels[0].id: int(says.rpartition("-")[2])})


def _by_address(address: str, criteria: Criteria) -> Embedded | None:
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query.replace("&amp;", "&"))
    except ValueError:
        return None
    path = unquote(parts.path).rstrip("/")
    if fixed := _FIXED.fullmatch(path):
        value = fixed[1].removesuffix(".svg")
        first = criteria.series[0]
        value = f"{first.id}-pct-{int(value)}" if value.isascii() and value.isdigit() and len(value) < 3 else value
        series = _series_of(value, criteria)
        return Embedded(0, address, Kind.FIXED, series, value if series else fixed[1])
    wanted = query.get("series", [""])[0]
    if (match := _OF_A_PROJECT.fullmatch(path)) and (match[1] == "badge" or _named(match[1], criteria)):
        series = _named(match[1], criteria) or _named(wanted, criteria) or criteria.series[0]
        return Embedded(0, address, Kind.LIVE, series)
    if path.endswith("/badge") and "repo" in query:
        return Embedded(0, address, Kind.LIVE, _named(wanted, criteria) or criteria.series[0])
    return None


def _by_file(target: str, folder: Path, checkout: Path, criteria: Criteria) -> Embedded | None:
    """Read an image of the checkout; one that `badge write` did not write is no badge of ours."""
    name = unquote(target.partition("?")[0].partition("#")[0])
    if not name.endswith(".svg") or "\0" in name:
        return None
    root = checkout.resolve()
    path = (root / name.lstrip("/") if name.startswith("/") else folder / name).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        return None
    with path.open("rb") as file:
        found = _DATA.match(file.read(_LARGEST_IMAGE))
    if found is None:
        return None
    says = found[1].decode("ascii")
    return Embedded(0, target, Kind.FILE, _series_of(says, criteria), says)


def _series_of(says: str, criteria: Criteria) -> Series | None:
    if level := criteria.level(says):
        return level[0]
    before, _, share = says.rpartition("-pct-")
    fits = share.isascii() and share.isdigit() and len(share) < 3
    return _named(before, criteria) if fits else None


def _named(name: str, criteria: Criteria) -> Series | None:
    return next((each for each in criteria.series if each.id == name), None)
