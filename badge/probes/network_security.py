"""Which protocols the software speaks, how it treats certificates and credentials, and how it examines input."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, not_applicable, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.cryptography import ANY, is_purpose
from badge.probes.facts.cues import Cues, Seen
from badge.probes.facts.documents import Documents
from badge.probes.facts.mentions import Mentions, Subject
from badge.probes.facts.vocabulary import Cue
from badge.probes.patterns import found
from badge.probes.probe import probe

_BY_CHOICE = (
    r"\bif\b|\?|insecure|unsafe|skip|no_?verify|no_?check|disable|option|flag|setting|config|\bopts?\b|args|param|env"
    r"|SSL_VERIFY_NONE|VERIFY_NONE|self_?signed|debug|dev(?:elopment)?\b|allow|trust_?all|ignore|default=|test|mock|example|local"
)
"""Words beside such a line that mostly mean: a user asked for it."""

_PRIVATE = r"cookie|authorization|bearer|token|password|credential|session"


def _nothing(criterion: str, cues: Cues) -> Finding | None:
    """Say that the question does not apply, where every source file was read and none knows a network or a key."""
    if not cues.whole or cues.of(*ANY):
        return None
    because = counted(
        "The only source file uses no cryptography, no passwords and no network.",
        "None of the %(count)s source files uses cryptography, passwords or a network.",
        cues.read,
    )
    return not_applicable(criterion, because, Confidence.PARTIAL)


def _no_tls(criterion: str, cues: Cues) -> Finding | None:
    """Say that TLS is not used, where every source file was read and none knows TLS or a network."""
    if not cues.whole or cues.of(Cue.TLS, Cue.NETWORK, Cue.UNVERIFIED, Cue.OLD_TLS):
        return None
    because = Message("None of the source files uses TLS, SSH or a network.")
    return not_applicable(criterion, because, Confidence.PARTIAL)


def _judge(criterion: str, seen: tuple[Seen, ...]) -> Finding:
    place = seen[0].place
    because = Message("A person has to judge %(path)s, line %(line)s.", {"path": place.path, "line": place.line})
    return unknown(criterion, because, *(each.place for each in seen[:5]))


def _open(criterion: str, cues: Cues, *kinds: Cue) -> Finding:
    """Say what was looked at, where the source code decides nothing."""
    if cues.left:
        because = Message(
            "%(read)s source files were read and %(left)s were not, so what is not there cannot be told.",
            {"read": cues.read, "left": cues.left},
        )
        return unknown(criterion, because)
    because = Message("The source code does not show it; a person has to answer.")
    return unknown(criterion, because, *cues.places(*kinds, most=3))


def _clear(seen: tuple[Seen, ...], documents: Documents) -> tuple[Seen, ...]:
    """Leave the lines beside which nothing says that a user asked for it."""
    if is_purpose(documents):
        return ()
    return tuple(each for each in seen if not found(_BY_CHOICE, f"{each.place.path} {each.line}"))


@probe("crypto_algorithm_agility")
def algorithms(cues: Cues) -> Iterator[Finding]:
    """See whether there is any cryptography whose algorithm could be switched."""
    criterion = "crypto_algorithm_agility"
    yield _nothing(criterion, cues) or _open(criterion, cues, Cue.LIBRARY, Cue.SYSTEM, Cue.OWN, Cue.CRYPTO)


@probe("crypto_credential_agility")
def credentials(cues: Cues) -> Iterator[Finding]:
    """See whether there are any credentials that could be replaced."""
    criterion = "crypto_credential_agility"
    yield _nothing(criterion, cues) or _open(criterion, cues, Cue.PASSWORD, Cue.SLOW_PASSWORD, Cue.CRYPTO)


@probe("crypto_used_network")
def protocols(cues: Cues) -> Iterator[Finding]:
    """See whether the software uses a network at all, and where it may speak without encryption."""
    criterion = "crypto_used_network"
    if cues.whole and not cues.of(Cue.NETWORK, Cue.TLS, Cue.OPEN, Cue.UNVERIFIED, Cue.OLD_TLS):
        because = Message("None of the source files uses TLS, SSH or a network.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
    elif seen := cues.of(Cue.OPEN):
        because = counted(
            "%(count)s line may speak over a network without encryption; a person has to judge it.",
            "%(count)s lines may speak over a network without encryption; a person has to judge them.",
            cues.count(Cue.OPEN),
        )
        yield unknown(criterion, because, *(each.place for each in seen[:5]))
    else:
        yield _open(criterion, cues, Cue.NETWORK, Cue.TLS)


@probe("crypto_tls12")
def newest(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """Look for code that asks for TLS 1.0, TLS 1.1 or SSL only."""
    criterion = "crypto_tls12"
    seen = cues.of(Cue.OLD_TLS)
    if nothing := _no_tls(criterion, cues):
        yield nothing
    elif clear := [each for each in _clear(seen, documents) if found(r"=|\(|:", each.line)]:
        place = clear[0].place
        because = Message(
            "%(path)s, line %(line)s, asks for a version of TLS or SSL that is too old.",
            {"path": place.path, "line": place.line},
        )
        yield unknown(criterion, because, *(each.place for each in clear[:3]))
    elif seen:
        yield _judge(criterion, seen)
    else:
        yield _open(criterion, cues, Cue.TLS, Cue.NETWORK)


@probe("crypto_certificate_verification", "crypto_verification_private")
def verification(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """Look for code that does not verify certificates, and see whether a user has to ask for that."""
    first, second = "crypto_certificate_verification", "crypto_verification_private"
    seen = cues.of(Cue.UNVERIFIED)
    for criterion in (first, second):
        if nothing := _no_tls(criterion, cues):
            yield nothing
        elif clear := _clear(seen, documents):
            place = clear[0].place
            because = Message(
                "%(path)s, line %(line)s, turns the verification of certificates off, and nothing beside it says that a user asked for it.",
                {"path": place.path, "line": place.line},
            )
            shown = tuple(each.place for each in clear[:3])
            private = found(_PRIVATE, clear[0].line)
            if criterion == first:
                yield unmet(criterion, because, Confidence.PARTIAL, *shown)
            elif private:
                yield unmet(criterion, because, Confidence.CUE, *shown)
            else:
                yield unknown(criterion, because, *shown)
        elif seen:
            yield _judge(criterion, seen)
        else:
            yield _open(criterion, cues, Cue.TLS, Cue.NETWORK)


@probe("input_validation")
def inputs(mentions: Mentions) -> Iterator[Finding]:
    """Look for libraries that compare input with a description of what is valid."""
    criterion = "input_validation"
    if seen := mentions.of(Subject.VALIDATION):
        because = Message(
            "A library that compares input with a schema is named (%(words)s); whether all untrusted input goes through it is for you to say.",
            {"words": mentions.words(Subject.VALIDATION)[:5]},
        )
        yield unknown(criterion, because, *(each.place for each in seen[:3]))
    else:
        because = Message(
            "No library that compares input with a schema is named in the manifests; a person has to answer."
        )
        yield unknown(criterion, because)
