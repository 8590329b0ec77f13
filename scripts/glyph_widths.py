"""Write badge/svg/widths.py from installed fonts: `python scripts/glyph_widths.py REGULAR.ttf BOLD.ttf CJK.ttc`.

They are DejaVuSans.ttf, DejaVuSans-Bold.ttf and NotoSansCJK-Regular.ttc. A person runs this when the table shall cover
more scripts. It needs fontTools, which nothing else here does.
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
EAST = (
    (0x1100, 0x11FF),  # Korean letters
    (0x2E80, 0x9FFF),  # radicals, punctuation, kana, bopomofo, and what Chinese and Japanese share
    (0xA960, 0xA97F),  # more Korean letters
    (0xAC00, 0xD7FF),  # Korean syllables
    (0xF900, 0xFAFF),  # compatibility
    (0xFE30, 0xFE4F),  # compatibility
    (0xFF00, 0xFFEF),  # half-width and full-width forms
    (0x20000, 0x323AF),  # rare characters
)
LONGEST_LINE = 108
EM = 2048

HEAD = '''"""How wide characters are, in 2048ths of an em; scripts/glyph_widths.py writes this file.

DejaVu Sans is a free font (Bitstream Vera and Arev licence, its own changes in the public domain) whose widths are
close to those of Verdana, which badges ask for first; Noto Sans CJK (SIL Open Font License) stands for the fonts that
readers have for Chinese, Japanese and Korean. Only their metrics, plain numbers, are here; no outline.
A line is a code point in hexadecimal and the widths from there on; `600*3` stands for three characters of 600.
A line of EAST is a range and the width of all in it. Marks that combine are left out: they take no room.
Sources: DejaVu Sans %s, DejaVu Sans Bold %s, Noto Sans CJK %s.
"""
'''
Advances = list[tuple[int, int]]


def advances(font: TTFont) -> Iterator[tuple[int, int]]:
    """Yield (code point, advance in 2048ths of an em) for what the table shall cover, in order."""
    scale = EM / font["head"].unitsPerEm
    names = font.getBestCmap()
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            wide = unicodedata.east_asian_width(chr(code)) in "WF"
            if code in names and not wide and unicodedata.category(chr(code)) not in {"Mn", "Me", "Cf", "Cc", "Co"}:
                yield code, round(font["hmtx"][names[code]][0] * scale)


def lines(found: Advances) -> Iterator[str]:
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


def ranges(font: TTFont) -> Iterator[str]:
    """Yield ranges of East Asian characters of one width; what the font lacks is taken to be as its neighbours are."""
    scale = EM / font["head"].unitsPerEm
    names = font.getBestCmap()
    for first, last in EAST:
        known = [code for code in range(first, last + 1) if code in names and font["hmtx"][names[code]][0]]
        for width, run in groupby(known, key=lambda code: round(font["hmtx"][names[code]][0] * scale)):
            codes = list(run)
            yield f"{codes[0]:04X} {codes[-1]:04X} {width}"


def version(font: TTFont) -> str:
    """Name the version of a font."""
    found: str = font["name"].getDebugName(5)
    return found.removeprefix("Version ").partition(";")[0]


def main(regular: str, bold: str, east: str) -> None:
    """Read the fonts and write the module."""
    fonts = [TTFont(regular), TTFont(bold), TTFont(east, fontNumber=0)]
    tables = {
        "WIDTHS": lines(list(advances(fonts[0]))),
        "BOLD": lines(list(advances(fonts[1]))),
        "EAST": ranges(fonts[2]),
    }
    text = HEAD % tuple(map(version, fonts)) + f"\nEM = {EM}\n"
    for name, found in tables.items():
        text += f'\n{name} = """\n' + "\n".join(found) + '\n"""\n'
    (Path(__file__).resolve().parent.parent / "badge" / "svg" / "widths.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
