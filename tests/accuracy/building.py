"""Builds the labelled cases as real git repositories, each with one `git fast-import`: the same ids every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from tests.sources.building import git

HERE = Path(__file__).parent
CASES = HERE / "cases"
LICENCES = HERE.parent / "data" / "licences"
AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
_KEYS = frozenset({"name", "about", "like", "files", "commits", "tags", "remote", "labels"})


@dataclass(frozen=True)
class Case:
    """A labelled repository as it is written down; `like` is already worked in."""

    name: str
    group: str
    about: str
    files: Mapping[str, Any]
    commits: tuple[Mapping[str, Any], ...] = ()
    tags: tuple[Any, ...] = ()
    remote: str = ""
    labels: Mapping[str, Any] = field(default_factory=dict)


def cases(folder: Path = CASES) -> list[Case]:
    """Read all cases; a case that is like another one takes over what it does not say itself, except labels."""
    known: dict[str, Case] = {}
    for path in sorted(folder.glob("*.yml")):
        for written in yaml.safe_load(path.read_text("utf-8")):
            if strange := set(written) - _KEYS:
                raise AssertionError(f"{path.name}: {sorted(strange)}")
            name = written["name"]
            if name in known:
                raise AssertionError(f"{path.name}: {name} stands twice")
            base = known[written["like"]] if "like" in written else Case("", "", "", {})
            files = {**base.files, **written.get("files", {})}
            known[name] = Case(
                name,
                path.stem,
                written["about"],
                {path: content for path, content in files.items() if content is not None},
                tuple(written.get("commits", base.commits)),
                tuple(written.get("tags", base.tags)),
                written.get("remote", base.remote),
                written.get("labels", {}),
            )
    return [each for each in known.values() if each.labels]


def build(case: Case, folder: Path) -> Path:
    """Make a folder with labels.yml and a bare repository beside it."""
    repository = folder / "repository"
    for name in ("objects", "refs"):
        (repository / name).mkdir(parents=True)
    (repository / "HEAD").write_text("ref: refs/heads/main\n")
    (repository / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    git(repository, "fast-import", "--quiet", stdin=b"\n".join(_stream(case)) + b"\n")
    labels = {"about": case.about, "as_of": AS_OF.date().isoformat(), "remote": case.remote, "labels": case.labels}
    (folder / "labels.yml").write_text(yaml.safe_dump(dict(labels), sort_keys=False, allow_unicode=True), "utf-8")
    return folder


def _stream(case: Case) -> Iterator[bytes]:
    """Write commits, oldest first: one that holds all files, the groups that were asked for, one that closes."""
    steps = list(_steps(case.commits or ({"count": 12},)))
    touched = sorted({path for step in steps for path in step["touch"]})
    marks = 0
    for number, step in enumerate(steps):
        marks += 1
        yield from _commit(marks, step)
        if number == 0:
            yield from (line for path, content in case.files.items() for line in _file(path, content))
        for path in step["touch"]:
            yield from _file(path, f"# change {number}\n")
    if touched:
        marks += 1
        yield from _commit(marks, {**steps[-1], "subject": "Bring everything together"})
        yield from (line for path in touched for line in _file(path, case.files[path]))
    for number, tag in enumerate(case.tags):
        yield from _tag(tag, number, len(case.tags), marks)


def _steps(groups: tuple[Mapping[str, Any], ...]) -> Iterator[dict[str, Any]]:
    """Spread the commits of each group over time: `count` of them, `every` so many days, the newest `ago` days ago."""
    found = []
    for group in groups:
        count, every, ago = group.get("count", 1), group.get("every", 7), group.get("ago", 20)
        people = group.get("people", [1])
        for number in range(count):
            moment = AS_OF - timedelta(days=ago + every * (count - 1 - number), hours=12)
            who = people[number % len(people)]
            subject = group.get("subject", "Improve the counting, step %s")
            found.append(
                {
                    "when": moment,
                    "who": who if isinstance(who, str) else f"Person {who} <person{who}@person{who}.example.net>",
                    "subject": subject.replace("%s", str(number + 1)),
                    "trailers": group.get("trailers", ""),
                    "touch": group.get("touch", []),
                }
            )
    yield from sorted(found, key=lambda each: each["when"])


def _commit(mark: int, step: Mapping[str, Any]) -> Iterator[bytes]:
    who, when = step["who"], int(step["when"].timestamp())
    message = step["subject"]
    if step["trailers"]:
        message += "\n\n" + step["trailers"].replace("AUTHOR", who) + "\n"
    yield f"commit refs/heads/main\nmark :{mark}\nauthor {who} {when} +0000\ncommitter {who} {when} +0000".encode()
    yield _data(message.encode())


def _file(path: str, content: object) -> list[bytes]:
    mode, data = "100644", b""
    match content:
        case str():
            data = content.encode()
        case {"link": target}:
            mode, data = "120000", str(target).encode()
        case {"hex": digits}:
            data = bytes.fromhex(str(digits)) + bytes(range(256))
        case {"licence": name, **more}:
            data = (LICENCES / f"{name}.txt").read_bytes() + str(more.get("and", "")).encode()
        case {"repeat": text, "times": count}:
            data = (str(text) * int(str(count))).encode()
        case _:
            raise AssertionError(f"{path}: {content!r}")
    return [f"M {mode} inline {path}".encode(), _data(data)]


def _tag(tag: object, number: int, count: int, commits: int) -> Iterator[bytes]:
    """Put tags over the history at even distances; `{NAME: TEXT}` is an annotated one."""
    name, text = next(iter(tag.items())) if isinstance(tag, dict) else (tag, "")
    at = max(1, commits * (number + 1) // count)
    if text:
        when = int(AS_OF.timestamp()) - 86_400 * 10
        yield f"tag {name}\nfrom :{at}\ntagger Person 1 <person1@person1.example.net> {when} +0000".encode()
        yield _data(str(text).encode())
    else:
        yield f"reset refs/tags/{name}\nfrom :{at}\n".encode()


def _data(content: bytes) -> bytes:
    return b"data %d\n%s" % (len(content), content)
