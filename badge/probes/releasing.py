"""What a release carries and how it is made: licence, signature, list of parts, names of files, and tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from badge.core.evidence import Files, History
from badge.core.findings import Confidence, Finding, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.approval import every, free
from badge.probes.facts.attributes import Attributes
from badge.probes.facts.delivery import Delivery, Seen
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import COMPILED, Languages
from badge.probes.facts.licences import LicenceFile, Licences
from badge.probes.facts.marks import Mark, Marks
from badge.probes.facts.releases import Releases
from badge.probes.facts.versions import Versions
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import first
from badge.probes.pipeline_inputs import without
from badge.probes.probe import probe

NEWEST = 3
"""Version tags whose signatures are looked at."""

WITHOUT_REGISTRY = ("C", "C++", "Assembly", "Fortran", "Objective-C", "VHDL")
"""Languages without one usual package manager: scripts and folders often fetch what is needed."""

MOSTLY = 0.2
_SAYS_SIGNED = (
    r"\bgpg2? (?:\S+ )*--verify\b|\bcosign verify|\bminisign -\w*V|\bsignify -\w*V|\bgh attestation verify"
    r"|\bslsa-verifier\b"
    r"|\.(?:asc|sig|minisig|sigstore)\b|\b(?:releases?|tarballs?|binaries|packages|artifacts?) (?:\w+ ){0,3}signed\b"
    r"|\bsigned (?:releases?|tarballs?|binaries|packages)|\bSHA256SUMS\.(?:asc|sig)|\bSigning key\b"
)
_RELEASED = (
    "osps_br_02_01",
    "osps_br_02_02",
    "osps_br_04_01",
    "osps_br_06_01",
    "osps_do_01_01",
    "osps_do_02_01",
    "osps_do_03_01",
    "osps_do_03_02",
    "osps_do_04_01",
    "osps_do_05_01",
    "osps_le_02_02",
    "osps_le_03_02",
    "osps_qa_02_02",
    "osps_qa_04_02",
    "osps_sa_02_01",
    "osps_sa_03_02",
)
"""Criteria that ask about releases, and of whoever makes none ask nothing."""


@probe(*_RELEASED)
def none(releases: Releases, files: Files) -> Iterator[Finding]:
    """Look for any sign of a release."""
    for criterion in _RELEASED:
        if releases.newest:
            because = Message("There are releases; the newest version tag is %(newest)s.", _newest(releases))
            yield unknown(criterion, because)
        elif releases.signs:
            because = Message("%(path)s speaks of releases.", {"path": releases.signs[0].path})
            yield unknown(criterion, because, releases.signs[0])
        elif releases.others or not files.entries:
            yield unknown(criterion, Message("No tag names a version, and no other sign of a release was found."))
        else:
            because = Message("No tag names a version, and no other sign of a release was found.")
            yield not_applicable(criterion, because, Confidence.PARTIAL)


def _newest(releases: Releases) -> dict[str, str]:
    return {"newest": releases.newest.tag.name if releases.newest else ""}


@probe("osps_le_02_02")
def licence(licences: Licences, files: Files) -> Iterator[Finding]:
    """Compare what packages declare as their licence with the texts, and see whether both are free."""
    criterion = "osps_le_02_02"
    texts = [each for each in licences.own if not each.remark and not each.small and not each.link]
    ids = tuple(dict.fromkeys(name for each in texts for name in each.ids))
    places = [files.place(each.path, each.line) for each in texts[:3]]
    told = [each for each in licences.declared if each.expression]
    if not ids or not all(each.exact for each in texts) or not every(free(name) for name in ids):
        because = Message("The text of the license was not recognised as a free one, or there is none.")
        yield unknown(criterion, because, *places)
    elif not licences.declared:
        because = Message(
            "The license is %(licences)s (%(paths)s), which is free and open source software.",
            {"licences": ids, "paths": tuple(place.path for place in places)},
        )
        yield met(criterion, because, Confidence.CUE, *places)
    elif len(told) == len(licences.declared) and all(each.expression and each.expression.holds(free) for each in told):
        named = {_family(name) for each in told if each.expression for name in each.expression.ids}
        values = {"paths": tuple(each.place.path for each in told), "licences": tuple(each.text for each in told)}
        if named <= {_family(name) for name in ids}:
            because = Message("The packages declare the license %(licences)s (%(paths)s), as the text says.", values)
            yield met(criterion, because, Confidence.GOOD, *(each.place for each in told[:3]), *places)
        else:
            because = Message(
                "The packages declare the license %(licences)s (%(paths)s), the text says another.", values
            )
            yield unknown(criterion, because, *(each.place for each in told[:3]), *places)
    else:
        values = {"paths": tuple(each.place.path for each in licences.declared[:4])}
        because = Message("What %(paths)s declare as the license was not recognised as a free one.", values)
        yield unknown(criterion, because, *(each.place for each in licences.declared[:3]))


def _family(name: str) -> str:
    return name.lower().removesuffix("+").removesuffix("-only").removesuffix("-or-later")


@probe("osps_le_03_02")
def text(
    licences: Licences, attributes: Attributes, versions: Versions, history: History, files: Files
) -> Iterator[Finding]:
    """Look whether the text of the licence is in the source archives of the newest version."""
    criterion = "osps_le_03_02"
    usual = [each for each in licences.own if each.usual and not each.small and not each.remark]
    hidden = [place for each in usual if (place := attributes.left_out(each.path))]
    newest = next(iter(versions.releases or versions.all), None)
    if not usual:
        yield unknown(criterion, Message("No file with the text of the license was found at the usual places."))
    elif len(hidden) == len(usual):
        because = Message(
            "%(path)s leaves the license out of the source archives: %(pattern)s",
            {"path": hidden[0].path, "pattern": hidden[0].excerpt},
        )
        yield unmet(criterion, because, Confidence.GOOD, *hidden[:3])
    elif newest is None:
        yield unknown(criterion, Message("No tag names a version."), files.place(usual[0].path))
    else:
        shown = next(each for each in usual if not attributes.left_out(each.path))
        yield _in_version(criterion, shown, newest.tag.name, newest.tag.commit, history, files)


def _in_version(
    criterion: str, shown: LicenceFile, version: str, commit: str, history: History, files: Files
) -> Finding:
    """Conclude from the newest tree to that of the newest version, where no commit between touched the file."""
    values = {"path": shown.path, "version": version}
    place = files.place(shown.path)
    for each in history.commits:
        if each.id == commit:
            because = Message("%(path)s is in the source code of the version %(version)s.", values)
            return replace(met(criterion, because, Confidence.GOOD, place), by_absence=True)
        if each.paths and shown.path in each.paths:
            because = Message("%(path)s was changed after the version %(version)s.", values)
            return replace(met(criterion, because, Confidence.CUE, place), by_absence=True)
    because = Message("%(path)s is in the source code; whether it was in the version %(version)s was not read.", values)
    return replace(met(criterion, because, Confidence.PARTIAL, place), by_absence=True)


@probe("osps_br_05_01")
def dependencies(
    delivery: Delivery, workflows: Workflows, documents: Documents, languages: Languages
) -> Iterator[Finding]:
    """Look for the usual tools that take dependencies in, and for downloads past them."""
    criterion = "osps_br_05_01"
    if workflows.none:
        yield without(criterion, documents)
    elif delivery.downloads:
        place = delivery.downloads[0]
        because = Message("%(path)s downloads something without a package manager.", {"path": place.path})
        yield unknown(criterion, because, *delivery.downloads[:3])
    elif delivery.installs:
        names = tuple(each.name for each in delivery.installs[:6])
        because = Message("The pipelines take dependencies in with %(tools)s.", {"tools": names})
        whole = not workflows.unread and not workflows.foreign and languages.share(*WITHOUT_REGISTRY) < MOSTLY
        places = [each.place for each in delivery.installs[:4]]
        sure = Confidence.GOOD if whole else Confidence.PARTIAL
        yield replace(met(criterion, because, sure, *places), by_absence=True)
    else:
        because = Message(
            "No command that takes dependencies in was recognised in %(paths)s.", {"paths": workflows.paths[:4]}
        )
        yield unknown(criterion, because)


@probe("osps_br_06_01")
def signed(
    delivery: Delivery, versions: Versions, workflows: Workflows, documents: Documents, releases: Releases
) -> Iterator[Finding]:
    """Look for a step that signs what is released, and for signed version tags."""
    criterion = "osps_br_06_01"
    newest = (versions.releases or versions.all)[:NEWEST]
    if delivery.signs and (delivery.publishes or any(not each.workflow for each in delivery.signs)):
        best = delivery.signs[0]
        because = Message(
            "%(path)s signs what is released, with %(tool)s.", {"path": best.place.path, "tool": best.name}
        )
        yield met(criterion, because, Confidence.PARTIAL, best.place)
    elif delivery.signs:
        best = delivery.signs[0]
        values = {"path": best.place.path, "tool": best.name}
        because = Message("%(path)s signs something with %(tool)s; what is published was not recognised.", values)
        yield unknown(criterion, because, best.place)
    elif newest and all(each.tag.signed for each in newest):
        because = Message(
            "The newest version tags are signed, such as %(version)s; that covers the source code only.",
            {"version": newest[0].tag.name},
        )
        yield unknown(criterion, because)
    elif said := next(
        (
            document.place(hit.line, hit.text)
            for document in documents.all("readme", "security", "install", "changelog")
            if (hit := first(_SAYS_SIGNED, document.text))
        ),
        None,
    ):
        because = Message("%(path)s speaks of signed releases, but no step that signs was found.", {"path": said.path})
        yield unknown(criterion, because, said)
    elif (
        len(versions.all) >= NEWEST
        and delivery.publishes
        and not any(each.versioned for each in delivery.publishes)  # some registries sign what they take
        and not workflows.unread
        and not workflows.foreign
    ):
        best = delivery.publishes[0]
        because = Message("%(path)s publishes releases, and no step signs them.", {"path": best.place.path})
        yield unmet(criterion, because, Confidence.PARTIAL, best.place, by_absence=True)
    else:
        because = Message("No step that signs a release was found; files that are signed by hand cannot be seen here.")
        yield unknown(criterion, because, *releases.signs[:1])


@probe("osps_br_02_02")
def named(delivery: Delivery, releases: Releases) -> Iterator[Finding]:
    """Look for what ties the released files to a version: a registry, or configuration that names files by it."""
    criterion = "osps_br_02_02"
    publisher = next((each for each in delivery.publishes if each.versioned), None)
    if publisher and releases.newest:
        because = Message(
            "%(path)s publishes to %(registry)s, which takes each version once and names its files by it.",
            {"path": publisher.place.path, "registry": publisher.name},
        )
        yield met(criterion, because, Confidence.PARTIAL, publisher.place)
    elif delivery.named_by_version:
        each = delivery.named_by_version[0]
        because = Message(
            "%(path)s has the version put into the names of released files, by %(tool)s.",
            {"path": each.place.path, "tool": each.name},
        )
        yield unknown(criterion, because, each.place)
    else:
        yield unknown(criterion, Message("How the files of a release are named cannot be seen here."))


@probe("osps_qa_02_02")
def parts(delivery: Delivery, languages: Languages, marks: Marks, files: Files) -> Iterator[Finding]:
    """Look for a step that lists the parts of what is released, and whether anything compiled is released at all."""
    criterion = "osps_qa_02_02"
    published = {each.workflow for each in delivery.publishes}
    for each in delivery.lists:
        if not each.workflow or each.workflow in published:
            because = Message(
                "%(path)s makes a list of the parts of what is released, with %(tool)s.",
                {"path": each.place.path, "tool": each.name},
            )
            yield met(criterion, because, Confidence.PARTIAL, each.place)
            return
    if delivery.lists:
        yield _only_made(criterion, delivery.lists[0])
    elif kept := next(iter(marks.of(Mark.PARTS)), ""):
        because = Message(
            "%(path)s is a list of parts; whether it reaches users with a release was not seen.", {"path": kept}
        )
        yield unknown(criterion, because, files.place(kept))
    elif languages.sources and languages.share(*COMPILED) == 0 and not _compiled_products(marks, delivery):
        because = Message(
            "The sources are in %(language)s, and nothing was found that is delivered compiled.",
            {"language": languages.main},
        )
        yield not_applicable(criterion, because, Confidence.PARTIAL)
    else:
        because = Message("No step was found that makes a software bill of materials.")
        yield unknown(criterion, because)


def _only_made(criterion: str, each: Seen) -> Finding:
    values = {"path": each.place.path, "tool": each.name}
    because = Message("%(path)s makes a list of parts with %(tool)s, but publishes no release itself.", values)
    return unknown(criterion, because, each.place)


def _compiled_products(marks: Marks, delivery: Delivery) -> bool:
    names = {each.name for each in delivery.publishes}
    return bool(marks.of(Mark.COMPILED) or names & {"a container registry", "goreleaser", "Snapcraft", "Flatpak"})
