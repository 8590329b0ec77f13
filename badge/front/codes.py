"""What is known of each project in three bytes: a day, and a number for each series. Four bytes when that is too few.

Few combinations of numbers are in use, and few days. So a project needs only the number of its combination, times how
many days there is room for, plus the number of its day; wider codes are the same numbers with a byte of zeros more.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import add

_NARROW, _WIDE = 3, 4
_SPARE = 1_024
_MOST_DAYS = 8_192
_SPARE_DAYS = 1_024
"""Days that may come while the process runs; a project that is saved after them is left out."""


class Codes:
    """Day and numbers of projects. All is 0 for a project of which nothing is known."""

    def __init__(self, columns: int, last: int = 0) -> None:
        """Begin with nothing, and with room for so many columns of numbers and projects up to `last`."""
        self._columns = columns
        self._days = array("H", (0,))
        self._most_days = _MOST_DAYS
        self._width = _NARROW
        self._codes = bytearray(_NARROW * (last + _SPARE))
        self._rows = bytearray(2 * columns)

    def __len__(self) -> int:
        """Tell for how many projects there is room, their numbers counted from 0."""
        return len(self._codes) // self._width

    def get(self, project_id: int) -> tuple[int, array[int]]:
        """Give the day and the numbers of a project for which there is room."""
        row, day = divmod(self._code_of(project_id), self._most_days)
        return self._days[day], self._numbers(row)

    def put(self, project_id: int, day: int, numbers: array[int]) -> None:
        """Keep the day and the numbers of a project; all is 0 afterwards when there is no room for them."""
        code = self._code(day, numbers)
        if code >= 256**_NARROW and self._width == _NARROW:
            self._widen()
        self._codes[self._width * project_id : self._width * (project_id + 1)] = code.to_bytes(self._width, "little")

    def forget(self, project_id: int) -> None:
        """Let nothing be known of a project for which there is room."""
        self._codes[self._width * project_id : self._width * (project_id + 1)] = bytes(self._width)

    def grow(self, project_id: int) -> None:
        """Make room for a project, and for some more."""
        if project_id >= len(self):
            self._codes += bytes(self._width * (project_id + _SPARE - len(self)))

    def fill(self, days: array[int], columns: Sequence[array[int]]) -> None:
        """Keep everything anew, from arrays that begin with project 0."""
        self._days = array("H", (0, *sorted(set(days) - {0})))
        self._most_days = len(self._days) + _SPARE_DAYS
        rows = _Rows(self._columns, self._most_days)
        known = {day: number for number, day in enumerate(self._days)}
        codes = array("I", map(add, map(rows.__getitem__, zip(*columns, strict=True)), map(known.__getitem__, days)))
        if sys.byteorder == "big":
            codes.byteswap()
        self._rows = rows.packed
        self._width = _NARROW if len(rows) * self._most_days <= 256**_NARROW else _WIDE
        self._codes, found = bytearray(self._width * len(codes)), codes.tobytes()
        for place in range(self._width):
            self._codes[place :: self._width] = found[place::_WIDE]

    def count(self) -> int:
        """Tell how many numbers there are that are not 0."""
        projects = Counter(self._code_of(each) // self._most_days for each in range(len(self)))
        return sum(often * (self._columns - self._numbers(row).count(0)) for row, often in projects.items())

    def size(self) -> int:
        """Tell how many bytes it takes."""
        return len(self._codes) + len(self._rows) + self._days.itemsize * len(self._days)

    def _code_of(self, project_id: int) -> int:
        return int.from_bytes(self._codes[self._width * project_id : self._width * (project_id + 1)], "little")

    def _numbers(self, row: int) -> array[int]:
        size = 2 * self._columns
        return array("H", bytes(self._rows[size * row : size * (row + 1)]))

    def _code(self, day: int, numbers: array[int]) -> int:
        """Give the code of a day and numbers, or 0 when there is no room for them."""
        row, number = next(self._found(numbers.tobytes()), -1), _index(self._days, day)
        new = row < 0
        row = len(self._rows) // (2 * self._columns) if new else row
        if number >= self._most_days or (row + 1) * self._most_days > 256**_WIDE:
            return 0
        if new:
            self._rows += numbers.tobytes()
        if number == len(self._days):
            self._days.append(day)
        return row * self._most_days + number

    def _found(self, wanted: bytes) -> Iterator[int]:
        """Give the rows that are these numbers."""
        place = self._rows.find(wanted)
        while place >= 0:
            if place % len(wanted) == 0:
                yield place // len(wanted)
            place = self._rows.find(wanted, place + 1)

    def _widen(self) -> None:
        wider = bytearray(_WIDE * len(self))
        for place in range(_NARROW):
            wider[place::_WIDE] = self._codes[place::_NARROW]
        self._codes, self._width = wider, _WIDE


class _Rows(dict[tuple[int, ...], int]):
    """Gives each combination of numbers its row, times how many days there is room for. The last ones get none: 0."""

    def __init__(self, columns: int, most_days: int) -> None:
        super().__init__({(0,) * columns: 0})
        self.packed, self._most_days = bytearray(2 * columns), most_days

    def __missing__(self, numbers: tuple[int, ...]) -> int:
        row = len(self) * self._most_days
        if row + self._most_days > 256**_WIDE:
            return 0
        self[numbers] = row
        self.packed += array("H", numbers).tobytes()
        return row


def _index(numbers: array[int], wanted: int) -> int:
    try:
        return numbers.index(wanted)
    except ValueError:
        return len(numbers)
