"""How a document is cut: which lines are prose, where its sections begin, and what its sentences are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from badge.probes.patterns import LONGEST_LINE, Hit, compiled, replaced

FORMATS = {
    "md": "markdown", "markdown": "markdown", "mdown": "markdown", "rst": "rst", "adoc": "asciidoc",
    "asciidoc": "asciidoc", "org": "org", "html": "html", "htm": "html", "rdoc": "rdoc", "pod": "pod",
    "textile": "textile", "yml": "data", "yaml": "data",
}  # fmt: skip
"""What a file's ending says about its markup; everything else is plain text."""

LONGEST_TITLE = 120
"""Characters; a longer line is no heading."""

_UNDERLINES = frozenset("=-~^\"'`*+#.:_")
_CODE_DIRECTIVE = compiled(
    r"^\s*\.\. +(code|code-block|sourcecode|literalinclude|raw|parsed-literal|prompt|console|ipython|doctest)::"
)
_KEPT_DIRECTIVE = compiled(r"^\s*\.\. +(_|\[|\||[-\w.+:]+::)")
_HTML_HEADING = compiled(r"<h([1-6])[^>]*>(.*?)</h[1-6]>")
_SENTENCE_END = compiled(r"[\w)\]\"'`*_>/-]{2}[.!?][\"')\]*_]*\s+")
_NEW_PARAGRAPH = compiled(r"^\s*([-*+•] |\d{1,3}[.)] |#{1,6} |\||>|<(li|p|h\d|br|ul|ol|div|hr|td|tr)\b)")


class Section(NamedTuple):
    """A heading and what stands below it up to the next heading of the same or a higher rank."""

    title: str
    level: int
    line: int
    text: str


def format_of(path: str) -> str:
    """Name the markup of a file by its ending."""
    name = path.rpartition("/")[2]
    return FORMATS.get(name.rpartition(".")[2].lower(), "plain") if "." in name else "plain"


def prose(text: str, form: str) -> str:
    """Blank out code blocks and comments; line numbers stay."""
    lines = text.split("\n")
    if form == "rst":
        return "\n".join(_without_indented(lines))
    return "\n".join(_without_comments(_without_blocks(lines, form), form))


def sections(text: str, form: str) -> Iterator[Section]:
    """Cut the text at its headings; a stack keeps this linear."""
    if form == "data":
        return
    lines = text.split("\n")
    heads = sorted(_headings(prose(text, form).split("\n"), form))
    ends = [len(lines)] * len(heads)
    waiting: list[int] = []
    for number, (index, rank, _) in enumerate(heads):
        while waiting and heads[waiting[-1]][1] >= rank:
            ends[waiting.pop()] = index
        waiting.append(number)
    for (index, rank, title), end in zip(heads, ends, strict=True):
        yield Section(title, rank, index + 1, "\n".join(lines[index + 1 : end]))


def sentences(text: str) -> Iterator[Hit]:
    """Yield each sentence with the line it begins on; a list item or a table row begins anew."""
    gathered: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if gathered and (not bare or _underline(bare) or _NEW_PARAGRAPH.occurs(line)):
            yield from _cut(gathered)
            gathered = []
        if bare and len(bare) <= LONGEST_LINE and not _underline(bare):
            gathered.append((number, bare))
    yield from _cut(gathered)


def _cut(gathered: list[tuple[int, str]]) -> Iterator[Hit]:
    """Cut the lines of one paragraph into sentences."""
    whole = " ".join(bare for _, bare in gathered)
    starts, offset = [], 0
    for number, bare in gathered:
        starts.append((offset, number))
        offset += len(bare) + 1
    position, at = 0, 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(whole)), len(whole)]:
        while at + 1 < len(starts) and starts[at + 1][0] <= position:
            at += 1
        if sentence := whole[position:end].strip():
            yield Hit(starts[at][1], sentence)
        position = end


def _without_blocks(lines: list[str], form: str) -> list[str]:
    """Blank out front matter and what stands between the marks of a code block."""
    kept, closing, before = [], "", ""
    for number, line in enumerate(lines):
        bare = line.strip()
        if closing:
            closing = "" if _closes(bare, closing) else closing
            bare = ""
        elif (
            number == 0
            and form in {"markdown", "plain"}
            and bare == "---"
            and "---" in (x.rstrip() for x in lines[1:60])
        ):
            closing, bare = "---", ""
        elif closing := _opens(bare, form, before):
            bare = ""
        kept.append(line if bare else "")
        before = bare
    return kept


def _opens(bare: str, form: str, before: str) -> str:
    """Give the mark that would close the block that this line opens, or nothing."""
    mark = bare[:1]
    if mark in {"`", "~"} and form in {"markdown", "plain", "asciidoc"}:
        width = len(bare) - len(bare.lstrip(mark))
        return mark * width if width >= 3 and (mark == "~" or mark not in bare[width:]) else ""
    if form == "asciidoc" and mark in {"-", ".", "+", "/"} and len(bare) >= 4 and not bare.strip(mark):
        is_underline = before and before[0] not in "[." and abs(len(before) - len(bare)) <= 1
        return "" if is_underline else bare
    lower = bare.lower()
    if form == "org" and lower.startswith(("#+begin_src", "#+begin_example", "#+begin_comment", "#+begin_export")):
        return lower.split()[0].replace("begin", "end")
    if form == "html" and lower.startswith(("<pre", "<script", "<style")):
        name = lower[1:].partition(">")[0].split()[0]
        return "" if f"</{name}" in lower else f"</{name}"
    return ""


def _closes(bare: str, closing: str) -> bool:
    if closing[0] in "`~":
        return len(bare) >= len(closing) and not bare.strip(closing[0])
    if closing[0] == "<":
        return closing in bare.lower()
    return bare.lower() == closing


def _without_comments(lines: list[str], form: str) -> Iterator[str]:
    """Take out HTML comments, also within a line, and the comment lines of Org and AsciiDoc."""
    comment = False
    for line in lines:
        if (form == "org" and line.startswith(("# ", ": "))) or (form == "asciidoc" and line.startswith("// ")):
            yield ""
            continue
        kept, rest = [], line
        while rest:
            if comment:
                _, closed, rest = rest.partition("-->")
                comment = not closed
            else:
                before, opened, rest = rest.partition("<!--")
                kept.append(before)
                comment = bool(opened)
        yield "".join(kept)


def _without_indented(lines: list[str]) -> Iterator[str]:
    """Blank out the literal blocks, code directives and comments of reStructuredText."""
    hidden_below = -1
    for line in lines:
        bare = line.strip()
        depth = len(line) - len(line.lstrip())
        if hidden_below >= 0 and bare:
            if depth > hidden_below:
                yield ""
                continue
            hidden_below = -1
        if not bare:
            yield ""
        elif (bare == ".." or bare.startswith(".. ")) and (
            _CODE_DIRECTIVE.occurs(line) or not _KEPT_DIRECTIVE.occurs(line)
        ):
            hidden_below = depth
            yield ""
        else:
            if bare.endswith("::") and not bare.startswith(".. "):
                hidden_below = depth
            yield line


def _headings(lines: list[str], form: str) -> Iterator[tuple[int, int, str]]:
    """Yield (index, rank, title)."""
    ranks: dict[tuple[str, bool], int] = {}
    for index, line in enumerate(lines):
        if not line or len(line) > LONGEST_LINE:
            continue
        if marked := _marked(line, form):
            yield index, marked[0], _bare(marked[1])
        elif index and (mark := _underline(line)):
            if title := _underlined(lines, index, form):
                over = index > 1 and _underline(lines[index - 2]) == mark
                rank = ranks.setdefault((mark, over), len(ranks) + 1)
                yield index - 1, (1 if mark == "=" else 2) if form == "markdown" else rank, _bare(title)
        elif form == "plain" and _shouted(lines, index):
            yield index, 7, _bare(line.strip())


def _marked(line: str, form: str) -> tuple[int, str] | None:
    """Read a heading that is marked on its own line: its rank and title."""
    mark = {"markdown": "#", "plain": "#", "asciidoc": "=#", "org": "*", "rdoc": "="}.get(form, "")
    if line[0] in mark:
        title = line.lstrip(line[0])
        rank = len(line) - len(title)
        if rank <= 6 and title.startswith((" ", "\t")) and title.strip():
            return rank, title.strip() if form == "org" else title.strip().rstrip(line[0]).rstrip()
    if form in {"markdown", "html"} and "<h" in line.lower() and (match := _HTML_HEADING.search(line)):
        return int(match.group(1)), replaced(r"<[^>]*>", "", match.group(2))
    lower = line.lower()
    if form == "org" and lower.startswith("#+title:"):
        return 0, line.partition(":")[2].strip()
    if form == "pod" and lower.startswith("=head") and lower[5:6].isdigit():
        return int(lower[5]), line[6:].strip()
    if form == "textile" and lower[:1] == "h" and lower[1:2].isdigit() and lower[2:4] == ". ":
        return int(lower[1]), line[4:].strip()
    return None


def _underline(line: str) -> str:
    """Give the character that underlines the line above, or nothing."""
    bare = line.rstrip()
    return bare[0] if len(bare) >= 3 and bare[0] in _UNDERLINES and not bare.strip(bare[0]) else ""


def _underlined(lines: list[str], index: int, form: str) -> str:
    """Give the title that the line at this index underlines, or nothing."""
    allowed = {"markdown": "=-", "asciidoc": "=-~^+"}.get(form, "".join(_UNDERLINES))
    line, title = lines[index].rstrip(), lines[index - 1].strip()
    if form not in {"markdown", "asciidoc", "rst", "plain"} or line[0] not in allowed:
        return ""
    if (
        not title
        or len(title) > LONGEST_TITLE
        or _underline(title)
        or title.startswith(("|", "- ", "* ", "+", ">", "#"))
    ):
        return ""
    return "" if form != "markdown" and len(line) < len(title) - 2 else title


def _shouted(lines: list[str], index: int) -> bool:
    """Tell whether a line of plain text stands alone in capitals, as headings in old documents do."""
    line = lines[index].rstrip()
    alone = (index == 0 or not lines[index - 1].strip()) and (index + 1 == len(lines) or not lines[index + 1].strip())
    letters = sum(character.isalpha() for character in line)
    return alone and letters >= 4 and len(line) <= 60 and line == line.upper() and letters * 2 > len(line)


def _bare(title: str) -> str:
    title = replaced(r"!\[([^\]]*)\]\([^)]*\)", r"\1", title)
    title = replaced(r"\[([^\]]*)\]\([^)]*\)", r"\1", title)
    title = replaced(r"^\[([^\]]*)\]\[[^\]]*\]", r"\1", title)
    return replaced(r"[*_`#]|:\w+:", "", title).strip().rstrip(":.!?").strip()
