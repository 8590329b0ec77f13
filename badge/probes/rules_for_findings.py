"""Written rules on dependencies, on findings of analysis tools and on secrets: what has to be done, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from badge.core.findings import Confidence, Finding, Place, met, unknown
from badge.core.messages import Message
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.papers import Papers
from badge.probes.facts.wording import words
from badge.probes.patterns import found
from badge.probes.probe import probe

_POLICY = r"(?:policy|management|handling|process|strategy|rotation|guidelines)[^/]*$"
FEWEST_WORDS = 12
LONGEST = 12_000
"""Characters of a section that is about one thing."""

_DEPENDENCIES = (
    r"\b(?:dependenc(?:y|ies)|third[- ]party (?:code|components?|libraries|software|packages)|SCA\b"
    r"|software composition|supply[- ]chain)"
)
_FINDINGS = r"\b(?:vulnerabilit(?:y|ies)|findings?|alerts?|advisor(?:y|ies)|CVEs?|CVSS|licen[cs]es?|SCA|severity)\b"
_THRESHOLD = (
    r"\b(?:critical|high|medium|moderate|low|severe)\b[^.\n]{0,80}\b(?:sever\w+|vulnerab\w+|findings?"
    r"|issues?|alerts?|within|days?|block\w*|must|fix\w*)\b"
    r"|\bseverity\b[^.\n]{0,60}\b(?:critical|high|medium|moderate|\d(?:\.\d)?)\b"
    r"|\bCVSS\b[^.\n]{0,60}\d|\b(?:any|all|every) (?:\w+ ){0,3}(?:findings?|vulnerabilit(?:y|ies)"
    r"|alerts?)\b[^.\n]{0,80}\b(?:must|block\w*|fixed|addressed|resolved|remediated|fail\w*)"
    r"|\bwithin (?:\d+|one|two|seven|fourteen|thirty|sixty|ninety) (?:\w+ )?(?:days?|weeks?|hours?)\b"
)
_LICENCE = (
    r"\b(?:licen[cs]es?|licen[cs]ing)\b[^.\n]{0,100}\b(?:compatible|allow\w*|accept\w*|permit\w*|approved"
    r"|deny|denied|forbid\w*|not allowed|reject\w*|list|must|copyleft)\b|\b(?:compatible|allowed|accepted"
    r"|permitted|approved|forbidden) licen[cs]es?\b"
)
_BEFORE = (
    r"\b(?:before|prior to|block(?:s|ed|ing)?|gate[sd]?|must not|no)\b[^.\n]{0,80}\b(?:any |each |every "
    r"|a |the )?(?:next )?releas\w+|\brelease (?:blocker|gate|checklist)\b"
    r"|\breleas\w+[^.\n]{0,40}\b(?:blocked|must not|only (?:if|when|after))"
)
_SAST = (
    r"\bSAST\b|\bstatic (?:code |application security |security )?analy[sz]\w+|\bCodeQL\b|\bsemgrep\b"
    r"|\bcode scanning\b|\bstatic application security\b|\bcoverity\b|\bbandit\b|\bgosec\b|\bsonar\w*"
)
_SELECTS = (
    r"\b(?:select\w*|choos\w+|chosen|evaluat\w+|consider\w*|vet(?:ted|ting)?|criteria|add(?:ed|ing)? (?:a "
    r"|any |new )?dependenc\w+|new dependenc\w+|avoid|prefer\w*|justif\w+|approv\w+|review\w*"
    r"|minimi[sz]\w+)\b"
)
_OBTAINS = (
    r"\b(?:obtain\w*|install\w*|download\w*|fetch\w*|package (?:manager|registry|index)|registry"
    r"|registries|PyPI|npm|crates\.io|maven central|vendor\w*|submodules?|go modules?|nuget|rubygems"
    r"|packagist|lock ?files?|pinned|pinning|checksums?|hash(?:es)?)\b"
)
_TRACKS = (
    r"\b(?:track\w*|monitor\w*|dependabot|renovate\w*|updat\w+|upgrad\w+|audit\w*|scan\w*|SBOM|inventory"
    r"|lock ?files?|watch\w*|up[- ]to[- ]date|bump\w*)\b"
)
_SECRETS = r"\b(?:secrets?|credentials?|(?:access |api )?tokens?|signing keys?|private keys?|passwords?)\b"
_STORED = (
    r"\b(?:stor(?:e|ed|ing|age)|kept|vault|secret manager|encrypted|environment secrets?|(?:github|gitlab"
    r"|actions|repository|organization) secrets?|password manager|never (?:be )?commit\w*|keyring"
    r"|hardware)\b"
)
_ACCESSED = (
    r"\b(?:access(?:ed|ible)?|only (?:\w+ ){0,4}(?:maintainers?|admin\w*|owners?|members?|workflow|job"
    r"|team)|least privilege|permissions?|who (?:can|may|has)|restricted|limited to|granted)\b"
)
_ROTATED = r"\b(?:rotat\w+|renew\w*|revok\w+|replac\w+|expir\w+|re-?issued?|short-lived)\b"


class Rule(NamedTuple):
    """A criterion that asks for a written rule: what the section is about, and the parts that the rule must have."""

    criterion: str
    about: str
    parts: tuple[tuple[Message, str], ...]
    topics: tuple[str, ...] = ()


RULES: tuple[Rule, ...] = (
    Rule(
        "osps_do_06_01",
        r"\bdependenc(?:y|ies)\b|\bthird[- ]party\b|\bsupply[- ]chain\b",
        (
            (Message("how they are selected", context="part of a text"), _SELECTS),
            (Message("how they are obtained", context="part of a text"), _OBTAINS),
            (Message("how they are tracked", context="part of a text"), _TRACKS),
        ),
        ("dependencies",),
    ),
    Rule(
        "osps_vm_05_01",
        _DEPENDENCIES,
        (
            (Message("findings on dependencies", context="part of a text"), _FINDINGS),
            (Message("a threshold for vulnerabilities", context="part of a text"), _THRESHOLD),
            (Message("a threshold for licenses", context="part of a text"), _LICENCE),
        ),
        ("dependencies",),
    ),
    Rule(
        "osps_vm_05_02",
        _DEPENDENCIES,
        (
            (Message("findings on dependencies", context="part of a text"), _FINDINGS),
            (Message("before any release", context="part of a text"), _BEFORE),
            (Message("licenses", context="part of a text"), _LICENCE),
        ),
        ("dependencies",),
    ),
    Rule(
        "osps_vm_06_01",
        _SAST,
        (
            (Message("static analysis", context="part of a text"), _SAST),
            (Message("a threshold", context="part of a text"), _THRESHOLD),
        ),
    ),
    Rule(
        "osps_br_07_02",
        _SECRETS,
        (
            (Message("how they are stored", context="part of a text"), _STORED),
            (Message("who has access", context="part of a text"), _ACCESSED),
            (Message("when they are replaced", context="part of a text"), _ROTATED),
        ),
        ("secrets",),
    ),
)

_ROLES = ("security", "contributing", "development", "governance", "support", "readme")
_TOPICS = ("security", "releases", "audit")


def _judged(rule: Rule, documents: Documents, papers: Papers) -> Finding:
    """Find the section that has the most parts of the rule; every part has to be there."""
    best: tuple[list[Message], Place] | None = None
    for document, title, line, text in _sections(rule, documents, papers):
        if len(words(text)) < FEWEST_WORDS:
            continue
        there = [name for name, pattern in rule.parts if found(pattern, text)]
        if there and (best is None or len(there) > len(best[0])):
            best = there, document.place(line, title)
    if best is None:
        because = Message("No section on this subject was found in the documents.")
        return unknown(rule.criterion, because)
    there, place = best
    missing = tuple(name for name, _ in rule.parts if name not in there)
    if not missing:
        because = Message("A section of %(path)s has such a rule, with all its parts.", {"path": place.path})
        return met(rule.criterion, because, Confidence.PARTIAL, place)
    because = Message(
        "A section of %(path)s is about this subject, but this was not recognised in it: %(missing)s.",
        {"path": place.path, "missing": missing},
    )
    return unknown(rule.criterion, because, place)


def _sections(rule: Rule, documents: Documents, papers: Papers) -> Iterator[tuple[Document, str, int, str]]:
    for document in papers.on(*rule.topics):
        if found(_POLICY, document.path):
            yield document, "", 0, document.prose
    for document in (*documents.all(*_ROLES), *papers.on(*_TOPICS)):
        if not found(rule.about, document.prose):
            continue
        for section in document.sections:
            if found(rule.about, section.title) and len(section.text) <= LONGEST:
                yield document, section.title, section.line, section.text


@probe("osps_do_06_01")
def dependencies(documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for how dependencies are selected, obtained and tracked."""
    yield _judged(RULES[0], documents, papers)


@probe("osps_vm_05_01", "osps_vm_05_02")
def composition(documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for which findings on dependencies are remedied, and whether that comes before a release."""
    yield _judged(RULES[1], documents, papers)
    yield _judged(RULES[2], documents, papers)


@probe("osps_vm_06_01")
def analysis(documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for which findings of static analysis are remedied."""
    yield _judged(RULES[3], documents, papers)


@probe("osps_br_07_02")
def secrets(documents: Documents, papers: Papers) -> Iterator[Finding]:
    """Look for how secrets are stored, accessed and rotated."""
    yield _judged(RULES[4], documents, papers)
