"""Systems whose configuration is a list of scripts under known keys; a table says where they stand in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import NamedTuple, TypeAlias

from badge.core.evidence import Files
from badge.probes.facts.ci.model import ON_CHANGES, Job, Step, Trigger, Workflow
from badge.probes.facts.structured import dig, rows, strings, table, yaml_documents
from badge.probes.patterns import compiled

Data: TypeAlias = Mapping[str, object]

MOST_STEPS = 2_000
"""Steps of one file that are looked at."""

# What Travis runs where a project says only its language.
TRAVIS_DEFAULT: Mapping[str, str] = {
    "c": "", "cpp": "", "clojure": "lein test", "crystal": "crystal spec", "csharp": "dotnet test", "d": "dub test",
    "dart": "dart test", "elixir": "mix test", "erlang": "rebar3 eunit", "go": "go test ./...",
    "groovy": "gradle check", "haskell": "cabal test", "haxe": "haxelib run munit test", "java": "mvn test",
    "julia": "julia --project -e 'using Pkg; Pkg.test()'", "node_js": "npm test", "perl": "prove -l",
    "perl6": "prove6", "php": "phpunit", "r": "R CMD check .", "ruby": "rake test", "rust": "cargo test",
    "scala": "sbt test", "swift": "xcodebuild test", "objective-c": "xcodebuild test",
}  # fmt: skip


class _System(NamedTuple):
    """The keys whose values are scripts; those whose values, and those that themselves, name something ready-made."""

    scripts: str
    uses: str = r"\z."
    calls: str = r"\z."
    triggers: Callable[[Data], frozenset[Trigger]] = lambda _: ON_CHANGES
    implied: Callable[[Data], Iterator[str]] = lambda _: iter(())


def _azure(data: Data) -> frozenset[Trigger]:
    triggers = set()
    if str(data.get("trigger", "")).lower() != "none":
        triggers.add(Trigger.PUSH)
    if str(data.get("pr", "")).lower() != "none":
        triggers.add(Trigger.CHANGE)
    if data.get("schedules"):
        triggers.add(Trigger.SCHEDULE)
    return frozenset(triggers or {Trigger.MANUAL})


def _bitbucket(data: Data) -> frozenset[Trigger]:
    parts = table(data.get("pipelines"))
    kinds = {
        "default": Trigger.PUSH,
        "branches": Trigger.PUSH,
        "pull-requests": Trigger.CHANGE,
        "tags": Trigger.TAG,
        "custom": Trigger.MANUAL,
    }
    return frozenset(kinds[name] for name in parts if name in kinds)


def _events(data: Data) -> frozenset[Trigger]:
    """Drone's and Woodpecker's `trigger` or `when`: events by name; every push and pull request without."""
    said = [*rows(data.get("trigger")), *rows(data.get("when"))]
    names = [str(each) for part in said for each in _names(dig(part, "event"))]
    kinds = {
        "push": Trigger.PUSH,
        "pull_request": Trigger.CHANGE,
        "cron": Trigger.SCHEDULE,
        "tag": Trigger.TAG,
        "release": Trigger.TAG,
        "manual": Trigger.MANUAL,
        "custom": Trigger.MANUAL,
        "promote": Trigger.MANUAL,
    }
    return frozenset(kinds.get(name, Trigger.OTHER) for name in names) or ON_CHANGES


def _names(value: object) -> Iterator[str]:
    yield from strings(dig(value, "include") if isinstance(value, Mapping) else value)


def _travis(data: Data) -> Iterator[str]:
    if "script" not in data and not isinstance(data.get("jobs"), Mapping) and not data.get("matrix"):
        yield from (TRAVIS_DEFAULT.get(each.lower(), "") for each in [*strings(data.get("language"))][:1])


SYSTEMS: Mapping[str, _System] = {
    "CircleCI": _System(r"run|command|override|pre|post", r"steps", r"[\w.-]+/[\w.-]+"),
    "Travis CI": _System(r"(before_|after_)?script|(before_)?install|after_success", implied=_travis),
    "Azure Pipelines": _System(r"script|bash|powershell|pwsh", r"task|template", triggers=_azure),
    "Bitbucket Pipelines": _System(r"script|after-script", r"pipe", triggers=_bitbucket),
    "Cirrus CI": _System(r"(\w+_)?script"),
    "Drone": _System(r"commands", r"image", triggers=_events),
    "Woodpecker": _System(r"commands", r"image", triggers=_events),
    "AppVeyor": _System(r"\w+_script|install|before_\w+|after_\w+|ps|cmd|sh|pwsh"),
    "builds.sr.ht": _System(r"tasks"),
    "Semaphore": _System(r"commands"),
    "Buildkite": _System(r"commands?"),
    "Tekton": _System(r"script"),
    "Google Cloud Build": _System(r"args|script", r"name"),
    "AWS CodeBuild": _System(r"commands"),
}


def read(files: Files, path: str, system: str, branch: str) -> Workflow | None:
    """Read a file of one of these systems; None where it has no script that can be found."""
    del branch
    known = SYSTEMS[system]
    documents = [table(each) for each in yaml_documents(files.text(path))]
    jobs = []
    for data in documents:
        steps = [Step(path, name=text, script=text) for text in known.implied(data) if text]
        steps += islice(_walk(known, data, path), MOST_STEPS)
        jobs.append(Job(str(data.get("name") or system), path, 1, tuple(steps), known.triggers(data)))
    if not any(job.steps for job in jobs):
        return None
    return Workflow(
        path, system, frozenset().union(*(job.triggers for job in jobs)), tuple(jobs), tuple(_crons(documents)),
        documents[0],
    )  # fmt: skip


def _walk(system: _System, whole: Data, path: str) -> Iterator[Step]:
    """Yield the steps below a mapping in their order; the parser has bounded how deep and wide it is."""
    scripts = compiled(system.scripts)
    waiting: list[tuple[str, object, Step]] = [("", whole, Step(path))]
    while waiting:
        key, value, around = waiting.pop()
        if isinstance(value, Mapping):
            inside = table(value)
            name = str(inside.get("displayName") or inside.get("name") or inside.get("label") or around.name or key)
            around = Step(path, name=name, tolerated=around.tolerated or _forgiven(inside))
            yield from _ready_made(system, key, inside, around)
            named = key == "tasks" and "tasks" in system.scripts  # builds.sr.ht: the key is a name of one's own
            waiting += reversed([(key if named else one, each, around) for one, each in inside.items()])
        elif isinstance(value, list):
            waiting += reversed([(key, each, around) for each in value])
        elif scripts.fits(key):
            yield from (replace(around, line=text.line, script=text) for text in strings(value))
        elif key == "steps" and compiled(system.uses).fits(key):
            yield from (replace(around, line=text.line, uses=text) for text in strings(value))


def _ready_made(system: _System, key: str, inside: Data, around: Step) -> Iterator[Step]:
    """Yield what a mapping names that somebody else wrote: an orb's command, a task, an image."""
    if compiled(system.calls).fits(key):
        yield replace(around, line=getattr(key, "line", 0), uses=key)
    inputs = {name: " ".join(strings(each)) for name, each in table(inside.get("inputs")).items()}
    for name, each in inside.items():
        if compiled(system.uses).fits(name) and isinstance(each, str):
            yield replace(around, line=getattr(each, "line", 0), uses=each, inputs=inputs)


def _forgiven(job: Data) -> bool:
    marks = ("allow_failure", "allow_failures", "continueOnError", "soft_fail", "ignore_failure")
    return job.get("failure") == "ignore" or any(str(job.get(mark)).lower() == "true" for mark in marks)


def _crons(documents: list[Data]) -> Iterator[str]:
    for data in documents:
        for each in rows(data.get("schedules")):
            yield from strings(dig(each, "cron"))
        for each in table(data.get("workflows")).values():
            for trigger in rows(dig(each, "triggers")):
                yield from strings(dig(trigger, "schedule", "cron"))
