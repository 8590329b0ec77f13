"""What the readme tells a newcomer: what this is, how to get it, how to give feedback and how to contribute."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.links import Links
from badge.probes.facts.wording import (
    ADDRESS,
    CONTRIBUTE_WORD,
    FEEDBACK_WORD,
    MAIL,
    OBTAIN_COMMAND,
    OBTAIN_WORD,
    plain,
    words,
)
from badge.probes.patterns import Hit, compiled, every, found, replaced
from badge.probes.probe import probe

FEWEST_WORDS, MOST_WORDS = 5, 150
SHORT_README = 200
PARAGRAPHS = 5
NEAR = 5
"""Lines within which a link or a command belongs to a word."""

_SAYS_WHAT = (
    r"\b(?:is|are) (?:an?|the|your|just|simply|not|intended|designed|used|meant|made|built|written|one|also|capable)\b"
    r"|\b(?:provides?|lets|allows?|helps?|enables?|makes?|offers?|implements?|aims?|contains?|supports?|adds?"
    r"|turns?|converts?"
    r"|generates?|creates?|manages?|simplifies|brings|automates?|parses?|renders?|gives)\b|\bfor \w+ing\b"
    r"|\bto (?:use|build|create)\b"
    r"|\b(?:library|tool(?:kit|chain|s|box)?|framework|packages?|modules?|plug-?in|extension|implementation"
    r"|wrapper|parser|generator"
    r"|utility|utilities|engine|program|application|app|client|server|service|compiler|language|editor|bindings?"
    r"|sdk|api|solution"
    r"|interface|system|platform|software|collection|theme|driver|database|emulator|game|simulator|daemon"
    r"|specification|template)\b"
)
_WITHOUT_SPACES = r"[\x{3040}-\x{30ff}\x{4e00}-\x{9fff}]"
"""Signs of writing that puts no space between words; two make about a word."""

_SAYS_IT_ELSEWISE = (
    r"是一(?:个|個|款|本|套|种|種|门|門|组|組)|[是为為](?:基于|基於|用于|用於)|(?:です|である|ライブラリ|ツール)[。．]?"
    r"|입니다|[—–-] это |(?i:библиотека|инструмент|программа)|\b(?:es|é) (?:una?|uma?)\b|\best (?:une?|l[ae])\b"
    r"|\bpermet\b|\bist (?:eine?|das|die|der)\b"
)
"""The same in some other languages."""

_NO_DESCRIPTION = (
    r"\b(?:this (?:readme|document|file|page)|announc\w+|excited|this release|sponsor\w*|donat\w+|hiring)\b"
    r"|^(?:download\b|read this|\W*(?:table of )?contents"
    r"|translations?\b|english|note|warning|important|copyright|see also)"
)
_OF_CHANGES = frozenset({"contributing", "bugs"})
_NOT_MEANT = r"^\s*\[?!\[|<img|shields\.io|badge|code[- _]of[- _]conduct"
_GROUPS = (
    (Message("No document says how to get the software."), OBTAIN_WORD, rf"{OBTAIN_COMMAND}|{ADDRESS}|\]\([^)#\s]+\)"),
    (Message("No document says how to give feedback."), FEEDBACK_WORD, rf"{ADDRESS}|{MAIL}|\]\([^)#\s]+\)|\]\["),
    (
        Message("No document says how to contribute."),
        CONTRIBUTE_WORD,
        rf"{ADDRESS}|{MAIL}|\]\([^)#\s]+\)|\]\[|git clone|CONTRIBUTING\.\w+",
    ),
)


@probe("description_good")
def description(documents: Documents) -> Iterator[Finding]:
    """Read in the first paragraphs of the readme what the software is and does."""
    readme = documents.first("readme")
    if readme is None:
        because = Message("There is no readme that says what the software does.")
        yield unmet("description_good", because, Confidence.CUE, by_absence=True)
        return
    if told := next(((each, hit) for each in documents.all("readme") if (hit := described(each))), None):
        readme, hit = told
        because = Message("The beginning of %(path)s says what the software is or does.", {"path": readme.path})
        yield met("description_good", because, Confidence.PARTIAL, readme.place(hit.line, hit.text))
    elif len(readme.text.strip()) < SHORT_README and not documents.paths:
        because = Message("%(path)s does not say what the software does; it is nearly empty.", {"path": readme.path})
        yield unmet("description_good", because, Confidence.CUE, readme.place(), by_absence=True)
    else:
        because = Message(
            "No sentence at the beginning of %(path)s says what the software does.", {"path": readme.path}
        )
        yield unknown("description_good", because, readme.place())


def described(readme: Document) -> Hit | None:
    """Find the first paragraph that says what this is, behind titles, pictures and badges."""
    for line, paragraph in _paragraphs(readme):
        count = len(words(paragraph)) + len(compiled(_WITHOUT_SPACES).findall(paragraph)) // 2
        if (
            FEWEST_WORDS <= count <= MOST_WORDS
            and found(f"{_SAYS_WHAT}|{_SAYS_IT_ELSEWISE}", paragraph)
            and not found(_NO_DESCRIPTION, paragraph)
        ):
            return Hit(line, paragraph)
    return None


def _paragraphs(readme: Document) -> Iterator[tuple[int, str]]:
    """Yield the first paragraphs of running text with their lines."""
    titles = {section.line for section in readme.sections}
    gathered: list[str] = []
    start = given = 0
    for number, line in enumerate(plain(readme.prose).split("\n"), 1):
        text = line.strip()
        if number in titles or not any(map(str.isalpha, text)):
            if gathered:
                yield start, " ".join(gathered)
                gathered, given = [], given + 1
                if given == PARAGRAPHS:
                    return
            continue
        start = start if gathered else number
        gathered.append(text)
    if gathered:
        yield start, " ".join(gathered)


@probe("interact")
def interaction(documents: Documents, links: Links) -> Iterator[Finding]:
    """Look for three things a newcomer is told: how to get it, to give feedback and to contribute."""
    read = list(documents.all("readme", "contributing", "support", "bugs", "install"))
    if not read:
        yield unknown(
            "interact", Message("There is no readme or contributing guide that could tell newcomers what to do.")
        )
        return
    firm: list[Place] = []
    told: list[Place] = []
    missing: list[Message] = []
    for group, word, proof in _GROUPS:
        # "Get started" in a contributing guide is not about getting the software.
        sources = [each for each in read if each.role not in _OF_CHANGES] if word is OBTAIN_WORD else read
        firmly, loosely = _cue(sources, word, proof)
        if firmly:
            firm.append(firmly)
        elif loosely:
            told.append(loosely)
        else:
            missing.append(group)
    if len(firm) == len(_GROUPS):
        because = Message(
            "The documents say, with links or commands, how to get the software, give feedback and contribute."
        )
        yield met("interact", because, Confidence.GOOD, *firm)
    elif not missing:
        because = Message("The documents say how to get the software, how to give feedback and how to contribute.")
        yield met("interact", because, Confidence.PARTIAL, *firm, *told)
    elif len(missing) == 1 and missing[0] is not _GROUPS[0][0] and links.forge:
        because = Message(
            "The documents say how to get the software, and %(forge)s offers everyone issues and proposed changes.",
            {"forge": links.forge},
        )
        yield met("interact", because, Confidence.PARTIAL, *firm, *told)
    else:
        yield unknown("interact", missing[0], *firm, *told)


def _cue(read: list[Document], word: str, proof: str) -> tuple[Place | None, Place | None]:
    """Give the first place where a word stands near a link or a command, and the first where it stands at all."""
    loosely = None
    for document in read:
        proven = {hit.line for hit in every(proof, document.text)}
        for hit in every(word, document.prose):
            if found(_NOT_MEANT, hit.text) or not found(word, replaced(r"\]\([^)\s]*\)|" + ADDRESS, "](#)", hit.text)):
                continue
            if any(hit.line + step in proven for step in range(-1, NEAR + 1)):
                return document.place(hit.line, hit.text), None
            loosely = loosely or document.place(hit.line, hit.text)
    return None, loosely
