"""How many people carry the project, and whether a second one looks at a change: what the last year's history shows."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.papers import Papers
from badge.probes.facts.people import People, share
from badge.probes.facts.wording import words
from badge.probes.patterns import first, found
from badge.probes.probe import probe

FEWEST = 30
"""Changes of a year from which shares mean something."""

FEW = 20

SIGNIFICANT = 50
"""Changes of a year that make somebody's work significant, as the criterion says."""

ALONE, NEARLY_ALONE = 95, 90
"""Per cent of the changes that one person made."""

_REVIEW_TITLE = (
    r"\b(?:code )?review(?:s|ing|ers?)?\b|\breviewer guid|\bpull request process\b|\bmerging\b|\bacceptance criteria\b"
)
_HOW = (
    r"\b(?:approv(?:al|als|e|ed|es)|LGTM|reviewers?|maintainers?|committers?|core (?:team"
    r"|developers?))\b.*\b(?:review(?:s|ed)?"
    r"|approv\w+|merge[sd]?|sign(?:s|ed)? off|look(?:s|ed)? at|assign(?:s|ed)?)\b"
    r"|\b(?:at least )?(?:one|two|\d) (?:\w+ ){0,2}(?:approvals?|reviews?"
    r"|reviewers?|maintainers?|LGTMs?)\b|\breviewed by\b"
)
_WHAT = (
    r"\b(?:check(?:s|ed|ing)?(?: that| for| whether| if)?|make sure|ensure|verif(?:y|ies)|look(?:s"
    r"|ing)? (?:at|for)|consider|correctness"
    r"|readab\w+|maintainab\w+|security|performance|test coverage|documentation|design|style)\b"
)
_ACCEPTABLE = (
    r"\b(?:must|required?|requires|acceptable|accept(?:ed|ance)?|will (?:only )?be merged"
    r"|can be merged|before (?:it (?:is|can be) )?merg\w+"
    r"|ready to merge|criteria|reject(?:ed)?|not be merged|pass(?:es|ing)?)\b"
)


@probe("bus_factor")
def bus_factor(people: People) -> Iterator[Finding]:
    """Count the fewest people who made more than half of the last year's changes; knowledge cannot be counted."""
    criterion = "bus_factor"
    if not people.commits:
        yield unknown(criterion, Message("No person made a change in the last twelve months."))
        return
    because = counted(
        "In the last twelve months %(people)s people made %(commits)s changes; %(count)s of them made more than half, "
        "and one alone %(percent)s %%.",
        "In the last twelve months %(people)s people made %(commits)s changes; %(count)s of them made more than half, "
        "and one alone %(percent)s %%.",
        people.fewest,
        people=len(people.authors),
        commits=people.commits,
        percent=share(people.authors[0].commits, people.commits),
    )
    top = share(people.authors[0].commits, people.commits)
    if people.commits >= FEWEST and people.fewest >= 2 and people.others(10):
        yield met(criterion, because, Confidence.PARTIAL)
    elif people.commits >= FEWEST and top > NEARLY_ALONE and not people.longer and people.complete:
        yield unmet(criterion, because, Confidence.PARTIAL)
    else:
        yield unknown(criterion, because)


@probe("contributors_unassociated")
def unassociated(people: People) -> Iterator[Finding]:
    """Count the people with significant work in the last year, and compare the domains of their addresses."""
    criterion = "contributors_unassociated"
    significant = [each for each in people.authors if each.commits >= SIGNIFICANT]
    domains = tuple(sorted({domain for each in significant for domain in each.domains}))
    apart = len({each.domains for each in significant if each.domains}) >= 2
    if len(people.authors) == 1 and people.commits >= FEW and people.complete:
        because = Message(
            "One person made all %(commits)s changes of the last twelve months.", {"commits": people.commits}
        )
        yield unmet(criterion, because, Confidence.PARTIAL)
    elif len(significant) >= 2 and apart and len(domains) >= 2:
        because = counted(
            "%(count)s person made at least 50 changes in the last twelve months, with addresses at "
            "%(domains)s; who pays them is for you to say.",
            (
                "%(count)s people made at least 50 changes each in the last twelve months, with "
                "addresses at %(domains)s; who pays them is for you to say."
            ),
            len(significant),
            domains=domains[:5],
        )
        yield met(criterion, because, Confidence.CUE)
    elif people.commits:
        because = counted(
            "%(people)s people made changes in the last twelve months, and %(count)s of them made at "
            "least 50; who pays them cannot be seen.",
            (
                "%(people)s people made changes in the last twelve months, and %(count)s of them made at "
                "least 50; who pays them cannot be seen."
            ),
            len(significant),
            people=len(people.authors),
        )
        yield unknown(criterion, because)
    else:
        yield unknown(criterion, Message("No person made a change in the last twelve months."))


@probe("two_person_review", "osps_qa_07_01")
def second_person(people: People) -> Iterator[Finding]:
    """Look for a second person in each change: a line that says who reviewed it, or a committer who signed it off."""
    figures = {
        "commits": people.looked_at,
        "percent": share(people.second, people.looked_at),
        "forge": people.by_forge,
        "others": people.other_committer,
    }
    if people.looked_at < FEW:
        because = counted(
            "People made %(count)s change in the last twelve months, which is too little to tell.",
            "People made %(count)s changes in the last twelve months, which is too little to tell.",
            people.looked_at,
        )
        yield unknown("two_person_review", because)
        yield unknown("osps_qa_07_01", because)
        return
    top = share(people.authors[0].commits, people.commits) if people.authors else 0
    seen = Message(
        "Of %(commits)s changes in the last twelve months, %(percent)s %% name a second person who looked at them; "
        "%(forge)s were merged by the forge and %(others)s by somebody else than the author, where a "
        "review may not show.",
        figures,
    )
    if people.second * 2 >= people.looked_at:
        yield met("two_person_review", seen, Confidence.PARTIAL)
    elif top >= ALONE and people.complete and not people.second and people.other_committer * 10 < people.looked_at and (
        people.by_forge * 2 < people.commits and people.merges_by_others * 5 < max(people.merges, 1)
    ):  # fmt: skip
        because = Message(
            "One person made %(percent)s %% of the %(commits)s changes of the last twelve months, "
            "and no second person shows.",
            {"percent": top, "commits": people.commits},
        )
        yield unmet("two_person_review", because, Confidence.PARTIAL)
    else:
        yield unknown("two_person_review", seen)
    yield unknown("osps_qa_07_01", seen)


@probe("code_review_standards")
def review_standards(papers: Papers, documents: Documents) -> Iterator[Finding]:
    """Look for a text on reviews: how they happen, what they look at, and what makes a change acceptable."""
    criterion = "code_review_standards"
    seen: Place | None = None
    for document, line, text in _on_reviews(papers, documents):
        cues = [first(pattern, text) for pattern in (_HOW, _WHAT, _ACCEPTABLE)]
        if len(words(text)) >= 60 and all(cues) and found(r"\breview", text):
            because = Message(
                "%(path)s says how a change is reviewed, what is looked at, and when it is accepted.",
                {"path": document.path},
            )
            yield met(criterion, because, Confidence.PARTIAL, document.place(line))
            return
        if len(words(text)) >= 15:
            seen = seen or document.place(line)
    if seen:
        because = Message(
            "%(path)s speaks of reviews; whether it says how they happen, what they look at and what "
            "is accepted is for you to say.",
            {"path": seen.path},
        )
        yield unknown(criterion, because, seen)
    elif owners := next((each for each in papers.on("people") if each.path.lower().endswith("codeowners")), None):
        because = Message("%(path)s names who reviews, but no text says how reviews happen.", {"path": owners.path})
        yield unknown(criterion, because, owners.place())
    else:
        yield unknown(criterion, Message("No text that says how changes are reviewed was found."))


def _on_reviews(papers: Papers, documents: Documents) -> Iterator[tuple[Document, int, str]]:
    for document in papers.on("review"):
        yield document, 1, document.prose
    for document in (*documents.all("contributing", "development"), *papers.on("governance"), *documents.all("readme")):
        if not found(r"review", document.prose):
            continue
        for section in document.sections:
            if section.level > 1 and found(_REVIEW_TITLE, section.title):
                yield document, section.line, section.text
