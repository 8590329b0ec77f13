"""GitLab pipelines: local includes, `extends`, `!reference`, defaults, and when a job runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from badge.core.evidence import Files
from badge.probes.facts.ci.model import Job, Step, Trigger, Workflow
from badge.probes.facts.structured import Tagged, Text, dig, rows, strings, table, yaml_of

MOST_INCLUDES = 30
"""Included files that are read."""

DEEPEST = 5
"""How long a chain of `extends` or `!reference` may be."""

_NO_JOBS = frozenset(
    "stages default variables include workflow image services before_script after_script cache types spec".split()
)

_ALWAYS = frozenset({Trigger.PUSH})


def read(files: Files, path: str, system: str, branch: str) -> Workflow | None:
    """Read a pipeline and what it includes from the same repository."""
    data, ready_made = _merged(files, path)
    jobs: list[Job] = []
    for name, each in data.items():
        if name in _NO_JOBS or name.startswith(".") or not isinstance(each, Mapping):
            continue
        job = _extended(data, table(each))
        home = getattr(name, "home", path)
        triggers = _triggers(job, dig(data, "workflow", "rules"), branch)
        if triggers:
            steps = tuple(_steps(data, job, name, home))
            jobs.append(Job(name, home, getattr(name, "line", 0), steps, triggers))
    jobs += [Job(used, path, used.line, (Step(path, used.line, used, uses=used),), _ALWAYS) for used in ready_made]
    if not jobs:
        return None
    return Workflow(path, system, frozenset().union(*(job.triggers for job in jobs)), tuple(jobs), (), data)


class _Name(Text):
    """The name of a job, which knows the file it stands in."""

    __slots__ = ("home",)
    home: str


def _merged(files: Files, path: str) -> tuple[dict[str, object], list[Text]]:
    """Give all jobs of a pipeline and of the local files it includes, and the templates it takes from elsewhere."""
    merged: dict[str, object] = {}
    ready_made: list[Text] = []
    waiting, done = [path], set[str]()
    while waiting and len(done) <= MOST_INCLUDES:
        current = waiting.pop(0)
        if current in done:
            continue
        done.add(current)
        data = table(yaml_of(files.text(current)))
        for key, each in data.items():
            name = _Name(key, getattr(key, "line", 0))
            name.home = current
            merged.setdefault(name, each)
        for kind, target in islice(_includes(data), MOST_INCLUDES):
            if kind == "local":
                waiting += _matching(files, target.lstrip("/"))
            elif kind in {"template", "component"}:
                ready_made.append(Text(f"{kind}:{target}", target.line))
    return merged, ready_made


def _includes(data: Mapping[str, object]) -> Iterator[tuple[str, Text]]:
    for include in rows(data.get("include")):
        for kind, value in table(include).items() if isinstance(include, Mapping) else [("local", include)]:
            for target in strings(value):
                if not target.startswith(("http:", "https:")):
                    yield kind, target


def _matching(files: Files, wanted: str) -> list[str]:
    """Give the files that a path with stars in it means."""
    if "*" not in wanted:
        return [wanted] if wanted in files.entries else []
    first, *between, last = _cut(wanted)
    return [path for path in files.entries if _fits(path, first, between, last)][:MOST_INCLUDES]


def _cut(wanted: str) -> list[str]:
    """Cut at the stars; several stars beside each other are one."""
    parts = wanted.split("*")
    return [parts[0], *(each for each in parts[1:-1] if each), parts[-1]]


def _fits(path: str, first: str, between: list[str], last: str) -> bool:
    if not (path.startswith(first) and path.endswith(last) and len(path) >= len(first) + len(last)):
        return False
    at = len(first)
    for each in between:
        at = path.find(each, at)
        if at < 0:
            return False
        at += len(each)
    return at <= len(path) - len(last)


def _extended(data: Mapping[str, object], job: Mapping[str, object]) -> Mapping[str, object]:
    """Put under a job what it extends."""
    found: Mapping[str, object] = job
    waiting = [*strings(job.get("extends"))]
    for _ in range(DEEPEST):
        if not waiting:
            break
        parent = table(data.get(waiting.pop()))
        found = {**parent, **found}
        waiting += [*strings(parent.get("extends"))]
    return found


def _steps(data: Mapping[str, object], job: Mapping[str, object], name: str, path: str) -> Iterator[Step]:
    forgiving = job.get("allow_failure") is True
    for part in ("before_script", "script", "after_script"):
        script = job.get(part, dig(data, "default", part) or data.get(part) if part != "script" else None)
        for text in _resolved(data, script, DEEPEST):
            yield Step(path, text.line, name, text, tolerated=forgiving or part == "after_script")


def _resolved(data: Mapping[str, object], script: object, depth: int) -> Iterator[Text]:
    if isinstance(script, Tagged) and depth:
        yield from _resolved(data, dig(data, *strings(list(script))), depth - 1)
    elif isinstance(script, list):
        for each in script:
            yield from _resolved(data, each, depth)
    else:
        yield from strings(script)


def _triggers(job: Mapping[str, object], whole: object, branch: str) -> frozenset[Trigger]:
    """Tell what makes a job run. Without a word about it: every push."""
    if job.get("when") == "manual":
        return frozenset({Trigger.MANUAL})
    if job.get("when") == "never":
        return frozenset()
    if isinstance(job.get("rules"), list):
        return _by_rules(rows(job["rules"]))
    only = job.get("only")
    if only is not None:
        named = list(strings(only)) or list(strings(dig(only, "refs")))
        return frozenset(_ref(each, branch) for each in named) or _ALWAYS
    return _by_rules(rows(whole)) or _ALWAYS if whole else _ALWAYS


def _ref(name: str, branch: str) -> Trigger:
    known = {
        "merge_requests": Trigger.CHANGE,
        "external_pull_requests": Trigger.CHANGE,
        "schedules": Trigger.SCHEDULE,
        "tags": Trigger.TAG,
        "web": Trigger.MANUAL,
        "api": Trigger.MANUAL,
        "triggers": Trigger.OTHER,
    }
    del branch  # a single named branch counts: it is mostly the one people work on
    return known.get(name, Trigger.PUSH)


def _by_rules(rules: list[object]) -> frozenset[Trigger]:
    triggers = set()
    for each in rules:
        rule = table(each)
        if rule.get("when") == "never":
            continue
        condition = str(rule.get("if") or "")
        if rule.get("when") == "manual":
            triggers.add(Trigger.MANUAL)
        elif "merge_request" in condition.lower():
            triggers.add(Trigger.CHANGE)
        elif "schedule" in condition and "!=" not in condition:
            triggers.add(Trigger.SCHEDULE)
        elif "CI_COMMIT_TAG" in condition and "CI_COMMIT_BRANCH" not in condition and "== null" not in condition:
            triggers.add(Trigger.TAG)
        else:
            triggers.add(Trigger.PUSH)
    return frozenset(triggers)
