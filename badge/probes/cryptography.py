"""Whether the product uses cryptography at all, and what its source code shows of how."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown, unmet
from badge.core.messages import Message, Value, counted
from badge.probes.facts.cues import Cues, Seen
from badge.probes.facts.documents import Documents
from badge.probes.facts.vocabulary import Cue
from badge.probes.patterns import found
from badge.probes.probe import probe

ANY = tuple(each for each in Cue if each not in {Cue.INLINE_TEST, Cue.UNSAFE, Cue.STRICT, Cue.FUZZ})
"""Whatever forbids to say that there is no cryptography."""

_PURPOSE = (
    r"\bcryptograph|\bciphers?\b|\bencrypt(?:s|ion|ed)?\b"
    r"|\b(?:tls|ssl|ssh|openpgp|jwt|jose|kerberos|ntlm|radius|oauth)\b"
    r"|\bpassword (?:hash|manager|cracker|generator)|\bhash(?:ing)? (?:function|algorithm|librar)|\bchecksum"
    r"|\bmessage digest|\bdigital signature|\bpentest|\bsecurity (?:scanner|tool|linter)|\bforensic"
    r"|\bvulnerabilit(?:y|ies) scanner"
)
"""What a readme says of software that is about cryptography or attacks on it: words in its code decide nothing."""

_FOREIGN = (
    r"ntlm|\bvnc\b|\bsmb|\bpdf\b|\bzip\b|kerberos|\brdp\b|legacy|compat|deprecat|insecure|obsolete|weak|digest_?auth|realm"
    r"|pwned|hibp|gravatar|fever|mysql|postgres|scram|apop|cram|radius|wsse|example|sample|dummy|fake|mock|demo|warn|raise"
    r"|error|forbid|disallow|refuse|block_?list|black_?list"
)
"""Words beside a weak call that mostly mean: another party demands it, or it is being refused."""


_COPIED = r"(?:^|[/_-])(?:lib)?(?:blake[23]\w*|sha[123]\w*|xxhash|chacha\w*|aes|ed25519\w*|keccak)[^/]*/|\.(?:s|asm)$"
"""A folder with the name of an algorithm, or assembly: mostly the copy of a library."""


def _nothing(criterion: str, cues: Cues) -> Finding | None:
    """Say that a question about cryptography does not apply, where every source file was read and none knows it."""
    if not cues.whole or cues.of(*ANY):
        return None
    because = counted(
        "The only source file uses no cryptography, no passwords and no network.",
        "None of the %(count)s source files uses cryptography, passwords or a network.",
        cues.read,
    )
    return not_applicable(criterion, because, Confidence.PARTIAL)


def is_purpose(documents: Documents) -> bool:
    """Tell whether the whole software is about cryptography, or about attacks on it."""
    readme = documents.first("readme")
    return readme is not None and found(_PURPOSE, "\n".join(readme.prose.split("\n")[:40]))


def _clear(seen: tuple[Seen, ...], documents: Documents) -> tuple[Seen, ...]:
    """Leave the lines that nothing excuses; none where the whole software is about such things."""
    if is_purpose(documents):
        return ()
    return tuple(each for each in seen if not found(_FOREIGN, f"{each.place.path} {each.line}"))


def _shown(criterion: str, seen: tuple[Seen, ...]) -> Finding:
    """Show lines that a person has to judge."""
    place = seen[0].place
    because = Message("A person has to judge %(path)s, line %(line)s.", {"path": place.path, "line": place.line})
    return unknown(criterion, because, *(each.place for each in seen[:5]))


def _unjudged(criterion: str, cues: Cues) -> Finding:
    """Say what was looked at, where the source code decides nothing."""
    if cues.left:
        because = Message(
            "%(read)s source files were read and %(left)s were not, so what is not there cannot be told.",
            {"read": cues.read, "left": cues.left},
        )
        return unknown(criterion, because)
    because = Message("The source code does not show it; a person has to answer.")
    return unknown(criterion, because, *cues.places(*ANY, most=2))


@probe("crypto_published")
def published(cues: Cues) -> Iterator[Finding]:
    """See whether only known libraries of cryptography are used."""
    criterion = "crypto_published"
    if nothing := _nothing(criterion, cues):
        yield nothing
    elif cues.of(Cue.LIBRARY) and not cues.of(Cue.OWN, Cue.OWN_CHECKSUM, Cue.BROKEN_CIPHER) and cues.whole:
        because = Message("The source code uses known libraries: %(libraries)s.", {"libraries": _libraries(cues)})
        yield met(criterion, because, Confidence.CUE, *cues.places(Cue.LIBRARY, most=3))
    else:
        yield _unjudged(criterion, cues)


@probe("crypto_call")
def call(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """See whether algorithms are called in libraries or written again."""
    criterion = "crypto_call"
    own = cues.of(Cue.OWN, Cue.OWN_CHECKSUM)
    written = tuple(each for each in cues.of(Cue.OWN) if not found(_COPIED, each.place.path))
    if nothing := _nothing(criterion, cues):
        yield nothing
    elif own and not cues.of(Cue.LIBRARY, Cue.SYSTEM) and (clear := _clear(written, documents)):
        place = clear[0].place
        because = Message("%(path)s holds the constants of a cipher or hash of its own.", {"path": place.path})
        yield unmet(criterion, because, Confidence.PARTIAL, place)
    elif own:
        yield _shown(criterion, own)
    elif cues.of(Cue.LIBRARY, Cue.SYSTEM) and cues.whole:
        because = Message(
            "The source code calls libraries of cryptography (%(libraries)s) and holds no algorithm of its own.",
            {"libraries": _libraries(cues)},
        )
        yield met(criterion, because, Confidence.PARTIAL, *cues.places(Cue.LIBRARY, Cue.SYSTEM, most=3))
    else:
        yield _unjudged(criterion, cues)


@probe("crypto_floss")
def floss(cues: Cues) -> Iterator[Finding]:
    """See whether the libraries of cryptography are free software."""
    criterion = "crypto_floss"
    if nothing := _nothing(criterion, cues):
        yield nothing
    elif cues.of(Cue.SYSTEM):
        yield _shown(criterion, cues.of(Cue.SYSTEM))
    elif cues.of(Cue.LIBRARY) and cues.whole:
        because = Message(
            "The libraries of cryptography that the source code uses are free software: %(libraries)s.",
            {"libraries": _libraries(cues)},
        )
        yield met(criterion, because, Confidence.PARTIAL, *cues.places(Cue.LIBRARY, most=3))
    else:
        yield _unjudged(criterion, cues)


@probe("crypto_keylength")
def key_length(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """Look for keys that are made too short."""
    yield _bad("crypto_keylength", Cue.SHORT_KEY, Confidence.GOOD, cues, documents) or _unjudged(
        "crypto_keylength", cues
    )


@probe("crypto_working")
def working(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """Look for broken ciphers and hashes."""
    criterion = "crypto_working"
    found_one = _bad(criterion, Cue.BROKEN_CIPHER, Confidence.PARTIAL, cues, documents)
    hashes = cues.of(Cue.BROKEN_HASH)
    yield found_one or (_shown(criterion, hashes) if hashes else _unjudged(criterion, cues))


@probe("crypto_weaknesses")
def weaknesses(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """Look for signatures by weak hashes, and for other uses of them and of CBC."""
    criterion = "crypto_weaknesses"
    found_one = _bad(criterion, Cue.WEAK_SIGNATURE, Confidence.PARTIAL, cues, documents)
    doubtful = cues.of(Cue.WEAK_HASH, Cue.CBC, Cue.BROKEN_HASH)
    yield found_one or (_shown(criterion, doubtful) if doubtful else _unjudged(criterion, cues))


def _too_bad(cue: Cue, place: Place) -> Message:
    values: dict[str, Value] = {"path": place.path, "line": place.line}
    if cue is Cue.SHORT_KEY:
        return Message("%(path)s, line %(line)s, makes a key that is too short.", values)
    if cue is Cue.BROKEN_CIPHER:
        return Message("%(path)s, line %(line)s, asks for a broken cipher or mode.", values)
    return Message("%(path)s, line %(line)s, signs by a weak hash.", values)


def _bad(criterion: str, cue: Cue, sure: Confidence, cues: Cues, documents: Documents) -> Finding | None:
    """Propose Unmet for a line that nothing excuses, show one that something may, or say that nothing applies."""
    if nothing := _nothing(criterion, cues):
        return nothing
    if clear := _clear(cues.of(cue), documents):
        because = _too_bad(cue, clear[0].place)
        return unmet(criterion, because, sure, *(each.place for each in clear[:5]))
    return _shown(criterion, cues.of(cue)) if cues.of(cue) else None


@probe("crypto_pfs")
def forward_secrecy(cues: Cues) -> Iterator[Finding]:
    """See whether keys are agreed on at all, and whether a list of ciphers goes without forward secrecy."""
    criterion = "crypto_pfs"
    if nothing := _nothing(criterion, cues):
        yield nothing
    elif cues.of(Cue.NO_SECRECY):
        yield _shown(criterion, cues.of(Cue.NO_SECRECY))
    elif cues.whole and not cues.of(Cue.TLS, Cue.NETWORK):
        because = Message("None of the source files uses TLS, SSH or a network, so no keys are agreed on.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
    else:
        yield _unjudged(criterion, cues)


@probe("crypto_password_storage")
def password_storage(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """See how passwords of users are hashed, where there are any."""
    criterion = "crypto_password_storage"
    slow, fast = cues.of(Cue.SLOW_PASSWORD), cues.of(Cue.FAST_PASSWORD)
    if cues.whole and not cues.of(Cue.PASSWORD, Cue.SLOW_PASSWORD, Cue.FAST_PASSWORD, Cue.DERIVED):
        because = Message("None of the source files knows passwords or people who log in.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
    elif slow and not fast:
        place = slow[0].place
        because = Message("%(path)s hashes passwords by a function made for that.", {"path": place.path})
        yield met(criterion, because, Confidence.PARTIAL, *(each.place for each in slow[:3]))
    elif not slow and not cues.of(Cue.DERIVED) and cues.whole and (clear := _clear(fast, documents)):
        place = clear[0].place
        because = Message(
            "%(path)s, line %(line)s, hashes a password by a fast hash.", {"path": place.path, "line": place.line}
        )
        yield unmet(criterion, because, Confidence.PARTIAL, *(each.place for each in clear[:3]))
    elif fast or cues.of(Cue.DERIVED):
        yield _shown(criterion, (*fast, *slow, *cues.of(Cue.DERIVED)))
    else:
        yield _unjudged(criterion, cues)


@probe("crypto_random")
def random(cues: Cues, documents: Documents) -> Iterator[Finding]:
    """See which generators make secrets."""
    criterion = "crypto_random"
    weak = cues.of(Cue.WEAK_RANDOM)
    if not weak and (nothing := _nothing(criterion, cues)):
        yield nothing
    elif clear := _clear(weak, documents):
        place = clear[0].place
        because = Message(
            "%(path)s, line %(line)s, makes a secret by a generator that can be foreseen.",
            {"path": place.path, "line": place.line},
        )
        yield unmet(criterion, because, Confidence.PARTIAL, *(each.place for each in clear[:3]))
    elif weak:
        yield _shown(criterion, weak)
    elif cues.of(Cue.GOOD_RANDOM) and cues.whole:
        place = cues.of(Cue.GOOD_RANDOM)[0].place
        because = Message(
            "%(path)s uses a generator made for secrets, and no other was found beside secrets.", {"path": place.path}
        )
        yield met(criterion, because, Confidence.CUE, place)
    else:
        yield _unjudged(criterion, cues)


def _libraries(cues: Cues) -> tuple[str, ...]:
    return cues.words(Cue.LIBRARY, Cue.SYSTEM)[:6]
