from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from badge.core.answers import Answer, Status
from badge.core.findings import Confidence, unmet
from badge.core.kept import KeptAnswer
from badge.core.messages import Message
from badge.core.projects import Project
from badge.services.asking import load_criteria
from badge.services.entries import Form, Whole
from tests.web.building import ADDRESS, COMMIT, Kitchen


def test_it_is_one_flat_object_with_every_status(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), clean="Met https://kitchen.example/floor", tidy="N/A no shelves")
    found = client.get("/projects/1.json").json
    assert found is not None
    wanted = {
        "id": 1, "name": "kitchen", "repo_url": ADDRESS, "homepage_url": "", "implementation_languages": "",
        "clean_status": "Met", "clean_justification": "https://kitchen.example/floor", "tidy_status": "N/A",
        "sharp_status": "?", "be_warm_status": "Unmet", "badge_percentage_0": 67, "badge_percentage_1": 0,
        "tiered_percentage": 67, "badge_level": "in_progress", "achieved_warm_at": None, "lock_version": 2,
        "created_at": "2026-03-04T05:06:07.000Z",
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted
    assert "sharp_justification" not in found


def test_times_of_levels_are_given(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.answer(project, clean="Met https://kitchen.example/floor", tidy="Met", sharp="Met")
    kitchen.answer(project, clean="Unmet")
    found = client.get("/projects/1.json").json
    assert found is not None
    for turn in ("achieved", "first_achieved", "lost"):
        assert found[f"{turn}_warm_at"] == "2026-03-04T05:06:07.000Z"
        assert found[f"{turn}_hot_at"] is None


def test_a_sure_finding_against_an_answer_is_in_it(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.answer(project, clean="Met https://kitchen.example/floor")
    kitchen.look(project, unmet("clean", Message("Nobody sweeps."), Confidence.CERTAIN))
    found = client.get("/projects/1.json").json
    assert found is not None
    assert found["looked_at_commit"] == COMMIT
    assert [(each["criterion"], each["status"], each["text"]) for each in found["conflicts"]] == [
        ("clean", "Unmet", "Nobody sweeps.")
    ]


def test_data_has_one_address_for_all_languages(client: FlaskClient) -> None:
    answer = client.get("/sw/projects/1.json")
    assert (answer.status_code, answer.location) == (301, "/projects/1.json")


def test_a_project_that_is_none_has_no_entry(client: FlaskClient) -> None:
    assert client.get("/projects/1.json").status_code == 404


def test_whether_the_level_below_is_reached_is_computed(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.answer(project, clean="Met https://kitchen.example/floor", tidy="Met", sharp="Met")
    found = client.get("/projects/1.json").json
    assert found is not None
    assert found["be_warm_status"] == "Met"


@pytest.mark.parametrize("number", ["9", "0", "01", "x", "-1", "1.0", "٣", "99999999999", "9999999999"])
def test_an_error_is_a_problem(client: FlaskClient, kitchen: Kitchen, number: str) -> None:
    kitchen.register()
    answer = client.get(f"/projects/{number}.json")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json == {
        "type": "about:blank", "title": "Not Found", "status": 404, "detail": "There is no such project.",
        "instance": f"/projects/{number}.json",
    }  # fmt: skip


def test_every_level_has_its_figures_and_both_spellings_are_there() -> None:
    never = datetime(2026, 1, 1, tzinfo=UTC)
    own = Project(1, "x", "", "", "", "", "zh_Hans", 1, never, never)
    sheet = {
        "osps_ac_03_01": KeptAnswer(Answer(Status.MET, "so")), "osps_br_01_02": KeptAnswer(Answer(Status.UNMET)),
    }  # fmt: skip
    form = Form(load_criteria())
    found = form.entry(Whole(own, sheet=sheet), never)
    for level in ("passing", "silver", "gold", "baseline_1", "baseline_2", "baseline_3"):
        assert [found[f"{turn}_{level}_at"] for turn in ("achieved", "first_achieved", "lost")] == [None] * 3
    names = ("0", "1", "2", "baseline_1", "baseline_2", "baseline_3")
    assert {found[f"badge_percentage_{each}"] for each in names} == {0}
    assert (found["tiered_percentage"], found["baseline_tiered_percentage"], found["badge_level"]) == (
        0,
        0,
        "in_progress",
    )
    for name in ("OSPS-AC-03.01", "osps_ac_03_01"):
        assert (found[f"{name}_status"], found[f"{name}_justification"]) == ("Met", "so")
    assert found["OSPS-BR-01.02_status"] == found["osps_br_01_02_status"] == "Unmet"  # asked no more, and not lost
    assert "osps_br_01_02_status" not in form.entry(Whole(own), never)
    assert found["entry_locale"] == "zh-CN"
    statuses = {each.id for each in load_criteria().all()}
    assert all(f"{each}_status" in found for each in statuses)
    assert None not in {found[each] for each in ("repo_url", "homepage_url", "name", "implementation_languages")}
