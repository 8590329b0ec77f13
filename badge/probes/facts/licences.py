"""The licences of a repository: the files that hold their texts, what each reads as, and what packages declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.approval import Expression, expression
from badge.probes.facts.licence_texts import Text, identify
from badge.probes.facts.manifests import Manifest, Manifests
from badge.probes.patterns import compiled, first, found

MOST_FILES = 40
"""Licence files that are read."""

SHORTEST = 40
"""Bytes below which a file holds no licence."""

STATEMENT = 250
"""Words up to which a text without a licence is a remark about one ("see LICENSE-MIT"), not a licence of its own."""

_NAME = r"((un)?licen[cs]es?|copying|licen[cs]ing)([-_. ].*|\d.*)?|[\w.+]{1,20}[-_.](licen[cs]e|copying)(\.\w{1,10})?"
_REMARK = r"(copyright|legal|patents)([-_.].*)?"
_OTHER_ENDING = (
    r"\.(py|pyi|go|js|jsx|mjs|cjs|ts|tsx|json|json5|csv|tsv|ya?ml|toml|xml|xslt?|h|hpp|c|cc|cpp|cs|java|kt|rb|rs|sh|ps1|bat|php|"
    r"pl|swift|scala|vue|svelte|css|png|svg|jpe?g|gif|pdf|tmpl|tpl|in|lock|spdx|asc|sig|sha\d+|mustache|erb|j2|header|config|cfg|"
    r"ini|properties|sql|exs?|lua|r|hs|ml)$"
)
_ASIDE = (
    r"third|3rd|vendor|depend|deps|bundled|docs?\b|documentation|logo|trademark|assets?\b|fonts?\b|artwork|icons?\b|images?\b|"
    r"data\b|samples?\b|examples?\b|header|template|notice|external|content"
)
_RIDER = r"[\"“']?commons clause[\"”']? license condition"
_NOTHING_GRANTED = (
    r"all rights reserved|proprietary|confidential|no licen[cs]e is granted|unauthori[sz]ed (copying|use)"
)
_SOMETHING_GRANTED = (
    r"permission|grant(s|ed)? |licensed (under|to you)|redistribut|free software|open source|public domain|copyleft|"
    r"\bmit\b|\bbsd\b|\bgpl|\bapache"
)
_TAG = r"^\W*SPDX-License-Identifier:\s*([^\n*]{2,200})"


@dataclass(frozen=True)
class LicenceFile:
    """A file that holds or should hold a licence.

    `ids` are those whose whole text stands in it; `exact` says that nothing else of weight does. `aside` marks texts
    for documents, fonts or other people's code. `remark` is a short text without a licence, `denies` one that keeps all
    rights. `unread` is a file whose content could not be had, a link for example.
    """

    path: str
    usual: bool
    aside: bool = False
    text: Text = field(default_factory=Text)
    unread: bool = False
    link: bool = False
    small: bool = False
    remark: bool = False
    denies: bool = False
    line: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """Name the licences it holds whole."""
        return self.text.ids

    @property
    def exact(self) -> bool:
        """Tell whether it holds these and nothing else of weight."""
        return self.text.exact


class Declared(NamedTuple):
    """What a package or a tag says its licence is; `expression` is None where that cannot be understood."""

    text: str
    expression: Expression | None
    place: Place


class Licences(NamedTuple):
    """All licence files at the usual places, what packages declare, and licence files in other folders."""

    files: tuple[LicenceFile, ...]
    declared: tuple[Declared, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[LicenceFile, ...]:
        """Give the files that speak of the software itself."""
        return tuple(each for each in self.files if not each.aside)


def gather(files: Files, manifests: Manifests) -> Licences:
    """Find the licence files by their names and recognise the texts in them."""
    usual, remarks, elsewhere = [], [], []
    for path, entry in files.entries.items():
        folder, _, name = path.rpartition("/")
        if entry.kind is Kind.SUBMODULE:
            continue
        if folder == "" and _is_name(name):
            usual.append(path)
        elif folder == "" and compiled(_REMARK).fits(name) and not compiled(_OTHER_ENDING).occurs(name):
            remarks.append(path)
        elif folder.lower() in {"licenses", "licences", "license", "licence"} and not compiled(_OTHER_ENDING).occurs(
            name
        ):
            usual.append(path)
        elif folder and folder.count("/") < 2 and _is_name(name):
            elsewhere.append(path)
    read = [_read(files, path, usual=True) for path in usual[:MOST_FILES]]
    read += [_read(files, path, usual=False) for path in remarks[:4]]
    return Licences(tuple(read), tuple(_declared(manifests, files, read)), tuple(elsewhere))


def _is_name(name: str) -> bool:
    return compiled(_NAME).fits(name) and not compiled(_OTHER_ENDING).occurs(name)


def _read(files: Files, path: str, *, usual: bool) -> LicenceFile:
    entry = files.entries[path]
    folder, _, name = path.rpartition("/")
    aside = compiled(_ASIDE).occurs(name) and not folder
    if entry.kind is Kind.LINK:
        return LicenceFile(path, usual, aside, unread=True, link=True)
    if entry.size is not None and entry.size < SHORTEST:
        return LicenceFile(path, usual, aside, small=True)
    text = files.text(path)
    if text is None:
        return LicenceFile(path, usual, aside, unread=True)
    found_text = identify(text)
    line = next((number for number, each in enumerate(text.split("\n"), 1) if each.strip()), 0)
    if rider := first(_RIDER, text):
        found_text = Text((*found_text.ids, "LicenseRef-Commons-Clause"), line=rider.line, excerpt=rider.text)
    nothing = not found_text.ids and not found_text.nearest
    short = nothing and len(text.split()) <= STATEMENT
    return LicenceFile(
        path,
        usual,
        aside,
        found_text,
        remark=short,
        denies=short and found(_NOTHING_GRANTED, text) and not found(_SOMETHING_GRANTED, text),
        line=line,
    )


def _declared(manifests: Manifests, files: Files, read: list[LicenceFile]) -> Iterator[Declared]:
    """Say what the packages at the top of the tree declare, and what an SPDX tag in a licence file says."""
    for each in manifests.top:
        if each.licence:
            yield Declared(each.licence, expression(each.licence), _place(each, files))
    for one in read:
        text = files.text(one.path) if one.remark and not one.aside else None
        if text and (tag := first(_TAG, text)):
            yield Declared(tag.groups[0].strip(), expression(tag.groups[0]), files.place(one.path, tag.line, tag.text))


def _place(manifest: Manifest, files: Files) -> Place:
    return files.place(manifest.path, manifest.lines.get("licence", 0), manifest.licence)
