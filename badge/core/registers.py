"""Judges the registers of positions of a series' versions: a place in the packed marks has one meaning for ever."""

from __future__ import annotations

from collections.abc import Iterable

from badge.core.criteria import Series
from badge.core.messages import Message
from badge.core.slips import Slip


def judge_registers(earlier: Iterable[Series], present: Iterable[Series], slips: list[Slip]) -> None:
    """Add a slip for each id whose place in an earlier version is not its place today: all versions read one row."""
    today = {each.id: each for each in present}
    for old in earlier:
        if (new := today.get(old.family)) is None:
            continue
        for own, place in old.positions.items():
            if (given := new.positions.get(own)) == place:
                continue
            values = {"id": own, "version": old.version, "line": str(place + 1)}
            if given is None:
                wrong = Message(
                    "The id %(id)s is at place %(line)s in version %(version)s, and missing here. Put it back.", values
                )
            else:
                wrong = Message(
                    "The id %(id)s is at place %(line)s in version %(version)s. Put it back, and append new ids.",
                    values,
                )
            slips.append(Slip(f"{new.id}/positions.txt", 1, own, "", wrong))
