"""Documents about one topic each, by their names: governance, roadmap, architecture, upgrading and so on."""

# ruff: noqa: E501  # a pattern, and a sentence that is translated, is a line

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.probes.facts.documents import Document
from badge.probes.patterns import compiled

MOST = 6
"""Documents of one topic that are read; those nearest to the top come first."""

LARGEST = 256 * 1024
"""Bytes of a document that is read."""

DEEPEST = 4
"""Folders above a document that still speaks for the project."""

# One topic, and the names of its documents, without their ending.
TOPICS: Mapping[str, str] = {
    "governance": r"(?:project[-_ ]?|technical[-_ ]?)?(?:governance|charter)(?:[-_ ]\w+)?|by-?laws|decision[-_]?making",
    "people": (
        r"maintainers?|maintainership|codeowners|owners|committers|reviewers|core[-_]?team|the[-_]team|team"
        r"|(?:project[-_])?roles(?:[-_ ]and[-_ ]responsibilities)?|responsibilities|contributor[-_ ]ladder"
        r"|community[-_]membership|security[-_]contacts"
    ),
    "conduct": r"code[-_]?of[-_]?conduct",
    "continuity": r"(?:access[-_])?continuity(?:[-_]\w+)?|succession(?:[-_]plan)?|bus[-_]?factor",
    "roadmap": r"road[-_ ]?map(?:[-_ ]\w+)?|milestones|vision",
    "architecture": (
        r"(?:software[-_ ]?|system[-_ ]?|code[-_ ]?)?architecture(?:[-_ ](?:overview|guide|notes))?"
        r"|(?:high[-_ ]level[-_ ]|software[-_ ]|system[-_ ])?design(?:[-_ ](?:overview|doc|document|notes))?"
        r"|internals?|how[-_ ]it[-_ ]works|code[-_ ]?(?:overview|structure|map)|technical[-_ ]overview"
    ),
    "security": (
        r"(?:\w+[-_])?threat[-_ ]?model(?:l?ing)?(?:[-_]\w+)?|(?:security[-_ ])?assurance[-_ ]?case|secure[-_ ]design"
        r"|security[-_ ](?:model|considerations?|requirements|design|architecture|overview|assurance|assessment"
        r"|guarantees|insights|concepts?|guide|boundar(?:y|ies)|self[-_]assessment)|trust[-_ ]boundar(?:y|ies)"
    ),
    "upgrading": (
        r"upgrad(?:e|es|ing)(?:[-_ .](?:guides?|notes?|\w*\d[\w.]*))*|migrat(?:ing|ion)(?:[-_ .](?:guides?|notes?|to|from"
        r"|v?\d[\w.]*))*|update[-_ ]guide|breaking[-_ ]changes"
    ),
    "quick start": r"quick[-_ ]?start(?:[-_ ]guide)?|getting[-_ ]?started|get[-_]started|first[-_ ]steps|tutorials?",
    "style": (
        r"(?:coding|code)[-_ ]?(?:style|standards?|conventions?|guidelines?)(?:[-_ ]guide)?|style[-_ ]?guide"
        r"|(?:coding|programming)[-_]rules"
    ),
    "thanks": (
        r"hall[-_ ]of[-_ ]fame|(?:security[-_ ])?(?:thanks|acknowledge?ments|credits)|(?:security[-_ ])?advisories"
        r"|cve-\d{4}-\d+|ghsa-[\w-]+"
    ),
    "releases": (
        r"releas(?:e|ing)[-_ ](?:process|procedure|guide|checklist|policy|management|signing|verification)|releasing|verif(?:y|ying|ication)(?:[-_ ]\w+)*"
        r"|(?:release[-_ ]|artifact[-_ ])?sign(?:ing|atures?)(?:[-_ ]\w+)*"
    ),
    "lifecycle": (
        r"(?:release[-_ ]|version[-_ ]|support[-_ ])?life[-_ ]?cycle|end[-_ ]of[-_ ](?:life|support)|eol|lts|support[-_ ](?:policy|matrix)"
        r"|(?:release|version|versioning|maintenance|stability|deprecation)[-_ ]policy|supported[-_ ](?:versions|releases)|release[-_ ]schedule"
    ),
    "dependencies": r"dependenc(?:y|ies)(?:[-_ ]\w+)*|third[-_ ]party(?:[-_ ]\w+)?|(?:sca|vex)(?:[-_ ]policy)?",
    "secrets": r"secrets?(?:[-_ ](?:policy|management|handling|rotation))*|credentials?(?:[-_ ]\w+)?",
    "review": r"(?:code[-_ ]?)?review(?:ing)?(?:[-_ ](?:guide(?:lines?)?|process|policy|standards?|checklist|requirements))*|(?:code|reviewer|pr|pull[-_ ]request)[-_ ]review\w*",
    "audit": r"(?:\w+[-_ ])?(?:security[-_ ])?audits?(?:[-_ .]\w+)*|security[-_ ]review(?:[-_ ]\w+)*|pen(?:etration)?[-_ ]?test(?:[-_ ]\w+)*",
    "repositories": r"(?:sub-?)?projects|repositories|repos",
    "accessibility": r"accessibility(?:[-_]\w+)?|a11y|vpat|acr",
}

_FOLDERS = frozenset(
    "docs doc documentation .github .gitlab .forgejo .gitea governance community website site book manual guides "
    "project security contributing".split()
)
"""Top folders in which documents of a project stand."""

_TOPIC_FOLDERS = {"architecture": "architecture"}
"""Folders of documentation whose every page is about the topic."""

_NO_DOCUMENT = frozenset("template templates test tests fixtures testdata examples example node_modules".split())

_ENDING = r"(?:\.(?:md|mdx|markdown|rst|adoc|asciidoc|org|txt|html|texi))?"
_ENDINGS = (".md", ".mdx", ".markdown", ".rst", ".adoc", ".asciidoc", ".org", ".txt", ".html", ".texi")
_TOPIC_NAMES = tuple(TOPICS)
_SOME = rf"\A(?:{'|'.join(f'({names})' for names in TOPICS.values())}){_ENDING}\z"


class Papers(NamedTuple):
    """All such documents by topic, those nearest to the top first."""

    by_topic: Mapping[str, tuple[Document, ...]]

    def on(self, *topics: str) -> Iterator[Document]:
        """Yield the documents on these topics, in the order of the topics."""
        for topic in topics:
            yield from self.by_topic.get(topic, ())


def gather(files: Files) -> Papers:
    """Find them by their names and read them."""
    known: dict[str, list[tuple[int, str]]] = {}
    some = compiled(_SOME)
    for path, entry in files.entries.items():
        depth = path.count("/")
        if entry.kind is not Kind.FILE or depth > DEEPEST:
            continue
        *folders, name = path.lower().split("/")
        if ("." in name and not name.endswith(_ENDINGS)) or (folders and folders[0] not in _FOLDERS):
            continue
        if not _NO_DOCUMENT.isdisjoint(folders) or (entry.size or 0) > LARGEST:
            continue
        if match := some.match(name):
            topic = next(each for each, group in zip(_TOPIC_NAMES, match.groups(), strict=False) if group)
            known.setdefault(topic, []).append((depth, path))
        elif folders and folders[-1] in _TOPIC_FOLDERS and "." in name:
            known.setdefault(_TOPIC_FOLDERS[folders[-1]], []).append((depth, path))
    papers: dict[str, tuple[Document, ...]] = {}
    for topic, places in sorted(known.items()):
        texts = ((path, files.text(path)) for _, path in sorted(places)[:MOST])
        papers[topic] = tuple(Document(topic, path, text, files) for path, text in texts if text)
    return Papers(papers)
