"""Which tags are versions, and of what kind: semantic, by calendar, pre-release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from badge.core.evidence import Tag
from badge.probes.patterns import compiled

_NUMBERS = r"(?P<numbers>\d{1,9}(?:[._]\d{1,9}){1,3})"
_VERSION = (
    r"\A(?:(?P<package>[@A-Za-z][\w.+@/-]*?)[/@_-])?"
    r"(?P<word>(?:releases?|rel|versions?|ver|stable|final)[-_./]?|[A-Za-z]{1,14}[-_]?|)"
    rf"(?P<mark>v?)\.?{_NUMBERS}(?P<suffix>[-+._]?[A-Za-z][\w.+-]{{0,40}}|[-+][\d][\w.+-]{{0,40}}|)\z"
)
_DATE = (
    r"\A(?P<package>|[@A-Za-z][\w.+@/-]*?[/@_-]|[A-Za-z]{1,14}[-_]?)"
    r"(?P<numbers>(?:19|20)\d\d[-._]?(?:0[1-9]|1[0-2])[-._]?[0-3]\d)(?P<suffix>[-.]?\w{0,8})\z"
)
_SINGLE = r"\A(?P<package>[A-Za-z][\w.+]*?[-_/])??v?(?P<numbers>\d{1,5})\z"
_NO_VERSION = (
    r"\b(archive|archived|backup|bak|deploy(ed|ment)?|nightly|latest|build|builds|ci|snapshot|tmp|temp|old|before|after|pre-merge|"
    r"sprint|merge|jenkins|staging|production|prod)\b"
)
_PRE = (
    r"\A[-._+]?(rc|alpha|beta|pre|preview|dev|snapshot|canary|next|cr|ea|eap|unstable|insiders?|milestone|test|draft|preview)([-._]?\d|\b|_|\z)"
    r"|\A[-._]?(a|b|c|m|p?re)[-._]?\d|[-._](rc|alpha|beta|pre|dev|snapshot|preview)[-._]?\d*"
)
_BUILD = r"\A(-[0-9a-z-]+(\.[0-9a-z-]+)*)?(\+[0-9a-z-]+(\.[0-9a-z-]+)*)?\z"


class Version(NamedTuple):
    """A tag that names a version. `text` is the version alone; `package` what stands before it, if anything."""

    tag: Tag
    text: str
    package: str
    numbers: tuple[int, ...]
    suffix: str = ""
    dated: bool = False
    padded: bool = False

    @property
    def pre(self) -> bool:
        """Tell whether it is a version before a release."""
        return compiled(_PRE).occurs(self.suffix) or self.package.lower() in _PRE_WORDS

    @property
    def semantic(self) -> bool:
        """Tell whether it has the form of Semantic Versioning: three numbers, none with a leading zero."""
        return not self.dated and not self.padded and len(self.numbers) == 3 and compiled(_BUILD).occurs(self.suffix)

    @property
    def calendar(self) -> bool:
        """Tell whether it starts with a year, or with a short year and a month."""
        if self.dated:
            return True
        first, second = self.numbers[0], self.numbers[1] if len(self.numbers) > 1 else 0
        return 2000 <= first <= 2100 or (6 <= first <= 99 and 1 <= second <= 12 and self.padded)

    @property
    def micro(self) -> bool:
        """Tell whether it has a third part."""
        return self.dated or len(self.numbers) >= 3

    @property
    def key(self) -> tuple[object, ...]:
        """Order versions of one date."""
        return (self.numbers, not self.pre, self.suffix)


class Versions(NamedTuple):
    """All tags that are versions, newest first, and the names of the others."""

    all: tuple[Version, ...]
    others: tuple[str, ...]

    @property
    def releases(self) -> tuple[Version, ...]:
        """Give the versions that are no pre-releases."""
        return tuple(each for each in self.all if not each.pre)


def gather(tags: Sequence[Tag]) -> Versions:
    """Read the names of all tags."""
    found, others = [], []
    for tag in tags:
        if version := version_of(tag):
            found.append(version)
        else:
            others.append(tag)
    if not found:  # some projects count with one number
        singles = [version for tag in others if (version := _of_one_number(tag))]
        if len(singles) >= 3:
            found = singles
            others = [tag for tag in others if tag not in {version.tag for version in singles}]
    found.sort(key=lambda each: (each.tag.time, each.key, each.tag.name), reverse=True)
    return Versions(tuple(found), tuple(sorted(tag.name for tag in others)))


def version_of(tag: Tag) -> Version | None:
    """Read one tag's name as a version, if it is one."""
    name = tag.name.removeprefix("refs/tags/")
    if len(name) > 120 or compiled(_NO_VERSION).occurs(name.replace("_", "-").partition("+")[0]):
        return None
    if match := compiled(_DATE).search(name):
        digits = "".join(sign for sign in match.group("numbers") if sign.isdigit())
        numbers = (int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        if 1990 <= numbers[0] <= 2100 and 1 <= numbers[2] <= 31:
            text = match.group("numbers") + match.group("suffix")
            return Version(tag, text, _package(match.group("package")), numbers, match.group("suffix"), dated=True)
    match = compiled(_VERSION).search(name)
    if match is None:
        return None
    parts = match.group("numbers").replace("_", ".").split(".")
    word = match.group("word").rstrip("-_./")
    package = _package(match.group("package") or "")
    if word.lower() not in _PLAIN_WORDS:
        package = f"{package}-{word}" if package else word
    return Version(
        tag,
        ".".join(parts) + match.group("suffix"),
        package,
        tuple(int(part) for part in parts),
        match.group("suffix"),
        padded=any(len(part) > 1 and part.startswith("0") for part in parts),
    )


_PRE_WORDS = frozenset("rc alpha beta pre preview dev snapshot".split())
_PLAIN_WORDS = frozenset(["", "release", "releases", "rel", "version", "versions", "ver", "stable", "final", "v"])


def _package(text: str) -> str:
    bare = (text or "").rstrip("-_@/")
    return "" if bare.lower() in _PLAIN_WORDS else bare


def _of_one_number(tag: Tag) -> Version | None:
    match = compiled(_SINGLE).search(tag.name)
    if match is None:
        return None
    number = match.group("numbers")
    return Version(tag, number, _package(match.group("package") or ""), (int(number),))
