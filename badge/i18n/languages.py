"""The languages there are (the folders with translations, and English), and which one a reader wants."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from badge.i18n.catalogs import ENGLISH, Catalog, load
from badge.i18n.formats import locale_of

SPELLINGS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""Tags that the wire contract spells otherwise in a path. Everything else is spelled as its tag."""

OWN = "translations"
"""The folder with the catalogues, of this package and inside of a folder with criteria."""

LONGEST_HEADER = 1000
MOST_WISHES = 20
NEAREST = 10
"""How far a language may be from the one that was asked for. (At 25, Ukrainian readers would get Russian.)"""


class Language(NamedTuple):
    """A language: its folder's code, its tag for `lang=`, its place in a path, its own name, its direction."""

    code: str
    tag: str
    path: str
    name: str
    direction: str


class Shelf:
    """The catalogues of one installation: of several folders, where a text of the first one wins.

    `extra` are catalogues that stand in no folder (tests use it).
    """

    def __init__(self, folders: Iterable[Path], extra: Iterable[Catalog] = ()) -> None:
        """Look for the languages' folders; nothing is read yet."""
        self._folders = list(folders)
        self._extra = {catalog.language: catalog for catalog in extra}
        self._loaded: dict[str, Catalog] = {"en": ENGLISH, **self._extra}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Give the codes of all languages, English first."""
        found = {
            path.parent.parent.name for folder in self._folders for path in folder.glob("*/LC_MESSAGES/messages.*")
        }
        return ("en", *sorted((found | self._extra.keys()) - {"en"}))

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Give all languages, English first."""
        return tuple(language(code) for code in self.codes)

    def catalog(self, code: str) -> Catalog:
        """Give a language's catalogue, read once; English where there is none."""
        if code not in self._loaded:
            if code not in self.codes:
                return ENGLISH
            self._loaded[code] = load(code, self._folders)
        return self._loaded[code]

    def read(self) -> Shelf:
        """Read all catalogues now, so that one that cannot be read is said before anybody needs it."""
        for code in self.codes:
            self.catalog(code)
        return self

    def by_path(self, spelling: str) -> Language | None:
        """Find the language that a path begins with."""
        return next((each for each in self.languages if each.path == spelling), None)

    def choose(self, wishes: str | None) -> str:
        """Give the code that fits an Accept-Language header (or one tag, or a locale like zh_CN.UTF-8) best."""
        return choose(wishes, self.codes)


def code_of(spelling: str) -> str:
    """Give the folder's name for a code however it is written: zh-CN, zh-Hans and zh_Hans are all zh_Hans."""
    tag = spelling.replace("_", "-")
    return next((each for each, path in SPELLINGS.items() if path == tag), tag).replace("-", "_")


def shelf(criteria: Path | None = None) -> Shelf:
    """Give the catalogues that this package carries, behind those of a folder with criteria of one's own."""
    return Shelf([criteria / OWN, _carried()]) if criteria else _shelf()


@lru_cache(maxsize=1)
def _shelf() -> Shelf:
    return Shelf([_carried()])


def _carried() -> Path:
    from badge.resources import data_folder  # noqa: PLC0415 (tests bring their own folder)

    return data_folder(OWN)


@lru_cache(maxsize=256)
def language(code: str) -> Language:
    """Describe a language by its code."""
    tag = code.replace("_", "-")
    locale = locale_of(code)
    name = locale.languages.get(code) or locale.get_display_name(locale) or code
    return Language(code, tag, SPELLINGS.get(tag, tag), name, locale.text_direction)


def choose(wishes: str | None, available: Collection[str]) -> str:
    """Give the available code that fits best, else the first. Whatever the header holds, this never fails."""
    return _choose((wishes or "")[:LONGEST_HEADER], tuple(available))


@lru_cache(maxsize=1024)
def _choose(wishes: str, available: tuple[str, ...]) -> str:
    tags = {code.replace("_", "-").lower(): code for code in available}
    refused = set()
    for tag, weight in _by_weight(wishes):
        if weight <= 0:
            refused.add(tag)
        elif tag == "*":
            return next((code for found, code in tags.items() if found not in refused), available[0])
        elif found := _nearest(tag, tags):
            return found
    return available[0]


def _by_weight(wishes: str) -> list[tuple[str, float]]:
    """Read the header: refusals first, so that `*` knows of them, then by weight, equal ones in their order."""
    found = []
    for wish in wishes.split(",")[:MOST_WISHES]:
        tag, _, parameter = wish.partition(";")
        tag = tag.partition(".")[0].partition("@")[0].strip().replace("_", "-").lower()
        name, _, value = parameter.partition("=")
        try:
            weight = float(value) if name.strip().lower() == "q" else 1.0
        except ValueError:
            continue
        if tag and 0 <= weight <= 1:
            found.append((tag, weight))
    return sorted(found, key=lambda each: (each[1] > 0, -each[1]))


def _nearest(tag: str, tags: dict[str, str]) -> str | None:
    if tag in tags:
        return tags[tag]
    base = tag.partition("-")[0]
    kin = [found for found in tags if found.partition("-")[0] == base]
    if base == "en" and kin == ["en"]:  # spares most readers the 50 ms of loading langcodes
        return tags["en"]
    if not tag.replace("-", "").isalnum() or not tag.isascii() or base in ("c", "posix"):
        return None
    import langcodes  # noqa: PLC0415

    match: Callable[..., tuple[str, int]] = langcodes.closest_match
    try:
        found, _ = match(tag, list(tags), max_distance=NEAREST)
    except (ValueError, RuntimeError, AttributeError):  # not a tag at all
        return None
    return tags.get(found.lower())
