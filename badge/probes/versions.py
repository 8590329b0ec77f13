"""How releases are numbered, and whether the repository marks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from badge.core.findings import Confidence, Finding, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.manifests import Manifests
from badge.probes.facts.versions import Version, Versions
from badge.probes.patterns import every
from badge.probes.probe import probe

NEWEST = 20
"""Versions that tell how a project numbers today."""

MONTHS = 12
_HEADING = r"^[#=*\s]{0,6}\[?(?:version |release |v)?(\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)\b"


@probe("version_unique", echoes={"version_unique": ("osps_br_02_01",)})
def unique(versions: Versions, manifests: Manifests) -> Iterator[Finding]:
    """Look for two releases with one number."""
    if twins := _twins(versions.all):
        names = {"first": twins[0].tag.name, "second": twins[1].tag.name}
        because = Message("The tags %(first)s and %(second)s name one version, but stand on different commits.", names)
        yield unknown("version_unique", because)
    elif versions.all:
        newest = versions.all[0].tag.name
        because = counted(
            "One tag names a version: %(newest)s.",
            "%(count)s tags name versions, each another one. The newest is %(newest)s.",
            len(versions.all),
            newest=newest,
        )
        yield met("version_unique", because, Confidence.GOOD)
    elif package := next((each for each in manifests.top if each.version), None):
        because = Message(
            "%(path)s gives the version %(version)s, but no tag names a version.",
            {"path": package.path, "version": package.version},
        )
        yield met("version_unique", because, Confidence.CUE, manifests.place(package, "version"))
    else:
        because = Message("No tag names a version, so only the ids of commits tell versions apart.")
        yield met("version_unique", because, Confidence.CUE)
        yield unknown("osps_br_02_01", because)  # it asks about releases, and none is seen


@probe("version_semver")
def semver(versions: Versions) -> Iterator[Finding]:
    """Compare the newest version tags with Semantic Versioning and Calendar Versioning."""
    newest = (versions.releases or versions.all)[:NEWEST]
    if not newest:
        yield unknown("version_semver", Message("No tag names a version."))
        return
    semantic = [each for each in newest if each.semantic and not each.calendar]
    calendar = [each for each in newest if each.calendar]
    best = max(semantic, calendar, key=len)
    share = (len(semantic) + len(calendar)) / len(newest)
    fits, example = len(semantic) + len(calendar), (best or newest)[0].tag.name
    if len(newest) >= 2 and share >= 0.8:
        micro = best is semantic or sum(each.micro for each in calendar) >= 0.8 * len(calendar)
        because = (
            counted(
                "%(fits)s of the newest %(count)s version tag follows Semantic Versioning, such as %(example)s.",
                "%(fits)s of the newest %(count)s version tags follow Semantic Versioning, such as %(example)s.",
                len(newest),
                fits=fits,
                example=example,
            )
            if best is semantic
            else counted(
                "%(fits)s of the newest %(count)s version tag follows Calendar Versioning, such as %(example)s.",
                "%(fits)s of the newest %(count)s version tags follow Calendar Versioning, such as %(example)s.",
                len(newest),
                fits=fits,
                example=example,
            )
        )
        yield met("version_semver", because, Confidence.GOOD if micro else Confidence.PARTIAL)
        return
    because = counted(
        "%(fits)s of the newest %(count)s version tag has the form of Semantic or Calendar Versioning.",
        "%(fits)s of the newest %(count)s version tags have the form of Semantic or Calendar Versioning.",
        len(newest),
        fits=fits,
    )
    if len(newest) >= 3 and share <= 0.25 and not any(each in semantic + calendar for each in newest[:3]):
        two_parts = sum(len(each.numbers) == 2 for each in newest) > len(newest) / 2
        dated = all(len(each.numbers) < 2 or each.numbers[1] <= MONTHS for each in newest)
        yield unmet("version_semver", because, Confidence.CUE if two_parts and dated else Confidence.PARTIAL)
    else:
        yield unknown("version_semver", because)


@probe("version_tags")
def tags(versions: Versions, documents: Documents) -> Iterator[Finding]:
    """Look for tags that mark releases."""
    if versions.all:
        because = counted(
            "One tag marks a release: %(newest)s.",
            "%(count)s tags mark releases; the newest is %(newest)s.",
            len(versions.all),
            newest=versions.all[0].tag.name,
        )
        yield met("version_tags", because, Confidence.DIRECT if len(versions.all) >= 3 else Confidence.GOOD)
        return
    changelog = documents.first("changelog")
    numbers = _numbers_in(changelog) if changelog else []
    if changelog and len(numbers) >= 2:
        because = Message(
            "%(path)s tells of the versions %(numbers)s, but no tag names a version.",
            {"path": changelog.path, "numbers": tuple(numbers[:3])},
        )
        sure = (
            Confidence.PARTIAL if versions.others else Confidence.CUE
        )  # a clone without any tag may have left them out
        yield unmet("version_tags", because, sure, changelog.place(), by_absence=True)
    else:
        yield unknown(
            "version_tags", Message("No tag names a version, and no changelog shows that there were releases.")
        )


def _twins(versions: Sequence[Version]) -> tuple[Version, Version] | None:
    """Find two tags with one version on different commits."""
    seen: dict[tuple[str, str], Version] = {}
    for each in versions:
        before = seen.setdefault((each.package.lower(), each.text.lower()), each)
        if before.tag.commit != each.tag.commit:
            return before, each
    return None


def _numbers_in(changelog: Document) -> list[str]:
    return list(dict.fromkeys(hit.groups[0] for hit in every(_HEADING, changelog.text[:200_000])))
