"""Write badge/svg_widths.py from an installed DejaVu Sans: `python scripts/glyph_widths.py DejaVuSans.ttf`.

A person runs this when the table shall cover more scripts. It needs fontTools, which nothing else here does.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

BLOCKS = (
    (0x0020, 0x058F),  # Latin, IPA, Greek, Cyrillic, Armenian
    (0x0590, 0x06FF),  # Hebrew, Arabic
    (0x0750, 0x07FF),  # more Arabic, N'Ko
    (0x0E00, 0x0EFF),  # Thai (where the font has it), Lao
    (0x10A0, 0x10FF),  # Georgian
    (0x1D00, 0x22FF),  # phonetics, more Latin and Greek, punctuation, currencies, letter-like signs, arrows, operators
    (0x2500, 0x27BF),  # lines, shapes, symbols, dingbats
    (0x2C60, 0x2DFF),  # more Latin, Tifinagh
    (0xA640, 0xA7FF),  # more Cyrillic and Latin
    (0xFB00, 0xFEFF),  # ligatures, the joined forms of Arabic letters
)
LONGEST_LINE = 108

HEAD = '''"""How wide the characters of DejaVu Sans are, in 2048ths of an em; scripts/glyph_widths.py writes this file.

DejaVu Sans is a free font (Bitstream Vera and Arev licence, its own changes in the public domain) whose widths are
close to those of Verdana, which badges ask for first. Only its metrics, plain numbers, are here; no outline.
A line is a code point in hexadecimal and the widths from there on; `600*3` stands for three characters of 600.
Marks that combine and East Asian wide characters are left out: badge/svg.py knows their widths without a table.
Source: DejaVu Sans, version %s.
"""

EM = 2048

WIDTHS = """
'''


def advances(font: TTFont) -> Iterator[tuple[int, int]]:
    """Yield (code point, advance in 2048ths of an em) for what the table shall cover, in order."""
    scale = 2048 / font["head"].unitsPerEm
    names = font.getBestCmap()
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            wide = unicodedata.east_asian_width(chr(code)) in "WF"
            if code in names and not wide and unicodedata.category(chr(code)) not in {"Mn", "Me", "Cf", "Cc", "Co"}:
                yield code, round(font["hmtx"][names[code]][0] * scale)


def lines(found: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the table's lines: each is an unbroken stretch of code points, or as much of it as fits."""
    for _, stretch in groupby(enumerate(found), key=lambda each: each[1][0] - each[0]):
        line = ""
        runs = groupby((pair for _, pair in stretch), key=lambda pair: pair[1])
        for width, run in runs:
            codes = [code for code, _ in run]
            word = f" {width}*{len(codes)}" if len(codes) > 1 else f" {width}"
            if line and len(line) + len(word) > LONGEST_LINE:
                yield line
                line = ""
            line = (line or f"{codes[0]:04X}") + word
        yield line


def main(path: str) -> None:
    """Read the font and write the module."""
    font = TTFont(path)
    version = font["name"].getDebugName(5).removeprefix("Version ")
    text = HEAD % version + "\n".join(lines(list(advances(font)))) + '\n"""\n'
    (Path(__file__).resolve().parent.parent / "badge" / "svg_widths.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
