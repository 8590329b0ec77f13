"""Whether secrets are kept from being stored by mistake: a scanner in a hook, a list of files that are ignored."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, Value
from badge.probes.facts.marks import Mark, Marks
from badge.probes.facts.secrets import Secrets
from badge.probes.patterns import first, found
from badge.probes.probe import probe

LARGEST = 128 * 1024

_SCANNERS = (
    r"^[^#\n]*\b(gitleaks|trufflehog|detect-secrets|ggshield|git-secrets|talisman|kingfisher|detect-private-key|ripsecrets"
    r"|detect-aws-credentials|secretlint|noseyparker|infisical|whispers)\b"
)
_IGNORED = {
    "environment files": r"^(?:[^!#\s]*/|\*)?\.env(?:rc)?(?:[.*][\w.*]*)?\s*$",
    "key files": r"^[^!#\s]*(?:\*\.(?:pem|key|p12|pfx|jks|keystore|ppk)|id_(?:rsa|dsa|ed25519|ecdsa)\*?)\s*$",
    "files of passwords": (
        r"^(?:[^!#\s]*[/*])?(?:secrets?|credentials?|passwords?|\.htpasswd|\.netrc|\.pypirc|master\.key)"
        r"(?:\.[\w.*-]*)?/?\s*$"
    ),
}
"""Kinds of files that usually hold secrets, and how an ignore list names them."""


@probe("osps_br_07_01")
def prevention(secrets: Secrets, marks: Marks, files: Files) -> Iterator[Finding]:
    """Look for a measure that works before a secret is stored, and for secrets that were stored all the same."""
    criterion = "osps_br_07_01"
    ignored = _ignored(files)
    if real := next((each for each in secrets.hits if each.proven and not each.sample), None):
        sure = Confidence.PARTIAL if real.form == "private key" else Confidence.GOOD
        values: dict[str, Value] = {"path": real.path, "line": real.line, "kind": real.form}
        because = Message("%(path)s holds a credential at line %(line)s: %(kind)s.", values)
        yield unmet(criterion, because, sure, files.place(real.path, real.line))
    elif hook := _hook(marks, files):
        because = Message(
            "%(path)s has %(tool)s look for secrets before a commit.", {"path": hook[1].path, "tool": hook[0]}
        )
        yield met(criterion, because, Confidence.PARTIAL, hook[1])
    elif ignored:
        because = Message(
            "%(path)s keeps files out that usually hold secrets: %(files)s.",
            {"path": ignored[0].path, "files": tuple(each.excerpt for each in ignored)},
        )
        yield met(criterion, because, Confidence.PARTIAL if len(ignored) > 1 else Confidence.CUE, *ignored)
    elif secrets.scanner:
        because = Message(
            "%(scanner)s looks for secrets; whether it does so before they are stored was not recognised.",
            {"scanner": secrets.scanner},
        )
        yield unknown(criterion, because)
    else:
        because = Message(
            "No hook that looks for secrets and no ignore list for files that hold them was found; a setting of the "
            "forge cannot be seen here."
        )
        yield unknown(criterion, because)


def _hook(marks: Marks, files: Files) -> tuple[str, Place] | None:
    for path in marks.of(Mark.HOOKS):
        text = files.text(path) if (files.entries[path].size or 0) <= LARGEST else None
        if hit := first(_SCANNERS, text or ""):
            return hit.groups[0], files.place(path, hit.line, hit.text)
    return None


def _ignored(files: Files) -> list[Place]:
    """Give one line of the ignore list for each kind of file."""
    entry = files.entries.get(".gitignore")
    text = files.text(".gitignore") if entry and entry.kind is Kind.FILE and (entry.size or 0) <= LARGEST else None
    hits = ((first(pattern, text) if text else None) for pattern in _IGNORED.values())
    return [
        files.place(".gitignore", hit.line, hit.text) for hit in hits if hit and not found(r"example|sample", hit.text)
    ]
