"""Histories and refs that git would not write, or that are not what they seem."""

from __future__ import annotations

from collections.abc import Callable

from badge.core.evidence import Evidence
from badge.core.look import Look
from tests.hostile.building import GOOD, SECRET, WHEN, WHO, Raw, Trap
from tests.hostile.case import Build, Case, good
from tests.hostile.cases.names import ESCAPES, HTML

DATES = {
    "before all time": "-99999999999", "below zero": "-1", "zero": "0", "in the year 9999": "253402300799",
    "after the year 9999": "253402300800", "far in the future": "99999999999999", "beyond all numbers": "9" * 40,
    "not a number": "yesterday", "missing": "", "with a fraction": "1750000000.5", "in two numbers": "1 1",
}  # fmt: skip

HEADS = {
    "without a tree": b"author A <a@example.org> 1 +0000\ncommitter A <a@example.org> 1 +0000\n",
    "without people": b"tree %(tree)s\n",
    "with two trees": b"tree %(tree)s\ntree %(tree)s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n",
    "with people that are none": b"tree %(tree)s\nauthor >>><<< \ncommitter <\n",
    "with a zone that is none": b"tree %(tree)s\nauthor A <a@b> 1750000000 +99999999\ncommitter A <a@b> 1750000000 x\n",
    "with itself in all its lines": b"tree %(tree)s\nauthor tree\ncommitter parent\nauthor author\ngpgsig\ngpgsig x\n y\n",
    "with an unknown encoding": b"tree %(tree)s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\nencoding nonsense\n",
    "in another encoding": b"tree %(tree)s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\nencoding UTF-7\n",
    "with a merge tag without end": b"tree %(tree)s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\nmergetag "
    + b"object x\n " * 50_000 + b"\n",
}  # fmt: skip

PEOPLE = {
    "with separators": b"A\x1fB\x1e <a\x1fb@example.org>",
    "that a terminal obeys": ESCAPES.encode("utf-8", "surrogatepass") + b" <a@example.org>",
    "with markup": HTML.replace("<", "(").replace(">", ")").encode() + b" <" + b"script@example.org>",
    "without a name": b"<>",
    "of a megabyte": b"A" * 2**20 + b" <" + b"b" * 2**20 + b"@example.org>",
    "that are no UTF-8": b"\xff\xfe <\xff@example.org>",
}

MESSAGES = {
    "nothing": b"",
    "a zero byte": b"Subject\0commit " + b"1" * 40 + b"\ntree " + b"2" * 40 + b"\n",
    "what looks like more commits": b"commit " + b"1" * 40 + b"\ntree " + b"2" * 40 + b"\n\n    x\n\n\0",
    "separators of ours": b"\x1f\x1f\x1f\x1f\x1f\x1f\x1f\n\n\x1e\x1d\n",
    "what a terminal obeys": ESCAPES.encode("utf-8", "surrogatepass"),
    "markup": HTML.encode(),
    "bytes that are no text": bytes(range(1, 256)),
    "a signature that is none": b"x\n\n-----BEGIN PGP SIGNATURE-----\n",
    "a million line breaks": b"x" + b"\n" * 1_000_000 + b"Signed-off-by: A <a@example.org>",
    "trailers of odd kinds": b"x\n\nSigned-off-by:\nReviewed-by: <>\nAcked-by: " + b"z" * 100_000 + b"\nTested-by: \x1b[31m\n",
}  # fmt: skip


def committed(**how: object) -> Build:
    """Build two commits, the newer of which is odd."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        tree = raw.tree(raw.rows(GOOD))
        head = how.get("head")
        own = {**how, "head": head.replace(b"%(tree)s", tree.encode())} if isinstance(head, bytes) else how
        raw.head(raw.commit(tree, raw.commit(tree), **own))  # type: ignore[arg-type]

    return build


def tagged(make: Callable[[Raw, str], dict[str, str]]) -> Build:
    """Build a good repository with refs; those below refs/tags are tags."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        raw.refs({f"refs/tags/{name}": own for name, own in make(raw, good(raw)).items()})

    return build


def chain_of_tags(raw: Raw, commit: str) -> dict[str, str]:
    """Make a tag of a tag of a tag, three thousand times."""
    own = raw.annotated(commit)
    for number in range(3_000):
        own = raw.annotated(own, "tag", f"t{number}")
    return {"v1.0": own, "v1.1": commit}


def odd_tags(raw: Raw, commit: str) -> dict[str, str]:
    """Make tags of everything that is no commit."""
    tree, blob = raw.tree(raw.rows(GOOD)), raw.blob("x")
    lost = "1" * 40
    return {
        "on-a-tree": tree, "on-a-blob": blob, "lost": lost, "a-tree": raw.annotated(tree, "tree"),
        "a-blob": raw.annotated(blob, "blob"), "to-the-lost": raw.annotated(lost), "lies": raw.annotated(blob, "commit"),
        "odd-kind": raw.annotated(commit, "nonsense"), "v1.0": raw.annotated(commit),
        "headless": raw.put("tag", b"\n\n"), "empty": raw.put("tag", b""), "no-tagger": raw.put(
            "tag", f"object {commit}\ntype commit\ntag v9\n\nText\n".encode()),
        "old": raw.put("tag", f"object {commit}\ntype commit\ntag v8\ntagger A <a> -5 +0000\n\nx\n".encode()),
        "far": raw.put("tag", f"object {commit}\ntype commit\ntag v7\ntagger A <a> {'9' * 30} +0000\n\nx\n".encode()),
    }  # fmt: skip


def odd_names(raw: Raw, commit: str) -> dict[str, str]:
    """Make tags whose names and texts mislead."""
    names = [f"v1.{ESCAPES}", HTML.replace(" ", ""), "-rf", "--help", "v" + "9" * 5_000 + ".1", "漢字", "v1..2", "@{-1}",
             "v1.0\x1f\x1f", "'; rm", "%(refname)", "%00%1f", "HEAD", "refs/heads/main", "v1.2.3^{}"]  # fmt: skip
    texts = [ESCAPES, HTML, "%(contents)", "\x1f" * 100, "x\0y", "-----BEGIN PGP SIGNATURE-----\n", "\n" * 10_000]
    found = dict.fromkeys(names, commit)
    return {**found, **{f"v2.{n}": raw.annotated(commit, message=text) for n, text in enumerate(texts)}}


def replaced(raw: Raw, trap: Trap) -> None:
    """Put other objects in the place of ours, by replace refs and by grafts."""
    del trap
    tree = raw.tree(raw.rows(GOOD))
    first = raw.commit(tree, message=b"First\n")
    newest = raw.head(raw.commit(tree, first, message=b"Second\n"))
    other = raw.commit(raw.tree(raw.rows({"EVIL.md": SECRET})), message=SECRET.encode())
    blob = raw.blob(GOOD["README.md"])
    pairs = {newest: other, first: other, tree: raw.tree([]), blob: raw.blob(SECRET), other: newest}
    raw.refs({f"refs/replace/{one}": another for one, another in pairs.items()})
    raw.write("info/grafts", f"{newest} {other}\n{first} {newest}\n{other} {newest}\n")


def unchanged(evidence: Evidence, look: Look) -> None:
    """Expect what is really there."""
    del look
    assert evidence.files.text("README.md") == GOOD["README.md"]
    assert evidence.history is not None
    assert [each.subject for each in evidence.history.commits] == ["Second", "First"]


def shallow(text: str) -> Build:
    """Build a repository that says of itself how shallow it is."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        own = good(raw)
        raw.write("shallow", text.replace("HEAD", own))

    return build


def promised(raw: Raw, trap: Trap) -> None:
    """Take away the files of a repository that promises to fetch them from outside."""
    raw.hold(GOOD)
    raw.path_of(raw.blob(GOOD["README.md"])).unlink()
    raw.configure(
        f'[core]\nrepositoryformatversion = 1\nbare = true\n[extensions]\npartialClone = origin\n[remote "origin"]\n'
        f"url = file://{trap.folder}\npromisor = true\nuploadpack = {trap.program}\n[protocol]\nallow = always\n"
    )


def cut(when: int, text: bytes = b"Change\n") -> Build:
    """Build a commit from a day, with a parent that came later."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        tree = raw.tree(raw.rows(GOOD))
        raw.head(raw.commit(tree, raw.commit(tree, when=WHEN), when=when, message=text))

    return build


HISTORY = (
    *(Case(f"a commit {name}", committed(when=when)) for name, when in DATES.items()),
    Case("a parent that is younger", cut(1)),
    *(Case(f"a commit {name}", committed(head=head), refused=name == "without a tree") for name, head in HEADS.items()),
    *(Case(f"people {name}", committed(who=who)) for name, who in PEOPLE.items()),
    *(Case(f"a message of {name}", committed(message=message, who=WHO)) for name, message in MESSAGES.items()),
    Case("tags of everything but commits", tagged(odd_tags)),
    Case("a tag three thousand tags deep", tagged(chain_of_tags)),
    Case("tags with names that mislead", tagged(odd_names)),
    Case("replaced and grafted objects", replaced, seen=unchanged),
    Case("a shallow clone", shallow("HEAD\n"),
         said=("The repository is a shallow clone, so its history and tags were not read.",)),
    Case("a shallow file that is none", shallow("nonsense\n" * 1_000), refused=True),
    Case("a shallow file of others", shallow("1" * 40 + "\n")),
    Case("a partial clone whose promise is a program", promised, said=(
         "The repository is a partial clone, so only the names of its files were read, not their content.",)),
)  # fmt: skip
