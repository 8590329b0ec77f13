"""Whether people who change something are asked to add tests."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, unknown
from badge.core.messages import Message
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.wording import NEW_TESTS
from badge.probes.patterns import Hit, found
from badge.probes.probe import Echo, probe

_DUTY = (
    r"\b(?:must|should|shall|need(?:s|ed)?(?: to)?|requir(?:e|es|ed|ing)|have to|has to|please|make sure|ensure"
    r"|always|expect(?:ed)?"
    r"|want|ask(?:ed)?|don'?t forget|remember to|encourage[ds]?|mandatory|never|won'?t be (?:accepted|merged)"
    r"|only accept)\b"
)
_OCCASION = (
    r"\b(?:new|features?|functionalit(?:y|ies)|chang(?:e|es|ed|ing)|bugs?|bug ?fix(?:es)?|fix(?:es|ed)?"
    r"|patch(?:es)?|pull requests?"
    r"|merge requests?|PRs?|MRs?|contribut\w+|code|commits?|regressions?|additions?|behaviou?rs?|improvements?"
    r"|submission|work)\b"
)
_ORDER = (
    r"^\W*(?:\[[ x]\]\W*)?(?:and |also |please |then |always |do\W+|\d+\W+)*(?:add|include|write|provide|create|update"
    r"|cover|extend"
    r"|supply)\b|^\W*(?:when|if|whenever|for|with) [^,]*, (?:please |also |always )?(?:add|include|write|provide"
    r"|create)\b"
)
_OWED = (
    r"\btests? (?:\w+ ){0,3}(?:must|should|need to|needs to|have to|has to|are required|is required|required"
    r"|is mandatory|are mandatory)\b"
    r"|\b(?:must|should|needs?|requires?|has to|have to) (?:\w+ ){0,4}(?:unit |automated |regression )?(?:tests?"
    r"|test coverage)\b"
)
_TICKED = r"^\W*\[[ x]?\]\W*(?:\w+ )?tests? (?:(?:are|were|have been) )?(?:added|included|written)\b"
_OF_TESTS = r"\btests? (?:that|which) |\btest expectations?\b"
"""What is owed here is a quality of the tests, not that there are any."""

_NOT_ASKED = (
    r"\b(?:not|n't|no) (?:\w+ )?(?:need|have|require|required|necessary|obliged|mandatory|write|add|include)\b"
    r"|\bno tests? (?:is|are|needed)"
    r"|\bno need\b|\bwithout having to\b|\bunless\b.*\btests?\b"
)
_SOFT = (
    r"\b(?:if (?:you can|possible|you want|you like)|ideally|optional(?:ly)?|nice to have|preferabl[ye]|bonus"
    r"|feel free|could)\b"
)
_ONLY_RUN = r"\b(?:run|runs|running|pass|passes|passing|succeed|green|execute|break|breaks|fail|fails|failing|works?)\b"
_REPORT = (
    r"\b(?:creat|open|fil|submit|report|log)\w* (?:a |an |any |your |the )?(?:new )?(?:issues?|bugs?|tickets?"
    r"|problems?|reports?)\b"
    r"|\b(?:bug|issue) reports?\b|\breproduc|\bfailing test\b|\btitle and (?:clear )?description\b"
)
_SECTION = r"\bcontribut(?:e|ing|ions?)\b|\bpull requests?\b|\bdevelop(?:ing|ment)\b|\bhacking\b|\btest(?:s|ing)\b"


@probe("test_policy", "tests_documented_added", echoes={"test_policy": (Echo("osps_qa_06_03", Confidence.PARTIAL),)})
def policy(documents: Documents) -> Iterator[Finding]:
    """Find a sentence that asks for tests with new functionality."""
    instructions = list(documents.all("contributing", "pull_request_template", "development"))
    asked, softly = _asked(instructions)
    told = asked or softly
    if told:
        confidence = Confidence.GOOD if asked else Confidence.PARTIAL
        because = Message("%(path)s asks people to add tests to their changes.", {"path": told.path})
        yield met("test_policy", because, confidence, told)
        yield met("tests_documented_added", because, confidence, told)
        return
    looked = tuple(sorted({document.path for document in instructions}))
    if looked:
        because = Message("No sentence that asks for tests was found in %(places)s.", {"places": looked})
    else:
        because = Message("There are no instructions for people who propose changes.")
    yield unknown("tests_documented_added", because)
    asked, softly = _asked(list(documents.all("readme")), _SECTION)
    if place := asked or softly:
        because = Message("%(path)s asks people to add tests to their changes.", {"path": place.path})
        yield met("test_policy", because, Confidence.GOOD if asked else Confidence.PARTIAL, place)
    else:
        yield unknown("test_policy", because)


def _asked(read: list[Document], title: str = "") -> tuple[Place | None, Place | None]:
    """Give the first sentence that asks for tests firmly, and the first that does so softly."""
    softly = None
    for document in read:
        allowed = document.lines_below(title) if title else None
        for sentence in document.sentences:
            if allowed is not None and sentence.line not in allowed:
                continue
            firm = asks_for_tests(sentence)
            if firm:
                return document.place(sentence.line, sentence.text), softly
            if firm is not None:
                softly = softly or document.place(sentence.line, sentence.text)
    return None, softly


def asks_for_tests(sentence: Hit) -> bool | None:
    """Tell whether a sentence asks for new tests: True firmly, False softly, None not at all."""
    text = sentence.text
    if not found(r"\btests?\b|\btest[- ]?cases?\b|\bspecs\b", text) or found(_NOT_ASKED, text) or found(_REPORT, text):
        return None
    ordered = found(NEW_TESTS, text) and (found(_ORDER, text) or (found(_DUTY, text) and found(_OCCASION, text)))
    owed = found(_OWED, text) and found(_OCCASION, text) and not found(f"{_ONLY_RUN}|{_OF_TESTS}", text)
    if not ordered and not owed and not found(_TICKED, text):
        return None
    return not found(_SOFT, text)
