"""Whether changes are integrated and tested by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, met, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.ci.model import ON_CHANGES, Trigger
from badge.probes.facts.cues import Cues
from badge.probes.facts.documents import Documents
from badge.probes.facts.links import Links
from badge.probes.facts.testing import Testing
from badge.probes.facts.workflows import STALE, Workflows
from badge.probes.patterns import first, found
from badge.probes.probe import probe
from badge.probes.testing import has_none

_NAMED = r"\b(?:unit[ -]?)?tests?\b|\bci\b.*\btest|\bspecs?\b"
SPOKEN = (
    r"continuous.integration|\b(?:ci|build|buildbot|jenkins|travis|appveyor|teamcity|concourse|hudson"
    r"|circleci|builds\.sr\.ht"
    r"|gitlab.ci|github actions|woodpecker|drone|cirrus|azure pipelines|build ?farm)\b"
    r".{0,30}\b(?:badge|status|server|passing|svg|job|run)"
    r"|build[- ]?status|\bjenkins\b|buildbot|teamcity"
)


@probe("test_continuous_integration", echoes={"test_continuous_integration": ("automated_integration_testing",)})
def on_changes(
    testing: Testing, workflows: Workflows, documents: Documents, links: Links, cues: Cues, files: Files
) -> Iterator[Finding]:
    """Find tests that every push or proposed change starts."""
    criterion = "test_continuous_integration"
    runs = [run for _, run in testing.runs if run.on_changes and not run.command.tolerated]
    if best := next((run for run in runs if run.sure), runs[0] if runs else None):
        place = workflows.place(best.step)
        values = {"path": best.workflow.path, "command": " ".join(best.command.text.split())[:80]}
        if best.sure:
            because = Message("%(path)s runs the tests on every change, with “%(command)s”.", values)
            yield met(criterion, because, Confidence.GOOD, place)
            if not any(Trigger.PUSH in run.job.triggers for run in runs):  # it asks for what is merged, too
                yield met("automated_integration_testing", because, Confidence.PARTIAL, place)
        else:
            because = Message(
                "%(path)s would run the tests with “%(command)s”; whether that system is still in use cannot be seen.",
                values,
            )
            yield met(criterion, because, Confidence.PARTIAL, place)
        return
    if not workflows.none and has_none(testing, cues, files, documents):
        because = Message(
            "Continuous integration is configured, and there is no test among the files that it could run."
        )
        yield unmet(criterion, because, Confidence.PARTIAL, by_absence=True)
        return
    yield _indirect(criterion, testing, workflows) or _nothing(criterion, workflows, documents, links)


def _indirect(criterion: str, testing: Testing, workflows: Workflows) -> Finding | None:
    """Judge by ready-made steps and by names, where no command is seen."""
    ready_made = set(testing.ready_made)
    forgiven = [run.job for _, run in testing.runs if run.command.tolerated]
    for workflow, job, step in workflows.steps:
        if job.triggers.isdisjoint(ON_CHANGES) or step.tolerated or workflow.system in STALE:
            continue
        place = workflows.place(step)
        if step.uses and place in ready_made:
            because = Message(
                "%(path)s runs tests on every change, with %(action)s.", {"path": workflow.path, "action": step.uses}
            )
            return met(criterion, because, Confidence.GOOD, place)
        if job in forgiven:  # its tests are known, and whatever becomes of them, the job goes on
            continue
        name = step.name if found(_NAMED, step.name) else job.name
        if found(_NAMED, name) and (step.uses if name is job.name else True) and testing.exists:
            because = Message(
                "%(path)s has a step named “%(name)s” for every change.", {"path": workflow.path, "name": name}
            )
            return met(criterion, because, Confidence.PARTIAL, place)
    if testing.runs:
        run = testing.runs[0][1]
        because = Message("%(path)s runs tests, but not on every change.", {"path": run.workflow.path})
        if run.on_changes and run.command.tolerated:
            because = Message("%(path)s runs tests, and goes on when they fail.", {"path": run.workflow.path})
        return unknown(criterion, because, workflows.place(run.command))
    return None


def _nothing(criterion: str, workflows: Workflows, documents: Documents, links: Links) -> Finding:
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
    if links.is_part:  # the repository from which this one is split off was not read
        return unknown(
            criterion, Message("Nothing was found, but not everything could be read, so nothing is concluded.")
        )
    because = Message("No configuration of continuous integration was found among the files.")
    return unmet(criterion, because, Confidence.PARTIAL, by_absence=True)
