"""Reads the criteria folders: from the texts of their files to series, or to a list of everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from badge.core.criteria import Criteria, Criterion, Level, Series
from badge.core.messages import Message
from badge.core.nodes import BrokenYamlError, Node, read
from badge.core.questions import read_group
from badge.core.slips import CriteriaError, Notes, Slip
from badge.core.wording import judge_texts

ID = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_COLOR = re.compile(r"#[0-9a-f]{3}([0-9a-f]{3})?")
_LEVEL_NEEDS = ("id", "title")
_LEVEL_MAY = ("summary", "color", "requires", "requires_criterion")


def read_criteria(files: Mapping[str, str]) -> Criteria:
    """Read series from the texts of their files; raises CriteriaError with every slip of every file.

    A name is `<series>/series.yml`, `<series>/positions.txt` or `<series>/<level>/<group>.yml`.
    """
    slips: list[Slip] = []
    folders = sorted({name.partition("/")[0] for name in files if "/" in name})
    if not folders:
        wrong = Message("There is no series here. A series is a folder with a file series.yml.")
        raise CriteriaError([Slip("series.yml", 1, "", "", wrong)])
    series = [each for folder in folders if (each := _read_series(folder, files, slips))]
    _no_level_twice(series, slips)
    judge_texts(series, files, slips)
    if slips:
        raise CriteriaError(slips)
    return Criteria(tuple(series))


def _read_series(folder: str, files: Mapping[str, str], slips: list[Slip]) -> Series | None:
    name = f"{folder}/series.yml"
    notes = Notes(name, slips)
    if name not in files:
        notes.note(1, Message("The file is missing. It names the series and its levels."))
        return None
    root = parsed(notes, files[name])
    if root is None:
        return None
    notes.fields(root, ("series", "version", "title", "label", "levels"), ("summary",))
    if (own := notes.text(root, "series")) and own != folder:
        notes.note(
            root.line, Message("The series has to be named like its folder, %(name)s.", {"name": folder}), "", "series"
        )
    levels: list[Level] = []
    for node in notes.parts(root, "levels"):
        if level := _read_level(folder, node, levels, files, notes):
            levels.append(level)
    positions = _read_positions(folder, files, levels, slips)
    return Series(
        folder, notes.text(root, "version"), notes.text(root, "title"), notes.text(root, "label"), tuple(levels),
        positions, notes.text(root, "summary") if "summary" in dict(root.items()) else "",
    )  # fmt: skip


def _read_level(folder: str, node: Node, below: list[Level], files: Mapping[str, str], notes: Notes) -> Level | None:
    notes.fields(node, _LEVEL_NEEDS, _LEVEL_MAY)
    level_id = notes.text(node, "id")
    if not ID.fullmatch(level_id):
        notes.note(node.line, Message("An id has small letters, digits, - and _, and begins with a letter."), "", "id")
        return None
    color = notes.text(node, "color") or "#4c1"
    if not _COLOR.fullmatch(color.lower()):
        notes.note(node.line, Message("A color is written like #4c1 or #44cc11."), "", "color")
        color = "#4c1"
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
        if (root := parsed(group_notes, files[name])) is not None:
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
        level_id, notes.text(node, "title"), tuple(criteria), notes.text(node, "summary"), color.lower(),
        requires=requires, requires_criterion=wanted if requires else "",
    )  # fmt: skip


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


def parsed(notes: Notes, text: str) -> Node | None:
    """Parse one file, or note why it cannot be."""
    try:
        return read(text)
    except BrokenYamlError as error:
        wrong = Message("This is not valid YAML: %(problem)s.", {"problem": error.problem})
        notes.note(error.line, wrong)
        return None
