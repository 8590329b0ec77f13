"""What stands between a change and the branch that releases come from: pull requests, tests, scanners, approvals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from badge.core.evidence import Files, History
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, counted
from badge.probes.facts import means
from badge.probes.facts.ci.model import Job, Step, Trigger
from badge.probes.facts.cues import Cues
from badge.probes.facts.documents import Documents
from badge.probes.facts.links import Links
from badge.probes.facts.manifests import Manifests
from badge.probes.facts.marks import Mark, Marks
from badge.probes.facts.protection import Protection
from badge.probes.facts.testing import Testing
from badge.probes.facts.tools import Kind
from badge.probes.facts.usage import How, Usage, Use
from badge.probes.facts.workflows import STALE, Workflows
from badge.probes.integration import SPOKEN
from badge.probes.patterns import compiled, first, found
from badge.probes.pipeline_inputs import without
from badge.probes.probe import probe
from badge.probes.testing import has_none

NEWEST = 50
"""Commits that show how changes come in."""

BRANCHES_OF_CHANGES = frozenset({"GitLab CI"})
"""Systems that run a pipeline for each push to any branch, so also for the branch of a proposed change."""

KEEPS_ITS_BRANCH = frozenset(
    "github.com gitlab.com codeberg.org bitbucket.org gitea.com salsa.debian.org framagit.org gitlab.gnome.org "
    "gitlab.freedesktop.org invent.kde.org".split()
)
"""Forges that refuse to delete the default branch until another one is chosen."""

_REPORTS_ONLY = frozenset({"CodeQL", "SonarQube", "Codacy", "GitLab SAST"})
"""Analysers whose step goes on whatever they find; a setting of the forge decides what that stops."""

_MERGED = r"\(#\d+\)\s*$|^Merge (?:pull request|branch|merge request)\b|\(!\d+\)\s*$|^See merge request\b"


@probe("osps_ac_03_01", "osps_ac_03_02")
def protected(protection: Protection, links: Links) -> Iterator[Finding]:
    """Look for settings that are kept as files: what stops direct commits, and the deletion of the branch."""
    if place := protection.places.get("changes"):
        because = Message("%(path)s speaks of a rule that changes need a pull request.", {"path": place.path})
        yield unknown("osps_ac_03_01", because, place)
    else:
        because = Message("Whether the forge refuses direct commits to the primary branch cannot be seen in the files.")
        yield unknown("osps_ac_03_01", because)
    if links.forge in KEEPS_ITS_BRANCH:
        because = Message(
            "The repository is on %(forge)s, which deletes its default branch only after another one was chosen.",
            {"forge": links.forge},
        )
        yield met("osps_ac_03_02", because, Confidence.CUE)
    elif place := protection.places.get("deletion"):
        because = Message("%(path)s speaks of a rule against deleting the branch.", {"path": place.path})
        yield unknown("osps_ac_03_02", because, place)
    else:
        because = Message("Whether the primary branch is safe from deletion cannot be seen in the files.")
        yield unknown("osps_ac_03_02", because)


@probe("osps_ac_03_01")
def merged(history: History) -> Iterator[Finding]:
    """Count the newest commits that came in by a pull request."""
    newest = history.commits[:NEWEST]
    by_request = sum(
        each.parents > 1 or each.committer_email == "noreply@github.com" or found(_MERGED, each.subject)
        for each in newest
    )
    because = counted(
        "%(merged)s of the newest %(count)s commit was made by the forge, or names a pull request.",
        "%(merged)s of the newest %(count)s commits were made by the forge, or name a pull request.",
        len(newest),
        merged=by_request,
    )
    yield unknown("osps_ac_03_01", because)


@probe("osps_qa_03_01")
def status(workflows: Workflows, protection: Protection, documents: Documents) -> Iterator[Finding]:
    """Look for what runs on proposed changes, and for settings that demand its success."""
    criterion = "osps_qa_03_01"
    if place := protection.places.get("checks"):
        because = Message("%(path)s names status checks that have to pass.", {"path": place.path})
        yield unknown(criterion, because, place)
    elif workflows.none:
        yield without(criterion, documents)
    elif job := next((each for each in _jobs(workflows) if Trigger.CHANGE in each.triggers), None):
        because = Message(
            "%(path)s runs on proposed changes; whether it has to pass is a setting of the forge.", {"path": job.path}
        )
        yield unknown(criterion, because, workflows.place(job))
    else:
        because = Message("No pipeline was found that runs on proposed changes.")
        yield unknown(criterion, because, workflows.files.place(workflows.paths[0]))


def _jobs(workflows: Workflows) -> Iterator[Job]:
    return (job for each in workflows.all for job in each.jobs)


@probe("osps_qa_06_01")
def tested(
    testing: Testing, workflows: Workflows, documents: Documents, links: Links, cues: Cues, files: Files
) -> Iterator[Finding]:
    """Find tests that run on a proposed change, before it is accepted."""
    criterion = "osps_qa_06_01"
    runs = [run for _, run in testing.runs if not run.command.tolerated]
    before = [run for run in runs if Trigger.CHANGE in run.job.triggers]
    if run := next((each for each in before if each.sure), before[0] if before else None):
        place = workflows.place(run.step)
        values = {"path": run.workflow.path, "command": " ".join(run.command.text.split())[:80]}
        because = Message("%(path)s runs the tests on every proposed change, with “%(command)s”.", values)
        yield met(criterion, because, Confidence.GOOD if run.sure else Confidence.PARTIAL, place)
    elif step := _ready_made(testing, workflows):
        because = Message(
            "%(path)s runs tests on every proposed change, with %(action)s.", {"path": step.path, "action": step.uses}
        )
        yield met(criterion, because, Confidence.GOOD, workflows.place(step))
    elif run := next((each for each in runs if each.workflow.system in BRANCHES_OF_CHANGES and each.on_changes), None):
        because = Message("%(path)s runs the tests on every push to any branch.", {"path": run.workflow.path})
        yield met(criterion, because, Confidence.PARTIAL, workflows.place(run.step))
    elif runs:
        because = Message(
            "%(path)s runs tests, but was not seen to run them before a change is accepted.",
            {"path": runs[0].workflow.path},
        )
        yield unknown(criterion, because, workflows.place(runs[0].command))
    elif not workflows.none and has_none(testing, cues, files, documents):
        because = Message(
            "Continuous integration is configured, and there is no test among the files that it could run."
        )
        yield unmet(criterion, because, Confidence.PARTIAL, by_absence=True)
    else:
        yield _untested(criterion, workflows, documents, links)


def _ready_made(testing: Testing, workflows: Workflows) -> Step | None:
    known = set(testing.ready_made)
    for workflow, job, step in workflows.steps:
        wanted = step.uses and Trigger.CHANGE in job.triggers and not step.tolerated and workflow.system not in STALE
        if wanted and workflows.place(step) in known:
            return step
    return None


def _untested(criterion: str, workflows: Workflows, documents: Documents, links: Links) -> Finding:
    if not workflows.none:
        path = workflows.paths[0]
        because = Message(
            "Continuous integration is configured in %(path)s, but no command that runs tests was found.",
            {"path": path},
        )
        return unknown(criterion, because, workflows.files.place(path))
    for document in documents.all("readme", "contributing", "development"):
        if hit := first(SPOKEN, document.text):
            because = Message(
                "%(path)s speaks of continuous integration, but no configuration was found.", {"path": document.path}
            )
            return unknown(criterion, because, document.place(hit.line, hit.text))
    because = Message("No configuration of continuous integration was found among the files.")
    if links.is_part or links.is_mirror:
        return unknown(criterion, because)
    return unmet(criterion, because, Confidence.PARTIAL, by_absence=True)


@lru_cache(maxsize=1)
def _scanners() -> tuple[str, str]:
    rows = means.SCANNERS
    return (
        "|".join(row.command for row in rows if row.command != means.NOTHING),
        "|".join(row.uses for row in rows if row.uses != means.NOTHING),
    )


def _scanner(text: str, trace: str) -> str:
    return next((row.name for row in means.SCANNERS if found(getattr(row, trace), text)), "")


def _scans(workflows: Workflows) -> Iterator[tuple[str, Job, Place, bool, bool]]:
    """Yield each use of a scanner of dependencies: name, job, place, whether it is tolerated, and has a limit."""
    by_command, by_name = (compiled(each) for each in _scanners())
    for run in workflows.runs:
        if by_command.search(run.command.text):
            name, limit = _scanner(run.command.text, "command"), "severity" in run.command.text
            yield name, run.job, workflows.place(run.command), run.command.tolerated, limit
    for _, job, step in workflows.steps:
        if step.uses and by_name.search(step.uses):
            limit = bool({"fail-on-severity", "severity", "config-file", "severity-cutoff"} & set(step.inputs))
            yield _scanner(step.uses, "uses"), job, workflows.place(step), step.tolerated, limit


@probe("osps_vm_05_03")
def dependencies(workflows: Workflows, manifests: Manifests, marks: Marks, files: Files) -> Iterator[Finding]:
    """Find a scanner of dependencies that stops a change, and the limit from which it does."""
    criterion = "osps_vm_05_03"
    scans = list(_scans(workflows))
    before = [each for each in scans if Trigger.CHANGE in each[1].triggers and not each[3]]
    policy = next(iter(marks.of(Mark.POLICY)), "")
    with_limit = next((each for each in before if each[4] or policy), None)
    if with_limit:
        name, _, place, _, _ = with_limit
        because = Message(
            "%(tool)s looks at the dependencies of every proposed change; what stops it, %(path)s says.",
            {"tool": name, "path": policy or place.path},
        )
        yield met(criterion, because, Confidence.PARTIAL, place, *([files.place(policy)] if policy else []))
    elif before:
        because = Message(
            "%(tool)s looks at the dependencies of every proposed change (%(path)s); a policy on what stops a change "
            "was not recognised.",
            {"tool": before[0][0], "path": before[0][2].path},
        )
        yield unknown(criterion, because, before[0][2])
    elif scans:
        because = Message(
            "%(tool)s looks at the dependencies (%(path)s), but not on proposed changes, or its result is ignored.",
            {"tool": scans[0][0], "path": scans[0][2].path},
        )
        yield unknown(criterion, because, scans[0][2])
    elif service := next(iter((*marks.of(Mark.SERVICE), *marks.of(Mark.POLICY))), ""):
        because = Message("%(path)s sets up a service that looks at the dependencies.", {"path": service})
        yield unknown(criterion, because, files.place(service))
    elif workflows.unread or workflows.foreign or not any(each.dependencies for each in manifests.all):
        yield unknown(criterion, Message("Nothing was found that looks at the dependencies of every change."))
    else:
        because = Message("Nothing was found that looks at the dependencies of every change.")
        yield unmet(criterion, because, Confidence.CUE, by_absence=True)


@probe("osps_vm_06_02")
def weaknesses(usage: Usage, workflows: Workflows) -> Iterator[Finding]:
    """Find an analyser that knows weaknesses and stops a change, and the configuration that says on what."""
    criterion = "osps_vm_06_02"
    uses = usage.of(Kind.SECURITY)
    before = [each for each in uses if each.how is How.CI and each.job and Trigger.CHANGE in each.job.triggers]
    stopping = [each for each in before if not each.tolerated and each.tool.name not in _REPORTS_ONLY]
    for each in stopping:
        if configured := _configuration(uses, each):
            because = Message(
                "%(tool)s looks for weaknesses in every proposed change (%(path)s), as %(configuration)s says.",
                {"tool": each.tool.name, "path": each.place.path, "configuration": configured.place.path},
            )
            yield met(criterion, because, Confidence.PARTIAL, each.place, configured.place)
            return
    if before:
        because = Message(
            "%(tool)s looks for weaknesses in every proposed change (%(path)s); a policy on what stops a change was "
            "not recognised.",
            {"tool": before[0].tool.name, "path": before[0].place.path},
        )
        yield unknown(criterion, because, before[0].place)
    elif others := usage.of(Kind.SECURITY, Kind.STATIC, Kind.BUGS):
        because = Message(
            "%(tool)s is used (%(path)s), but was not seen to look for weaknesses in every proposed change.",
            {"tool": others[0].tool.name, "path": others[0].place.path},
        )
        yield unknown(criterion, because, others[0].place)
    elif workflows.unread or workflows.foreign or not workflows.files.entries:
        yield unknown(criterion, Message("Nothing was found that looks for weaknesses in every change."))
    else:
        because = Message("Nothing was found that looks for weaknesses in every change.")
        yield unmet(criterion, because, Confidence.CUE, by_absence=True)


def _configuration(uses: tuple[Use, ...], wanted: Use) -> Use | None:
    return next((each for each in uses if each.tool is wanted.tool and each.how is How.CONFIGURED), None)
