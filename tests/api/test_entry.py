from __future__ import annotations

from flask.testing import FlaskClient

from badge.core.findings import Confidence, unmet
from badge.core.messages import Message
from tests.web.building import ADDRESS, COMMIT, Kitchen


def test_it_is_one_flat_object_with_every_status(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.answer(kitchen.register(), clean="Met https://kitchen.example/floor", tidy="N/A no shelves")
    found = client.get("/projects/1.json").json
    assert found is not None
    wanted = {
        "id": 1, "name": "kitchen", "repo_url": ADDRESS, "homepage_url": "", "implementation_languages": "",
        "clean_status": "Met", "clean_justification": "https://kitchen.example/floor", "tidy_status": "N/A",
        "sharp_status": "?", "be_warm_status": "?", "badge_percentage_0": 67, "badge_percentage_1": 0,
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
