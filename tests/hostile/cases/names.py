"""Trees with names that mislead: for a terminal, for a file system, for whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from badge.core.evidence import Evidence
from badge.core.look import Look
from tests.hostile.building import GOOD, Raw, Row, Trap
from tests.hostile.case import Build, Case, files

_FILE, _LINK, _MODULE, _TREE = "100644", "120000", "160000", "40000"

HTML = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
ESCAPES = "\x1b[31mred\x1b]0;title\x07\x9b31m\x7f\u202eltr\u2066"
DOCUMENTS = (
    "README.md", "LICENSE", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "GOVERNANCE.md",
    "ROADMAP.md", "MAINTAINERS", "docs/index.md", "docs/install.rst", "docs/architecture.adoc",
)  # fmt: skip


def named(names: Iterable[bytes], mode: str = _FILE, text: str = "# Text\n\nSome text.\n") -> Build:
    """Build a good repository with more names in its topmost folder, as they are."""

    def build(raw: Raw, trap: Trap) -> None:
        del trap
        own = raw.blob(text)
        raw.hold([*raw.rows(GOOD), *((mode, name, own) for name in names)])

    return build


def everywhere(sign: bytes) -> list[bytes]:
    """Give names that a probe looks for, with something in them."""
    return [
        b"README" + sign + b".md", sign + b"README.md", b"LICENSE" + sign, b"CONTRIBUTING" + sign + b".md",
        b"SECURITY" + sign + b".md", b"test_" + sign + b".py", b"run" + sign + b".exe", b"id_rsa" + sign,
        b"Makefile" + sign, b".env" + sign, b"requirements" + sign + b".txt", sign,
    ]  # fmt: skip


def links(targets: Mapping[str, str]) -> Build:
    """Build a repository that has symbolic links at the places of documents; `{secret}` lies outside."""

    def build(raw: Raw, trap: Trap) -> None:
        rows: dict[str, Row] = {row[1].decode(): row for row in raw.rows({"src/work.py": "one = 1\n"})}
        for name, target in targets.items():
            own = raw.blob(target.format(secret=trap.secret, folder=trap.folder))
            rows[name] = (_LINK, name.encode(), own)
        raw.hold([rows[name] for name in sorted(rows)])

    return build


def work_tree_links(raw: Raw, trap: Trap) -> None:
    """Lead the files of a work tree outside, whatever the commit says."""
    raw.hold(GOOD)
    for name in ("README.md", "LICENSE", ".mailmap", ".gitattributes", "SECURITY.md", ".bestpractices.json"):
        (raw.folder / name).symlink_to(trap.secret)
    (raw.folder / "src").symlink_to(trap.folder)
    (raw.folder / "loop").symlink_to(raw.folder)


def submodule(raw: Raw, trap: Trap) -> None:
    """Build submodules that point at this machine and name programs."""
    text = (
        f'[submodule "a"]\n\tpath = a\n\turl = file://{trap.folder}\n\tupdate = !{trap.program}\n'
        f'[submodule "-u{trap.program}"]\n\tpath = -u\n\turl = -u{trap.program}\n'
        f'[submodule "../../x"]\n\tpath = ../outside\n\turl = ext::{trap.program}\n'
    )
    rows = raw.rows({**GOOD, ".gitmodules": text})
    raw.hold([*rows, (_MODULE, b"a", "1" * 40), (_MODULE, b"-u", "2" * 40), (_MODULE, b"..", "3" * 40)])


def modes(raw: Raw, trap: Trap) -> None:
    """Build rows with modes that no git writes, and kinds that do not fit."""
    del trap
    own, tree = raw.blob("x"), raw.tree([])
    odd = [("0", own), ("777777", own), ("100600", own), ("100777", own), ("40000", own), ("100644", tree),
           ("120000", tree), ("160000", own), ("20000", own), ("37777777777", own)]  # fmt: skip
    raw.hold([*raw.rows(GOOD), *((mode, f"m{number}".encode(), each) for number, (mode, each) in enumerate(odd))])


def doubled(raw: Raw, trap: Trap) -> None:
    """Build a tree that has the same name many times, each another file."""
    del trap
    texts = ["MIT License\n", "All rights are reserved.\n", "", "\0", HTML]
    raw.hold([(_FILE, name, raw.blob(text)) for name in (b"LICENSE", b"README.md") for text in texts])


def inside(raw: Raw, trap: Trap) -> None:
    """Build a repository inside of the tree, with settings and hooks of its own."""
    config = raw.blob(f"[core]\n\tfsmonitor = {trap.program}\n\tbare = true\n")
    own = raw.tree([(_FILE, b"HEAD", raw.blob("ref: refs/heads/main\n")), (_FILE, b"config", config),
                    (_TREE, b"objects", raw.tree([])), (_TREE, b"refs", raw.tree([]))])  # fmt: skip
    raw.hold([*raw.rows(GOOD), (_TREE, b".git", own), (_TREE, b"GIT~1", own), (_TREE, b"inner.git", own)])


def stays_inside(evidence: Evidence, look: Look) -> None:
    """Expect no link to give content, and no target that is not in the tree."""
    del look
    for path in evidence.files.entries:
        assert evidence.files.target(path) in {"", *evidence.files.entries}


COLLIDING = [
    b"readme.md", b"README", b"ReadMe.md", b"Readme.MD", b"license", b"License", b"LICENCE", b"COPYING", b"copying",
    b"contributing.md", b"CONTRIBUTING.MD", b"makefile", b"MAKEFILE",
]  # fmt: skip

SPECIAL = [
    b"..", b".", b".git", b"/etc/passwd", b"../x", b"a//b", b"a/../b", b"", b"CON", b"aux.txt", b"a:b", b"a\\..\\b",
    b"trailing ", b"trailing.", b"~", b"~/x", b"$(touch x)", b"`x`", b";x", b"|x", b"&x", b"%s%n%(x)s", b"{x}", b"*",
]  # fmt: skip

NAMES = (
    Case("names that are no UTF-8", named(everywhere(b"\xff\xfe\xe9"))),
    Case("names with line breaks", named(everywhere(b"\n\r"))),
    Case("names that a terminal obeys", named(everywhere(ESCAPES.encode("utf-8", "surrogatepass")))),
    Case("names with bytes of half characters", named(everywhere(b"\xed\xa0\x80"))),
    Case("names with markup", named(everywhere(HTML.replace("/", "").encode()))),
    Case("names that begin with a dash", named([b"-rf", b"--help", b"--output=x", b"-", b"--", b"-e"])),
    Case("names that are special elsewhere", named(SPECIAL)),
    Case("names that differ only in case", named(COLLIDING)),
    Case("the same name twice", doubled),
    Case("many names for each document", files(
        {f"{number}/{name}": "# Text\n\nSome text.\n" for number in range(25) for name in DOCUMENTS})),
    Case("modes that no git writes", modes),
    Case("repositories inside of the tree", inside),
    Case("submodules that point at this machine", submodule),
    Case("links to a secret", links(
        dict.fromkeys((*(each for each in DOCUMENTS if "/" not in each), ".bestpractices.json", "package.json", ".mailmap", ".gitattributes", "Makefile", ".env", "CODEOWNERS"), "{secret}")), seen=stays_inside),
    Case("links out of the tree and back", links(
        {"README.md": "../work//README.md", "LICENSE": "../../../../../../../../{secret}", "a": "..", "b": "/",
         "c": "/proc/self/environ", "d": "{folder}", "e": "//", "f": "", "g": "\0", "h": "x" * 100_000}),
        seen=stays_inside),
    Case("links in a circle", links(
        {"README.md": "LICENSE", "LICENSE": "README.md", "src": "src", "docs": "docs/../docs", "x": "./x/./x"}),
        seen=stays_inside),
    Case("a work tree whose files lead outside", work_tree_links, bare=False),
)  # fmt: skip
