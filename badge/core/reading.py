"""Reads the criteria folders: from the texts of their files to series, or to a list of everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from badge.core.companions import read_crosswalk, read_profile
from badge.core.criteria import Criteria, Criterion, Level, Retired, Series
from badge.core.messages import Message
from badge.core.nodes import Node
from badge.core.questions import read_group
from badge.core.registers import judge_registers
from badge.core.slips import CriteriaError, Notes, Slip
from badge.core.wording import judge_texts

ID = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_FORMER = re.compile(r"[a-z0-9_-]+")
_COLOR = re.compile(r"#[0-9a-f]{3}([0-9a-f]{3})?")
_SERIES_NEEDS = ("series", "version", "title", "label", "levels")
_SERIES_MAY = ("summary", "cumulative", "retired", "order")
_LEVEL_NEEDS = ("id", "title")
_LEVEL_MAY = ("summary", "color", "ink", "requires", "requires_criterion", "former")


def read_criteria(files: Mapping[str, str]) -> Criteria:
    """Read series from the texts of their files; raises CriteriaError with every slip of every file."""
    criteria, slips = read_with_slips(files)
    if slips:
        raise CriteriaError(slips)
    return criteria


def read_with_slips(files: Mapping[str, str]) -> tuple[Criteria, list[Slip]]:
    """Read what can be read, and give it with every slip of every file.

    A name is `<series>/series.yml`, `<series>/positions.txt` or `<series>/<level>/<group>.yml`, where the folder of an
    earlier version is `<series>@<version>`; or `crosswalk.yml` or `profile.yml`, which speak of all series.
    """
    slips: list[Slip] = []
    folders = sorted({name.partition("/")[0] for name in files if "/" in name})
    if not folders:
        wrong = Message("There is no series here. A series is a folder with a file series.yml.")
        return Criteria(()), [Slip("series.yml", 1, "", "", wrong)]
    every = [each for folder in folders if (each := _read_series(folder, files, slips))]
    series = [each for each in every if each.id == each.family]
    earlier = sorted((each for each in every if each.id != each.family), key=lambda each: _in_order(each.version))
    _no_level_twice(series, slips)
    _no_level_named_like_a_criterion(series, slips)
    _only_with_a_present_one(earlier, {each.id for each in series}, slips)
    judge_registers(earlier, series, slips)
    judge_texts(series, files, slips)
    for old in earlier:  # a text may refer to a criterion of its own version
        others = [each for each in series if each.id != old.family]
        judge_texts([old], files, slips, among=others)
    known = Criteria(tuple(sorted(series, key=lambda each: (each.order, each.id))), tuple(earlier))
    crosswalk = read_crosswalk(files, known, slips)
    profile = read_profile(files, known, slips)
    return replace(known, crosswalk=crosswalk, profile=profile), slips


def _in_order(version: str) -> list[tuple[bool, int, str]]:
    """Sort versions by their figures: 2026.2 before 2026.10."""
    return [(each.isdigit(), int(each) if each.isdigit() else 0, each) for each in re.split(r"[.-]", version)]


def _read_series(folder: str, files: Mapping[str, str], slips: list[Slip]) -> Series | None:
    name = f"{folder}/series.yml"
    notes = Notes(name, slips)
    if name not in files:
        notes.note(1, Message("The file is missing. It names the series and its levels."))
        return None
    root = notes.parsed(files[name])
    if root is None:
        return None
    notes.fields(root, _SERIES_NEEDS, _SERIES_MAY)
    family, at, version = folder.partition("@")
    if (own := notes.text(root, "series")) and own != family:
        notes.note(
            root.line, Message("The series has to be named like its folder, %(name)s.", {"name": family}), "", "series"
        )
    if at and version != notes.text(root, "version"):
        wrong = Message("The folder says that this is version %(version)s.", {"version": version})
        notes.note(root.line, wrong, "", "version")
    levels: list[Level] = []
    for node in notes.parts(root, "levels"):
        if level := _read_level(folder, node, levels, files, notes):
            levels.append(level)
    positions = _read_positions(folder, files, levels, slips)
    return Series(
        folder, notes.text(root, "version"), notes.text(root, "title"), notes.text(root, "label"), tuple(levels),
        positions, notes.text(root, "summary"), notes.truth(root, "cumulative", default=True),
        tuple(_read_retired(root, notes)), notes.number(root, "order", most=1000, default=100),
    )  # fmt: skip


def _read_retired(root: Node, notes: Notes) -> Iterator[Retired]:
    for node in notes.parts(root, "retired"):
        notes.fields(node, ("id",), ("original",))
        yield Retired(notes.text(node, "id"), notes.text(node, "original"))


def _read_level(folder: str, node: Node, below: list[Level], files: Mapping[str, str], notes: Notes) -> Level | None:
    notes.fields(node, _LEVEL_NEEDS, _LEVEL_MAY)
    level_id = notes.text(node, "id")
    if not ID.fullmatch(level_id):
        notes.note(node.line, Message("An id has small letters, digits, - and _, and begins with a letter."), "", "id")
        return None
    color, ink = _read_color(node, "color", "#4c1", notes), _read_color(node, "ink", "#fff", notes)
    requires = notes.text(node, "requires")
    if requires and requires not in {each.id for each in below}:
        wrong = Message("There is no level %(name)s below this one.", {"name": requires})
        notes.note(node.line, wrong, "", "requires")
        requires = ""
    groups = sorted(
        name for name in files if name.startswith(f"{folder}/{level_id}/") and name.endswith((".yml", ".yaml"))
    )
    if not groups:
        wrong = Message("The level has no criteria. Put a file into the folder %(folder)s.", {"folder": level_id})
        notes.note(node.line, wrong, "", "id")
    criteria: list[Criterion] = []
    for name in groups:
        group_notes = Notes(name, notes.slips)
        if (root := group_notes.parsed(files[name])) is not None:
            criteria += read_group(folder, level_id, root, group_notes, {each.id for each in criteria})
    wanted = notes.text(node, "requires_criterion")
    if wanted and not requires:
        notes.note(
            node.line,
            Message("The field requires says which level this criterion stands for."),
            "",
            "requires_criterion",
        )
    elif wanted and wanted not in {each.id for each in criteria}:
        wrong = Message("There is no criterion %(id)s in this level.", {"id": wanted})
        notes.note(node.line, wrong, "", "requires_criterion")
    return Level(
        level_id, notes.text(node, "title"), tuple(criteria), notes.text(node, "summary"), color, ink,
        requires=requires, requires_criterion=wanted if requires else "", former=tuple(_read_former(node, notes)),
    )  # fmt: skip


def _read_former(node: Node, notes: Notes) -> Iterator[str]:
    for each in notes.parts(node, "former"):
        name = each.text() or ""
        if _FORMER.fullmatch(name):
            yield name
        else:
            wrong = Message("A former name has small letters, digits, - and _.")
            notes.note(each.line, wrong, "", "former")


def _read_color(node: Node, name: str, default: str, notes: Notes) -> str:
    color = notes.text(node, name).lower() or default
    if _COLOR.fullmatch(color):
        return color
    notes.note(node.line, Message("A color is written like #4c1 or #44cc11."), "", name)
    return default


def _read_positions(folder: str, files: Mapping[str, str], levels: list[Level], slips: list[Slip]) -> dict[str, int]:
    notes = Notes(f"{folder}/positions.txt", slips)
    positions: dict[str, int] = {}
    for number, line in enumerate(files.get(notes.file, "").splitlines(), 1):
        word = line.partition("#")[0].strip()
        if not word:
            continue
        if word in positions:
            notes.note(number, Message("The id %(id)s has a position already.", {"id": word}))
        positions.setdefault(word, len(positions))
    wanted = dict.fromkeys(each.id for level in levels for each in level.criteria)
    if missing := [each for each in wanted if each not in positions]:
        wrong = Message(
            "These ids have no position yet: %(ids)s. Run 'badge criteria positions' to append them.",
            {"ids": tuple(missing[:20])},
        )
        notes.note(1, wrong)
    return positions


def _no_level_twice(series: list[Series], slips: list[Slip]) -> None:
    seen: dict[str, str] = {}
    for each in series:
        for level in each.levels:
            if level.id in seen:
                wrong = Message(
                    "The level %(level)s is in the series %(series)s too. A level's id is unique among all series.",
                    {"level": level.id, "series": seen[level.id]},
                )
                slips.append(Slip(f"{each.id}/series.yml", 1, "", "levels", wrong))
            seen[level.id] = each.id
    for each in series:
        for name in (name for level in each.levels for name in level.former):
            if name in seen:
                wrong = Message(
                    "The former name %(name)s leads to the series %(series)s too. A name leads to one level.",
                    {"name": name, "series": seen[name]},
                )
                slips.append(Slip(f"{each.id}/series.yml", 1, "", "former", wrong))
            seen[name] = each.id


def _no_level_named_like_a_criterion(series: list[Series], slips: list[Slip]) -> None:
    """Keep the addresses of pages apart: both have a page of their own below the same folder."""
    asked = {criterion.id: each.id for each in series for criterion in each.criteria()}
    asked |= {old.id: each.id for each in series for old in each.retired if old.id not in asked}
    for each in series:
        for level in each.levels:
            if level.id in asked:
                wrong = Message(
                    "The level %(level)s is called like a criterion of the series %(series)s. Rename one of them.",
                    {"level": level.id, "series": asked[level.id]},
                )
                slips.append(Slip(f"{each.id}/series.yml", 1, "", "levels", wrong))


def _only_with_a_present_one(earlier: list[Series], present: set[str], slips: list[Slip]) -> None:
    for each in earlier:
        if each.family not in present:
            wrong = Message(
                "This is an earlier version of the series %(series)s, but the present one is missing.",
                {"series": each.family},
            )
            slips.append(Slip(f"{each.id}/series.yml", 1, "", "series", wrong))
