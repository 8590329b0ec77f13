"""Whether releases and version tags are signed, and whether people can learn how to verify them."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.delivery import Delivery
from badge.probes.facts.documents import Documents
from badge.probes.facts.papers import Papers
from badge.probes.facts.people import People
from badge.probes.facts.versions import Version, Versions
from badge.probes.patterns import first, found
from badge.probes.probe import probe
from badge.probes.release_documents import READ, VERIFY

NEWEST, LATEST = 10, 3
"""Version tags that are looked at for the tags themselves, and for what is released now."""

_SPEAKS = (
    r"\.(?:asc|sig|minisig|sigstore)\b|\b(?:gpg|pgp|openpgp|sigstore|cosign|minisign|signify"
    r"|attestations?|provenance)\b"
    r"|\b(?:signed|signatures?|signing)\b.{0,60}\b(?:releases?|tarballs?|binar(?:y|ies)|packages?"
    r"|archives?|tags?|artifacts?|key)\b"
)


@probe("version_tags_signed")
def tags(versions: Versions, documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look at the newest version tags; whether their signatures are good is not verified."""
    criterion = "version_tags_signed"
    newest = (versions.releases or versions.all)[:NEWEST]
    signed = [each for each in newest if each.tag.signed]
    if not newest:
        yield unknown(criterion, Message("No tag names a version."))
        return
    because = counted(
        "Of the newest %(count)s version tag, %(signed)s carries a signature and %(annotated)s is an "
        "annotated tag. Whether the signatures are good was not verified.",
        (
            "Of the newest %(count)s version tags, %(signed)s carry a signature and %(annotated)s are "
            "annotated tags. Whether the signatures are good was not verified."
        ),
        len(newest),
        signed=len(signed),
        annotated=sum(each.tag.annotated for each in newest),
    )
    if len(signed) == len(newest):
        told = instructions(documents, papers)
        if told:
            yield met(criterion, because, Confidence.GOOD, told)
        else:
            yield met(criterion, because, Confidence.PARTIAL)
    elif not signed and len(newest) >= 3:
        yield unmet(criterion, because, Confidence.GOOD)
    else:
        yield unknown(criterion, because)


@probe("version_tags_signed")
def commits(people: People) -> Iterator[Finding]:
    """Count the commits that carry a signature, those that the forge made apart; they are no signed tags."""
    because = Message(
        "In the last twelve months people made %(own)s commits themselves, and %(signed)s of them carry a signature; "
        "the forge made %(forge)s for them, and %(forge_signed)s of those carry its signature. A "
        "signed commit is no signed tag.",
        {
            "own": people.looked_at - min(people.by_forge, people.looked_at),
            "signed": people.signed,
            "forge": min(people.by_forge, people.looked_at),
            "forge_signed": people.forge_signed,
        },
    )
    yield unknown("version_tags_signed", because)


@probe("signed_releases")
def releases(versions: Versions, delivery: Delivery, documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for signatures of releases, and for a text that says how to verify them."""
    criterion = "signed_releases"
    newest = (versions.releases or versions.all)[:LATEST]
    by_tag = bool(newest) and all(each.tag.signed for each in newest)
    step = next(iter(delivery.signs), None)
    told = instructions(documents, papers)
    if (by_tag or step) and told:
        because = (
            Message(
                "%(tool)s signs what is released (%(path)s), and %(document)s tells how to verify it.",
                {"tool": step.name, "path": step.place.path, "document": told.path},
            )
            if step
            else Message(
                "The newest version tags carry signatures, and %(document)s tells how to verify a release.",
                {"document": told.path},
            )
        )
        yield met(criterion, because, Confidence.GOOD, *([step.place] if step else []), told)
    elif step:
        because = Message(
            "%(tool)s signs what is released (%(path)s), but no text was found that tells how to verify it.",
            {"tool": step.name, "path": step.place.path},
        )
        yield unknown(criterion, because, step.place)
    elif by_tag:
        yield unknown(
            criterion,
            Message("The newest version tags carry signatures, but no text was found that tells how to verify them."),
        )
    elif told:
        because = Message(
            "%(path)s tells how to verify a release, but neither the newest version tags nor a "
            "pipeline show a signature.",
            {"path": told.path},
        )
        yield unknown(criterion, because, told)
    elif len(newest) == LATEST and not any(each.tag.signed for each in newest) and not _spoken(documents, papers):
        because = Message(
            "The newest version tags carry no signature, no pipeline signs anything, and no document "
            "speaks of signatures."
        )
        yield unmet(criterion, because, Confidence.PARTIAL, by_absence=True)
    else:
        yield unknown(criterion, _little(newest))


def _little(newest: tuple[Version, ...]) -> Message:
    if not newest:
        return Message("No tag names a version, and no pipeline that signs a release was found.")
    return Message("No signature of the newest releases was found; files that are published elsewhere cannot be seen.")


def instructions(documents: Documents, papers: Papers) -> Place | None:
    """Find the command with which somebody verifies a release or a tag."""
    for document in (*documents.all(*READ), *papers.on("releases")):
        if hit := first(VERIFY, document.text):
            return document.place(hit.line, hit.text)
    return None


def _spoken(documents: Documents, papers: Papers) -> bool:
    return any(
        found(_SPEAKS, document.text)
        for document in (*documents.all(*READ, "development", "contributing"), *papers.on("releases"))
    )
