"""What the product's own source code shows, line by line: one pass over its files for all probes together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from badge.core.evidence import Files
from badge.core.findings import Place
from badge.probes.facts.languages import Languages, language_of
from badge.probes.facts.vocabulary import BROAD, INLINE_WORDS, NARROW, NARROW_WORDS, Cue
from badge.probes.patterns import Hit, every, first, found

MOST_FILES = 2_000
"""Source files that are read."""

MOST_BYTES = 32 * 1024 * 1024
"""Bytes of them that are read."""

LARGEST = 1024 * 1024
"""Bytes of a file; a larger one was not written by a person."""

MOST_PLACES = 40
"""Places that are kept of each kind."""

MOST_LINES = 2_000
"""Lines of one file that are looked at closely."""

ENOUGH = 3
"""Places of the broad kind after which no more are looked for: they only forbid to say that there is none."""

ASIDE = frozenset(
    "ci .ci .github .gitlab .circleci doc docs documentation example examples sample samples demo demos bench benches "
    "benchmark benchmarks website tutorial tutorials fuzz fuzzing factories seeds seeders".split()
)
"""Folders whose code is not what users run."""

MAINTENANCE = frozenset(
    "script scripts tool tools support packaging pkg contrib hack misc dev build-aux util utils".split()
)
"""Folders whose code, where it is not in the main language, serves those who build the product."""

_HASHED = ("#", "//", "*", "/*", "<!--", ">>>", "dnl ", "...")
_BY_LANGUAGE = {
    "Lua": ("--",), "Haskell": ("--", "{-"), "Ada": ("--",), "VHDL": ("--",), "Elm": ("--", "{-"),
    "Emacs Lisp": (";",), "Common Lisp": (";",), "Clojure": (";",), "Scheme": (";",), "Racket": (";",),
    "Erlang": ("%",), "Fortran": ("!",), "Visual Basic": ("'",), "OCaml": ("(*",), "Pascal": ("{", "(*", "//"),
}  # fmt: skip
_TESTED_INSIDE = frozenset({"Rust", "Zig", "D", "OCaml", "Racket", "V"})
"""Languages in which tests stand among the code."""

_NO_COMMENT = ("#include", "#define", "#if", "#import", "# include", "#[", "#![", "#!")


_TOGETHER = 9
_SOME = tuple(
    "|".join(pattern for _, pattern in NARROW[at : at + _TOGETHER]) for at in range(0, len(NARROW), _TOGETHER)
)
"""All rows, a few at a time: the automaton of all together has so many states that it hardly meets one twice."""


class Seen(NamedTuple):
    """One line that shows something: what it says, and the word that gave it away where there is one."""

    place: Place
    line: str
    word: str = ""


@dataclass(frozen=True)
class Cues:
    """What was seen. `left` files were not read: too large, too many, or not readable."""

    seen: dict[Cue, tuple[Seen, ...]] = field(default_factory=dict)
    counts: dict[Cue, int] = field(default_factory=dict)
    read: int = 0
    left: int = 0
    lines: int = 0
    assertions: int = 0

    @property
    def whole(self) -> bool:
        """Tell whether every source file was read, so that what was not seen is not there."""
        return self.left == 0 and self.read > 0

    def of(self, *kinds: Cue) -> tuple[Seen, ...]:
        """Give what was seen of some kinds."""
        return tuple(each for kind in kinds for each in self.seen.get(kind, ()))

    def count(self, kind: Cue) -> int:
        """Count the lines that showed a kind; of the broad kinds only the first few are counted."""
        return self.counts.get(kind, 0)

    def words(self, *kinds: Cue) -> tuple[str, ...]:
        """Give the words that gave some kinds away, each once, in order."""
        return tuple(sorted({each.word for each in self.of(*kinds) if each.word}))

    def places(self, *kinds: Cue, most: int = 5) -> tuple[Place, ...]:
        """Give the first few places of some kinds."""
        return tuple(each.place for each in self.of(*kinds)[:most])


def gather(files: Files, languages: Languages) -> Cues:
    """Read the source files once, within the limits."""
    seen: dict[Cue, list[Seen]] = {}
    counts: dict[Cue, int] = {}
    read = left = lines = assertions = 0
    budget = MOST_BYTES
    paths = [path for path in languages.sources if _is_run(path, languages)]
    files.expect(path for path in paths[:MOST_FILES] if (files.entries[path].size or 0) <= LARGEST)
    for path in paths:
        size = files.entries[path].size or 0
        if read >= MOST_FILES or size > LARGEST or size > budget:
            left += 1
            continue
        text = files.text(path)
        if text is None:
            left += files.content(path) is None  # what is not text was not written by a person
            continue
        read += 1
        budget -= len(text)
        lines += text.count("\n")
        assertions += text.count("assert")
        for cue, hit, word in _look(text, path, seen):
            counts[cue] = counts.get(cue, 0) + 1
            kept = seen.setdefault(cue, [])
            if len(kept) < MOST_PLACES:
                kept.append(Seen(files.place(path, hit.line, hit.text), hit.text, word))
    return Cues({cue: tuple(each) for cue, each in seen.items()}, counts, read, left, lines, assertions)


def _is_run(path: str, languages: Languages) -> bool:
    """Tell whether users run the code of a file."""
    folders = path.lower().split("/")[:-1]
    aside = not ASIDE.isdisjoint(folders)
    return not aside and (MAINTENANCE.isdisjoint(folders) or language_of(path) == languages.main)


def _look(text: str, path: str, seen: dict[Cue, list[Seen]]) -> Iterator[tuple[Cue, Hit, str]]:
    """Yield what the lines of a file show; comments show nothing."""
    language = language_of(path)
    marks = _HASHED + _BY_LANGUAGE.get(language, ())
    for cue, pattern in BROAD:
        if len(seen.get(cue, ())) < ENOUGH:
            hit = next((each for each in every(pattern, text) if not _is_comment(each.text, marks)), None)
            if hit:
                yield cue, hit, ""
    tested = language in _TESTED_INSIDE and len(seen.get(Cue.INLINE_TEST, ())) < ENOUGH
    words = NARROW_WORDS + INLINE_WORDS if tested else NARROW_WORDS
    for hit in islice(every(words, text), MOST_LINES):
        if _is_comment(hit.text, marks) or not any(found(some, hit.text) for some in _SOME):
            continue
        for cue, pattern in NARROW:
            if cue is Cue.INLINE_TEST and not tested:
                continue
            if better := first(pattern, hit.text):
                yield cue, hit, next((group for group in better.groups if group), "")


def _is_comment(line: str, marks: tuple[str, ...]) -> bool:
    bare = line.lstrip()
    return bare.startswith(marks) and not bare.startswith(_NO_COMMENT)
