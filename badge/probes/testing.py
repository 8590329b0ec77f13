"""Whether there are automated tests, whether they run in the usual way, and how much they must reach."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind
from badge.core.findings import Confidence, Finding, met, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.coverage import Coverage
from badge.probes.facts.cues import Cues
from badge.probes.facts.documents import Documents
from badge.probes.facts.testing import Testing
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import compiled, found
from badge.probes.probe import probe

FEWEST_LINES = 500
"""Lines of source below which a project may well do without tests."""

MOST = 80
"""Per cent that "most of the code" is taken to be."""

OWN_WAYS = frozenset({"a test script", "prysk", "Robot Framework", "hatch", "VUnit", "Tcl's tests"})
"""Names of commands that are a project's own, or do not say what they run."""

_TRACE = compiled(
    r"(?:^|[/_.-])(?:unit)?(?:tests?|specs?|testing|check|checks|selftest|t|qa|verify|bats)(?:[/_.-]|\d|$)"
)


@probe("test")
def suite(testing: Testing, workflows: Workflows, cues: Cues, files: Files, documents: Documents) -> Iterator[Finding]:
    """Find tests that can run, and what says how to run them."""
    if testing.exists:
        yield _shown(testing, workflows)
    elif testing.named:
        because = Message(
            "Files such as %(path)s look like tests, but no test that can run was found in them.",
            {"path": testing.named[0]},
        )
        yield unknown("test", because, files.place(testing.named[0]))
    elif testing.runs or testing.entries or testing.told:
        place = workflows.place(testing.runs[0][1].command) if testing.runs else (*testing.entries, *testing.told)[0][1]
        because = Message("%(path)s seems to run tests, but no test file was found.", {"path": place.path})
        yield unknown("test", because, place)
    elif has_none(testing, cues, files, documents):
        because = Message(
            "There are %(lines)s lines of source code and no test among the files, by name or by content.",
            {"lines": cues.lines},
        )
        yield unmet("test", because, Confidence.PARTIAL, by_absence=True)
    else:
        yield unknown("test", Message("No test that can run was found among the files."))


def has_none(testing: Testing, cues: Cues, files: Files, documents: Documents) -> bool:
    """Tell whether all was read, and there is much code, no test and nothing that runs or speaks of one."""
    if testing.exists or testing.named or testing.runs or testing.entries or testing.told or testing.ready_made:
        return False
    return _bare(files) and not _spoken(documents) and cues.whole and cues.lines >= FEWEST_LINES


def _shown(testing: Testing, workflows: Workflows) -> Finding:
    test = testing.places[0]
    if testing.runs:
        name, run = next((each for each in testing.runs if each[1].on_changes), testing.runs[0])
        place = workflows.place(run.command)
        because = Message(
            "%(test)s holds tests, and %(path)s runs them (%(tool)s).",
            {"test": test.path, "path": place.path, "tool": name},
        )
        return met("test", because, Confidence.GOOD, test, place)
    if testing.told or testing.entries or testing.ready_made:
        named = [*testing.told, *testing.entries]
        place = named[0][1] if named else testing.ready_made[0]
        because = Message(
            "%(test)s holds tests, and %(path)s shows how to run them.", {"test": test.path, "path": place.path}
        )
        return met("test", because, Confidence.GOOD, test, place)
    because = Message("%(test)s holds tests, but nothing was found that shows how to run them.", {"test": test.path})
    return met("test", because, Confidence.PARTIAL, test)


def _bare(files: Files) -> bool:
    """Tell whether nothing is even named like a test, and nothing lies in another repository."""
    return not any(_TRACE.occurs(path) or entry.kind is Kind.SUBMODULE for path, entry in files.entries.items())


def _spoken(documents: Documents) -> bool:
    """Tell whether a document speaks of tests, which may then lie anywhere."""
    return any(found(r"\btests?\b", each.text) for each in documents.all("readme", "contributing", "development"))


@probe("test_invocation")
def invocation(
    testing: Testing, workflows: Workflows, cues: Cues, files: Files, documents: Documents
) -> Iterator[Finding]:
    """Find the usual way of the language to run tests."""
    usual = [each for each in testing.runs if each[0] not in OWN_WAYS]
    if testing.entries:
        name, place = testing.entries[0]
        because = Message("%(tool)s runs the tests: see %(path)s.", {"tool": name, "path": place.path})
        yield met("test_invocation", because, Confidence.GOOD if testing.exists else Confidence.PARTIAL, place)
    elif usual and testing.exists:
        name, run = usual[0]
        place = workflows.place(run.command)
        because = Message("%(tool)s runs the tests: see %(path)s.", {"tool": name, "path": place.path})
        yield met("test_invocation", because, Confidence.GOOD, place)
    elif testing.runs or testing.told:
        place = testing.told[0][1] if testing.told else workflows.place(testing.runs[0][1].command)
        because = Message("Tests are run in a way of the project's own: see %(path)s.", {"path": place.path})
        yield unknown("test_invocation", because, place)
    elif has_none(testing, cues, files, documents):
        because = Message("There is no test among the files, so there is no way to run one.")
        yield unmet("test_invocation", because, Confidence.PARTIAL, by_absence=True)
    else:
        yield unknown("test_invocation", Message("No usual way to run tests was found in the build files."))


@probe("test_most")
def most(coverage: Coverage) -> Iterator[Finding]:
    """Find a floor that the tests' coverage must reach."""
    floor = coverage.best()
    if floor is None:
        yield unknown("test_most", Message("No floor for the coverage of the tests was found in the configuration."))
        return
    values: dict[str, str | int | float] = {"path": floor.place.path, "percent": f"{floor.percent:g}"}
    if floor.percent >= MOST:
        because = Message("%(path)s demands that the tests reach %(percent)s %% of the code.", values)
        yield met("test_most", because, Confidence.PARTIAL, floor.place)
    else:
        because = Message("%(path)s demands only that the tests reach %(percent)s %% of the code.", values)
        yield unknown("test_most", because, floor.place)
