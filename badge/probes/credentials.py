"""Credentials that leaked into the repository."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, met, unknown, unmet
from badge.core.messages import Message, Value, counted
from badge.probes.facts.secrets import Hit, Secrets
from badge.probes.probe import probe

MOST_PLACES = 5


@probe("no_leaked_credentials")
def leaked(secrets: Secrets, files: Files) -> Iterator[Finding]:
    """Search the files of the newest commit for keys and tokens; never repeat one."""
    real = [each for each in secrets.hits if each.proven and not each.sample]
    if real:
        first = real[0]
        sure = Confidence.PARTIAL if all(each.form == "private key" for each in real) else Confidence.GOOD
        places = (files.place(each.path, each.line) for each in real[:MOST_PLACES])
        yield unmet("no_leaked_credentials", _told(first), sure, *places)
        return
    if hint := next((each for each in secrets.hits if not each.sample), None):
        because = Message(
            "%(path)s has at line %(line)s what may be a credential (%(kind)s); look whether it is a real one.",
            {"path": hint.path, "line": hint.line, "kind": hint.form},
        )
        yield unknown("no_leaked_credentials", because, files.place(hint.path, hint.line))
        return
    if not secrets.searched:
        yield unknown("no_leaked_credentials", Message("No text files were found to search for credentials."))
        return
    because = counted(
        "No credential was found in %(count)s text file of the newest commit; older commits were not searched.",
        "No credential was found in %(count)s text files of the newest commit; older commits were not searched.",
        secrets.searched,
    )
    if secrets.scanner:
        because = counted(
            "No credential was found in %(count)s text file of the newest commit, and %(scanner)s looks for them.",
            "No credential was found in %(count)s text files of the newest commit, and %(scanner)s looks for them.",
            secrets.searched,
            scanner=secrets.scanner,
        )
    sure = Confidence.PARTIAL if secrets.scanner else Confidence.CUE
    yield replace(met("no_leaked_credentials", because, sure), by_absence=True)


def _told(hit: Hit) -> Message:
    """Say where a credential stands and of which kind it is, and how it begins."""
    values: dict[str, Value] = {"path": hit.path, "line": hit.line, "kind": hit.form, "start": hit.start}
    if hit.start:
        return Message("%(path)s holds a credential at line %(line)s: %(kind)s, which begins with %(start)s.", values)
    return Message("%(path)s holds a credential at line %(line)s: %(kind)s.", values)
