"""Repositories that are too much: of bytes, of files, of folders, of commits, of refs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from badge.core.evidence import Evidence
from badge.core.look import Look
from badge.sources.limits import Limits
from tests.hostile.building import GOOD, WHEN, Raw, Row, Trap
from tests.hostile.case import Build, Case, at_path, good

_GIB = 2**30
_TREE = "40000"
_FILE = "100644"

TOO_DEEP = "Some paths lie deeper than 60 folders and were not read."
LARGE = "The file %s is larger than what is read of one file."


def tree_bomb(width: int, levels: int) -> Build:
    """Build a tree that names one subtree many times, at every level."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        tree = raw.tree([(_FILE, b"a", raw.blob("x"))])
        for _ in range(levels):
            tree = raw.tree([(_TREE, b"%02d" % number, tree) for number in range(width)])
        raw.head(raw.commit(tree))

    return build


def zeros(path: str, size: int = _GIB) -> Build:
    """Build a file of 1 GiB, of which next to nothing is stored."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        big: Row = (_FILE, path.encode(), raw.repeated(bytes(2**20), size // 2**20))
        raw.hold(sorted([*(row for row in raw.rows(GOOD) if row[1] != path.encode()), big], key=lambda row: row[1]))

    return build


def flat(count: int, content: Callable[[int], str], name: str = "%06d.txt") -> Build:
    """Build many files in one folder."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        blobs: dict[str, str] = {}
        rows: list[Row] = []
        for number in range(count):
            text = content(number)
            if text not in blobs:
                blobs[text] = raw.blob(text)
            rows.append((_FILE, (name % number).encode(), blobs[text]))
        raw.head(raw.commit(raw.tree([("40000", b"all", raw.tree(rows))])))

    return build


def workflows(count: int) -> Build:
    """Build many pipelines, each another one."""
    text = "on: push\njobs: {{a: {{steps: [{{run: make {}}}]}}}}\n"

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        raw.hold({**GOOD, **{f".github/workflows/{number}.yml": text.format(number) for number in range(count)}})

    return build


def rows(*more: tuple[str, bytes, Callable[[Raw], str]], alone: bool = False) -> Build:
    """Build a good repository with more rows, or of these alone."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        made = [(mode, name, make(raw)) for mode, name, make in more]
        raw.hold(made if alone else [*raw.rows(GOOD), *made])

    return build


def full(raw: Raw, trap: Trap) -> None:
    """Build forty sources of almost 1 MiB, each another one."""
    del trap
    text = "value = 'something that is said at length' + str(1)\n" * 18_000
    raw.hold({**GOOD, **{f"src/part{number}.py": f"# {number}\n{text}" for number in range(40)}})


def chain(folders: int) -> Build:
    """Build one file below many folders."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        tree = raw.tree([(_FILE, b"deep", raw.blob("x"))])
        for _ in range(folders):
            tree = raw.tree([(_TREE, b"d", tree)])
        raw.hold(sorted([*raw.rows(GOOD), (_TREE, b"a", tree)], key=lambda row: row[1]))

    return build


def commits(count: int, *, people: int = 1, message: str = "Change") -> Build:
    """Build a long history, with one `git fast-import`."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        stream = []
        for number in range(1, count + 1):
            who = f"Person {number % people} <p{number % people}@example.org> {WHEN - count + number} +0000"
            stream.append(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(message)}\n{message}\n")
            content = GOOD["README.md"] if number == 1 else f"{number}\n"
            path = "README.md" if number == 1 else f"file{number % 50}"
            stream.append(f"M 100644 inline {path}\ndata {len(content)}\n{content}\n")
        if people > 1:
            lines = "".join(f"One <one@example.org> <p{number}@example.org>\n" for number in range(people))
            stream.append(f"commit refs/heads/main\ncommitter One <one@example.org> {WHEN} +0000\ndata 1\nx\n")
            stream.append(f"M 100644 inline .mailmap\ndata {len(lines)}\n{lines}\n")
        raw.imported("".join(stream).encode())

    return build


def octopus(raw: Raw, trap: Trap) -> None:
    """Build a merge of two thousand parents."""
    del trap
    tree = raw.tree(raw.rows(GOOD))
    parents = [raw.commit(tree, when=WHEN - number) for number in range(2_000)]
    raw.head(raw.commit(tree, *parents))


def large_message_of(times: int) -> Build:
    """Build a commit whose message is very long; git's output is read to a limit only."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        tree = raw.tree(raw.rows(GOOD))
        raw.head(raw.commit(tree, raw.commit(tree), message=b"A subject without an end " * times))

    return build


def large_trailers(raw: Raw, trap: Trap) -> None:
    """Build a commit that half a million people have reviewed."""
    del trap
    raw.hold(GOOD, message=b"Change\n\n" + b"Reviewed-by: Grace Example <grace@example.org>\n" * 500_000)


def refs(count: int, form: str, *, annotated: bool = False) -> Build:
    """Build many names for one commit."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        commit = good(raw)
        own = raw.annotated(commit) if annotated else commit
        raw.refs({form % number: own for number in range(count)})

    return build


def tags_with_text(count: int) -> Build:
    """Build tags, each with a message of a megabyte."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        commit = good(raw)
        message = "Something new. " * 70_000
        raw.refs({f"refs/tags/v1.{n}": raw.annotated(commit, name=f"v1.{n}", message=message) for n in range(count)})

    return build


def only(count: int) -> Callable[[Evidence, Look], None]:
    """Expect so many paths to be listed."""

    def seen(evidence: Evidence, look: Look) -> None:
        del look
        assert len(evidence.files.entries) == count

    return seen


def no_content(path: str, evidence: Evidence, look: Look) -> None:
    """Expect a file to be listed with its size, and its content refused."""
    del look
    assert evidence.files.entries[path].size
    assert evidence.files.content(path) is None


SIZES = (
    Case("a tree of ten thousand million paths", tree_bomb(10, 10), limits=Limits(entries=5_000, seconds=8),
         said=("The tree has more paths than the 5000 that are read in one look.",), seen=only(5_000)),
    Case("a tree that doubles at each of a hundred levels", tree_bomb(2, 100), limits=Limits(entries=5_000, seconds=8),
         said=(TOO_DEEP,), seen=only(0)),
    Case("200,000 files", flat(200_000, lambda _: "x\n", "%06d.dat"), seen=only(200_000)),
    Case("one file more than is listed", flat(5_001, lambda _: "x\n"), limits=Limits(entries=5_000), seen=only(5_000),
         said=("The tree has more paths than the 5000 that are read in one look.",)),
    Case("2,500 sources", flat(2_500, "value = {}\n".format, "%06d.py"), limits=Limits(blobs=1_000),
         said=("More files were asked for than the 1000 that are read in one look.",)),
    Case("1,000 workflows", workflows(1_000)),
    Case("forty sources of a megabyte", full, limits=Limits(total_bytes=5 * 2**20),
         said=("The repository has more content than the 5 MiB that are read in one look.",)),
    Case("a file below 2,000 folders", chain(2_000), said=(TOO_DEEP,),
         seen=only(4)),
    *(Case(f"1 GiB of zeros as {path}", zeros(path), said=(LARGE % path,), seen=partial(no_content, path))
      for path in ("README.md", "LICENSE", "package.json")),
    Case("1 GiB of zeros as an archive", zeros("all.zip")),
    Case("600 MiB of zeros as the mailmap, which git itself reads", zeros(".mailmap", 600 * 2**20), said=("git could not read the whole history.",)),
    Case("one line of 50 MB", rows(
        (_FILE, b"README.md", lambda raw: raw.repeated(b"all on one line, " * 65_536, 48)), alone=True),
        said=(LARGE % "README.md",), seen=partial(no_content, "README.md")),
    *(Case(f"one line of almost 1 MiB in {path}", at_path(path, lambda: "MUST not [a](b) `x` v1.0 http://e.org " * 27_000))
      for path in ("README.md", "src/all.py", "src/all.c", "CHANGELOG.md", "Makefile", ".github/workflows/ci.yml",
                   "SECURITY.md", "docs/index.rst", "package.json", "LICENSE")),
    Case("a name of 60,000 bytes", rows((_FILE, b"z" * 60_000, lambda raw: raw.blob("x")))),
    Case("a name of 200,000 bytes", rows((_FILE, b"z" * 200_000, lambda raw: raw.blob("x"))), said=("A path is longer than any that is read, so the rest of the tree was not read.",)),
    Case("more commits than are read", commits(2_100), limits=Limits(commits=2_000), said=("Only the newest 2000 commits were read.",)),
    Case("3,000 people in history and mailmap", commits(3_000, people=3_000)),
    Case("a mailmap of 100,000 people", at_path(".mailmap", lambda: "".join(
        f"One <one@example.org> <p{number}@example.org>\n" for number in range(100_000)))),
    Case("2,000 parents", octopus),
    Case("a message of 8 MB", large_message_of(320_000), limits=Limits(output_bytes=2**20),
         said=("The texts of the history are longer than what is read of them in one look.",)),
    Case("half a million reviewers", large_trailers),
    Case("100,000 light tags", refs(100_000, "refs/tags/v1.%d"),
         said=("There are more than the 20000 tags that are read in one look.",)),
    Case("30,000 annotated tags", refs(30_000, "refs/tags/v1.%d", annotated=True),
         said=("There are more than the 20000 tags that are read in one look.",)),
    Case("7 tags with a megabyte of text", tags_with_text(7), limits=Limits(output_bytes=2**20), said=("The texts of the tags are longer than what is read",)),
    Case("100,000 branches", refs(100_000, "refs/heads/b%d")),
)  # fmt: skip
