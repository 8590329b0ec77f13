"""The journey from a repository to a standing, without a database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from badge.core.answers import Answer, Origin, Status
from badge.core.errors import UnreadableError
from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, met, unmet
from badge.core.look import Look
from badge.core.messages import Message
from badge.services.asking import criteria_files, load_criteria
from badge.services.assess import assess, look_at_path, look_at_url
from tests.sources.building import AS_OF, Building, small_repository

CRITERIA = load_criteria()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Building:
    found = small_repository(tmp_path_factory.mktemp("assess") / "work")
    found.commit({".bestpractices.json": '{"test_status": "Met", "nothing_status": "Met"}'})
    return found


def test_a_path_is_looked_at_and_told_step_by_step(repository: Building) -> None:
    told: list[Message] = []
    look = look_at_path(repository.folder, CRITERIA, AS_OF, progress=told.append)
    assert [str(each) for each in told] == ["Reading the repository.", "Looking for evidence."]
    assert look.complete
    assert look.as_of == AS_OF
    assert {each.criterion for each in look.findings} <= CRITERIA.ids()
    assert look.declared == {"test": Answer(Status.MET, "", Origin.DECLARED)}
    assert [str(each) for each in look.problems] == [".bestpractices.json answers what is not asked: nothing."]


@pytest.mark.parametrize("path", ["security-insights.yml", ".github/SECURITY-INSIGHTS.yml"])
def test_a_broken_declaration_is_a_shown_problem(tmp_path: Path, path: str) -> None:
    building = Building(tmp_path / "work")
    building.commit({path: "header: ["})
    [problem] = look_at_path(building.folder, CRITERIA, AS_OF).problems
    assert str(problem).startswith(f"{path} is not a YAML mapping")


def test_findings_are_the_same_to_the_byte_each_time(repository: Building) -> None:
    one, two = (look_at_path(repository.folder, CRITERIA, AS_OF).to_json() for _ in range(2))
    assert one == two


def test_an_address_without_https_is_refused() -> None:
    with pytest.raises(UnreadableError, match="https://"):
        look_at_url("http://git.example.org/a", CRITERIA, AS_OF)


def test_answers_count_before_proposals_and_nothing_is_overwritten() -> None:
    [one, two, three] = [each.id for each in list(CRITERIA.all())[:3]]
    findings = [
        unmet(one, Message("No %(what)s.", {"what": "page"}), Confidence.CERTAIN),
        met(two, Message("Yes."), Confidence.GOOD),
        Finding(three, Outcome.UNKNOWN, Message("Looked.")),
        met("of_another_series", Message("Yes."), Confidence.CERTAIN),
    ]
    look = Look(Repository(), AS_OF, findings, declared={one: Answer(Status.MET, "It is.", Origin.DECLARED)})
    found = assess(look, CRITERIA, str)
    assert set(found.proposed) == {one, two}
    assert found.sentences == {one: "No page.", two: "Yes."}
    assert found.counted == {one: look.declared[one], two: Answer(Status.MET, "Yes.", Origin.PROPOSAL)}
    given = {two: Answer(Status.UNMET, "We say no.")}
    other = assess(look, CRITERIA, str, given)
    assert other.given == given
    assert other.counted[two] == given[two]
    assert other.counted[one].origin is Origin.PROPOSAL


def test_a_shallow_repository_never_turns_into_unmet_by_absence(repository: Building, tmp_path: Path) -> None:
    path = repository.clone(tmp_path / "shallow", "--depth=1")
    look = look_at_path(path, CRITERIA, datetime(2030, 1, 1, tzinfo=UTC))
    assert not look.complete
    by_history = [each for each in look.findings if each.status is Status.UNMET and each.by_absence]
    whole = look_at_path(repository.folder, CRITERIA, datetime(2030, 1, 1, tzinfo=UTC))
    assert {each.criterion for each in by_history} <= {each.criterion for each in whole.findings if each.status}


def test_a_folder_that_is_no_criteria_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="There is no criteria folder"):
        load_criteria(tmp_path / "missing")
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "series.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match="cannot be read"):
        criteria_files(tmp_path)
