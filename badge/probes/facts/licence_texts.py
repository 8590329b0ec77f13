"""Which licence a text is: the texts it holds whole, and the first place where it departs from the nearest one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from badge.probes.facts.licence_prints import (
    PIECE,
    WIDEST_GAP,
    Print,
    Segment,
    Words,
    hashed,
    kept,
    offsets,
    read_once,
    words_of,
)
from badge.probes.patterns import found

NEAR = 0.6
"""Share of a licence's pieces that makes it worth a closer look."""

MOST_TEXTS = 16
"""Licences that are looked for in one file."""

MOST_TRIED = 24
"""Fingerprints that are laid on a text, those first of which most pieces occur in it."""

FARTHEST = 160
"""Words that may stand before a part of a licence that may be left out."""

LONGEST = 60_000
"""Words of a file that are compared; longer files are lists of other people's licences."""

_STRONG = frozenset(
    "not no nor never only except excepting unless must shall may fee fees pay paid payment payments commercial "
    "commercially noncommercial royalty royalties prohibited prohibit prohibits forbid forbidden restrict restricted "
    "restriction restrictions require requires required revoke revoked terminate terminated evil military exclude "
    "excluded excludes excluding limit limited limits additional however provided agree agrees consent competing "
    "compete purchase subscription free condition conditions addition clause".split()
)
"""Words that change what a licence grants, wherever they stand."""

_TITLES = frozenset(
    "the of and for by in to is are at on this that it as an or with from all mit bsd isc apache gnu gpl lgpl agpl mpl "
    "general public lesser affero mozilla boost academic eclipse european union creative commons foundation expat x11 "
    "license licenses licensed licensing software library project program package code source open file files text "
    "full copy below above following follows under terms agreement version new revised modified simplified style "
    "zero unlicense domain end begin start org com net github io www http https html md txt name names author authors "
    "contributor contributors copyright copyrightholder copyrightholders years inc ltd llc gmbh corporation company "
    "university see reproduced here present parts portions details more information notice notices community "
    "team developers maintainers et al".split()
)
"""Words that titles, names and addresses are made of; a sentence that changes a licence needs others."""

_VERBS = frozenset(
    "is are be may must shall can use used using modify copy distribute require requires pay grants".split()
)

_NOTICE = r"copyright|\(c\)|©|\b(19|20)\d\d\b|[\w.+-]+@[\w-]+\.\w|\bauthors?\b|\bby\b.*<"
_OPENS_NOTICE = r"^[^\pL(©]*(portions |original )?(copyright|©|\(c\) ?(copyright|\d))"
_SENTENCE = r"[a-z]{2,}[.!]\s*$"

_TODAYS_ADVICE = (
    r"^you should have received copy of the gnu (?:(?:lesser|library) )?general public license"
    r" along with this (?:program|library) if not see gnu org licenses$"
)
"""What the GNU project writes today, in place of a postal address, in the advice below its older licences."""


class Text(NamedTuple):
    """What a text was recognised as.

    `ids` are the licences it holds whole, `exceptions` the additions that grant more. `departs` is empty when nothing
    of weight is beside them; else "added" or "missing" says how the text departs from `nearest`, `line` and `excerpt`
    where, `words` by how much. `score` is the share of the nearest licence that was found.
    """

    ids: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    nearest: str = ""
    score: float = 0.0
    departs: str = ""
    line: int = 0
    excerpt: str = ""
    words: int = 0

    @property
    def exact(self) -> bool:
        """Tell whether the text is these licences and nothing else."""
        return bool(self.ids) and not self.departs


@dataclass
class _Fit:
    """How a fingerprint lies on a text."""

    id: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    body: tuple[int, int] = (-1, -1)
    needed: int = 0
    missing: int = 0
    missing_at: int = -1

    @property
    def covered(self) -> int:
        return sum(end - start for start, end in self.spans)

    def worth(self) -> tuple[bool, float, str]:
        """Order fits: one that is whole before one that is not, then the one that covers more and misses less."""
        return (not self.missing, self.covered * self.score**4, self.id)

    @property
    def score(self) -> float:
        return 1 - self.missing / self.needed if self.needed else 0.0


def identify(text: str) -> Text:
    """Recognise the licences in a text."""
    words = words_of(text)
    if len(words.words) > LONGEST:
        words = Words(words.words[:LONGEST], words.lines[:LONGEST], words.text)
    ground = _Ground(words.words)
    fits: list[_Fit] = []
    nearest = _Fit("")
    for _ in range(MOST_TEXTS):
        best = ground.best()
        if best is None or best.missing:
            nearest = best or nearest
            break
        fits.append(best)
        ground.take(best)
    return _reading(words, ground.free, fits, nearest)


def _reading(words: Words, free: list[bool], fits: list[_Fit], nearest: _Fit) -> Text:
    ids = tuple(dict.fromkeys(each.id for each in fits if "exception" not in each.id))
    exceptions = tuple(dict.fromkeys(each.id for each in fits if each.id not in ids))
    if not ids:
        if not nearest.id:
            return Text(exceptions=exceptions)
        line = words.lines[min(max(nearest.missing_at, 0), len(words.lines) - 1)]
        excerpt = words.text[line - 1]
        departs = "missing" if nearest.missing else ""
        return Text((), exceptions, nearest.id, nearest.score, departs, line, excerpt, nearest.missing)
    first, last = fits[0].body
    for start, end in _runs(free):
        inside = start > first and end < last and len(fits) == 1
        if start > last and is_advice(ids[0], words.words[start:end]):
            continue
        if _matters(words, start, end, inside=inside):
            line = _telling(words, start, end)
            return Text(ids, exceptions, ids[0], 1.0, "added", line, words.text[line - 1], end - start)
    return Text(ids, exceptions, ids[0], 1.0)


def is_advice(name: str, words: Sequence[str]) -> bool:
    """Tell whether words below a licence of the GNU project are its own advice as it is worded today."""
    return name.startswith(("GPL-", "LGPL-")) and found(_TODAYS_ADVICE, " ".join(words))


def _telling(words: Words, start: int, end: int) -> int:
    """Choose the line to show: the first that has three words of the run, else its first."""
    lines = words.lines[start:end]
    return next((line for line in lines if lines.count(line) >= 3), lines[0]) if end - start < 2000 else lines[0]


def _runs(free: Sequence[bool]) -> list[tuple[int, int]]:
    """List the runs of words that belong to no licence."""
    runs, start = [], -1
    for place, each in enumerate([*free, False]):
        if each and start < 0:
            start = place
        elif not each and start >= 0:
            runs.append((start, place))
            start = -1
    return runs


def _matters(words: Words, start: int, end: int, *, inside: bool) -> bool:
    """Tell whether words beside the licence could change it; names, years and titles could not."""
    place = start
    if start == 0:  # a title may say anything that is no sentence
        title = next((index for index in range(end) if words.lines[index] != words.lines[0]), end)
        place = title if title <= 12 and not _VERBS.intersection(words.words[:title]) else start
    names = others = 0
    notice_line = -1
    while place < end:
        line = words.lines[place]
        stop = place
        while stop < end and words.lines[stop] == line:
            stop += 1
        run, whole = words.words[place:stop], words.text[line - 1][:2000]
        place = stop
        if _STRONG.intersection(run):
            return True
        opens = found(_OPENS_NOTICE, whole) or (found(_NOTICE, whole) and not found(_SENTENCE, whole))
        if opens or (notice_line == line - 1 and len(run) <= 12):  # a notice may go on in the next line
            notice_line = line if opens else -1
            continue
        kept_case = {word for word in whole.replace("/", " ").split() if word[:1].isupper() and not word.isupper()}
        proper = {word.strip(".,;:()<>\"'*#_").lower() for word in kept_case}
        unusual = [word for word in run if word not in _TITLES]
        names += sum(word in proper for word in unusual)
        others += sum(word not in proper for word in unusual)
    return others > (0 if inside else 2) or names > (2 if inside else 10)


class _Ground:
    """The words of a file on which fingerprints are laid; what one has covered is taken from the next."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.free = [True] * len(words)
        self._marks = [hashed(words[start : start + PIECE]) for start in range(len(words) - PIECE + 1)]
        self._places: dict[int, list[int]] = {}

    def best(self) -> _Fit | None:
        """Find the licence that covers most of the free words; one that is whole wins over one that is not."""
        self._places = {}
        blocked = -1
        for end, free in enumerate(self.free):
            blocked = blocked if free else end
            start = end - PIECE + 1
            if start > blocked:
                self._places.setdefault(self._marks[start], []).append(start)
        chosen = []
        for line, share in kept().shares(self._places) if self._places else ():
            if share >= NEAR:
                chosen.append((-share, line.partition(" ")[0], line))
        fits = [self._laid(read_once(line)) for _, _, line in sorted(chosen)[:MOST_TRIED]]
        return max(fits, key=_Fit.worth, default=None)

    def take(self, fit: _Fit) -> None:
        """Take what a licence covers, names in its gaps too."""
        for start, end in fit.spans + fit.gaps:
            self.free[start:end] = [False] * (end - start)

    def _laid(self, one: Print) -> _Fit:
        """Lay a fingerprint on the words from its first segment to its last."""
        fit = _Fit(one.id)
        place, gap = -1, 0
        long = next((each for each in one.segments if each.required and each.length >= PIECE), None)
        anchor = self._long(long, 0) if long else -1
        for segment in one.segments:
            gap += segment.gap
            fit.needed += len(segment.hashes) if segment.required else 0
            start = self._long(segment, place) if segment.length >= PIECE else self._short(segment, place, gap, anchor)
            if start < 0 and not segment.required:
                continue
            if start < 0:
                place = self._broken(segment, fit, place)
            else:
                between = self.words[place:start] if 0 <= place < start else ()
                if gap and between and len(between) <= min(gap, WIDEST_GAP) and _is_name(between):
                    fit.gaps.append((place, start))
                place = start + segment.length
                fit.spans.append((start, place))
                if segment.required:
                    fit.body = (start if fit.body[0] < 0 else fit.body[0], place)
            gap = 0
        return fit

    def _long(self, segment: Segment, place: int) -> int:
        """Find where a whole segment of a piece or more stands: right here, else as soon as possible after here."""
        firsts = self._places.get(segment.hashes[0], [])
        begin = bisect_left(firsts, max(place, 0))
        pieces = list(zip(segment.hashes, offsets(segment.length), strict=True))
        for start in firsts[begin : begin + 20]:
            if all(self._stands(mark, start + offset) for mark, offset in pieces):
                too_far = not segment.required and place >= 0 and start - place > FARTHEST
                return -1 if too_far else start
        return -1

    def _stands(self, mark: int, place: int) -> bool:
        found_at = self._places.get(mark, [])
        index = bisect_left(found_at, place)
        return index < len(found_at) and found_at[index] == place

    def _short(self, segment: Segment, place: int, gap: int, anchor: int) -> int:
        """Find a segment of fewer words than a piece: only near here, or just above the first long one."""
        begin, reach, length = max(place, 0), 0, segment.length
        if segment.required:
            reach = 2 * WIDEST_GAP if gap or place < anchor else WIDEST_GAP // 2
            begin = max(begin, anchor - 2 * WIDEST_GAP) if place < anchor else begin
        elif gap and place >= 0:
            reach = WIDEST_GAP // 2
        for start in range(begin, min(begin + reach, len(self.words) - length) + 1):
            if all(self.free[start : start + length]) and hashed(self.words[start : start + length]) in segment.hashes:
                return start
        return -1

    def _broken(self, segment: Segment, fit: _Fit, place: int) -> int:
        """Lay what can be found of a segment that does not stand whole; note what is missing and where."""
        for mark in segment.hashes:
            where = self._places.get(mark, []) if segment.length >= PIECE else []
            index = bisect_left(where, max(place - PIECE, 0))
            if index < len(where):
                fit.spans.append((where[index], where[index] + PIECE))
                place = max(place, where[index] + PIECE)
            else:
                fit.missing += 1
                fit.missing_at = max(place, 0) if fit.missing_at < 0 else fit.missing_at
        return place


_IN_NO_NAME = _STRONG - frozenset("may nor not must provided".split())


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether words in a gap may be a name; "may not" is in one of the wordings of the BSD licences."""
    return not _IN_NO_NAME.intersection(words) and all(
        index and words[index - 1] in {"may", "must"} for index, word in enumerate(words) if word == "not"
    )
