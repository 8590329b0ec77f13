"""Facts: what probes read. Each is computed once per look, from evidence or from other facts; nothing is opened.

A fact is a function; its parameters are what it needs, as with a probe. One more fact is one file and one line in
`FACTS`. Evidence itself is there under the names files, head, history, tags, repository and as_of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, Protocol

from badge.core.evidence import Evidence, Files, out_of_time
from badge.core.messages import Message
from badge.probes.facts import (
    attributes,
    binaries,
    builders,
    components,
    coverage,
    cues,
    delivery,
    documents,
    insights,
    languages,
    licences,
    links,
    makefiles,
    manifests,
    marks,
    mechanisms,
    mentions,
    notices,
    papers,
    people,
    pipelines,
    protection,
    releases,
    secrets,
    strict,
    styles,
    testing,
    usage,
    versions,
    watchers,
    workflows,
)

FACTS: Mapping[str, Callable[..., Any]] = {
    "documents": documents.gather,
    "languages": languages.gather,
    "links": links.gather,
    "manifests": manifests.gather,
    "builders": builders.gather,
    "licences": licences.gather,
    "secrets": secrets.gather,
    "versions": versions.gather,
    "testing": testing.gather,
    "strict": strict.gather,
    "cues": cues.gather,
    "coverage": coverage.gather,
    "usage": usage.gather,
    "workflows": workflows.gather,
    "pipelines": pipelines.gather,
    "delivery": delivery.gather,
    "releases": releases.gather,
    "attributes": attributes.gather,
    "binaries": binaries.gather,
    "protection": protection.gather,
    "marks": marks.gather,
    "papers": papers.gather,
    "makefiles": makefiles.gather,
    "mentions": mentions.gather,
    "styles": styles.gather,
    "people": people.gather,
    "notices": notices.gather,
    "watchers": watchers.gather,
    "mechanisms": mechanisms.gather,
    "components": components.gather,
    "insights": insights.gather,
}

BESIDE = (
    "workflows", "manifests", "cues", "testing", "usage", "strict", "delivery", "mentions", "licences", "secrets",
    "binaries", "notices", "mechanisms",
)  # fmt: skip
"""Facts that read many files and no history, so that another process may work them out beside.

What others are made of comes first: while it waits for that, the first process works out what stands last.
"""

_LATE = frozenset({"head", "history", "tags"})
_EVIDENCE = ("files", "head", "history", "tags", "repository", "as_of")


def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """Name what a function needs; `inspect.signature` takes twenty times as long, and a look asks a thousand times."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


class MissingError(Exception):
    """A part of the evidence could not be read; `message` says why."""

    def __init__(self, message: Message) -> None:
        """Keep the reason."""
        super().__init__(str(message))
        self.message = message


class Taken(NamedTuple):
    """A fact that was worked out elsewhere, and whether something it is made of could not be read."""

    value: Any
    cut: bool


class Elsewhere(Protocol):
    """Where some facts are worked out beside."""

    @property
    def names(self) -> Collection[str]:
        """Name them."""

    def take(self, name: str) -> Taken | None:
        """Wait for one; None where it will not come."""


class Facts:
    """The facts of one look, computed when first asked for."""

    def __init__(self, evidence: Evidence, elsewhere: Elsewhere | None = None) -> None:
        """Start with the evidence alone."""
        self._evidence = evidence
        self._elsewhere = elsewhere
        self._known: dict[str, Any] = {}
        self._cut: set[str] = set()
        self.at_work = False

    @property
    def files(self) -> Files:
        """Give the tree that all facts are read from."""
        return self._evidence.files

    @property
    def time_left(self) -> float:
        """Give the seconds that are left for the look."""
        return self._evidence.time_left()

    def go_on(self) -> None:
        """Raise MissingError when the time for the look is up."""
        if not self.time_left:
            raise MissingError(out_of_time())

    def interrupt(self) -> None:
        """Break off what is being worked out; whoever watches the time calls this from outside."""
        if self.at_work:
            self.go_on()

    def cut(self, *names: str) -> bool:
        """Tell whether something that these facts are made of could not be read."""
        return bool(self._evidence.limits or self.files.limits) or not self._cut.isdisjoint(names)

    def waits(self, *names: str) -> int:
        """Tell how late these, and what they are made of, come: 0 is at once, 1 with the history, more is elsewhere."""
        return max(map(self._waits, names), default=0)

    def _waits(self, name: str) -> int:
        if name in _LATE:
            return 1
        if self._elsewhere and name in self._elsewhere.names:
            return 2 + BESIDE.index(name)
        return self.waits(*parameters(FACTS[name])) if name in FACTS else 0

    def get(self, name: str) -> Any:  # noqa: ANN401 - the parameter's own annotation says the type
        """Give a part of the evidence or a fact; raise MissingError where the evidence lacks it."""
        if name in _EVIDENCE:
            part = getattr(self._evidence, name)
            if part is None:
                raise MissingError(
                    self._evidence.absent.get(name, Message("This part of the repository could not be read."))
                )
            return part
        if name not in self._known and self._elsewhere and name in self._elsewhere.names:
            taken = self._elsewhere.take(name)
            if taken:
                self._known[name] = taken.value
                if taken.cut:
                    self._cut.add(name)
        if name not in self._known:
            self.go_on()
            compute = FACTS[name]
            parts = {each: self.get(each) for each in parameters(compute)}
            before = self.files.refusals
            self._known[name] = compute(**parts)
            if self.files.refusals > before or not self._cut.isdisjoint(parts):
                self._cut.add(name)
        return self._known[name]
