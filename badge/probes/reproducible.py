"""Whether somebody else's build of the same source gives the same bits."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, not_applicable, unknown
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.builders import Builders
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import COMPILED, Languages
from badge.probes.facts.mentions import Mentions, Subject
from badge.probes.patterns import first
from badge.probes.probe import probe

HARDLY = 0.05

_EVIDENCE = (
    r"\breproducible-builds\.org|\btests\.reproducible-builds\.org|\breproducible[- ]builds?\b"
    r"|\breproducible\.archlinux\.org|\bbit[- ]for[- ]bit\b|\brebuilderd\b"
)


@probe("build_reproducible")
def bit_by_bit(
    mentions: Mentions, documents: Documents, builders: Builders, languages: Languages, files: Files
) -> Iterator[Finding]:
    """Look for what is said of reproducible builds; only two parties who build can prove it."""
    criterion = "build_reproducible"
    none = not builders.used and not builders.scripts and bool(languages.sources)
    if nothing_to_run(files) or (none and languages.share(*COMPILED) <= HARDLY):
        because = Message("The sources need no building, and no file of a build tool was found.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    for document in documents.all("readme", "install", "development", "security", "contributing"):
        if hit := first(_EVIDENCE, document.text):
            because = Message(
                "%(path)s speaks of reproducible builds; only independent parties who build can show that they are.",
                {"path": document.path},
            )
            yield unknown(criterion, because, document.place(hit.line, hit.text))
            return
    if seen := mentions.of(Subject.REPEATABLE):
        because = Message(
            "The build takes care to be repeatable: %(words)s. Only independent parties who build "
            "can show that it is reproducible.",
            {"words": mentions.words(Subject.REPEATABLE)[:5]},
        )
        yield unknown(criterion, because, *(each.place for each in seen[:5]))
    else:
        yield unknown(criterion, Message("Nothing was found that shows whether independent builds give the same bits."))
