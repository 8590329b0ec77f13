"""Whether a written policy demands tests for new functionality, and does not only recommend them."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, met, unknown
from badge.core.messages import Message
from badge.probes.facts.documents import Documents
from badge.probes.patterns import found
from badge.probes.probe import probe
from badge.probes.testing_policy import asks_for_tests

_DEMANDS = (
    r"\b(?:must|required|requires|shall|mandatory|have to|has to|need to|needs to|will not be (?:accepted|merged)"
    r"|won'?t be (?:accepted|merged)|only accept(?:ed)?|never merged?)\b|\bnot a feature without\b"
)
_SUBJECT = (
    r"\b(?:features?|functionalit(?:y|ies)|new code|code changes?|(?:all|any|every|each|your|non-?trivial) (?:\w+ )?"
    r"(?:changes?|contributions?|patch(?:es)?|pull requests?|PRs?|code|commits?)|pull requests?|merge requests?|PRs?"
    r"|contributions?|behaviou?rs?|additions?|patch(?:es)?)\b"
)
_OWES = (
    r"\b(?:features?|functionalit(?:y|ies)|contributions?|changes?|pull requests?) (?:\w+ ){0,4}"
    r"(?:must|have to|need to) (?:have|include|contain|come with|be accompanied by) (?:\w+ ){0,3}tests?\b"
    r"|\bnot a feature without (?:an? )?tests?\b"
)
"""A sentence that owes tests to what is new, whatever else it says of them."""

_EXPECTS = r"\bto require\b|\brequired (?:for|to) (?:run|build|install)|\b(?:should|expect|encourage)\b"
"""A wish, or something else that is required."""

_ONLY_BUGS = r"\b(?:bugs?|bug ?fix(?:es)?|regressions?)\b"


@probe("test_policy_mandated")
def policy(documents: Documents) -> Iterator[Finding]:
    """Find a sentence that demands tests with new functionality."""
    softly = None
    read = list(documents.all("contributing", "development"))
    for document in read:
        for sentence in document.sentences:
            firm = True if found(_OWES, sentence.text) else asks_for_tests(sentence)
            if firm is None:
                continue
            place = document.place(sentence.line, sentence.text)
            only_bugs = found(_ONLY_BUGS, sentence.text) and not found(
                r"\bfeatures?|functionalit|\bnew\b", sentence.text
            )
            demands = found(_DEMANDS, sentence.text) and not found(_EXPECTS, sentence.text)
            if firm and demands and found(_SUBJECT, sentence.text) and not only_bugs:
                because = Message("%(path)s demands tests with new functionality.", {"path": document.path})
                yield met("test_policy_mandated", because, Confidence.GOOD, place)
                return
            softly = softly or place
    if softly:
        because = Message(
            "%(path)s asks for tests, but no sentence was found that demands them for new functionality.",
            {"path": softly.path},
        )
        yield unknown("test_policy_mandated", because, softly)
    elif read:
        looked = tuple(sorted({document.path for document in read}))
        because = Message("No sentence that asks for tests was found in %(places)s.", {"places": looked})
        yield unknown("test_policy_mandated", because)
    else:
        because = Message("There are no instructions for people who propose changes.")
        yield unknown("test_policy_mandated", because)
